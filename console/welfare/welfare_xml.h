/* SPDX-License-Identifier: ISC */
/*
 * welfare_xml: the welfare services in an answer of 복지로's catalogue
 * (LcgvWelfarelist, NationalWelfarelistV001) that somebody saved. The only
 * file that speaks to libxml2; it asks no network and expands no entity.
 */
#ifndef WELFARE_WELFARE_XML_H
#define WELFARE_WELFARE_XML_H

#include "storage/base.h"

#define WELFARE_BYTES_MAX (16 * 1024 * 1024)

/* What is told of a service; the names are the catalogue's. */
enum welfare_member {
	WELFARE_ID,		/* servId */
	WELFARE_NAME,		/* servNm */
	WELFARE_PROVINCE,	/* ctpvNm */
	WELFARE_REGION,		/* sggNm */
	WELFARE_DEPARTMENT,	/* bizChrDeptNm */
	WELFARE_DIGEST,		/* servDgst */
	WELFARE_HOW_TO_APPLY,	/* aplyMtdNm */
	WELFARE_PROVISION,	/* srvPvsnNm */
	WELFARE_CYCLE,		/* sprtCycNm */
	WELFARE_LIFE,		/* lifeNmArray */
	WELFARE_TARGET,		/* trgterIndvdlNmArray */
	WELFARE_THEME,		/* intrsThemaNmArray */
	WELFARE_LINK,		/* servDtlLink */
	WELFARE_BEGINS,		/* enfcBgngYmd */
	WELFARE_ENDS,		/* enfcEndYmd */
	WELFARE_CHANGED,	/* lastModYmd */
	WELFARE__COUNT
};

/* What minwon-welfare writes, each part ended by a NUL: a service is WELFARE_ROW
 * and its members; the last part is WELFARE_TOTAL and the number of all, or
 * WELFARE_FAULT, the number of an rc and its sentence. */
#define WELFARE_ROW "service"
#define WELFARE_TOTAL "total"
#define WELFARE_FAULT "fault"

/* Takes one service; members that the answer lacks are "". All borrowed. */
typedef void (*welfare_taker)(void *arg, const char *const members[WELFARE__COUNT]);

/* Hands over every service of the answer, in its order, and sets *total to how
 * many the whole catalogue has (-1 = it does not say). RC_INVALID, with the
 * line, where it is no such answer, is broken, or reports a failure; what came
 * before was handed over by then only if a service itself is at fault. */
MUST_USE enum rc welfare_xml_read(const char *bytes, size_t len, welfare_taker take, void *arg,
    int64_t *total, struct err *e);

#endif
