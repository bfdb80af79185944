/* SPDX-License-Identifier: ISC */
/*
 * uri: URI references made absolute (RFC 3986, section 5). Enough for the
 * names that schemas give each other; nothing is ever fetched. Pure.
 */
#ifndef RULES_URI_H
#define RULES_URI_H

#include "storage/base.h"

/* Appends the reference made absolute against base (which may be ""), without
 * its fragment. */
void uri_resolve(struct buf *out, const char *base, const char *reference);

/* The fragment of a reference, percent signs still in it; "" if it has none. */
const char *uri_fragment(const char *reference);

/* Appends the fragment with its percent escapes undone. False where one is
 * broken. */
bool uri_unescape(struct buf *out, const char *fragment);

#endif
