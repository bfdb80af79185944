/* SPDX-License-Identifier: ISC */
/*
 * api_error: how the gateways of data.go.kr say that something went wrong: in XML
 * whatever was asked for, often with status 200 (domain.md C). Pure.
 */
#ifndef RULES_API_ERROR_H
#define RULES_API_ERROR_H

#include "storage/base.h"

/* RC_INVALID names the error that stands in XML bytes (NUL-terminated). */
enum rc api_error_xml(const char *bytes, struct err *e);

#endif
