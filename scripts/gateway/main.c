/* SPDX-License-Identifier: ISC */
/*
 * minwon-gateway: the reference central relay. It stands in for 정부24 and the
 * other channels in practice offices, tests and load; see relay.openapi.yaml.
 */
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/signalfd.h>
#include <unistd.h>

#include "scripts/gateway/fill.h"
#include "scripts/gateway/http.h"
#include "scripts/gateway/options.h"
#include "storage/clock.h"
#include "storage/instant.h"
#include "storage/secret.h"

#define TOKEN_BYTES_MAX 4096

/* Everything that is open while the relay runs. */
struct gateway {
	struct options options;
	struct fault_plan faults;
	struct buf token;
	struct tokens *tokens;
	struct sign_keys keys;
	struct store *store;
	struct ledger *ledger;
	struct relay *relay;
	struct http *http;
};

static enum rc
read_token(struct gateway *g, struct err *e)
{
	enum rc rc = RC_OK;

	if (g->options.token == NULL && g->options.token_file == NULL)
		return RC_OK;
	if (g->options.token != NULL)
		buf_puts(&g->token, g->options.token);
	else
		rc = file_read(g->options.token_file, TOKEN_BYTES_MAX, &g->token, e);
	if (rc == RC_OK && g->token.len > 0)
		g->token.data[strcspn(g->token.data, "\r\n")] = '\0';
	if (rc == RC_OK && str_empty(buf_str(&g->token)))
		rc = err_set(e, RC_USAGE, "the token is empty");
	return rc;
}

static enum rc
open_store(struct gateway *g, struct err *e)
{
	const struct options *o = &g->options;
	struct filling filling = {
		.run = { .seed = (uint64_t)o->seed, .count = o->applications, .until_at = clock_wall() },
		.play = &o->play,
		.inject_path = o->inject,
		.release_path = o->release,
		.dump_path = o->dump_people,
	};
	enum rc rc;

	if (o->until != NULL && !instant_parse(o->until, &filling.run.until_at))
		return err_set(e, RC_USAGE, "--until: \"%s\" is no instant such as 2026-11-23T09:00",
		    o->until);
	rc = store_open(o->store, &g->store, e);
	if (rc == RC_OK)
		rc = fill_store(g->store, &filling, e);
	if (rc == RC_OK && o->ledger != NULL)
		rc = ledger_open(o->ledger, g->store, &g->ledger, e);
	return rc;
}

static enum rc
open_door(struct gateway *g, struct err *e)
{
	const struct options *o = &g->options;
	const struct token_rules rules = { .standing = buf_str(&g->token), .client = o->client,
		.life_sec = o->token_life };
	struct relay_setup setup = { .store = g->store, .ledger = g->ledger, .faults = &g->faults,
		.keys = &g->keys, .play = &o->play, .cso_path = o->cso, .cso_key = o->cso_key,
		.keep = o->keep,
		.needs_if_match = o->needs_if_match };
	const struct http_setup door = { .bytes_per_sec = o->throttle,
		.drop_every_ms = o->drop_every * 1000,
		.may_flood = g->faults.percent[FAULT_HEADERS] > 0 };
	uint16_t port = (uint16_t)o->port;
	enum rc rc;

	g->tokens = tokens_new(&rules);
	setup.tokens = g->tokens;
	g->relay = relay_new(&setup);
	rc = http_open(g->relay, &door, &port, &g->http, e);
	if (rc != RC_OK)
		return rc;
	if (printf("listening 127.0.0.1:%u\n", port) < 0 || fflush(stdout) != 0)
		return err_set(e, RC_STORAGE, "cannot say where it listens: %s", strerror(errno));
	return RC_OK;
}

/* A descriptor that is readable once the relay is asked to end. */
static enum rc
catch_end(int *stop_fd, struct err *e)
{
	sigset_t ends;

	sigemptyset(&ends);
	sigaddset(&ends, SIGTERM);
	sigaddset(&ends, SIGINT);
	if (sigprocmask(SIG_BLOCK, &ends, NULL) == 0)
		*stop_fd = signalfd(-1, &ends, SFD_CLOEXEC);
	if (*stop_fd < 0)
		return err_set(e, RC_STORAGE, "cannot wait for signals: %s", strerror(errno));
	return RC_OK;
}

static enum rc
run(struct gateway *g, struct err *e)
{
	struct traffic traffic = { 0 };
	int stop_fd = -1;
	enum rc rc = secret_start(e);

	g->faults.seed = g->options.seed < 0 ? 1 : (uint64_t)g->options.seed;
	g->options.play.seed = g->faults.seed;
	if (rc == RC_OK && g->options.sign != NULL)
		rc = sign_keys_read(g->options.sign, &g->keys, e);
	if (rc == RC_OK && g->options.faults != NULL)
		rc = faults_parse(g->options.faults, &g->faults, e);
	if (rc == RC_OK)
		rc = read_token(g, e);
	if (rc == RC_OK)
		rc = catch_end(&stop_fd, e);
	if (rc == RC_OK)
		rc = open_store(g, e);
	if (rc == RC_OK)
		rc = open_door(g, e);
	if (rc == RC_OK)
		rc = http_serve(g->http, stop_fd, e);
	http_close(g->http, &traffic);
	if (rc == RC_OK && g->options.wants_bytes)
		printf("sent %lld received %lld connections %lld\n", (long long)traffic.sent,
		    (long long)traffic.received, (long long)traffic.connections);
	relay_free(g->relay);
	tokens_free(g->tokens);
	ledger_close(g->ledger);
	store_close(g->store);
	buf_release(&g->token);
	if (stop_fd >= 0)
		close(stop_fd);
	return rc;
}

int
main(int argc, char **argv)
{
	struct gateway g = { 0 };
	struct err e = { 0 };
	enum rc rc;

	program_harden();
	rc = options_read(argc, argv, &g.options, &e);
	if (rc == RC_OK && g.options.wants_help) {
		struct buf help = { 0 };

		options_help(&help);
		fputs(buf_str(&help), stdout);
		buf_release(&help);
	} else if (rc == RC_OK && g.options.wants_version) {
		puts("minwon-gateway 0.1");
	} else if (rc == RC_OK) {
		rc = run(&g, &e);
	}
	if (rc != RC_OK)
		fprintf(stderr, "minwon-gateway: %s\n", e.text);
	return rc_exit_status(rc);
}
