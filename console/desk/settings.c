/* SPDX-License-Identifier: ISC */
#include "console/desk/settings.h"

#include <stdlib.h>
#include <string.h>

#include "console/desk/user_file.h"
#include "storage/text.h"

#define FILE_NAME "settings"

const struct setting_info setting_table[SETTING__COUNT] = {
	[SETTING_AMBIGUOUS_WIDTH] = { "ambiguous-width", "MINWON_AMBIGUOUS_WIDTH",
	    OPT_AMBIGUOUS_WIDTH, { "1", "2" } },
	[SETTING_THEME] = { "theme", "MINWON_THEME", OPT_THEME,
	    { "auto", "dark", "light", "mono" } },
	[SETTING_MOUSE] = { "mouse", "MINWON_MOUSE", OPT_MOUSE, { "on", "off" } },
	[SETTING_PLAIN] = { "plain", "MINWON_PLAIN", OPT_PLAIN, { "off", "on" } },
};

/* What has been said so far: an index into each row's values. */
struct chosen {
	int at[SETTING__COUNT];
	struct buf *faults;
};

/* Where the word stands among the row's values; -1 if it is none of them. */
static int
value_find(const struct setting_info *info, const char *word)
{
	for (int i = 0; info->values[i] != NULL; i++) {
		if (str_eq(info->values[i], word))
			return i;
	}
	return -1;
}

static void
list_values(const struct setting_info *info, struct buf *out)
{
	for (int i = 0; info->values[i] != NULL; i++)
		buf_printf(out, "%s%s", i > 0 ? ", " : "", info->values[i]);
}

/* "FILE:3" or a variable's name, and what is wrong there. */
static void
tell_value(struct buf *faults, const char *where, const struct setting_info *info,
    const char *word)
{
	struct buf values = { 0 };

	list_values(info, &values);
	if (faults != NULL) {
		buf_printf(faults, say(N_("%s: %s is not “%s”: write one of %s")), where,
		    info->name, word, buf_str(&values));
		buf_putc(faults, '\n');
	}
	buf_release(&values);
}

static void
tell_line(struct buf *faults, const char *where, const char *word)
{
	struct buf names = { 0 };

	for (int s = 0; s < SETTING__COUNT; s++)
		buf_printf(&names, "%s%s", s > 0 ? ", " : "", setting_table[s].name);
	if (faults != NULL) {
		buf_printf(faults, say(N_("%s: there is no setting “%s”: write one of %s and "
		    "its value")), where, word, buf_str(&names));
		buf_putc(faults, '\n');
	}
	buf_release(&names);
}

static void
take_line(void *arg, int line, char *words[], int count)
{
	struct chosen *c = arg;
	struct buf where = { 0 };

	user_file_path(FILE_NAME, &where);
	buf_printf(&where, ":%d", line);
	for (int s = 0; s < SETTING__COUNT; s++) {
		const struct setting_info *info = &setting_table[s];
		int at;

		if (!str_eq(info->name, words[0]))
			continue;
		at = count == 2 ? value_find(info, words[1]) : -1;
		if (at < 0)
			tell_value(c->faults, buf_str(&where), info, count > 1 ? words[1] : "");
		else
			c->at[s] = at;
		goto out;
	}
	tell_line(c->faults, buf_str(&where), words[0]);
out:
	buf_release(&where);
}

static void
take_file(struct chosen *c)
{
	struct buf text = { 0 };
	struct err e = { 0 };
	enum rc rc = user_file_read(FILE_NAME, &text, &e);

	if (rc == RC_OK && text.len > 0)
		user_file_lines(text.data, take_line, c);
	else if (rc != RC_OK && rc != RC_NOT_FOUND && c->faults != NULL)
		buf_printf(c->faults, "%s\n", e.text);
	buf_release(&text);
}

static void
take_environment(struct chosen *c)
{
	for (int s = 0; s < SETTING__COUNT; s++) {
		const char *word = getenv(setting_table[s].variable);
		int at = str_empty(word) ? c->at[s] : value_find(&setting_table[s], word);

		if (at < 0)
			tell_value(c->faults, setting_table[s].variable, &setting_table[s], word);
		else
			c->at[s] = at;
	}
}

static enum rc
take_options(struct chosen *c, const struct options *options, struct err *e)
{
	for (int s = 0; s < SETTING__COUNT; s++) {
		const struct setting_info *info = &setting_table[s];
		const char *word = options_value(options, info->opt);
		struct buf values = { 0 };
		int at = word == NULL ? c->at[s] : value_find(info, word);

		if (word != NULL && option_table[info->opt].value == NULL)
			at = value_find(info, "on");
		list_values(info, &values);
		if (at < 0)
			(void)err_set(e, RC_USAGE, say(N_("--%s is not “%s”: write one of %s")),
			    info->name, word, buf_str(&values));
		buf_release(&values);
		if (at < 0)
			return RC_USAGE;
		c->at[s] = at;
	}
	return RC_OK;
}

/* The terminal's ground, as some of them tell: "15;0" is light on black. */
static enum theme
guess_theme(void)
{
	const char *colours = str_or_empty(getenv("COLORFGBG"));
	const char *last = strrchr(colours, ';');
	bool is_light = last != NULL && (str_eq(last, ";7") || str_eq(last, ";15"));

	return is_light ? THEME_LIGHT : THEME_DARK;
}

enum rc
settings_read(struct settings *out, const struct options *options, struct buf *faults,
    struct err *e)
{
	struct chosen c = { .faults = faults };
	enum rc rc;

	take_file(&c);
	take_environment(&c);
	rc = take_options(&c, options, e);
	*out = (struct settings){
		.ambiguous_cells = c.at[SETTING_AMBIGUOUS_WIDTH] + 1,
		.has_mouse = c.at[SETTING_MOUSE] == 0,
		.is_plain = c.at[SETTING_PLAIN] == 1,
	};
	if (!theme_find(setting_table[SETTING_THEME].values[c.at[SETTING_THEME]], &out->theme))
		out->theme = guess_theme();
	if (out->is_plain)
		out->theme = THEME_MONO;
	return rc;
}
