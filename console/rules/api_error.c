/* SPDX-License-Identifier: ISC */
#include "console/rules/api_error.h"

#include <stdlib.h>
#include <string.h>

#include "storage/text.h"

/* The text between <name> and </name>, cut; false if there is none. */
static bool
xml_text(const char *bytes, const char *name, char to[80])
{
	char *open = x_asprintf("<%s>", name);
	const char *from = strstr(bytes, open);
	size_t len = 0;

	to[0] = '\0';
	if (from != NULL) {
		from += strlen(open);
		len = strcspn(from, "<");
		len = len < 79 ? len : 79;
		memcpy(to, from, len);
		to[len] = '\0';
	}
	free(open);
	return len > 0;
}

enum rc
api_error_xml(const char *bytes, struct err *e)
{
	char reason[80], code[80];

	if (!xml_text(bytes, "returnAuthMsg", reason) && !xml_text(bytes, "errMsg", reason) &&
	    !xml_text(bytes, "resultMsg", reason))
		return err_set(e, RC_INVALID, say(N_("this is XML without an error in it: ask for "
		    "JSON")));
	if (!xml_text(bytes, "returnReasonCode", code))
		(void)xml_text(bytes, "resultCode", code);
	return err_set(e, RC_INVALID, say(N_("the service answered with an error: %s (%s)")),
	    reason, code);
}
