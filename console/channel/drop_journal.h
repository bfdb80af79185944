/* SPDX-License-Identifier: ISC */
/*
 * drop_journal: what became of each row of a claimed file so far, on the disk
 * beside it (work/NAME.journal), so that whoever goes on after a crash tells the
 * same. What stands in it may be shown: no resident number, telephone and account
 * numbers masked.
 */
#ifndef CHANNEL_DROP_JOURNAL_H
#define CHANNEL_DROP_JOURNAL_H

#include "console/channel/drop_folder.h"

struct drop_journal {
	int dir, fd;
	char name[DROP_NAME_BYTES_MAX + 16];
	char claim[17];		/* of this claim alone */
	int64_t claimed_at;	/* by the office's clock */
	char sha256[65];	/* of the file */
	int64_t rows;		/* lines of rows so far */
	struct buf lines;	/* those, each LINE TAB ID TAB OUTCOME TAB REASON; owned */
	struct buf told;	/* the same, of what was not handed in; owned */
	struct buf unwritten;	/* behind what is on the disk; owned */
	char folder[32];	/* where its file is archived; "" = that is not yet so … */
	char kept_as[DROP_NAME_BYTES_MAX + 16];	/* … and under which name */
	bool is_known;		/* it was there: a claim that was not ended */
};

/* Opens the journal of a file in work/, or begins one for bytes of that SHA-256.
 * What a crash left half of its last line is cut off. Close in either case. */
MUST_USE enum rc drop_journal_open(struct drop_journal *j, const struct drop_folder *f,
    const char *name, const char *sha256, int64_t now_at, struct err *e);
void drop_journal_close(struct drop_journal *j);

/* Adds a row's line; on the disk only with the next sync. */
void drop_journal_add(struct drop_journal *j, int64_t line, const char *id,
    const char *outcome, const char *reason);
/* Tells of a row that is not handed in, or of the whole file (line 0): goes to the
 * disk only together with where the file goes, so that nobody takes it for a row
 * that is done with. */
void drop_journal_tell(struct drop_journal *j, int64_t line, const char *id,
    const char *outcome, const char *reason);
MUST_USE enum rc drop_journal_sync(struct drop_journal *j, struct err *e);

/* Decides where the file goes, on the disk before it goes. */
MUST_USE enum rc drop_journal_settle(struct drop_journal *j, const char *folder,
    const char *kept_as, struct err *e);

/* The file is where it belongs: the journal is not needed any more. */
MUST_USE enum rc drop_journal_end(struct drop_journal *j, struct err *e);

/* Is the name in work/ a journal's, or another thing of ours beside the files? */
bool drop_journal_is_name(const char *name);

#endif
