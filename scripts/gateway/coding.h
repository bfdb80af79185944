/* SPDX-License-Identifier: ISC */
/*
 * coding: content codings of HTTP. The only user of zlib. Pure.
 */
#ifndef GATEWAY_CODING_H
#define GATEWAY_CODING_H

#include "storage/base.h"

/* Whether an Accept-Encoding header (may be NULL) takes gzip. */
bool coding_takes_gzip(const char *accept_encoding);

/* Replaces body by its gzip form; false, and body as it was, if that fails or
 * is no shorter. */
bool coding_gzip(struct buf *body);

/* Appends a gzip stream of about a thousandth of bytes that unpacks to as many
 * blanks, in whole mebibytes. */
void coding_bomb(size_t bytes, struct buf *out);

#endif
