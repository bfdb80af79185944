/* SPDX-License-Identifier: ISC */
/*
 * terminal: programs on pseudo terminals of 80x24, and what memory they take.
 * Knows nothing of what they draw.
 */
#ifndef BENCH_TERMINAL_H
#define BENCH_TERMINAL_H

#include <sys/types.h>

/* Starts a shell command on a new terminal; returns its pid and the master end,
 * which the caller closes. -1 where it cannot. */
pid_t terminal_start(const char *command, int *master);

/* The KiB that a line of /proc/PID/FILE gives, of a program and its children: "status" "VmRSS:" is what is
 * resident, "smaps_rollup" "Pss:" its share. 0 where there is none. */
long terminal_kib(pid_t pid, const char *file, const char *name);

#endif
