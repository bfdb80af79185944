/* SPDX-License-Identifier: ISC */
#include "console/rules/api_error.h"

#include <stdlib.h>
#include <string.h>

#include "storage/text.h"

#define WORDS_MAX 80	/* bytes of a stranger's own words in a sentence */

/* The codes that somebody can do something about. */
static const struct {
	const char *code;
	enum api_trouble trouble;
	const char *advice;
} codes[] = {
	{ "12", API_TROUBLE_KEY, N_("there is no such service: look at url in the channel file") },
	{ "20", API_TROUBLE_KEY, N_("the key may not use this service: apply for it at data.go.kr") },
	{ "22", API_TROUBLE_QUOTA, N_("today's calls are used up: asked again after midnight") },
	{ "30", API_TROUBLE_KEY, N_("the service does not know the key: look at token in the channel "
	  "file") },
	{ "31", API_TROUBLE_KEY, N_("the key has expired: renew it at data.go.kr") },
	{ "32", API_TROUBLE_KEY, N_("the key may not be used from this address: register it at "
	  "data.go.kr") },
};

/* The row of a code, whatever zeros it begins with; NULL if it has none. */
static size_t
find_code(const char *code)
{
	size_t i = 0;

	code = str_or_empty(code);
	code += strspn(code, "0");
	while (i < sizeof(codes) / sizeof(codes[0]) && !str_eq(codes[i].code, code))
		i++;
	return i;
}

enum api_trouble
api_trouble_of(const char *code)
{
	size_t i = find_code(code);

	return i < sizeof(codes) / sizeof(codes[0]) ? codes[i].trouble : API_TROUBLE_OTHER;
}

enum rc
api_error_say(const char *message, const char *code, struct err *e)
{
	size_t i = find_code(code);

	message = str_empty(message) ? "?" : message;
	code = str_empty(code) ? "?" : code;
	if (i < sizeof(codes) / sizeof(codes[0]))
		return err_set(e, RC_INVALID, say(N_("the service answered with an error: %s (%s): "
		    "%s")), message, code, say(codes[i].advice));
	return err_set(e, RC_INVALID, say(N_("the service answered with an error: %s (%s)")),
	    message, code);
}

/* The text between <name> and </name>, cut; false if there is none. */
static bool
xml_text(const char *bytes, const char *name, char to[WORDS_MAX])
{
	char *open = x_asprintf("<%s>", name);
	const char *from = strstr(bytes, open);
	size_t len = 0;

	to[0] = '\0';
	if (from != NULL) {
		from += strlen(open);
		len = strcspn(from, "<");
		len = len < WORDS_MAX - 1 ? len : WORDS_MAX - 1;
		memcpy(to, from, len);
		to[len] = '\0';
	}
	free(open);
	return len > 0;
}

/* The words and the code of an error in XML; false where there is none. */
static bool
read_xml(const char *bytes, char reason[WORDS_MAX], char code[WORDS_MAX])
{
	if (!xml_text(bytes, "returnAuthMsg", reason) && !xml_text(bytes, "errMsg", reason) &&
	    !xml_text(bytes, "resultMsg", reason))
		return false;
	if (!xml_text(bytes, "returnReasonCode", code))
		(void)xml_text(bytes, "resultCode", code);
	return true;
}

enum rc
api_error_xml(const char *bytes, struct err *e)
{
	char reason[WORDS_MAX], code[WORDS_MAX];

	if (!read_xml(bytes, reason, code))
		return err_set(e, RC_INVALID, "%s", say(N_("this is XML without an error in it: ask "
		    "for JSON")));
	return err_set(e, RC_INVALID, say(N_("the service answered with an error: %s (%s)")),
	    reason, code);
}

enum rc
api_error_bytes(const char *bytes, enum api_trouble *trouble, struct err *e)
{
	char words[WORDS_MAX], code[WORDS_MAX];
	size_t len = 0;

	*trouble = API_TROUBLE_OTHER;
	bytes += strspn(bytes, " \t\r\n");
	if (str_starts(bytes, "<!DOCTYPE") || str_starts(bytes, "<!doctype") ||
	    str_starts(bytes, "<html"))
		return err_set(e, RC_INVALID, "%s",
		    say(N_("a web page came instead of figures: something stands between")));
	if (bytes[0] == '<' && read_xml(bytes, words, code)) {
		*trouble = api_trouble_of(code);
		return api_error_say(words, code, e);
	}
	if (bytes[0] == '<')
		return api_error_xml(bytes, e);
	if (str_starts(bytes, "Unexpected error"))
		return err_set(e, RC_INVALID, "%s", say(N_("the service says “Unexpected errors” and no "
		    "more: try again later")));
	while (len < WORDS_MAX - 1 && bytes[len] >= ' ' && bytes[len] <= '~') {
		words[len] = bytes[len];
		len++;
	}
	words[len] = '\0';
	if (len == 0)
		return err_set(e, RC_INVALID, "%s", say(N_("an answer that nobody can read")));
	return err_set(e, RC_INVALID, say(N_("the service answered “%s” and no figures")), words);
}
