/* SPDX-License-Identifier: ISC */
/*
 * actions: everything a clerk can do on the screen, as one table. The help
 * view, the key bar, `minwon keys` and the manual page are made from it and
 * from views/bindings.c. Ops come from rules/workflow, what is dealt with by hand
 * from rules/by_hand.
 */
#ifndef VIEWS_ACTIONS_H
#define VIEWS_ACTIONS_H

#include "console/rules/by_hand.h"
#include "storage/record.h"

enum action {
	ACTION_NONE,
	/* moving */
	ACTION_UP,
	ACTION_DOWN,
	ACTION_PAGE_UP,
	ACTION_PAGE_DOWN,
	ACTION_HOME,
	ACTION_END,
	/* views */
	ACTION_OPEN,
	ACTION_BACK,
	ACTION_FILTER,
	ACTION_COMMAND,
	ACTION_SORT,
	ACTION_REFRESH,
	ACTION_SENT,
	ACTION_UNSORTED,
	ACTION_LIST,
	ACTION_RECENT,
	ACTION_SAVED,
	ACTION_ANSWERS,
	ACTION_ANSWER_TOLD,
	ACTION_ANSWER_LEAVE,
	ACTION_ANSWER_LAYER,
	ACTION_ANSWER_CHANGE,
	ACTION_ANSWER_ADD,
	ACTION_QUESTIONS,
	ACTION_QUESTION_SEARCH,
	ACTION_QUESTION_CLOSE,
	ACTION_QUESTION_DISMISS,
	ACTION_RULES,
	ACTION_RULE_SWITCH,
	ACTION_RULE_TEST,
	ACTION_RULE_ADD,
	ACTION_RULE_CHANGE,
	ACTION_RULE_REMOVE,
	ACTION_VIEW_USE,
	ACTION_VIEW_SAVE,
	ACTION_VIEW_RENAME,
	ACTION_VIEW_DELETE,
	ACTION_COLUMNS,
	ACTION_PREVIEW,
	ACTION_CASE_NEXT,
	ACTION_CASE_PREVIOUS,
	ACTION_BACKWARD,
	ACTION_FORWARD,
	ACTION_MARK,
	ACTION_MARK_RANGE,
	ACTION_MARK_MATCHES,
	ACTION_MARK_NONE,
	ACTION_CALENDAR,
	ACTION_NEEDS,
	ACTION_HANDOVERS,
	ACTION_NEED_SHOW,
	ACTION_NEED_ADD,
	ACTION_NEED_SECOND,
	ACTION_NEED_ANSWER,
	ACTION_TASK_UPDATE,
	ACTION_RECONCILE,
	ACTION_RECONCILE_ASK,
	ACTION_RECONCILE_PERIOD,
	ACTION_SCRATCHES,
	ACTION_BATCHES,
	ACTION_BATCH_RESUME,
	ACTION_BATCH_RETRY,
	ACTION_BATCH_UNDO,
	ACTION_BATCH_STOP,
	ACTION_LETTERS,
	ACTION_LETTER_SHOW,
	ACTION_RELEASES,
	ACTION_RELEASE_SHOW,
	ACTION_RELEASE_RETIRE,
	ACTION_CALL,
	ACTION_CALLER,
	ACTION_NEW,
	ACTION_TODAY,
	ACTION_BOARD,
	ACTION_WAITS,
	ACTION_REGION_NEXT,
	ACTION_REGION_PREVIOUS,
	ACTION_CONSULT,
	ACTION_CONSULT_PLAN,
	ACTION_HOUR_NEXT,
	ACTION_HOUR_PREVIOUS,
	ACTION_HOURS_LONGER,
	ACTION_STAFF_MORE,
	ACTION_STAFF_FEWER,
	ACTION_HELP,
	ACTION_QUIT,
	/* cases */
	ACTION_RECEIVE,
	ACTION_ASSIGN,
	ACTION_NEXT,
	ACTION_NEXT_URGENT,
	ACTION_CLAIM,
	ACTION_RELEASE,
	ACTION_NOTE,
	ACTION_DRAFT,
	ACTION_APPROVE,
	ACTION_SEND_BACK,
	ACTION_REFUSE,
	ACTION_ESCALATE,
	ACTION_RESUME,
	ACTION_SUPPLEMENT,
	ACTION_WITHDRAW,
	ACTION_EXTEND,
	ACTION_SUPPLEMENT_EXTEND,
	ACTION_RETURN,
	ACTION_CORRECT,
	ACTION_CORRECT_TIME,
	ACTION_APPROVE_TIME,
	ACTION_REJECT_TIME,
	ACTION_SETTLE,
	ACTION_WHY,
	ACTION_FLAG,
	ACTION_FLAG_FAULTS,
	ACTION_SIDE,
	/* messages to the channels, and what came from them unsorted */
	ACTION_MESSAGE_RETRY,
	ACTION_MESSAGE_HOLD,
	ACTION_MESSAGE_CANCEL,
	ACTION_UNSORTED_RETRY,
	ACTION_UNSORTED_MAP,
	ACTION_UNSORTED_DISCARD,
	ACTION_UNSORTED_SHOW,
	/* letters */
	ACTION_LETTER_SEND,
	ACTION_LETTER_SKIP,
	ACTION_LETTER_PUBLIC,
	/* outages */
	ACTION_OUTAGE_BEGIN,
	ACTION_OUTAGE_END,
	ACTION_OUTAGE_RECORD,
	/* consultations */
	ACTION_CONSULT_NEXT,
	ACTION_CONSULT_START,
	ACTION_CONSULT_HOLD,
	ACTION_CONSULT_RESUME,
	ACTION_CONSULT_DONE,
	ACTION_CONSULT_ABSENT,
	ACTION_CONSULT_LATER,
	ACTION_CONSULT_LINK,
	ACTION_CONSULT_LEFT,
	ACTION_CONSULT_WARN,
	ACTION_CONSULT_END,
	ACTION_WAITS_SET,
	ACTION_CONSULT_ADD,
	ACTION_WAITS_ALERT,
	/* filling in a dialog */
	ACTION_FIELD_NEXT,
	ACTION_FIELD_PREVIOUS,
	ACTION_CHOICE_NEXT,
	ACTION_CHOICE_PREVIOUS,
	ACTION_COMPLETE,
	ACTION_COMPLETE_BACK,
	ACTION_ACCEPT,
	ACTION_SAVE,
	ACTION_NEW_LINE,
	ACTION_UNDO,
	ACTION_REDO,
	ACTION_DISCARD,
	ACTION_SCRATCH_DISCARD,
	ACTION_SNIPPETS,
	ACTION_INSERT,
	ACTION_STOP,
	ACTION_SAME,
	ACTION_ROW_ADD,
	ACTION_ROW_DROP,
	ACTION_FAULT_NEXT,
	ACTION_REGION,
	ACTION__COUNT
};

enum action_group {
	GROUP_MOVE,
	GROUP_VIEW,
	GROUP_CASE,
	GROUP_HAND,
	GROUP_DIALOG,
	GROUP__COUNT
};

/* One row per action. The op's own label and help sentence are in op_table;
 * label and help here are "" for an action that is exactly an op. */
struct action_info {
	const char *name;	/* stable: "send-back" */
	const char *label;	/* N_(): for the key bar; "" = the op's label */
	const char *help;	/* N_(): one sentence; "" = the op's */
	enum action_group group;
	enum op op;		/* OP__COUNT = none */
	enum by_hand hand;	/* BY_HAND_NONE = none */
	bool needs_case;	/* a selected or open case */
};

extern const struct action_info action_table[ACTION__COUNT];

/* The action of a stable name; false if there is none. */
bool action_find(const char *name, enum action *out);

/* Label and help sentence in the current language. */
const char *action_label(enum action action);
const char *action_help(enum action action);

/* The heading of a group in the current language. */
const char *action_group_label(enum action_group group);

/* The first action of an op; every op has one. */
enum action action_of_op(enum op op);

/* The first action of what is done by hand; every one has one. */
enum action action_of_hand(enum by_hand hand);

#endif
