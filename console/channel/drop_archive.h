/* SPDX-License-Identifier: ISC */
/*
 * drop_archive: a claimed file that is done with goes where it is kept, with what
 * became of its rows beside it (NAME.result.csv). Each step may be cut off and
 * done again.
 */
#ifndef CHANNEL_DROP_ARCHIVE_H
#define CHANNEL_DROP_ARCHIVE_H

#include "console/channel/drop_journal.h"
#include "console/rules/charset.h"

/* Moves work/NAME, whose bytes these are, into a folder below the drop folder and
 * ends its journal. The result is in the charset of the file; resident numbers are
 * cut out of the file before it is kept. */
MUST_USE enum rc drop_archive(const struct drop_folder *f, const char *name,
    const struct buf *bytes, enum charset charset, struct drop_journal *j, const char *folder,
    struct err *e);

#endif
