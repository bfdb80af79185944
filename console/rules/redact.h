/* SPDX-License-Identifier: ISC */
/*
 * redact: no resident number is stored. 13-digit runs with month 01–12 and
 * day 01–31 become birth date, sex digit and ****** before anything is kept
 * (개인정보 보호법 §24의2; design.md 4 and 12).
 */
#ifndef RULES_REDACT_H
#define RULES_REDACT_H

#include "storage/base.h"

/* Appends bytes to out with every resident number cut to 900101-1******:
 * ASCII and full-width digits, \uXXXX-escaped digits, with or without one
 * separator (-, blank, dashes, full-width hyphen) after the sixth digit. A bare
 * JSON number becomes a JSON string, so that valid JSON stays valid. Returns
 * how many were cut. Never lets one through that it found. */
size_t redact_json(struct buf *out, const char *bytes, size_t len);

/* The same for bytes that are not JSON: digits are replaced in place. */
size_t redact_bytes(struct buf *out, const char *bytes, size_t len);

/* The same where bytes stand, length unchanged: the last six digits of every
 * resident number become stars as wide as they were (９ becomes ＊, \u0039
 * becomes \u002a). For what a person typed. */
size_t redact_in_place(char *bytes, size_t len);

/* Birth date (YYYY-MM-DD) and sex digit of a redacted number "900101-1******".
 * Returns false where s has no such shape or the date does not exist. */
bool redact_birth(const char *s, char birth[16], char sex[2]);

#endif
