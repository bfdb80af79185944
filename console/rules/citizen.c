/* SPDX-License-Identifier: ISC */
#include "console/rules/citizen.h"

#include "console/rules/workflow.h"
#include "storage/text.h"

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))
#define NOWHERE STATE__COUNT

const struct citizen_info citizen_table[CITIZEN__COUNT] = {
	[CITIZEN_SUPPLEMENTED] = { "request.supplemented", "supplemented",
	    "supplemented_datetime" },
	[CITIZEN_WITHDRAWN] = { "request.withdrawn", "withdrawn", "withdrawn_datetime" },
	[CITIZEN_UPDATED] = { "request.updated", "updated", "updated_datetime" },
	[CITIZEN_ACKNOWLEDGED] = { "escalation.acknowledged", "acknowledged",
	    "acknowledged_datetime" },
	[CITIZEN_ACCEPTED] = { "escalation.accepted", "accepted", "accepted_datetime" },
	[CITIZEN_ANSWERED] = { "escalation.answered", "answered", "answered_datetime" },
	[CITIZEN_RETURNED] = { "escalation.returned", "returned", "returned_datetime" },
	[CITIZEN_SATISFACTION] = { "satisfaction.given", "satisfaction", "given_datetime" },
};

/* One row per kind: the state that waits for it and what it does there, what it
 * does in other open states, and in closed ones.
 * Supplemented: the clock goes on the day after it came (APA-D §11 1호).
 * Withdrawn, updated: until the case is closed the applicant may take it back
 * or change it, whatever the desk is doing with it (Act §22②), but not once the
 * law took silence for acceptance; a draft was made on the old answers. */
static const struct {
	enum state there;
	enum citizen_outcome at_there, open, closed;
} outcomes[] = {
	[CITIZEN_SUPPLEMENTED] = { STATE_SUPPLEMENT, CITIZEN_RESUMES, CITIZEN_SHOWS,
	    CITIZEN_STANDS },
	[CITIZEN_WITHDRAWN] = { NOWHERE, CITIZEN_FILES, CITIZEN_WITHDRAWS, CITIZEN_STANDS },
	[CITIZEN_UPDATED] = { STATE_APPROVAL, CITIZEN_UNDRAFTS, CITIZEN_SHOWS, CITIZEN_STANDS },
	[CITIZEN_ACKNOWLEDGED] = { NOWHERE, CITIZEN_FILES, CITIZEN_FILES, CITIZEN_FILES },
	[CITIZEN_ACCEPTED] = { STATE_CONSULTING, CITIZEN_PASSES, CITIZEN_FILES, CITIZEN_FILES },
	[CITIZEN_ANSWERED] = { STATE_CONSULTING, CITIZEN_RESUMES, CITIZEN_FILES,
	    CITIZEN_STANDS },
	[CITIZEN_RETURNED] = { STATE_CONSULTING, CITIZEN_RESUMES, CITIZEN_FILES,
	    CITIZEN_STANDS },
	[CITIZEN_SATISFACTION] = { NOWHERE, CITIZEN_FILES, CITIZEN_FILES, CITIZEN_FILES },
};
_Static_assert(COUNT(outcomes) == CITIZEN__COUNT, "one row per kind");

static const char *const sentences[] = {
	[CITIZEN_FILES] = N_("It is filed on the case, which stays where it is."),
	[CITIZEN_SHOWS] = N_("It is filed on the case, which stays where it is and shows what "
	    "changed."),
	[CITIZEN_STANDS] = N_("It is filed on the closed case; what was decided stands."),
	[CITIZEN_RESUMES] = N_("The case is work for its officer again and shows what came; a "
	    "stopped clock goes on the next day."),
	[CITIZEN_PASSES] = N_("It is filed on the case, which waits on; one that was handed over as a "
	    "transfer (이송) is the receiver's from now on, and the applicant is told."),
	[CITIZEN_UNDRAFTS] = N_("The draft was made on other answers and goes back to its author; "
	    "the case shows what changed."),
	[CITIZEN_WITHDRAWS] = N_("The case is withdrawn, an unapproved draft with it, and nobody "
	    "holds it any more."),
};
_Static_assert(COUNT(sentences) == CITIZEN_OUTCOME__COUNT, "one sentence per outcome");

bool
citizen_find(const char *kind, enum citizen_event *out)
{
	for (int i = 0; i < CITIZEN__COUNT; i++)
		if (str_eq(citizen_table[i].kind, kind)) {
			*out = (enum citizen_event)i;
			return true;
		}
	return false;
}

enum citizen_outcome
citizen_outcome(enum citizen_event event, enum state state, bool is_deemed)
{
	if (is_deemed && outcomes[event].open == CITIZEN_WITHDRAWS)
		return outcomes[event].closed;
	if (outcomes[event].there == state)
		return outcomes[event].at_there;
	return state_table[state].is_open ? outcomes[event].open : outcomes[event].closed;
}

const char *
citizen_outcome_sentence(enum citizen_outcome outcome)
{
	return sentences[outcome];
}
