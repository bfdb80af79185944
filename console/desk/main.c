/* SPDX-License-Identifier: ISC */
/* minwon: the screen and the command line of a desk. */
#include <string.h>

#include "console/desk/tui.h"
#include "console/desk/verbs.h"
#include "storage/text.h"

/* The language must be known before the first sentence: the value of --lang,
 * wherever it stands. */
static const char *
find_language(int argc, char *const argv[])
{
	const char *lang = NULL;

	for (int i = 1; i < argc && !str_eq(argv[i], "--"); i++) {
		if (str_starts(argv[i], "--lang="))
			lang = argv[i] + strlen("--lang=");
		else if (str_eq(argv[i], "--lang") && i + 1 < argc)
			lang = argv[i + 1];
	}
	return lang;
}

int
main(int argc, char *argv[])
{
	const char *lang;

	program_harden();
	if (argc > 1 && str_eq(argv[1], "complete")) {
		(void)text_start(NULL);
		return complete_main(argc - 2, argv + 2);
	}
	lang = find_language(argc, argv);
	if (!text_start(lang)) {
		struct err e;

		(void)text_start(NULL);
		(void)err_set(&e, RC_USAGE, say(N_("there is no language “%s”: choose ko or en")),
		    lang);
		return call_fail(&e);
	}
	return verbs_main(argc > 0 ? argc - 1 : 0, argv + (argc > 0), tui_run);
}
