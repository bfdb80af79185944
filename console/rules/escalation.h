/* SPDX-License-Identifier: ISC */
/*
 * escalation: the kinds of hand-over to a ministry or another agency (domain.md
 * B5), what each may carry and to whom, and the hops of one: in whose hands it
 * is, until when it must have been acknowledged, and what a late one means.
 * Pure: records and instants in, verdicts out.
 */
#ifndef RULES_ESCALATION_H
#define RULES_ESCALATION_H

#include "console/rules/form.h"
#include "console/rules/pause.h"
#include "console/rules/workflow.h"

/* The channel through which an agency receives hand-overs as its cases. */
#define CHANNEL_HANDOVER "handover"

/* From this bounce on a case stands on the list of the petition mediation
 * committee (Decree §38①1). */
#define BOUNCES_TO_COMMITTEE 3

enum escalation_kind {
	ESCALATION_TRANSFER,		/* 이송 */
	ESCALATION_COOPERATION,		/* 협조 */
	ESCALATION_OPINION,		/* 감독기관 의견 */
	ESCALATION_GUIDELINE,		/* 지침 질의 */
	ESCALATION_GRIEVANCE,		/* 감독기관 고충민원 */
	ESCALATION_STANDARD_TABLE,	/* 민원처리기준표 오류 */
	ESCALATION_NEED,		/* 제도개선·기능 수요 */
	ESCALATION_JOINT_TASK,		/* 공동 과제 */
	ESCALATION_FAULT,		/* 시스템 장애 */
	ESCALATION_KIND__COUNT
};

/* Classes of what a package may disclose: whose need it is to know. */
#define DISCLOSE_FACTS 1u	/* answers that name nobody */
#define DISCLOSE_IDENTITY 2u	/* name, birth date */
#define DISCLOSE_CONTACT 4u	/* telephone, address */
#define DISCLOSE_TEXT 8u	/* free text, in which persons may be named */
#define DISCLOSE_ACCOUNT 16u	/* bank accounts */
#define DISCLOSE_NEVER 32u	/* identity numbers, and what nothing is known of */

/* Parts of a package that a kind asks for. */
#define PART_QUESTION 1u
#define PART_PROPOSAL 2u
#define PART_ANSWERS 4u		/* at least one answer of the form */

struct escalation_info {
	const char *name;		/* stable: "guideline-question" */
	const char *label_ko, *label_en;
	unsigned int roles;		/* ROLE_BIT set that may send it */
	unsigned int parts;		/* PART_ set it cannot be without */
	unsigned int discloses;		/* DISCLOSE_ set it may carry */
	bool is_to_agency;		/* also to agencies that are no ministry */
	bool needs_second;		/* another person approves the sending */
	bool tells_applicant;		/* a notice goes to the applicant */
	bool ends_case;			/* accepted there, the case is no longer ours */
	const char *law;
	struct service_info service;	/* what it is as a case of the receiver; its period
					 * is the time in which an answer is expected */
};
extern const struct escalation_info escalation_table[ESCALATION_KIND__COUNT];

/* The hops of a hand-over: domain.md has no names for them. */
enum hop {
	HOP_PROPOSED,	/* waits for the second person here */
	HOP_QUEUED,	/* in the outbox */
	HOP_SENT,	/* the relay has it */
	HOP_RECEIVED,	/* it is in the receiver's store */
	HOP_ACCEPTED,	/* the receiver works on it */
	HOP_RETURNED,	/* the receiver takes no stand: work for our desk again */
	HOP_ANSWERED,	/* the answer lies on our desk */
	HOP_CLOSED,	/* our desk has taken the answer, or the return, up */
	HOP_CANCELLED,	/* taken back before it was answered */
	HOP__COUNT
};

struct hop_info {
	const char *name;
	const char *label_ko, *label_en;
	const char *period;	/* by when the next hop must follow, as period_parse reads
				 * it; "" = nothing follows; NULL = the kind's answer time */
	bool is_open;		/* it is on its way or away */
};
extern const struct hop_info hop_table[HOP__COUNT];

/* Why a receiver takes no stand. */
struct return_reason {
	const char *name;
	const char *label_ko, *label_en;
};
extern const struct return_reason return_reasons[];
extern const size_t return_reason_count;

/* Finds a kind by name or label; false if there is none. */
bool escalation_kind_find(const char *word, enum escalation_kind *out);
const char *escalation_kind_label(enum escalation_kind kind);

/* The service of a hand-over as the receiver's case, and the form of its package;
 * NULL if code is none. */
const struct service_info *escalation_service(const char *code);
const struct form_source *escalation_form(const char *service);

bool hop_find(const char *word, enum hop *out);
const char *hop_label(enum hop hop);

bool return_reason_find(const char *word, const struct return_reason **out);
const char *return_reason_label(const char *name);

/* May a hand-over in one hop become the other? Reports may come late or twice: a
 * hop never goes back, and one that is over never opens again. */
bool hop_follows(enum hop from, enum hop to);

/* By when the hop that begins at from_at must be followed by the next; 0 where
 * nothing follows. */
int64_t hop_due(const struct calendar *c, enum escalation_kind kind, enum hop hop,
    int64_t from_at);

/* The class of an answer: by its mask, and never for an identity number. name is
 * the field's. */
unsigned int disclosure_of(const char *name, enum field_mask mask);

/* A class in the current language. */
const char *disclosure_label(unsigned int one);

/* What is asked for, as far as the rules need it. */
struct escalation_request {
	enum escalation_kind kind;
	enum role role;
	bool has_question, has_proposal, has_answers;
	bool is_to_ministry;	/* or to an agency nobody here knows */
};

/* May it be sent? One field at a time is judged by disclosure_check. */
struct verdict escalation_check(const struct escalation_request *r);

/* May the kind carry the field? A refusal names it. */
struct verdict disclosure_check(enum escalation_kind kind, const char *name, const char *title,
    enum field_mask mask);

#endif
