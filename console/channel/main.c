/* SPDX-License-Identifier: ISC */
/*
 * minwon-sync: carries applications from the channels to the office and the
 * office's word back. It holds the channels' tokens, opens no store and knows
 * no staff.
 */
#include <fcntl.h>
#include <getopt.h>
#include <malloc.h>
#include <stdio.h>

#include "console/channel/listen.h"
#include "console/channel/stop.h"
#include "console/channel/sync.h"
#include "storage/clock.h"
#include "storage/secret.h"
#include "storage/text.h"

#define INTERVAL_SEC 60
#define INTERVAL_MAX_SEC (24 * 60 * 60)

struct options {
	int fd;			/* -1 = none */
	const char *socket;	/* NULL = none */
	const char *channels;	/* NULL = none */
	int interval_sec;	/* 0 = only when woken */
	bool is_once;
	bool wants_help;
	bool wants_version;
};

/* One row per option: its letter for getopt, how it is written, what it does. */
static const struct {
	struct option option;
	const char *value_name;
	const char *help;
} rows[] = {
	{ { "fd", required_argument, NULL, 'f' }, "N",
	  N_("speak to the office over the open socket N") },
	{ { "socket", required_argument, NULL, 's' }, "PATH",
	  N_("connect to the office's socket") },
	{ { "channels", required_argument, NULL, 'c' }, "FILE",
	  N_("addresses and tokens of the channels; mode 0600") },
	{ { "interval", required_argument, NULL, 'i' }, "SEC",
	  N_("seconds between rounds (default 60); 0 = only when the office asks") },
	{ { "once", no_argument, NULL, 'o' }, "", N_("do one round and end") },
	{ { "help", no_argument, NULL, 'h' }, "", N_("print this") },
	{ { "version", no_argument, NULL, 'v' }, "", N_("print the version") },
};
#define ROW_COUNT (sizeof(rows) / sizeof(rows[0]))

static void
print_help(void)
{
	printf("%s\n\n", 
	    say("usage: minwon-sync --fd N | --socket PATH [--channels FILE] [option]…"));
	for (size_t i = 0; i < ROW_COUNT; i++)
		printf("  --%-9s %-5s %s\n", rows[i].option.name, rows[i].value_name,
		    say(rows[i].help));
}

static enum rc
read_number(const char *name, const char *value, int64_t max, int *out, struct err *e)
{
	int64_t number;

	if (!parse_int(value, 0, max, &number))
		return err_set(e, RC_USAGE, say("--%s: \"%s\" is no number from 0 to %lld"), name,
		    value, (long long)max);
	*out = (int)number;
	return RC_OK;
}

static enum rc
read_options(int argc, char **argv, struct options *o, struct err *e)
{
	struct option table[ROW_COUNT + 1] = { { 0 } };
	enum rc rc = RC_OK;
	int letter;

	*o = (struct options){ .fd = -1, .interval_sec = INTERVAL_SEC };
	for (size_t i = 0; i < ROW_COUNT; i++)
		table[i] = rows[i].option;
	opterr = 0;
	while (rc == RC_OK && (letter = getopt_long(argc, argv, "", table, NULL)) != -1) {
		switch (letter) {
		case 'f':
			rc = read_number("fd", optarg, INT16_MAX, &o->fd, e);
			break;
		case 's':
			o->socket = optarg;
			break;
		case 'c':
			o->channels = optarg;
			break;
		case 'i':
			rc = read_number("interval", optarg, INTERVAL_MAX_SEC, &o->interval_sec,
			    e);
			break;
		case 'o':
			o->is_once = true;
			break;
		case 'h':
			o->wants_help = true;
			break;
		case 'v':
			o->wants_version = true;
			break;
		default:
			rc = err_set(e, RC_USAGE,
			    say("%s is not an option here, or lacks its value; "
			    "see minwon-sync --help"), argv[optind - 1]);
		}
	}
	if (rc != RC_OK || o->wants_help || o->wants_version)
		return rc;
	if (optind < argc)
		return err_set(e, RC_USAGE,
		    say("nothing is known about \"%s\"; see minwon-sync --help"), argv[optind]);
	if ((o->fd >= 0) == (o->socket != NULL))
		return err_set(e, RC_USAGE, "%s",
		    say("say where the office is: --fd N or --socket PATH"));
	if (o->fd >= 0 && fcntl(o->fd, F_GETFD) < 0)
		return err_set(e, RC_USAGE, say("--fd: %d is not open"), o->fd);
	return RC_OK;
}

/* When the next round of our own is due: a tenth more or less than the interval
 * from now, so that offices do not ask together. INT64_MAX = never. */
static int64_t
next_round_ms(const struct options *o)
{
	if (o->interval_sec == 0)
		return INT64_MAX;
	return clock_monotonic_ms() + o->interval_sec * 900 +
	    (int)secret_random((uint32_t)o->interval_sec * 200 + 1);
}

/* Waits for a wake, at most until due_ms. RC_AGAIN: the time is over. */
static enum rc
wait_until(struct sync *s, int64_t due_ms, struct wire_wake *wake, struct err *e)
{
	int64_t left_ms = due_ms - clock_monotonic_ms();

	if (due_ms == INT64_MAX)
		left_ms = -1;
	else if (left_ms < 0)
		left_ms = 0;
	return office_wait(s->office, (int)left_ms, wake, e);
}

/* Waits as wait_until does, and where somebody watches listens to the channels
 * meanwhile: what is new there is a wake like the office's. */
static enum rc
listen_until(struct sync *s, int64_t due_ms, struct wire_wake *wake, struct err *e)
{
	enum rc rc;

	if (!s->is_watched)
		return wait_until(s, due_ms, wake, e);
	/* What the office said already cannot be heard at its socket. */
	rc = office_wait(s->office, 0, wake, e);
	if (rc != RC_AGAIN)
		return rc;
	if (listen_feeds(s, due_ms, wake))
		return RC_OK;
	return wait_until(s, due_ms, wake, e);
}

/* Does rounds until asked to stop or the office is gone. */
static enum rc
work(const struct options *o, struct sync *s, struct err *e)
{
	int64_t due_ms = next_round_ms(o);
	bool has_more = false;
	enum rc rc = RC_OK;

	if (o->is_once) {
		rc = sync_round(s, NULL, &has_more, e);
		if (rc == RC_OK && s->config_error[0] != '\0')
			return err_set(e, RC_USAGE, "%s", s->config_error);
		return rc;
	}
	while (rc == RC_OK) {
		struct wire_wake wake;

		rc = has_more ? wait_until(s, 0, &wake, e) : listen_until(s, due_ms, &wake, e);
		if (rc == RC_OK) {
			rc = sync_round(s, &wake, &has_more, e);
		} else if (rc == RC_AGAIN) {
			rc = sync_round(s, NULL, &has_more, e);
			due_ms = next_round_ms(o);
		}
	}
	return rc;
}

static enum rc
run(const struct options *o, struct err *e)
{
	struct sync s = { .channels_path = o->channels };
	struct wire_sync_welcome welcome;
	struct wire_ok hello = { 0 };
	enum rc rc = RC_OK;

	if (o->fd >= 0)
		s.office = office_take(o->fd);
	else
		rc = office_connect(o->socket, &s.office, e);
	if (rc == RC_OK)
		rc = office_ask(s.office, MESSAGE_SYNC_HELLO, &hello, MESSAGE_SYNC_WELCOME,
		    &welcome, e);
	if (rc == RC_OK)
		rc = http_open(welcome.is_practice, office_fd(s.office), &s.http, e);
	if (rc == RC_OK)
		rc = work(o, &s, e);
	sync_release(&s);
	http_close(s.http);
	office_free(s.office);
	return rc;
}

int
main(int argc, char **argv)
{
	struct options options;
	struct err e = { .rc = RC_OK };
	enum rc rc;

	program_harden();
	/* Large answers go back to the system as soon as they are freed. */
	mallopt(M_MMAP_THRESHOLD, 128 * 1024);
	stop_watch();
	text_start(NULL);
	rc = read_options(argc, argv, &options, &e);
	if (rc == RC_OK && options.wants_help) {
		print_help();
		return 0;
	}
	if (rc == RC_OK && options.wants_version) {
		printf("minwon-sync 1\n");
		return 0;
	}
	if (rc == RC_OK)
		rc = secret_start(&e);
	if (rc == RC_OK)
		rc = run(&options, &e);
	if (rc == RC_OK || stop_is_asked())
		return 0;
	fprintf(stderr, "minwon-sync: %s\n", e.text);
	return rc_exit_status(rc);
}
