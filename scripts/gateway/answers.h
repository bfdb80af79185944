/* SPDX-License-Identifier: ISC */
/*
 * answers: what an applicant wrote into the fields of a form, by service. The
 * fields are those of the ten first services, with the regional ones of the
 * regions that have an overlay.
 */
#ifndef GATEWAY_ANSWERS_H
#define GATEWAY_ANSWERS_H

#include "scripts/gateway/people.h"
#include "scripts/gateway/places.h"
#include "storage/record.h"

struct cJSON;

/* The services that the reference relay hands over. */
enum service {
	SERVICE_MOVE_IN,	/* 13100000016 전입신고 */
	SERVICE_RESIDENT_COPY,	/* 13100000015 주민등록표 등본·초본 교부 */
	SERVICE_TAX_CERT,	/* 13100000056 지방세 납세증명 */
	SERVICE_BUILDING_COPY,	/* 15000000098 건축물대장 발급 */
	SERVICE_MAIL_ORDER,	/* 11300000006 통신판매업 신고 */
	SERVICE_FOOD,		/* FOOD-BIZ 식품접객업 영업신고 */
	SERVICE_BUILD,		/* BUILD-NOTI 건축신고 */
	SERVICE_ASK_PROCEDURE,	/* GEN-QNA-PROC 질의민원(제도·절차) */
	SERVICE_ASK_LAW,	/* GEN-QNA-LAW 질의민원(법령 해석) */
	SERVICE_CHILDCARE,	/* BOKJI-CHILDCARE 보육료·양육수당 신청 */
	SERVICE__COUNT
};

/* The code and the Korean name of a service. */
const char *service_code(enum service service);
const char *service_name(enum service service);

/* Who applies, where and when. */
struct applicant {
	struct person person;
	enum place place;
	char address[300];
	struct day today;
};

/* Fills attributes (an empty object) with believable answers and title with
 * what is applied for, in the channel's words. */
void answers_fill(struct draw *d, enum service service, const struct applicant *who,
    struct cJSON *attributes, char *title, size_t cap);

#endif
