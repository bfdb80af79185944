/* SPDX-License-Identifier: ISC */
/*
 * catalogue: the shape of the const tables that scripts/dev/gen_catalogue.sh
 * makes from storage/catalogue/ at build. Data only.
 */
#ifndef STORAGE_CATALOGUE_H
#define STORAGE_CATALOGUE_H

#include <stddef.h>

#include "storage/record_knowledge.h"

/* One service desks accept applications for. */
struct service_info {
	const char *code;
	const char *name_ko;
	const char *name_en;
	const char *short_ko;		/* for an 80-cell list, at most 12 cells */
	const char *short_en;		/* at most 11 cells */
	const char *period;		/* as period_parse reads it */
	enum final_by final_by;
	bool is_deemed_accepted;	/* 수리간주 when the period lapses */
	const char *legal_basis;
	const char *confidence;
	int32_t calendar_days;		/* its own law's limit, from the receipt; 0 = none */
	const char *calendar_confidence;
	const char *deemed_basis;	/* the article behind 수리간주; "" = none */
	const char *oral_basis;		/* the article that lets it be applied for by word, over the
					 * telephone too; "" = in writing only */
	bool quarantines;		/* what does not fit its form becomes 미분류; else a case */
};

struct region_info {
	const char *code;	/* 2 digits 시·도, 5 digits 시군구 */
	const char *parent;	/* "" for 시·도 */
	const char *name_ko;
	const char *kind;
	const char *valid_from;	/* YYYY-MM-DD or "" */
	const char *ended;	/* YYYY-MM-DD or "" */
	const char *successor;	/* code or "" */
	const char *confidence;
};

/* One part of a region that was split; a row for each part. */
struct region_successor {
	const char *code;	/* that ended */
	const char *successor;
	const char *places;	/* blank-separated names of the 동 that only this part has */
	const char *source;
	const char *confidence;
};

/* One way applications come in. */
struct channel_info {
	const char *code;
	const char *name_ko;
	const char *name_en;
	const char *short_ko;	/* at most 8 cells */
	const char *short_en;	/* at most 8 cells */
	const char *regions;	/* blank-separated 시군구 codes it serves; "" = all */
	bool is_conversation;	/* the answer goes back into a session, as words too */
	bool is_desk;		/* typed in by a clerk: nothing is pulled and nothing can be sent */
	bool is_folder;		/* no relay has it, its files come into a folder: off until somebody
				 * who set that up switches it on */
};

/* A form as it is kept: the central base ("region" "") or an overlay of one
 * region, a merge patch over what comes before it. */
struct form_source {
	const char *service;
	const char *region;
	const char *version;
	const char *confidence;	/* x-confidence; 예시 = invented, for practice only */
	const char *file;	/* where it came from, for error messages */
	const char *json;
};

/* What a holiday is called, in the words of the decree. */
struct holiday_name {
	const char *ko;
	const char *en;
	const char *kind;	/* statutory, substitute, election, temporary */
};

/* A day of each year that an ordinance makes a holiday of one region's offices
 * (지방공휴일). */
struct regional_holiday {
	const char *region;	/* 시·도 or 시군구 code */
	int32_t month, day;
	const char *name_ko;
	const char *name_en;
	int32_t from_year;
	const char *source;	/* the ordinance */
	const char *confidence;
};

/* What people call a service besides its names. */
struct service_alias {
	const char *alias;
	const char *service;	/* code */
};

/* One entry of questions and answers that comes with the program
 * (storage/record_knowledge.h says what its members mean). */
struct knowledge_entry {
	const char *key;
	enum knowledge_layer layer;
	const char *region;
	const char *service;
	const char *question;
	const char *answer;
	const char *source;
	const char *valid_from;		/* YYYY-MM-DD or "" */
	const char *valid_until;
	const char *confidence;
};

/* A letter's text with {{variables}} (rules/template.h). */
struct text_template {
	const char *name;
	const char *title;
	const char *form;	/* the annex of the rule */
	const char *law;
	const char *text;
};

/* The days of one year that the lunar calendar sets. */
struct lunar_year {
	int32_t year;
	struct day seollal;	/* 1st day of the 1st month */
	struct day buddha;	/* 8th day of the 4th month */
	struct day chuseok;	/* 15th day of the 8th month */
};

extern const struct service_info catalogue_services[];
extern const size_t catalogue_service_count;
extern const struct region_info catalogue_regions[];
extern const size_t catalogue_region_count;
extern const struct region_successor catalogue_successors[];
extern const size_t catalogue_successor_count;
extern const struct channel_info catalogue_channels[];
extern const size_t catalogue_channel_count;
extern const struct day catalogue_holidays[];	/* sorted */
extern const struct holiday_name catalogue_holiday_names[];	/* one per holiday */
extern const size_t catalogue_holiday_count;
extern const struct regional_holiday catalogue_regional_holidays[];
extern const size_t catalogue_regional_count;
extern const struct text_template catalogue_templates[];
extern const size_t catalogue_template_count;
extern const struct lunar_year catalogue_lunar_years[];	/* sorted, without gaps */
extern const size_t catalogue_lunar_year_count;
extern const struct service_alias catalogue_aliases[];
extern const size_t catalogue_alias_count;
extern const struct knowledge_entry catalogue_knowledge[];
extern const size_t catalogue_knowledge_count;
extern const struct form_source catalogue_forms[];
extern const size_t catalogue_form_count;

#endif
