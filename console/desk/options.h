/* SPDX-License-Identifier: ISC */
/*
 * options: the command line taken apart. One table of options for all verbs;
 * each verb says which of them it knows. Written by hand because getopt_long
 * takes abbreviated long names, and a script that abbreviates breaks the day a
 * second option begins the same way. Knows no verb and no office.
 */
#ifndef DESK_OPTIONS_H
#define DESK_OPTIONS_H

#include "storage/base.h"

enum opt {
	/* Common: before or after any verb. */
	OPT_STORE,
	OPT_SOCKET,
	OPT_AS,
	OPT_CLOCK,
	OPT_CHANNELS,
	OPT_LANG,
	OPT_FORMAT,
	OPT_NO_INPUT,
	/* Of the screen; they come before any verb. */
	OPT_PLAIN,
	OPT_THEME,
	OPT_MOUSE,
	OPT_AMBIGUOUS_WIDTH,
	OPT_HELP,
	OPT_PROGRAM_VERSION,	/* --version, where the verb has no --version N */
	/* Of lists. */
	OPT_COUNT,
	OPT_SORT,
	OPT_BOM,
	OPT_FIELDS,
	OPT_ENCODING,
	/* Of bulk work. */
	OPT_OP,
	OPT_QUERY,
	OPT_INPUT,
	OPT_NULL,
	OPT_MAP,
	OPT_ON_BAD,
	OPT_WHOLE,
	OPT_FAILED,
	/* Of ops. */
	OPT_TEXT,
	OPT_OUTCOME,
	OPT_OUTPUT,
	OPT_WATCH,
	OPT_REASON,
	OPT_SET,
	OPT_REMEDY,
	OPT_ASSIGNEE,
	OPT_AGENCY,
	OPT_PERIOD,
	OPT_CONSENT,
	OPT_FROM,
	OPT_UNTIL,
	OPT_EVIDENCE,
	OPT_AT,
	OPT_EVENT,
	OPT_OP_KEY,
	OPT_READ_VERSION,
	OPT_DRY_RUN,
	/* Of the rest. */
	OPT_APPLY,
	OPT_BATCH,
	OPT_PAUSE,
	OPT_EXTEND,
	OPT_PRACTICE,
	OPT_OFFICE,
	OPT_STAFF,
	OPT_NAME,
	OPT_ROLE,
	OPT_DEPARTMENT,
	OPT_CONTACT,
	OPT_UID,
	OPT_REGION,
	OPT_SERVICE,
	OPT_CLOSE,
	OPT_STATE,
	OPT_PROPOSED,
	OPT_YEAR,
	OPT_LUNCH,
	OPT_VIEW,
	OPT_COLUMNS,
	OPT_KIND,
	OPT_PROPOSAL,
	OPT_DISCLOSE,
	OPT_ATTACH,
	OPT_PRECEDENT,
	OPT_PREVIEW,
	OPT_ALL,
	OPT_SHARED,
	OPT_CHECK,
	OPT_CHANNEL,
	OPT_ARRIVED,
	OPT_AS_IS,
	OPT_OFF,
	OPT_LIST,
	OPT_FLAGGED,
	OPT_EFFECTIVE,
	OPT_OWN,
	OPT_GOV24,
	OPT_WHEN,
	OPT_IF,
	OPT_DO,
	OPT_OFFICER,
	OPT_SINCE,
	OPT_WORKAROUND,
	OPT_DAY,
	OPT_BEHIND,
	OPT_MATCHED,
	OPT_TO,
	OPT_PRIORITY,
	OPT_LAYER,
	OPT_QUESTION,
	OPT_SOURCE,
	OPT_CONFIDENCE,
	OPT_FULL,
	OPT__COUNT
};

/* A set of options: there are more than a 64-bit number has bits. */
__extension__ typedef unsigned __int128 opt_set;

#define OPT_BIT(opt) ((opt_set)1 << (opt))
#define OPT_COMMON (OPT_BIT(OPT_STORE) | OPT_BIT(OPT_SOCKET) | OPT_BIT(OPT_AS) | \
	OPT_BIT(OPT_CLOCK) | OPT_BIT(OPT_CHANNELS) | OPT_BIT(OPT_LANG) | OPT_BIT(OPT_FORMAT) | \
	OPT_BIT(OPT_NO_INPUT) | \
	OPT_BIT(OPT_HELP) | OPT_BIT(OPT_PROGRAM_VERSION))

#define OPT_SCREEN (OPT_BIT(OPT_PLAIN) | OPT_BIT(OPT_THEME) | OPT_BIT(OPT_MOUSE) | \
	OPT_BIT(OPT_AMBIGUOUS_WIDTH))

struct option_info {
	const char *name;	/* without the dashes */
	char letter;		/* short form; 0 = none */
	const char *value;	/* what it takes, as help shows it; NULL = a flag */
	const char *help;	/* N_() sentence */
};

extern const struct option_info option_table[OPT__COUNT];

/* One option as it was given; value is "" for a flag. Borrowed from argv. */
struct option_given {
	enum opt opt;
	const char *value;
};

/* A command line taken apart; zeroed is a valid empty one. */
struct options {
	struct option_given *given;
	size_t given_count;
	const char **operands;
	size_t operand_count;
};

/* Takes argv[0 .. argc) apart, adding to o. known is a set of OPT_BIT. Options
 * and operands may be mixed; after "--" all are operands, and "-" is one. With
 * used not NULL it stops at the first operand and says how many words it took.
 * RC_USAGE: an unknown option (with the nearest known one), a missing or
 * surplus value, bytes that are not UTF-8. */
MUST_USE enum rc options_parse(struct options *o, int argc, char *const argv[], opt_set known,
    int *used, struct err *e);
void options_release(struct options *o);

bool options_has(const struct options *o, enum opt opt);

/* The value given last; NULL if the option was not given. */
const char *options_value(const struct options *o, enum opt opt);

/* Appends all values of a repeatable option, one a line, NFC. */
void options_lines(const struct options *o, enum opt opt, struct buf *out);

/* The value as a whole number in [min, max]; *out keeps what it had where the
 * option was not given. RC_USAGE otherwise. */
MUST_USE enum rc options_number(const struct options *o, enum opt opt, int64_t min, int64_t max,
    int64_t *out, struct err *e);

/* Looks for the known word that was probably meant. Zeroed to start; best is
 * NULL while none is near enough. */
struct nearest {
	const char *best;
	size_t distance;
};
void nearest_try(struct nearest *n, const char *typed, const char *known);

#endif
