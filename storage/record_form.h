/* SPDX-License-Identifier: ISC */
/*
 * record_form: plain records about forms, as storage/record.h has them of cases:
 * they travel and are shown as they are.
 */
#ifndef STORAGE_RECORD_FORM_H
#define STORAGE_RECORD_FORM_H

#include "storage/record.h"

/* A release of a form, or of a layer over one. */
struct form_release_row {
	int64_t id;
	char service[24];
	char layer[12];		/* "" the centre, 시·도 or 시군구 code, "@" and an office's */
	char version[24];
	struct day from;	/* holds from this day on … */
	struct day until;	/* … but no more from this day on; 0 = for good */
	bool is_whole;		/* in place of what the layer had; else a patch over it */
	char state[12];		/* coming, holds, replaced, retired, left-out */
	char source[160];	/* the file, or the channel and its event */
	int64_t added, changed, gone;	/* fields, by the release */
	char by[40], by_name[64];	/* "" = it came from a channel */
	int64_t at;
	char reason[480];
	int64_t retired_at;	/* 0 = it was not */
	char retired_by[40];
	char retired_reason[480];
};

/* One difference between two forms of a service, field by field. */
struct form_change {
	char field[64];
	char title[160];
	char keyword[40];	/* "field" = it is there or it is not */
	char layer_was[12], layer_is[12];	/* who set it */
	char was[400], is[400];	/* JSON, "" = nothing; longer ones are cut */
};

/* One thing wrong with a form. */
struct form_finding_row {
	char pointer[300];
	char word[24];		/* stable: "lost", "schema" … */
	char sentence[300];
};

/* A service as 정부24's list has it. */
struct listed_service {
	char id[40];
	char name[200];
	char code[24];		/* the catalogue's service that it is; "" = none */
	char agency[160];
	char how[400], where[400];
	char documents[400];
	char law[400];
	char url[300];
	int64_t differences;	/* from the catalogue's */
	char source[160];
	int64_t at;
};

/* What reading a service of the list found. */
struct service_found {
	char id[40];
	char name[200];
	char code[24];		/* as in listed_service */
	char what[16];		/* new, changed, same, differs */
	char member[24];	/* differs: its key … */
	char was[800], is[800];	/* … the catalogue's word, and the list's */
};

#endif
