/* SPDX-License-Identifier: ISC */
/*
 * secret: the only user of the crypto library (libsodium).
 */
#ifndef STORAGE_SECRET_H
#define STORAGE_SECRET_H

#include "storage/base.h"

/* Must succeed before anything else here is called. */
MUST_USE enum rc secret_start(struct err *e);

/* Lower-case hex SHA-256 of len bytes. */
void secret_sha256(const void *bytes, size_t len, char hex[65]);

/* A fresh op-key: 128 random bits in lower-case hex. */
void secret_op_key(char hex[33]);

/* A uniform random number in [0, limit). */
uint32_t secret_random(uint32_t limit);

#endif
