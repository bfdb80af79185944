/* SPDX-License-Identifier: ISC */
/* The words for what an overlay may not do. */
#include "console/rules/overlay.h"
#include "storage/text.h"

static const struct {
	const char *name;
	const char *sentence;	/* N_() */
} reasons[OVERLAY__COUNT] = {
	[OVERLAY_LOST] = { "lost", N_("a field that the law requires is gone") },
	[OVERLAY_OPTIONAL] = { "optional",
	    N_("a field that the law requires need not be filled in any more") },
	[OVERLAY_RENAMED] = { "renamed", N_("a field of the law has another title") },
	[OVERLAY_UNMASKED] = { "unmasked", N_("personal data would be shown unmasked") },
	[OVERLAY_LOOSENED] = { "loosened", N_("a limit lets more pass than the centre's") },
	[OVERLAY_REPLACED] = { "replaced",
	    N_("what the centre asks of a field is exchanged for something else") },
	[OVERLAY_OPENED] = { "opened", N_("the form would take what the centre's does not") },
	[OVERLAY_REROUTED] = { "rerouted",
	    N_("who decides, who sees it and how long it takes are the centre's to say") },
	[OVERLAY_FOREIGN_REF] = { "foreign-ref",
	    N_("a $ref may only point into the form itself") },
};

const char *
overlay_reason_name(enum overlay_reason reason)
{
	return reasons[reason].name;
}

const char *
overlay_reason_sentence(enum overlay_reason reason)
{
	return say(reasons[reason].sentence);
}
