/* SPDX-License-Identifier: ISC */
/* The command line of the screen: ops by name on cases named or looked at,
 * filters, and the views' own actions. */
#include <stdlib.h>
#include <string.h>

#include "console/desk/answer_ask.h"
#include "console/desk/need_ask.h"
#include "console/desk/order.h"
#include "console/desk/screen.h"
#include "console/desk/typed.h"
#include "console/rules/workflow.h"
#include "storage/text.h"
#include "views/actions.h"

/* The views that can be asked for by their action's name. */
static const struct {
	enum action action;
	const struct view_ops *view;
	enum feed_ask ask;
} pages[] = {
	{ ACTION_SENT, &view_sent, ASK_OUTBOX },
	{ ACTION_UNSORTED, &view_unsorted, ASK_UNSORTED },
	{ ACTION_CALL, &view_call, ASK__COUNT },
	{ ACTION_TODAY, &view_today, ASK_TODAY },
	{ ACTION_BOARD, &view_board, ASK_BOARD },
	{ ACTION_WAITS, &view_waits, ASK_WAITS },
	{ ACTION_CONSULT, &view_consult, ASK_CONSULT },
	{ ACTION_CONSULT_PLAN, &view_plan, ASK_CONSULT },
	{ ACTION_REPORT, &view_report, ASK_REPORT },
	{ ACTION_WHY, &view_why, ASK_WHY },
	{ ACTION_SIDE, &view_side, ASK__COUNT },
	{ ACTION_RECENT, &view_recent, ASK_RECENT },
	{ ACTION_SAVED, &view_saved, ASK_SAVED },
	{ ACTION_RULES, &view_rules, ASK_RULES },
	{ ACTION_ANSWERS, &view_answers, ASK_ANSWERS },
	{ ACTION_QUESTIONS, &view_questions, ASK_QUESTIONS },
	{ ACTION_CALENDAR, &view_calendar, ASK_OUTAGES },
	{ ACTION_SCRATCHES, &view_scratches, ASK__COUNT },
	{ ACTION_LETTERS, &view_letters, ASK_LETTERS },
	{ ACTION_BATCHES, &view_batches, ASK_BATCHES },
	{ ACTION_RELEASES, &view_releases, ASK_RELEASES },
	{ ACTION_NEEDS, &view_needs, ASK_NEEDS },
	{ ACTION_HANDOVERS, &view_handovers, ASK_HANDOVERS },
	{ ACTION_RECONCILE, &view_reconcile, ASK_RECONCILE },
	{ ACTION_HELP, &view_help, ASK__COUNT },
};

static void
run_op(struct screen *s, enum op op, struct typed *w)
{
	struct options options = { .given = NULL };
	struct err e = { 0 };

	if (options_parse(&options, w->count - 1, w->word + 1, verb_op_options(op), NULL, &e) !=
	    RC_OK)
		screen_say(s, STYLE_WARN, "%s", e.text);
	else if (options_has(&options, OPT_OP_KEY) || options_has(&options, OPT_READ_VERSION) ||
	    options_has(&options, OPT_DRY_RUN))
		screen_say(s, STYLE_WARN, "%s", say(N_("--dry-run, --op-key and --version are for "
		    "the command line of the shell.")));
	else
		screen_act_start_typed(s, op, &options);
	options_release(&options);
}

static void
run_sort(struct screen *s, const struct typed *w)
{
	enum queue_sort sort;

	if (w->count == 2 && order_find(w->word[1], &sort))
		feed_sort(&s->feed, sort);
	else
		screen_say(s, STYLE_WARN, say(N_("there is no order “%s”: choose due, arrived, new, "
		    "service, region or state")), w->count > 1 ? w->word[1] : "");
}

/* An action by its name; false if there is none that a command can run. */
static bool
run_action(struct screen *s, const char *name)
{
	struct intent intent = { .kind = INTENT_NONE };
	enum action action;

	if (!action_find(name, &action))
		return false;
	if (action == ACTION_SIDE && s->feed.model.detail == NULL) {
		screen_say(s, STYLE_WARN, "%s", say(N_("There is no case to do this on.")));
		return true;
	}
	for (size_t i = 0; i < sizeof(pages) / sizeof(pages[0]); i++) {
		if (pages[i].action != action)
			continue;
		view_stack_push(&s->stack, pages[i].view, &s->feed.model, NULL);
		intent = (struct intent){ .kind = INTENT_PUSH, .push = pages[i].view };
	}
	if (action == ACTION_QUIT)
		intent.kind = INTENT_QUIT;
	else if (action == ACTION_REFRESH)
		intent.kind = INTENT_REFRESH;
	if (intent.kind == INTENT_NONE)
		return false;
	screen_run(s, &intent);
	return true;
}

/* The view that a list verb of the shell stands for here. */
static bool
run_list(struct screen *s, const char *verb)
{
	return str_eq(verb, "handover list") ? run_action(s, action_table[ACTION_HANDOVERS].name) :
	    str_eq(verb, "answers list") ? run_action(s, action_table[ACTION_ANSWERS].name) :
	    str_eq(verb, "answers unanswered") ?
	    run_action(s, action_table[ACTION_QUESTIONS].name) :
	    str_eq(verb, "rules list") ? run_action(s, action_table[ACTION_RULES].name) :
	    str_eq(verb, "consult list") ? run_action(s, action_table[ACTION_CONSULT].name) :
	    str_eq(verb, "consult hours") || str_eq(verb, "consult whatif") ||
	    str_eq(verb, "consult calibration") ?
	    run_action(s, action_table[ACTION_CONSULT_PLAN].name) :
	    str_eq(verb, "outbox list") ? run_action(s, action_table[ACTION_SENT].name) :
	    str_eq(verb, "view list") ? run_action(s, action_table[ACTION_SAVED].name) :
	    str_eq(verb, "letters list") ? run_action(s, action_table[ACTION_LETTERS].name) :
	    str_eq(verb, "forms releases") ? run_action(s, action_table[ACTION_RELEASES].name) :
	    str_eq(verb, "needs list") || str_eq(verb, "tasks list") ?
	    run_action(s, action_table[ACTION_NEEDS].name) :
	    str_eq(verb, "outbox reconcile") ? run_action(s, action_table[ACTION_RECONCILE].name) :
	    str_eq(verb, "scratch list") ? run_action(s, action_table[ACTION_SCRATCHES].name) :
	    str_eq(verb, "outage list") ? run_action(s, action_table[ACTION_CALENDAR].name) :
	    str_eq(verb, "unsorted list") && run_action(s, action_table[ACTION_UNSORTED].name);
}

/* A change of a saved view or of a rule, with the verb's own options. */
static bool
run_kept(struct screen *s, struct typed *w)
{
	struct options options = { .given = NULL };
	struct err e = { 0 };
	int words;
	const struct verb *verb = verb_find(w->word[0], w->count > 1 ? w->word[1] : NULL, &words);

	bool is_rule = verb != NULL && (verb->run == verb_rules_write ||
	    str_eq(verb->name, "rules test"));

	if (verb == NULL || (verb->run != verb_view_change && !is_rule))
		return false;
	if (options_parse(&options, w->count - words, w->word + words, verb->options, NULL, &e) !=
	    RC_OK)
		screen_say(s, STYLE_WARN, "%s", e.text);
	else if (is_rule)
		screen_rules_run(s, verb->name, &options);
	else
		screen_saved_change(s, verb->name, &options);
	options_release(&options);
	return true;
}

/* A change of a need or a joint task, with the verb's own options. */
static bool
run_need(struct screen *s, struct typed *w)
{
	struct options options = { .given = NULL };
	struct err e = { 0 };
	int words;
	const struct verb *verb = verb_find(w->word[0], w->count > 1 ? w->word[1] : NULL, &words);

	if (verb == NULL || !need_ask_is_verb(verb->name))
		return false;
	if (options_parse(&options, w->count - words, w->word + words, verb->options, NULL, &e) !=
	    RC_OK)
		screen_say(s, STYLE_WARN, "%s", e.text);
	else
		screen_need_change(s, verb->name, &options);
	options_release(&options);
	return true;
}

/* What is looked for among the answers, or changed in them, with the verb's own
 * options. */
static bool
run_answer(struct screen *s, struct typed *w)
{
	struct options options = { .given = NULL };
	struct wire_knowledge_ask ask;
	struct err e = { 0 };
	int words;
	const struct verb *verb = verb_find(w->word[0], w->count > 1 ? w->word[1] : NULL, &words);
	bool is_search = verb != NULL && verb->run == verb_answers_search;

	if (verb == NULL || (!is_search && !answer_ask_is_verb(verb->name)))
		return false;
	if (options_parse(&options, w->count - words, w->word + words, verb->options, NULL, &e) !=
	    RC_OK || (is_search && answer_search_read(&ask, &options, &e) != RC_OK)) {
		screen_say(s, STYLE_WARN, "%s", e.text);
	} else if (is_search) {
		struct view_arg arg = { .text = ask.text };

		view_stack_push(&s->stack, &view_answers, &s->feed.model, &arg);
		screen_load(s, &(struct intent){ .push = &view_answers, .arg = arg });
	} else {
		screen_answer_change(s, verb->name, &options);
	}
	options_release(&options);
	return true;
}

/* A saved view by its name, of one word or several; without one, all of them. */
static bool
run_view(struct screen *s, const struct typed *w)
{
	struct buf name = { 0 };
	int words;

	if (!str_eq(w->word[0], "view") ||
	    verb_find(w->word[0], w->count > 1 ? w->word[1] : NULL, &words) != NULL)
		return false;
	if (w->count == 1)
		return run_action(s, action_table[ACTION_SAVED].name);
	for (int i = 1; i < w->count; i++)
		buf_printf(&name, "%s%s", i > 1 ? " " : "", w->word[i]);
	screen_saved_named(s, buf_str(&name));
	buf_release(&name);
	return true;
}

/* What is done by hand, with the verb's own options. */
static bool
run_hand(struct screen *s, struct typed *w)
{
	struct options options = { .given = NULL };
	struct err e = { 0 };
	int words;
	const struct verb *verb = verb_find(w->word[0], w->count > 1 ? w->word[1] : NULL, &words);
	enum by_hand hand = verb != NULL ? by_hand_find(verb->name) : BY_HAND_NONE;

	if (hand == BY_HAND_NONE)
		return verb != NULL && run_list(s, verb->name);
	if (options_parse(&options, w->count - words, w->word + words, verb->options, NULL, &e) !=
	    RC_OK)
		screen_say(s, STYLE_WARN, "%s", e.text);
	else
		screen_hand_start_typed(s, hand, &options);
	options_release(&options);
	return true;
}

/* Marks on answers, with the verb's own options. */
static void
run_flag(struct screen *s, struct typed *w)
{
	struct options options = { .given = NULL };
	struct err e = { 0 };
	int words;
	const struct verb *verb = verb_find(w->word[0], NULL, &words);

	if (options_parse(&options, w->count - 1, w->word + 1, verb->options, NULL, &e) != RC_OK)
		screen_say(s, STYLE_WARN, "%s", e.text);
	else
		screen_flag_start_typed(s, &options);
	options_release(&options);
}

static void
unknown_command(struct screen *s, const char *word)
{
	struct nearest near = { 0 };

	for (size_t i = 0; i < s->words.count; i++)
		nearest_try(&near, word, s->words.words[i].text);
	if (near.best != NULL)
		screen_say(s, STYLE_WARN, say(N_("unknown command “%s”: did you mean “%s”?")),
		    word, near.best);
	else
		screen_say(s, STYLE_WARN, say(N_("unknown command “%s”: F1 helps")), word);
}

/* Opens a case by its number, in sight or not. */
static void
run_show(struct screen *s, const char *number)
{
	const struct case_row *row = screen_find_row(s, number);
	struct intent intent = { .kind = INTENT_OPEN };

	if (row == NULL) {
		feed_open_number(&s->feed, number);
		view_stack_reveal(&s->stack, &view_case);
		return;
	}
	intent.case_id = row->id;
	screen_run(s, &intent);
}

/* The count of the due of a case in sight. */
static void
run_why(struct screen *s, const char *number)
{
	const struct case_row *row = screen_find_row(s, number);

	if (row == NULL) {
		screen_say(s, STYLE_WARN, say(N_("The case %s is not in sight: open it first with "
		    "`show %s`.")), number, number);
		return;
	}
	if (!view_stack_has(&s->stack, &view_why))
		view_stack_push(&s->stack, &view_why, &s->feed.model, NULL);
	feed_why(&s->feed, row->id);
}

/* A verb of the shell that reads; false if the line is none. */
static bool
run_reading(struct screen *s, const char *line, const struct typed *w)
{
	const char *verb = w->word[0], *rest = strstr(line, verb) + strlen(verb);

	if (str_eq(verb, "list") || str_eq(verb, action_table[ACTION_FILTER].name))
		feed_query(&s->feed, rest + strspn(rest, " "));
	else if (str_eq(verb, action_table[ACTION_SORT].name))
		run_sort(s, w);
	else if ((str_eq(verb, "show") || str_eq(verb, "log")) && w->count == 2)
		run_show(s, w->word[1]);
	else if (str_eq(verb, "why") && w->count == 2)
		run_why(s, w->word[1]);
	else if (str_eq(verb, "diff") && w->count == 1)
		return run_action(s, action_table[ACTION_SIDE].name);
	else if (str_eq(verb, "new"))
		screen_entry_command(s, rest + strspn(rest, " "));
	else if (str_eq(verb, "keys") && w->count == 1)
		return run_action(s, action_table[ACTION_HELP].name);
	else
		return false;
	return true;
}

void
screen_command(struct screen *s, const char *line)
{
	struct typed w;
	enum op op;

	screen_words_keep(s, line);
	typed_split(&w, line);
	if (w.count == TYPED_WORDS_MAX) {
		screen_say(s, STYLE_WARN, say(N_("A command has at most %d words: mark the cases "
		    "instead of naming them.")), TYPED_WORDS_MAX - 1);
	} else if (w.count > 0) {
		if (op_find(w.word[0], &op))
			run_op(s, op, &w);
		else if (str_eq(w.word[0], "flag"))
			run_flag(s, &w);
		else if (!run_reading(s, line, &w) && !run_kept(s, &w) &&
		    !run_need(s, &w) && !run_answer(s, &w) && !run_view(s, &w) &&
		    !run_hand(s, &w) && !run_action(s, w.word[0]))
			unknown_command(s, w.word[0]);
	}
	typed_release(&w);
}
