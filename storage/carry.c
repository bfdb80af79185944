/* SPDX-License-Identifier: ISC */
#include "storage/carry.h"

#include "storage/text.h"

#define TEXT_MOST (1024 * 1024)	/* of what has no limit of its own: an answer sheet, a letter */
#define CODE_MOST 71

#define TEXT(k) { k, CARRY_TEXT, TEXT_MOST, NULL }
#define SHORT(k, bytes) { k, CARRY_TEXT, bytes, NULL }
#define CODE(k) SHORT(k, CODE_MOST)
#define WORD(k, list) { k, CARRY_WORD, 0, list }
#define NUMBER(k) { k, CARRY_NUMBER, 0, NULL }
#define FLAG(k) { k, CARRY_FLAG, 0, NULL }
#define AT(k) { k, CARRY_AT, 0, NULL }
#define DAY(k) { k, CARRY_DAY, 0, NULL }
#define STAFF(k) { k, CARRY_STAFF, 0, NULL }
#define EVENT(k) { k, CARRY_EVENT, 0, NULL }
#define OTHER(k, what) { k, CARRY_##what, 0, NULL }

#define STATES "arrived received assigned in-progress consulting supplement inspection approval " \
	"completed refused returned withdrawn transferred closed appeal"

static const struct carry_column outage[] = {
	CODE("channel"), AT("from"), AT("until"), TEXT("reason"), TEXT("evidence"), STAFF("by"),
	AT("entered"), STAFF("ended_by"), AT("ended"),
};
static const struct carry_column change[] = {
	AT("at"), STAFF("by"), TEXT("entries"), TEXT("reason"), NUMBER("checked"),
};
static const struct carry_column holiday[] = {
	DAY("day"), CODE("region"), TEXT("name_ko"), TEXT("name_en"),
	WORD("kind", "statutory substitute election temporary regional cancelled"),
	TEXT("source"), STAFF("by"), AT("at"), OTHER("after", AFTER),
};
static const struct carry_column lunch[] = {
	DAY("from"), NUMBER("minute"), STAFF("by"), AT("at"), OTHER("after", AFTER),
};
static const struct carry_column batch[] = {
	STAFF("author"), SHORT("key", 200), SHORT("fingerprint", 200), CODE("source"), CODE("op"),
	FLAG("whole"), FLAG("sealed"), WORD("state", "planned running stopped done undone"),
	OTHER("undo_of", BATCH), AT("created"), AT("changed"), NUMBER("items"), NUMBER("done"),
	NUMBER("refused"), NUMBER("undone"),
};
static const struct carry_column rule[] = {
	NUMBER("place"), SHORT("name", 63), CODE("moment"), TEXT("query"), CODE("action"),
	CODE("assignee"), CODE("officer"), CODE("agency"), CODE("kind"), TEXT("text"),
	NUMBER("version"), STAFF("author"), AT("changed"),
};
static const struct carry_column staff[] = {
	SHORT("login", 32), SHORT("name", 63), WORD("role", "officer supervisor auditor"),
	SHORT("department", 95), SHORT("contact", 39),
};
static const struct carry_column form_kept[] = {
	SHORT("fingerprint", 64), SHORT("service", 23), TEXT("layers"),
};
static const struct carry_column case_row[] = {
	SHORT("channel", 23), SHORT("external_id", 71), SHORT("region", 11),
	SHORT("service", 23), SHORT("receipt_no", 23), SHORT("title", 199),
	SHORT("applicant", 95), SHORT("form_version", 23), WORD("final_by", "officer approver"),
	WORD("state", STATES), STAFF("assignee"), STAFF("lease_holder"), AT("lease_until"),
	AT("arrived"), AT("received"), AT("due"), AT("completed"), DAY("paused_from"),
	NUMBER("extensions"), AT("outage"), FLAG("outage_receipt"), STAFF("correction_by"),
	AT("deemed"), NUMBER("mismatches"), AT("raised"), AT("hop_due"), NUMBER("bounces"),
	NUMBER("version"),
};
static const struct carry_column applicant[] = {
	SHORT("phone", 39), SHORT("address", 299), SHORT("birth", 15), SHORT("sex", 1),
};
static const struct carry_column form[] = {
	TEXT("answers"), SHORT("fingerprint", 64), NUMBER("numbers_cut"), OTHER("form", FORM),
};
static const struct carry_column event[] = {
	OTHER("order", ORDER), SHORT("kind", 23), STAFF("by"), AT("entered"), AT("effective"),
	SHORT("state_before", 15), SHORT("state_after", 15), NUMBER("version"),
	AT("due_before"), AT("due_after"), SHORT("op_key", 200), SHORT("request_hash", 64),
	TEXT("text"), SHORT("rule", 63),
};
static const struct carry_column draft[] = {
	WORD("outcome", "complete refuse"), TEXT("text"), TEXT("reasons"), TEXT("remedies"),
	STAFF("by"), AT("drafted"), STAFF("approved_by"), AT("approved"),
};
static const struct carry_column pause[] = {
	CODE("reason"), DAY("from"), DAY("to"), EVENT("begun_event"), EVENT("ended_event"),
};
static const struct carry_column extension[] = {
	EVENT("event"), CODE("reason"), CODE("period"), FLAG("consent"),
};
static const struct carry_column supplement[] = {
	TEXT("items"), TEXT("text"), DAY("due"), STAFF("by"), AT("demanded"), AT("replied"),
	TEXT("reply_text"), TEXT("reply_answers"), NUMBER("extensions"), FLAG("again"),
};
static const struct carry_column amendment[] = { EVENT("event"), TEXT("answers") };
static const struct carry_column flag[] = {
	SHORT("field", 200), STAFF("by"), AT("at"), EVENT("demand_event"),
};
static const struct carry_column correction[] = {
	EVENT("of_event"), CODE("what"), AT("from"), AT("to"), TEXT("reason"), TEXT("evidence"),
	STAFF("by"), EVENT("asked_event"), WORD("state", "pending approved rejected"),
	EVENT("decided_event"),
};
static const struct carry_column case_outage[] = {
	OTHER("outage", OUTAGE), AT("from"), AT("until"), EVENT("begun_event"),
	EVENT("ended_event"),
};
static const struct carry_column move[] = {
	OTHER("change", CHANGE), EVENT("event"), AT("announced"),
};
static const struct carry_column letter[] = {
	CODE("letter"), NUMBER("serial"), WORD("state", "sent skipped"), EVENT("event"),
	TEXT("text"),
};
static const struct carry_column escalation[] = {
	NUMBER("serial"), CODE("kind"), CODE("agency"), TEXT("question"), TEXT("proposal"),
	STAFF("by"), AT("asked"), EVENT("event"), SHORT("op_key", 200), TEXT("body"), CODE("hop"),
	AT("due"), AT("sent"), AT("acknowledged"), AT("accepted"), AT("answered"),
	CODE("result"), TEXT("answer"), CODE("reason"), CODE("receipt_no"), SHORT("officer", 400),
	AT("closed"), AT("ended"),
};
static const struct carry_column outbox[] = {
	EVENT("event"), CODE("channel"), SHORT("region", 11), CODE("kind"), CODE("external_id"),
	SHORT("op_key", 200), TEXT("body"),
	WORD("state", "waiting leased sent parked held cancelled"), NUMBER("attempts"),
	NUMBER("fence"), AT("lease_until"), AT("next_try"), AT("created"), AT("sent"),
	SHORT("last_error", 400),
};
static const struct carry_column attachment[] = {
	SHORT("name", 400), SHORT("media_type", 200), NUMBER("size"), SHORT("sha256", 64),
	WORD("state", "wanted present refused"), NUMBER("tries"), AT("next_try"),
	SHORT("error", 400), SHORT("etag", 200),
};
static const struct carry_column transcript[] = { AT("at"), CODE("who"), TEXT("text") };
static const struct carry_column satisfaction[] = { NUMBER("score"), TEXT("remark"), AT("given") };
static const struct carry_column consultation[] = {
	SHORT("channel", 23), SHORT("external_id", 71), CODE("kind"), CODE("task"),
	NUMBER("priority"), SHORT("who", 95), SHORT("contact", 39), TEXT("topic"), CODE("state"),
	AT("ready"), FLAG("promised"), STAFF("by"), AT("created"), AT("ended"), AT("warned"),
	CODE("warned_for"), CODE("result"), TEXT("note"),
};
static const struct carry_column interval[] = {
	CODE("state"), AT("from"), AT("until"), STAFF("by"), SHORT("op_key", 200), TEXT("text"),
};
static const struct carry_column visit[] = {
	CODE("task"), NUMBER("priority"), AT("came"), AT("called"), AT("gone"), STAFF("by"),
	NUMBER("ahead"), NUMBER("servers"), NUMBER("busy"), NUMBER("scale_ms"),
	NUMBER("p50_sec"), NUMBER("p90_sec"), NUMBER("samples"),
};
static const struct carry_column saying[] = {
	AT("at"), STAFF("by"), SHORT("op_key", 200), TEXT("text"),
};
static const struct carry_column answer[] = {
	SHORT("key", 200), CODE("layer"), NUMBER("version"), AT("at"), STAFF("by"),
};
static const struct carry_column batch_item[] = {
	OTHER("batch", BATCH), NUMBER("no"), NUMBER("line"), SHORT("number", 200), CODE("op"),
	TEXT("act"), WORD("state", "waiting done refused failed undone"), CODE("reason"),
	SHORT("detail", 400), SHORT("state_before", 15), SHORT("state_after", 15),
	NUMBER("version"), EVENT("event"), NUMBER("of_no"), STAFF("assignee_before"),
	OTHER("other_batch", BATCH),
};
static const struct carry_column firing[] = {
	OTHER("rule", RULE), NUMBER("version"), AT("at"), CODE("reason"), SHORT("detail", 400),
};

#define ROW(name, schema_table, belongs, single, statement, list) \
	.row = name, .table = schema_table, .of = CARRY_OF_##belongs, .is_single = single, \
	.read = STATEMENT_CARRY_##statement, .add = STATEMENT_CARRY_##statement##_ADD, \
	.columns = list, .count = sizeof(list) / sizeof((list)[0])

const struct carry_info carry_table[CARRY_TABLE__COUNT] = {
	[CARRY_TABLE_OUTAGE] = { ROW("outage", "outage", OFFICE, false, OUTAGE, outage),
	    .left = "id office", .why = "counted from 1 in the file; the office is the file's",
	    .what = "an outage of a channel's system" },
	[CARRY_TABLE_CHANGE] = { ROW("calendar-change", "calendar_change", OFFICE, false, CHANGE,
	    change), .left = "id office place is_done",
	    .why = "counted from 1; only a change that has gone through every case is carried",
	    .what = "a change of the calendar that moved dues" },
	[CARRY_TABLE_HOLIDAY] = { ROW("holiday", "holiday", OFFICE, false, HOLIDAY, holiday),
	    .left = "id office state", .why = "only days that somebody entered; the others come "
	    "with the program", .what = "a day that the office entered in its calendar" },
	[CARRY_TABLE_LUNCH] = { ROW("lunch", "lunch", OFFICE, false, LUNCH, lunch),
	    .left = "id office", .why = "the office is the file's",
	    .what = "the lunch hour from a day on" },
	[CARRY_TABLE_BATCH] = { ROW("batch", "batch", OFFICE, false, BATCH, batch),
	    .left = "id office", .why = "counted from 1 in the file",
	    .what = "a batch: who did what to how many" },
	[CARRY_TABLE_RULE] = { ROW("rule", "auto_rule", OFFICE, false, RULE, rule),
	    .left = "id office is_on", .why = "counted from 1; brought in switched off",
	    .what = "a rule of the office that acts by itself" },
	[CARRY_TABLE_STAFF] = { .row = "staff", .table = "staff", .of = CARRY_OF_NONE,
	    .read = STATEMENT_CARRY_STAFF, .add = STATEMENT__COUNT, .columns = staff,
	    .count = sizeof(staff) / sizeof(staff[0]), .left = "id office uid is_enabled created_at",
	    .why = "who the kernel takes somebody for, and whether they may work, is each "
	    "store's own", .what = "somebody whom a line names; brought in without an account" },
	[CARRY_TABLE_FORM_KEPT] = { ROW("form-version", "form_kept", NONE, false, FORM_KEPT,
	    form_kept), .left = "id", .why = "known by its fingerprint",
	    .what = "the form that cases came with, with all its layers" },
	[CARRY_TABLE_CASE] = { ROW("case", "cases", NONE, false, CASE, case_row),
	    .left = "id office is_open", .why = "known by its numbers; open follows from the state",
	    .what = "a case; the lines up to the next one belong to it" },
	[CARRY_TABLE_APPLICANT] = { ROW("applicant", "applicant", CASE, true, APPLICANT, applicant),
	    .left = "case_id", .what = "how the applicant is reached" },
	[CARRY_TABLE_FORM] = { ROW("form", "form", CASE, true, FORM, form), .left = "case_id",
	    .what = "the answers as they were handed in" },
	[CARRY_TABLE_EVENT] = { ROW("event", "event", CASE, false, EVENT, event), .left = "case_id",
	    .what = "what happened, with its keys and hashes" },
	[CARRY_TABLE_DRAFT] = { ROW("draft", "draft", CASE, true, DRAFT, draft), .left = "case_id",
	    .what = "the decision" },
	[CARRY_TABLE_PAUSE] = { ROW("pause", "pause", CASE, false, PAUSE, pause),
	    .left = "id case_id", .what = "days on which the clock stood still" },
	[CARRY_TABLE_EXTENSION] = { ROW("extension", "extension", CASE, false, EXTENSION, extension),
	    .left = "id case_id", .what = "an extension of the period" },
	[CARRY_TABLE_SUPPLEMENT] = { ROW("supplement", "supplement", CASE, false, SUPPLEMENT,
	    supplement), .left = "id case_id",
	    .what = "a demand to supplement, and what came" },
	[CARRY_TABLE_AMENDMENT] = { ROW("amendment", "amendment", CASE, false, AMENDMENT, amendment),
	    .left = "id case_id", .what = "answers that were changed or added" },
	[CARRY_TABLE_FLAG] = { ROW("flag", "field_flag", CASE, false, FLAG, flag),
	    .left = "case_id", .what = "an answer that was marked" },
	[CARRY_TABLE_CORRECTION] = { ROW("correction", "correction", CASE, false, CORRECTION,
	    correction), .left = "id case_id", .what = "a time that was set right" },
	[CARRY_TABLE_CASE_OUTAGE] = { ROW("case-outage", "case_outage", CASE, false, CASE_OUTAGE,
	    case_outage), .left = "case_id", .what = "an outage in the case's clock" },
	[CARRY_TABLE_MOVE] = { ROW("move", "calendar_move", CASE, false, MOVE, move),
	    .left = "id case_id", .what = "a due that a change of the calendar moved" },
	[CARRY_TABLE_LETTER] = { ROW("letter", "letter", CASE, false, LETTER, letter),
	    .left = "id case_id", .what = "a letter that was sent or left out" },
	[CARRY_TABLE_ESCALATION] = { ROW("handover", "escalation", CASE, false, ESCALATION,
	    escalation), .left = "id case_id", .what = "a hand-over, hop by hop" },
	[CARRY_TABLE_OUTBOX] = { ROW("message", "outbox", CASE, false, OUTBOX, outbox),
	    .left = "id case_id office", .why = "of about no case none is carried",
	    .what = "a message to a channel, its very bytes and where it stands" },
	[CARRY_TABLE_ATTACHMENT] = { ROW("attachment", "attachment", CASE, false, ATTACHMENT,
	    attachment), .left = "id case_id",
	    .what = "an attachment, by its SHA-256; not its bytes" },
	[CARRY_TABLE_TRANSCRIPT] = { ROW("said", "transcript", CASE, false, TRANSCRIPT, transcript),
	    .left = "id case_id", .what = "a line of a chat" },
	[CARRY_TABLE_SATISFACTION] = { ROW("satisfaction", "satisfaction", CASE, true, SATISFACTION,
	    satisfaction), .left = "case_id", .what = "what the applicant says of it" },
	[CARRY_TABLE_CONSULTATION] = { ROW("consultation", "consultation", CASE, false,
	    CONSULTATION, consultation), .left = "id office case_id visit_id",
	    .why = "the wait that ran last is the last of its wait lines",
	    .what = "a consultation about the case" },
	[CARRY_TABLE_INTERVAL] = { ROW("interval", "consult_interval", CONSULTATION, false, INTERVAL,
	    interval), .left = "id consult_id", .what = "how long it was in a state" },
	[CARRY_TABLE_VISIT] = { ROW("wait", "consult_visit", CONSULTATION, false, VISIT, visit),
	    .left = "id consult_id office", .what = "how long the person waited" },
	[CARRY_TABLE_SAYING] = { ROW("words", "consult_saying", CONSULTATION, false, SAYING, saying),
	    .left = "id consult_id", .what = "words of its chat, the person's or ours" },
	[CARRY_TABLE_ANSWER] = { ROW("told", "consult_answer", CONSULTATION, false, ANSWER, answer),
	    .left = "id consult_id", .what = "which answer was told in it" },
	[CARRY_TABLE_BATCH_ITEM] = { ROW("batch-item", "batch_item", CASE, false, BATCH_ITEM,
	    batch_item), .left = "case_id", .what = "what a batch did to the case" },
	[CARRY_TABLE_FIRING] = { ROW("firing", "auto_firing", CASE, false, FIRING, firing),
	    .left = "case_id", .why = "of rules that are gone none is carried; the event says "
	    "which rule acted", .what = "what a rule did, or why it was not let" },
};

const struct carry_rest carry_rest[] = {
	{ "schema_version", CARRY_FATE_STAYS, "which program wrote the store" },
	{ "store", CARRY_FATE_STAYS, "what this very store is: practice or real, and whose" },
	{ "access_log", CARRY_FATE_STAYS, "who read what here; the store that was read keeps it" },
	{ "staff_change", CARRY_FATE_STAYS, "who was given a right here" },
	{ "carried", CARRY_FATE_STAYS, "what was taken out of here and brought in" },
	{ "office", CARRY_FATE_NOT_OF_CASE, "the file names its office; an import wants the same" },
	{ "jurisdiction", CARRY_FATE_NOT_OF_CASE, "which regions the office answers for" },
	{ "channel_cursor", CARRY_FATE_NOT_OF_CASE, "how far each channel was read" },
	{ "inbox", CARRY_FATE_NOT_OF_CASE, "which events of channels were taken; a case that comes "
	    "again is known by its number" },
	{ "unsorted", CARRY_FATE_NOT_OF_CASE, "what could not become a case" },
	{ "reconciliation", CARRY_FATE_NOT_OF_CASE, "what a channel says it has" },
	{ "channel_listing", CARRY_FATE_NOT_OF_CASE, "what a channel says it has" },
	{ "wait_figure", CARRY_FATE_NOT_OF_CASE, "how long people wait elsewhere" },
	{ "wait_source", CARRY_FATE_NOT_OF_CASE, "who is asked for that" },
	{ "wait_past", CARRY_FATE_NOT_OF_CASE, "what such waits were before" },
	{ "wait_day", CARRY_FATE_NOT_OF_CASE, "their days" },
	{ "wait_alert", CARRY_FATE_NOT_OF_CASE, "from when on the office is told" },
	{ "wait_forecast", CARRY_FATE_NOT_OF_CASE, "what was told of hours to come, and what came" },
	{ "wait_desk", CARRY_FATE_NOT_OF_CASE, "which desks a source knows" },
	{ "holiday_dismissed", CARRY_FATE_NOT_OF_CASE, "a proposal that no clock ever knew" },
	{ "form_release", CARRY_FATE_NOT_OF_CASE, "forms to come; what a case came with is kept" },
	{ "listed_service", CARRY_FATE_NOT_OF_CASE, "정부24's list of services" },
	{ "auto_mark", CARRY_FATE_NOT_OF_CASE, "up to where rules were asked: an import moves it" },
	{ "knowledge", CARRY_FATE_NOT_OF_CASE, "questions and answers of the office" },
	{ "question", CARRY_FATE_NOT_OF_CASE, "what nobody could answer, without personal data" },
	{ "knowledge_use", CARRY_FATE_NOT_OF_CASE, "how often an answer was used" },
	{ "need", CARRY_FATE_NOT_OF_CASE, "what offices need of central systems" },
	{ "need_second", CARRY_FATE_NOT_OF_CASE, "who needs it too" },
	{ "joint_task", CARRY_FATE_NOT_OF_CASE, "tasks of the council" },
	{ "national_log", CARRY_FATE_NOT_OF_CASE, "what was done to needs and tasks" },
	{ "scratch", CARRY_FATE_NOT_OF_CASE, "typed and not handed in: the typist's own" },
	{ "snippet", CARRY_FATE_NOT_OF_CASE, "texts to insert" },
	{ "saved_view", CARRY_FATE_NOT_OF_CASE, "lists by name" },
	{ "lesson", CARRY_FATE_NOT_OF_CASE, "what a person has learned" },
	{ "looked", CARRY_FATE_NOT_OF_CASE, "what a person has looked at" },
	{ "staff_skill", CARRY_FATE_NOT_OF_CASE, "which consultations a person takes" },
	{ "counter", CARRY_FATE_DERIVED, "counts the cases by state" },
	{ "tally", CARRY_FATE_DERIVED, "the figures of the board" },
	{ "tally_rule", CARRY_FATE_DERIVED, "by which periods they were counted" },
	{ "search", CARRY_FATE_DERIVED, "what cases are found by" },
	{ "search_done", CARRY_FATE_DERIVED, "how far that has come" },
	{ "receipt_serial", CARRY_FATE_DERIVED, "the last receipt number of each year" },
};
const size_t carry_rest_count = sizeof(carry_rest) / sizeof(carry_rest[0]);

bool
carry_find(const char *row, enum carry_table *out)
{
	for (int i = 0; i < CARRY_TABLE__COUNT; i++)
		if (str_eq(row, carry_table[i].row)) {
			*out = (enum carry_table)i;
			return true;
		}
	return false;
}
