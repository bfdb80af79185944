/* SPDX-License-Identifier: ISC */
#include "console/desk/tui.h"

#include "storage/text.h"

/* The first page as a table, for a terminal that cannot carry a screen. */
static int
print_first_page(struct call *call, const struct err *why)
{
	struct err e = { 0 };
	int words;

	call_say("%s", why->text);
	call->verb = verb_find("list", NULL, &words);
	call->format = FORMAT_TABLE;
	if (call_open_link(call, false, &e) != RC_OK)
		return call_fail(&e);
	return call->verb->run(call);
}

int
tui_run(struct call *call)
{
	struct err e = { 0 };

	(void)err_set(&e, RC_REFUSED, say(N_("this terminal cannot carry a screen: here is the "
	    "first page of the list")));
	return print_first_page(call, &e);
}
