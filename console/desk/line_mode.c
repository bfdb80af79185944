/* SPDX-License-Identifier: ISC */
#include "console/desk/line_mode.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "console/desk/filter.h"
#include "console/desk/typed.h"
#include "console/rules/workflow.h"
#include "storage/secret.h"
#include "storage/text.h"
#include "views/words.h"

#define ROWS_MAX 15
#define ID_BYTES 24

struct line_mode {
	struct call *call;
	struct wire_list list;		/* what is listed, and behind which row */
	char ids[ROWS_MAX][ID_BYTES];	/* of the rows as numbered from 1 */
	int count;
	struct wire_list_end end;
	bool is_over;
};

static void
write_text(struct line_mode *m, const char *text)
{
	sink_puts(&m->call->out, text);
	sink_flush(&m->call->out);
}

/* One row: its number, its sign, and what one chooses it by. */
static void
write_row(struct line_mode *m, const struct case_row *row)
{
	struct buf b = { 0 }, safe = { 0 };

	buf_printf(&b, "%2d %s %s  ", m->count, words_urgency_sign(words_urgency(row)),
	    words_number(row));
	words_service_short(&b, row->service);
	buf_printf(&b, "  %s  %s  ", row->applicant, words_state(state_name(row->state)));
	words_time_left(&b, row);
	if (row->lease_holder[0] != '\0')
		buf_printf(&b, "  %s", words_person(row->lease_holder_name, row->lease_holder));
	tsafe(&safe, buf_str(&b), b.len, false);
	buf_putc(&safe, '\n');
	sink_buf(&m->call->out, &safe);
	buf_release(&b);
	buf_release(&safe);
}

static enum rc
take_row(void *arg, const struct wire_frame *frame, struct err *e)
{
	struct line_mode *m = arg;
	struct case_row row;
	enum rc rc;

	if (frame->message == MESSAGE_LIST_END)
		return wire_read(frame, &m->end, e);
	if (frame->message != MESSAGE_CASE_ROW || m->count == ROWS_MAX)
		return RC_OK;
	rc = wire_read(frame, &row, e);
	if (rc != RC_OK)
		return rc;
	(void)snprintf(m->ids[m->count++], ID_BYTES, "%lld", (long long)row.id);
	write_row(m, &row);
	return RC_OK;
}

/* The next rows of the list, numbered from 1 again. */
static void
show_rows(struct line_mode *m)
{
	struct err e = { 0 };

	m->count = 0;
	m->end = (struct wire_list_end){ .next = "" };
	m->list.limit = ROWS_MAX;
	if (call_keep_link(m->call, &e) != RC_OK ||
	    link_ask(m->call->link, MESSAGE_LIST, &m->list, take_row, m, &e) != RC_OK) {
		(void)call_fail(&e);
		return;
	}
	if (m->end.fault_column > 0) {
		if (filter_check(NULL, m->list.query, &e) != RC_OK)
			(void)call_fail(&e);
		else
			call_say(say(N_("bad filter at column %d: %s")), m->end.fault_column,
			    m->end.fault);
	} else if (m->count == 0) {
		write_text(m, say(N_("No case matches. Type list for all open ones.")));
		write_text(m, "\n");
	}
	sink_flush(&m->call->out);
	(void)str_fill(m->list.after, sizeof(m->list.after), m->end.next);
}

/* The list from its start, with the words as its filter. */
static void
show_list(struct line_mode *m, const struct typed *t, int from)
{
	struct buf query = { 0 };
	struct err e = { 0 };

	for (int i = from; i < t->count; i++)
		buf_printf(&query, "%s%s", i > from ? " " : "", t->word[i]);
	m->list = (struct wire_list){ .query = "" };
	if (call_fill(m->list.query, sizeof(m->list.query), buf_str(&query), say(N_("the query")),
	    &e) != RC_OK)
		(void)call_fail(&e);
	else
		show_rows(m);
	buf_release(&query);
}

/* Asks and reads one line; NULL at the end of the input. The caller frees. */
static char *
ask_line(struct line_mode *m, const char *question)
{
	char *line = NULL;
	size_t cap = 0;
	ssize_t n;

	write_text(m, question);
	n = getline(&line, &cap, stdin);
	if (n < 0) {
		free(line);
		return NULL;
	}
	while (n > 0 && (line[n - 1] == '\n' || line[n - 1] == '\r'))
		line[--n] = '\0';
	return line;
}

/* One row per thing that an op may need: the option that gives it, and what is
 * asked where it was not given. */
static const struct asked {
	enum op_need need;
	enum opt opt;
	const char *question;
} asked[] = {
	{ NEED_OUTCOME, OPT_OUTCOME, N_("Outcome (complete or refuse): ") },
	{ NEED_REASONS, OPT_REASON, N_("Reason: ") },
	{ NEED_REASONS, OPT_REMEDY, N_("How to appeal, and until when: ") },
	{ NEED_ASSIGNEE, OPT_ASSIGNEE, N_("Login of the officer: ") },
	{ NEED_AGENCY, OPT_AGENCY, N_("Agency: ") },
	{ NEED_PERIOD, OPT_PERIOD, N_("Days, as 10d: ") },
	{ NEED_MORE, OPT_PERIOD, N_("By how much, as 2d: ") },
	{ NEED_MORE, OPT_REASON, N_("Reason (cooperation, facts, disaster, equivalent): ") },
	{ NEED_TEXT, OPT_TEXT, N_("Text: ") },
};
#define ASKED_COUNT (sizeof(asked) / sizeof(asked[0]))

static bool
is_given(const struct typed *t, enum opt opt)
{
	const char *name = option_table[opt].name;

	for (int i = 1; i < t->count; i++)
		if (str_starts(t->word[i], "--") && str_starts(t->word[i] + 2, name) &&
		    (t->word[i][2 + strlen(name)] == '\0' || t->word[i][2 + strlen(name)] == '='))
			return true;
	return false;
}

/* The words of a command, with the rows' numbers turned into their ids and what
 * the op needs asked for. */
struct command {
	char *word[TYPED_WORDS_MAX + 2 * ASKED_COUNT];
	char *answer[2 * ASKED_COUNT];	/* owned */
	int count, answers;
};

/* Asks for what was not typed. False where the clerk leaves it with an empty line. */
static bool
ask_needs(struct line_mode *m, const struct typed *t, enum op op, struct command *c)
{
	for (size_t i = 0; i < ASKED_COUNT; i++) {
		char *line;

		if ((op_table[op].needs & asked[i].need) == 0 || is_given(t, asked[i].opt))
			continue;
		line = ask_line(m, say(asked[i].question));
		if (str_empty(line)) {
			free(line);
			call_say("%s", say(N_("nothing was done")));
			return false;
		}
		c->answer[c->answers] = x_asprintf("--%s=%s", option_table[asked[i].opt].name,
		    line);
		c->word[c->count++] = c->answer[c->answers++];
		free(line);
	}
	return true;
}

static void
run_command(struct line_mode *m, const struct typed *t)
{
	struct command c = { .count = 0 };
	enum op op;
	int64_t row;

	for (int i = 0; i < t->count; i++) {
		bool is_row = i > 0 && parse_int(t->word[i], 1, m->count, &row) &&
		    !str_starts(t->word[i - 1], "-");

		c.word[c.count++] = is_row ? m->ids[row - 1] : t->word[i];
	}
	if (!op_find(t->word[0], &op) || ask_needs(m, t, op, &c))
		(void)verbs_line(m->call, c.count, c.word);
	for (int i = 0; i < c.answers; i++)
		free(c.answer[i]);
}

static void
explain(struct line_mode *m)
{
	write_text(m, say(N_("A number opens that row. Enter: the next rows. list WORDS: another "
	    "list.\nVERB NUMBER: does it to that row, as: next 1, note 1, draft 1, approve 1.\n"
	    "help VERB: explains one; help: all. q: leaves.\n")));
}

static void
run_line(struct line_mode *m, const struct typed *t)
{
	char show[] = "show";
	struct typed one = { .count = 2, .word = { show, t->word[0] } };
	int64_t row;

	if (t->count == 0)
		show_rows(m);
	else if (str_eq(t->word[0], "q") || str_eq(t->word[0], "quit"))
		m->is_over = true;
	else if (str_eq(t->word[0], "?"))
		explain(m);
	else if (str_eq(t->word[0], "list"))
		show_list(m, t, 1);
	else if (t->count == 1 && parse_int(t->word[0], 1, m->count, &row))
		run_command(m, &one);
	else
		run_command(m, t);
}

int
line_mode_run(struct call *call, const struct err *why)
{
	struct line_mode m = { .call = call };
	struct typed none = { .count = 0 };
	struct err e = { 0 };

	if (secret_start(&e) != RC_OK || call_keep_link(call, &e) != RC_OK)
		return call_fail(&e);
	call_say(say(N_("%s: one command a line instead")), why->text);
	explain(&m);
	show_list(&m, &none, 0);
	while (!m.is_over) {
		char *line = ask_line(&m, link_welcome(call->link)->is_practice ?
		    say(N_("minwon (practice)> ")) : say(N_("minwon> ")));
		struct typed typed;

		if (line == NULL)
			break;
		typed_split(&typed, line);
		run_line(&m, &typed);
		typed_release(&typed);
		free(line);
	}
	return 0;
}
