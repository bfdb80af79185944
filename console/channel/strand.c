/* SPDX-License-Identifier: ISC */
#include "console/channel/strand.h"

#include <assert.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <ucontext.h>
#include <unistd.h>

#include "storage/base.h"

#define STACK_BYTES (256 * 1024)	/* touched as far as used */

struct strand {
	ucontext_t context;
	char *stack;		/* a guard page, then STACK_BYTES */
	size_t mapped;
	void (*run)(void *arg);
	void *arg;
	int64_t until_ms;
	bool is_over;
	struct strand *next;
};

struct strands {
	ucontext_t owner;
	struct strand *first;
	struct strand *running;	/* NULL = the owner */
};

struct strands *
strands_new(void)
{
	return x_zalloc(1, sizeof(struct strands));
}

void
strands_free(struct strands *all)
{
	assert(all == NULL || all->first == NULL);
	free(all);
}

/* Where a strand begins. makecontext hands over ints: the pointer comes in
 * two halves. */
static void
begin(unsigned int high, unsigned int low)
{
	struct strands *all = (struct strands *)(uintptr_t)((uint64_t)high << 32 | low);

	all->running->run(all->running->arg);
	all->running->is_over = true;
	swapcontext(&all->running->context, &all->owner);
}

void
strand_start(struct strands *all, void (*run)(void *arg), void *arg)
{
	struct strand *s = x_zalloc(1, sizeof(*s));
	size_t page = (size_t)sysconf(_SC_PAGESIZE);
	struct strand **last = &all->first;

	s->run = run;
	s->arg = arg;
	s->mapped = STACK_BYTES + page;
	s->stack = mmap(NULL, s->mapped, PROT_READ | PROT_WRITE,
	    MAP_PRIVATE | MAP_ANONYMOUS | MAP_STACK, -1, 0);
	if (s->stack == MAP_FAILED || mprotect(s->stack, page, PROT_NONE) != 0 ||
	    getcontext(&s->context) != 0)
		abort();
	s->context.uc_stack.ss_sp = s->stack + page;
	s->context.uc_stack.ss_size = STACK_BYTES;
	makecontext(&s->context, (void (*)(void))(uintptr_t)begin, 2,
	    (unsigned int)((uint64_t)(uintptr_t)all >> 32), (unsigned int)(uintptr_t)all);
	while (*last != NULL)
		last = &(*last)->next;
	*last = s;
}

bool
strands_turn(struct strands *all)
{
	struct strand **link = &all->first;

	assert(all->running == NULL);
	while (*link != NULL) {
		struct strand *s = *link;

		all->running = s;
		swapcontext(&all->owner, &s->context);
		all->running = NULL;
		if (!s->is_over) {
			link = &s->next;
			continue;
		}
		*link = s->next;
		munmap(s->stack, s->mapped);
		free(s);
	}
	return all->first != NULL;
}

int
strands_wait_ms(const struct strands *all, int64_t now_ms, int max_ms)
{
	int wait_ms = max_ms;

	for (const struct strand *s = all->first; s != NULL; s = s->next)
		if (s->until_ms - now_ms < wait_ms)
			wait_ms = s->until_ms > now_ms ? (int)(s->until_ms - now_ms) : 0;
	return wait_ms;
}

void
strand_wait(struct strands *all, int64_t until_ms)
{
	struct strand *s = all->running;

	assert(s != NULL);
	s->until_ms = until_ms;
	swapcontext(&s->context, &all->owner);
}
