/* SPDX-License-Identifier: ISC */
#include "console/channel/drop_config.h"

#include <string.h>

#include "console/channel/drop_maps.h"
#include "console/rules/catalogue.h"
#include "storage/text.h"

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))

const struct drop_config drop_config_plain = { .settle_sec = DROP_SETTLE_SEC,
	.late_sec = DROP_LATE_SEC };

static const char *const rule_words[DROP_RULE__COUNT] = {
	[DROP_MARKED] = "marker",
	[DROP_RENAMED] = "renamed",
	[DROP_SETTLED] = "settled",
};

const char *
drop_rule_word(enum drop_rule rule)
{
	return rule_words[rule];
}

/* Copies a path as it is, or beside the channel file. */
static bool
take_path(const char *file, const char *value, char *to, size_t cap)
{
	const char *slash = strrchr(file, '/');
	struct buf path = { 0 };
	bool is_whole;

	if (value[0] != '/' && slash != NULL)
		buf_add(&path, file, (size_t)(slash - file) + 1);
	buf_puts(&path, value);
	is_whole = value[0] != '\0' && str_fill(to, cap, buf_str(&path));
	buf_release(&path);
	return is_whole;
}

static const char *
set_folder(struct drop_config *d, const char *file, const char *value)
{
	return take_path(file, value, d->folder, sizeof(d->folder)) ? NULL :
	    N_("folder is empty or too long");
}

static const char *
set_files(struct drop_config *d, const char *file, const char *value)
{
	(void)file;
	return strchr(value, '/') == NULL && str_fill(d->files, sizeof(d->files), value) ? NULL :
	    N_("files takes patterns of names, such as *.csv, with blanks between");
}

static const char *
set_mapping(struct drop_config *d, const char *file, const char *value)
{
	if (drop_map_text(value) != NULL)
		return str_fill(d->mapping, sizeof(d->mapping), value) ? NULL : "";
	return take_path(file, value, d->mapping, sizeof(d->mapping)) ? NULL :
	    N_("mapping is saeol, epeople or the path of a mapping file");
}

static const char *
set_region(struct drop_config *d, const char *file, const char *value)
{
	const struct region_info *region = region_search(value);

	(void)file;
	return region != NULL && str_fill(d->region, sizeof(d->region), region->code) ? NULL :
	    N_("region is the code or the name of a 시·군·구");
}

/* One of the rules, and `counted` with it. */
static const char *
set_complete(struct drop_config *d, const char *file, const char *value)
{
	size_t rules = 0;

	(void)file;
	d->is_counted = false;
	while (*(value += strspn(value, " \t")) != '\0') {
		size_t len = strcspn(value, " \t"), i = 0;

		while (i < DROP_RULE__COUNT && !(strlen(rule_words[i]) == len &&
		    memcmp(rule_words[i], value, len) == 0))
			i++;
		if (i < DROP_RULE__COUNT) {
			d->rule = (enum drop_rule)i;
			rules++;
		} else if (len == 7 && memcmp(value, "counted", len) == 0) {
			d->is_counted = true;
		} else {
			rules = 9;
		}
		value += len;
	}
	return rules == 1 ? NULL :
	    N_("complete is marker, renamed or settled, and may add counted");
}

static const char *
set_settle(struct drop_config *d, const char *file, const char *value)
{
	int64_t sec;

	(void)file;
	if (!parse_int(value, 0, DROP_SETTLE_MAX_SEC, &sec))
		return N_("settle is a number of seconds, at most a day");
	d->settle_sec = (int)sec;
	return NULL;
}

static const char *
set_late(struct drop_config *d, const char *file, const char *value)
{
	int64_t sec;

	(void)file;
	if (!parse_int(value, 0, DROP_LATE_MAX_SEC, &sec))
		return N_("late is a number of seconds, at most 30 days");
	d->late_sec = (int)sec;
	return NULL;
}

static const char *
set_bad_rows(struct drop_config *d, const char *file, const char *value)
{
	(void)file;
	d->stops = str_eq(value, "stop");
	return d->stops || str_eq(value, "go-on") ? NULL : N_("bad_rows is go-on or stop");
}

static const char *
set_charset(struct drop_config *d, const char *file, const char *value)
{
	static const struct {
		const char *word;
		enum drop_charset charset;
	} words[] = { { "detect", DROP_CHARSET_DETECT }, { "utf-8", DROP_CHARSET_UTF8 },
		{ "cp949", DROP_CHARSET_CP949 } };

	(void)file;
	for (size_t i = 0; i < COUNT(words); i++)
		if (str_eq(words[i].word, value)) {
			d->charset = words[i].charset;
			return NULL;
		}
	return N_("charset is detect, utf-8 or cp949");
}

/* The keys of a drop folder. */
static const struct {
	const char *key;
	const char *(*set)(struct drop_config *d, const char *file, const char *value);
} keys[] = {
	{ "folder", set_folder },
	{ "files", set_files },
	{ "complete", set_complete },
	{ "settle", set_settle },
	{ "late", set_late },
	{ "charset", set_charset },
	{ "mapping", set_mapping },
	{ "region", set_region },
	{ "bad_rows", set_bad_rows },
};

const char *
drop_config_key(size_t i)
{
	return i < COUNT(keys) ? keys[i].key : NULL;
}

const char *
drop_config_set(struct drop_config *d, const char *file, const char *key, const char *value,
    bool *is_key)
{
	*is_key = false;
	for (size_t i = 0; i < COUNT(keys); i++)
		if (str_eq(keys[i].key, key)) {
			const char *wrong = keys[i].set(d, file, value);

			*is_key = true;
			return wrong == NULL ? NULL : say(wrong);
		}
	return NULL;
}

const char *
drop_config_lacks(const struct drop_config *d)
{
	if (d->folder[0] == '\0')
		return say(N_("a drop folder needs folder"));
	if (d->region[0] == '\0')
		return say(N_("a drop folder needs region: the 시·군·구 that its rows are for"));
	if (d->mapping[0] == '\0')
		return say(N_("a drop folder needs mapping: saeol, epeople or a mapping file"));
	return NULL;
}
