/* SPDX-License-Identifier: ISC */
/*
 * attachment: what applicants hand in beside the form: announced by events,
 * fetched by sync, kept beside the store, read by who may read the case. Its
 * requests are in office.h; file names are data and never paths.
 */
#ifndef OFFICE_ATTACHMENT_H
#define OFFICE_ATTACHMENT_H

#include "console/office/office.h"
#include "console/office/transcript.h"

#define ATTACHMENT_BYTES_MAX (20 * 1024 * 1024)
#define ATTACHMENTS_MAX 20	/* a case */

/* Notes what the event's data announce. data is JSON as it came: the hashes in
 * it must not be cut; names are. */
MUST_USE enum rc attachment_keep(struct request *r, int64_t case_id, const char *data,
    size_t len, struct err *e);

/* Tells a case's attachments as answers of a section of their own; show cuts
 * names as transcript_tell's does. */
MUST_USE enum rc attachment_tell(struct request *r, int64_t case_id, transcript_shower show,
    void *arg, struct err *e);

/* Removes what came of files that nobody wants any more: what a killed office
 * left. For the start of an office. */
void attachment_sweep(struct office *office);

/* The files that a session is handing in. */
struct incoming_files;
void incoming_files_free(struct incoming_files *f);

#endif
