/* SPDX-License-Identifier: ISC */
#include "console/channel/address.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <string.h>

static bool
is_ipv4_loopback(uint32_t address)
{
	return address >> 24 == 127;
}

/* Addresses that no channel can have: this network, link-local (cloud
 * metadata is there), multicast and beyond. */
static bool
is_ipv4_odd(uint32_t address)
{
	return address >> 24 == 0 || address >> 16 == 0xa9fe || address >> 28 >= 0xe;
}

/* Whether an IPv6 address only dresses an IPv4 one: mapped, compatible (not ::
 * and ::1) or behind NAT64 (64:ff9b::/96). */
static bool
is_ipv4_within(const struct in6_addr *ip)
{
	static const unsigned char nat64[12] = { 0x00, 0x64, 0xff, 0x9b };

	return IN6_IS_ADDR_V4MAPPED(ip) || IN6_IS_ADDR_V4COMPAT(ip) ||
	    memcmp(ip->s6_addr, nat64, sizeof(nat64)) == 0;
}

bool
address_is_allowed(const struct sockaddr *address, bool is_plain, bool is_practice)
{
	bool is_loopback, is_odd;

	if (address->sa_family == AF_INET) {
		struct sockaddr_in in;
		uint32_t ip;

		memcpy(&in, address, sizeof(in));
		ip = ntohl(in.sin_addr.s_addr);
		is_loopback = is_ipv4_loopback(ip);
		is_odd = is_ipv4_odd(ip);
	} else if (address->sa_family == AF_INET6) {
		struct sockaddr_in6 in6;
		const struct in6_addr *ip = &in6.sin6_addr;

		memcpy(&in6, address, sizeof(in6));
		if (is_ipv4_within(ip)) {
			uint32_t mapped;

			memcpy(&mapped, ip->s6_addr + 12, sizeof(mapped));
			is_loopback = is_ipv4_loopback(ntohl(mapped));
			is_odd = is_ipv4_odd(ntohl(mapped));
		} else {
			is_loopback = IN6_IS_ADDR_LOOPBACK(ip);
			is_odd = IN6_IS_ADDR_UNSPECIFIED(ip) || IN6_IS_ADDR_LINKLOCAL(ip) ||
			    IN6_IS_ADDR_MULTICAST(ip);
		}
	} else {
		return false;
	}
	if (is_loopback)
		return is_practice;
	return !is_plain && !is_odd;
}
