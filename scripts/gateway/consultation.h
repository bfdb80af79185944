/* SPDX-License-Identifier: ISC */
/*
 * consultation: somebody whom the chatbot handed over, as the relay has it: what
 * the office says of how the person stands, and what both say in the chat.
 */
#ifndef GATEWAY_CONSULTATION_H
#define GATEWAY_CONSULTATION_H

#include "storage/base.h"

struct cJSON;

/* The document the relay keeps of data of consultation.requested, as text. */
void consultation_state(const struct cJSON *data, struct buf *out);

#endif
