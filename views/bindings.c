/* SPDX-License-Identifier: ISC */
#include "views/bindings.h"

#include <assert.h>
#include <string.h>

#include "storage/text.h"

/*
 * Capital letters of case actions are only those that Hangul mode tells apart
 * (Q W E R T O P: ㅃ ㅉ ㄸ ㄲ ㅆ ㅒ ㅖ). Ctrl-C S Q Z \ are the terminal's,
 * Ctrl-H I J M [ are other keys, Ctrl-A and Ctrl-B belong to screen and tmux.
 */
const struct binding binding_table[] = {
	{ VIEW_ANY, "Up", ACTION_UP },
	{ VIEW_ANY, "k", ACTION_UP },
	{ VIEW_ANY, "Down", ACTION_DOWN },
	{ VIEW_ANY, "j", ACTION_DOWN },
	{ VIEW_ANY, "PageUp", ACTION_PAGE_UP },
	{ VIEW_ANY, "-", ACTION_PAGE_UP },
	{ VIEW_ANY, "PageDown", ACTION_PAGE_DOWN },
	{ VIEW_ANY, "+", ACTION_PAGE_DOWN },
	{ VIEW_ANY, "Home", ACTION_HOME },
	{ VIEW_ANY, "g", ACTION_HOME },
	{ VIEW_ANY, "End", ACTION_END },
	{ VIEW_ANY, "E", ACTION_END },
	{ VIEW_ANY, "G", ACTION_END },
	{ VIEW_ANY, "Esc", ACTION_BACK },
	{ VIEW_ANY, "q", ACTION_BACK },
	{ VIEW_ANY, "1", ACTION_LIST },
	{ VIEW_ANY, "7", ACTION_RECENT },
	{ VIEW_ANY, "9", ACTION_SAVED },
	{ VIEW_ANY, "\\", ACTION_RULES },
	{ VIEW_ANY, ")", ACTION_ANSWERS },
	{ VIEW_ANY, "<", ACTION_BACKWARD },
	{ VIEW_ANY, ">", ACTION_FORWARD },
	{ VIEW_ANY, "F1", ACTION_HELP },
	{ VIEW_ANY, "?", ACTION_HELP },
	{ VIEW_ANY, "Ctrl-P", ACTION_COMMAND },
	{ VIEW_ANY, ":", ACTION_COMMAND },
	{ VIEW_ANY, "Ctrl-R", ACTION_REFRESH },
	{ VIEW_ANY, "f", ACTION_REFRESH },
	{ VIEW_ANY, "F10", ACTION_QUIT },
	{ VIEW_ANY, "Q", ACTION_QUIT },
	{ VIEW_ANY, "F6", ACTION_SENT },
	{ VIEW_ANY, "o", ACTION_SENT },
	{ VIEW_ANY, "5", ACTION_SENT },
	{ VIEW_ANY, "Ctrl-O", ACTION_UNSORTED },
	{ VIEW_ANY, "i", ACTION_UNSORTED },
	{ VIEW_ANY, "6", ACTION_UNSORTED },
	{ VIEW_ANY, ",", ACTION_SCRATCHES },
	{ VIEW_ANY, "Ctrl-V", ACTION_CALENDAR },
	{ VIEW_ANY, "H", ACTION_CALENDAR },
	{ VIEW_ANY, "F2", ACTION_CALL },
	{ VIEW_ANY, "0", ACTION_CALL },
	{ VIEW_ANY, "Insert", ACTION_NEW },
	{ VIEW_ANY, "(", ACTION_NEW },
	{ VIEW_ANY, "2", ACTION_TODAY },
	{ VIEW_ANY, "3", ACTION_BOARD },
	{ VIEW_ANY, "4", ACTION_WAITS },
	{ VIEW_ANY, ";", ACTION_CONSULT },
	{ VIEW_ANY, "8", ACTION_LETTERS },
	{ VIEW_ANY, "#", ACTION_BATCHES },
	{ VIEW_ANY, "_", ACTION_RELEASES },
	{ VIEW_ANY, "$", ACTION_NEEDS },
	{ VIEW_ANY, "}", ACTION_HANDOVERS },
	{ VIEW_ANY, "{", ACTION_RECONCILE },

	{ VIEW_CASES, "F5", ACTION_NEXT },
	{ VIEW_CASES, "n", ACTION_NEXT },
	{ VIEW_CASES, "F4", ACTION_RECEIVE },
	{ VIEW_CASES, "v", ACTION_RECEIVE },
	{ VIEW_CASES, "F11", ACTION_ASSIGN },
	{ VIEW_CASES, "s", ACTION_ASSIGN },
	{ VIEW_CASES, "Ctrl-K", ACTION_CLAIM },
	{ VIEW_CASES, "c", ACTION_CLAIM },
	{ VIEW_CASES, "Ctrl-U", ACTION_RELEASE },
	{ VIEW_CASES, "u", ACTION_RELEASE },
	{ VIEW_CASES, "F3", ACTION_NOTE },
	{ VIEW_CASES, "m", ACTION_NOTE },
	{ VIEW_CASES, "F7", ACTION_DRAFT },
	{ VIEW_CASES, "d", ACTION_DRAFT },
	{ VIEW_CASES, "F8", ACTION_APPROVE },
	{ VIEW_CASES, "a", ACTION_APPROVE },
	{ VIEW_CASES, "F12", ACTION_SEND_BACK },
	{ VIEW_CASES, "b", ACTION_SEND_BACK },
	{ VIEW_CASES, "Ctrl-X", ACTION_REFUSE },
	{ VIEW_CASES, "R", ACTION_REFUSE },
	{ VIEW_CASES, "F9", ACTION_ESCALATE },
	{ VIEW_CASES, "e", ACTION_ESCALATE },
	{ VIEW_CASES, "Ctrl-E", ACTION_RESUME },
	{ VIEW_CASES, "r", ACTION_RESUME },
	{ VIEW_CASES, "Ctrl-T", ACTION_SUPPLEMENT },
	{ VIEW_CASES, "p", ACTION_SUPPLEMENT },
	{ VIEW_CASES, "Ctrl-W", ACTION_WITHDRAW },
	{ VIEW_CASES, "w", ACTION_WITHDRAW },
	{ VIEW_CASES, "Ctrl-D", ACTION_EXTEND },
	{ VIEW_CASES, "x", ACTION_EXTEND },
	{ VIEW_CASES, "&", ACTION_SUPPLEMENT_EXTEND },
	{ VIEW_CASES, "^", ACTION_RETURN },
	{ VIEW_CASES, "Ctrl-G", ACTION_CORRECT },
	{ VIEW_CASES, "%", ACTION_CORRECT },
	{ VIEW_CASES, "@", ACTION_CORRECT_TIME },
	{ VIEW_CASES, "=", ACTION_APPROVE_TIME },
	{ VIEW_CASES, "~", ACTION_REJECT_TIME },
	{ VIEW_CASES, "`", ACTION_SETTLE },
	{ VIEW_CASES, "Ctrl-Y", ACTION_WHY },
	{ VIEW_CASES, "W", ACTION_WHY },

	{ VIEW_QUEUE, "Enter", ACTION_OPEN },
	{ VIEW_QUEUE, "l", ACTION_OPEN },
	{ VIEW_QUEUE, "Right", ACTION_OPEN },
	{ VIEW_QUEUE, "q", ACTION_QUIT },
	{ VIEW_QUEUE, "Ctrl-F", ACTION_FILTER },
	{ VIEW_QUEUE, "/", ACTION_FILTER },
	{ VIEW_QUEUE, "Tab", ACTION_SORT },
	{ VIEW_QUEUE, "t", ACTION_SORT },
	{ VIEW_QUEUE, "|", ACTION_COLUMNS },
	{ VIEW_QUEUE, "=", ACTION_PREVIEW },
	{ VIEW_QUEUE, "Space", ACTION_MARK },
	{ VIEW_QUEUE, ".", ACTION_MARK_RANGE },
	{ VIEW_QUEUE, "*", ACTION_MARK_MATCHES },
	{ VIEW_QUEUE, "!", ACTION_MARK_NONE },
	{ VIEW_QUEUE, "\"", ACTION_EXPORT },
	{ VIEW_QUEUE, "P", ACTION_EXPORT },
	{ VIEW_QUEUE, "Ctrl-N", ACTION_NEXT_URGENT },
	{ VIEW_QUEUE, "T", ACTION_NEXT_URGENT },

	{ VIEW_CASE, "Left", ACTION_BACK },
	{ VIEW_CASE, "Space", ACTION_FLAG },
	{ VIEW_CASE, "'", ACTION_FLAG },
	{ VIEW_CASE, "*", ACTION_FLAG_FAULTS },
	{ VIEW_CASE, "\"", ACTION_SIDE },
	{ VIEW_CASE, "]", ACTION_CASE_NEXT },
	{ VIEW_CASE, "[", ACTION_CASE_PREVIOUS },

	{ VIEW_HANDOVERS, "Enter", ACTION_OPEN },
	{ VIEW_HANDOVERS, "l", ACTION_OPEN },
	{ VIEW_HANDOVERS, "Right", ACTION_OPEN },
	{ VIEW_HANDOVERS, "Left", ACTION_BACK },

	{ VIEW_SENT, "Enter", ACTION_OPEN },
	{ VIEW_SENT, "l", ACTION_OPEN },
	{ VIEW_SENT, "Right", ACTION_OPEN },
	{ VIEW_SENT, "F5", ACTION_MESSAGE_RETRY },
	{ VIEW_SENT, "r", ACTION_MESSAGE_RETRY },
	{ VIEW_SENT, "F9", ACTION_MESSAGE_HOLD },
	{ VIEW_SENT, "h", ACTION_MESSAGE_HOLD },
	{ VIEW_SENT, "Ctrl-X", ACTION_MESSAGE_CANCEL },
	{ VIEW_SENT, "x", ACTION_MESSAGE_CANCEL },
	{ VIEW_SENT, "Left", ACTION_BACK },

	{ VIEW_UNSORTED, "F5", ACTION_UNSORTED_RETRY },
	{ VIEW_UNSORTED, "r", ACTION_UNSORTED_RETRY },
	{ VIEW_UNSORTED, "F4", ACTION_UNSORTED_MAP },
	{ VIEW_UNSORTED, "m", ACTION_UNSORTED_MAP },
	{ VIEW_UNSORTED, "Ctrl-X", ACTION_UNSORTED_DISCARD },
	{ VIEW_UNSORTED, "x", ACTION_UNSORTED_DISCARD },
	{ VIEW_UNSORTED, "Enter", ACTION_UNSORTED_SHOW },
	{ VIEW_UNSORTED, "l", ACTION_UNSORTED_SHOW },
	{ VIEW_UNSORTED, "Right", ACTION_UNSORTED_SHOW },
	{ VIEW_UNSORTED, "Left", ACTION_BACK },

	{ VIEW_RAW, "Left", ACTION_BACK },

	{ VIEW_RECENT, "Enter", ACTION_OPEN },
	{ VIEW_RECENT, "l", ACTION_OPEN },
	{ VIEW_RECENT, "Right", ACTION_OPEN },
	{ VIEW_RECENT, "Left", ACTION_BACK },

	{ VIEW_SAVED, "Enter", ACTION_VIEW_USE },
	{ VIEW_SAVED, "l", ACTION_VIEW_USE },
	{ VIEW_SAVED, "Right", ACTION_VIEW_USE },
	{ VIEW_SAVED, "F2", ACTION_VIEW_SAVE },
	{ VIEW_SAVED, "s", ACTION_VIEW_SAVE },
	{ VIEW_SAVED, "F4", ACTION_VIEW_RENAME },
	{ VIEW_SAVED, "r", ACTION_VIEW_RENAME },
	{ VIEW_SAVED, "Ctrl-X", ACTION_VIEW_DELETE },
	{ VIEW_SAVED, "x", ACTION_VIEW_DELETE },
	{ VIEW_SAVED, "Left", ACTION_BACK },

	{ VIEW_RULES, "Enter", ACTION_OPEN },
	{ VIEW_RULES, "l", ACTION_OPEN },
	{ VIEW_RULES, "Right", ACTION_OPEN },
	{ VIEW_RULES, "F5", ACTION_RULE_SWITCH },
	{ VIEW_RULES, "s", ACTION_RULE_SWITCH },
	{ VIEW_RULES, "F7", ACTION_RULE_TEST },
	{ VIEW_RULES, "t", ACTION_RULE_TEST },
	{ VIEW_RULES, "F2", ACTION_RULE_ADD },
	{ VIEW_RULES, "n", ACTION_RULE_ADD },
	{ VIEW_RULES, "F4", ACTION_RULE_CHANGE },
	{ VIEW_RULES, "c", ACTION_RULE_CHANGE },
	{ VIEW_RULES, "Ctrl-X", ACTION_RULE_REMOVE },
	{ VIEW_RULES, "x", ACTION_RULE_REMOVE },
	{ VIEW_RULES, "Left", ACTION_BACK },

	{ VIEW_ANSWERS, "Enter", ACTION_INSERT },
	{ VIEW_ANSWERS, "F5", ACTION_ANSWER_TOLD },
	{ VIEW_ANSWERS, "F4", ACTION_ANSWER_LEAVE },
	{ VIEW_ANSWERS, "F6", ACTION_ANSWER_LAYER },
	{ VIEW_ANSWERS, "F7", ACTION_ANSWER_CHANGE },
	{ VIEW_ANSWERS, "F8", ACTION_QUESTIONS },
	{ VIEW_ANSWERS, "Down", ACTION_DOWN },
	{ VIEW_ANSWERS, "Up", ACTION_UP },
	{ VIEW_ANSWERS, "PageDown", ACTION_PAGE_DOWN },
	{ VIEW_ANSWERS, "PageUp", ACTION_PAGE_UP },
	{ VIEW_ANSWERS, "Ctrl-_", ACTION_UNDO },
	{ VIEW_ANSWERS, "Ctrl-R", ACTION_REDO },
	{ VIEW_ANSWERS, "Esc", ACTION_BACK },

	{ VIEW_QUESTIONS, "Enter", ACTION_QUESTION_SEARCH },
	{ VIEW_QUESTIONS, "l", ACTION_QUESTION_SEARCH },
	{ VIEW_QUESTIONS, "Right", ACTION_QUESTION_SEARCH },
	{ VIEW_QUESTIONS, "F7", ACTION_ANSWER_ADD },
	{ VIEW_QUESTIONS, "a", ACTION_ANSWER_ADD },
	{ VIEW_QUESTIONS, "F5", ACTION_QUESTION_CLOSE },
	{ VIEW_QUESTIONS, "c", ACTION_QUESTION_CLOSE },
	{ VIEW_QUESTIONS, "Ctrl-X", ACTION_QUESTION_DISMISS },
	{ VIEW_QUESTIONS, "x", ACTION_QUESTION_DISMISS },
	{ VIEW_QUESTIONS, "Left", ACTION_BACK },

	{ VIEW_BATCH, "Enter", ACTION_OPEN },
	{ VIEW_BATCH, "Left", ACTION_BACK },

	{ VIEW_BATCHES, "Enter", ACTION_OPEN },
	{ VIEW_BATCHES, "l", ACTION_OPEN },
	{ VIEW_BATCHES, "Right", ACTION_OPEN },
	{ VIEW_BATCHES, "F5", ACTION_BATCH_RESUME },
	{ VIEW_BATCHES, "r", ACTION_BATCH_RESUME },
	{ VIEW_BATCHES, "F4", ACTION_BATCH_RETRY },
	{ VIEW_BATCHES, "t", ACTION_BATCH_RETRY },
	{ VIEW_BATCHES, "Ctrl-X", ACTION_BATCH_UNDO },
	{ VIEW_BATCHES, "x", ACTION_BATCH_UNDO },
	{ VIEW_BATCHES, "F9", ACTION_BATCH_STOP },
	{ VIEW_BATCHES, "h", ACTION_BATCH_STOP },
	{ VIEW_BATCHES, "Left", ACTION_BACK },

	{ VIEW_BATCH_ITEMS, "Enter", ACTION_OPEN },
	{ VIEW_BATCH_ITEMS, "l", ACTION_OPEN },
	{ VIEW_BATCH_ITEMS, "Right", ACTION_OPEN },
	{ VIEW_BATCH_ITEMS, "Left", ACTION_BACK },

	{ VIEW_RUNNING, "Esc", ACTION_STOP },

	{ VIEW_CALENDAR, "F5", ACTION_OUTAGE_BEGIN },
	{ VIEW_CALENDAR, "b", ACTION_OUTAGE_BEGIN },
	{ VIEW_CALENDAR, "F8", ACTION_OUTAGE_END },
	{ VIEW_CALENDAR, "e", ACTION_OUTAGE_END },
	{ VIEW_CALENDAR, "F4", ACTION_OUTAGE_RECORD },
	{ VIEW_CALENDAR, "r", ACTION_OUTAGE_RECORD },
	{ VIEW_CALENDAR, "Left", ACTION_BACK },

	{ VIEW_LETTERS, "Enter", ACTION_LETTER_SHOW },
	{ VIEW_LETTERS, "l", ACTION_LETTER_SHOW },
	{ VIEW_LETTERS, "Right", ACTION_LETTER_SHOW },
	{ VIEW_LETTERS, "F5", ACTION_LETTER_SEND },
	{ VIEW_LETTERS, "s", ACTION_LETTER_SEND },
	{ VIEW_LETTERS, "Ctrl-X", ACTION_LETTER_SKIP },
	{ VIEW_LETTERS, "x", ACTION_LETTER_SKIP },
	{ VIEW_LETTERS, "F4", ACTION_LETTER_PUBLIC },
	{ VIEW_LETTERS, "p", ACTION_LETTER_PUBLIC },
	{ VIEW_LETTERS, "F7", ACTION_OPEN },
	{ VIEW_LETTERS, "c", ACTION_OPEN },
	{ VIEW_LETTERS, "Left", ACTION_BACK },

	{ VIEW_LETTER, "F5", ACTION_LETTER_SEND },
	{ VIEW_LETTER, "s", ACTION_LETTER_SEND },
	{ VIEW_LETTER, "Ctrl-X", ACTION_LETTER_SKIP },
	{ VIEW_LETTER, "x", ACTION_LETTER_SKIP },
	{ VIEW_LETTER, "Left", ACTION_BACK },

	{ VIEW_SIDE, "Left", ACTION_BACK },
	{ VIEW_SIDE, "\"", ACTION_BACK },
	{ VIEW_RELEASES, "Enter", ACTION_RELEASE_SHOW },
	{ VIEW_RELEASES, "l", ACTION_RELEASE_SHOW },
	{ VIEW_RELEASES, "Right", ACTION_RELEASE_SHOW },
	{ VIEW_RELEASES, "Ctrl-X", ACTION_RELEASE_RETIRE },
	{ VIEW_RELEASES, "x", ACTION_RELEASE_RETIRE },
	{ VIEW_RELEASES, "Left", ACTION_BACK },

	{ VIEW_RELEASE, "Left", ACTION_BACK },

	{ VIEW_PACKAGE, "F2", ACTION_SAVE },
	{ VIEW_PACKAGE, "Ctrl-G", ACTION_SAVE },
	{ VIEW_PACKAGE, "Left", ACTION_BACK },

	{ VIEW_MOVES, "F2", ACTION_SAVE },
	{ VIEW_MOVES, "Ctrl-G", ACTION_SAVE },
	{ VIEW_MOVES, "Enter", ACTION_SAVE },
	{ VIEW_MOVES, "Left", ACTION_BACK },
	{ VIEW_TODAY, "Enter", ACTION_OPEN },
	{ VIEW_TODAY, "l", ACTION_OPEN },
	{ VIEW_TODAY, "Right", ACTION_OPEN },
	{ VIEW_TODAY, "Left", ACTION_BACK },

	{ VIEW_BOARD, "m", ACTION_REPORT },
	{ VIEW_BOARD, "F4", ACTION_REPORT },
	{ VIEW_REPORT, "Right", ACTION_CHOICE_NEXT },
	{ VIEW_REPORT, "l", ACTION_CHOICE_NEXT },
	{ VIEW_REPORT, "Left", ACTION_CHOICE_PREVIOUS },
	{ VIEW_REPORT, "h", ACTION_CHOICE_PREVIOUS },
	{ VIEW_BOARD, "Enter", ACTION_OPEN },
	{ VIEW_BOARD, "Right", ACTION_CHOICE_NEXT },
	{ VIEW_BOARD, "l", ACTION_CHOICE_NEXT },
	{ VIEW_BOARD, "Tab", ACTION_CHOICE_NEXT },
	{ VIEW_BOARD, "Left", ACTION_CHOICE_PREVIOUS },
	{ VIEW_BOARD, "h", ACTION_CHOICE_PREVIOUS },
	{ VIEW_BOARD, "Shift-Tab", ACTION_CHOICE_PREVIOUS },

	{ VIEW_CALL, "Enter", ACTION_ACCEPT },
	{ VIEW_CALL, "Down", ACTION_DOWN },
	{ VIEW_CALL, "Up", ACTION_UP },
	{ VIEW_CALL, "Ctrl-_", ACTION_UNDO },
	{ VIEW_CALL, "Ctrl-R", ACTION_REDO },
	{ VIEW_CALL, "Esc", ACTION_BACK },

	{ VIEW_SERVICE, "Enter", ACTION_ACCEPT },
	{ VIEW_SERVICE, "Down", ACTION_DOWN },
	{ VIEW_SERVICE, "Up", ACTION_UP },
	{ VIEW_SERVICE, "PageDown", ACTION_PAGE_DOWN },
	{ VIEW_SERVICE, "PageUp", ACTION_PAGE_UP },
	{ VIEW_SERVICE, "Ctrl-_", ACTION_UNDO },
	{ VIEW_SERVICE, "Ctrl-R", ACTION_REDO },
	{ VIEW_SERVICE, "Esc", ACTION_BACK },

	{ VIEW_ENTRY, "Tab", ACTION_FIELD_NEXT },
	{ VIEW_ENTRY, "Shift-Tab", ACTION_FIELD_PREVIOUS },
	{ VIEW_ENTRY, "Down", ACTION_DOWN },
	{ VIEW_ENTRY, "Up", ACTION_UP },
	{ VIEW_ENTRY, "PageDown", ACTION_PAGE_DOWN },
	{ VIEW_ENTRY, "PageUp", ACTION_PAGE_UP },
	{ VIEW_ENTRY, "Right", ACTION_CHOICE_NEXT },
	{ VIEW_ENTRY, "Left", ACTION_CHOICE_PREVIOUS },
	{ VIEW_ENTRY, "Enter", ACTION_ACCEPT },
	{ VIEW_ENTRY, "F2", ACTION_SAVE },
	{ VIEW_ENTRY, "Ctrl-G", ACTION_SAVE },
	{ VIEW_ENTRY, "F7", ACTION_FAULT_NEXT },
	{ VIEW_ENTRY, "F4", ACTION_SAME },
	{ VIEW_ENTRY, "F5", ACTION_ROW_ADD },
	{ VIEW_ENTRY, "F6", ACTION_ROW_DROP },
	{ VIEW_ENTRY, "F8", ACTION_REGION },
	{ VIEW_ENTRY, "F3", ACTION_SNIPPETS },
	{ VIEW_ENTRY, "F9", ACTION_ANSWERS },
	{ VIEW_ENTRY, "Ctrl-N", ACTION_NEW_LINE },
	{ VIEW_ENTRY, "Ctrl-_", ACTION_UNDO },
	{ VIEW_ENTRY, "Ctrl-R", ACTION_REDO },
	{ VIEW_ENTRY, "Ctrl-X", ACTION_DISCARD },
	{ VIEW_ENTRY, "F1", ACTION_HELP },
	{ VIEW_ENTRY, "Esc", ACTION_BACK },

	{ VIEW_SHEET, "Enter", ACTION_CALLER },
	{ VIEW_SHEET, "n", ACTION_CALLER },
	{ VIEW_SHEET, "Right", ACTION_OPEN },
	{ VIEW_SHEET, "l", ACTION_OPEN },
	{ VIEW_SHEET, "Left", ACTION_BACK },

	{ VIEW_NEEDS, "Enter", ACTION_NEED_SHOW },
	{ VIEW_NEEDS, "l", ACTION_NEED_SHOW },
	{ VIEW_NEEDS, "Right", ACTION_NEED_SHOW },
	{ VIEW_NEEDS, "F7", ACTION_NEED_ADD },
	{ VIEW_NEEDS, "a", ACTION_NEED_ADD },
	{ VIEW_NEEDS, "F5", ACTION_NEED_SECOND },
	{ VIEW_NEEDS, "s", ACTION_NEED_SECOND },
	{ VIEW_NEEDS, "F8", ACTION_NEED_ANSWER },
	{ VIEW_NEEDS, "w", ACTION_NEED_ANSWER },
	{ VIEW_NEEDS, "F4", ACTION_TASK_UPDATE },
	{ VIEW_NEEDS, "u", ACTION_TASK_UPDATE },
	{ VIEW_NEEDS, "Left", ACTION_BACK },

	{ VIEW_NEED, "Left", ACTION_BACK },

	{ VIEW_RECONCILE, "Enter", ACTION_OPEN },
	{ VIEW_RECONCILE, "Right", ACTION_CHOICE_NEXT },
	{ VIEW_RECONCILE, "l", ACTION_CHOICE_NEXT },
	{ VIEW_RECONCILE, "Left", ACTION_CHOICE_PREVIOUS },
	{ VIEW_RECONCILE, "h", ACTION_CHOICE_PREVIOUS },
	{ VIEW_RECONCILE, "F5", ACTION_RECONCILE_ASK },
	{ VIEW_RECONCILE, "a", ACTION_RECONCILE_ASK },
	{ VIEW_RECONCILE, "Tab", ACTION_RECONCILE_PERIOD },
	{ VIEW_RECONCILE, "t", ACTION_RECONCILE_PERIOD },

	{ VIEW_RECONCILE_CASES, "Enter", ACTION_OPEN },
	{ VIEW_RECONCILE_CASES, "l", ACTION_OPEN },
	{ VIEW_RECONCILE_CASES, "Right", ACTION_OPEN },
	{ VIEW_RECONCILE_CASES, "Left", ACTION_BACK },

	{ VIEW_WAITS, "Right", ACTION_REGION_NEXT },
	{ VIEW_WAITS, "l", ACTION_REGION_NEXT },
	{ VIEW_WAITS, "Left", ACTION_REGION_PREVIOUS },
	{ VIEW_WAITS, "h", ACTION_REGION_PREVIOUS },
	{ VIEW_WAITS, "Enter", ACTION_OPEN },
	{ VIEW_WAITS, "F4", ACTION_WAITS_ALERT },
	{ VIEW_WAITS, "a", ACTION_WAITS_ALERT },
	{ VIEW_WAITS, "Tab", ACTION_SORT },
	{ VIEW_WAITS, "t", ACTION_SORT },

	{ VIEW_CONSULT, "F5", ACTION_CONSULT_NEXT },
	{ VIEW_CONSULT, "n", ACTION_CONSULT_NEXT },
	{ VIEW_CONSULT, "F4", ACTION_CONSULT_START },
	{ VIEW_CONSULT, "s", ACTION_CONSULT_START },
	{ VIEW_CONSULT, "F8", ACTION_CONSULT_DONE },
	{ VIEW_CONSULT, "d", ACTION_CONSULT_DONE },
	{ VIEW_CONSULT, "F9", ACTION_CONSULT_HOLD },
	{ VIEW_CONSULT, "h", ACTION_CONSULT_HOLD },
	{ VIEW_CONSULT, "Ctrl-E", ACTION_CONSULT_RESUME },
	{ VIEW_CONSULT, "r", ACTION_CONSULT_RESUME },
	{ VIEW_CONSULT, "Ctrl-X", ACTION_CONSULT_ABSENT },
	{ VIEW_CONSULT, "x", ACTION_CONSULT_ABSENT },
	{ VIEW_CONSULT, "F7", ACTION_CONSULT_LATER },
	{ VIEW_CONSULT, "t", ACTION_CONSULT_LATER },
	{ VIEW_CONSULT, "F11", ACTION_CONSULT_LINK },
	{ VIEW_CONSULT, "c", ACTION_CONSULT_LINK },
	{ VIEW_WAITS, "F3", ACTION_WAITS_SET },
	{ VIEW_WAITS, "i", ACTION_WAITS_SET },
	{ VIEW_CONSULT, "F3", ACTION_CONSULT_ADD },
	{ VIEW_CONSULT, "a", ACTION_CONSULT_ADD },
	{ VIEW_CONSULT, "Ctrl-U", ACTION_CONSULT_LEFT },
	{ VIEW_CONSULT, "u", ACTION_CONSULT_LEFT },
	{ VIEW_CONSULT, "'", ACTION_CONSULT_SAY },
	{ VIEW_CONSULT, "m", ACTION_CONSULT_SAY },
	{ VIEW_CONSULT, "Ctrl-W", ACTION_CONSULT_WARN },
	{ VIEW_CONSULT, "w", ACTION_CONSULT_WARN },
	{ VIEW_CONSULT, "Ctrl-D", ACTION_CONSULT_END },
	{ VIEW_CONSULT, "e", ACTION_CONSULT_END },
	{ VIEW_CONSULT, "=", ACTION_CONSULT_PLAN },
	{ VIEW_CONSULT, "Enter", ACTION_OPEN },
	{ VIEW_CONSULT, "l", ACTION_OPEN },
	{ VIEW_CONSULT, "Right", ACTION_OPEN },
	{ VIEW_CONSULT, "Left", ACTION_BACK },

	{ VIEW_PLAN, "+", ACTION_STAFF_MORE },
	{ VIEW_PLAN, "-", ACTION_STAFF_FEWER },
	{ VIEW_PLAN, "Right", ACTION_HOUR_NEXT },
	{ VIEW_PLAN, "l", ACTION_HOUR_NEXT },
	{ VIEW_PLAN, "Left", ACTION_HOUR_PREVIOUS },
	{ VIEW_PLAN, "h", ACTION_HOUR_PREVIOUS },
	{ VIEW_PLAN, "Tab", ACTION_HOURS_LONGER },
	{ VIEW_PLAN, "t", ACTION_HOURS_LONGER },

	{ VIEW_DIALOG, "Tab", ACTION_FIELD_NEXT },
	{ VIEW_DIALOG, "Shift-Tab", ACTION_FIELD_PREVIOUS },
	{ VIEW_DIALOG, "Down", ACTION_DOWN },
	{ VIEW_DIALOG, "Up", ACTION_UP },
	{ VIEW_DIALOG, "Right", ACTION_CHOICE_NEXT },
	{ VIEW_DIALOG, "Left", ACTION_CHOICE_PREVIOUS },
	{ VIEW_DIALOG, "Enter", ACTION_ACCEPT },
	{ VIEW_DIALOG, "F2", ACTION_SAVE },
	{ VIEW_DIALOG, "Ctrl-G", ACTION_SAVE },
	{ VIEW_DIALOG, "Ctrl-N", ACTION_NEW_LINE },
	{ VIEW_DIALOG, "Ctrl-_", ACTION_UNDO },
	{ VIEW_DIALOG, "Ctrl-R", ACTION_REDO },
	{ VIEW_DIALOG, "F3", ACTION_SNIPPETS },
	{ VIEW_DIALOG, "F9", ACTION_ANSWERS },
	{ VIEW_DIALOG, "Ctrl-X", ACTION_DISCARD },
	{ VIEW_DIALOG, "Esc", ACTION_BACK },

	{ VIEW_SCRATCHES, "Enter", ACTION_OPEN },
	{ VIEW_SCRATCHES, "l", ACTION_OPEN },
	{ VIEW_SCRATCHES, "Right", ACTION_OPEN },
	{ VIEW_SCRATCHES, "Ctrl-X", ACTION_SCRATCH_DISCARD },
	{ VIEW_SCRATCHES, "x", ACTION_SCRATCH_DISCARD },
	{ VIEW_SCRATCHES, "Left", ACTION_BACK },

	{ VIEW_SNIPPETS, "Enter", ACTION_INSERT },
	{ VIEW_SNIPPETS, "Down", ACTION_DOWN },
	{ VIEW_SNIPPETS, "Up", ACTION_UP },
	{ VIEW_SNIPPETS, "PageDown", ACTION_PAGE_DOWN },
	{ VIEW_SNIPPETS, "PageUp", ACTION_PAGE_UP },
	{ VIEW_SNIPPETS, "Esc", ACTION_BACK },

	{ VIEW_PROMPT, "Enter", ACTION_ACCEPT },
	{ VIEW_PROMPT, "Tab", ACTION_COMPLETE },
	{ VIEW_PROMPT, "Shift-Tab", ACTION_COMPLETE_BACK },
	{ VIEW_PROMPT, "Up", ACTION_UP },
	{ VIEW_PROMPT, "Down", ACTION_DOWN },
	{ VIEW_PROMPT, "Ctrl-_", ACTION_UNDO },
	{ VIEW_PROMPT, "Ctrl-R", ACTION_REDO },
	{ VIEW_PROMPT, "Esc", ACTION_BACK },
};
const size_t binding_count = sizeof(binding_table) / sizeof(binding_table[0]);

/* The table that holds: the one above, or the clerk's keys before it. It is set
 * once, at the start. */
static struct {
	const struct binding *rows;
	size_t count;
} in_use = { binding_table, sizeof(binding_table) / sizeof(binding_table[0]) };

/* What each place is called, on screen and in `minwon keys`, and whose keys
 * hold there too (VIEW__COUNT = nobody's: letters are text). */
static const struct place {
	const char *name;
	const char *label;
	enum view_id parent;
} places[VIEW__COUNT] = {
	[VIEW_ANY] = { "any", N_("Everywhere"), VIEW__COUNT },
	[VIEW_CASES] = { "cases", N_("Queue and case"), VIEW_ANY },
	[VIEW_QUEUE] = { "queue", N_("Queue"), VIEW_CASES },
	[VIEW_CASE] = { "case", N_("Case file"), VIEW_CASES },
	[VIEW_HANDOVERS] = { "handovers", N_("Hand-overs"), VIEW_ANY },
	[VIEW_SENT] = { "sent", N_("Sent messages"), VIEW_ANY },
	[VIEW_UNSORTED] = { "unsorted", N_("Unsorted"), VIEW_ANY },
	[VIEW_CALL] = { "call", N_("Somebody calls"), VIEW__COUNT },
	[VIEW_SHEET] = { "sheet", N_("What to say"), VIEW_ANY },
	[VIEW_SIDE] = { "side", N_("Side by side"), VIEW_ANY },
	[VIEW_SERVICE] = { "service", N_("Which service"), VIEW__COUNT },
	[VIEW_ENTRY] = { "entry", N_("Form"), VIEW__COUNT },
	[VIEW_WHY] = { "why", N_("Count of the due"), VIEW_ANY },
	[VIEW_CALENDAR] = { "calendar", N_("Calendar and outages"), VIEW_ANY },
	[VIEW_MOVES] = { "moves", N_("What would move"), VIEW_ANY },
	[VIEW_LETTERS] = { "letters", N_("Letters"), VIEW_ANY },
	[VIEW_LETTER] = { "letter", N_("Letter"), VIEW_ANY },
	[VIEW_RELEASES] = { "releases", N_("Form releases"), VIEW_ANY },
	[VIEW_RELEASE] = { "release", N_("What a release changed"), VIEW_ANY },
	[VIEW_TODAY] = { "today", N_("Today"), VIEW_ANY },
	[VIEW_WAITS] = { "waits", N_("Waits"), VIEW_ANY },
	[VIEW_NEEDS] = { "needs", N_("Needs and joint tasks"), VIEW_ANY },
	[VIEW_NEED] = { "need", N_("Need"), VIEW_ANY },
	[VIEW_RECONCILE] = { "reconcile", N_("Reconciliation"), VIEW_ANY },
	[VIEW_RECONCILE_CASES] = { "reconcile-cases", N_("Behind a number"), VIEW_ANY },
	[VIEW_CONSULT] = { "consult", N_("Consultation desk"), VIEW_ANY },
	[VIEW_PLAN] = { "consult-plan", N_("Waits by the hour"), VIEW_ANY },
	[VIEW_BOARD] = { "board", N_("Board"), VIEW_ANY },
	[VIEW_REPORT] = { "report", N_("Month in figures"), VIEW_ANY },
	[VIEW_RAW] = { "raw", N_("As sent"), VIEW_ANY },
	[VIEW_RECENT] = { "recent", N_("Recently viewed"), VIEW_ANY },
	[VIEW_PACKAGE] = { "package", N_("What is sent"), VIEW_ANY },
	[VIEW_ANSWERS] = { "answers", N_("Questions and answers"), VIEW__COUNT },
	[VIEW_QUESTIONS] = { "questions", N_("Unanswered questions"), VIEW_ANY },
	[VIEW_RULES] = { "rules", N_("Rules"), VIEW_ANY },
	[VIEW_SAVED] = { "saved", N_("Saved views"), VIEW_ANY },
	[VIEW_BATCH] = { "result", N_("Done to the marked"), VIEW_ANY },
	[VIEW_BATCHES] = { "batches", N_("Bulk work"), VIEW_ANY },
	[VIEW_BATCH_ITEMS] = { "batch", N_("Cases of a batch"), VIEW_ANY },
	[VIEW_HELP] = { "help", N_("Help"), VIEW_ANY },
	[VIEW_DIALOG] = { "dialog", N_("Dialog"), VIEW__COUNT },
	[VIEW_SCRATCHES] = { "scratches", N_("Half typed"), VIEW_ANY },
	[VIEW_SNIPPETS] = { "snippets", N_("Snippets"), VIEW__COUNT },
	[VIEW_PROMPT] = { "prompt", N_("Prompt"), VIEW__COUNT },
	[VIEW_RUNNING] = { "running", N_("While cases are done"), VIEW__COUNT },
};

void
bindings_use(const struct binding *rows, size_t count)
{
	in_use.rows = rows != NULL ? rows : binding_table;
	in_use.count = rows != NULL ? count : binding_count;
}

enum view_id
view_id_parent(enum view_id view)
{
	return places[view].parent;
}

bool
view_id_find(const char *name, enum view_id *out)
{
	for (int v = 0; v < VIEW__COUNT; v++) {
		if (str_eq(places[v].name, name)) {
			*out = (enum view_id)v;
			return true;
		}
	}
	return false;
}

/* What the view itself says of the key; false if nothing. */
static bool
find_in(enum view_id view, struct key key, enum action *out)
{
	struct key bound;

	for (size_t i = 0; i < in_use.count; i++) {
		if (in_use.rows[i].view == view && key_parse(in_use.rows[i].key, &bound) &&
		    key_same(bound, key)) {
			*out = in_use.rows[i].action;
			return true;
		}
	}
	return false;
}

enum action
binding_find(enum view_id view, struct key key)
{
	enum action action = ACTION_NONE;

	while (view != VIEW__COUNT && !find_in(view, key, &action))
		view = places[view].parent;
	return action;
}

/* Does the row hold in the view: is it what its key means there? */
static bool
row_holds(const struct binding *row, enum view_id view)
{
	struct key key;

	if (row->view == view || view == VIEW__COUNT)
		return true;
	for (enum view_id v = places[view].parent; v != VIEW__COUNT; v = places[v].parent) {
		if (row->view == v)
			return key_parse(row->key, &key) &&
			    binding_find(view, key) == row->action;
	}
	return false;
}

bool
binding_reaches(enum view_id view, enum action action)
{
	return binding_first_key(view, action)[0] != '\0';
}

/* Has an earlier row of the same action the same key? (All views listed
 * together.) */
static bool
is_repeated(size_t index)
{
	for (size_t i = 0; i < index; i++) {
		if (in_use.rows[i].action == in_use.rows[index].action &&
		    str_eq(in_use.rows[i].key, in_use.rows[index].key))
			return true;
	}
	return false;
}

void
binding_keys(struct buf *out, enum view_id view, enum action action)
{
	const char *between = "";

	for (size_t i = 0; i < in_use.count; i++) {
		const struct binding *row = &in_use.rows[i];
		if (row->action != action || !row_holds(row, view))
			continue;
		if (view == VIEW__COUNT && is_repeated(i))
			continue;
		buf_printf(out, "%s%s", between, row->key);
		between = ", ";
	}
}

const char *
binding_first_key(enum view_id view, enum action action)
{
	const char *first = "";

	for (size_t i = 0; i < in_use.count; i++) {
		const struct binding *row = &in_use.rows[i];
		struct key key;
		if (row->action != action || !row_holds(row, view))
			continue;
		if (key_parse(row->key, &key) && key_passes_input_method(key))
			return row->key;
		if (first[0] == '\0')
			first = row->key;
	}
	return first;
}

const char *
view_id_name(enum view_id view)
{
	return places[view].name;
}

const char *
view_id_label(enum view_id view)
{
	return say(places[view].label);
}
