/* SPDX-License-Identifier: ISC */
/* minwond: the office. Opens the store, keeps it, answers at the desk's door. */
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "console/office/attachment.h"
#include "console/office/automatic.h"
#include "console/office/calendars.h"
#include "console/office/forms.h"
#include "console/office/knowledge.h"
#include "console/office/init.h"
#include "console/office/server.h"
#include "console/rules/due_kind.h"
#include "storage/carry.h"
#include "storage/clock.h"
#include "storage/secret.h"
#include "storage/tally.h"
#include "storage/text.h"

#define STAFF_MAX 64

struct options {
	const char *store;
	const char *socket;
	const char *clock;
	const char *channels;
	const char *office;
	const char *staff[STAFF_MAX];
	size_t staff_count;
	int parent_fd;
	bool is_init;
	bool is_practice;
	bool is_ministry;
};

enum { OPT_STORE = 1, OPT_SOCKET, OPT_CLOCK, OPT_CHANNELS, OPT_PRIVATE, OPT_INIT, OPT_PRACTICE,
	OPT_OFFICE, OPT_STAFF, OPT_ROLE, OPT_LANG, OPT_HELP, OPT_VERSION, OPT_EXPORT_ROWS };

static const struct option long_options[] = {
	{ "store", required_argument, NULL, OPT_STORE },
	{ "socket", required_argument, NULL, OPT_SOCKET },
	{ "clock", required_argument, NULL, OPT_CLOCK },
	{ "channels", required_argument, NULL, OPT_CHANNELS },
	{ "private", required_argument, NULL, OPT_PRIVATE },
	{ "init", no_argument, NULL, OPT_INIT },
	{ "practice", no_argument, NULL, OPT_PRACTICE },
	{ "office", required_argument, NULL, OPT_OFFICE },
	{ "staff", required_argument, NULL, OPT_STAFF },
	{ "role", required_argument, NULL, OPT_ROLE },
	{ "lang", required_argument, NULL, OPT_LANG },
	{ "help", no_argument, NULL, OPT_HELP },
	{ "version", no_argument, NULL, OPT_VERSION },
	{ "export-rows", no_argument, NULL, OPT_EXPORT_ROWS },
	{ NULL, 0, NULL, 0 },
};

static const char usage[] =
    "usage: minwond --store FILE [--socket PATH] [--channels FILE] [--clock FILE]\n"
    "       minwond --init --practice --store FILE [--clock FILE]\n"
    "       minwond --init --practice --role ministry --store FILE [--clock FILE]\n"
    "       minwond --init [--role ministry] --office CODE --staff LOGIN:ROLE … --store FILE\n"
    "\n"
    "The office keeps the store and answers desks on the socket FILE.sock.\n"
    "--channels names the file with channel addresses and tokens (FILE.channels);\n"
    "only minwon-sync reads it. --clock works on practice stores only.\n"
    "--lang ko|en chooses the language of what it says. --export-rows prints what a\n"
    "full export carries, row by row, and why the rest is not in it.\n";

/* The table of carry.h: minwon-export(5) has it from here. */
static void
print_export_rows(void)
{
	static const char *const fates[] = { [CARRY_FATE_DERIVED] = "derived",
		[CARRY_FATE_NOT_OF_CASE] = "not of a case", [CARRY_FATE_STAYS] = "stays" };

	puts("row\ttable\twhat\tkeys\tleft\twhy");
	for (size_t i = 0; i < CARRY_TABLE__COUNT; i++) {
		const struct carry_info *info = &carry_table[i];

		printf("%s\t%s\t%s\t", info->row, info->table, info->what);
		for (size_t k = 0; k < info->count; k++)
			printf("%s%s", k > 0 ? " " : "", info->columns[k].key);
		printf("\t%s\t%s\n", info->left, str_or_empty(info->why));
	}
	for (size_t i = 0; i < carry_rest_count; i++)
		printf("-\t%s\t%s\t\t\t%s\n", carry_rest[i].table, fates[carry_rest[i].fate],
		    carry_rest[i].why);
}

static enum rc
parse(int argc, char **argv, struct options *o, struct err *e)
{
	int64_t number;
	int c;

	o->parent_fd = -1;
	opterr = 0;
	while ((c = getopt_long(argc, argv, "+", long_options, NULL)) != -1) {
		switch (c) {
		case OPT_STORE: o->store = optarg; break;
		case OPT_SOCKET: o->socket = optarg; break;
		case OPT_CLOCK: o->clock = optarg; break;
		case OPT_CHANNELS: o->channels = optarg; break;
		case OPT_INIT: o->is_init = true; break;
		case OPT_PRACTICE: o->is_practice = true; break;
		case OPT_OFFICE: o->office = optarg; break;
		case OPT_PRIVATE:
			if (!parse_int(optarg, 3, 1 << 20, &number))
				return err_set(e, RC_USAGE, say(N_("--private wants a descriptor")));
			o->parent_fd = (int)number;
			break;
		case OPT_STAFF:
			if (o->staff_count == STAFF_MAX)
				return err_set(e, RC_USAGE, say(N_("too many --staff: add the others with minwon staff add")));
			o->staff[o->staff_count++] = optarg;
			break;
		case OPT_ROLE:
			o->is_ministry = str_eq(optarg, "ministry");
			if (!o->is_ministry && !str_eq(optarg, "office"))
				return err_set(e, RC_USAGE, say(N_("--role: choose office or "
				    "ministry")));
			break;
		case OPT_LANG:
			/* The sentences after this one are in that language. */
			if (!text_start(optarg))
				return err_set(e, RC_USAGE,
				    say(N_("there is no language “%s”: choose ko or en")), optarg);
			break;
		case OPT_HELP:
			fputs(usage, stdout);
			exit(0);
		case OPT_EXPORT_ROWS:
			print_export_rows();
			exit(0);
		case OPT_VERSION:
			puts("minwond " MINWON_VERSION);
			exit(0);
		default:
			return err_set(e, RC_USAGE, say(N_("unknown option or missing value: %s; see minwond --help")),
			    argv[optind - 1]);
		}
	}
	if (optind != argc)
		return err_set(e, RC_USAGE, say(N_("unexpected word: %s; see minwond --help")), argv[optind]);
	if (o->store == NULL)
		return err_set(e, RC_USAGE, say(N_("minwond wants --store FILE")));
	return RC_OK;
}

static enum rc
start_clock(const struct options *o, int64_t *now_at, struct err *e)
{
	*now_at = clock_wall();
	return o->clock == NULL ? RC_OK : clock_from_file(o->clock, now_at, e);
}

/* A store of an older program gets its calendars; a change that was cut short
 * goes on. */
static enum rc
open_calendars(struct office *office, struct err *e)
{
	struct calendar_change undone;
	enum rc rc = store_begin(office->store, e);

	if (rc != RC_OK)
		return rc;
	rc = calendars_fill(office->store, office->now_at, e);
	if (rc == RC_OK)
		rc = store_commit(office->store, e);
	else
		store_rollback(office->store);
	if (rc != RC_OK)
		return rc;
	rc = store_change_undone(office->store, NULL, &undone, e);
	office->is_recounting = rc == RC_OK;
	office->is_judging = true;
	return rc == RC_NOT_FOUND ? RC_OK : rc;
}

static enum rc
serve(const struct options *o, struct err *e)
{
	struct sync_desk sync = { .session = NULL };
	char *socket_path = o->socket == NULL ? x_asprintf("%s.sock", o->store) :
	    x_strdup(o->socket);
	char *channels = o->channels == NULL ? x_asprintf("%s.channels", o->store) :
	    x_strdup(o->channels);
	struct office office = { .store_path = o->store,
		.clock_path = o->clock, .channels_path = channels, .sync = &sync };
	struct server_options options = { .socket_path = socket_path, .parent_fd = o->parent_fd,
		.is_standing = o->parent_fd < 0 };
	enum rc rc = start_clock(o, &office.now_at, e);

	if (rc == RC_OK)
		rc = store_open(o->store, false, &office.store, e);
	if (rc == RC_OK)
		rc = store_mark_get(office.store, &office.mark, e);
	if (rc == RC_OK && o->clock != NULL && !office.mark.is_practice)
		rc = err_set(e, RC_REFUSED, say(N_("--clock works on practice stores only; %s is a real "
		    "one: leave it out")), o->store);
	if (rc == RC_OK)
		rc = store_tally_start(office.store, due_kind_of, due_kind_fingerprint(), e);
	if (rc == RC_OK) {
		attachment_sweep(&office);
		rc = open_calendars(&office, e);
	}
	if (rc == RC_OK)
		rc = server_run(&office, &options, e);
	calendars_forget(&office);
	forms_forget(&office);
	knowledge_forget(&office);
	automatic_release(&office);
	store_close(office.store);
	free(socket_path);
	free(channels);
	return rc;
}

static enum rc
make(const struct options *o, struct err *e)
{
	struct init_options init = { .store_path = o->store, .is_practice = o->is_practice,
		.is_ministry = o->is_ministry,
		.office = o->office, .staff = o->staff, .staff_count = o->staff_count };
	enum rc rc;

	if (o->clock != NULL && !o->is_practice)
		return err_set(e, RC_REFUSED, say(N_("--clock works on practice stores only: leave it out")));
	rc = start_clock(o, &init.now_at, e);
	return rc == RC_OK ? init_store(&init, e) : rc;
}

int
main(int argc, char **argv)
{
	struct options options = { .store = NULL };
	struct err e = { 0 };
	enum rc rc;

	program_harden();
	(void)text_start(NULL);
	rc = secret_start(&e);
	if (rc == RC_OK)
		rc = parse(argc, argv, &options, &e);
	if (rc == RC_OK)
		rc = options.is_init ? make(&options, &e) : serve(&options, &e);
	if (rc != RC_OK)
		fprintf(stderr, "minwond: %s\n", e.text);
	return rc_exit_status(rc);
}
