/* SPDX-License-Identifier: ISC */
/*
 * office_world: everything a story needs around a console: a folder, a clock
 * that stands still, the relay with its ledger, a practice store and a standing
 * office that has pulled once. All of it ends with world_close.
 */
#ifndef TESTS_TUI_OFFICE_WORLD_H
#define TESTS_TUI_OFFICE_WORLD_H

#include <sys/types.h>

#include "storage/base.h"

/* Monday, half an hour after the desks opened. */
#define WORLD_NOW "2026-11-23T09:30:00+09:00"
#define WORLD_FOLDER_MAX 64

struct world {
	char folder[WORLD_FOLDER_MAX];
	char *programs;		/* the folder of minwon and the others */
	char *store, *clock, *ledger, *people, *log;
	pid_t relay, office;	/* 0 = not running */
};

/* What a world begins with. */
struct world_plan {
	int applications;
	const char *inject;	/* bytes of the relay's --inject file; NULL = none */
};

/* Makes the world and syncs it once. The relay plays 민원실's waiting figures too, the
 * way the file cso in the folder says (minwon-gateway --cso). Whatever fails is said in e, and nothing
 * is left running. */
MUST_USE enum rc world_open(struct world *w, const struct world_plan *plan, struct err *e);

/* Ends what runs, by pid, and removes the folder. A zeroed world is fine. */
void world_close(struct world *w);

/* Starts the office again, or ends it with a signal. */
MUST_USE enum rc world_start_office(struct world *w, struct err *e);
void world_stop_office(struct world *w, int signal);

/* Runs `minwon --store STORE` with the arguments (ended by NULL); its output is
 * appended to out. Returns its exit status, -1 if it was killed. */
int world_minwon(struct world *w, const char *const *arguments, struct buf *out);

/* The cell of a TSV list: of its first row, the column of that name, appended
 * to out. False if there is no row. */
bool world_first_cell(struct world *w, const char *query, const char *column, struct buf *out);

/* Waits until a line of the ledger holds both words; false after limit_ms. */
bool world_ledger_has(const struct world *w, const char *word, const char *other, int limit_ms);

#endif
