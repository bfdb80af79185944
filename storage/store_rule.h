/* SPDX-License-Identifier: ISC */
/*
 * store_rule: the rules of offices that act by themselves, what they did, and
 * up to which case they were asked on arrival. Each function works inside the
 * caller's transaction.
 */
#ifndef STORAGE_STORE_RULE_H
#define STORAGE_STORE_RULE_H

#include "storage/store.h"

/* Adds a rule that is off, behind the others; sets rule->id. RC_CONFLICT: the
 * office has one of that name. */
MUST_USE enum rc store_rule_add(struct store *s, struct auto_rule *rule, int64_t by_id,
    int64_t now_at, struct err *e);

/* Writes what the rule says; it is off then, and a new version. */
MUST_USE enum rc store_rule_change(struct store *s, const struct auto_rule *rule, int64_t by_id,
    int64_t now_at, struct err *e);

/* Switches it; whoever does stands behind it from then on. */
MUST_USE enum rc store_rule_switch(struct store *s, int64_t id, bool is_on, int64_t by_id,
    int64_t now_at, struct err *e);
MUST_USE enum rc store_rule_place(struct store *s, int64_t id, int64_t place, struct err *e);

/* Forgets the rule and its firings; the cases' timelines keep what it did. */
MUST_USE enum rc store_rule_delete(struct store *s, int64_t id, struct err *e);

/* RC_NOT_FOUND: the office has none of that name. */
MUST_USE enum rc store_rule_get(struct store *s, const char *office, const char *name,
    struct auto_rule *out, struct err *e);

/* An office's rules in their order; "" = those that are on, of every office. */
MUST_USE enum rc store_rule_list(struct store *s, const char *office,
    void (*each)(void *arg, const struct auto_rule *rule), void *arg, struct err *e);

/* What a rule did to a case, once for each version of the rule. */
MUST_USE enum rc store_firing_add(struct store *s, const struct auto_rule *rule,
    const struct auto_firing *f, struct err *e);
MUST_USE enum rc store_firing_has(struct store *s, const struct auto_rule *rule, int64_t case_id,
    bool *has, struct err *e);

/* The newest first, those before an instant and case. */
MUST_USE enum rc store_firing_list(struct store *s, int64_t rule_id, int64_t before_at,
    int64_t before_case, int64_t limit,
    void (*each)(void *arg, const struct auto_firing *f), void *arg, struct err *e);

/* The case up to which rules were asked on arrival; -1 = never yet. */
MUST_USE enum rc store_rule_mark(struct store *s, int64_t *case_id, struct err *e);
MUST_USE enum rc store_rule_mark_put(struct store *s, int64_t case_id, struct err *e);
MUST_USE enum rc store_case_last_id(struct store *s, int64_t *case_id, struct err *e);

/* At most limit cases with a higher id, in the order they came, until each says
 * false. */
MUST_USE enum rc store_cases_after(struct store *s, int64_t case_id, int64_t limit,
    bool (*each)(void *arg, const struct case_record *c), void *arg, struct err *e);

#endif
