/* SPDX-License-Identifier: ISC */
#include "console/wire/message_table.h"

#include "console/wire/message_knowledge.h"
#include "console/wire/wire.h"

#define MEMBER_SIZE(s, m) sizeof(((struct s *)0)->m)
#define TEXT(s, m) { #m, FIELD_TEXT, offsetof(struct s, m), MEMBER_SIZE(s, m), false }
/* Words a person types: the office lets no resident number through in them. */
#define TYPED(s, m) { #m, FIELD_TEXT, offsetof(struct s, m), MEMBER_SIZE(s, m), true }
#define TYPED_LONG(s, m, max) { #m, FIELD_LONG, offsetof(struct s, m), max, true }
#define LONG(s, m, max) { #m, FIELD_LONG, offsetof(struct s, m), max, false }
#define BYTES(s, m, max) { #m, FIELD_BYTES, offsetof(struct s, m), max, false }
#define INT64(s, m) { #m, FIELD_INT64, offsetof(struct s, m), 0, false }
#define INT32(s, m) { #m, FIELD_INT32, offsetof(struct s, m), 0, false }
#define ENUM(s, m, max) { #m, FIELD_ENUM, offsetof(struct s, m), max, false }
#define BOOL(s, m) { #m, FIELD_BOOL, offsetof(struct s, m), 0, false }

static const struct field ok_fields[] = { INT64(wire_ok, unused) };
static const struct field error_fields[] = { INT32(wire_error, rc), TEXT(wire_error, text) };
static const struct field hello_fields[] = {
	TEXT(wire_hello, login), TEXT(wire_hello, program), BOOL(wire_hello, wants_changes),
};
static const struct field welcome_fields[] = {
	INT64(wire_welcome, who.id), TEXT(wire_welcome, who.login), TEXT(wire_welcome, who.name),
	ENUM(wire_welcome, who.role, ROLE__COUNT), TEXT(wire_welcome, who.office),
	TEXT(wire_welcome, who.office_name), TEXT(wire_welcome, who.department),
	INT64(wire_welcome, who.uid), BOOL(wire_welcome, who.is_enabled),
	BOOL(wire_welcome, is_practice), BOOL(wire_welcome, is_clock_real),
	INT64(wire_welcome, now_at),
	INT64(wire_welcome, changes), TEXT(wire_welcome, version),
};
static const struct field list_fields[] = {
	TYPED(wire_list, query), TEXT(wire_list, sort), INT32(wire_list, limit),
	TEXT(wire_list, after), BOOL(wire_list, wants_allowed),
};
static const struct field list_end_fields[] = {
	TEXT(wire_list_end, next), INT64(wire_list_end, total),
	INT32(wire_list_end, fault_column), TEXT(wire_list_end, fault),
	TEXT(wire_list_end, order),
};
static const struct field marked_fields[] = {
	LONG(wire_marked, ids, MARKS_BYTES_MAX), TYPED(wire_marked, query),
	BOOL(wire_marked, has_op), ENUM(wire_marked, op, OP__COUNT),
};
static const struct field marked_row_fields[] = {
	INT64(wire_marked_row, case_id), BOOL(wire_marked_row, is_match),
	BOOL(wire_marked_row, is_allowed), TEXT(wire_marked_row, reason),
	TEXT(wire_marked_row, detail),
};
static const struct field saved_fields[] = {
	INT64(saved_view, id), BOOL(saved_view, is_shared), TEXT(saved_view, name),
	TEXT(saved_view, query), TEXT(saved_view, sort), TEXT(saved_view, columns),
	TEXT(saved_view, saved_by), TEXT(saved_view, saved_by_name), INT64(saved_view, saved_at),
};
#define RULE_FIELDS(s, p) \
	INT64(s, p id), INT64(s, p place), TYPED(s, p name), TEXT(s, p moment), TYPED(s, p query), \
	TEXT(s, p action), TEXT(s, p assignee), TEXT(s, p officer), TEXT(s, p agency), \
	TEXT(s, p kind), TYPED(s, p text), BOOL(s, p is_on), INT64(s, p version), TEXT(s, p author), \
	TEXT(s, p author_name), INT64(s, p changed_at), INT64(s, p fired), INT64(s, p refused)
static const struct field rule_fields[] = { RULE_FIELDS(auto_rule, ) };
static const struct field rule_change_fields[] = {
	TEXT(wire_rule_change, what), RULE_FIELDS(wire_rule_change, rule.),
};
static const struct field rule_ask_fields[] = {
	TEXT(wire_rule_ask, name), TEXT(wire_rule_ask, after), INT64(wire_rule_ask, since_at),
};
static const struct field rule_tested_fields[] = {
	TEXT(wire_rule_tested, next), INT64(wire_rule_tested, seen),
};
static const struct field rule_firing_fields[] = {
	INT64(auto_firing, rule_id), TEXT(auto_firing, rule), INT64(auto_firing, case_id),
	TEXT(auto_firing, number), INT64(auto_firing, at), TEXT(auto_firing, reason),
	TEXT(auto_firing, detail), BOOL(auto_firing, is_past),
};
static const struct field saved_change_fields[] = {
	TEXT(wire_saved_change, what), BOOL(wire_saved_change, is_shared),
	TYPED(wire_saved_change, name), TYPED(wire_saved_change, new_name),
	TYPED(wire_saved_change, query), TEXT(wire_saved_change, sort),
	TEXT(wire_saved_change, columns),
};
static const struct field show_fields[] = {
	TEXT(wire_show, number), BOOL(wire_show, is_refresh),
};
static const struct field call_fields[] = {
	TYPED(wire_call, text), TYPED(wire_call, reason), TYPED(wire_call, name),
};
static const struct field call_sheet_fields[] = {
	TEXT(call_sheet, name), TEXT(call_sheet, phone), TEXT(call_sheet, birth),
	BOOL(call_sheet, is_confirmed), BOOL(call_sheet, is_denied),
	INT64(call_sheet, completed_at), TEXT(call_sheet, party), INT64(call_sheet, since_at),
	TEXT(call_sheet, officer), TEXT(call_sheet, department), TEXT(call_sheet, contact),
	LONG(call_sheet, items, PIECE_MAX), INT32(call_sheet, items_due.number),
};
static const struct field act_fields[] = {
	ENUM(wire_act, op, OP__COUNT), TEXT(wire_act, number), INT64(wire_act, version),
	TEXT(wire_act, op_key), BOOL(wire_act, is_dry_run),
	ENUM(wire_act, outcome, OUTCOME__COUNT), TEXT(wire_act, assignee),
	TEXT(wire_act, agency), TYPED(wire_act, period), BOOL(wire_act, has_consent),
	INT64(wire_act, at), TEXT(wire_act, event), TYPED(wire_act, evidence),
	TEXT(wire_act, scratch),
	TYPED_LONG(wire_act, text, ACT_TEXT_MAX),
	TYPED_LONG(wire_act, reasons, ACT_LINES_MAX), TYPED_LONG(wire_act, remedies, ACT_LINES_MAX),
	TEXT(wire_act, kind), TYPED_LONG(wire_act, proposal, ACT_LINES_MAX),
	LONG(wire_act, disclose, ACT_LINES_MAX), LONG(wire_act, attach, ACT_LINES_MAX),
	TYPED_LONG(wire_act, precedents, ACT_LINES_MAX),
};
static const struct field done_fields[] = {
	INT64(wire_done, event_id), ENUM(wire_done, op, OP__COUNT), INT64(wire_done, case_id),
	TEXT(wire_done, number), ENUM(wire_done, state_before, STATE__COUNT),
	ENUM(wire_done, state_after, STATE__COUNT), INT64(wire_done, version),
	INT64(wire_done, due_at), BOOL(wire_done, is_repeat), BOOL(wire_done, is_untold),
	INT32(wire_done, faults), INT32(wire_done, numbers_cut), BOOL(wire_done, is_dry_run),
};
static const struct field new_fields[] = {
	TEXT(wire_new, service), TEXT(wire_new, region), TEXT(wire_new, channel),
	TEXT(wire_new, op_key), BOOL(wire_new, is_dry_run), BOOL(wire_new, takes_faults),
	INT64(wire_new, arrived_at), TYPED(wire_new, reason), INT64(wire_new, scratch_id),
	INT64(wire_new, consult_id),
	LONG(wire_new, json, PIECE_MAX), LONG(wire_new, lines, ACT_TEXT_MAX),
};
static const struct field entry_fields[] = {
	TEXT(wire_entry, service), TEXT(wire_entry, region), TEXT(wire_entry, number),
};
static const struct field batch_begin_fields[] = {
	TEXT(wire_batch_begin, key), TEXT(wire_batch_begin, fingerprint),
	TEXT(wire_batch_begin, source), BOOL(wire_batch_begin, is_whole),
};
static const struct field batch_item_fields[] = {
	INT64(wire_batch_item, batch_id), INT64(wire_batch_item, line),
	TEXT(wire_batch_item, number), TEXT(wire_batch_item, op), TYPED(wire_batch_item, fault),
	TYPED_LONG(wire_batch_item, act, ACT_PACKED_MAX),
};
static const struct field batch_seal_fields[] = {
	INT64(wire_batch_seal, batch_id), INT64(wire_batch_seal, count),
};
static const struct field batch_part_fields[] = {
	INT64(wire_batch_part, batch_id), INT64(wire_batch_part, after_no),
	INT32(wire_batch_part, count), BOOL(wire_batch_part, is_dry_run),
	BOOL(wire_batch_part, is_start),
};
static const struct field batch_row_fields[] = {
	INT64(batch_row, id), TEXT(batch_row, op), TEXT(batch_row, source),
	BOOL(batch_row, is_whole), BOOL(batch_row, is_sealed), TEXT(batch_row, state),
	INT64(batch_row, undo_of), TEXT(batch_row, author), TEXT(batch_row, author_name),
	INT64(batch_row, created_at), INT64(batch_row, changed_at), INT64(batch_row, items),
	INT64(batch_row, done), INT64(batch_row, refused), INT64(batch_row, undone),
};
static const struct field batch_item_row_fields[] = {
	INT64(batch_item_row, no), INT64(batch_item_row, line), INT64(batch_item_row, case_id),
	TEXT(batch_item_row, number), TEXT(batch_item_row, op), TEXT(batch_item_row, state),
	BOOL(batch_item_row, is_dry_run), TEXT(batch_item_row, state_before),
	TEXT(batch_item_row, state_after), INT64(batch_item_row, version),
	INT64(batch_item_row, event_id), TEXT(batch_item_row, reason),
	TEXT(batch_item_row, detail), INT64(batch_item_row, other_batch),
};
static const struct field refused_fields[] = {
	TEXT(wire_refused, reason), TEXT(wire_refused, detail),
};
static const struct field count_fields[] = {
	ENUM(wire_count, state, STATE__COUNT), INT64(wire_count, count),
};
static const struct field lesson_fields[] = {
	TEXT(wire_lesson, action), INT32(wire_lesson, uses),
};
static const struct field waits_fields[] = {
	TEXT(wire_waits, source), TEXT(wire_waits, region), TEXT(wire_waits, error),
};
static const struct field wait_set_fields[] = {
	TEXT(wire_wait_set, region), TYPED(wire_wait_set, desk), TYPED(wire_wait_set, task),
	INT64(wire_wait_set, waiting), INT64(wire_wait_set, called),
	INT64(wire_wait_set, counters), INT64(wire_wait_set, at), BOOL(wire_wait_set, is_csv),
	BOOL(wire_wait_set, is_drop), BOOL(wire_wait_set, is_dry_run),
};
static const struct field waits_page_fields[] = {
	TEXT(wire_waits_page, source), BYTES(wire_waits_page, rows, WAITS_PAGE_BYTES_MAX),
};
static const struct field wait_ask_fields[] = {
	TEXT(wire_wait_ask, region), INT32(wire_wait_ask, region_step),
	TEXT(wire_wait_ask, order), INT64(wire_wait_ask, first), INT32(wire_wait_ask, limit),
	BOOL(wire_wait_ask, has_ways),
};
static const struct field wait_way_fields[] = {
	TEXT(wait_way, kind), INT64(wait_way, waiting), INT64(wait_way, longest_sec),
	INT64(wait_way, p50_sec), INT64(wait_way, p90_sec), INT64(wait_way, samples),
};
static const struct field wait_head_fields[] = {
	INT64(wait_head, total), INT64(wait_head, first), INT64(wait_head, over),
	INT64(wait_head, limit.minutes), INT64(wait_head, limit.people),
	TEXT(wait_head, region), BOOL(wait_head, is_quiet), INT64(wait_head, promised),
	INT64(wait_head, supplements),
};
static const struct field wait_row_fields[] = {
	TEXT(wait_row, source), TEXT(wait_row, region), TEXT(wait_row, desk_id),
	TEXT(wait_row, desk), TEXT(wait_row, task_no), TEXT(wait_row, task),
	INT64(wait_row, waiting), INT64(wait_row, called), INT64(wait_row, counters),
	INT64(wait_row, observed_at), INT64(wait_row, taken_at), TEXT(wait_row, error),
	INT64(wait_row, heard_at), TEXT(wait_row, others), TEXT(wait_row, by_name),
	TEXT(wait_row, hours),
	INT64(wait_row, p50_sec), INT64(wait_row, p90_sec), INT64(wait_row, samples),
	INT64(wait_row, busy_hour), INT64(wait_row, busy_days), TEXT(wait_row, today),
};
static const struct field consult_ask_fields[] = {
	BOOL(wire_consult_ask, has_ended), INT32(wire_consult_ask, from_hour),
	INT32(wire_consult_ask, until_hour), INT32(wire_consult_ask, staff_more),
};
static const struct field consult_fields[] = {
	TEXT(wire_consult, what), INT64(wire_consult, id), TEXT(wire_consult, op_key),
	TEXT(wire_consult, kind), TEXT(wire_consult, task), TEXT(wire_consult, result),
	INT32(wire_consult, priority), TYPED(wire_consult, who), TYPED(wire_consult, contact),
	TEXT(wire_consult, number), INT64(wire_consult, at), TYPED(wire_consult, text),
};
static const struct field consult_row_fields[] = {
	INT64(consult_row, id), TEXT(consult_row, channel), TEXT(consult_row, kind),
	TEXT(consult_row, task), TEXT(consult_row, state), INT32(consult_row, priority),
	TEXT(consult_row, who), TEXT(consult_row, contact), TEXT(consult_row, topic),
	INT64(consult_row, created_at), INT64(consult_row, ready_at),
	BOOL(consult_row, is_promised), INT64(consult_row, since_at),
	INT64(consult_row, called_at), INT64(consult_row, ended_at), TEXT(consult_row, staff),
	TEXT(consult_row, staff_name), INT64(consult_row, case_id),
	TEXT(consult_row, case_number), INT64(consult_row, warned_at),
	TEXT(consult_row, warned_for), TEXT(consult_row, result), TEXT(consult_row, note),
	TEXT(consult_row, said), BOOL(consult_row, is_said_to_us),
	INT64(consult_row, p50_sec), INT64(consult_row, p90_sec), INT64(consult_row, samples),
};
static const struct field consult_interval_fields[] = {
	TEXT(consult_interval, state), INT64(consult_interval, from_at),
	INT64(consult_interval, until_at), TEXT(consult_interval, staff),
	TEXT(consult_interval, staff_name), TEXT(consult_interval, text),
};
static const struct field plan_hour_fields[] = {
	INT32(plan_hour, hour), INT32(plan_hour, samples), INT64(plan_hour, arrivals_milli),
	INT64(plan_hour, servers_milli), INT64(plan_hour, p50_sec), INT64(plan_hour, p90_sec),
	INT64(plan_hour, wait_sec), INT64(plan_hour, then_sec),
};
static const struct field consult_figures_fields[] = {
	INT64(consult_figures, waiting), INT64(consult_figures, promised),
	INT64(consult_figures, serving), INT64(consult_figures, held),
	INT64(consult_figures, servers), INT64(consult_figures, p50_sec),
	INT64(consult_figures, p90_sec), INT64(consult_figures, samples),
	INT64(consult_figures, age_sec), INT64(consult_figures, done),
	INT64(consult_figures, absent), INT64(consult_figures, left),
	INT64(consult_figures, ended), INT64(consult_figures, told),
	INT64(consult_figures, untold), INT64(consult_figures, held50),
	INT64(consult_figures, held90), INT32(consult_figures, from_hour),
	INT32(consult_figures, until_hour), INT32(consult_figures, staff_more),
	INT64(consult_figures, if_samples), INT64(consult_figures, if_wait_sec),
	INT64(consult_figures, if_then_sec), INT64(consult_figures, rated),
	INT64(consult_figures, rated_sum), INT64(consult_figures, rated_low),
	INT64(consult_figures, own_rated), INT64(consult_figures, own_rated_sum),
	INT64(consult_figures, hours), INT64(consult_figures, hours_told),
	INT64(consult_figures, hours_untold), INT64(consult_figures, hours_held50),
	INT64(consult_figures, hours_held90), INT64(consult_figures, outside_told),
	INT64(consult_figures, outside_held50), INT64(consult_figures, outside_held90),
};
static const struct field ratings_fields[] = {
	BOOL(wire_ratings, is_low), INT32(wire_ratings, limit),
};
static const struct field rating_row_fields[] = {
	INT64(rating_row, case_id), TEXT(rating_row, number), INT64(rating_row, score),
	TEXT(rating_row, remark), INT64(rating_row, given_at), BOOL(rating_row, is_consulted),
};
static const struct field skills_fields[] = {
	TEXT(wire_skills, login), BOOL(wire_skills, is_set), TEXT(wire_skills, tasks),
};
static const struct field skill_row_fields[] = {
	INT64(skill_row, staff_id), TEXT(skill_row, login), TEXT(skill_row, name),
	TEXT(skill_row, task),
};
static const struct field figures_fields[] = { TEXT(wire_figures, screen) };
static const struct field figure_fields[] = {
	TEXT(figure_row, name), TEXT(figure_row, state), TEXT(figure_row, who),
	TEXT(figure_row, who_name), INT64(figure_row, count), BOOL(figure_row, is_more),
	TEXT(figure_row, query),
};
static const struct field page_fields[] = {
	INT32(wire_page, limit), INT64(wire_page, before_id), TEXT(wire_page, state),
};
static const struct field number_fields[] = { INT64(wire_number, number) };
static const struct field change_fields[] = {
	INT64(wire_change, id), TEXT(wire_change, what), TYPED(wire_change, reason),
	TEXT(wire_change, service), TEXT(wire_change, region),
};
static const struct field sync_run_fields[] = {
	TEXT(wire_sync_run, name), BOOL(wire_sync_run, is_watch), BOOL(wire_sync_run, is_next),
};
static const struct field switch_fields[] = {
	TEXT(wire_switch, name), TEXT(wire_switch, region), BOOL(wire_switch, is_on),
};
static const struct field scratch_fields[] = {
	TEXT(wire_scratch, about), INT64(wire_scratch, subject_id), TEXT(wire_scratch, action),
	TYPED_LONG(wire_scratch, content, PIECE_MAX),
};
static const struct field scratch_ask_fields[] = {
	INT64(wire_scratch_ask, id), TEXT(wire_scratch_ask, about),
	INT64(wire_scratch_ask, subject_id), TEXT(wire_scratch_ask, action),
};
static const struct field scratch_row_fields[] = {
	INT64(scratch_row, id), TEXT(scratch_row, about), INT64(scratch_row, subject_id),
	TEXT(scratch_row, action), TEXT(scratch_row, number), INT64(scratch_row, saved_at),
	INT64(scratch_row, bytes),
};
static const struct field snippet_fields[] = {
	BOOL(wire_snippet, is_office), TYPED(wire_snippet, name),
	TYPED_LONG(wire_snippet, text, ACT_LINES_MAX),
};
static const struct field snippet_row_fields[] = {
	INT64(snippet_row, id), BOOL(snippet_row, is_office), TEXT(snippet_row, name),
	INT64(snippet_row, changed_at), LONG(snippet_row, text, ACT_LINES_MAX),
};
static const struct field staff_add_fields[] = {
	TEXT(wire_staff_add, login), TYPED(wire_staff_add, name),
	ENUM(wire_staff_add, role, ROLE__COUNT), TYPED(wire_staff_add, department),
	TYPED(wire_staff_add, contact), INT64(wire_staff_add, uid),
};
static const struct field piece_fields[] = { LONG(wire_piece, text, PIECE_MAX) };
static const struct field export_fields[] = {
	INT64(wire_export, id), TYPED(wire_export, query), TYPED(wire_export, reason),
};
static const struct field import_fields[] = {
	TYPED(wire_import, source), TYPED(wire_import, reason), BOOL(wire_import, is_dry_run),
};
#define CARRIED_FIELDS(s, p) \
	INT64(s, p id), TEXT(s, p kind), TEXT(s, p by), TEXT(s, p by_name), INT64(s, p at), \
	INT64(s, p ended_at), TEXT(s, p query), TEXT(s, p reason), INT64(s, p cases), \
	INT64(s, p bytes), TEXT(s, p sha256)
static const struct field carried_fields[] = { CARRIED_FIELDS(carried_row, ) };
static const struct field imported_fields[] = {
	CARRIED_FIELDS(wire_imported, row.), INT64(wire_imported, staff_added),
	INT64(wire_imported, staff_other),
};
static const struct field finding_fields[] = {
	TEXT(wire_finding, name), BOOL(wire_finding, is_ok), TEXT(wire_finding, detail),
};

#define CASE_ROW_FIELDS(s, p) \
	INT64(s, p id), TEXT(s, p receipt_no), TEXT(s, p external_id), TEXT(s, p channel), \
	TEXT(s, p region), TEXT(s, p service), TEXT(s, p applicant), TEXT(s, p title), \
	ENUM(s, p state, STATE__COUNT), TEXT(s, p assignee), TEXT(s, p assignee_name), \
	TEXT(s, p lease_holder), TEXT(s, p lease_holder_name), INT64(s, p lease_until_at), \
	INT64(s, p arrived_at), INT64(s, p received_at), INT64(s, p due_at), \
	INT32(s, p slack_minutes), INT32(s, p paused_from.number), INT32(s, p extensions), \
	INT64(s, p outage_at), BOOL(s, p is_outage_receipt), BOOL(s, p has_correction), \
	INT32(s, p mismatches), INT64(s, p deemed_at), INT64(s, p raised_at), \
	ENUM(s, p escalation, ESCALATION__COUNT), INT64(s, p decided_at), \
	INT64(s, p hop_due_at), INT32(s, p bounces), INT64(s, p version), \
	BOOL(s, p is_changed), INT64(s, p allowed)

static const struct field case_row_fields[] = { CASE_ROW_FIELDS(case_row, ) };
static const struct field recent_fields[] = {
	CASE_ROW_FIELDS(recent_row, row.), INT64(recent_row, looked_at),
};
static const struct field case_fields[] = {
	CASE_ROW_FIELDS(case_detail, row.),
	ENUM(case_detail, final_by, FINAL_BY__COUNT), BOOL(case_detail, is_unmasked),
	TEXT(case_detail, applicant_phone), TEXT(case_detail, applicant_address),
	TEXT(case_detail, applicant_birth), TEXT(case_detail, form_version),
	ENUM(case_detail, draft_outcome, OUTCOME__COUNT), TEXT(case_detail, draft_by),
	TEXT(case_detail, draft_by_name), LONG(case_detail, draft_text, ACT_TEXT_MAX),
	LONG(case_detail, draft_reasons, ACT_LINES_MAX),
	LONG(case_detail, draft_remedies, ACT_LINES_MAX), INT64(case_detail, escalation_id),
};
static const struct field clock_fields[] = {
	BOOL(clock_figures, is_running), INT64(clock_figures, legal_due_at),
	INT64(clock_figures, calendar_due_at), INT64(clock_figures, announced_at),
	INT64(clock_figures, reply_due_at), INT64(clock_figures, left),
	INT64(clock_figures, ledger[0]), INT64(clock_figures, ledger[1]),
	INT64(clock_figures, ledger[2]), INT64(clock_figures, ledger[3]),
	INT64(clock_figures, ledger[4]), INT64(clock_figures, total),
};
static const struct field clock_event_fields[] = {
	INT64(wire_clock_event, id), INT32(wire_clock_event, kind),
	INT64(wire_clock_event, at), INT64(wire_clock_event, until_at),
	INT64(wire_clock_event, of), INT32(wire_clock_event, unit),
	INT32(wire_clock_event, count), INT32(wire_clock_event, calendar_days),
	INT32(wire_clock_event, reason),
	INT32(wire_clock_event, party),
};
static const struct field verify_fields[] = {
	INT32(wire_verify, limit), TEXT(wire_verify, after),
};
static const struct field calendar_change_ask_fields[] = {
	INT32(wire_calendar_change, limit), TEXT(wire_calendar_change, after),
	BOOL(wire_calendar_change, wants_proposed), INT32(wire_calendar_change, lunch_minute),
	TEXT(wire_calendar_change, lunch_from), TYPED(wire_calendar_change, reason),
	LONG(wire_calendar_change, entries, CALENDAR_ENTRIES_MAX),
};
static const struct field calendar_fields[] = { BOOL(wire_calendar, is_proposed) };
static const struct field calendar_moves_fields[] = {
	INT64(wire_calendar_moves, change_id), INT64(wire_calendar_moves, after_id),
	INT32(wire_calendar_moves, limit),
};
static const struct field move_fields[] = {
	INT64(wire_move, id), INT64(wire_move, case_id), TEXT(wire_move, number),
	INT64(wire_move, due_before), INT64(wire_move, due_after), INT64(wire_move, announced_at),
};
static const struct field days_fields[] = {
	TYPED(wire_days, source), INT32(wire_days, year),
	LONG(wire_days, entries, CALENDAR_ENTRIES_MAX),
};
#define HOLIDAY_FIELDS(s, p) \
	INT64(s, p id), INT32(s, p day.number), TEXT(s, p region), TEXT(s, p name_ko), \
	TEXT(s, p name_en), TEXT(s, p kind), TEXT(s, p source), INT64(s, p at), \
	INT64(s, p after_event)
static const struct field holiday_fields[] = { HOLIDAY_FIELDS(holiday_row, ) };
static const struct field lunch_fields[] = {
	INT32(lunch_row, from.number), INT32(lunch_row, minute), INT64(lunch_row, at),
	INT64(lunch_row, after_event),
};
static const struct field calendar_change_fields[] = {
	INT64(calendar_change_row, id), INT64(calendar_change_row, at),
	TEXT(calendar_change_row, by), TEXT(calendar_change_row, entries),
	TEXT(calendar_change_row, reason), INT64(calendar_change_row, checked),
	INT64(calendar_change_row, moved), BOOL(calendar_change_row, is_done),
};
static const struct field letter_fields[] = {
	INT64(letter_row, id), INT64(letter_row, case_id), TEXT(letter_row, number),
	TEXT(letter_row, letter), TEXT(letter_row, service), TEXT(letter_row, applicant),
	TEXT(letter_row, assignee), TEXT(letter_row, assignee_name), INT64(letter_row, owed_at),
	INT64(letter_row, missed), INT64(letter_row, due_at), INT64(letter_row, announced_at),
	TEXT(letter_row, state),
};
static const struct field day_found_fields[] = {
	HOLIDAY_FIELDS(wire_day_found, day.), BOOL(wire_day_found, is_in_list),
	BOOL(wire_day_found, is_in_calendar), BOOL(wire_day_found, is_by_decree),
	BOOL(wire_day_found, is_proposed),
};
static const struct field difference_fields[] = {
	INT64(wire_difference, case_id), TEXT(wire_difference, number),
	INT64(wire_difference, stored_at), INT64(wire_difference, counted_at),
	INT64(wire_difference, announced_at),
	TEXT(wire_difference, fault),
};
static const struct field verify_end_fields[] = {
	TEXT(wire_verify_end, next), INT32(wire_verify_end, checked),
};
static const struct field outage_fields[] = {
	TEXT(wire_outage, what), INT64(wire_outage, id), TEXT(wire_outage, channel),
	INT64(wire_outage, from_at), INT64(wire_outage, until_at), TYPED(wire_outage, reason),
	TYPED(wire_outage, evidence), BOOL(wire_outage, is_dry_run),
};
static const struct field outage_row_fields[] = {
	INT64(outage_row, id), TEXT(outage_row, channel), INT64(outage_row, from_at),
	INT64(outage_row, until_at), TEXT(outage_row, reason), TEXT(outage_row, evidence),
	TEXT(outage_row, by), TEXT(outage_row, by_name), INT64(outage_row, entered_at),
	INT64(outage_row, cases), INT64(outage_row, moved),
};
static const struct field form_ask_fields[] = {
	TEXT(wire_form_ask, service), TEXT(wire_form_ask, region), TEXT(wire_form_ask, on),
	BOOL(wire_form_ask, is_own), INT64(wire_form_ask, before_id), INT32(wire_form_ask, limit),
};
static const struct field form_import_fields[] = {
	TEXT(wire_form_import, service), TEXT(wire_form_import, layer),
	TEXT(wire_form_import, effective), BOOL(wire_form_import, is_dry_run),
	TYPED(wire_form_import, source), TYPED(wire_form_import, reason),
	LONG(wire_form_import, body, FORM_IMPORT_BYTES_MAX),
};
static const struct field form_release_fields[] = {
	INT64(form_release_row, id), TEXT(form_release_row, service),
	TEXT(form_release_row, layer), TEXT(form_release_row, version),
	INT32(form_release_row, from.number), INT32(form_release_row, until.number),
	BOOL(form_release_row, is_whole), TEXT(form_release_row, state),
	TEXT(form_release_row, source), INT64(form_release_row, added),
	INT64(form_release_row, changed), INT64(form_release_row, gone),
	TEXT(form_release_row, by), TEXT(form_release_row, by_name), INT64(form_release_row, at),
	TEXT(form_release_row, reason), INT64(form_release_row, retired_at),
	TEXT(form_release_row, retired_by), TEXT(form_release_row, retired_reason),
};
static const struct field services_fields[] = {
	TYPED(wire_services, source), BOOL(wire_services, is_dry_run),
	LONG(wire_services, entries, PIECE_MAX),
};
static const struct field listed_ask_fields[] = {
	TYPED(wire_listed, word), BOOL(wire_listed, wants_matched), TEXT(wire_listed, after_name),
	TEXT(wire_listed, after_id), INT32(wire_listed, limit),
};
static const struct field service_found_fields[] = {
	TEXT(service_found, id), TEXT(service_found, name), TEXT(service_found, code),
	TEXT(service_found, what), TEXT(service_found, member), TEXT(service_found, was),
	TEXT(service_found, is),
};
static const struct field listed_service_fields[] = {
	TEXT(listed_service, id), TEXT(listed_service, name), TEXT(listed_service, code),
	TEXT(listed_service, agency), TEXT(listed_service, how), TEXT(listed_service, where),
	TEXT(listed_service, documents), TEXT(listed_service, law), TEXT(listed_service, url),
	INT64(listed_service, differences), TEXT(listed_service, source),
	INT64(listed_service, at),
};
static const struct field form_change_fields[] = {
	TEXT(form_change, field), TEXT(form_change, title), TEXT(form_change, keyword),
	TEXT(form_change, layer_was), TEXT(form_change, layer_is), TEXT(form_change, was),
	TEXT(form_change, is),
};
static const struct field form_finding_fields[] = {
	TEXT(form_finding_row, pointer), TEXT(form_finding_row, word),
	TEXT(form_finding_row, sentence),
};
static const struct field correction_fields[] = {
	INT64(correction_row, case_id), TEXT(correction_row, number),
	INT64(correction_row, of_event), TEXT(correction_row, what),
	INT64(correction_row, from_at), INT64(correction_row, to_at),
	TEXT(correction_row, reason), TEXT(correction_row, evidence), TEXT(correction_row, by),
	TEXT(correction_row, by_name), INT64(correction_row, asked_at),
	INT64(correction_row, decided_event),
};
static const struct field limit_fields[] = {
	TEXT(limit_row, name), INT64(limit_row, due_at), INT64(limit_row, kept_at),
};
static const struct field answer_fields[] = {
	TEXT(answer, name), TEXT(answer, title), TEXT(answer, section), TEXT(answer, layer),
	BOOL(answer, is_masked), BOOL(answer, is_amended), BOOL(answer, is_yes_no),
	TEXT(answer, was), TEXT(answer, fault), TEXT(answer, fault_detail),
	BOOL(answer, has_seen), BOOL(answer, is_new), TEXT(answer, seen), TEXT(answer, flag),
	TEXT(answer, flag_by), TEXT(answer, item),
	LONG(answer, value, PIECE_MAX),
};
static const struct field flag_change_fields[] = {
	TEXT(wire_flag_change, number), TEXT(wire_flag_change, what),
	BOOL(wire_flag_change, is_faults), LONG(wire_flag_change, fields, ACT_LINES_MAX),
};
static const struct field flag_fields[] = {
	TEXT(flag_row, field), TEXT(flag_row, title), TEXT(flag_row, state), TEXT(flag_row, fault),
	TEXT(flag_row, by), TEXT(flag_row, by_name), INT64(flag_row, at), TEXT(flag_row, item),
};
static const struct field event_fields[] = {
	INT64(timeline_event, id), TEXT(timeline_event, kind), TEXT(timeline_event, actor),
	TEXT(timeline_event, actor_name), INT64(timeline_event, entered_at),
	INT64(timeline_event, effective_at), TEXT(timeline_event, state_before),
	TEXT(timeline_event, state_after), BOOL(timeline_event, is_new),
	TEXT(timeline_event, rule),
	LONG(timeline_event, text, PIECE_MAX),
};
static const struct field allowed_fields[] = {
	ENUM(allowed, op, OP__COUNT), BOOL(allowed, is_allowed), TEXT(allowed, reason),
	TEXT(allowed, detail),
};
static const struct field handover_fields[] = {
	INT64(handover_row, id), INT64(handover_row, case_id), TEXT(handover_row, case_number),
	INT64(handover_row, serial), TEXT(handover_row, kind), TEXT(handover_row, agency),
	TEXT(handover_row, hop), INT64(handover_row, asked_at), INT64(handover_row, sent_at),
	INT64(handover_row, received_at), INT64(handover_row, accepted_at),
	INT64(handover_row, answered_at), INT64(handover_row, closed_at),
	INT64(handover_row, due_at), TEXT(handover_row, reason_code),
	TEXT(handover_row, receipt_no), TEXT(handover_row, officer), TEXT(handover_row, by),
	TEXT(handover_row, by_name), TEXT(handover_row, owner), TEXT(handover_row, owner_name),
	INT64(handover_row, bounces), TEXT(handover_row, message),
};
static const struct field handover_text_fields[] = {
	TEXT(wire_handover_text, what), LONG(wire_handover_text, text, PIECE_MAX),
};
static const struct field outbox_fields[] = {
	INT64(outbox_row, id), INT64(outbox_row, case_id), TEXT(outbox_row, case_number),
	TEXT(outbox_row, channel), TEXT(outbox_row, kind), TEXT(outbox_row, state),
	INT64(outbox_row, attempts), INT64(outbox_row, created_at),
	INT64(outbox_row, next_try_at), INT64(outbox_row, sent_at),
	TEXT(outbox_row, last_error),
};
static const struct field unsorted_fields[] = {
	INT64(unsorted_row, id), TEXT(unsorted_row, channel), TEXT(unsorted_row, region),
	TEXT(unsorted_row, event_id), TEXT(unsorted_row, external_id),
	TEXT(unsorted_row, reason), TEXT(unsorted_row, detail),
	INT64(unsorted_row, arrived_at), TEXT(unsorted_row, state),
	TEXT(unsorted_row, discard_by), TEXT(unsorted_row, discard_reason),
};
static const struct field staff_fields[] = {
	INT64(staff_row, id), TEXT(staff_row, login), TEXT(staff_row, name),
	ENUM(staff_row, role, ROLE__COUNT), TEXT(staff_row, office),
	TEXT(staff_row, office_name), TEXT(staff_row, department), INT64(staff_row, uid),
	BOOL(staff_row, is_enabled),
};
static const struct field channel_fields[] = {
	TEXT(channel_row, code), TEXT(channel_row, name), TEXT(channel_row, region),
	TEXT(channel_row, cursor), BOOL(channel_row, is_enabled),
	INT64(channel_row, last_pull_at), TEXT(channel_row, last_error),
};
static const struct field intake_begin_fields[] = {
	TEXT(wire_intake_begin, channel), TEXT(wire_intake_begin, region),
	TEXT(wire_intake_begin, cursor_before), TEXT(wire_intake_begin, cursor_after),
	INT32(wire_intake_begin, count), BOOL(wire_intake_begin, wants_outcomes),
};
static const struct field intake_item_fields[] = {
	TEXT(wire_intake_item, event_id), TEXT(wire_intake_item, kind),
	TEXT(wire_intake_item, external_id), TEXT(wire_intake_item, source),
	INT64(wire_intake_item, arrived_at), TEXT(wire_intake_item, service),
	TEXT(wire_intake_item, region), TEXT(wire_intake_item, title),
	TEXT(wire_intake_item, form_version), TEXT(wire_intake_item, applicant_name),
	TEXT(wire_intake_item, applicant_phone), TEXT(wire_intake_item, applicant_address),
	TEXT(wire_intake_item, applicant_birth), TEXT(wire_intake_item, fault),
	TEXT(wire_intake_item, fault_detail), INT64(wire_intake_item, data_from),
	INT64(wire_intake_item, data_len), INT64(wire_intake_item, answers_from),
	INT64(wire_intake_item, answers_len),
	BYTES(wire_intake_item, raw, WIRE_SYNC_FRAME_MAX - 64 * 1024),
};
static const struct field intake_outcome_fields[] = {
	TEXT(wire_intake_outcome, result), TEXT(wire_intake_outcome, reason),
	TEXT(wire_intake_outcome, detail), BOOL(wire_intake_outcome, is_seen),
	INT64(wire_intake_outcome, at),
};
static const struct field intake_done_fields[] = {
	INT32(wire_intake_done, created), INT32(wire_intake_done, duplicate),
	INT32(wire_intake_done, unsorted),
};
static const struct field outgoing_fields[] = {
	INT64(wire_outgoing, id), INT64(wire_outgoing, fence), INT64(wire_outgoing, attempts),
	TEXT(wire_outgoing, channel), TEXT(wire_outgoing, region), TEXT(wire_outgoing, kind),
	TEXT(wire_outgoing, external_id), TEXT(wire_outgoing, op_key),
	BYTES(wire_outgoing, body, 1024 * 1024),
};
static const struct field attachment_fields[] = {
	INT64(wire_attachment, id), TEXT(wire_attachment, name), TEXT(wire_attachment, media_type),
	INT64(wire_attachment, size), INT64(wire_attachment, here),
	TEXT(wire_attachment, sha256), TEXT(wire_attachment, state),
	TEXT(wire_attachment, error),
};
static const struct field attachment_get_fields[] = {
	TEXT(wire_attachment_get, number), TEXT(wire_attachment_get, wanted),
	INT64(wire_attachment_get, offset),
};
static const struct field wanted_file_fields[] = {
	INT64(wire_wanted_file, id), TEXT(wire_wanted_file, channel),
	TEXT(wire_wanted_file, region), TEXT(wire_wanted_file, sha256),
	INT64(wire_wanted_file, size),
};
static const struct field file_begin_fields[] = {
	INT64(wire_file_begin, id), BOOL(wire_file_begin, is_anew),
};
static const struct field file_so_far_fields[] = {
	INT64(wire_file_so_far, id), INT64(wire_file_so_far, size), TEXT(wire_file_so_far, etag),
};
static const struct field file_piece_fields[] = {
	INT64(wire_file_piece, id), BYTES(wire_file_piece, bytes, PIECE_MAX),
};
static const struct field file_failed_fields[] = {
	INT64(wire_file_failed, id), BOOL(wire_file_failed, is_final),
	BOOL(wire_file_failed, is_kept), BOOL(wire_file_failed, is_soon),
	TEXT(wire_file_failed, etag), TEXT(wire_file_failed, detail),
};
static const struct field lease_fields[] = {
	INT32(wire_lease, count), TEXT(wire_lease, channel),
};
static const struct field result_fields[] = {
	INT64(wire_result, id), INT64(wire_result, fence), TEXT(wire_result, verdict),
	INT64(wire_result, retry_after_sec), TEXT(wire_result, detail),
};
static const struct field away_fields[] = {
	INT64(wire_away, id), TEXT(wire_away, channel), TEXT(wire_away, region),
	TEXT(wire_away, external_id), TEXT(wire_away, op_key), TEXT(wire_away, agency),
	TEXT(wire_away, receipt_no), TEXT(wire_away, note),
};
static const struct field away_news_fields[] = {
	INT64(wire_away_news, id), TEXT(wire_away_news, status), TEXT(wire_away_news, event_id),
	TEXT(wire_away_news, receipt_no), INT64(wire_away_news, at),
	TEXT(wire_away_news, officer), TEXT(wire_away_news, text),
};
static const struct field package_file_fields[] = {
	INT64(wire_package_file, message_id), INT64(wire_package_file, fence),
	TEXT(wire_package_file, sha256), INT64(wire_package_file, offset),
};
static const struct field reconcile_fields[] = {
	TEXT(wire_reconcile, channel), TEXT(wire_reconcile, region),
	INT64(wire_reconcile, from_at), INT64(wire_reconcile, until_at),
	TEXT(wire_reconcile, part),
};
static const struct field report_fields[] = {
	INT64(wire_report, from_at), INT64(wire_report, until_at), TEXT(wire_report, after),
	INT64(wire_report, received_seen), TYPED(wire_report, query),
};
static const struct field report_case_fields[] = {
	TEXT(report_case, region), TEXT(report_case, service), TEXT(report_case, channel),
	BOOL(report_case, has_arrived), BOOL(report_case, has_received),
	BOOL(report_case, has_decided), TEXT(report_case, state), BOOL(report_case, is_late),
	BOOL(report_case, has_period), INT64(report_case, minutes),
	INT64(report_case, period_minutes), INT64(report_case, desk_minutes),
	INT64(report_case, applicant_minutes), INT64(report_case, other_minutes),
	INT64(report_case, ministry_minutes), INT64(report_case, outage_minutes),
	INT64(report_case, supplements), INT64(report_case, extensions),
	INT64(report_case, handovers), INT64(report_case, send_backs),
	INT64(report_case, corrections),
};
static const struct field report_rest_fields[] = {
	INT64(report_rest, received), INT64(report_rest, rated), INT64(report_rest, rated_sum),
	INT64(report_rest, rated_low), INT64(report_rest, consultations),
	INT64(report_rest, served), INT64(report_rest, waits), INT64(report_rest, wait_p50_sec),
	INT64(report_rest, wait_p90_sec),
};
static const struct field report_end_fields[] = { TEXT(wire_report_end, next),
	INT64(wire_report_end, received_seen) };
static const struct field reconcile_row_fields[] = {
	TEXT(reconcile_row, channel), TEXT(reconcile_row, region), INT64(reconcile_row, from_at),
	INT64(reconcile_row, until_at), INT64(reconcile_row, heard_at),
	TEXT(reconcile_row, error), INT64(reconcile_row, arrived),
	INT64(reconcile_row, received), INT64(reconcile_row, decided),
	INT64(reconcile_row, reported), INT64(reconcile_row, acknowledged),
	INT64(reconcile_row, there_filed), INT64(reconcile_row, there_received),
	INT64(reconcile_row, there_decided), INT64(reconcile_row, missing_here),
	INT64(reconcile_row, missing_there), INT64(reconcile_row, receipt_median_sec),
	INT64(reconcile_row, receipt_worst_sec), INT64(reconcile_row, report_median_sec),
	INT64(reconcile_row, report_worst_sec),
};
static const struct field reconcile_case_fields[] = {
	TEXT(reconcile_case, channel), TEXT(reconcile_case, region),
	INT64(reconcile_case, case_id), TEXT(reconcile_case, number),
	TEXT(reconcile_case, external_id), INT64(reconcile_case, arrived_at),
	INT64(reconcile_case, received_at), INT64(reconcile_case, decided_at),
	TEXT(reconcile_case, report_state), INT64(reconcile_case, acknowledged_at),
	TEXT(reconcile_case, fault),
};
static const struct field listing_fields[] = {
	TEXT(wire_listing, of.channel), TEXT(wire_listing, of.region),
	TEXT(wire_listing, of.external_id), INT64(wire_listing, of.arrived_at),
	INT64(wire_listing, of.received_at), INT64(wire_listing, of.decided_at),
};
static const struct field knowledge_row_fields[] = {
	INT64(knowledge_row, id), TEXT(knowledge_row, key),
	ENUM(knowledge_row, layer, KNOWLEDGE_LAYER__COUNT), TEXT(knowledge_row, region),
	TEXT(knowledge_row, service), TEXT(knowledge_row, question), TEXT(knowledge_row, source),
	INT32(knowledge_row, from.number), INT32(knowledge_row, until.number),
	TEXT(knowledge_row, confidence), TEXT(knowledge_row, state), INT64(knowledge_row, version),
	INT64(knowledge_row, changed_at), TEXT(knowledge_row, by), TEXT(knowledge_row, by_name),
	TEXT(knowledge_row, reason), INT32(knowledge_row, fit), INT32(knowledge_row, hides),
	INT32(knowledge_row, lapsed), BOOL(knowledge_row, is_expired),
	BOOL(knowledge_row, is_early), LONG(knowledge_row, answer, KNOWLEDGE_ANSWER_MAX),
};
static const struct field knowledge_ask_fields[] = {
	TYPED(wire_knowledge_ask, text), TEXT(wire_knowledge_ask, region),
	TEXT(wire_knowledge_ask, service), TEXT(wire_knowledge_ask, key),
	INT32(wire_knowledge_ask, layers), INT32(wire_knowledge_ask, limit),
	BOOL(wire_knowledge_ask, is_counted),
};
static const struct field knowledge_found_fields[] = {
	INT64(wire_knowledge_found, total), BOOL(wire_knowledge_found, is_good),
	TEXT(wire_knowledge_found, region), BOOL(wire_knowledge_found, is_named),
};
static const struct field knowledge_change_fields[] = {
	TEXT(wire_knowledge_change, what), TEXT(wire_knowledge_change, key),
	TEXT(wire_knowledge_change, layer), TEXT(wire_knowledge_change, region),
	TEXT(wire_knowledge_change, service), TYPED(wire_knowledge_change, question),
	TYPED(wire_knowledge_change, source), TEXT(wire_knowledge_change, from),
	TEXT(wire_knowledge_change, until), TEXT(wire_knowledge_change, confidence),
	TYPED(wire_knowledge_change, reason), INT64(wire_knowledge_change, question_id),
	TYPED_LONG(wire_knowledge_change, answer, KNOWLEDGE_ANSWER_MAX),
};
static const struct field knowledge_import_fields[] = {
	TYPED(wire_knowledge_import, head), INT64(wire_knowledge_import, first_line),
	BOOL(wire_knowledge_import, is_dry_run), TYPED(wire_knowledge_import, source),
	TYPED_LONG(wire_knowledge_import, text, KNOWLEDGE_IMPORT_MAX),
};
static const struct field knowledge_fault_fields[] = {
	INT64(wire_knowledge_fault, line), TEXT(wire_knowledge_fault, column),
	TEXT(wire_knowledge_fault, why),
};
static const struct field knowledge_imported_fields[] = {
	INT64(wire_knowledge_imported, added), INT64(wire_knowledge_imported, changed),
	INT64(wire_knowledge_imported, same), INT64(wire_knowledge_imported, bad),
};
static const struct field knowledge_note_fields[] = {
	TEXT(wire_knowledge_note, what), TEXT(wire_knowledge_note, key),
	INT64(wire_knowledge_note, consult_id), TEXT(wire_knowledge_note, since),
};
static const struct field knowledge_use_fields[] = {
	TEXT(wire_knowledge_use, key), TEXT(wire_knowledge_use, what),
	INT64(wire_knowledge_use, count),
};
static const struct field question_fields[] = {
	TEXT(wire_question, what), INT64(wire_question, id), TYPED(wire_question, text),
	TEXT(wire_question, region), TEXT(wire_question, service),
	INT64(wire_question, consult_id), TEXT(wire_question, key), TYPED(wire_question, reason),
};
static const struct field question_row_fields[] = {
	INT64(question_row, id), TEXT(question_row, region), TEXT(question_row, service),
	TEXT(question_row, text), TEXT(question_row, state), INT64(question_row, asked),
	INT64(question_row, first_at), INT64(question_row, last_at), TEXT(question_row, by),
	TEXT(question_row, by_name), TEXT(question_row, key), INT64(question_row, closed_at),
	TEXT(question_row, closed_by_name), TEXT(question_row, reason),
};
static const struct field need_fields[] = {
	TEXT(wire_need, what), TEXT(wire_need, number), TEXT(wire_need, op_key),
	TYPED(wire_need, title), TEXT(wire_need, service), TEXT(wire_need, state),
	TEXT(wire_need, date), TYPED_LONG(wire_need, text, NATIONAL_TEXT_MAX),
	TYPED_LONG(wire_need, workaround, NATIONAL_TEXT_MAX),
};
static const struct field task_fields[] = {
	TEXT(wire_task, number), TEXT(wire_task, state), TYPED_LONG(wire_task, text, NATIONAL_TEXT_MAX),
};
static const struct field need_row_fields[] = {
	INT64(need_row, id), TEXT(need_row, need_id), TEXT(need_row, reference),
	TEXT(need_row, office), TEXT(need_row, office_name), TEXT(need_row, title),
	TEXT(need_row, service), TEXT(need_row, state), INT32(need_row, seconds),
	BOOL(need_row, is_ours), BOOL(need_row, is_seconded), INT64(need_row, registered_at),
	TEXT(need_row, agency_name), INT64(need_row, answered_at),
	INT32(need_row, planned.number), TEXT(need_row, sending), INT64(need_row, version),
	LONG(need_row, why, NATIONAL_TEXT_MAX), LONG(need_row, workaround, NATIONAL_TEXT_MAX),
	LONG(need_row, reason, NATIONAL_TEXT_MAX),
};
static const struct field need_second_row_fields[] = {
	TEXT(need_second_row, office), TEXT(need_second_row, office_name),
	INT64(need_second_row, seconded_at),
};
static const struct field task_row_fields[] = {
	INT64(task_row, id), TEXT(task_row, task_id), TEXT(task_row, title),
	TEXT(task_row, owner), TEXT(task_row, owner_name), BOOL(task_row, is_ours),
	INT32(task_row, due.number), TEXT(task_row, state), INT64(task_row, reported_at),
	TEXT(task_row, sending), INT64(task_row, version), LONG(task_row, note, NATIONAL_TEXT_MAX),
};
static const struct field sync_report_fields[] = {
	TEXT(wire_sync_report, channel), TEXT(wire_sync_report, region),
	INT32(wire_sync_report, created), INT32(wire_sync_report, duplicate),
	INT32(wire_sync_report, unsorted), INT32(wire_sync_report, sent),
	INT32(wire_sync_report, waiting), INT32(wire_sync_report, parked),
	TEXT(wire_sync_report, error), TEXT(wire_sync_report, note),
	INT32(wire_sync_report, pages), INT32(wire_sync_report, files),
	INT64(wire_sync_report, bytes_received), INT64(wire_sync_report, bytes_sent),
};
static const struct field sync_welcome_fields[] = {
	INT64(wire_sync_welcome, now_at), BOOL(wire_sync_welcome, is_practice),
	BOOL(wire_sync_welcome, is_watched),
};
static const struct field wake_fields[] = {
	INT64(wire_wake, number), TEXT(wire_wake, channel), BOOL(wire_wake, is_test),
	BOOL(wire_wake, is_own),
};

#define ROW(name, doors, s, fields) \
	{ name, doors, sizeof(struct s), fields, sizeof(fields) / sizeof(fields[0]) }
#define DESK_BOTH (DOOR_DESK_ASKS | DOOR_DESK_TELLS)

/* The message table: what travels, through which doors, in which struct. */
const struct message_info message_table[] = {
	[MESSAGE_ERROR] = ROW("error", DOOR_DESK_TELLS | DOOR_SYNC_TELLS, wire_error, error_fields),
	[MESSAGE_OK] = ROW("ok", DOOR_DESK_TELLS | DOOR_SYNC_TELLS, wire_ok, ok_fields),
	[MESSAGE_HELLO] = ROW("hello", DOOR_DESK_ASKS, wire_hello, hello_fields),
	[MESSAGE_LIST] = ROW("list", DOOR_DESK_ASKS, wire_list, list_fields),
	[MESSAGE_MARKED] = ROW("marked", DOOR_DESK_ASKS, wire_marked, marked_fields),
	[MESSAGE_RECENT] = ROW("recent", DOOR_DESK_ASKS, wire_page, page_fields),
	[MESSAGE_RECENT_ROW] = ROW("recent-row", DOOR_DESK_TELLS, recent_row, recent_fields),
	[MESSAGE_SAVED_LIST] = ROW("saved-list", DOOR_DESK_ASKS, wire_ok, ok_fields),
	[MESSAGE_RULE_LIST] = ROW("rule-list", DOOR_DESK_ASKS, wire_ok, ok_fields),
	[MESSAGE_RULE_CHANGE] = ROW("rule-change", DOOR_DESK_ASKS, wire_rule_change,
	    rule_change_fields),
	[MESSAGE_RULE_TEST] = ROW("rule-test", DOOR_DESK_ASKS, wire_rule_ask, rule_ask_fields),
	[MESSAGE_RULE_FIRED] = ROW("rule-fired", DOOR_DESK_ASKS, wire_rule_ask, rule_ask_fields),
	[MESSAGE_SAVED_CHANGE] = ROW("saved-change", DOOR_DESK_ASKS, wire_saved_change,
	    saved_change_fields),
	[MESSAGE_SHOW] = ROW("show", DOOR_DESK_ASKS, wire_show, show_fields),
	[MESSAGE_CALL] = ROW("call", DOOR_DESK_ASKS, wire_call, call_fields),
	[MESSAGE_CALL_SHEET] = ROW("call-sheet", DOOR_DESK_TELLS, call_sheet, call_sheet_fields),
	[MESSAGE_LOG] = ROW("log", DOOR_DESK_ASKS, wire_show, show_fields),
	[MESSAGE_DIFF] = ROW("diff", DOOR_DESK_ASKS, wire_show, show_fields),
	[MESSAGE_FLAG_LIST] = ROW("flag-list", DOOR_DESK_ASKS, wire_show, show_fields),
	[MESSAGE_FLAG_CHANGE] = ROW("flag-change", DOOR_DESK_ASKS, wire_flag_change,
	    flag_change_fields),
	[MESSAGE_FLAG] = ROW("flag", DOOR_DESK_TELLS, flag_row, flag_fields),
	[MESSAGE_WHY] = ROW("why", DOOR_DESK_ASKS, wire_show, show_fields),
	[MESSAGE_AUDIT_VERIFY] = ROW("audit-verify", DOOR_DESK_ASKS, wire_verify, verify_fields),
	[MESSAGE_CONSULT_LIST] = ROW("consult-list", DOOR_DESK_ASKS, wire_consult_ask,
	    consult_ask_fields),
	[MESSAGE_CONSULT_SHOW] = ROW("consult-show", DOOR_DESK_ASKS, wire_number, number_fields),
	[MESSAGE_CONSULT_CHANGE] = ROW("consult-change", DOOR_DESK_ASKS, wire_consult,
	    consult_fields),
	[MESSAGE_RATINGS] = ROW("ratings", DOOR_DESK_ASKS, wire_ratings, ratings_fields),
	[MESSAGE_RATING_ROW] = ROW("rating-row", DOOR_DESK_TELLS, rating_row, rating_row_fields),
	[MESSAGE_SKILLS] = ROW("skills", DOOR_DESK_ASKS, wire_skills, skills_fields),
	[MESSAGE_CONSULT_ROW] = ROW("consult-row", DOOR_DESK_TELLS, consult_row,
	    consult_row_fields),
	[MESSAGE_CONSULT_INTERVAL] = ROW("consult-interval", DOOR_DESK_TELLS, consult_interval,
	    consult_interval_fields),
	[MESSAGE_CONSULT_FIGURES] = ROW("consult-figures", DOOR_DESK_TELLS, consult_figures,
	    consult_figures_fields),
	[MESSAGE_PLAN_HOUR] = ROW("plan-hour", DOOR_DESK_TELLS, plan_hour, plan_hour_fields),
	[MESSAGE_SKILL_ROW] = ROW("skill-row", DOOR_DESK_TELLS, skill_row, skill_row_fields),
	[MESSAGE_OUTAGE_LIST] = ROW("outage-list", DOOR_DESK_ASKS, wire_page, page_fields),
	[MESSAGE_OUTAGE_CHANGE] = ROW("outage-change", DOOR_DESK_ASKS, wire_outage, outage_fields),
	[MESSAGE_OUTAGE_ROW] = ROW("outage-row", DOOR_DESK_TELLS, outage_row, outage_row_fields),
	[MESSAGE_CORRECTION_LIST] = ROW("correction-list", DOOR_DESK_ASKS, wire_page, page_fields),
	[MESSAGE_LIMIT] = ROW("limit", DOOR_DESK_TELLS, limit_row, limit_fields),
	[MESSAGE_CORRECTION_ROW] = ROW("correction-row", DOOR_DESK_TELLS, correction_row,
	    correction_fields),
	[MESSAGE_HOLIDAYS_PREVIEW] = ROW("holidays-preview", DOOR_DESK_ASKS, wire_calendar_change,
	    calendar_change_ask_fields),
	[MESSAGE_CALENDAR] = ROW("calendar", DOOR_DESK_ASKS, wire_calendar, calendar_fields),
	[MESSAGE_CALENDAR_APPLY] = ROW("calendar-apply", DOOR_DESK_ASKS, wire_calendar_change,
	    calendar_change_ask_fields),
	[MESSAGE_CALENDAR_MOVES] = ROW("calendar-moves", DOOR_DESK_ASKS, wire_calendar_moves,
	    calendar_moves_fields),
	[MESSAGE_CALENDAR_CHANGES] = ROW("calendar-changes", DOOR_DESK_ASKS, wire_page, page_fields),
	[MESSAGE_DAYS_IMPORT] = ROW("days-import", DOOR_DESK_ASKS, wire_days, days_fields),
	[MESSAGE_LETTER_LIST] = ROW("letter-list", DOOR_DESK_ASKS, wire_verify, verify_fields),
	[MESSAGE_LETTER_SHOW] = ROW("letter-show", DOOR_DESK_ASKS, wire_number, number_fields),
	[MESSAGE_LETTER_CHANGE] = ROW("letter-change", DOOR_DESK_ASKS, wire_change, change_fields),
	[MESSAGE_LETTER] = ROW("letter", DOOR_DESK_TELLS, letter_row, letter_fields),
	[MESSAGE_PROPOSAL_DISMISS] = ROW("proposal-dismiss", DOOR_DESK_ASKS, wire_change,
	    change_fields),
	[MESSAGE_FORM_RELEASES] = ROW("form-releases", DOOR_DESK_ASKS, wire_form_ask,
	    form_ask_fields),
	[MESSAGE_FORM_RELEASE_SHOW] = ROW("form-release-show", DOOR_DESK_ASKS, wire_number,
	    number_fields),
	[MESSAGE_FORM_IMPORT] = ROW("form-import", DOOR_DESK_ASKS, wire_form_import,
	    form_import_fields),
	[MESSAGE_FORM_RETIRE] = ROW("form-retire", DOOR_DESK_ASKS, wire_change, change_fields),
	[MESSAGE_FORM_SHOW] = ROW("form-show", DOOR_DESK_ASKS, wire_form_ask, form_ask_fields),
	[MESSAGE_SERVICES_IMPORT] = ROW("services-import", DOOR_DESK_ASKS, wire_services,
	    services_fields),
	[MESSAGE_SERVICES_FOUND] = ROW("services-found", DOOR_SYNC_ASKS, wire_services,
	    services_fields),
	[MESSAGE_SERVICE_FOUND] = ROW("service-found", DOOR_DESK_TELLS, service_found,
	    service_found_fields),
	[MESSAGE_LISTED_LIST] = ROW("listed-list", DOOR_DESK_ASKS, wire_listed,
	    listed_ask_fields),
	[MESSAGE_LISTED_SERVICE] = ROW("listed-service", DOOR_DESK_TELLS, listed_service,
	    listed_service_fields),
	[MESSAGE_FORM_RELEASE] = ROW("form-release", DOOR_DESK_TELLS, form_release_row,
	    form_release_fields),
	[MESSAGE_FORM_CHANGE] = ROW("form-change", DOOR_DESK_TELLS, form_change,
	    form_change_fields),
	[MESSAGE_FORM_FINDING] = ROW("form-finding", DOOR_DESK_TELLS, form_finding_row,
	    form_finding_fields),
	[MESSAGE_HOLIDAY] = ROW("holiday", DOOR_DESK_TELLS, holiday_row, holiday_fields),
	[MESSAGE_LUNCH] = ROW("lunch", DOOR_DESK_TELLS, lunch_row, lunch_fields),
	[MESSAGE_CALENDAR_CHANGE] = ROW("calendar-change", DOOR_DESK_TELLS, calendar_change_row,
	    calendar_change_fields),
	[MESSAGE_MOVE] = ROW("move", DOOR_DESK_TELLS, wire_move, move_fields),
	[MESSAGE_DAY_FOUND] = ROW("day-found", DOOR_DESK_TELLS, wire_day_found, day_found_fields),
	[MESSAGE_DAYS_FOUND] = ROW("days-found", DOOR_SYNC_ASKS, wire_days, days_fields),
	[MESSAGE_ACT] = ROW("act", DOOR_DESK_ASKS, wire_act, act_fields),
	[MESSAGE_NEW] = ROW("new", DOOR_DESK_ASKS, wire_new, new_fields),
	[MESSAGE_ENTRY] = ROW("entry", DOOR_DESK_ASKS, wire_entry, entry_fields),
	[MESSAGE_COUNTS] = ROW("counts", DOOR_DESK_ASKS, wire_ok, ok_fields),
	[MESSAGE_LESSON_LIST] = ROW("lesson-list", DOOR_DESK_ASKS, wire_ok, ok_fields),
	[MESSAGE_LESSON_USED] = ROW("lesson-used", DOOR_DESK_ASKS, wire_lesson, lesson_fields),
	[MESSAGE_LESSON] = ROW("lesson", DOOR_DESK_TELLS, wire_lesson, lesson_fields),
	[MESSAGE_WAIT_LIST] = ROW("wait-list", DOOR_DESK_ASKS, wire_wait_ask, wait_ask_fields),
	[MESSAGE_WAIT_ALERT] = ROW("wait-alert", DOOR_DESK_ASKS, wire_change, change_fields),
	[MESSAGE_WAIT_HEAD] = ROW("wait-head", DOOR_DESK_TELLS, wait_head, wait_head_fields),
	[MESSAGE_WAIT_WAY] = ROW("wait-way", DOOR_DESK_TELLS, wait_way, wait_way_fields),
	[MESSAGE_WAIT_ROW] = ROW("wait-row", DOOR_SYNC_ASKS | DOOR_DESK_TELLS, wait_row,
	    wait_row_fields),
	[MESSAGE_WAIT_SET] = ROW("wait-set", DOOR_DESK_ASKS, wire_wait_set, wait_set_fields),
	[MESSAGE_WAITS_PAGE] = ROW("waits-page", DOOR_SYNC_ASKS, wire_waits_page,
	    waits_page_fields),
	[MESSAGE_WAITS_HEARD] = ROW("waits-heard", DOOR_SYNC_ASKS, wire_waits, waits_fields),
	[MESSAGE_FIGURES] = ROW("figures", DOOR_DESK_ASKS, wire_figures, figures_fields),
	[MESSAGE_PACKAGE] = ROW("package", DOOR_DESK_ASKS, wire_act, act_fields),
	[MESSAGE_HANDOVER_LIST] = ROW("handover-list", DOOR_DESK_ASKS, wire_page, page_fields),
	[MESSAGE_HANDOVER_SHOW] = ROW("handover-show", DOOR_DESK_ASKS, wire_number, number_fields),
	[MESSAGE_OUTBOX_LIST] = ROW("outbox-list", DOOR_DESK_ASKS, wire_page, page_fields),
	[MESSAGE_OUTBOX_SHOW] = ROW("outbox-show", DOOR_DESK_ASKS, wire_number, number_fields),
	[MESSAGE_OUTBOX_CHANGE] = ROW("outbox-change", DOOR_DESK_ASKS, wire_change, change_fields),
	[MESSAGE_UNSORTED_LIST] = ROW("unsorted-list", DOOR_DESK_ASKS, wire_page, page_fields),
	[MESSAGE_UNSORTED_SHOW] = ROW("unsorted-show", DOOR_DESK_ASKS, wire_number, number_fields),
	[MESSAGE_UNSORTED_CHANGE] = ROW("unsorted-change", DOOR_DESK_ASKS, wire_change,
	    change_fields),
	[MESSAGE_AWAY] = ROW("away", DOOR_SYNC_ASKS, wire_lease, lease_fields),
	[MESSAGE_AWAY_ROW] = ROW("away-row", DOOR_SYNC_TELLS, wire_away, away_fields),
	[MESSAGE_AWAY_HEARD] = ROW("away-heard", DOOR_SYNC_ASKS, wire_away_news,
	    away_news_fields),
	[MESSAGE_PACKAGE_FILE] = ROW("package-file", DOOR_SYNC_ASKS, wire_package_file,
	    package_file_fields),
	[MESSAGE_RECONCILE_ASK] = ROW("reconcile-ask", DOOR_DESK_ASKS, wire_reconcile,
	    reconcile_fields),
	[MESSAGE_RECONCILE_LIST] = ROW("reconcile-list", DOOR_DESK_ASKS, wire_reconcile,
	    reconcile_fields),
	[MESSAGE_REPORT] = ROW("report", DOOR_DESK_ASKS, wire_report, report_fields),
	[MESSAGE_REPORT_CASE] = ROW("report-case", DOOR_DESK_TELLS, report_case,
	    report_case_fields),
	[MESSAGE_REPORT_REST] = ROW("report-rest", DOOR_DESK_TELLS, report_rest,
	    report_rest_fields),
	[MESSAGE_REPORT_END] = ROW("report-end", DOOR_DESK_TELLS, wire_report_end,
	    report_end_fields),
	[MESSAGE_RECONCILE_ROW] = ROW("reconcile-row", DOOR_DESK_TELLS | DOOR_SYNC_TELLS,
	    reconcile_row, reconcile_row_fields),
	[MESSAGE_RECONCILE_CASE] = ROW("reconcile-case", DOOR_DESK_TELLS, reconcile_case,
	    reconcile_case_fields),
	[MESSAGE_RECONCILE_WANTED] = ROW("reconcile-wanted", DOOR_SYNC_ASKS, wire_lease,
	    lease_fields),
	[MESSAGE_LISTING_ROW] = ROW("listing-row", DOOR_SYNC_ASKS, wire_listing, listing_fields),
	[MESSAGE_LISTING_HEARD] = ROW("listing-heard", DOOR_SYNC_ASKS, reconcile_row,
	    reconcile_row_fields),
	[MESSAGE_NEED_LIST] = ROW("need-list", DOOR_DESK_ASKS, wire_page, page_fields),
	[MESSAGE_NEED_SHOW] = ROW("need-show", DOOR_DESK_ASKS, wire_show, show_fields),
	[MESSAGE_NEED_CHANGE] = ROW("need-change", DOOR_DESK_ASKS, wire_need, need_fields),
	[MESSAGE_TASK_LIST] = ROW("task-list", DOOR_DESK_ASKS, wire_page, page_fields),
	[MESSAGE_TASK_CHANGE] = ROW("task-change", DOOR_DESK_ASKS, wire_task, task_fields),
	[MESSAGE_NEED_ROW] = ROW("need-row", DOOR_DESK_TELLS, need_row, need_row_fields),
	[MESSAGE_NEED_SECOND_ROW] = ROW("need-second-row", DOOR_DESK_TELLS, need_second_row,
	    need_second_row_fields),
	[MESSAGE_TASK_ROW] = ROW("task-row", DOOR_DESK_TELLS, task_row, task_row_fields),
	[MESSAGE_STAFF_LIST] = ROW("staff-list", DOOR_DESK_ASKS, wire_ok, ok_fields),
	[MESSAGE_STAFF_ADD] = ROW("staff-add", DOOR_DESK_ASKS, wire_staff_add, staff_add_fields),
	[MESSAGE_STAFF_ENABLE] = ROW("staff-enable", DOOR_DESK_ASKS, wire_switch, switch_fields),
	[MESSAGE_CHANNEL_LIST] = ROW("channel-list", DOOR_DESK_ASKS, wire_ok, ok_fields),
	[MESSAGE_CHANNEL_ENABLE] = ROW("channel-enable", DOOR_DESK_ASKS, wire_switch, switch_fields),
	[MESSAGE_CHANNEL_TEST] = ROW("channel-test", DOOR_DESK_ASKS, wire_switch, switch_fields),
	[MESSAGE_SYNC_RUN] = ROW("sync-run", DOOR_DESK_ASKS, wire_sync_run, sync_run_fields),
	[MESSAGE_SCRATCH_PUT] = ROW("scratch-put", DOOR_DESK_ASKS, wire_scratch, scratch_fields),
	[MESSAGE_SCRATCH_SHOW] = ROW("scratch-show", DOOR_DESK_ASKS, wire_scratch_ask,
	    scratch_ask_fields),
	[MESSAGE_SCRATCH_LIST] = ROW("scratch-list", DOOR_DESK_ASKS, wire_ok, ok_fields),
	[MESSAGE_SCRATCH_DISCARD] = ROW("scratch-discard", DOOR_DESK_ASKS, wire_scratch_ask,
	    scratch_ask_fields),
	[MESSAGE_SCRATCH_ROW] = ROW("scratch-row", DOOR_DESK_TELLS, scratch_row,
	    scratch_row_fields),
	[MESSAGE_SNIPPET_PUT] = ROW("snippet-put", DOOR_DESK_ASKS, wire_snippet, snippet_fields),
	[MESSAGE_KNOWLEDGE_SEARCH] = ROW("knowledge-search", DOOR_DESK_ASKS, wire_knowledge_ask,
	    knowledge_ask_fields),
	[MESSAGE_KNOWLEDGE_LIST] = ROW("knowledge-list", DOOR_DESK_ASKS, wire_knowledge_ask,
	    knowledge_ask_fields),
	[MESSAGE_KNOWLEDGE_CHANGE] = ROW("knowledge-change", DOOR_DESK_ASKS, wire_knowledge_change,
	    knowledge_change_fields),
	[MESSAGE_KNOWLEDGE_IMPORT] = ROW("knowledge-import", DOOR_DESK_ASKS, wire_knowledge_import,
	    knowledge_import_fields),
	[MESSAGE_KNOWLEDGE_NOTE] = ROW("knowledge-note", DOOR_DESK_ASKS, wire_knowledge_note,
	    knowledge_note_fields),
	[MESSAGE_KNOWLEDGE_USES] = ROW("knowledge-uses", DOOR_DESK_ASKS, wire_knowledge_note,
	    knowledge_note_fields),
	[MESSAGE_QUESTION_LIST] = ROW("question-list", DOOR_DESK_ASKS, wire_page, page_fields),
	[MESSAGE_QUESTION_CHANGE] = ROW("question-change", DOOR_DESK_ASKS, wire_question,
	    question_fields),
	[MESSAGE_KNOWLEDGE_ROW] = ROW("knowledge-row", DOOR_DESK_TELLS, knowledge_row,
	    knowledge_row_fields),
	[MESSAGE_KNOWLEDGE_FOUND] = ROW("knowledge-found", DOOR_DESK_TELLS, wire_knowledge_found,
	    knowledge_found_fields),
	[MESSAGE_KNOWLEDGE_FAULT] = ROW("knowledge-fault", DOOR_DESK_TELLS, wire_knowledge_fault,
	    knowledge_fault_fields),
	[MESSAGE_KNOWLEDGE_IMPORTED] = ROW("knowledge-imported", DOOR_DESK_TELLS,
	    wire_knowledge_imported, knowledge_imported_fields),
	[MESSAGE_KNOWLEDGE_USE] = ROW("knowledge-use", DOOR_DESK_TELLS, wire_knowledge_use,
	    knowledge_use_fields),
	[MESSAGE_QUESTION_ROW] = ROW("question-row", DOOR_DESK_TELLS, question_row,
	    question_row_fields),
	[MESSAGE_SNIPPET_LIST] = ROW("snippet-list", DOOR_DESK_ASKS, wire_ok, ok_fields),
	[MESSAGE_SNIPPET_DELETE] = ROW("snippet-delete", DOOR_DESK_ASKS, wire_number,
	    number_fields),
	[MESSAGE_SNIPPET_ROW] = ROW("snippet-row", DOOR_DESK_TELLS, snippet_row,
	    snippet_row_fields),
	[MESSAGE_BATCH_BEGIN] = ROW("batch-begin", DOOR_DESK_ASKS, wire_batch_begin,
	    batch_begin_fields),
	[MESSAGE_BATCH_ITEM] = ROW("batch-item", DOOR_DESK_ASKS, wire_batch_item,
	    batch_item_fields),
	[MESSAGE_BATCH_SEAL] = ROW("batch-seal", DOOR_DESK_ASKS, wire_batch_seal,
	    batch_seal_fields),
	[MESSAGE_BATCH_RUN] = ROW("batch-run", DOOR_DESK_ASKS, wire_batch_part, batch_part_fields),
	[MESSAGE_BATCH_SHOW] = ROW("batch-show", DOOR_DESK_ASKS, wire_batch_part,
	    batch_part_fields),
	[MESSAGE_BATCH_LIST] = ROW("batch-list", DOOR_DESK_ASKS, wire_page, page_fields),
	[MESSAGE_BATCH_CHANGE] = ROW("batch-change", DOOR_DESK_ASKS, wire_change, change_fields),
	[MESSAGE_BATCH_ROW] = ROW("batch-row", DOOR_DESK_TELLS, batch_row, batch_row_fields),
	[MESSAGE_BATCH_ITEM_ROW] = ROW("batch-item-row", DOOR_DESK_TELLS, batch_item_row,
	    batch_item_row_fields),
	[MESSAGE_DOCTOR] = ROW("doctor", DOOR_DESK_ASKS, wire_ok, ok_fields),
	[MESSAGE_WELCOME] = ROW("welcome", DOOR_DESK_TELLS, wire_welcome, welcome_fields),
	[MESSAGE_CASE_ROW] = ROW("case-row", DOOR_DESK_TELLS, case_row, case_row_fields),
	[MESSAGE_LIST_END] = ROW("list-end", DOOR_DESK_TELLS, wire_list_end, list_end_fields),
	[MESSAGE_MARKED_ROW] = ROW("marked-row", DOOR_DESK_TELLS, wire_marked_row,
	    marked_row_fields),
	[MESSAGE_RULE_ROW] = ROW("rule-row", DOOR_DESK_TELLS, auto_rule, rule_fields),
	[MESSAGE_RULE_FIRING] = ROW("rule-firing", DOOR_DESK_TELLS, auto_firing,
	    rule_firing_fields),
	[MESSAGE_RULE_TESTED] = ROW("rule-tested", DOOR_DESK_TELLS, wire_rule_tested,
	    rule_tested_fields),
	[MESSAGE_SAVED_ROW] = ROW("saved-row", DOOR_DESK_TELLS, saved_view, saved_fields),
	[MESSAGE_CASE] = ROW("case", DOOR_DESK_TELLS, case_detail, case_fields),
	[MESSAGE_ANSWER] = ROW("answer", DOOR_DESK_TELLS, answer, answer_fields),
	[MESSAGE_EVENT] = ROW("event", DOOR_DESK_TELLS, timeline_event, event_fields),
	[MESSAGE_ALLOWED] = ROW("allowed", DOOR_DESK_TELLS, allowed, allowed_fields),
	[MESSAGE_CLOCK] = ROW("clock", DOOR_DESK_TELLS, clock_figures, clock_fields),
	[MESSAGE_CLOCK_EVENT] = ROW("clock-event", DOOR_DESK_TELLS, wire_clock_event,
	    clock_event_fields),
	[MESSAGE_DIFFERENCE] = ROW("difference", DOOR_DESK_TELLS, wire_difference,
	    difference_fields),
	[MESSAGE_VERIFY_END] = ROW("verify-end", DOOR_DESK_TELLS, wire_verify_end,
	    verify_end_fields),
	[MESSAGE_EXPORT] = ROW("export", DOOR_DESK_ASKS, wire_export, export_fields),
	[MESSAGE_IMPORT] = ROW("import", DOOR_DESK_ASKS, wire_import, import_fields),
	[MESSAGE_IMPORT_PIECE] = ROW("import-piece", DOOR_DESK_ASKS, wire_piece, piece_fields),
	[MESSAGE_IMPORT_END] = ROW("import-end", DOOR_DESK_ASKS, wire_ok, ok_fields),
	[MESSAGE_CARRIED_LIST] = ROW("carried-list", DOOR_DESK_ASKS, wire_page, page_fields),
	[MESSAGE_CARRIED_ROW] = ROW("carried-row", DOOR_DESK_TELLS, carried_row, carried_fields),
	[MESSAGE_IMPORTED] = ROW("imported", DOOR_DESK_TELLS, wire_imported, imported_fields),
	[MESSAGE_PIECE] = ROW("piece", DOOR_DESK_TELLS, wire_piece, piece_fields),
	[MESSAGE_COUNT] = ROW("count", DOOR_DESK_TELLS, wire_count, count_fields),
	[MESSAGE_FIGURE] = ROW("figure", DOOR_DESK_TELLS, figure_row, figure_fields),
	[MESSAGE_HANDOVER_ROW] = ROW("handover-row", DOOR_DESK_TELLS, handover_row, handover_fields),
	[MESSAGE_HANDOVER_TEXT] = ROW("handover-text", DOOR_DESK_TELLS, wire_handover_text,
	    handover_text_fields),
	[MESSAGE_OUTBOX_ROW] = ROW("outbox-row", DOOR_DESK_TELLS, outbox_row, outbox_fields),
	[MESSAGE_UNSORTED_ROW] = ROW("unsorted-row", DOOR_DESK_TELLS, unsorted_row, unsorted_fields),
	[MESSAGE_STAFF_ROW] = ROW("staff-row", DOOR_DESK_TELLS, staff_row, staff_fields),
	[MESSAGE_CHANNEL_ROW] = ROW("channel-row", DOOR_DESK_TELLS | DOOR_SYNC_TELLS, channel_row,
	    channel_fields),
	[MESSAGE_FINDING] = ROW("finding", DOOR_DESK_TELLS, wire_finding, finding_fields),
	[MESSAGE_DONE] = ROW("done", DOOR_DESK_TELLS, wire_done, done_fields),
	[MESSAGE_REFUSED] = ROW("refused", DOOR_DESK_TELLS | DOOR_SYNC_TELLS, wire_refused,
	    refused_fields),
	[MESSAGE_CHANGED] = ROW("changed", DOOR_DESK_TELLS, wire_number, number_fields),
	[MESSAGE_SYNC_HELLO] = ROW("sync-hello", DOOR_SYNC_ASKS, wire_ok, ok_fields),
	[MESSAGE_PLAN] = ROW("plan", DOOR_SYNC_ASKS, wire_ok, ok_fields),
	[MESSAGE_INTAKE_BEGIN] = ROW("intake-begin", DOOR_SYNC_ASKS, wire_intake_begin,
	    intake_begin_fields),
	[MESSAGE_INTAKE_ITEM] = ROW("intake-item", DOOR_SYNC_ASKS, wire_intake_item,
	    intake_item_fields),
	[MESSAGE_INTAKE_COMMIT] = ROW("intake-commit", DOOR_SYNC_ASKS, wire_ok, ok_fields),
	[MESSAGE_LEASE] = ROW("lease", DOOR_SYNC_ASKS, wire_lease, lease_fields),
	[MESSAGE_RESULT] = ROW("result", DOOR_SYNC_ASKS, wire_result, result_fields),
	[MESSAGE_ATTACHMENT_LIST] = ROW("attachment-list", DOOR_DESK_ASKS, wire_show, show_fields),
	[MESSAGE_ATTACHMENT_GET] = ROW("attachment-get", DOOR_DESK_ASKS, wire_attachment_get,
	    attachment_get_fields),
	[MESSAGE_ATTACHMENT] = ROW("attachment", DOOR_DESK_TELLS, wire_attachment,
	    attachment_fields),
	[MESSAGE_WANTED] = ROW("wanted", DOOR_SYNC_ASKS, wire_lease, lease_fields),
	[MESSAGE_WANTED_FILE] = ROW("wanted-file", DOOR_SYNC_TELLS, wire_wanted_file,
	    wanted_file_fields),
	[MESSAGE_FILE_SO_FAR] = ROW("file-so-far", DOOR_SYNC_TELLS, wire_file_so_far,
	    file_so_far_fields),
	[MESSAGE_FILE_BEGIN] = ROW("file-begin", DOOR_SYNC_ASKS, wire_file_begin,
	    file_begin_fields),
	[MESSAGE_FILE_PIECE] = ROW("file-piece", DOOR_SYNC_ASKS | DOOR_DESK_TELLS | DOOR_SYNC_TELLS, wire_file_piece,
	    file_piece_fields),
	[MESSAGE_FILE_COMMIT] = ROW("file-commit", DOOR_SYNC_ASKS, wire_number, number_fields),
	[MESSAGE_FILE_FAILED] = ROW("file-failed", DOOR_SYNC_ASKS, wire_file_failed,
	    file_failed_fields),
	[MESSAGE_SYNC_REPORT] = ROW("sync-report", DOOR_SYNC_ASKS | DOOR_DESK_TELLS,
	    wire_sync_report, sync_report_fields),
	[MESSAGE_ROUND_DONE] = ROW("round-done", DOOR_SYNC_ASKS, wire_number, number_fields),
	[MESSAGE_SYNC_WELCOME] = ROW("sync-welcome", DOOR_SYNC_TELLS, wire_sync_welcome,
	    sync_welcome_fields),
	[MESSAGE_INTAKE_OUTCOME] = ROW("intake-outcome", DOOR_SYNC_TELLS, wire_intake_outcome,
	    intake_outcome_fields),
	[MESSAGE_INTAKE_DONE] = ROW("intake-done", DOOR_SYNC_TELLS, wire_intake_done,
	    intake_done_fields),
	[MESSAGE_OUTGOING] = ROW("outgoing", DOOR_SYNC_TELLS, wire_outgoing, outgoing_fields),
	[MESSAGE_WAKE] = ROW("wake", DOOR_SYNC_TELLS, wire_wake, wake_fields),
};
_Static_assert(sizeof(message_table) / sizeof(message_table[0]) == MESSAGE__COUNT,
    "one row per message");
_Static_assert(sizeof(case_fields) / sizeof(case_fields[0]) + 3 <= WIRE_FIELDS_MAX,
    "the widest message fits a frame");
