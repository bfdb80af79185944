/* SPDX-License-Identifier: ISC */
/*
 * address: to which addresses a channel may lead us. Pure; it opens and
 * resolves nothing.
 */
#ifndef CHANNEL_ADDRESS_H
#define CHANNEL_ADDRESS_H

#include <stdbool.h>

#include <sys/socket.h>

/* Whether the address, which is about to be connected to, may be spoken to.
 * Loopback only where is_practice; others only encrypted (not is_plain), and
 * never link-local, multicast or the like. An IPv4 address dressed as IPv6 is
 * judged as what it is. */
bool address_is_allowed(const struct sockaddr *address, bool is_plain, bool is_practice);

#endif
