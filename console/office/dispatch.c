/* SPDX-License-Identifier: ISC */
#include "console/office/dispatch.h"

#include "console/office/calendars.h"
#include "console/office/session.h"
#include "console/office/sync_desk.h"
#include "storage/text.h"

/* Which handler takes which message. needs_staff: only after hello, with the
 * staff row read again. is_quiet: what it writes is its writer's own, and no
 * other desk is told of a change. is_single: it writes one row, as the last that
 * it does, or nothing, so there is never anything to undo. gives_way: bulk work,
 * served when everybody else of the round has been. imports: of an import that runs,
 * while nothing else is served. */
static const struct {
	request_handler handle;
	bool needs_staff;
	bool is_quiet;
	bool is_single;
	bool gives_way;
	bool imports;
} handler_table[MESSAGE__COUNT] = {
	[MESSAGE_HELLO] = { handle_hello, false },
	[MESSAGE_LIST] = { handle_list, true },
	[MESSAGE_MARKED] = { handle_marked, true },
	[MESSAGE_RECENT] = { handle_recent, true },
	[MESSAGE_SAVED_LIST] = { handle_saved_list, true },
	[MESSAGE_SAVED_CHANGE] = { handle_saved_change, true },
	[MESSAGE_RULE_LIST] = { handle_rule_list, true },
	[MESSAGE_RULE_CHANGE] = { handle_rule_change, true },
	[MESSAGE_RULE_TEST] = { handle_rule_test, true, .is_quiet = true },
	[MESSAGE_RULE_FIRED] = { handle_rule_fired, true },
	[MESSAGE_SHOW] = { handle_show, true },
	[MESSAGE_CALL] = { handle_call, true },
	[MESSAGE_LOG] = { handle_log, true },
	[MESSAGE_DIFF] = { handle_diff, true },
	[MESSAGE_FLAG_LIST] = { handle_flag_list, true },
	[MESSAGE_FLAG_CHANGE] = { handle_flag_change, true },
	[MESSAGE_WHY] = { handle_why, true },
	[MESSAGE_AUDIT_VERIFY] = { handle_audit_verify, true },
	[MESSAGE_HOLIDAYS_PREVIEW] = { handle_holidays_preview, true },
	[MESSAGE_OUTAGE_LIST] = { handle_outage_list, true },
	[MESSAGE_OUTAGE_CHANGE] = { handle_outage_change, true },
	[MESSAGE_CORRECTION_LIST] = { handle_correction_list, true },
	[MESSAGE_CALENDAR] = { handle_calendar, true },
	[MESSAGE_CALENDAR_APPLY] = { handle_calendar_apply, true },
	[MESSAGE_CALENDAR_MOVES] = { handle_calendar_moves, true },
	[MESSAGE_CALENDAR_CHANGES] = { handle_calendar_changes, true },
	[MESSAGE_DAYS_IMPORT] = { handle_days_import, true },
	[MESSAGE_DAYS_FOUND] = { handle_days_found, false },
	[MESSAGE_LETTER_LIST] = { handle_letter_list, true },
	[MESSAGE_LETTER_SHOW] = { handle_letter_show, true },
	[MESSAGE_LETTER_CHANGE] = { handle_letter_change, true },
	[MESSAGE_FORM_RELEASES] = { handle_form_releases, true },
	[MESSAGE_FORM_RELEASE_SHOW] = { handle_form_release_show, true },
	[MESSAGE_FORM_IMPORT] = { handle_form_import, true },
	[MESSAGE_FORM_RETIRE] = { handle_form_retire, true },
	[MESSAGE_SERVICES_IMPORT] = { handle_services_import, true },
	[MESSAGE_SERVICES_FOUND] = { handle_services_found, false },
	[MESSAGE_LISTED_LIST] = { handle_listed_list, true },
	[MESSAGE_FORM_SHOW] = { handle_form_show, true },
	[MESSAGE_PROPOSAL_DISMISS] = { handle_proposal_dismiss, true },
	[MESSAGE_ACT] = { handle_act, true },
	[MESSAGE_NEW] = { handle_new, true },
	[MESSAGE_ENTRY] = { handle_entry, true },
	[MESSAGE_COUNTS] = { handle_counts, true },
	[MESSAGE_LESSON_LIST] = { handle_lesson_list, true },
	[MESSAGE_LESSON_USED] = { handle_lesson_used, true },
	[MESSAGE_WAIT_LIST] = { handle_wait_list, true },
	[MESSAGE_WAIT_ALERT] = { handle_wait_alert, true },
	[MESSAGE_WAIT_ROW] = { handle_wait_row, false },
	[MESSAGE_WAIT_SET] = { handle_wait_set, true },
	[MESSAGE_WAITS_PAGE] = { handle_waits_page, false },
	[MESSAGE_WAITS_HEARD] = { handle_waits_heard, false },
	[MESSAGE_FIGURES] = { handle_figures, true },
	[MESSAGE_PACKAGE] = { handle_package, true },
	[MESSAGE_HANDOVER_LIST] = { handle_handover_list, true },
	[MESSAGE_HANDOVER_SHOW] = { handle_handover_show, true },
	[MESSAGE_CONSULT_LIST] = { handle_consult_list, true },
	[MESSAGE_CONSULT_SHOW] = { handle_consult_show, true },
	[MESSAGE_CONSULT_CHANGE] = { handle_consult_change, true },
	[MESSAGE_RATINGS] = { handle_ratings, true },
	[MESSAGE_SKILLS] = { handle_skills, true },
	[MESSAGE_OUTBOX_LIST] = { handle_outbox_list, true },
	[MESSAGE_OUTBOX_SHOW] = { handle_outbox_show, true },
	[MESSAGE_UNSORTED_LIST] = { handle_unsorted_list, true },
	[MESSAGE_UNSORTED_SHOW] = { handle_unsorted_show, true },
	[MESSAGE_OUTBOX_CHANGE] = { handle_outbox_change, true },
	[MESSAGE_UNSORTED_CHANGE] = { handle_unsorted_change, true },
	[MESSAGE_AWAY] = { handle_away, false },
	[MESSAGE_AWAY_HEARD] = { handle_away_heard, false },
	[MESSAGE_PACKAGE_FILE] = { handle_package_file, false },
	[MESSAGE_RECONCILE_ASK] = { handle_reconcile_ask, true },
	[MESSAGE_RECONCILE_LIST] = { handle_reconcile_list, true },
	[MESSAGE_REPORT] = { handle_report, true },
	[MESSAGE_RECONCILE_WANTED] = { handle_reconcile_wanted, false },
	[MESSAGE_LISTING_ROW] = { handle_listing_row, false },
	[MESSAGE_LISTING_HEARD] = { handle_listing_heard, false },
	[MESSAGE_NEED_LIST] = { handle_need_list, true },
	[MESSAGE_NEED_SHOW] = { handle_need_show, true },
	[MESSAGE_NEED_CHANGE] = { handle_need_change, true },
	[MESSAGE_TASK_LIST] = { handle_task_list, true },
	[MESSAGE_TASK_CHANGE] = { handle_task_change, true },
	[MESSAGE_STAFF_LIST] = { handle_staff_list, true },
	[MESSAGE_STAFF_ADD] = { handle_staff_add, true },
	[MESSAGE_STAFF_ENABLE] = { handle_staff_enable, true },
	[MESSAGE_CHANNEL_LIST] = { handle_channel_list, true },
	[MESSAGE_CHANNEL_ENABLE] = { handle_channel_enable, true },
	[MESSAGE_CHANNEL_TEST] = { handle_channel_test, true },
	[MESSAGE_ATTACHMENT_LIST] = { handle_attachment_list, true },
	[MESSAGE_ATTACHMENT_GET] = { handle_attachment_get, true },
	[MESSAGE_SYNC_RUN] = { handle_sync_run, true },
	[MESSAGE_SCRATCH_PUT] = { handle_scratch_put, true, .is_quiet = true },
	[MESSAGE_SCRATCH_SHOW] = { handle_scratch_show, true },
	[MESSAGE_SCRATCH_LIST] = { handle_scratch_list, true },
	[MESSAGE_SCRATCH_DISCARD] = { handle_scratch_discard, true, .is_quiet = true },
	[MESSAGE_SNIPPET_PUT] = { handle_snippet_put, true, .is_quiet = true },
	[MESSAGE_SNIPPET_LIST] = { handle_snippet_list, true },
	[MESSAGE_SNIPPET_DELETE] = { handle_snippet_delete, true, .is_quiet = true },
	[MESSAGE_KNOWLEDGE_SEARCH] = { handle_knowledge_search, true, .is_quiet = true },
	[MESSAGE_KNOWLEDGE_LIST] = { handle_knowledge_list, true },
	[MESSAGE_KNOWLEDGE_CHANGE] = { handle_knowledge_change, true },
	[MESSAGE_KNOWLEDGE_IMPORT] = { handle_knowledge_import, true },
	[MESSAGE_KNOWLEDGE_NOTE] = { handle_knowledge_note, true, .is_quiet = true },
	[MESSAGE_KNOWLEDGE_USES] = { handle_knowledge_uses, true },
	[MESSAGE_QUESTION_LIST] = { handle_question_list, true },
	[MESSAGE_QUESTION_CHANGE] = { handle_question_change, true },
	[MESSAGE_BATCH_BEGIN] = { handle_batch_begin, true },
	[MESSAGE_BATCH_ITEM] = { handle_batch_item, true, .is_quiet = true, .is_single = true },
	[MESSAGE_BATCH_SEAL] = { handle_batch_seal, true },
	[MESSAGE_BATCH_RUN] = { handle_batch_run, true, .gives_way = true },
	[MESSAGE_BATCH_SHOW] = { handle_batch_show, true },
	[MESSAGE_BATCH_LIST] = { handle_batch_list, true },
	[MESSAGE_BATCH_CHANGE] = { handle_batch_change, true },
	[MESSAGE_EXPORT] = { handle_export, true, .is_quiet = true, .gives_way = true },
	[MESSAGE_IMPORT] = { handle_import, true, .gives_way = true },
	[MESSAGE_IMPORT_PIECE] = { handle_import_piece, true, .imports = true },
	[MESSAGE_IMPORT_END] = { handle_import_end, true, .imports = true },
	[MESSAGE_CARRIED_LIST] = { handle_carried_list, true },
	[MESSAGE_DOCTOR] = { handle_doctor, true },
	[MESSAGE_SYNC_HELLO] = { handle_sync_hello, false },
	[MESSAGE_PLAN] = { handle_plan, false },
	[MESSAGE_INTAKE_BEGIN] = { handle_intake_begin, false },
	[MESSAGE_INTAKE_ITEM] = { handle_intake_item, false },
	[MESSAGE_INTAKE_COMMIT] = { handle_intake_commit, false },
	[MESSAGE_LEASE] = { handle_lease, false },
	[MESSAGE_RESULT] = { handle_result, false },
	[MESSAGE_WANTED] = { handle_wanted, false },
	[MESSAGE_FILE_BEGIN] = { handle_file_begin, false },
	[MESSAGE_FILE_PIECE] = { handle_file_piece, false },
	[MESSAGE_FILE_COMMIT] = { handle_file_commit, false },
	[MESSAGE_FILE_FAILED] = { handle_file_failed, false },
	[MESSAGE_SYNC_REPORT] = { handle_sync_report, false },
	[MESSAGE_ROUND_DONE] = { handle_round_done, false },
};

/* Reads the staff row again: a change of rights works at the next request. */
static enum rc
identify(struct request *r, struct err *e)
{
	enum rc rc;

	if (r->session->staff_id == 0)
		return request_refuse_for(r, REASON_UNKNOWN_STAFF, "");
	rc = store_staff_by_id(r->office->store, r->session->staff_id, &r->who, e);
	if (rc == RC_NOT_FOUND || (rc == RC_OK && !r->who.row.is_enabled))
		return request_refuse_for(r, REASON_UNKNOWN_STAFF, r->who.row.login);
	r->actor = (struct actor){ .staff_id = r->who.row.id, .role = r->who.row.role,
		.is_enabled = r->who.row.is_enabled };
	str_fill(r->actor.office, sizeof(r->actor.office), r->who.row.office);
	return calendar_of_office(r->office, r->actor.office, &r->calendar, e);
}

bool
dispatch_is_single(enum message message)
{
	return handler_table[message].is_single;
}

bool
dispatch_is_quiet(enum message message)
{
	return handler_table[message].is_quiet;
}

bool
dispatch_gives_way(enum message message)
{
	return handler_table[message].gives_way;
}

/* While an import runs nobody is served but who brings it: what others would write
 * or read is not settled. */
static bool
is_in_the_way(const struct request *r, const struct wire_frame *frame)
{
	const struct office *office = r->office;

	return office->import != IMPORT_NONE && (office->import == IMPORT_UNDONE ||
	    office->importing != r->session || !handler_table[frame->message].imports);
}

enum rc
dispatch(struct request *r, const struct wire_frame *frame, struct err *e)
{
	enum rc rc = RC_OK;

	if ((message_doors(frame->message) & r->session->door) == 0 ||
	    handler_table[frame->message].handle == NULL)
		return err_set(e, RC_INVALID, say(N_("%s does not come through this door")),
		    message_name(frame->message));
	if (is_in_the_way(r, frame))
		return request_refuse_for(r, REASON_IMPORT_RUNS, "");
	if (handler_table[frame->message].needs_staff)
		rc = identify(r, e);
	if (rc == RC_OK)
		rc = handler_table[frame->message].handle(r, frame, e);
	return rc;
}

void
dispatch_tell_failure(struct request *r, enum rc rc, const struct err *e)
{
	if (r->verdict.reason != REASON_NONE) {
		struct wire_refused refused = { 0 };

		str_fill(refused.reason, sizeof(refused.reason), reason_name(r->verdict.reason));
		str_fill(refused.detail, sizeof(refused.detail), r->verdict.detail);
		request_tell(r, MESSAGE_REFUSED, true, &refused);
	} else {
		struct wire_error failed = { .rc = (int32_t)rc };

		str_fill(failed.text, sizeof(failed.text), e->text);
		request_tell(r, MESSAGE_ERROR, true, &failed);
	}
}
