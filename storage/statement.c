/* SPDX-License-Identifier: ISC */
#include "storage/statement.h"

#define ASKS(row, params, cols, text) \
	[STATEMENT_##row] = { .name = #row, .parameters = params, .columns = cols, .sql = text }
#define GIVES(row, params, cols, text) \
	[STATEMENT_##row] = { .name = #row, .parameters = params, .columns = cols, \
	    .is_write = true, .sql = text }
#define RUNS(row, params, text) \
	[STATEMENT_##row] = { .name = #row, .parameters = params, .columns = "", .sql = text }

/* The columns of a case, in the order struct case_record is filled. */
#define CASE_COLUMNS \
	"c.id, c.office, c.channel, c.external_id, c.region, c.service, " \
	"COALESCE(c.receipt_no, ''), c.title, c.applicant_name, c.form_version, c.final_by, " \
	"c.state, c.assignee_id, COALESCE(a.login, ''), COALESCE(a.name, ''), " \
	"c.lease_holder_id, COALESCE(h.login, ''), COALESCE(h.name, ''), c.lease_until_at, " \
	"c.arrived_at, c.received_at, c.due_at, c.completed_at, c.version, c.paused_day, " \
	"c.extensions, c.outage_at, c.is_outage_receipt, c.correction_by_id, c.deemed_at, " \
	"c.mismatches, c.raised_at, " \
	"CASE WHEN c.state = 'consulting' THEN COALESCE((SELECT CASE WHEN " \
	"x.acknowledged_at = 0 THEN 1 ELSE 2 END FROM escalation x WHERE x.case_id = c.id AND " \
	"x.ended_at = 0 ORDER BY x.id DESC LIMIT 1), 0) ELSE 0 END, c.hop_due_at, c.bounces"
#define CASE_TYPES "itttttttttttittittiiiiiiiiiiiiiii" "ii"
#define CASE_FROM \
	" FROM cases c LEFT JOIN staff a ON a.id = c.assignee_id " \
	"LEFT JOIN staff h ON h.id = c.lease_holder_id "
/* What a change of a case is given. */
#define CASE_CHANGES "iiutiiiiiiiiiiiiiii" "ii"
/* What stays as it was, while it moves from desk to desk. */
#define CASE_UNDATED \
	"receipt_no IS $3 AND is_open = $5 AND received_at = $9 AND due_at = $10 AND " \
	"completed_at = $11 AND deemed_at = $17 AND mismatches = $18 AND raised_at = $19 AND " \
	"hop_due_at = $20"
#define CASE_UNTOUCHED \
	"paused_day = $12 AND extensions = $13 AND outage_at = $14 AND is_outage_receipt = $15 AND " \
	"correction_by_id = $16 AND bounces = $21"
#define STAFF_COLUMNS \
	"s.id, s.login, s.name, s.role, s.office, o.name, s.department, s.contact, " \
	"COALESCE(s.uid, -1), s.is_enabled"
#define STAFF_FROM " FROM staff s JOIN office o ON o.code = s.office "
#define CORRECTION_COLUMNS \
	"k.case_id, COALESCE(c.receipt_no, c.external_id), k.of_event, k.what, k.from_at, " \
	"k.to_at, k.reason, k.evidence, COALESCE(s.login, ''), COALESCE(s.name, ''), " \
	"v.entered_at, k.decided_event FROM correction k JOIN cases c ON c.id = k.case_id JOIN " \
	"event v ON v.id = k.asked_event LEFT JOIN staff s ON s.id = k.by_id"
#define CORRECTION_TYPES "ititiittttii"
#define OUTAGE_COLUMNS \
	"o.id, o.channel, o.from_at, o.until_at, o.reason, o.evidence, o.entered_at, " \
	"COALESCE(s.login, ''), COALESCE(s.name, ''), (SELECT COUNT(*) FROM case_outage k WHERE " \
	"k.outage_id = o.id) FROM outage o LEFT JOIN staff s ON s.id = o.by_id"
/* A message waits for those before it about the same case, or the same need or
 * task. */
#define NOTHING_BEFORE \
	"NOT EXISTS (SELECT 1 FROM outbox b WHERE b.case_id = m.case_id AND b.id < m.id AND " \
	"b.state NOT IN ('sent', 'cancelled')) AND (m.case_id IS NOT NULL OR NOT EXISTS " \
	"(SELECT 1 FROM outbox b WHERE b.case_id IS NULL AND b.external_id = m.external_id AND " \
	"b.id < m.id AND b.state NOT IN ('sent', 'cancelled')))"
#define OUTBOX_COLUMNS \
	"m.id, COALESCE(m.case_id, 0), COALESCE(c.receipt_no, c.external_id, m.external_id), " \
	"m.channel, m.kind, m.state, " \
	"m.attempts, m.created_at, m.next_try_at, m.sent_at, m.last_error"

#define HANDOVER_COLUMNS \
	"x.id, x.case_id, COALESCE(c.receipt_no, c.external_id), x.serial, x.kind, x.agency, " \
	"x.hop, x.asked_at, x.sent_at, x.acknowledged_at, x.accepted_at, x.answered_at, " \
	"x.closed_at, x.due_at, x.reason_code, x.receipt_no, x.officer, COALESCE(s.login, ''), " \
	"COALESCE(s.name, ''), COALESCE(a.login, ''), COALESCE(a.name, ''), c.bounces, " \
	"COALESCE((SELECT m.state FROM outbox m WHERE m.op_key = x.op_key), ''), x.by_id"
#define HANDOVER_TYPES "iititttiiiii" "iitttttttiti"
#define HANDOVER_FROM \
	" FROM escalation x JOIN cases c ON c.id = x.case_id LEFT JOIN staff s ON s.id = x.by_id " \
	"LEFT JOIN staff a ON a.id = c.assignee_id "

#define SCRATCH_COLUMNS \
	"t.id, t.about, t.subject_id, t.action, COALESCE(c.receipt_no, c.external_id, ''), " \
	"t.saved_at"
#define SCRATCH_TYPES "itit" "ti"
#define SCRATCH_FROM \
	" FROM scratch t LEFT JOIN cases c ON t.about = 'case' AND c.id = t.subject_id "

/* One row per statement; prepared at open, its columns counted against the
 * declaration. */
#define ATTACHMENT_COLUMNS \
	"a.id, a.case_id, a.name, a.media_type, a.size, a.sha256, a.state, a.error, a.tries, " \
	"c.channel, COALESCE((SELECT k.region FROM channel_cursor k WHERE k.channel = c.channel AND " \
	"k.region = c.region), c.office), a.etag FROM attachment a JOIN cases c ON c.id = a.case_id"

#define RELEASE_COLUMNS \
	"f.id, f.service, f.layer, f.version, f.from_day, f.until_day, f.is_whole, f.source, " \
	"f.fields_added, f.fields_changed, f.fields_gone, COALESCE(b.login, ''), " \
	"COALESCE(b.name, ''), f.at, f.reason, f.retired_at, COALESCE(r.login, ''), " \
	"f.retired_reason"
#define RELEASE_TYPES "itttiiitiiittititt"
#define RELEASE_FROM \
	" FROM form_release f LEFT JOIN staff b ON b.id = f.by_id LEFT JOIN staff r ON " \
	"r.id = f.retired_by_id "

#define HOLIDAY_COLUMNS \
	"h.id, h.day, h.region, h.name_ko, h.name_en, h.kind, h.source, h.at, h.after_event " \
	"FROM holiday h"
#define LAST_EVENT "(SELECT COALESCE(MAX(id), 0) FROM event)"
/* Only days of the whole country and of where the office is. */
#define HOLIDAY_HERE \
	"h.office IN ('', $1) AND (h.region = '' OR EXISTS (SELECT 1 FROM jurisdiction j WHERE " \
	"j.office = $1 AND h.region IN (j.region, SUBSTR(j.region, 1, 2))))"

#define KNOWLEDGE_TYPES "itttttttt" "iittiittt"
#define KNOWLEDGE_COLUMNS \
	"k.id, k.office, k.key, k.layer, k.region, k.service, k.question, k.answer, k.source, " \
	"k.valid_from, k.valid_until, k.confidence, k.state, k.version, k.changed_at, " \
	"COALESCE(s.login, ''), COALESCE(s.name, ''), k.reason FROM knowledge k LEFT JOIN staff s " \
	"ON s.id = k.by_id "
#define QUESTION_TYPES "ittttiiittt" "itt"
#define QUESTION_COLUMNS \
	"q.id, q.region, q.service, q.text, q.state, q.asked, q.first_at, q.last_at, " \
	"COALESCE(s.login, ''), COALESCE(s.name, ''), q.key, q.closed_at, COALESCE(c.name, ''), " \
	"q.reason FROM question q LEFT JOIN staff s ON s.id = q.by_id LEFT JOIN staff c ON " \
	"c.id = q.closed_by "
#define RULE_TYPES "iittttttttt" "iiittiiit"
#define RULE_COLUMNS \
	"r.id, r.place, r.office, r.name, r.moment, r.query, r.action, r.assignee, r.officer, " \
	"r.agency, r.text, r.is_on, r.version, r.author_id, COALESCE(s.login, ''), " \
	"COALESCE(s.name, ''), r.changed_at, (SELECT COUNT(*) FROM auto_firing f WHERE " \
	"f.rule_id = r.id AND f.rule_version = r.version AND f.reason = ''), (SELECT COUNT(*) " \
	"FROM auto_firing f WHERE f.rule_id = r.id AND f.rule_version = r.version AND " \
	"f.reason <> ''), r.kind FROM auto_rule r LEFT JOIN staff s ON s.id = r.author_id "
/* $1 is the reader's office. What of it is on its way: the newest message about
 * it that the relay has not taken. */
#define SENDING(number) \
	"COALESCE((SELECT m.state FROM outbox m WHERE m.case_id IS NULL AND m.office = $1 AND " \
	"m.external_id = " number " AND m.state NOT IN ('sent', 'cancelled') ORDER BY m.id DESC " \
	"LIMIT 1), '')"
#define NEED_TYPES "itttttttiiiititiittt"
#define NEED_COLUMNS \
	"n.id, n.need_id, n.reference, n.office, n.office_name, n.title, n.service, n.state, " \
	"(SELECT COUNT(*) FROM need_second v WHERE v.need = n.id), " \
	"CASE WHEN n.office = $1 THEN 1 ELSE 0 END, " \
	"CASE WHEN EXISTS (SELECT 1 FROM need_second v WHERE v.need = n.id AND v.office = $1) " \
	"THEN 1 ELSE 0 END, n.registered_at, n.agency_name, n.answered_at, " \
	SENDING("CASE WHEN n.need_id = '' THEN n.reference ELSE n.need_id END") \
	", n.planned_day, n.version, n.why, n.workaround, n.reason FROM need n "
/* Nobody else sees what has not been at the relay. */
#define NEED_SEEN "(n.need_id <> '' OR n.office = $1)"
#define TASK_TYPES "ittttiititit"
#define TASK_COLUMNS \
	"t.id, t.task_id, t.title, t.owner, t.owner_name, CASE WHEN t.owner = $1 THEN 1 ELSE 0 " \
	"END, t.due_day, t.state, t.reported_at, " SENDING("t.task_id") ", t.version, t.note " \
	"FROM joint_task t "

#define AWAY_TYPES "iittttttt" "i"
#define AWAY_COLUMNS \
	"x.id, x.case_id, m.channel, m.region, m.external_id, m.op_key, x.agency, x.receipt_no, " \
	"m.last_error, x.serial FROM escalation x JOIN outbox m ON m.op_key = x.op_key WHERE " \
	"x.op_key <> '' AND x.ended_at = 0 AND x.hop IN ('queued', 'sent', 'received', " \
	"'accepted') AND m.state = 'sent' AND "

#define RECONCILE_TYPES "ttiiiiiit"
#define RECONCILE_COLUMNS \
	"channel, region, from_at, until_at, heard_at, filed, received, decided, error FROM " \
	"reconciliation "
#define LISTED_TYPES "ittiiitiiiiii"

#define SAVED_TYPES "iitttttti"
#define SAVED_COLUMNS \
	"v.id, v.owner_id, v.name, v.query, v.sort, v.columns, COALESCE(s.login, ''), " \
	"COALESCE(s.name, ''), v.saved_at FROM saved_view v LEFT JOIN staff s ON s.id = " \
	"v.saved_by "

#define BATCH_TYPES "ittiit" "ittii" "iiii" "titt"
#define BATCH_COLUMNS \
	"b.id, b.op, b.source, b.is_whole, b.is_sealed, b.state, b.undo_of, " \
	"COALESCE(s.login, ''), COALESCE(s.name, ''), b.created_at, b.changed_at, b.items, " \
	"b.done, b.refused, b.undone, b.office, b.author_id, b.key, b.fingerprint FROM " \
	"batch b LEFT JOIN staff " \
	"s ON s.id = b.author_id "
#define CONSULT_COLUMNS \
	"k.id, k.office, k.channel, k.external_id, k.kind, k.task, k.priority, k.who, k.contact, " \
	"k.topic, k.state, k.ready_at, k.is_promised, k.staff_id, k.case_id, k.created_at, " \
	"k.ended_at, k.warned_at, k.warned_for, k.result, k.note, k.visit_id, " \
	"COALESCE(s.login, ''), COALESCE(s.name, ''), COALESCE(c.receipt_no, c.external_id, ''), " \
	"COALESCE(w.called_at, 0), COALESCE(w.p50_sec, -1), COALESCE(w.p90_sec, -1), " \
	"COALESCE(w.samples, 0), COALESCE((SELECT MAX(n.from_at) FROM consult_interval n WHERE " \
	"n.consult_id = k.id), 0), COALESCE((SELECT t.text FROM consult_saying t WHERE " \
	"t.consult_id = k.id ORDER BY t.id DESC LIMIT 1), ''), COALESCE((SELECT t.staff_id FROM " \
	"consult_saying t WHERE t.consult_id = k.id ORDER BY t.id DESC LIMIT 1), -1) " \
	"FROM consultation k LEFT JOIN staff s ON s.id = k.staff_id " \
	"LEFT JOIN cases c ON c.id = k.case_id LEFT JOIN consult_visit w ON w.id = k.visit_id "
#define CONSULT_TYPES "ittttti" "ttttiiiiiiittti" "tttiiiii" "ti"

const struct statement_info statement_table[] = {
	RUNS(REQUEST_BEGIN, "", "SAVEPOINT request"),
	RUNS(REQUEST_KEEP, "", "RELEASE request"),
	RUNS(STORE_ADD, "iii",
	    "INSERT INTO store (id, is_practice, owner_uid, created_at) VALUES (1, $1, $2, $3)"),
	ASKS(STORE_GET, "", "ii", "SELECT is_practice, owner_uid FROM store WHERE id = 1"),
	RUNS(OFFICE_ADD, "tt", "INSERT INTO office (code, name) VALUES ($1, $2)"),
	ASKS(OFFICE_GET, "t", "t", "SELECT name FROM office WHERE code = $1"),
	RUNS(JURISDICTION_ADD, "tt", "INSERT INTO jurisdiction (region, office) VALUES ($1, $2)"),
	ASKS(JURISDICTION_OFFICE, "t", "t", "SELECT office FROM jurisdiction WHERE region = $1"),
	GIVES(STAFF_ADD, "ttttttii", "i",
	    "INSERT INTO staff (login, name, role, office, department, contact, uid, is_enabled, "
	    "created_at) VALUES ($1, $2, $3, $4, $5, $6, CASE WHEN $7 < 0 THEN NULL ELSE $7 END, "
	    "1, $8) RETURNING id"),
	ASKS(STAFF_BY_ID, "i", "itttttttii",
	    "SELECT " STAFF_COLUMNS STAFF_FROM "WHERE s.id = $1"),
	ASKS(STAFF_BY_LOGIN, "t", "itttttttii",
	    "SELECT " STAFF_COLUMNS STAFF_FROM "WHERE s.login = $1"),
	ASKS(STAFF_BY_UID, "i", "itttttttii",
	    "SELECT " STAFF_COLUMNS STAFF_FROM "WHERE s.uid = $1"),
	ASKS(STAFF_FIRST, "", "itttttttii",
	    "SELECT " STAFF_COLUMNS STAFF_FROM "ORDER BY s.id LIMIT 1"),
	ASKS(STAFF_LIST, "t", "itttttttii",
	    "SELECT " STAFF_COLUMNS STAFF_FROM "WHERE s.office = $1 ORDER BY s.id"),
	RUNS(STAFF_ENABLE, "ii", "UPDATE staff SET is_enabled = $2 WHERE id = $1"),
	RUNS(STAFF_CHANGE_ADD, "iiit",
	    "INSERT INTO staff_change (at, by_id, staff_id, what) VALUES ($1, $2, $3, $4)"),

	GIVES(CASE_ADD, "ttttttttttiiii", "i",
	    "INSERT INTO cases (office, channel, external_id, region, service, receipt_no, title, "
	    "applicant_name, form_version, final_by, state, is_open, assignee_id, "
	    "lease_holder_id, lease_until_at, arrived_at, received_at, due_at, completed_at, "
	    "version, mismatches) VALUES ($1, $2, $3, $4, $5, NULL, $6, $7, $8, $9, $10, 1, 0, 0, "
	    "0, $11, 0, $12, 0, $13, $14) RETURNING id"),
	ASKS(CASE_BY_ID, "i", CASE_TYPES, "SELECT " CASE_COLUMNS CASE_FROM "WHERE c.id = $1"),
	ASKS(CASE_IDS_BY_NUMBER, "ti", "it",
	    "SELECT c.id, c.office FROM cases c WHERE c.receipt_no = $1 "
	    "UNION ALL SELECT c.id, c.office FROM cases c WHERE c.external_id = $1 "
	    "UNION ALL SELECT c.id, c.office FROM cases c WHERE c.id = $2"),
	ASKS(CASE_BY_CHANNEL, "tt", "it",
	    "SELECT c.id, f.fingerprint FROM cases c JOIN form f ON f.case_id = c.id "
	    "WHERE c.channel = $1 AND c.external_id = $2"),
	RUNS(CASE_UPDATE, CASE_CHANGES,
	    "UPDATE cases SET version = $2 + 1, receipt_no = $3, state = $4, is_open = $5, "
	    "assignee_id = $6, lease_holder_id = $7, lease_until_at = $8, received_at = $9, "
	    "due_at = $10, completed_at = $11, paused_day = $12, extensions = $13, "
	    "outage_at = $14, is_outage_receipt = $15, correction_by_id = $16, "
	    "deemed_at = $17, mismatches = $18, raised_at = $19, hop_due_at = $20, bounces = $21 "
	    "WHERE id = $1 AND version = $2"),
	/* The same where nothing changes that most indexes of cases are about: they
	 * are written anew for each column that is set, whatever to. */
	RUNS(CASE_MOVE, CASE_CHANGES,
	    "UPDATE cases SET version = $2 + 1, receipt_no = $3, state = $4, "
	    "lease_holder_id = $7, lease_until_at = $8, received_at = $9, due_at = $10, "
	    "paused_day = $12, extensions = $13, outage_at = $14, is_outage_receipt = $15, "
	    "correction_by_id = $16, bounces = $21 WHERE id = $1 AND version = $2 AND "
	    "is_open = $5 AND assignee_id = $6 AND completed_at = $11 AND deemed_at = $17 AND "
	    "mismatches = $18 AND raised_at = $19 AND hop_due_at = $20"),
	/* … nor receipt and due: where it stands. */
	RUNS(CASE_STEP, CASE_CHANGES,
	    "UPDATE cases SET version = $2 + 1, state = $4, lease_holder_id = $7, "
	    "lease_until_at = $8, paused_day = $12, extensions = $13, outage_at = $14, "
	    "is_outage_receipt = $15, correction_by_id = $16, bounces = $21 WHERE id = $1 AND "
	    "version = $2 AND " CASE_UNDATED " AND assignee_id = $6"),
	/* … and who is in charge of it. */
	RUNS(CASE_TAKE, CASE_CHANGES,
	    "UPDATE cases SET version = $2 + 1, state = $4, assignee_id = $6, lease_holder_id = "
	    "$7, lease_until_at = $8 WHERE id = $1 AND version = $2 AND " CASE_UNDATED
	    " AND " CASE_UNTOUCHED),
	/* Who holds it, or nothing at all. */
	RUNS(CASE_TOUCH, CASE_CHANGES,
	    "UPDATE cases SET version = $2 + 1, lease_holder_id = $7, lease_until_at = $8 WHERE "
	    "id = $1 AND version = $2 AND " CASE_UNDATED " AND " CASE_UNTOUCHED
	    " AND assignee_id = $6 AND state = $4"),
	ASKS(CASE_MOST_URGENT, "tii", "i",
	    "SELECT c.id FROM cases c WHERE c.office = $1 AND c.is_open = 1 AND (c.state = "
	    "'received' OR (c.state = 'assigned' AND c.assignee_id = $2)) AND "
	    "(c.lease_holder_id IN (0, $2) OR c.lease_until_at <= $3) "
	    "ORDER BY c.due_at, c.id LIMIT 1"),
	ASKS(PAGE_OPEN, "tiii", CASE_TYPES,
	    "SELECT " CASE_COLUMNS CASE_FROM "WHERE c.office = $1 AND c.is_open = 1 AND "
	    "(c.due_at, c.id) > ($2, $3) ORDER BY c.due_at, c.id LIMIT $4"),
	ASKS(PAGE_STATE, "ttiii", CASE_TYPES,
	    "SELECT " CASE_COLUMNS CASE_FROM "WHERE c.office = $1 AND c.state = $2 AND "
	    "(c.due_at, c.id) > ($3, $4) ORDER BY c.due_at, c.id LIMIT $5"),
	ASKS(PAGE_ASSIGNEE, "itiii", CASE_TYPES,
	    "SELECT " CASE_COLUMNS CASE_FROM "WHERE c.assignee_id = $1 AND c.assignee_id > 0 AND "
	    "c.is_open = 1 AND c.office = $2 AND (c.due_at, c.id) > ($3, $4) "
	    "ORDER BY c.due_at, c.id LIMIT $5"),
	ASKS(PAGE_ARRIVED, "tiii", CASE_TYPES,
	    "SELECT " CASE_COLUMNS CASE_FROM "WHERE c.office = $1 AND (c.arrived_at, c.id) > "
	    "($2, $3) ORDER BY c.arrived_at, c.id LIMIT $4"),
	ASKS(PAGE_NEW, "tiii", CASE_TYPES,
	    "SELECT " CASE_COLUMNS CASE_FROM "WHERE c.office = $1 AND (c.arrived_at, c.id) < "
	    "($2, $3) ORDER BY c.arrived_at DESC, c.id DESC LIMIT $4"),
	ASKS(PAGE_OPEN_ARRIVED, "tiii", CASE_TYPES,
	    "SELECT " CASE_COLUMNS CASE_FROM "WHERE c.office = $1 AND c.is_open = 1 AND "
	    "(c.arrived_at, c.id) > ($2, $3) ORDER BY c.arrived_at, c.id LIMIT $4"),
	ASKS(PAGE_OPEN_NEW, "tiii", CASE_TYPES,
	    "SELECT " CASE_COLUMNS CASE_FROM "WHERE c.office = $1 AND c.is_open = 1 AND "
	    "(c.arrived_at, c.id) < ($2, $3) ORDER BY c.arrived_at DESC, c.id DESC LIMIT $4"),
	ASKS(PAGE_DECIDED, "tiii", CASE_TYPES,
	    "SELECT " CASE_COLUMNS CASE_FROM "WHERE c.office = $1 AND c.completed_at > 0 AND "
	    "(c.completed_at, c.id) < ($2, $3) ORDER BY c.completed_at DESC, c.id DESC LIMIT $4"),
	ASKS(PAGE_SERVICE, "ttiii", CASE_TYPES,
	    "SELECT " CASE_COLUMNS CASE_FROM "WHERE c.office = $1 AND c.is_open = 1 AND c.service = "
	    "$2 AND (c.arrived_at, c.id) > ($3, $4) ORDER BY c.arrived_at, c.id LIMIT $5"),
	ASKS(PAGE_REGION, "ttiii", CASE_TYPES,
	    "SELECT " CASE_COLUMNS CASE_FROM "WHERE c.office = $1 AND c.is_open = 1 AND c.region = "
	    "$2 AND (c.arrived_at, c.id) > ($3, $4) ORDER BY c.arrived_at, c.id LIMIT $5"),
	ASKS(GROUP_SERVICE, "tt", "t",
	    "SELECT c.service FROM cases c WHERE c.office = $1 AND c.is_open = 1 AND c.service > $2 "
	    "ORDER BY c.service LIMIT 1"),
	ASKS(GROUP_REGION, "tt", "t",
	    "SELECT c.region FROM cases c WHERE c.office = $1 AND c.is_open = 1 AND c.region > $2 "
	    "ORDER BY c.region LIMIT 1"),
	ASKS(KEYS_OPEN, "tiii", "ii",
	    "SELECT c.due_at, c.id FROM cases c WHERE c.office = $1 AND c.is_open = 1 AND "
	    "(c.due_at, c.id) > ($2, $3) ORDER BY c.due_at, c.id LIMIT $4"),
	ASKS(KEYS_STATE, "ttiii", "ii",
	    "SELECT c.due_at, c.id FROM cases c WHERE c.office = $1 AND c.state = $2 AND "
	    "(c.due_at, c.id) > ($3, $4) ORDER BY c.due_at, c.id LIMIT $5"),
	ASKS(KEYS_ASSIGNEE, "itiii", "ii",
	    "SELECT c.due_at, c.id FROM cases c WHERE c.assignee_id = $1 AND c.assignee_id > 0 AND "
	    "c.is_open = 1 AND c.office = $2 AND (c.due_at, c.id) > ($3, $4) "
	    "ORDER BY c.due_at, c.id LIMIT $5"),
	ASKS(KEYS_ARRIVED, "tiii", "ii",
	    "SELECT c.arrived_at, c.id FROM cases c WHERE c.office = $1 AND (c.arrived_at, c.id) > "
	    "($2, $3) ORDER BY c.arrived_at, c.id LIMIT $4"),
	ASKS(KEYS_NEW, "tiii", "ii",
	    "SELECT c.arrived_at, c.id FROM cases c WHERE c.office = $1 AND (c.arrived_at, c.id) < "
	    "($2, $3) ORDER BY c.arrived_at DESC, c.id DESC LIMIT $4"),
	ASKS(KEYS_OPEN_ARRIVED, "tiii", "ii",
	    "SELECT c.arrived_at, c.id FROM cases c WHERE c.office = $1 AND c.is_open = 1 AND "
	    "(c.arrived_at, c.id) > ($2, $3) ORDER BY c.arrived_at, c.id LIMIT $4"),
	ASKS(KEYS_OPEN_NEW, "tiii", "ii",
	    "SELECT c.arrived_at, c.id FROM cases c WHERE c.office = $1 AND c.is_open = 1 AND "
	    "(c.arrived_at, c.id) < ($2, $3) ORDER BY c.arrived_at DESC, c.id DESC LIMIT $4"),
	ASKS(KEYS_DECIDED, "tiii", "ii",
	    "SELECT c.completed_at, c.id FROM cases c WHERE c.office = $1 AND c.completed_at > 0 "
	    "AND (c.completed_at, c.id) < ($2, $3) ORDER BY c.completed_at DESC, c.id DESC LIMIT "
	    "$4"),
	ASKS(KEYS_SERVICE, "ttiii", "ii",
	    "SELECT c.arrived_at, c.id FROM cases c WHERE c.office = $1 AND c.is_open = 1 AND "
	    "c.service = $2 AND (c.arrived_at, c.id) > ($3, $4) ORDER BY c.arrived_at, c.id LIMIT "
	    "$5"),
	ASKS(KEYS_REGION, "ttiii", "ii",
	    "SELECT c.arrived_at, c.id FROM cases c WHERE c.office = $1 AND c.is_open = 1 AND "
	    "c.region = $2 AND (c.arrived_at, c.id) > ($3, $4) ORDER BY c.arrived_at, c.id LIMIT "
	    "$5"),
	ASKS(CASE_PLACE, "i", "ttiiiiitt",
	    "SELECT office, state, is_open, assignee_id, due_at, arrived_at, completed_at, "
	    "service, region FROM cases WHERE id = $1"),
	ASKS(CASE_LAST, "", "i", "SELECT COALESCE(MAX(id), 0) FROM cases"),
	ASKS(SEARCH_GET, "i", "b", "SELECT places FROM search WHERE id = $1"),
	RUNS(SEARCH_PUT, "ib",
	    "INSERT INTO search (id, places) VALUES ($1, $2) ON CONFLICT (id) DO UPDATE SET "
	    "places = $2"),
	ASKS(SEARCH_DONE_GET, "", "i", "SELECT last_id FROM search_done WHERE id = 1"),
	RUNS(SEARCH_DONE_PUT, "i", "UPDATE search_done SET last_id = $1 WHERE id = 1"),
	ASKS(SEARCH_SOURCE, "ii", "ittttttt",
	    "SELECT c.id, c.office, c.external_id, c.title, c.applicant_name, c.service, "
	    "c.channel, COALESCE(a.phone, '') FROM cases c LEFT JOIN applicant a ON a.case_id = "
	    "c.id WHERE c.id > $1 ORDER BY c.id LIMIT $2"),
	RUNS(APPLICANT_ADD, "itttt",
	    "INSERT INTO applicant (case_id, phone, address, birth, sex) VALUES ($1, $2, $3, $4, "
	    "$5)"),
	ASKS(APPLICANT_GET, "i", "tttt",
	    "SELECT phone, address, birth, sex FROM applicant WHERE case_id = $1"),
	RUNS(FORM_ADD, "ittii",
	    "INSERT INTO form (case_id, answers, fingerprint, numbers_cut, kept_id) VALUES ($1, $2, "
	    "$3, $4, $5)"),
	ASKS(FORM_GET, "i", "ti", "SELECT answers, numbers_cut FROM form WHERE case_id = $1"),
	GIVES(FORM_RELEASE_ADD, "tttiitttiiiiit", "i",
	    "INSERT INTO form_release (service, layer, version, from_day, until_day, is_whole, body, "
	    "fingerprint, source, fields_added, fields_changed, fields_gone, by_id, at, reason, "
	    "retired_by_id, retired_at, retired_reason) VALUES ($1, $2, $3, $4, 0, $5, $6, $7, $8, "
	    "$9, $10, $11, $12, $13, $14, 0, 0, '') RETURNING id"),
	ASKS(FORM_RELEASE_FIND, "ttt", "it",
	    "SELECT id, fingerprint FROM form_release WHERE service = $1 AND layer = $2 AND "
	    "version = $3"),
	ASKS(FORM_RELEASE_GET, "i", RELEASE_TYPES,
	    "SELECT " RELEASE_COLUMNS RELEASE_FROM "WHERE f.id = $1"),
	ASKS(FORM_RELEASE_LIST, "i", RELEASE_TYPES,
	    "SELECT " RELEASE_COLUMNS RELEASE_FROM "WHERE f.id < $1 ORDER BY f.id DESC"),
	ASKS(FORM_RELEASE_BODIES, "t", RELEASE_TYPES "t",
	    "SELECT " RELEASE_COLUMNS ", f.body" RELEASE_FROM "WHERE f.service = $1 ORDER BY f.id"),
	RUNS(FORM_RELEASE_RETIRE, "iiiit",
	    "UPDATE form_release SET until_day = $2, retired_by_id = $3, retired_at = $4, "
	    "retired_reason = $5 WHERE id = $1"),
	GIVES(FORM_KEPT_ADD, "ttt", "i",
	    "INSERT INTO form_kept (fingerprint, service, layers) VALUES ($1, $2, $3) RETURNING id"),
	ASKS(FORM_KEPT_FIND, "t", "i", "SELECT id FROM form_kept WHERE fingerprint = $1"),
	ASKS(FORM_KEPT_GET, "i", "t", "SELECT layers FROM form_kept WHERE id = $1"),
	ASKS(FORM_KEPT_OF, "i", "i", "SELECT kept_id FROM form WHERE case_id = $1"),
	ASKS(LISTED_GET, "t", "t", "SELECT body FROM listed_service WHERE id = $1"),
	RUNS(LISTED_PUT, "ttttitii",
	    "INSERT INTO listed_service (id, name, code, body, differences, source, by_id, at) "
	    "VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (id) DO UPDATE SET name = $2, "
	    "code = $3, body = $4, differences = $5, source = $6, by_id = $7, at = $8"),
	ASKS(LISTED_LIST, "tt", "ttttiti",
	    "SELECT id, name, code, body, differences, source, at FROM listed_service WHERE "
	    "name > $1 OR (name = $1 AND id > $2) ORDER BY name, id"),

	RUNS(EVENT_ADD, "itiiittiiittt" "t",
	    "INSERT INTO event (case_id, kind, actor_id, entered_at, effective_at, state_before, "
	    "state_after, version_after, due_before, due_after, op_key, request_hash, text, rule) "
	    "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)"),
	ASKS(EVENT_BY_KEY, "t", "iitittiit",
	    "SELECT e.id, e.case_id, e.kind, e.actor_id, e.state_before, e.state_after, "
	    "e.version_after, e.due_after, e.request_hash FROM event e WHERE e.op_key = $1"),
	ASKS(EVENT_LIST, "i", "itttiittt" "t",
	    "SELECT e.id, e.kind, COALESCE(s.login, 'system'), COALESCE(s.name, ''), e.entered_at, "
	    "e.effective_at, e.state_before, e.state_after, e.text, e.rule FROM event e "
	    "LEFT JOIN staff s ON s.id = e.actor_id WHERE e.case_id = $1 ORDER BY e.id"),
	ASKS(EVENT_LAST, "i", "tt",
	    "SELECT e.kind, COALESCE(s.name, '') FROM event e LEFT JOIN staff s ON s.id = "
	    "e.actor_id WHERE e.case_id = $1 ORDER BY e.id DESC LIMIT 1"),
	RUNS(DRAFT_PUT, "ittttii",
	    "INSERT INTO draft (case_id, outcome, text, reasons, remedies, by_id, drafted_at, "
	    "approved_by_id, approved_at) VALUES ($1, $2, $3, $4, $5, $6, $7, 0, 0) "
	    "ON CONFLICT (case_id) DO UPDATE SET outcome = $2, text = $3, reasons = $4, "
	    "remedies = $5, by_id = $6, drafted_at = $7, approved_by_id = 0, approved_at = 0"),
	ASKS(DRAFT_GET, "i", "ttttitti",
	    "SELECT CASE WHEN EXISTS (SELECT 1 FROM escalation x WHERE x.case_id = d.case_id AND "
	    "x.hop = 'proposed') THEN 'escalate' ELSE d.outcome END, d.text, d.reasons, d.remedies, d.by_id, COALESCE(s.login, ''), "
	    "COALESCE(s.name, ''), d.approved_at FROM draft d LEFT JOIN staff s ON s.id = d.by_id "
	    "WHERE d.case_id = $1"),
	RUNS(DRAFT_DROP, "i", "DELETE FROM draft WHERE case_id = $1"),
	RUNS(DRAFT_APPROVE, "iii",
	    "UPDATE draft SET approved_by_id = $2, approved_at = $3 WHERE case_id = $1"),

	GIVES(HANDOVER_ADD, "ittiititti" "tt", "i",
	    "INSERT INTO escalation (case_id, agency, question, by_id, asked_at, ended_at, kind, "
	    "serial, hop, op_key, due_at, proposal, body) VALUES ($1, $2, $3, $4, $5, 0, $6, $7, "
	    "$8, $9, $10, $11, $12) RETURNING id"),
	ASKS(HANDOVER_LAST, "i", HANDOVER_TYPES,
	    "SELECT " HANDOVER_COLUMNS HANDOVER_FROM "WHERE x.case_id = $1 ORDER BY x.id DESC "
	    "LIMIT 1"),
	ASKS(HANDOVER_SERIAL, "ii", HANDOVER_TYPES,
	    "SELECT " HANDOVER_COLUMNS HANDOVER_FROM "WHERE x.case_id = $1 AND x.serial = $2 "
	    "ORDER BY x.id DESC LIMIT 1"),
	ASKS(HANDOVER_BY_MESSAGE, "i", HANDOVER_TYPES,
	    "SELECT " HANDOVER_COLUMNS HANDOVER_FROM "WHERE x.op_key = (SELECT k.op_key FROM "
	    "outbox k WHERE k.id = $1 AND k.kind = 'escalation') AND x.op_key <> ''"),
	ASKS(HANDOVER_GET, "it", HANDOVER_TYPES "tttt",
	    "SELECT " HANDOVER_COLUMNS ", x.question, x.proposal, x.answer, x.body" HANDOVER_FROM
	    "WHERE x.id = $1 AND c.office = $2"),
	ASKS(HANDOVER_LIST, "ttii", HANDOVER_TYPES,
	    "SELECT " HANDOVER_COLUMNS HANDOVER_FROM "WHERE c.office = $1 AND ($2 = '' OR x.hop = "
	    "$2) AND x.id < $3 ORDER BY x.id DESC LIMIT $4"),
	RUNS(HANDOVER_MOVE, "itiittttt",
	    "UPDATE escalation SET hop = $2, due_at = $3, "
	    "sent_at = CASE WHEN $2 IN ('sent', 'received', 'accepted', 'returned', 'answered') "
	    "AND sent_at = 0 THEN $4 ELSE sent_at END, "
	    "acknowledged_at = CASE WHEN $2 IN ('received', 'accepted', 'returned', 'answered') "
	    "AND acknowledged_at = 0 THEN $4 ELSE acknowledged_at END, "
	    "accepted_at = CASE WHEN $2 = 'accepted' THEN $4 ELSE accepted_at END, "
	    "answered_at = CASE WHEN $2 IN ('returned', 'answered') THEN $4 ELSE answered_at END, "
	    "result = CASE WHEN $2 IN ('returned', 'answered') THEN $2 ELSE result END, "
	    "ended_at = CASE WHEN $2 IN ('returned', 'answered', 'closed', 'cancelled') AND "
	    "ended_at = 0 THEN $4 ELSE ended_at END, "
	    "closed_at = CASE WHEN $2 IN ('closed', 'cancelled') THEN $4 ELSE closed_at END, "
	    "answer = CASE WHEN $5 <> '' THEN $5 ELSE answer END, "
	    "reason_code = CASE WHEN $6 <> '' THEN $6 ELSE reason_code END, "
	    "receipt_no = CASE WHEN $7 <> '' THEN $7 ELSE receipt_no END, "
	    "officer = CASE WHEN $8 <> '' THEN $8 ELSE officer END, "
	    "op_key = CASE WHEN $9 <> '' THEN $9 ELSE op_key END WHERE id = $1"),
	RUNS(HANDOVER_EVENT, "ii", "UPDATE escalation SET event_id = $2 WHERE id = $1"),
	RUNS(CASE_HOP, "ii", "UPDATE cases SET hop_due_at = $2 WHERE id = $1"),
	RUNS(PAUSE_BEGIN, "itii",
	    "INSERT INTO pause (case_id, reason, from_day, to_day, begun_event, ended_event) "
	    "VALUES ($1, $2, $3, 0, $4, 0)"),
	RUNS(PAUSE_END, "iii",
	    "UPDATE pause SET to_day = $2, ended_event = $3 WHERE case_id = $1 AND to_day = 0"),
	ASKS(PAUSE_LIST, "i", "tiiii",
	    "SELECT reason, from_day, to_day, begun_event, ended_event FROM pause WHERE "
	    "case_id = $1 ORDER BY id"),
	ASKS(MOVE_LIST, "i", "iittiitt",
	    "SELECT id, effective_at, state_before, state_after, due_before, due_after, kind, "
	    "COALESCE((SELECT x.agency FROM escalation x WHERE x.case_id = $1 AND x.event_id = "
	    "event.id AND x.event_id <> 0), '') FROM event "
	    "WHERE case_id = $1 AND (state_before <> state_after OR due_before <> due_after "
	    "OR kind IN ('letter-progress', 'letter-moved')) ORDER BY id"),
	RUNS(EXTENSION_ADD, "iitti",
	    "INSERT INTO extension (case_id, event_id, reason, period, has_consent) VALUES ($1, "
	    "$2, $3, $4, $5)"),
	ASKS(EXTENSION_LIST, "i", "itti",
	    "SELECT event_id, reason, period, has_consent FROM extension WHERE case_id = $1 "
	    "ORDER BY id"),
	GIVES(OUTAGE_ADD, "ttiittiiii", "i",
	    "INSERT INTO outage (office, channel, from_at, until_at, reason, evidence, by_id, "
	    "entered_at, ended_by_id, ended_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) "
	    "RETURNING id"),
	RUNS(OUTAGE_END, "iiii",
	    "UPDATE outage SET until_at = $2, ended_by_id = $3, ended_at = $4 WHERE id = $1 AND "
	    "until_at = 0"),
	ASKS(OUTAGE_LIST, "ti", "itiittitti",
	    "SELECT " OUTAGE_COLUMNS " WHERE o.office = $1 ORDER BY o.id DESC LIMIT $2"),
	ASKS(OUTAGE_GET, "it", "itiittitti",
	    "SELECT " OUTAGE_COLUMNS " WHERE o.id = $1 AND o.office = $2"),
	ASKS(OUTAGE_SINCE, "tti", "iii",
	    "SELECT id, from_at, until_at FROM outage WHERE office = $1 AND channel IN ('', $2) AND "
	    "(until_at = 0 OR until_at > $3) ORDER BY id"),
	ASKS(OUTAGE_CASES, "i", "i",
	    "SELECT case_id FROM case_outage WHERE outage_id = $1 AND until_at = 0 ORDER BY case_id"),
	ASKS(CASE_OUTAGE_LIST, "i", "iii",
	    "SELECT outage_id, from_at, until_at FROM case_outage WHERE case_id = $1 "
	    "ORDER BY outage_id"),
	RUNS(CASE_OUTAGE_PUT, "iiiiii",
	    "INSERT INTO case_outage (case_id, outage_id, from_at, until_at, begun_event, "
	    "ended_event) VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (case_id, outage_id) DO "
	    "UPDATE SET from_at = $3, until_at = $4, ended_event = CASE WHEN "
	    "case_outage.until_at = 0 THEN $6 ELSE case_outage.ended_event END"),
	RUNS(CORRECTION_ADD, "iitiittii",
	    "INSERT INTO correction (case_id, of_event, what, from_at, to_at, reason, evidence, "
	    "by_id, asked_event, state, decided_event) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, "
	    "'pending', 0)"),
	RUNS(CORRECTION_DECIDE, "iti",
	    "UPDATE correction SET state = $2, decided_event = $3 WHERE case_id = $1 AND "
	    "state = 'pending'"),
	ASKS(CORRECTION_PENDING, "i", CORRECTION_TYPES,
	    "SELECT " CORRECTION_COLUMNS " WHERE k.case_id = $1 AND k.state = 'pending'"),
	ASKS(CORRECTION_APPROVED, "i", CORRECTION_TYPES,
	    "SELECT " CORRECTION_COLUMNS " WHERE k.case_id = $1 AND k.state = 'approved' "
	    "ORDER BY k.id"),
	ASKS(CORRECTION_LIST, "ti", CORRECTION_TYPES,
	    "SELECT " CORRECTION_COLUMNS " WHERE k.state = 'pending' AND c.office = $1 ORDER BY "
	    "k.id LIMIT $2"),
	ASKS(LAPSED_LIST, "ii", "i",
	    "SELECT id FROM cases WHERE is_open = 1 AND deemed_at = 253402300799 AND due_at < $1 "
	    "AND paused_day = 0 AND outage_at = 0 ORDER BY due_at, id LIMIT $2"),
	RUNS(SUPPLEMENT_ADD, "ittiiii",
	    "INSERT INTO supplement (case_id, items, text, due_day, by_id, demanded_at, "
	    "replied_at, reply_text, reply_answers, is_again) VALUES ($1, $2, $3, $4, $5, $6, 0, "
	    "'', '', $7)"),
	RUNS(SUPPLEMENT_EXTEND, "ii",
	    "UPDATE supplement SET due_day = $2, extensions = extensions + 1 WHERE id = $1"),
	ASKS(SUPPLEMENT_OPEN, "i", "ittiiii",
	    "SELECT id, items, text, due_day, demanded_at, extensions, is_again FROM supplement WHERE case_id = $1 AND "
	    "replied_at = 0 ORDER BY id DESC LIMIT 1"),
	RUNS(SUPPLEMENT_REPLY, "iitt",
	    "UPDATE supplement SET replied_at = $2, reply_text = $3, reply_answers = $4 WHERE "
	    "case_id = $1 AND replied_at = 0"),
	RUNS(AMENDMENT_ADD, "iit",
	    "INSERT INTO amendment (case_id, event_id, answers) VALUES ($1, $2, $3)"),
	ASKS(AMENDMENT_LIST, "i", "it",
	    "SELECT event_id, answers FROM amendment WHERE case_id = $1 ORDER BY id"),
	RUNS(SATISFACTION_PUT, "iiti",
	    "INSERT INTO satisfaction (case_id, score, remark, given_at) VALUES ($1, $2, $3, $4) "
	    "ON CONFLICT (case_id) DO UPDATE SET score = $2, remark = $3, given_at = $4"),
	ASKS(SATISFACTION_GET, "i", "iti",
	    "SELECT score, remark, given_at FROM satisfaction WHERE case_id = $1"),
	RUNS(ATTACHMENT_ADD, "ittittt",
	    "INSERT INTO attachment (case_id, name, media_type, size, sha256, state, tries, "
	    "next_try_at, error, etag) VALUES ($1, $2, $3, $4, $5, $6, 0, 0, $7, '') ON CONFLICT DO NOTHING"),
	ASKS(ATTACHMENT_COUNT, "i", "i", "SELECT COUNT(*) FROM attachment WHERE case_id = $1"),
	ASKS(ATTACHMENT_LIST, "i", "iittitttittt",
	    "SELECT " ATTACHMENT_COLUMNS " WHERE a.case_id = $1 ORDER BY a.id"),
	ASKS(ATTACHMENT_GET, "i", "iittitttittt",
	    "SELECT " ATTACHMENT_COLUMNS " WHERE a.id = $1"),
	ASKS(ATTACHMENT_WANTED, "tii", "iittitttittt",
	    "SELECT " ATTACHMENT_COLUMNS " WHERE a.state = 'wanted' AND a.next_try_at <= $2 AND "
	    "c.channel = $1 ORDER BY a.next_try_at, a.id LIMIT $3"),
	RUNS(ATTACHMENT_LEASE, "ii",
	    "UPDATE attachment SET tries = tries + 1, next_try_at = $2 WHERE id = $1"),
	RUNS(ATTACHMENT_RESULT, "ititti",
	    "UPDATE attachment SET state = $2, next_try_at = $3, error = $4, etag = $5, "
	    "tries = tries * $6 WHERE id = $1 AND state = 'wanted'"),
	RUNS(TRANSCRIPT_ADD, "iitt",
	    "INSERT INTO transcript (case_id, at, who, text) VALUES ($1, $2, $3, $4)"),
	ASKS(TRANSCRIPT_LIST, "i", "itt",
	    "SELECT at, who, text FROM transcript WHERE case_id = $1 ORDER BY id"),

	RUNS(OUTBOX_ADD, "iittttttii",
	    "INSERT INTO outbox (case_id, event_id, office, channel, region, kind, external_id, "
	    "op_key, body, state, attempts, fence, lease_until_at, next_try_at, created_at, "
	    "sent_at, last_error) VALUES ($1, $2, (SELECT office FROM cases WHERE id = $1), $3, "
	    "COALESCE((SELECT k.region FROM channel_cursor k WHERE k.channel = $3 AND k.region = "
	    "$4), (SELECT c.office FROM cases c WHERE c.id = $1)), $5, $6, $7, $8, 'waiting', 0, 0, "
	    "0, $9, $10, 0, '')"),
	RUNS(OUTBOX_ADD_CASELESS, "tttttttii",
	    "INSERT INTO outbox (case_id, event_id, office, channel, region, kind, external_id, "
	    "op_key, body, state, attempts, fence, lease_until_at, next_try_at, created_at, "
	    "sent_at, last_error) VALUES (NULL, NULL, $1, $2, $3, $4, $5, $6, $7, 'waiting', 0, "
	    "0, 0, $8, $9, 0, '')"),
	ASKS(OUTBOX_READY, "iit", "iiiittttt",
	    "SELECT m.id, m.fence, m.attempts, COALESCE(m.case_id, 0), m.channel, m.region, m.kind, "
	    "m.external_id, m.op_key FROM outbox m JOIN channel_cursor k ON k.channel = m.channel "
	    "AND k.region = m.region AND k.is_enabled = 1 WHERE m.state IN ('waiting', 'leased') "
	    "AND m.next_try_at <= $1 AND m.lease_until_at <= $1 AND " NOTHING_BEFORE
	    " AND m.channel = $3 "
	    "ORDER BY m.next_try_at, m.id LIMIT $2"),
	GIVES(OUTBOX_LEASE, "iii", "b",
	    "UPDATE outbox SET state = 'leased', fence = $2, lease_until_at = $3 WHERE id = $1 "
	    "RETURNING body"),
	RUNS(OUTBOX_RESULT, "iititii",
	    "UPDATE outbox SET state = $3, next_try_at = $4, last_error = $5, sent_at = $6, "
	    "lease_until_at = 0, attempts = attempts + $7 WHERE id = $1 AND fence = $2 AND "
	    "state = 'leased'"),
	ASKS(OUTBOX_ATTEMPTS, "i", "i", "SELECT attempts FROM outbox WHERE id = $1"),
	RUNS(OUTBOX_CHANGE, "ittit",
	    "UPDATE outbox SET state = $3, next_try_at = $4, last_error = $5 WHERE id = $1 AND "
	    "state = $2"),
	ASKS(OUTBOX_LIST, "tiit", "iittttiiiit",
	    "SELECT " OUTBOX_COLUMNS " FROM outbox m LEFT JOIN cases c ON c.id = m.case_id WHERE "
	    "m.office = $1 AND m.id < $2 AND ($4 = '' OR m.state = $4 OR ($4 = 'waiting' AND "
	    "m.state = 'leased')) ORDER BY m.id DESC LIMIT $3"),
	ASKS(OUTBOX_GET, "it", "iittttiiiitb",
	    "SELECT " OUTBOX_COLUMNS ", m.body FROM outbox m LEFT JOIN cases c ON c.id = m.case_id "
	    "WHERE m.id = $1 AND m.office = $2"),
	ASKS(OUTBOX_DUE, "", "ii",
	    "SELECT (SELECT COUNT(*) FROM outbox WHERE state IN ('waiting', 'leased')), "
	    "COALESCE(MIN(CASE WHEN m.lease_until_at > m.next_try_at THEN "
	    "m.lease_until_at ELSE m.next_try_at END), 0) FROM outbox m JOIN channel_cursor k ON "
	    "k.channel = m.channel AND k.region = m.region AND k.is_enabled = 1 WHERE m.state IN "
	    "('waiting', 'leased') AND " NOTHING_BEFORE),

	RUNS(INBOX_ADD, "ttttti",
	    "INSERT INTO inbox (channel, region, event_id, fingerprint, result, at) VALUES ($1, "
	    "$2, $3, $4, $5, $6)"),
	ASKS(INBOX_SEEN, "tttt", "ti",
	    "SELECT result, at FROM inbox WHERE channel = $1 AND region = $2 AND event_id = $3 AND "
	    "fingerprint = $4"),
	RUNS(UNSORTED_ADD, "tttttttbittt",
	    "INSERT INTO unsorted (channel, region, office, event_id, external_id, reason, detail, "
	    "raw, arrived_at, state, item, data, answers) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, "
	    "$9, 'open', $10, $11, $12)"),
	ASKS(UNSORTED_LIST, "tiit", "ittttttittt",
	    "SELECT id, channel, region, event_id, external_id, reason, detail, arrived_at, state, "
	    "COALESCE((SELECT login FROM staff WHERE staff.id = discard_by), ''), discard_reason "
	    "FROM unsorted WHERE office = $1 AND id < $2 AND ($4 = '' OR state = $4) "
	    "ORDER BY id DESC LIMIT $3"),
	ASKS(UNSORTED_GET, "it", "ittttttitttb",
	    "SELECT id, channel, region, event_id, external_id, reason, detail, arrived_at, state, "
	    "COALESCE((SELECT login FROM staff WHERE staff.id = discard_by), ''), discard_reason, "
	    "raw FROM unsorted WHERE id = $1 AND office = $2"),
	ASKS(UNSORTED_ITEM, "it", "tttttit",
	    "SELECT channel, region, item, data, answers, discard_by, state FROM unsorted WHERE "
	    "id = $1 AND office = $2"),
	RUNS(UNSORTED_DISCARD, "iit",
	    "UPDATE unsorted SET discard_by = $2, discard_reason = $3 WHERE id = $1 AND "
	    "state = 'open'"),
	RUNS(UNSORTED_DONE, "i", "UPDATE unsorted SET state = 'done' WHERE id = $1"),
	RUNS(CURSOR_ADD, "tti",
	    "INSERT INTO channel_cursor (channel, region, last_event_id, is_enabled, last_pull_at, "
	    "last_error) VALUES ($1, $2, '', $3, 0, '')"),
	ASKS(CURSOR_LIST, "", "tttiit",
	    "SELECT channel, region, last_event_id, is_enabled, last_pull_at, last_error FROM "
	    "channel_cursor ORDER BY channel, region"),
	ASKS(CURSOR_GET, "tt", "tttiit",
	    "SELECT channel, region, last_event_id, is_enabled, last_pull_at, last_error FROM "
	    "channel_cursor WHERE channel = $1 AND region = $2"),
	RUNS(CURSOR_MOVE, "tttti",
	    "UPDATE channel_cursor SET last_event_id = $4, last_pull_at = $5, last_error = '' "
	    "WHERE channel = $1 AND region = $2 AND last_event_id = $3"),
	RUNS(CURSOR_ENABLE, "tti",
	    "UPDATE channel_cursor SET is_enabled = $3 WHERE channel = $1 AND region = $2"),
	RUNS(CURSOR_ERROR, "ttti",
	    "UPDATE channel_cursor SET last_error = $3, last_pull_at = CASE WHEN $4 = 0 THEN "
	    "last_pull_at ELSE $4 END WHERE channel = $1 AND region = $2"),
	RUNS(COUNTER_ADD, "tti",
	    "INSERT INTO counter (office, state, count) VALUES ($1, $2, $3) ON CONFLICT (office, "
	    "state) DO UPDATE SET count = counter.count + $3"),
	ASKS(COUNTER_LIST, "t", "ti", "SELECT state, count FROM counter WHERE office = $1"),
	ASKS(COUNTER_CHECK, "", "i",
	    "SELECT (SELECT COUNT(*) FROM (SELECT office, state, COUNT(*) AS n FROM cases GROUP BY "
	    "office, state) g LEFT JOIN counter k ON k.office = g.office AND k.state = g.state "
	    "WHERE k.count IS NULL OR k.count <> g.n) + (SELECT COUNT(*) FROM counter k WHERE "
	    "k.count <> 0 AND NOT EXISTS (SELECT 1 FROM cases c WHERE c.office = k.office AND "
	    "c.state = k.state))"),
	RUNS(TALLY_ADD, "ttiii",
	    "INSERT INTO tally (office, kind, at, who, count) VALUES ($1, $2, $3, $4, $5) ON "
	    "CONFLICT (office, kind, at, who) DO UPDATE SET count = tally.count + $5"),
	RUNS(TALLY_DROP, "ttii",
	    "DELETE FROM tally WHERE office = $1 AND kind = $2 AND at = $3 AND who = $4 AND "
	    "count = 0"),
	ASKS(TALLY_READ, "ttii", "ii",
	    "SELECT who, count FROM tally WHERE office = $1 AND kind = $2 AND at >= $3 AND "
	    "at <= $4"),
	ASKS(TALLY_ALL, "", "ttiii", "SELECT office, kind, at, who, count FROM tally"),
	ASKS(TALLY_CASES, "", "tttiiiii",
	    "SELECT office, service, state, assignee_id, arrived_at, received_at, due_at, "
	    "completed_at FROM cases"),
	RUNS(TALLY_CLEAR, "", "DELETE FROM tally"),
	ASKS(COUNT_UNRECEIVED, "tii", "i",
	    "SELECT COUNT(*) FROM (SELECT c.id FROM cases c WHERE c.office = $1 AND c.state = "
	    "'arrived' AND c.due_at <= $3 LIMIT $2) AS some_cases"),
	ASKS(COUNT_ESCALATED, "ti", "i",
	    "SELECT COUNT(*) FROM (SELECT c.id FROM cases c WHERE c.office = $1 AND c.state = "
	    "'consulting' AND EXISTS (SELECT 1 FROM escalation x WHERE x.case_id = c.id AND "
	    "x.ended_at = 0 AND x.acknowledged_at = 0) LIMIT $2) AS some_cases"),
	ASKS(COUNT_RAISED, "ti", "i",
	    "SELECT COUNT(*) FROM (SELECT c.id FROM cases c WHERE c.office = $1 AND c.raised_at > 0 "
	    "AND c.is_open = 1 LIMIT $2) AS some_cases"),
	ASKS(COUNT_HANDOVER_LATE, "tii", "i",
	    "SELECT COUNT(*) FROM (SELECT c.id FROM cases c WHERE c.office = $1 AND c.hop_due_at "
	    "> 0 AND c.hop_due_at < $3 LIMIT $2) AS some_cases"),
	ASKS(COUNT_MISMATCH, "ti", "i",
	    "SELECT COUNT(*) FROM (SELECT c.id FROM cases c WHERE c.office = $1 AND c.is_open = 1 "
	    "AND c.mismatches > 0 ORDER BY c.id LIMIT $2) AS some_cases"),
	ASKS(COUNT_DEEMED, "ti", "i",
	    "SELECT COUNT(*) FROM (SELECT c.id FROM cases c WHERE c.office = $1 AND c.is_open = 1 "
	    "AND c.deemed_at > 0 AND c.deemed_at < 253402300799 LIMIT $2) AS some_cases"),
	ASKS(COUNT_MESSAGES_WAITING, "ti", "i",
	    "SELECT COUNT(*) FROM (SELECT m.id FROM outbox m WHERE m.state IN ('waiting', "
	    "'leased') AND m.office = $1 LIMIT $2) AS some_messages"),
	ASKS(COUNT_MESSAGES_PARKED, "ti", "i",
	    "SELECT COUNT(*) FROM (SELECT m.id FROM outbox m WHERE m.state = 'parked' AND "
	    "m.office = $1 LIMIT $2) AS some_messages"),
	ASKS(COUNT_UNSORTED, "ti", "i",
	    "SELECT COUNT(*) FROM (SELECT u.id FROM unsorted u WHERE u.office = $1 AND u.state = "
	    "'open' LIMIT $2) AS some_things"),
	ASKS(TALLY_RULE_GET, "", "i", "SELECT fingerprint FROM tally_rule WHERE id = 1"),
	RUNS(TALLY_RULE_PUT, "i", 
	    "INSERT INTO tally_rule (id, fingerprint) VALUES (1, $1) ON CONFLICT (id) DO UPDATE "
	    "SET fingerprint = $1"),
	ASKS(MISMATCH_LIST, "ti", "i",
	    "SELECT c.id FROM cases c WHERE c.office = $1 AND c.is_open = 1 AND "
	    "c.mismatches > 0 ORDER BY c.id LIMIT $2"),
	ASKS(MISMATCH_UNKNOWN, "ii", "i",
	    "SELECT c.id FROM cases c WHERE c.is_open = 1 AND c.mismatches < 0 AND c.id > $1 "
	    "ORDER BY c.id LIMIT $2"),
	RUNS(MISMATCH_SET, "ii", "UPDATE cases SET mismatches = $2 WHERE id = $1"),
	RUNS(FLAG_PUT, "itii",
	    "INSERT INTO field_flag (case_id, field, by_id, at, demand_event) VALUES ($1, $2, $3, "
	    "$4, 0) ON CONFLICT (case_id, field) DO NOTHING"),
	RUNS(FLAG_DROP, "it", "DELETE FROM field_flag WHERE case_id = $1 AND field = $2"),
	RUNS(FLAG_DEMAND, "iti",
	    "UPDATE field_flag SET demand_event = $3 WHERE case_id = $1 AND field = $2"),
	ASKS(FLAG_LIST, "i", "titti",
	    "SELECT f.field, f.at, COALESCE(s.login, ''), COALESCE(s.name, ''), f.demand_event "
	    "FROM field_flag f LEFT JOIN staff s ON s.id = f.by_id WHERE f.case_id = $1 "
	    "ORDER BY f.field"),
	ASKS(DECIDED_SINCE, "tii", "i",
	    "SELECT c.id FROM cases c WHERE c.office = $1 AND c.completed_at >= $2 AND "
	    "c.completed_at > 0 ORDER BY c.completed_at, c.id LIMIT $3"),
	RUNS(LESSON_USE, "it",
	    "INSERT INTO lesson (staff_id, action, uses) SELECT $1, $2, 1 WHERE (SELECT COUNT(*) "
	    "FROM lesson l WHERE l.staff_id = $1) < 100 ON CONFLICT (staff_id, action) DO UPDATE "
	    "SET uses = lesson.uses + 1"),
	ASKS(LESSON_LIST, "i", "ti", "SELECT action, uses FROM lesson WHERE staff_id = $1"),
	RUNS(WAIT_PUT, "ttttttiiiiiti",
	    "INSERT INTO wait_figure (source, region, desk_id, task_no, desk, task, waiting, "
	    "called, counters, observed_at, taken_at, place, by_id) VALUES ($1, $2, $3, $4, $5, "
	    "$6, $7, $8, $9, $10, $11, $12, $13) ON CONFLICT (source, region, desk_id, task_no) DO "
	    "UPDATE SET desk = $5, task = $6, waiting = $7, called = $8, counters = $9, "
	    "observed_at = $10, taken_at = $11, place = $12, by_id = $13 WHERE "
	    "wait_figure.observed_at <= $10"),
	RUNS(WAIT_DROP, "tttt",
	    "DELETE FROM wait_figure WHERE source = $1 AND region = $2 AND desk_id = $3 AND task_no "
	    "= $4"),
	RUNS(WAIT_DROP_SOURCE, "ti",
	    "DELETE FROM wait_figure WHERE source = $1 AND taken_at < $2"),
	ASKS(WAIT_RIVAL, "ttt", "t",
	    "SELECT source FROM (SELECT f.source FROM wait_figure f WHERE f.region = $1 AND f.place "
	    "= $2 AND f.source < $3 LIMIT 1) a UNION ALL SELECT source FROM (SELECT g.source FROM "
	    "wait_figure g WHERE g.region = $1 AND g.place = $2 AND g.source > $3 LIMIT 1) b"),
	ASKS(WAIT_RIVALS, "tt", "ti",
	    "SELECT f.source, MAX(CASE WHEN f.waiting >= 0 THEN f.observed_at ELSE -1 END) FROM "
	    "wait_figure f WHERE f.region = $1 AND f.place = $2 GROUP BY f.source ORDER BY "
	    "f.source"),
	RUNS(WAIT_SETTLE, "tttt",
	    "UPDATE wait_figure SET hidden = CASE WHEN source = $3 THEN 0 ELSE 1 END, others = CASE "
	    "WHEN source = $3 THEN $4 ELSE '' END WHERE region = $1 AND place = $2 AND (hidden <> "
	    "CASE WHEN source = $3 THEN 0 ELSE 1 END OR others <> CASE WHEN source = $3 THEN $4 "
	    "ELSE '' END)"),
	RUNS(WAIT_UNHIDE, "",
	    "UPDATE wait_figure SET hidden = 0, others = '' WHERE hidden = 1 AND NOT EXISTS (SELECT "
	    "1 FROM wait_figure g WHERE g.region = wait_figure.region AND g.place = "
	    "wait_figure.place AND g.hidden = 0)"),
	ASKS(WAIT_OF_SOURCE, "t", "tttiiiii",
	    "SELECT source, region, task_no, waiting, called, counters, observed_at, taken_at FROM "
	    "wait_figure WHERE source = $1 ORDER BY region, task_no"),
	ASKS(WAIT_OWN_DESK, "ii", "ttiii",
	    "SELECT k.region, k.task, SUM(k.waits), MAX(k.called), COUNT(DISTINCT k.server) FROM "
	    "(SELECT (SELECT MIN(j.region) FROM jurisdiction j WHERE j.office = o.office) AS "
	    "region, o.task, CASE WHEN o.state IN ('waiting', 'later') AND o.ready_at <= $2 THEN 1 "
	    "ELSE 0 END AS waits, CASE WHEN o.state = 'called' THEN o.id ELSE -1 END AS called, "
	    "CASE WHEN o.state IN ('called', 'serving', 'held') THEN o.staff_id END AS server FROM "
	    "consultation o WHERE o.ended_at = 0 UNION ALL SELECT (SELECT MIN(i.region) FROM "
	    "jurisdiction i WHERE i.office = e.office), e.task, 0, -1, NULL FROM consultation e "
	    "WHERE e.ended_at >= $1 AND e.office IN (SELECT x.office FROM jurisdiction x)) k WHERE "
	    "k.region IS NOT NULL GROUP BY k.region, k.task ORDER BY k.region, k.task"),
	RUNS(WAIT_SEEN, "tttti",
	    "UPDATE wait_figure SET taken_at = $5 WHERE source = $1 AND region = $2 AND desk_id = "
	    "$3 AND task_no = $4"),
	RUNS(WAIT_DESK_PUT, "ttttti",
	    "INSERT INTO wait_desk (source, region, desk_id, desk, hours, taken_at) VALUES ($1, "
	    "$2, $3, $4, $5, $6) ON CONFLICT (source, region, desk_id) DO UPDATE SET desk = $4, "
	    "hours = $5, taken_at = $6"),
	RUNS(WAIT_HEARD, "ttiit",
	    "INSERT INTO wait_source (source, region, asked_at, heard_at, error) VALUES ($1, $2, "
	    "$3, $4, $5) ON CONFLICT (source, region) DO UPDATE SET asked_at = $3, heard_at = "
	    "CASE WHEN $4 = 0 THEN wait_source.heard_at ELSE $4 END, error = $5"),
	RUNS(WAIT_FORGET, "tti",
	    "DELETE FROM wait_figure WHERE source = $1 AND ($2 = '' OR region = $2) AND taken_at < "
	    "$3"),
	RUNS(WAIT_DESK_FORGET, "tti",
	    "DELETE FROM wait_desk WHERE source = $1 AND ($2 = '' OR region = $2) AND taken_at < "
	    "$3"),
	ASKS(WAIT_SERIES, "tttt", "itiiiii",
	    "SELECT series, pace, p50_sec, p90_sec, samples, busy_hour, busy_days FROM wait_figure "
	    "WHERE source = $1 AND region = $2 AND desk_id = $3 AND task_no = $4"),
	RUNS(WAIT_SERIES_SET, "ttttitiiiiiiii",
	    "UPDATE wait_figure SET series = $5, pace = $6, p50_sec = $7, p90_sec = $8, samples = "
	    "$9, busy_hour = $10, busy_days = $11, told = $12, held50 = $13, held90 = $14 WHERE "
	    "source = $1 AND region = $2 AND desk_id = $3 AND task_no = $4"),
	ASKS(WAIT_PAST, "i", "tt", "SELECT past, today FROM wait_past WHERE id = $1"),
	GIVES(WAIT_PAST_ADD, "tt", "i",
	    "INSERT INTO wait_past (past, today) VALUES ($1, $2) RETURNING id"),
	RUNS(WAIT_PAST_SET, "itt", "UPDATE wait_past SET past = $2, today = $3 WHERE id = $1"),
	RUNS(WAIT_PAST_FORGET, "tti",
	    "DELETE FROM wait_past WHERE id IN (SELECT f.series FROM wait_figure f WHERE f.source = "
	    "$1 AND ($2 = '' OR f.region = $2) AND f.taken_at < $3)"),
	RUNS(WAIT_DAY_ADD, "iit",
	    "INSERT INTO wait_day (series, day, hours) VALUES ($1, $2, $3) ON CONFLICT (series, "
	    "day) DO UPDATE SET hours = $3"),
	RUNS(WAIT_DAY_FORGET, "ii", "DELETE FROM wait_day WHERE series = $1 AND day < $2"),
	RUNS(WAIT_DAYS_FORGET, "tti",
	    "DELETE FROM wait_day WHERE series IN (SELECT f.series FROM wait_figure f WHERE "
	    "f.source = $1 AND ($2 = '' OR f.region = $2) AND f.taken_at < $3)"),
	ASKS(WAIT_DAYS, "ii", "it",
	    "SELECT day, hours FROM wait_day WHERE series = $1 AND (day - $2) % 7 = 0 ORDER BY day "
	    "DESC"),
	/* Of most rows only the place in the order is looked at. A region is silent once,
	 * however many were asked for it: an error is told before silence. */
	ASKS(WAIT_WINDOW, "ttiii", "ttttttiiiiitiiiiitittt",
	    "SELECT k.source, k.region, k.desk_id, k.desk, k.task_no, k.task, k.waiting, k.called, "
	    "k.counters, k.observed_at, k.taken_at, COALESCE(s.error, ''), k.p50_sec, k.p90_sec, "
	    "k.samples, k.busy_hour, k.busy_days, COALESCE(p.today, ''), COALESCE(s.heard_at, 0), "
	    "COALESCE(o.hours, ''), k.others, COALESCE(t.name, '') FROM (SELECT CASE $2 WHEN 'wait' THEN -f.waiting WHEN 'age' THEN "
	    "-f.observed_at WHEN 'estimate' THEN CASE WHEN f.observed_at < $3 OR f.p50_sec < 0 "
	    "THEN 1 ELSE -f.p50_sec END ELSE 0 END AS place, f.source, f.region, f.desk_id, "
	    "f.desk, f.task_no, f.task, f.waiting, f.called, f.counters, f.observed_at, "
	    "f.taken_at, f.p50_sec, f.p90_sec, f.samples, f.busy_hour, f.busy_days, "
	    "f.series, f.others, f.by_id FROM wait_figure f WHERE ($1 = '' OR f.region = $1) AND "
	    "f.hidden = 0 UNION ALL SELECT CASE "
	    "WHEN $2 = 'office' THEN 0 ELSE 1 END, d.source, d.region, d.desk_id, d.desk, '', '', "
	    "-1, -1, -1, 0, d.taken_at, -1, -1, 0, -1, 0, 0, '', 0 FROM wait_desk d WHERE ($1 = "
	    "'' OR d.region = $1) AND NOT EXISTS (SELECT 1 FROM wait_figure f WHERE f.source = "
	    "d.source AND f.region = d.region AND f.desk_id = d.desk_id) UNION ALL SELECT CASE "
	    "WHEN $2 = 'office' THEN 0 ELSE 1 END, COALESCE((SELECT x.source FROM wait_source x "
	    "WHERE x.region IN (j.region, '') ORDER BY x.error = '', x.source LIMIT 1), ''), "
	    "j.region, '', '', '', '', -1, -1, -1, 0, 0, -1, -1, 0, -1, 0, 0, '', 0 FROM jurisdiction "
	    "j WHERE ($1 = '' OR j.region = $1) AND NOT EXISTS (SELECT 1 FROM wait_figure f WHERE "
	    "f.region = j.region) AND NOT EXISTS (SELECT 1 FROM wait_desk d WHERE d.region = "
	    "j.region) ORDER BY place, region, desk_id, task_no, source LIMIT $4 OFFSET $5) k LEFT "
	    "JOIN wait_source s ON s.source = k.source AND s.region IN (k.region, '') LEFT JOIN "
	    "wait_past p ON p.id = k.series LEFT JOIN wait_desk o ON o.source = k.source AND o.region = "
	    "k.region AND o.desk_id = k.desk_id LEFT JOIN staff t ON t.id = k.by_id ORDER BY k.place, k.region, k.desk_id, k.task_no, "
	    "k.source"),
	ASKS(WAIT_COUNT, "tiii", "ii",
	    "SELECT COUNT(*) + (SELECT COUNT(*) FROM wait_desk d WHERE ($1 = '' OR d.region = $1) "
	    "AND NOT EXISTS (SELECT 1 FROM wait_figure g WHERE g.source = d.source AND g.region = "
	    "d.region AND g.desk_id = d.desk_id)) + (SELECT COUNT(*) FROM jurisdiction j WHERE ($1 "
	    "= '' OR j.region = $1) AND NOT EXISTS (SELECT 1 FROM wait_figure g WHERE g.region = "
	    "j.region) AND NOT EXISTS (SELECT 1 FROM wait_desk d WHERE d.region = j.region)), "
	    "COALESCE(SUM(CASE WHEN f.observed_at >= $2 AND (($3 > 0 AND f.p50_sec >= $3) OR ($4 > "
	    "0 AND f.waiting >= $4)) THEN 1 ELSE 0 END), 0) FROM wait_figure f WHERE ($1 = '' OR "
	    "f.region = $1) AND f.hidden = 0"),
	ASKS(WAIT_REGION, "t", "tt",
	    "SELECT COALESCE((SELECT MIN(a.r) FROM (SELECT MIN(region) AS r FROM wait_figure WHERE "
	    "region > $1 UNION ALL SELECT MIN(region) FROM wait_desk WHERE region > $1 UNION ALL "
	    "SELECT MIN(region) FROM jurisdiction WHERE region > $1) a), ''), COALESCE((SELECT "
	    "MAX(b.r) FROM (SELECT MAX(region) AS r FROM wait_figure WHERE region < CASE WHEN $1 = "
	    "'' THEN '~' ELSE $1 END UNION ALL SELECT MAX(region) FROM wait_desk WHERE region < "
	    "CASE WHEN $1 = '' THEN '~' ELSE $1 END UNION ALL SELECT MAX(region) FROM jurisdiction "
	    "WHERE region < CASE WHEN $1 = '' THEN '~' ELSE $1 END) b), '')"),
	ASKS(WAIT_WAYS, "ti", "ti",
	    "SELECT k.kind, v.called_at - v.came_at AS sec FROM (SELECT w.consult_id, w.came_at, "
	    "w.called_at FROM consult_visit w WHERE w.office = $1 AND w.called_at > 0 AND "
	    "w.came_at >= $2 ORDER BY w.id DESC LIMIT 1000) v JOIN consultation k ON k.id = "
	    "v.consult_id UNION ALL SELECT 'online', c.sec FROM (SELECT a.received_at - "
	    "a.arrived_at AS sec FROM cases a WHERE a.office = $1 AND a.arrived_at >= $2 AND "
	    "a.received_at >= a.arrived_at AND a.channel NOT IN ('counter', 'phone') ORDER BY "
	    "a.arrived_at DESC LIMIT 1000) c ORDER BY 1, 2"),
	ASKS(WAIT_ONLINE, "ti", "iii",
	    "SELECT (SELECT COUNT(*) FROM (SELECT a.id FROM cases a WHERE a.office = $1 AND a.state "
	    "= 'supplement' AND a.channel NOT IN ('counter', 'phone') LIMIT $2) x), COUNT(*), "
	    "COALESCE(MIN(y.arrived_at), 0) FROM (SELECT b.arrived_at FROM cases b WHERE b.office = "
	    "$1 AND b.state = 'arrived' AND b.channel NOT IN ('counter', 'phone') LIMIT $2) y"),
	ASKS(WAIT_HALL, "ti", "ii",
	    "SELECT COALESCE(SUM(CASE WHEN f.waiting > 0 THEN f.waiting ELSE 0 END), -1), "
	    "COALESCE(SUM(CASE WHEN f.counters > 0 THEN f.counters ELSE 0 END), -1) FROM "
	    "jurisdiction j JOIN wait_figure f ON f.region = j.region WHERE j.office = $1 AND "
	    "f.observed_at >= $2 AND f.waiting >= 0 AND f.hidden = 0 AND f.source <> 'desk'"),
	ASKS(WAIT_HELD, "", "iii",
	    "SELECT COALESCE(SUM(told), 0), COALESCE(SUM(held50), 0), COALESCE(SUM(held90), 0) FROM "
	    "wait_figure WHERE hidden = 0 AND source <> 'desk'"),
	ASKS(WAIT_ALERT, "t", "ii", "SELECT minutes, people FROM wait_alert WHERE office = $1"),
	RUNS(WAIT_ALERT_SET, "tii",
	    "INSERT INTO wait_alert (office, minutes, people) VALUES ($1, $2, $3) ON CONFLICT "
	    "(office) DO UPDATE SET minutes = $2, people = $3"),
	GIVES(CONSULT_ADD, "tttttitttti" "iiii", "i",
	    "INSERT INTO consultation (office, channel, external_id, kind, task, priority, who, "
	    "contact, topic, state, ready_at, is_promised, staff_id, case_id, created_at, ended_at, "
	    "warned_at, warned_for, result, note, visit_id) VALUES ($1, $2, $3, $4, $5, $6, $7, "
	    "$8, $9, $10, $11, $12, $13, $14, $15, 0, 0, '', '', '', 0) RETURNING id"),
	RUNS(CONSULT_UPDATE, "itiiiiiittti",
	    "UPDATE consultation SET state = $2, ready_at = $3, is_promised = $4, staff_id = $5, "
	    "case_id = $6, ended_at = $7, warned_at = $8, warned_for = $9, result = $10, note = "
	    "$11, visit_id = $12 WHERE id = $1"),
	ASKS(CONSULT_GET, "it", CONSULT_TYPES,
	    "SELECT " CONSULT_COLUMNS "WHERE k.id = $1 AND k.office = $2"),
	ASKS(CONSULT_BY_CHANNEL, "tt", "i",
	    "SELECT id FROM consultation WHERE channel = $1 AND external_id = $2"),
	/* Who has no skills takes everything. */
	ASKS(CONSULT_NEXT, "tii", "i",
	    "SELECT k.id FROM consultation k WHERE k.office = $1 AND k.ended_at = 0 AND k.state IN "
	    "('waiting', 'later') AND k.ready_at <= $3 AND (NOT EXISTS (SELECT 1 FROM staff_skill "
	    "a WHERE a.staff_id = $2) OR EXISTS (SELECT 1 FROM staff_skill b WHERE b.staff_id = $2 "
	    "AND b.task = k.task)) ORDER BY k.priority DESC, k.is_promised DESC, k.ready_at, k.id "
	    "LIMIT 1"),
	ASKS(CONSULT_AT_HAND, "i", "i",
	    "SELECT id FROM consultation WHERE ended_at = 0 AND staff_id = $1 AND state IN "
	    "('called', 'serving') ORDER BY id LIMIT 1"),
	ASKS(CONSULT_MINE, "ii", "i",
	    "SELECT id FROM consultation WHERE ended_at = 0 AND staff_id = $1 ORDER BY CASE WHEN "
	    "(state = 'held') = ($2 = 1) THEN 0 ELSE 1 END, id LIMIT 1"),
	ASKS(CONSULT_BY_KEY, "t", "i",
	    "SELECT consult_id FROM consult_interval WHERE op_key = $1 UNION ALL SELECT consult_id "
	    "FROM consult_saying WHERE op_key = $1"),
	ASKS(CONSULT_OPEN, "ti", CONSULT_TYPES,
	    "SELECT " CONSULT_COLUMNS "WHERE k.office = $1 AND k.ended_at = 0 ORDER BY CASE "
	    "k.state WHEN 'serving' THEN 0 WHEN 'called' THEN 0 WHEN 'held' THEN 1 WHEN 'waiting' "
	    "THEN 2 ELSE 3 END, k.priority DESC, k.is_promised DESC, k.ready_at, k.id LIMIT $2"),
	ASKS(CONSULT_OVER, "tii", CONSULT_TYPES,
	    "SELECT " CONSULT_COLUMNS "WHERE k.office = $1 AND k.ended_at > 0 AND k.ended_at >= $2 "
	    "ORDER BY k.ended_at DESC, k.id DESC LIMIT $3"),
	ASKS(CONSULT_ENDED, "ti", "ti",
	    "SELECT state, COUNT(*) FROM consultation WHERE office = $1 AND ended_at > 0 AND "
	    "ended_at >= $2 GROUP BY state"),
	RUNS(INTERVAL_END, "ii",
	    "UPDATE consult_interval SET until_at = $2 WHERE consult_id = $1 AND until_at = 0"),
	RUNS(INTERVAL_ADD, "itiitt",
	    "INSERT INTO consult_interval (consult_id, state, from_at, until_at, staff_id, op_key, "
	    "text) VALUES ($1, $2, $3, 0, $4, $5, $6)"),
	/* Words stand between the states, taking no time. */
	ASKS(INTERVAL_LIST, "i", "tiittt",
	    "SELECT state, from_at, until_at, login, name, text FROM (SELECT n.state AS state, "
	    "n.from_at AS from_at, n.until_at AS until_at, COALESCE(s.login, '') AS login, "
	    "COALESCE(s.name, '') AS name, n.text AS text, 0 AS part, n.id AS id FROM "
	    "consult_interval n LEFT JOIN staff s ON s.id = n.staff_id WHERE n.consult_id = $1 "
	    "UNION ALL SELECT 'said', t.at, t.at, COALESCE(s.login, ''), COALESCE(s.name, ''), "
	    "t.text, 1, t.id FROM consult_saying t LEFT JOIN staff s ON s.id = t.staff_id WHERE "
	    "t.consult_id = $1) log ORDER BY from_at, part, id"),
	RUNS(CONSULT_SAYING_ADD, "iiitt",
	    "INSERT INTO consult_saying (consult_id, at, staff_id, op_key, text) VALUES ($1, $2, $3, "
	    "$4, $5)"),
	GIVES(VISIT_ADD, "ittiiiiiiiii", "i",
	    "INSERT INTO consult_visit (consult_id, office, task, priority, came_at, called_at, "
	    "gone_at, staff_id, ahead, servers, busy, scale_ms, p50_sec, p90_sec, samples) VALUES "
	    "($1, $2, $3, $4, $5, 0, 0, 0, $6, $7, $8, $9, $10, $11, $12) RETURNING id"),
	RUNS(VISIT_CALLED, "iii",
	    "UPDATE consult_visit SET called_at = $2, staff_id = $3 WHERE id = $1"),
	RUNS(VISIT_GONE, "iii",
	    "UPDATE consult_visit SET gone_at = $2, staff_id = CASE WHEN $3 = 0 THEN staff_id ELSE "
	    "$3 END WHERE id = $1"),
	ASKS(VISIT_LIST, "ti", "iitiiiiiiiiiiii",
	    "SELECT id, consult_id, task, priority, came_at, called_at, gone_at, staff_id, ahead, "
	    "servers, busy, scale_ms, p50_sec, p90_sec, samples FROM consult_visit WHERE office = "
	    "$1 ORDER BY id DESC LIMIT $2"),
	ASKS(VISIT_BETWEEN, "tii", "iii",
	    "SELECT came_at, called_at, gone_at FROM consult_visit WHERE office = $1 AND came_at "
	    ">= $2 AND came_at < $3"),
	RUNS(FORECAST_ADD, "tiiiii",
	    "INSERT INTO wait_forecast (office, hour_at, told_at, p50_sec, p90_sec, samples, "
	    "settled_at, waits, held50, held90) VALUES ($1, $2, $3, $4, $5, $6, 0, 0, 0, 0) ON "
	    "CONFLICT DO NOTHING"),
	ASKS(FORECAST_HAS, "ti", "i",
	    "SELECT COUNT(*) FROM wait_forecast WHERE office = $1 AND hour_at > $2"),
	ASKS(FORECAST_OPEN, "ti", "iiiii",
	    "SELECT hour_at, told_at, p50_sec, p90_sec, samples FROM wait_forecast WHERE office = "
	    "$1 AND settled_at = 0 AND hour_at < $2 ORDER BY hour_at"),
	RUNS(FORECAST_SETTLE, "tiiiii",
	    "UPDATE wait_forecast SET settled_at = $3, waits = $4, held50 = $5, held90 = $6 WHERE "
	    "office = $1 AND hour_at = $2"),
	RUNS(FORECAST_FORGET, "ti",
	    "DELETE FROM wait_forecast WHERE office = $1 AND hour_at < $2"),
	ASKS(FORECAST_SUM, "t", "iiiii",
	    "SELECT COALESCE(SUM(CASE WHEN p90_sec < 0 THEN 0 ELSE 1 END), 0), COALESCE(SUM(CASE "
	    "WHEN p90_sec < 0 THEN 0 ELSE waits END), 0), COALESCE(SUM(held50), 0), "
	    "COALESCE(SUM(held90), 0), COALESCE(SUM(CASE WHEN p90_sec < 0 THEN waits ELSE 0 END), "
	    "0) FROM wait_forecast WHERE office = $1 AND settled_at > 0 AND waits > 0"),
	ASKS(FORECAST_NEWEST, "tii", "iiii",
	    "SELECT COUNT(*), COALESCE(SUM(n.waits), 0), COALESCE(SUM(n.held50), 0), "
	    "COALESCE(SUM(n.held90), 0) FROM (SELECT waits, held50, held90 FROM wait_forecast WHERE "
	    "office = $1 AND hour_at < $2 AND settled_at > 0 AND waits > 0 AND p90_sec >= 0 ORDER "
	    "BY hour_at DESC LIMIT $3) n"),
	RUNS(SKILL_PUT, "it",
	    "INSERT INTO staff_skill (staff_id, task) VALUES ($1, $2) ON CONFLICT DO NOTHING"),
	RUNS(SKILL_CLEAR, "i", "DELETE FROM staff_skill WHERE staff_id = $1"),
	ASKS(SKILL_LIST, "t", "ittt",
	    "SELECT s.id, s.login, s.name, COALESCE(k.task, '') FROM staff s LEFT JOIN staff_skill "
	    "k ON k.staff_id = s.id WHERE s.office = $1 AND s.is_enabled = 1 AND s.role <> "
	    "'auditor' ORDER BY s.id, k.task"),
	ASKS(SATISFACTION_SUM, "tii", "iii",
	    "SELECT COUNT(*), COALESCE(SUM(f.score), 0), COALESCE(SUM(CASE WHEN f.score <= 2 THEN 1 "
	    "ELSE 0 END), 0) FROM satisfaction f CROSS JOIN cases c WHERE c.id = f.case_id AND "
	    "c.office = $1 AND f.given_at >= $2 AND ($3 = 0 OR EXISTS (SELECT 1 FROM consultation k WHERE "
	    "k.case_id = f.case_id))"),
	ASKS(SATISFACTION_LIST, "tiii", "iititit",
	    "SELECT c.id, f.score, f.remark, f.given_at, COALESCE(c.receipt_no, c.external_id), "
	    "CASE WHEN EXISTS (SELECT 1 FROM consultation k WHERE k.case_id = c.id) THEN 1 ELSE 0 "
	    "END, c.applicant_name FROM satisfaction f CROSS JOIN cases c WHERE c.id = f.case_id "
	    "AND c.office = $1 AND f.given_at >= $2 AND f.score <= $3 ORDER BY f.given_at DESC, c.id "
	    "LIMIT $4"),
	ASKS(COUNT_CONSULT, "tii", "i",
	    "SELECT COUNT(*) FROM (SELECT k.id FROM consultation k WHERE k.office = $1 AND "
	    "k.ended_at = 0 AND k.state IN ('waiting', 'later') AND k.ready_at <= $2 LIMIT $3) AS "
	    "some_people"),
	RUNS(SERIAL_NEXT, "ti",
	    "INSERT INTO receipt_serial (office, year, last) VALUES ($1, $2, 1) ON CONFLICT "
	    "(office, year) DO UPDATE SET last = receipt_serial.last + 1"),
	ASKS(SERIAL_LAST, "ti", "i",
	    "SELECT last FROM receipt_serial WHERE office = $1 AND year = $2"),
	RUNS(ACCESS_ADD, "iitttt",
	    "INSERT INTO access_log (at, staff_id, login, place, subject, operation) VALUES ($1, "
	    "$2, $3, $4, $5, $6)"),
	RUNS(LOOK_PUT, "iiiii",
	    "INSERT INTO looked (staff_id, case_id, at, version, event_id) VALUES ($1, $2, $3, $4, "
	    "$5) ON CONFLICT (staff_id, case_id) DO UPDATE SET at = $3, version = $4, event_id = $5"),
	ASKS(LOOK_GET, "ii", "iii",
	    "SELECT at, version, event_id FROM looked WHERE staff_id = $1 AND case_id = $2"),
	RUNS(LOOK_SEE, "iiiii",
	    "UPDATE looked SET version = $3, event_id = $4 WHERE staff_id = $1 AND case_id = $2 "
	    "AND version >= $5"),
	ASKS(LOOK_LIST, "iti", CASE_TYPES "i",
	    "SELECT " CASE_COLUMNS ", l.at FROM looked l JOIN cases c ON c.id = l.case_id "
	    "LEFT JOIN staff a ON a.id = c.assignee_id LEFT JOIN staff h ON h.id = "
	    "c.lease_holder_id WHERE l.staff_id = $1 AND c.office = $2 "
	    "ORDER BY l.at DESC, l.case_id DESC LIMIT $3"),
	GIVES(RULE_ADD, "titttttttt" "iit", "i",
	    "INSERT INTO auto_rule (office, place, name, moment, query, action, assignee, officer, "
	    "agency, text, is_on, version, author_id, changed_at, kind) VALUES ($1, $2, $3, $4, $5, "
	    "$6, $7, $8, $9, $10, 0, 1, $11, $12, $13) ON CONFLICT (office, name) DO NOTHING RETURNING id"),
	RUNS(RULE_CHANGE, "ittttttt" "iit",
	    "UPDATE auto_rule SET moment = $2, query = $3, action = $4, assignee = $5, "
	    "officer = $6, agency = $7, text = $8, is_on = 0, version = version + 1, "
	    "author_id = $9, changed_at = $10, kind = $11 WHERE id = $1"),
	RUNS(RULE_SWITCH, "ii" "ii",
	    "UPDATE auto_rule SET is_on = $2, author_id = $3, changed_at = $4 WHERE id = $1"),
	RUNS(RULE_PLACE, "ii", "UPDATE auto_rule SET place = $2 WHERE id = $1"),
	RUNS(RULE_DELETE, "i", "DELETE FROM auto_rule WHERE id = $1"),
	ASKS(RULE_GET, "tt", RULE_TYPES,
	    "SELECT " RULE_COLUMNS "WHERE r.office = $1 AND r.name = $2"),
	ASKS(RULE_LIST, "t", RULE_TYPES,
	    "SELECT " RULE_COLUMNS "WHERE r.office = $1 ORDER BY r.place, r.id"),
	ASKS(RULES_ON, "", RULE_TYPES,
	    "SELECT " RULE_COLUMNS "WHERE r.is_on = 1 ORDER BY r.office, r.place, r.id"),
	RUNS(FIRING_ADD, "iiiitt",
	    "INSERT INTO auto_firing (rule_id, rule_version, case_id, at, reason, detail) "
	    "VALUES ($1, $2, $3, $4, $5, $6)"),
	ASKS(FIRING_HAS, "iii", "i",
	    "SELECT 1 FROM auto_firing WHERE rule_id = $1 AND rule_version = $2 AND case_id = $3"),
	ASKS(FIRING_LIST, "iiii", "ititiitt",
	    "SELECT f.rule_id, r.name, f.case_id, COALESCE(c.receipt_no, c.external_id), f.at, "
	    "f.rule_version, f.reason, f.detail FROM auto_firing f JOIN auto_rule r ON r.id = "
	    "f.rule_id JOIN cases c ON c.id = f.case_id WHERE f.rule_id = $1 AND "
	    "(f.at, f.case_id) < ($2, $3) ORDER BY f.at DESC, f.case_id DESC LIMIT $4"),
	RUNS(FIRING_CLEAR, "i", "DELETE FROM auto_firing WHERE rule_id = $1"),
	ASKS(RULE_MARK_GET, "", "i", "SELECT case_id FROM auto_mark WHERE id = 1"),
	RUNS(RULE_MARK_PUT, "i",
	    "INSERT INTO auto_mark (id, case_id) VALUES (1, $1) ON CONFLICT (id) DO UPDATE SET "
	    "case_id = $1"),
	ASKS(CASES_AFTER, "ii", CASE_TYPES,
	    "SELECT " CASE_COLUMNS CASE_FROM "WHERE c.id > $1 ORDER BY c.id LIMIT $2"),
	ASKS(CASE_ID_LAST, "", "i", "SELECT COALESCE(MAX(id), 0) FROM cases"),
	ASKS(OFFICE_FIRST, "", "t", "SELECT code FROM office ORDER BY code LIMIT 1"),
	RUNS(CURSOR_FOLLOW, "t",
	    "UPDATE channel_cursor SET is_enabled = COALESCE((SELECT MAX(k.is_enabled) FROM "
	    "channel_cursor k WHERE k.channel = $1 AND k.region <> ''), 0) WHERE channel = $1 AND "
	    "region = ''"),
	GIVES(NEED_ADD, "tttttttttitii", "i",
	    "INSERT INTO need (channel, reference, need_id, office, office_name, title, why, "
	    "service, workaround, registered_at, state, reason, planned_day, agency_name, "
	    "answered_at, by_id, version) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, "
	    "'', 0, '', 0, $12, $13) RETURNING id"),
	ASKS(NEED_BY_ID, "ti", NEED_TYPES,
	    "SELECT " NEED_COLUMNS "WHERE n.id = $2 AND " NEED_SEEN),
	ASKS(NEED_BY_NUMBER, "tt", NEED_TYPES,
	    "SELECT " NEED_COLUMNS "WHERE n.need_id = $2 AND n.need_id <> '' AND " NEED_SEEN),
	ASKS(NEED_BY_REFERENCE, "tt", NEED_TYPES,
	    "SELECT " NEED_COLUMNS "WHERE n.office = $1 AND n.reference = $2"),
	ASKS(NEED_LIST, "tti", NEED_TYPES,
	    "SELECT " NEED_COLUMNS "WHERE ($2 = '' OR n.state = $2) AND " NEED_SEEN
	    " ORDER BY CASE n.state WHEN 'proposed' THEN 0 WHEN 'registered' THEN 1 WHEN "
	    "'accepted' THEN 2 WHEN 'planned' THEN 3 WHEN 'declined' THEN 4 ELSE 5 END, 9 DESC, "
	    "n.id DESC LIMIT $3"),
	RUNS(NEED_HEARD, "iti",
	    "UPDATE need SET need_id = $2, version = $3 WHERE id = $1"),
	RUNS(NEED_STATE, "ittiti",
	    "UPDATE need SET state = $2, reason = $3, planned_day = $4, agency_name = $5, "
	    "answered_at = $6 WHERE id = $1"),
	RUNS(NEED_SECOND_PUT, "ittii",
	    "INSERT INTO need_second (need, office, office_name, seconded_at, by_id) VALUES ($1, "
	    "$2, $3, $4, $5) ON CONFLICT (need, office) DO NOTHING"),
	ASKS(NEED_SECOND_LIST, "i", "tti",
	    "SELECT office, office_name, seconded_at FROM need_second WHERE need = $1 ORDER BY "
	    "seconded_at, office"),
	ASKS(TASK_BY_ID, "ti", TASK_TYPES, "SELECT " TASK_COLUMNS "WHERE t.id = $2"),
	ASKS(TASK_BY_NUMBER, "tt", TASK_TYPES, "SELECT " TASK_COLUMNS "WHERE t.task_id = $2"),
	ASKS(TASK_LIST, "tti", TASK_TYPES,
	    "SELECT " TASK_COLUMNS "WHERE ($2 = '' OR t.state = $2) ORDER BY CASE t.state WHEN "
	    "'done' THEN 1 ELSE 0 END, t.due_day, t.id LIMIT $3"),
	RUNS(TASK_HEARD, "tttttittii",
	    "INSERT INTO joint_task (channel, task_id, title, owner, owner_name, due_day, state, "
	    "note, reported_at, version) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) ON "
	    "CONFLICT (channel, task_id) DO UPDATE SET title = $3, owner = $4, owner_name = $5, "
	    "due_day = $6, state = $7, note = $8, reported_at = $9, version = $10 WHERE "
	    "joint_task.version < $10"),
	RUNS(TASK_STATE, "itti",
	    "UPDATE joint_task SET state = $2, note = $3, reported_at = $4 WHERE id = $1"),
	RUNS(NATIONAL_LOG_ADD, "tiiitt",
	    "INSERT INTO national_log (about, subject, at, by_id, what, text) VALUES ($1, $2, $3, "
	    "$4, $5, $6)"),
	ASKS(NATIONAL_UNSENT, "tt", "i",
	    "SELECT COUNT(*) FROM outbox m WHERE m.case_id IS NULL AND m.external_id = $1 AND "
	    "m.kind = $2 AND m.state NOT IN ('sent', 'cancelled')"),
	ASKS(AWAY_LIST, "ti", AWAY_TYPES,
	    "SELECT " AWAY_COLUMNS "m.channel = $1 ORDER BY x.id LIMIT $2"),
	ASKS(AWAY_GET, "i", AWAY_TYPES, "SELECT " AWAY_COLUMNS "x.id = $1"),
	ASKS(INBOX_HEARD, "ttt", "t",
	    "SELECT result FROM inbox WHERE channel = $1 AND region = $2 AND event_id = $3 LIMIT 1"),
	ASKS(OUTBOX_LEASED, "ii", "b",
	    "SELECT body FROM outbox WHERE id = $1 AND fence = $2 AND state = 'leased'"),
	RUNS(RECONCILE_WANT, "ttiii",
	    "INSERT INTO reconciliation (channel, region, from_at, until_at, asked_at, heard_at, "
	    "filed, received, decided, error) VALUES ($1, $2, $3, $4, $5, 0, 0, 0, 0, '') ON "
	    "CONFLICT (channel, region) DO UPDATE SET from_at = $3, until_at = $4, asked_at = $5, "
	    "heard_at = 0, filed = 0, received = 0, decided = 0, error = ''"),
	ASKS(RECONCILE_GET, "tt", RECONCILE_TYPES,
	    "SELECT " RECONCILE_COLUMNS "WHERE channel = $1 AND region = $2"),
	ASKS(RECONCILE_WANTED, "t", RECONCILE_TYPES,
	    "SELECT " RECONCILE_COLUMNS "WHERE channel = $1 AND heard_at = 0 AND error = '' "
	    "ORDER BY region"),
	RUNS(RECONCILE_HEARD, "ttiiiitii",
	    "UPDATE reconciliation SET heard_at = $3, filed = $4, received = $5, decided = $6, "
	    "error = $7 WHERE channel = $1 AND region = $2 AND from_at = $8 AND until_at = $9"),
	ASKS(RECONCILE_CASES, "tttii", LISTED_TYPES,
	    "SELECT c.id, COALESCE(c.receipt_no, c.external_id), c.external_id, c.arrived_at, "
	    "c.received_at, CASE WHEN c.state IN ('completed', 'refused') THEN c.completed_at "
	    "ELSE 0 END, COALESCE((SELECT m.state FROM outbox m WHERE m.case_id = c.id AND "
	    "m.kind = 'decision' AND m.state <> 'cancelled' ORDER BY m.id DESC LIMIT 1), ''), "
	    "COALESCE((SELECT MAX(m.sent_at) FROM outbox m WHERE m.case_id = c.id AND m.kind = "
	    "'decision' AND m.state = 'sent'), 0), COALESCE((SELECT MIN(m.sent_at) FROM outbox m "
	    "WHERE m.case_id = c.id AND m.kind = 'status' AND m.state = 'sent'), 0), CASE WHEN "
	    "l.external_id IS NULL THEN 0 ELSE 1 END, COALESCE(l.is_received, 0), "
	    "COALESCE(l.is_decided, 0), 0 FROM cases c LEFT JOIN channel_listing l ON l.channel = "
	    "c.channel AND l.region = c.region AND l.external_id = c.external_id WHERE c.office = "
	    "$1 AND c.channel = $2 AND c.region = $3 AND c.arrived_at >= $4 AND c.arrived_at < $5 "
	    "ORDER BY c.arrived_at, c.id"),
	ASKS(RECONCILE_ALONE, "ttii", LISTED_TYPES,
	    "SELECT 0, l.external_id, l.external_id, l.requested_at, 0, 0, '', 0, 0, 1, "
	    "l.is_received, l.is_decided, CASE WHEN EXISTS (SELECT 1 FROM unsorted u WHERE "
	    "u.channel = l.channel AND u.external_id = l.external_id AND u.state = 'open') THEN 1 "
	    "ELSE 0 END FROM channel_listing l WHERE l.channel = $1 AND l.region = $2 AND "
	    "l.requested_at >= $3 AND l.requested_at < $4 AND NOT EXISTS (SELECT 1 FROM cases c "
	    "WHERE c.channel = l.channel AND c.external_id = l.external_id) ORDER BY "
	    "l.requested_at, l.external_id"),
	RUNS(LISTING_CLEAR, "tt", "DELETE FROM channel_listing WHERE channel = $1 AND region = $2"),
	RUNS(LISTING_PUT, "tttiii",
	    "INSERT INTO channel_listing (channel, region, external_id, requested_at, is_received, "
	    "is_decided) VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (channel, region, "
	    "external_id) DO UPDATE SET requested_at = $4, is_received = $5, is_decided = $6"),
	RUNS(SAVED_PUT, "titttti" "i",
	    "INSERT INTO saved_view (office, owner_id, name, query, sort, columns, saved_by, "
	    "saved_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (office, owner_id, name) "
	    "DO UPDATE SET query = $4, sort = $5, columns = $6, saved_by = $7, saved_at = $8"),
	ASKS(SAVED_LIST, "ti", SAVED_TYPES,
	    "SELECT " SAVED_COLUMNS "WHERE v.office = $1 AND v.owner_id IN (0, $2) "
	    "ORDER BY CASE WHEN v.owner_id = 0 THEN 1 ELSE 0 END, v.name"),
	ASKS(SAVED_GET, "tit", SAVED_TYPES,
	    "SELECT " SAVED_COLUMNS "WHERE v.office = $1 AND v.owner_id = $2 AND v.name = $3"),
	RUNS(SAVED_DELETE, "tit",
	    "DELETE FROM saved_view WHERE office = $1 AND owner_id = $2 AND name = $3"),
	RUNS(SAVED_RENAME, "titt",
	    "UPDATE saved_view SET name = $4 WHERE office = $1 AND owner_id = $2 AND name = $3"),
	RUNS(HOLIDAY_ADD, "ittttttii",
	    "INSERT INTO holiday (day, office, region, name_ko, name_en, kind, source, state, "
	    "by_id, at, after_event) VALUES ($1, $2, $3, $4, $5, $6, $7, 'standing', $8, $9, "
	    "CASE WHEN $8 = 0 THEN 0 ELSE " LAST_EVENT " END)"),
	ASKS(HOLIDAY_ANY, "", "i", "SELECT id FROM holiday WHERE state = 'standing' LIMIT 1"),
	ASKS(HOLIDAY_LIST, "t", "iitttttii",
	    "SELECT " HOLIDAY_COLUMNS " WHERE h.state = 'standing' AND " HOLIDAY_HERE
	    " ORDER BY h.day, h.office, h.id"),
	RUNS(PROPOSAL_ADD, "ittttttii",
	    "INSERT INTO holiday (day, office, region, name_ko, name_en, kind, source, state, "
	    "by_id, at, after_event) SELECT $1, $2, $3, $4, $5, $6, $7, 'proposed', $8, $9, 0 "
	    "WHERE NOT EXISTS "
	    "(SELECT 1 FROM holiday WHERE state = 'proposed' AND day = $1 AND office = $2 AND "
	    "region = $3 AND kind = $6)"),
	ASKS(PROPOSAL_LIST, "t", "iitttttii",
	    "SELECT " HOLIDAY_COLUMNS " WHERE h.state = 'proposed' AND " HOLIDAY_HERE
	    " AND NOT EXISTS (SELECT 1 FROM holiday_dismissed d WHERE d.holiday_id = h.id AND "
	    "d.office = $1) ORDER BY h.day, h.id"),
	RUNS(PROPOSAL_DISMISS, "itiit",
	    "INSERT INTO holiday_dismissed (holiday_id, office, by_id, at, reason) VALUES ($1, "
	    "$2, $3, $4, $5) ON CONFLICT DO NOTHING"),
	RUNS(LUNCH_ADD, "tiiii",
	    "INSERT INTO lunch (office, from_day, lunch_minute, by_id, at, after_event) VALUES ($1, "
	    "$2, $3, $4, $5, " LAST_EVENT ")"),
	ASKS(LUNCH_LIST, "t", "iiii",
	    "SELECT from_day, lunch_minute, at, after_event FROM lunch WHERE office = $1 ORDER BY from_day, id"),
	GIVES(CHANGE_ADD, "tiitt", "i",
	    "INSERT INTO calendar_change (office, at, by_id, entries, reason, place, checked, "
	    "is_done) VALUES ($1, $2, $3, $4, $5, '', 0, 0) RETURNING id"),
	ASKS(CHANGE_UNDONE, "t", "ititt",
	    "SELECT id, office, by_id, place, entries FROM calendar_change WHERE is_done = 0 AND "
	    "office = $1 ORDER BY id LIMIT 1"),
	ASKS(CHANGE_ANY_UNDONE, "", "ititt",
	    "SELECT id, office, by_id, place, entries FROM calendar_change WHERE is_done = 0 ORDER BY id "
	    "LIMIT 1"),
	RUNS(CHANGE_GO_ON, "itii",
	    "UPDATE calendar_change SET place = $2, checked = checked + $3, is_done = $4 WHERE "
	    "id = $1"),
	ASKS(CHANGE_LIST, "tii", "iitttiii",
	    "SELECT k.id, k.at, COALESCE(s.login, 'system'), k.entries, k.reason, k.checked, "
	    "(SELECT COUNT(*) FROM calendar_move m WHERE m.change_id = k.id), k.is_done FROM "
	    "calendar_change k LEFT JOIN staff s ON s.id = k.by_id WHERE k.office = $1 AND "
	    "k.id < $2 ORDER BY k.id DESC LIMIT $3"),
	RUNS(MOVE_ADD, "iiii",
	    "INSERT INTO calendar_move (change_id, case_id, event_id, announced_at) VALUES ($1, "
	    "$2, $3, $4)"),
	ASKS(PAGE_LETTERS, "tiiiii", CASE_TYPES,
	    "SELECT " CASE_COLUMNS CASE_FROM "WHERE c.office = $1 AND c.is_open = 1 AND "
	    "(c.due_at, c.id) > ($2, $3) AND (c.due_at < $4 OR (c.received_at > 0 AND "
	    "c.received_at <= $5) OR EXISTS (SELECT 1 FROM calendar_move m WHERE m.case_id = "
	    "c.id)) ORDER BY c.due_at, c.id LIMIT $6"),
	RUNS(LETTER_ADD, "ititit",
	    "INSERT INTO letter (case_id, letter, serial, state, event_id, text) VALUES ($1, $2, "
	    "$3, $4, $5, $6)"),
	ASKS(LETTER_DEALT, "it", "i",
	    "SELECT COALESCE(MAX(serial), 0) FROM letter WHERE case_id = $1 AND letter = $2"),
	ASKS(LETTER_MOVED, "i", "iit",
	    "SELECT v.id, v.entered_at, v.text FROM calendar_move m JOIN event v ON v.id = "
	    "m.event_id WHERE m.case_id = $1 ORDER BY m.id DESC LIMIT 1"),
	ASKS(MOVES_OF_CHANGE, "iii", "iitiii",
	    "SELECT m.id, m.case_id, COALESCE(c.receipt_no, c.external_id), v.due_before, "
	    "v.due_after, m.announced_at FROM calendar_move m JOIN cases c ON c.id = m.case_id "
	    "JOIN event v ON v.id = m.event_id WHERE m.change_id = $1 AND m.id > $2 ORDER BY m.id "
	    "LIMIT $3"),
	GIVES(SCRATCH_PUT, "ititti", "i",
	    "INSERT INTO scratch (staff_id, about, subject_id, action, content, saved_at) "
	    "VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (staff_id, about, subject_id, action) "
	    "DO UPDATE SET content = excluded.content, saved_at = excluded.saved_at RETURNING id"),
	ASKS(SCRATCH_BY_ID, "ii", SCRATCH_TYPES "t",
	    "SELECT " SCRATCH_COLUMNS ", t.content" SCRATCH_FROM "WHERE t.staff_id = $1 AND "
	    "t.id = $2"),
	ASKS(SCRATCH_BY_KEY, "itit", SCRATCH_TYPES "t",
	    "SELECT " SCRATCH_COLUMNS ", t.content" SCRATCH_FROM "WHERE t.staff_id = $1 AND "
	    "t.about = $2 AND t.subject_id = $3 AND t.action = $4"),
	ASKS(SCRATCH_LIST, "i", SCRATCH_TYPES "t",
	    "SELECT " SCRATCH_COLUMNS ", t.content" SCRATCH_FROM "WHERE t.staff_id = $1 "
	    "ORDER BY t.saved_at DESC, t.id DESC"),
	ASKS(SCRATCH_COUNT, "i", "i", "SELECT COUNT(*) FROM scratch WHERE staff_id = $1"),
	RUNS(SCRATCH_DROP_ID, "ii", "DELETE FROM scratch WHERE staff_id = $1 AND id = $2"),
	RUNS(SCRATCH_DROP_KEY, "itit",
	    "DELETE FROM scratch WHERE staff_id = $1 AND about = $2 AND subject_id = $3 AND "
	    "action = $4"),
	RUNS(SCRATCH_PURGE, "i",
	    "DELETE FROM scratch WHERE saved_at < $1 AND (about <> 'case' OR subject_id IN "
	    "(SELECT c.id FROM cases c WHERE c.id = scratch.subject_id AND c.is_open = 0))"),
	GIVES(SNIPPET_PUT, "titti", "i",
	    "INSERT INTO snippet (office, staff_id, name, text, changed_at) "
	    "VALUES ($1, $2, $3, $4, $5) ON CONFLICT (office, staff_id, name) "
	    "DO UPDATE SET text = excluded.text, changed_at = excluded.changed_at RETURNING id"),
	ASKS(SNIPPET_LIST, "ti", "iitit",
	    "SELECT id, staff_id, name, changed_at, text FROM snippet WHERE office = $1 AND "
	    "staff_id IN (0, $2) ORDER BY staff_id DESC, name, id"),
	ASKS(SNIPPET_GET, "iti", "iiti",
	    "SELECT id, staff_id, name, changed_at FROM snippet WHERE id = $1 AND office = $2 AND "
	    "staff_id IN (0, $3)"),
	RUNS(SNIPPET_DROP, "i", "DELETE FROM snippet WHERE id = $1"),
	GIVES(KNOWLEDGE_ADD, "tttttttt" "iittiit", "ii",
	    "INSERT INTO knowledge (office, key, layer, region, service, question, answer, source, "
	    "valid_from, valid_until, confidence, state, version, by_id, changed_at, reason) "
	    "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, (SELECT "
	    "COALESCE(MAX(o.version), 0) + 1 FROM knowledge o WHERE o.office = $1 AND o.key = $2 AND "
	    "o.layer = $3), $13, $14, $15) RETURNING id, version"),
	RUNS(KNOWLEDGE_SUPERSEDE, "ttt",
	    "UPDATE knowledge SET state = 'superseded' WHERE office = $1 AND key = $2 AND layer = $3 "
	    "AND state <> 'superseded'"),
	ASKS(KNOWLEDGE_CURRENT, "", KNOWLEDGE_TYPES,
	    "SELECT " KNOWLEDGE_COLUMNS "WHERE k.state = 'current' ORDER BY k.id"),
	ASKS(KNOWLEDGE_VERSIONS, "tt", KNOWLEDGE_TYPES,
	    "SELECT " KNOWLEDGE_COLUMNS "WHERE k.office = $1 AND ($2 = '' OR k.key = $2) ORDER BY "
	    "k.key, k.version DESC"),
	RUNS(KNOWLEDGE_USED, "titt",
	    "INSERT INTO knowledge_use (office, day, key, what, count) VALUES ($1, $2, $3, $4, 1) "
	    "ON CONFLICT (office, day, key, what) DO UPDATE SET count = knowledge_use.count + 1"),
	ASKS(KNOWLEDGE_USES, "ti", "tti",
	    "SELECT key, what, SUM(count) FROM knowledge_use WHERE office = $1 AND day >= $2 "
	    "GROUP BY key, what ORDER BY key, what"),
	GIVES(QUESTION_PUT, "ttttii", "i",
	    "INSERT INTO question (office, region, service, text, state, asked, first_at, last_at, "
	    "by_id, key, closed_at, closed_by, reason) VALUES ($1, $2, $3, $4, 'open', 1, $5, $5, "
	    "$6, '', 0, 0, '') ON CONFLICT (office, text) WHERE state = 'open' DO UPDATE SET "
	    "asked = question.asked + 1, last_at = excluded.last_at RETURNING id"),
	ASKS(QUESTION_GET, "ti", QUESTION_TYPES,
	    "SELECT " QUESTION_COLUMNS "WHERE q.office = $1 AND q.id = $2"),
	RUNS(QUESTION_CLOSE, "itttii",
	    "UPDATE question SET state = $2, key = $3, reason = $4, closed_by = $5, closed_at = $6 "
	    "WHERE id = $1"),
	ASKS(QUESTION_LIST, "tti", QUESTION_TYPES,
	    "SELECT " QUESTION_COLUMNS "WHERE q.office = $1 AND ($2 = '' OR q.state = $2) ORDER BY "
	    "q.last_at DESC, q.id DESC LIMIT $3"),
	RUNS(CONSULT_TOLD, "ittiii",
	    "INSERT INTO consult_answer (consult_id, key, layer, version, at, by_id) VALUES ($1, $2, "
	    "$3, $4, $5, $6)"),
	ASKS(CONSULT_ANSWERS, "i", "ttit",
	    "SELECT a.key, a.layer, a.at, COALESCE(s.name, '') FROM consult_answer a LEFT JOIN staff "
	    "s ON s.id = a.by_id WHERE a.consult_id = $1 ORDER BY a.id"),
	GIVES(BATCH_ADD, "tittitiit", "i",
	    "INSERT INTO batch (office, author_id, key, source, op, is_whole, is_sealed, state, "
	    "undo_of, created_at, changed_at, items, done, refused, undone, fingerprint) VALUES ($1, "
	    "$2, $3, $4, $6, $5, 0, 'planned', $7, $8, $8, 0, 0, 0, 0, $9) RETURNING id"),
	ASKS(BATCH_GET, "i", BATCH_TYPES, "SELECT " BATCH_COLUMNS "WHERE b.id = $1"),
	ASKS(BATCH_BY_KEY, "t", BATCH_TYPES, "SELECT " BATCH_COLUMNS "WHERE b.key = $1"),
	RUNS(BATCH_UPDATE, "ititiiiii",
	    "UPDATE batch SET op = $2, is_sealed = $3, state = $4, changed_at = $5, items = $6, "
	    "done = $7, refused = $8, undone = $9 WHERE id = $1"),
	ASKS(BATCH_LIST, "tiii", BATCH_TYPES,
	    "SELECT " BATCH_COLUMNS "WHERE b.office = $1 AND ($2 = 0 OR b.author_id = $2) AND "
	    "b.id < $3 ORDER BY b.id DESC LIMIT $4"),
	RUNS(BATCH_PURGE_ITEMS, "i",
	    "DELETE FROM batch_item WHERE batch_id IN (SELECT id FROM batch WHERE state = "
	    "'planned' AND created_at < $1)"),
	RUNS(BATCH_PURGE, "i", "DELETE FROM batch WHERE state = 'planned' AND created_at < $1"),
	RUNS(BATCH_ITEM_ADD, "iiititttttt",
	    "INSERT INTO batch_item (batch_id, no, line, number, case_id, op, act, state, reason, "
	    "detail, state_before, state_after, version, event_id, of_no, assignee_before, "
	    "other_batch) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, '', 0, 0, 0, 0, 0)"),
	ASKS(BATCH_ITEMS, "iii", "iiitttttiittiiit",
	    "SELECT i.no, i.line, i.case_id, i.number, i.op, i.state, i.state_before, "
	    "i.state_after, i.version, i.event_id, i.reason, i.detail, i.other_batch, i.of_no, "
	    "i.assignee_before, i.act FROM batch_item i WHERE i.batch_id = $1 AND i.no > $2 AND "
	    "i.no <= $3 ORDER BY i.no"),
	RUNS(BATCH_ITEM_RESULT, "iitittttiittii",
	    "UPDATE batch_item SET number = $3, case_id = $4, state = $5, state_before = $6, "
	    "state_after = $7, op = $8, version = $9, event_id = $10, reason = $11, detail = $12, "
	    "other_batch = $13, assignee_before = $14 WHERE batch_id = $1 AND no = $2"),
	/* The same where the list was frozen with its case, whose index stays. */
	RUNS(BATCH_ITEM_RESULT_HERE, "iitittttiittii",
	    "UPDATE batch_item SET number = $3, state = $5, state_before = $6, "
	    "state_after = $7, op = $8, version = $9, event_id = $10, reason = $11, detail = $12, "
	    "other_batch = $13, assignee_before = $14 WHERE batch_id = $1 AND no = $2 AND "
	    "case_id = $4"),
	RUNS(BATCH_ITEM_UNDONE, "ii",
	    "UPDATE batch_item SET state = 'undone' WHERE batch_id = $1 AND no = $2"),
	RUNS(BATCH_ITEMS_DROP, "i", "DELETE FROM batch_item WHERE batch_id = $1"),
	RUNS(BATCH_RETRY, "i",
	    "UPDATE batch_item SET state = 'waiting', reason = '', detail = '' WHERE batch_id = $1 "
	    "AND state IN ('refused', 'failed') AND (act <> '' OR of_no > 0)"),
	RUNS(BATCH_UNDO_ITEMS, "ii",
	    "INSERT INTO batch_item (batch_id, no, line, number, case_id, op, act, state, reason, "
	    "detail, state_before, state_after, version, event_id, of_no, assignee_before, "
	    "other_batch) SELECT $1, ROW_NUMBER() OVER (ORDER BY i.no DESC), i.line, i.number, "
	    "i.case_id, i.op, '', 'waiting', '', '', i.state_before, i.state_after, i.version, "
	    "i.event_id, i.no, i.assignee_before, 0 FROM batch_item i WHERE i.batch_id = $2 AND "
	    "i.state = 'done'"),
	ASKS(BATCH_OTHER, "iii", "i",
	    "SELECT i.batch_id FROM batch_item i JOIN batch b ON b.id = i.batch_id WHERE i.case_id "
	    "= $1 AND i.case_id > 0 AND i.batch_id <> $2 AND b.undo_of = 0 AND ((i.state = "
	    "'waiting' AND b.state IN ('running', 'stopped')) OR (i.state = 'done' AND "
	    "b.changed_at >= $3)) ORDER BY i.batch_id LIMIT 1"),
	/* What a full export takes out and an import brings in (carry.h): the id, 0 = none,
	 * then the columns of the table's row there. */
	ASKS(CARRY_OUTAGE, "t", "itiittiiii",
	    "SELECT id, channel, from_at, until_at, reason, evidence, by_id, entered_at, "
	    "ended_by_id, ended_at FROM outage WHERE office = $1 ORDER BY id"),
	GIVES(CARRY_OUTAGE_ADD, "ttiittiiii", "i",
	    "INSERT INTO outage (office, channel, from_at, until_at, reason, evidence, "
	    "by_id, entered_at, ended_by_id, ended_at) VALUES ($1, $2, $3, $4, $5, $6, $7, "
	    "$8, $9, $10) ON CONFLICT DO NOTHING RETURNING id"),
	ASKS(CARRY_CHANGE, "t", "iiitti",
	    "SELECT id, at, by_id, entries, reason, checked FROM calendar_change WHERE "
	    "office = $1 AND is_done = 1 ORDER BY id"),
	GIVES(CARRY_CHANGE_ADD, "tiitti", "i",
	    "INSERT INTO calendar_change (office, at, by_id, entries, reason, checked, "
	    "place, is_done) VALUES ($1, $2, $3, $4, $5, $6, '', 1) ON CONFLICT DO NOTHING "
	    "RETURNING id"),
	ASKS(CARRY_HOLIDAY, "t", "iitttttiii",
	    "SELECT id, day, region, name_ko, name_en, kind, source, by_id, at, "
	    "after_event FROM holiday WHERE office = $1 AND state = 'standing' AND by_id > "
	    "0 ORDER BY id"),
	GIVES(CARRY_HOLIDAY_ADD, "titttttiii", "i",
	    "INSERT INTO holiday (office, day, region, name_ko, name_en, kind, source, "
	    "by_id, at, after_event, state) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, "
	    "$10, 'standing') ON CONFLICT DO NOTHING RETURNING id"),
	ASKS(CARRY_LUNCH, "t", "iiiiii",
	    "SELECT id, from_day, lunch_minute, by_id, at, after_event FROM lunch WHERE "
	    "office = $1 ORDER BY id"),
	GIVES(CARRY_LUNCH_ADD, "tiiiii", "i",
	    "INSERT INTO lunch (office, from_day, lunch_minute, by_id, at, after_event) "
	    "VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING RETURNING id"),
	ASKS(CARRY_BATCH, "t", "iittttiitiiiiiii",
	    "SELECT id, author_id, key, fingerprint, source, op, is_whole, is_sealed, "
	    "state, undo_of, created_at, changed_at, items, done, refused, undone FROM "
	    "batch WHERE office = $1 ORDER BY id"),
	GIVES(CARRY_BATCH_ADD, "tittttiitiiiiiii", "i",
	    "INSERT INTO batch (office, author_id, key, fingerprint, source, op, is_whole, "
	    "is_sealed, state, undo_of, created_at, changed_at, items, done, refused, "
	    "undone) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, "
	    "$15, $16) ON CONFLICT DO NOTHING RETURNING id"),
	ASKS(CARRY_RULE, "t", "iitttttttttiii",
	    "SELECT id, place, name, moment, query, action, assignee, officer, agency, "
	    "kind, text, version, author_id, changed_at FROM auto_rule WHERE office = $1 "
	    "ORDER BY id"),
	GIVES(CARRY_RULE_ADD, "titttttttttiii", "i",
	    "INSERT INTO auto_rule (office, place, name, moment, query, action, assignee, "
	    "officer, agency, kind, text, version, author_id, changed_at, is_on) VALUES "
	    "($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, 0) ON CONFLICT "
	    "DO NOTHING RETURNING id"),
	ASKS(CARRY_APPLICANT, "i", "itttt",
	    "SELECT 0, phone, address, birth, sex FROM applicant WHERE case_id = $1 ORDER "
	    "BY case_id"),
	GIVES(CARRY_APPLICANT_ADD, "itttt", "i",
	    "INSERT INTO applicant (case_id, phone, address, birth, sex) VALUES ($1, $2, "
	    "$3, $4, $5) ON CONFLICT DO NOTHING RETURNING case_id"),
	ASKS(CARRY_FORM, "i", "ittii",
	    "SELECT 0, answers, fingerprint, numbers_cut, kept_id FROM form WHERE case_id "
	    "= $1 ORDER BY case_id"),
	GIVES(CARRY_FORM_ADD, "ittii", "i",
	    "INSERT INTO form (case_id, answers, fingerprint, numbers_cut, kept_id) VALUES "
	    "($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING RETURNING case_id"),
	ASKS(CARRY_EVENT, "i", "iitiiittiiitttt",
	    "SELECT id, id, kind, actor_id, entered_at, effective_at, state_before, "
	    "state_after, version_after, due_before, due_after, op_key, request_hash, "
	    "text, rule FROM event WHERE case_id = $1 ORDER BY id"),
	GIVES(CARRY_EVENT_ADD, "iitiiittiiitttt", "i",
	    "INSERT INTO event (case_id, id, kind, actor_id, entered_at, effective_at, "
	    "state_before, state_after, version_after, due_before, due_after, op_key, "
	    "request_hash, text, rule) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, "
	    "$11, $12, $13, $14, $15) ON CONFLICT DO NOTHING RETURNING id"),
	ASKS(CARRY_DRAFT, "i", "ittttiiii",
	    "SELECT 0, outcome, text, reasons, remedies, by_id, drafted_at, "
	    "approved_by_id, approved_at FROM draft WHERE case_id = $1 ORDER BY case_id"),
	GIVES(CARRY_DRAFT_ADD, "ittttiiii", "i",
	    "INSERT INTO draft (case_id, outcome, text, reasons, remedies, by_id, "
	    "drafted_at, approved_by_id, approved_at) VALUES ($1, $2, $3, $4, $5, $6, $7, "
	    "$8, $9) ON CONFLICT DO NOTHING RETURNING case_id"),
	ASKS(CARRY_PAUSE, "i", "itiiii",
	    "SELECT id, reason, from_day, to_day, begun_event, ended_event FROM pause "
	    "WHERE case_id = $1 ORDER BY id"),
	GIVES(CARRY_PAUSE_ADD, "itiiii", "i",
	    "INSERT INTO pause (case_id, reason, from_day, to_day, begun_event, "
	    "ended_event) VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING RETURNING "
	    "id"),
	ASKS(CARRY_EXTENSION, "i", "iitti",
	    "SELECT id, event_id, reason, period, has_consent FROM extension WHERE case_id "
	    "= $1 ORDER BY id"),
	GIVES(CARRY_EXTENSION_ADD, "iitti", "i",
	    "INSERT INTO extension (case_id, event_id, reason, period, has_consent) VALUES "
	    "($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING RETURNING id"),
	ASKS(CARRY_SUPPLEMENT, "i", "ittiiiittii",
	    "SELECT id, items, text, due_day, by_id, demanded_at, replied_at, reply_text, "
	    "reply_answers, extensions, is_again FROM supplement WHERE case_id = $1 ORDER "
	    "BY id"),
	GIVES(CARRY_SUPPLEMENT_ADD, "ittiiiittii", "i",
	    "INSERT INTO supplement (case_id, items, text, due_day, by_id, demanded_at, "
	    "replied_at, reply_text, reply_answers, extensions, is_again) VALUES ($1, $2, "
	    "$3, $4, $5, $6, $7, $8, $9, $10, $11) ON CONFLICT DO NOTHING RETURNING id"),
	ASKS(CARRY_AMENDMENT, "i", "iit",
	    "SELECT id, event_id, answers FROM amendment WHERE case_id = $1 ORDER BY id"),
	GIVES(CARRY_AMENDMENT_ADD, "iit", "i",
	    "INSERT INTO amendment (case_id, event_id, answers) VALUES ($1, $2, $3) ON "
	    "CONFLICT DO NOTHING RETURNING id"),
	ASKS(CARRY_FLAG, "i", "itiii",
	    "SELECT 0, field, by_id, at, demand_event FROM field_flag WHERE case_id = $1 "
	    "ORDER BY field"),
	GIVES(CARRY_FLAG_ADD, "itiii", "i",
	    "INSERT INTO field_flag (case_id, field, by_id, at, demand_event) VALUES ($1, "
	    "$2, $3, $4, $5) ON CONFLICT DO NOTHING RETURNING case_id"),
	ASKS(CARRY_CORRECTION, "i", "iitiittiiti",
	    "SELECT id, of_event, what, from_at, to_at, reason, evidence, by_id, "
	    "asked_event, state, decided_event FROM correction WHERE case_id = $1 ORDER BY "
	    "id"),
	GIVES(CARRY_CORRECTION_ADD, "iitiittiiti", "i",
	    "INSERT INTO correction (case_id, of_event, what, from_at, to_at, reason, "
	    "evidence, by_id, asked_event, state, decided_event) VALUES ($1, $2, $3, $4, "
	    "$5, $6, $7, $8, $9, $10, $11) ON CONFLICT DO NOTHING RETURNING id"),
	ASKS(CARRY_CASE_OUTAGE, "i", "iiiiii",
	    "SELECT 0, outage_id, from_at, until_at, begun_event, ended_event FROM "
	    "case_outage WHERE case_id = $1 ORDER BY outage_id"),
	GIVES(CARRY_CASE_OUTAGE_ADD, "iiiiii", "i",
	    "INSERT INTO case_outage (case_id, outage_id, from_at, until_at, begun_event, "
	    "ended_event) VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING RETURNING "
	    "case_id"),
	ASKS(CARRY_MOVE, "i", "iiii",
	    "SELECT id, change_id, event_id, announced_at FROM calendar_move WHERE case_id "
	    "= $1 ORDER BY id"),
	GIVES(CARRY_MOVE_ADD, "iiii", "i",
	    "INSERT INTO calendar_move (case_id, change_id, event_id, announced_at) VALUES "
	    "($1, $2, $3, $4) ON CONFLICT DO NOTHING RETURNING id"),
	ASKS(CARRY_LETTER, "i", "ititit",
	    "SELECT id, letter, serial, state, event_id, text FROM letter WHERE case_id = "
	    "$1 ORDER BY id"),
	GIVES(CARRY_LETTER_ADD, "ititit", "i",
	    "INSERT INTO letter (case_id, letter, serial, state, event_id, text) VALUES "
	    "($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING RETURNING id"),
	ASKS(CARRY_ESCALATION, "i", "iittttiiitttiiiiitttttii",
	    "SELECT id, serial, kind, agency, question, proposal, by_id, asked_at, "
	    "event_id, op_key, body, hop, due_at, sent_at, acknowledged_at, accepted_at, "
	    "answered_at, result, answer, reason_code, receipt_no, officer, closed_at, "
	    "ended_at FROM escalation WHERE case_id = $1 ORDER BY id"),
	GIVES(CARRY_ESCALATION_ADD, "iittttiiitttiiiiitttttii", "i",
	    "INSERT INTO escalation (case_id, serial, kind, agency, question, proposal, "
	    "by_id, asked_at, event_id, op_key, body, hop, due_at, sent_at, "
	    "acknowledged_at, accepted_at, answered_at, result, answer, reason_code, "
	    "receipt_no, officer, closed_at, ended_at) VALUES ($1, $2, $3, $4, $5, $6, $7, "
	    "$8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, "
	    "$24) ON CONFLICT DO NOTHING RETURNING id"),
	ASKS(CARRY_ATTACHMENT, "i", "ittittiitt",
	    "SELECT id, name, media_type, size, sha256, state, tries, next_try_at, error, "
	    "etag FROM attachment WHERE case_id = $1 ORDER BY id"),
	GIVES(CARRY_ATTACHMENT_ADD, "ittittiitt", "i",
	    "INSERT INTO attachment (case_id, name, media_type, size, sha256, state, "
	    "tries, next_try_at, error, etag) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, "
	    "$10) ON CONFLICT DO NOTHING RETURNING id"),
	ASKS(CARRY_TRANSCRIPT, "i", "iitt",
	    "SELECT id, at, who, text FROM transcript WHERE case_id = $1 ORDER BY id"),
	GIVES(CARRY_TRANSCRIPT_ADD, "iitt", "i",
	    "INSERT INTO transcript (case_id, at, who, text) VALUES ($1, $2, $3, $4) ON "
	    "CONFLICT DO NOTHING RETURNING id"),
	ASKS(CARRY_SATISFACTION, "i", "iiti",
	    "SELECT 0, score, remark, given_at FROM satisfaction WHERE case_id = $1 ORDER "
	    "BY case_id"),
	GIVES(CARRY_SATISFACTION_ADD, "iiti", "i",
	    "INSERT INTO satisfaction (case_id, score, remark, given_at) VALUES ($1, $2, "
	    "$3, $4) ON CONFLICT DO NOTHING RETURNING case_id"),
	ASKS(CARRY_CONSULTATION, "i", "ittttittttiiiiiittt",
	    "SELECT id, channel, external_id, kind, task, priority, who, contact, topic, "
	    "state, ready_at, is_promised, staff_id, created_at, ended_at, warned_at, "
	    "warned_for, result, note FROM consultation WHERE case_id = $1 ORDER BY id"),
	GIVES(CARRY_CONSULTATION_ADD, "ittttittttiiiiiittt", "i",
	    "INSERT INTO consultation (case_id, channel, external_id, kind, task, "
	    "priority, who, contact, topic, state, ready_at, is_promised, staff_id, "
	    "created_at, ended_at, warned_at, warned_for, result, note, office, visit_id) "
	    "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, "
	    "$16, $17, $18, $19, (SELECT c.office FROM cases c WHERE c.id = $1), 0) ON "
	    "CONFLICT DO NOTHING RETURNING id"),
	ASKS(CARRY_INTERVAL, "i", "itiiitt",
	    "SELECT id, state, from_at, until_at, staff_id, op_key, text FROM "
	    "consult_interval WHERE consult_id = $1 ORDER BY id"),
	GIVES(CARRY_INTERVAL_ADD, "itiiitt", "i",
	    "INSERT INTO consult_interval (consult_id, state, from_at, until_at, staff_id, "
	    "op_key, text) VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT DO NOTHING "
	    "RETURNING id"),
	ASKS(CARRY_VISIT, "i", "itiiiiiiiiiiii",
	    "SELECT id, task, priority, came_at, called_at, gone_at, staff_id, ahead, "
	    "servers, busy, scale_ms, p50_sec, p90_sec, samples FROM consult_visit WHERE "
	    "consult_id = $1 ORDER BY id"),
	GIVES(CARRY_VISIT_ADD, "itiiiiiiiiiiii", "i",
	    "INSERT INTO consult_visit (consult_id, task, priority, came_at, called_at, "
	    "gone_at, staff_id, ahead, servers, busy, scale_ms, p50_sec, p90_sec, samples, "
	    "office) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, "
	    "(SELECT c.office FROM consultation c WHERE c.id = $1)) ON CONFLICT DO NOTHING "
	    "RETURNING id"),
	ASKS(CARRY_SAYING, "i", "iiitt",
	    "SELECT id, at, staff_id, op_key, text FROM consult_saying WHERE consult_id = $1 "
	    "ORDER BY id"),
	GIVES(CARRY_SAYING_ADD, "iiitt", "i",
	    "INSERT INTO consult_saying (consult_id, at, staff_id, op_key, text) VALUES ($1, $2, "
	    "$3, $4, $5) ON CONFLICT DO NOTHING RETURNING id"),
	ASKS(CARRY_ANSWER, "i", "ittiii",
	    "SELECT id, key, layer, version, at, by_id FROM consult_answer WHERE consult_id = $1 "
	    "ORDER BY id"),
	GIVES(CARRY_ANSWER_ADD, "ittiii", "i",
	    "INSERT INTO consult_answer (consult_id, key, layer, version, at, by_id) VALUES ($1, "
	    "$2, $3, $4, $5, $6) ON CONFLICT DO NOTHING RETURNING id"),
	ASKS(CARRY_BATCH_ITEM, "i", "iiiittttttttiiiii",
	    "SELECT 0, batch_id, no, line, number, op, act, state, reason, detail, "
	    "state_before, state_after, version, event_id, of_no, assignee_before, "
	    "other_batch FROM batch_item WHERE case_id = $1 ORDER BY batch_id, no"),
	GIVES(CARRY_BATCH_ITEM_ADD, "iiiittttttttiiiii", "i",
	    "INSERT INTO batch_item (case_id, batch_id, no, line, number, op, act, state, "
	    "reason, detail, state_before, state_after, version, event_id, of_no, "
	    "assignee_before, other_batch) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, "
	    "$10, $11, $12, $13, $14, $15, $16, $17) ON CONFLICT DO NOTHING RETURNING "
	    "case_id"),
	ASKS(CARRY_STAFF, "i", "ittttt",
	    "SELECT id, login, name, role, department, contact FROM staff WHERE id = $1"),
	ASKS(CARRY_FORM_KEPT, "i", "ittt",
	    "SELECT id, fingerprint, service, layers FROM form_kept WHERE id = $1"),
	GIVES(CARRY_FORM_KEPT_ADD, "ittt", "i",
	    "INSERT INTO form_kept (fingerprint, service, layers) SELECT $2, $3, $4 WHERE "
	    "$1 = 0 ON CONFLICT (fingerprint) DO UPDATE SET service = excluded.service "
	    "RETURNING id"),
	ASKS(CARRY_CASE, "i", "ittttttttttiiiiiiiiiiiiiiiiii",
	    "SELECT id, channel, external_id, region, service, COALESCE(receipt_no, ''), "
	    "title, applicant_name, form_version, final_by, state, assignee_id, "
	    "lease_holder_id, lease_until_at, arrived_at, received_at, due_at, "
	    "completed_at, paused_day, extensions, outage_at, is_outage_receipt, "
	    "correction_by_id, deemed_at, mismatches, raised_at, hop_due_at, bounces, "
	    "version FROM cases WHERE id = $1"),
	GIVES(CARRY_CASE_ADD, "tttttutttttiiiiiiiiiiiiiiiiiii", "i",
	    "INSERT INTO cases (office, channel, external_id, region, service, receipt_no, "
	    "title, applicant_name, form_version, final_by, state, assignee_id, "
	    "lease_holder_id, lease_until_at, arrived_at, received_at, due_at, "
	    "completed_at, paused_day, extensions, outage_at, is_outage_receipt, "
	    "correction_by_id, deemed_at, mismatches, raised_at, hop_due_at, bounces, "
	    "version, is_open) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, "
	    "$13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25, $26, $27, "
	    "$28, $29, $30) ON CONFLICT DO NOTHING RETURNING id"),
	ASKS(CARRY_OUTBOX, "i", "iitttttttiiiiiit",
	    "SELECT id, COALESCE(event_id, 0), channel, region, kind, external_id, op_key, "
	    "body, state, attempts, fence, lease_until_at, next_try_at, created_at, "
	    "sent_at, last_error FROM outbox WHERE case_id = $1 ORDER BY id"),
	GIVES(CARRY_OUTBOX_ADD, "intttttttiiiiiit", "i",
	    "INSERT INTO outbox (case_id, event_id, channel, region, kind, external_id, "
	    "op_key, body, state, attempts, fence, lease_until_at, next_try_at, "
	    "created_at, sent_at, last_error, office) VALUES ($1, $2, $3, $4, $5, $6, $7, "
	    "$8, $9, $10, $11, $12, $13, $14, $15, $16, (SELECT c.office FROM cases c "
	    "WHERE c.id = $1)) ON CONFLICT DO NOTHING RETURNING id"),
	ASKS(CARRY_FIRING, "i", "iiiitt",
	    "SELECT 0, f.rule_id, f.rule_version, f.at, f.reason, f.detail FROM "
	    "auto_firing f JOIN auto_rule r ON r.id = f.rule_id WHERE f.case_id = $1 ORDER "
	    "BY f.rule_id, f.rule_version"),
	GIVES(CARRY_FIRING_ADD, "iiiitt", "i",
	    "INSERT INTO auto_firing (case_id, rule_id, rule_version, at, reason, detail) "
	    "VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING RETURNING case_id"),
	RUNS(CARRY_VISIT_LAST, "i",
	    "UPDATE consultation SET visit_id = (SELECT COALESCE(MAX(v.id), 0) FROM "
	    "consult_visit v WHERE v.consult_id = $1) WHERE id = $1"),
	RUNS(CARRY_SERIAL, "tii",
	    "INSERT INTO receipt_serial (office, year, last) VALUES ($1, $2, $3) ON "
	    "CONFLICT (office, year) DO UPDATE SET last = $3 WHERE receipt_serial.last < "
	    "$3"),
	RUNS(CARRY_CHANNELS_OFF, "t",
	    "UPDATE channel_cursor SET is_enabled = 0 WHERE region IN (SELECT j.region "
	    "FROM jurisdiction j WHERE j.office = $1)"),
	ASKS(CARRY_ANY, "t", "i",
	    "SELECT CASE WHEN EXISTS (SELECT 1 FROM cases) OR EXISTS (SELECT 1 FROM event) "
	    "OR EXISTS (SELECT 1 FROM outage WHERE office = $1) OR EXISTS (SELECT 1 FROM "
	    "calendar_change WHERE office = $1) OR EXISTS (SELECT 1 FROM lunch WHERE "
	    "office = $1) OR EXISTS (SELECT 1 FROM batch WHERE office = $1) OR EXISTS "
	    "(SELECT 1 FROM auto_rule WHERE office = $1) THEN 1 ELSE 0 END"),
	GIVES(CARRY_CARRIED_ADD, "ttiitt", "i",
	    "INSERT INTO carried (office, kind, by_id, at, query, reason, cases, bytes, "
	    "ended_at, sha256) VALUES ($1, $2, $3, $4, $5, $6, 0, 0, 0, '') RETURNING id"),
	RUNS(CARRY_CARRIED_UPDATE, "iiiit",
	    "UPDATE carried SET cases = $2, bytes = $3, ended_at = $4, sha256 = $5 WHERE "
	    "id = $1"),
	ASKS(CARRY_CARRIED_LIST, "tii", "itttiittiit",
	    "SELECT k.id, k.kind, COALESCE(s.login, ''), COALESCE(s.name, ''), k.at, "
	    "k.ended_at, k.query, k.reason, k.cases, k.bytes, k.sha256 FROM carried k LEFT "
	    "JOIN staff s ON s.id = k.by_id WHERE k.office = $1 AND k.id < $2 ORDER BY "
	    "k.id DESC LIMIT $3"),
	ASKS(CARRY_CARRIED_SUM, "t", "iii",
	    "SELECT COUNT(*), COALESCE(SUM(CASE WHEN ended_at = 0 THEN 1 ELSE 0 END), 0), "
	    "COALESCE(MAX(at), 0) FROM carried WHERE office = $1 AND kind = 'export'"),
};
_Static_assert(sizeof(statement_table) / sizeof(statement_table[0]) == STATEMENT__COUNT,
    "one row per statement");
