/* SPDX-License-Identifier: ISC */
/*
 * case_answers: the answers of one case on its form: as they were submitted, as the
 * reader saw them last, and as they are now, with what does not fit and what is
 * marked. Nothing is masked here.
 */
#ifndef OFFICE_CASE_ANSWERS_H
#define OFFICE_CASE_ANSWERS_H

#include "console/office/forms.h"
#include "storage/store_flag.h"

/* The answers of one state of the form, in its order. */
struct answer_list {
	struct answer *answers;
	enum field_mask *masks;
	size_t count;
};

/* Everything about the answers of a case; case_answers_release frees it. */
struct case_answers {
	struct form form;	/* shared, with fields of its own; empty where the service has none */
	struct cJSON *json;	/* as they are now */
	struct answer_list submitted, seen, now;
	bool has_seen;		/* seen is what was asked for */
	int32_t mismatches;	/* of now */
	struct field_flag *flags;
	size_t flag_count;
};

/* Reads the answers of a case; seen are those after the event seen_event_id, 0 =
 * not wanted. What is no answer any more, and what is marked and no answer yet,
 * has an empty row in now. */
MUST_USE enum rc case_answers_load(struct office *office, const struct case_record *c,
    int64_t seen_event_id, struct case_answers *out, struct err *e);
void case_answers_release(struct case_answers *a);

/* Lays changed answers over: a JSON object, as it will be kept. What was now is
 * then what was seen. RC_INVALID where it is none. */
MUST_USE enum rc case_answers_lay_over(struct case_answers *a, const char *patch, struct err *e);

/* The answer of a name; NULL if there is none. */
const struct answer *answer_find(const struct answer_list *l, const char *name);

/* The mark of an answer; NULL if it has none. */
const struct field_flag *case_answers_flag(const struct case_answers *a, const char *name);

/* How many of the answers just submitted for a service do not fit its form.
 * Their titles, by commas, are appended to titles, which may be NULL. */
MUST_USE enum rc case_answers_judge(struct office *office, const struct case_record *c,
    const char *answers, struct buf *titles, int32_t *mismatches, struct err *e);

/* Answers have changed, a->seen to a->now: marks on those that did are taken
 * away, and two lines of note say which of those asked for are answered and
 * which are not; none where nothing was asked for. */
MUST_USE enum rc case_answers_settle(struct office *office, const struct case_record *c,
    struct case_answers *a, struct buf *note, struct err *e);

/* One step of judging the open cases of a store from before they were judged;
 * *is_done when there is none left. */
MUST_USE enum rc case_answers_catch_up(struct office *office, int64_t *after_id, bool *is_done,
    struct err *e);

#endif
