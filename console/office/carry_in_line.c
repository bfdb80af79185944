/* SPDX-License-Identifier: ISC */
/* The lines of a full export on their way into an empty office, one after the other. */
#include <stdio.h>
#include <string.h>

#include <cjson/cJSON.h>

#include "console/office/carry_in_inside.h"
#include "console/office/carry_line.h"
#include "console/rules/json_gate.h"
#include "storage/carry.h"
#include "storage/text.h"

static void
place_add(struct places *p, int64_t id)
{
	if (p->count == p->cap) {
		p->cap = p->cap == 0 ? 64 : p->cap * 2;
		p->ids = x_realloc(p->ids, p->cap, sizeof(*p->ids));
	}
	p->ids[p->count++] = id;
}

/* The first line: what the file is, and whose. */
static enum rc
take_head(struct bringing *b, const struct cJSON *object, struct err *e)
{
	const char *format = json_text(object, "format"), *office = json_text(object, "office");
	const char *query = json_text(object, "query");
	int64_t version = 0;

	if (!str_eq(str_or_empty(format), CARRY_FORMAT) ||
	    !json_integer(object, "version", &version))
		return err_set(e, RC_INVALID, say(N_("this is no full export: `minwon export --full` "
		    "writes one")));
	if (version != CARRY_VERSION)
		return err_set(e, RC_INVALID, say(N_("the file is of version %lld, this program knows "
		    "%d: install the other minwon")), (long long)version, CARRY_VERSION);
	if (!str_eq(str_or_empty(office), b->r->actor.office))
		return err_set(e, RC_INVALID, say(N_("the file is of office %s, this is %s: cases keep "
		    "their office")), str_or_empty(office), b->r->actor.office);
	str_fill(b->c->query, sizeof(b->c->query), str_or_empty(query));
	return RC_OK;
}

/* The row of a login: who was named before. NULL = nobody was. */
static const struct staff_row *
named(const struct carry_in *c, const char *login)
{
	for (size_t i = 0; i < c->staff_count; i++)
		if (str_eq(c->staff[i].login, login))
			return &c->staff[i];
	return NULL;
}

static void
staff_fill(struct staff_record *staff, const struct carry_value *values, const char *office)
{
	*staff = (struct staff_record){ .row = { .uid = -1 } };
	str_fill(staff->row.login, sizeof(staff->row.login), values[0].text);
	str_fill(staff->row.name, sizeof(staff->row.name), values[1].text);
	(void)role_by_name(values[2].text, &staff->row.role);
	str_fill(staff->row.department, sizeof(staff->row.department), values[3].text);
	str_fill(staff->contact, sizeof(staff->contact), values[4].text);
	str_fill(staff->row.office, sizeof(staff->row.office), office);
}

/* Whoever is known here must be the same person; whoever is not becomes a name
 * without an account. */
static enum rc
take_staff(struct bringing *b, const struct carry_value *values, struct err *e)
{
	struct carry_in *c = b->c;
	struct store *store = b->r->office->store;
	struct staff_record staff, known;
	enum rc rc;

	staff_fill(&staff, values, b->r->actor.office);
	if (named(c, staff.row.login) != NULL)
		return RC_CONFLICT;
	rc = store_staff_by_login(store, staff.row.login, &known, e);
	if (rc == RC_OK && (!str_eq(known.row.name, staff.row.name) ||
	    !str_eq(known.row.office, staff.row.office)))
		return err_set(e, RC_INVALID, say(N_("%s is %s here and %s in the file: another person "
		    "may not have that login")), staff.row.login, known.row.name, staff.row.name);
	if (rc == RC_OK) {
		c->staff_other += known.row.role != staff.row.role ||
		    !str_eq(known.row.department, staff.row.department) ||
		    !str_eq(known.contact, staff.contact);
		staff = known;
	} else if (rc == RC_NOT_FOUND) {
		int64_t by_id = b->r->actor.staff_id, at = b->r->office->now_at;

		rc = store_staff_add(store, &staff, by_id, at, e);
		if (rc == RC_OK)
			rc = store_staff_enable(store, staff.row.id, false, by_id, at, e);
		c->staff_added++;
	}
	if (rc != RC_OK)
		return rc;
	c->staff = x_realloc(c->staff, c->staff_count + 1, sizeof(*c->staff));
	c->staff[c->staff_count++] = staff.row;
	return RC_OK;
}

/* Events come in their order, so the place of one is soon found. */
static bool
has_event(const struct places *events, int64_t order)
{
	size_t low = 0, high = events->count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (events->ids[middle] < order)
			low = middle + 1;
		else
			high = middle;
	}
	return low < events->count && events->ids[low] == order;
}

/* What a word or a place stands for here; RC_NOT_FOUND: nothing. */
static enum rc
number_of(void *arg, enum carry_kind kind, const struct cJSON *value, int64_t *out,
    struct err *e)
{
	struct bringing *b = arg;
	const struct carry_in *c = b->c;
	const struct places *p = kind == CARRY_OUTAGE ? &c->outages : kind == CARRY_CHANGE ?
	    &c->changes : kind == CARRY_BATCH ? &c->batches : &c->rules;

	if (kind == CARRY_STAFF || kind == CARRY_FORM) {
		const struct staff_row *staff;

		if (!cJSON_IsString(value))
			return RC_NOT_FOUND;
		if (kind == CARRY_FORM)
			return store_carry_form_find(b->r->office->store, value->valuestring, out,
			    e);
		staff = named(c, value->valuestring);
		*out = staff == NULL ? 0 : staff->id;
		return staff == NULL ? RC_NOT_FOUND : RC_OK;
	}
	if (!cJSON_IsNumber(value))
		return RC_NOT_FOUND;
	if (kind == CARRY_EVENT)
		return has_event(&c->events, *out) ? RC_OK : RC_NOT_FOUND;
	if (value->valuedouble < 1 || value->valuedouble > (double)p->count ||
	    value->valuedouble != (double)(size_t)value->valuedouble)
		return RC_NOT_FOUND;
	*out = p->ids[(size_t)value->valuedouble - 1];
	return RC_OK;
}

/* The case whose lines have all come: it must be whole. */
static enum rc
end_case(struct bringing *b, struct err *e)
{
	struct carry_in *c = b->c;

	if (c->case_id == 0)
		return RC_OK;
	if (!c->has_applicant || !c->has_form)
		return err_set(e, RC_INVALID, say(N_("the case before has no line “%s”")),
		    c->has_applicant ? "form" : "applicant");
	return store_carry_case(b->r->office->store, c->case_id, c->serial, (int)c->year, e);
}

/* Receipt numbers go on behind the highest one that the office gave. */
static void
read_serial(struct carry_in *c, const char *receipt_no)
{
	char start[24];
	size_t len = (size_t)snprintf(start, sizeof(start), "-%.11s-", c->record.office);
	char year[5] = "";

	c->serial = c->year = 0;
	if (strlen(receipt_no) <= 4 + len || strncmp(receipt_no + 4, start, len) != 0)
		return;
	memcpy(year, receipt_no, 4);
	if (!parse_int(year, 1, 9999, &c->year) ||
	    !parse_int(receipt_no + 4 + len, 1, INT32_MAX, &c->serial))
		c->serial = c->year = 0;
}

/* May such a row stand here? Lines of the office come before the first case, those
 * of a case behind it. */
static enum rc
check_place(const struct carry_in *c, enum carry_table table, struct err *e)
{
	const struct carry_info *info = &carry_table[table];

	if (info->of == CARRY_OF_OFFICE && c->case_id != 0)
		return err_set(e, RC_INVALID, say(N_("“%s” must stand before the first case")),
		    info->row);
	if (info->of == CARRY_OF_CASE && c->case_id == 0)
		return err_set(e, RC_INVALID, say(N_("“%s” belongs to no case")), info->row);
	if (info->of == CARRY_OF_CONSULTATION && c->consultation_id == 0)
		return err_set(e, RC_INVALID, say(N_("“%s” belongs to no consultation")), info->row);
	return RC_OK;
}

/* Notes what lines behind this one may name. */
static enum rc
note_row(struct bringing *b, enum carry_table table, const struct carry_value *values,
    int64_t id, struct err *e)
{
	struct carry_in *c = b->c;
	enum rc rc = RC_OK;

	switch ((int)table) {
	case CARRY_TABLE_OUTAGE: place_add(&c->outages, id); break;
	case CARRY_TABLE_CHANGE: place_add(&c->changes, id); break;
	case CARRY_TABLE_BATCH: place_add(&c->batches, id); break;
	case CARRY_TABLE_RULE: place_add(&c->rules, id); break;
	case CARRY_TABLE_CASE:
		c->case_id = id;
		c->consultation_id = 0;
		c->has_applicant = c->has_form = false;
		c->events.count = 0;
		c->record.cases++;
		read_serial(c, values[4].text);
		break;
	case CARRY_TABLE_APPLICANT: c->has_applicant = true; break;
	case CARRY_TABLE_FORM: c->has_form = true; break;
	case CARRY_TABLE_EVENT:
		if (c->events.count > 0 && values[0].number <= c->events.ids[c->events.count - 1])
			rc = err_set(e, RC_INVALID, say(N_("the events of a case stand in their order")));
		place_add(&c->events, values[0].number);
		break;
	case CARRY_TABLE_CONSULTATION: c->consultation_id = id; break;
	default: break;
	}
	return rc;
}

static enum rc
take_row(struct bringing *b, enum carry_table table, const struct cJSON *object, struct err *e)
{
	const struct carry_info *info = &carry_table[table];
	struct carry_value values[CARRY_COLUMNS_MAX];
	const struct carry_numbers numbers = { number_of, b };
	struct carry_in *c = b->c;
	struct carry_key key = { .id = info->of == CARRY_OF_CONSULTATION ? c->consultation_id :
	    info->of == CARRY_OF_CASE ? c->case_id : 0 };
	int64_t id = 0;
	enum rc rc = check_place(c, table, e);

	if (info->of == CARRY_OF_OFFICE || table == CARRY_TABLE_CASE)
		key.office = c->record.office;
	if (rc == RC_OK && table == CARRY_TABLE_CASE)
		rc = end_case(b, e);
	if (rc == RC_OK)
		rc = carry_line_read(object, table, values, &numbers, e);
	if (rc == RC_OK)
		rc = table == CARRY_TABLE_STAFF ? take_staff(b, values, e) :
		    store_carry_add(b->r->office->store, table, &key, values, &id, e);
	if (rc == RC_CONFLICT)
		return err_set(e, RC_INVALID, say(N_("such a “%s” is in the file already")), info->row);
	return rc == RC_OK ? note_row(b, table, values, id, e) : rc;
}

/* The last line says how much there was. */
static enum rc
take_end(struct bringing *b, const struct cJSON *object, struct err *e)
{
	struct carry_in *c = b->c;
	const char *sha256 = json_text(object, "sha256");
	int64_t cases = -1, lines = -1;
	enum rc rc = end_case(b, e);

	if (rc != RC_OK)
		return rc;
	secret_hash_end(c->hash, c->record.sha256);
	c->hash = NULL;
	c->has_end = true;
	if (!json_integer(object, "cases", &cases) || !json_integer(object, "lines", &lines) ||
	    cases != c->record.cases || lines != c->line_no - 1)
		return err_set(e, RC_INVALID, say(N_("the last line tells of %lld cases in %lld lines, "
		    "the file has %lld in %lld: lines are missing or too many")), (long long)cases,
		    (long long)lines, (long long)c->record.cases, (long long)(c->line_no - 1));
	if (!str_eq(str_or_empty(sha256), c->record.sha256))
		return err_set(e, RC_INVALID, say(N_("the SHA-256 of the file is not what its last line "
		    "says: something in it was changed")));
	return RC_OK;
}

static enum rc
take_object(struct bringing *b, const struct cJSON *object, struct err *e)
{
	const char *row = json_text(object, "row");
	enum carry_table table;

	if (b->c->line_no == 1)
		return take_head(b, object, e);
	if (row == NULL)
		return err_set(e, RC_INVALID, say(N_("there is no “row” that says what it is")));
	if (str_eq(row, "end"))
		return take_end(b, object, e);
	if (!carry_find(row, &table))
		return err_set(e, RC_INVALID, say(N_("“%s” is no row of this version")), row);
	return take_row(b, table, object, e);
}

enum rc
carry_in_line(struct bringing *b, const char *bytes, size_t len, struct err *e)
{
	struct carry_in *c = b->c;
	struct json_view view = { .root = NULL };
	struct err why = { 0 };
	enum rc rc;

	c->line_no++;
	if (c->has_end)
		rc = err_set(&why, RC_INVALID, say(N_("nothing may stand behind the last line")));
	else
		rc = json_view_open(bytes, len, CARRY_LINE_MOST, &view, &why);
	if (rc == RC_OK) {
		rc = take_object(b, view.root, &why);
		json_view_release(&view);
	}
	if (rc == RC_OK && c->hash != NULL) {
		secret_hash_add(c->hash, bytes, len);
		secret_hash_add(c->hash, "\n", 1);
		c->record.bytes += (int64_t)len + 1;
	}
	if (rc == RC_OK)
		return RC_OK;
	return err_set(e, rc, say(N_("line %lld: %s. Nothing was brought in")), (long long)c->line_no,
	    why.text);
}
