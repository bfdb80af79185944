/* SPDX-License-Identifier: ISC */
/*
 * entry: an application while it is typed, or answers while they are set right:
 * the fields of the form in order with what stands in each, what is missing or does
 * not fit, and the JSON that comes of it. A flat struct with nothing to free. Pure;
 * knows no screen.
 */
#ifndef RULES_ENTRY_H
#define RULES_ENTRY_H

#include "console/rules/form.h"
#include "console/rules/widget.h"
#include "storage/catalogue.h"

#define ENTRY_FIELDS_MAX 96
#define ENTRY_BYTES (24 * 1024)	/* of all texts together */
#define ENTRY_LISTS_MAX 8
#define ENTRY_ROWS_MAX 20	/* entries of one list */

/* What an office tells an editor (console/office/entry.c). */
struct entry_form {
	struct form form;		/* owned */
	struct cJSON *document;		/* owned; was and now are in it */
	const struct cJSON *was, *now;	/* of a case: as submitted, as it is; else NULL */
	int64_t case_id, case_version;	/* 0 = a new application */
	char number[24];
};

/* Reads it. RC_INVALID where it is none. The caller releases. */
MUST_USE enum rc entry_form_read(const char *json, struct entry_form *out, struct err *e);
void entry_form_release(struct entry_form *f);

/* One field. Names begin with "f." for a field of the form ("f.members.1.name"),
 * with "e." for what belongs to the application itself ("e.applicant.name"). */
struct entry_field {
	char name[96];
	char title[200];
	char label[96];			/* in the list it is of: "1. 성명"; else "" */
	char section[96];
	char layer[12];			/* the region that set it; "" = the centre */
	enum widget widget;
	const struct cJSON *property;	/* NULL for what is not of the form */
	int list;			/* of which list it is an entry, or which it is; -1 */
	int number;			/* of the entry, from 1; 0 = it is none */
	bool is_required;
	bool is_left;			/* the clerk has been there: what is wrong is said */
	size_t at, len;			/* its text */
	char fault[32];			/* keyword of the form or name of a reason; "" = none */
	char fault_detail[160];
};

struct entry {
	const struct entry_form *form;	/* borrowed */
	int64_t now_at;
	struct entry_field fields[ENTRY_FIELDS_MAX];
	size_t count;
	struct {
		char name[64];
		int rows;
	} lists[ENTRY_LISTS_MAX];
	int list_count;
	char pool[ENTRY_BYTES];
	size_t used;
	int missing, wrong;		/* as entry_judge counted them */
};

/* Begins with what the case says, or empty. form must live as long. */
void entry_begin(struct entry *en, const struct entry_form *form, int64_t now_at);

bool entry_is_new(const struct entry *en);

/* The text of a field. */
const char *entry_text(const struct entry *en, size_t i);

/* Gives a field another text; false, and nothing is changed, where there is no room. */
bool entry_set(struct entry *en, size_t i, const char *text);

/* The field of a name; count where there is none. */
size_t entry_find(const struct entry *en, const char *name);

/* The text of the field of that name; "" where there is none. */
const char *entry_value(const struct entry *en, const char *name);

/* The text as the field shows it once it is left; marks it as left. */
void entry_leave(struct entry *en, size_t i);

/* One entry more at the end of the list that field i is of, or is; *first is its
 * first field. False where it is of none or there is no room. */
bool entry_row_add(struct entry *en, size_t i, size_t *first);

/* Takes the entry away that field i is of. False where it is of none. */
bool entry_row_drop(struct entry *en, size_t i);

/* The i-th thing to choose of a field, as it is kept and as it is called; NULL after
 * the last. */
const char *entry_choice(const struct entry_field *f, size_t i);
const char *entry_choice_label(const struct entry_field *f, size_t i);

/* What the text is called: the label of a choice, else the text itself. */
const char *entry_shown(const struct entry *en, size_t i);

/* Has the field another text than the case has? What was submitted, appended. */
bool entry_is_changed(const struct entry *en, size_t i);
void entry_was(const struct entry *en, size_t i, struct buf *out);

/* The applicant's own name, birth, telephone or address, where the field asks for
 * one; NULL where it does not. */
const char *entry_same(const struct entry *en, size_t i);

/* Judges everything: what is missing, what does not fit the form or the law. */
void entry_judge(struct entry *en);

/* Appends what is wrong with a field as a sentence; nothing where all is well. */
void entry_fault_sentence(const struct entry *en, size_t i, struct buf *out);

/* The next field that is missing or wrong behind i, from the first again after the
 * last; count where there is none. */
size_t entry_next_fault(const struct entry *en, size_t i);

/* Appends {"applicant":…,"attributes":…} of a new application. */
void entry_json(const struct entry *en, struct buf *out);

/* Appends the answers that are others than the case's, as a merge patch; {} where
 * none is. */
void entry_patch(const struct entry *en, struct buf *out);

/* What is typed and not handed in, as "NAME LENGTH\nTEXT\n" for each field that is
 * another than at the beginning, resident numbers cut; nothing where none is. */
void entry_write(const struct entry *en, struct buf *out);
void entry_read(struct entry *en, const char *content);

/* What a name in such a text is called: a field of the application itself by its
 * title, a field of the form by its own name. */
const char *entry_kept_label(const char *name);

/* The number by which the office keeps an application that is being typed for a
 * service; never 0. */
int64_t entry_subject(const char *service);

/* The service of such a number; NULL where it is none. */
const struct service_info *entry_subject_service(int64_t subject);

/* Used by entry.c and entry_json.c only. */
struct cJSON *entry_attributes(const struct entry *en);
const struct cJSON *entry_property_value(const struct cJSON *answers, const char *name);

#endif
