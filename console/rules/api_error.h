/* SPDX-License-Identifier: ISC */
/*
 * api_error: how the gateways of data.go.kr say that something went wrong: in XML
 * whatever was asked for, often with status 200 (domain.md C). Pure.
 */
#ifndef RULES_API_ERROR_H
#define RULES_API_ERROR_H

#include "storage/base.h"

/* What an error means for who asks again. */
enum api_trouble {
	API_TROUBLE_NONE,
	API_TROUBLE_OTHER,	/* it may be well in a while */
	API_TROUBLE_QUOTA,	/* the calls of the day are used up */
	API_TROUBLE_KEY		/* it will not be well before somebody does something */
};

/* RC_INVALID names the error that stands in XML bytes (NUL-terminated). */
enum rc api_error_xml(const char *bytes, struct err *e);

/* The same of an error in words and code ("22"), as JSON carries it; with what is
 * to be done about it, where that is known. message may be NULL. */
enum rc api_error_say(const char *message, const char *code, struct err *e);

/* The same of bytes that are no JSON: XML, a web page, bare words. They stand in
 * the sentence as far as they are plain. *trouble is what it means. */
enum rc api_error_bytes(const char *bytes, enum api_trouble *trouble, struct err *e);

/* What a code means; API_TROUBLE_OTHER for one that is not known. */
enum api_trouble api_trouble_of(const char *code);

#endif
