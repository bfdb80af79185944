/* SPDX-License-Identifier: ISC */
/*
 * drop_config: the lines of the channel file that say how a drop folder is read:
 * where it is, when a file in it is whole, and what its columns are. Knows texts;
 * opens nothing.
 */
#ifndef CHANNEL_DROP_CONFIG_H
#define CHANNEL_DROP_CONFIG_H

#include "storage/base.h"

#define DROP_SETTLE_SEC 60
#define DROP_SETTLE_MAX_SEC (24 * 60 * 60)
#define DROP_LATE_SEC (60 * 60)
#define DROP_LATE_MAX_SEC (30 * 24 * 60 * 60)

/* How one knows that the writer of a file was done with it. */
enum drop_rule {
	DROP_MARKED,	/* NAME.done or NAME.ok stands beside it; the default */
	DROP_RENAMED,	/* its name is given to it when it is whole */
	DROP_SETTLED,	/* nothing changed for a while and nobody writes */
	DROP_RULE__COUNT
};

enum drop_charset {
	DROP_CHARSET_DETECT,
	DROP_CHARSET_UTF8,
	DROP_CHARSET_CP949
};

struct drop_config {
	char folder[512];	/* "" = none was named */
	char files[256];	/* patterns with blanks between; "" = those of tables */
	char mapping[512];	/* the name of a built-in one, or a file's path */
	char region[12];	/* code; "" = none was named */
	enum drop_rule rule;
	bool is_counted;	/* its last row must say how many there are */
	bool stops;		/* a bad row stops its file; else only itself */
	enum drop_charset charset;
	int settle_sec;
	int late_sec;		/* then one that is not whole is told as an error */
};

/* What holds where the file says nothing. */
extern const struct drop_config drop_config_plain;

/* Takes a line if its key is one of a drop folder's (*is_key). A relative path
 * stands beside the file of that path. NULL, or what is wrong with the value as a
 * sentence in the current language. */
const char *drop_config_set(struct drop_config *d, const char *file, const char *key,
    const char *value, bool *is_key);

/* The i-th key; NULL behind the last one. */
const char *drop_config_key(size_t i);

/* What the section lacks, as a sentence; NULL = nothing. */
const char *drop_config_lacks(const struct drop_config *d);

/* The rule's word. */
const char *drop_rule_word(enum drop_rule rule);

#endif
