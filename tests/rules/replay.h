/* SPDX-License-Identifier: ISC */
/*
 * replay: the days of a simulated desk, told to the estimator as an office
 * would tell them: at each moment only what has happened by then.
 */
#ifndef TESTS_RULES_REPLAY_H
#define TESTS_RULES_REPLAY_H

#include "console/rules/wait_estimate.h"
#include "scripts/simulator/desk.h"

/* What each person was told and what came of it; the caller frees. */
struct wait_visit *replay_days(const struct desk_days *days);

#endif
