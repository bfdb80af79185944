/* SPDX-License-Identifier: ISC */
/*
 * message_knowledge: what travels about questions and answers (질의응답), as
 * messages.h has the rest.
 */
#ifndef WIRE_MESSAGE_KNOWLEDGE_H
#define WIRE_MESSAGE_KNOWLEDGE_H

#include "console/wire/messages.h"
#include "storage/record_knowledge.h"

/* What is looked for. Search: the best answers to text. List: all entries of which
 * text is a piece of key or question; with key, every layer and version of it. */
struct wire_knowledge_ask {
	char text[KNOWLEDGE_QUESTION_MAX + 1];
	char region[12];	/* whose answers; "" = the asker's office's */
	char service[24];	/* search: of the case at hand; list: only of it; "" = none */
	char key[80];		/* list */
	int32_t layers;		/* KNOWLEDGE_BIT of those that may speak; 0 = all */
	int32_t limit;		/* 1 to 200 */
	bool is_counted;	/* it goes into the figures of what was asked */
};
struct wire_knowledge_found {
	int64_t total;		/* entries there are for the region */
	bool is_good;		/* search: the first is an answer and no guess */
	char region[12];	/* the region that the answers are for */
	bool is_named;		/* the text names it */
};

/* An entry added, changed or retired; change leaves what is "" as it is. */
struct wire_knowledge_change {
	char what[8];		/* add, change, retire */
	char key[80];
	char layer[12];		/* a layer's name; "" = by the key: central, or of the region */
	char region[12];
	char service[24];
	char question[KNOWLEDGE_QUESTION_MAX + 1];
	char source[KNOWLEDGE_SOURCE_MAX + 1];
	char from[12], until[12];	/* YYYY-MM-DD; "-" takes it away */
	char confidence[16];
	char reason[400];
	int64_t question_id;	/* an unanswered question that it answers; 0 = none */
	const char *answer;
};

/* Some lines of a file of entries, tried or taken. */
#define KNOWLEDGE_IMPORT_MAX PIECE_MAX
struct wire_knowledge_import {
	char head[200];		/* the file's first line */
	int64_t first_line;	/* where text begins in the file, from 1 */
	bool is_dry_run;
	char source[160];	/* the file's name */
	const char *text;
};
struct wire_knowledge_fault {
	int64_t line;
	char column[16];	/* "" = the line as a whole */
	char why[400];
};
struct wire_knowledge_imported {
	int64_t added, changed, same, bad;
};

/* That an answer was used: inserted into a text, or told in a consultation. */
struct wire_knowledge_note {
	char what[12];		/* inserted, told */
	char key[80];
	int64_t consult_id;	/* told: in which; 0 = the one at hand, -1 = in none,
				 * less = the one at hand if there is one */
	char since[12];		/* uses: since this day; "" = 30 days */
};
struct wire_knowledge_use {
	char key[80];		/* "" = of no entry */
	char what[12];
	int64_t count;
};

/* A question left for who maintains the layer, or one of these closed. */
struct wire_question {
	char what[8];		/* leave, close, dismiss */
	int64_t id;		/* close, dismiss */
	char text[KNOWLEDGE_QUESTION_MAX + 1];	/* leave; the office takes personal data out */
	char region[12], service[24];
	int64_t consult_id;	/* leave: whose name and number are taken out; 0 = nobody's */
	char key[80];		/* close: the entry that answers it */
	char reason[400];	/* dismiss */
};

#endif
