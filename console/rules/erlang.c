/* SPDX-License-Identifier: ISC */
#include "console/rules/erlang.h"

#define TAIL 1e-15		/* a state rarer than that adds nothing */
#define STATES_MOST 100000

/* Erlang's loss formula by its recurrence, which neither overflows nor
 * cancels: B(0) = 1, B(k) = aB(k-1) / (k + aB(k-1)). */
static double
erlang_b(int servers, double load)
{
	double b = 1;

	for (int k = 1; k <= servers; k++)
		b = load * b / (k + load * b);
	return b;
}

double
erlang_c(int servers, double load)
{
	double b;

	if (load <= 0)
		return 0;
	if (load >= servers)
		return 1;
	b = erlang_b(servers, load);
	return b / (1 - load / servers * (1 - b));
}

double
erlang_c_wait(int servers, double load, double service)
{
	if (load >= servers)
		return -1;
	return erlang_c(servers, load) * service / (servers - load);
}

/* The states with k people at the desk are told relative to the one in which
 * all servers have just become busy (weight 1), downwards and upwards. */
struct erlang_figures
erlang_a(const struct erlang_desk *desk)
{
	double load = desk->arrivals * desk->service_sec;
	double below = 0, busy = 1, waiting = 0, weight = 1;

	if (desk->arrivals <= 0)
		return (struct erlang_figures){ .wait_sec = 0 };
	if (desk->patience_sec <= 0)
		return (struct erlang_figures){ .wait_chance = erlang_c(desk->servers, load),
			.wait_sec = erlang_c_wait(desk->servers, load, desk->service_sec) };
	for (int k = desk->servers; k > 0; k--)
		below += weight = weight * k / load;
	weight = 1;
	for (int k = 1; k < STATES_MOST && weight > TAIL * busy; k++) {
		weight *= desk->arrivals / (desk->servers / desk->service_sec +
		    k / desk->patience_sec);
		busy += weight;
		waiting += k * weight;
	}
	return (struct erlang_figures){
		.wait_chance = busy / (below + busy),
		.wait_sec = waiting / (below + busy) / desk->arrivals,
		.leave_chance = waiting / (below + busy) / desk->arrivals / desk->patience_sec,
	};
}
