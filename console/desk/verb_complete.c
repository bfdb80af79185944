/* SPDX-License-Identifier: ISC */
/* completion: the scripts for the shells, and what they ask. */
#include <stdlib.h>
#include <string.h>

#include "console/desk/complete.h"
#include "console/desk/verbs.h"
#include "storage/text.h"

int
verb_completion(struct call *call)
{
	const char *script = completion_script(call->options.operands[0]);
	struct err e = { 0 };

	if (script == NULL) {
		(void)err_set(&e, RC_USAGE, say(N_("there is no completion for “%s”: choose bash, "
		    "zsh or fish")), call->options.operands[0]);
		return call_fail(&e);
	}
	sink_puts(&call->out, script);
	return 0;
}

/* The value of an option among the words, as the shell left it; NULL = not given. */
static const char *
value_among(int count, char *const words[], const char *option)
{
	size_t len = strlen(option);

	for (int i = 0; i < count; i++) {
		if (str_eq(words[i], option) && i + 1 < count)
			return words[i + 1];
		if (strncmp(words[i], option, len) == 0 && words[i][len] == '=')
			return words[i] + len + 1;
	}
	return NULL;
}

int
complete_main(int count, char *const words[])
{
	const char *store = value_among(count, words, "--store");
	struct completion c;
	struct buf out = { 0 };
	struct err e = { 0 };
	struct sink sink;

	completion_find(&c, count, words);
	completion_list(&out, &c, store != NULL ? store : getenv("MINWON_STORE"),
	    value_among(count, words, "--socket"));
	sink_init(&sink, 1);
	sink_puts(&sink, buf_str(&out));
	buf_release(&out);
	return sink_finish(&sink, &e) == RC_OK ? 0 : call_fail(&e);
}
