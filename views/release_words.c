/* SPDX-License-Identifier: ISC */
#include "views/release_words.h"

#include "storage/base.h"
#include "storage/text.h"

/* One row per state of a release. */
static const struct {
	const char *word, *label;	/* label is N_() */
	enum style style;
} states[] = {
	{ "coming", N_("to come"), STYLE_NOTICE },
	{ "holds", N_("holds"), STYLE_NORMAL },
	{ "replaced", N_("replaced"), STYLE_LABEL },
	{ "retired", N_("retired"), STYLE_LABEL },
	{ "left-out", N_("left out"), STYLE_DANGER },
	{ "refused", N_("refused"), STYLE_DANGER },
	{ "dry-run", N_("would be released"), STYLE_NOTICE },
};
#define STATES (sizeof(states) / sizeof(states[0]))

const char *
release_state_label(const char *state)
{
	for (size_t i = 0; i < STATES; i++)
		if (str_eq(states[i].word, state))
			return say(states[i].label);
	return state;
}

enum style
release_state_style(const char *state)
{
	for (size_t i = 0; i < STATES; i++)
		if (str_eq(states[i].word, state))
			return states[i].style;
	return STYLE_NORMAL;
}
