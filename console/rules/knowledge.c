/* SPDX-License-Identifier: ISC */
#include "console/rules/knowledge.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "console/rules/agency.h"
#include "console/rules/catalogue.h"
#include "console/rules/region.h"
#include "storage/instant.h"
#include "storage/text.h"

#define PROVINCE_LEN 2

static const struct {
	const char *name, *label;
} layers[KNOWLEDGE_LAYER__COUNT] = {
	[KNOWLEDGE_CENTRAL] = { "central", N_("Central") },
	[KNOWLEDGE_SIDO] = { "sido", N_("Province") },
	[KNOWLEDGE_SIGUNGU] = { "sigungu", N_("District") },
	[KNOWLEDGE_OFFICE] = { "office", N_("Own office") },
};

static const struct word {
	const char *name, *label;
} confidences[] = {
	{ "verified", N_("verified") },
	{ "high", N_("high") },
	{ "background", N_("background") },
	{ "예시", N_("example") },
}, states[] = {
	{ "current", N_("current") },
	{ "superseded", N_("superseded") },
	{ "retired", N_("retired") },
	{ "open", N_("open") },
	{ "answered", N_("answered") },
	{ "dismissed", N_("dismissed") },
};
#define COUNT(rows) (sizeof(rows) / sizeof((rows)[0]))
#define EXAMPLE (confidences[COUNT(confidences) - 1].name)

static const char *const columns[KNOWLEDGE_COLUMN__COUNT] = {
	[KNOWLEDGE_KEY] = "key", [KNOWLEDGE_LAYER] = "layer", [KNOWLEDGE_REGION] = "region",
	[KNOWLEDGE_SERVICE] = "service", [KNOWLEDGE_QUESTION] = "question",
	[KNOWLEDGE_ANSWER] = "answer", [KNOWLEDGE_SOURCE] = "source",
	[KNOWLEDGE_FROM] = "valid_from", [KNOWLEDGE_UNTIL] = "valid_until",
	[KNOWLEDGE_CONFIDENCE] = "confidence",
};

const char *
knowledge_layer_name(enum knowledge_layer layer)
{
	return layers[layer].name;
}

const char *
knowledge_layer_label(enum knowledge_layer layer)
{
	return say(layers[layer].label);
}

bool
knowledge_layer_find(const char *word, enum knowledge_layer *out)
{
	for (int i = 0; i < KNOWLEDGE_LAYER__COUNT; i++) {
		if (!str_eq(layers[i].name, word) && !str_eq(say(layers[i].label), word))
			continue;
		*out = (enum knowledge_layer)i;
		return true;
	}
	return false;
}

void
knowledge_layers_write(struct buf *out, int32_t set)
{
	const char *between = "";

	for (int i = KNOWLEDGE_LAYER__COUNT - 1; i >= 0; i--) {
		if ((set & KNOWLEDGE_BIT(i)) == 0)
			continue;
		buf_printf(out, "%s%s", between, knowledge_layer_label((enum knowledge_layer)i));
		between = ", ";
	}
}

static const char *
label_of(const struct word *words, size_t count, const char *name)
{
	for (size_t i = 0; i < count; i++)
		if (str_eq(words[i].name, name))
			return say(words[i].label);
	return name;
}

bool
knowledge_confidence_is_known(const char *word)
{
	for (size_t i = 0; i < COUNT(confidences); i++)
		if (str_eq(confidences[i].name, word))
			return true;
	return false;
}

const char *
knowledge_confidence_label(const char *word)
{
	return label_of(confidences, COUNT(confidences), word);
}

const char *
knowledge_state_label(const char *state)
{
	return label_of(states, COUNT(states), state);
}

size_t
knowledge_key_len(const char *key)
{
	return strcspn(key, "@");
}

bool
knowledge_key_is_same(const char *a, const char *b)
{
	size_t len = knowledge_key_len(a);

	return len == knowledge_key_len(b) && strncmp(a, b, len) == 0;
}

/* A 시·도 as it is said: the whole name, its front, or its first and third letter
 * (경북 of 경상북도). */
static bool
is_province_called(const struct region_info *region, const char *word)
{
	const char *name = region->name_ko;

	if (region->parent[0] != '\0' || region->ended[0] != '\0' || strlen(word) < 6)
		return false;
	return str_starts(name, word) || (strlen(word) == 6 && strlen(name) >= 9 &&
	    strncmp(name, word, 3) == 0 && strncmp(name + 6, word + 3, 3) == 0);
}

const struct region_info *
knowledge_key_region(const char *key)
{
	const char *at = strchr(key, '@');
	const struct region_info *region = at != NULL ? region_find(at + 1) : NULL;

	if (at == NULL || region != NULL)
		return region;
	region = region_search(at + 1);
	for (size_t i = 0; region == NULL && i < catalogue_region_count; i++)
		if (is_province_called(&catalogue_regions[i], at + 1))
			region = &catalogue_regions[i];
	return region;
}

const char *
knowledge_column_name(enum knowledge_column column)
{
	return columns[column];
}

bool
knowledge_column_find(const char *name, enum knowledge_column *out)
{
	for (int i = 0; i < KNOWLEDGE_COLUMN__COUNT; i++) {
		if (!str_eq(columns[i], name))
			continue;
		*out = (enum knowledge_column)i;
		return true;
	}
	return false;
}

/* A row on its way out of its cells. */
struct reading {
	const char *const *cells;
	struct knowledge_row *row;
	struct knowledge_fault *fault;
};

/* Notes the fault; false, so that a check is one line. */
static bool
bad(const struct reading *r, enum knowledge_column column, const char *why)
{
	r->fault->column = column;
	(void)str_fill(r->fault->why, sizeof(r->fault->why), why);
	return false;
}

/* What an entry may be about. */
static const char *const topics[] = { "period", "documents", "fee", "who", "eligibility", "amount",
	"deadline", "rule" };

static bool
is_topic(const char *word, size_t len)
{
	for (size_t i = 0; i < sizeof(topics) / sizeof(topics[0]); i++)
		if (strlen(topics[i]) == len && memcmp(topics[i], word, len) == 0)
			return true;
	return false;
}

/* "13100000016.documents@11410": a code, a topic, and a region where it is for
 * one. */
static bool
read_key(const struct reading *r)
{
	const char *key = r->cells[KNOWLEDGE_KEY], *dot = strchr(key, '.');
	size_t len = knowledge_key_len(key);

	if (strlen(key) >= sizeof(r->row->key))
		return bad(r, KNOWLEDGE_KEY, say(N_("the key is too long")));
	for (const char *c = key; *c != '\0'; c++)
		if ((unsigned char)*c <= ' ' || *c == '"' || *c == '\'' || (unsigned char)*c == 0x7F)
			return bad(r, KNOWLEDGE_KEY, say(N_("a key has no blanks and no quotes")));
	if (dot == NULL || dot == key || dot + 1 >= key + len || (key[len] == '@' &&
	    key[len + 1] == '\0'))
		return bad(r, KNOWLEDGE_KEY, say(N_("a key is CODE.topic, of a region "
		    "CODE.topic@REGION")));
	if (!is_topic(dot + 1, (size_t)(key + len - dot - 1)))
		return bad(r, KNOWLEDGE_KEY, say(N_("the topic is period, documents, fee, who, "
		    "eligibility, amount, deadline or rule")));
	return str_fill(r->row->key, sizeof(r->row->key), key);
}

/* The layer, and the region that goes with it: none, a 시·도, a 시군구. */
static bool
read_place(const struct reading *r)
{
	const char *region = r->cells[KNOWLEDGE_REGION], *key = r->cells[KNOWLEDGE_KEY];
	const char *suffix = key + knowledge_key_len(key);
	size_t len = strlen(region);

	if (!knowledge_layer_find(r->cells[KNOWLEDGE_LAYER], &r->row->layer))
		return bad(r, KNOWLEDGE_LAYER, say(N_("a layer is central, sido, sigungu or "
		    "office")));
	if (r->row->layer == KNOWLEDGE_CENTRAL && len > 0)
		return bad(r, KNOWLEDGE_REGION, say(N_("what is central has no region")));
	if (r->row->layer == KNOWLEDGE_CENTRAL && suffix[0] != '\0')
		return bad(r, KNOWLEDGE_KEY, say(N_("what is central has no @REGION")));
	if (r->row->layer == KNOWLEDGE_CENTRAL)
		return true;
	if (len >= sizeof(r->row->region) || region_find(region) == NULL)
		return bad(r, KNOWLEDGE_REGION, say(N_("there is no such region")));
	if (r->row->layer == KNOWLEDGE_SIDO && len != PROVINCE_LEN)
		return bad(r, KNOWLEDGE_REGION, say(N_("a province's code has two digits")));
	if (r->row->layer == KNOWLEDGE_SIGUNGU && len == PROVINCE_LEN)
		return bad(r, KNOWLEDGE_REGION, say(N_("a region's code has five digits")));
	if (suffix[0] == '\0')
		return bad(r, KNOWLEDGE_KEY, say(N_("a key of a region ends in @REGION")));
	return str_fill(r->row->region, sizeof(r->row->region), region);
}

/* A text that must be there, of at most max bytes, with nothing in it that must
 * not be shown. */
static bool
read_text(const struct reading *r, enum knowledge_column column, char *to, size_t max)
{
	const char *text = r->cells[column];
	struct buf safe = { 0 };
	bool is_fine;

	tsafe(&safe, text, strlen(text), true);
	is_fine = str_eq(buf_str(&safe), text);
	buf_release(&safe);
	if (text[0] == '\0')
		return bad(r, column, say(N_("it is empty")));
	if (strlen(text) > max)
		return bad(r, column, say(N_("it is too long")));
	if (!is_fine)
		return bad(r, column, say(N_("it has characters that must not be shown")));
	return to == NULL || str_fill(to, max + 1, text);
}

static bool
read_day(const struct reading *r, enum knowledge_column column, struct day *out)
{
	const char *text = r->cells[column];

	out->number = 0;
	return text[0] == '\0' || day_parse(text, out) ||
	    bad(r, column, say(N_("a day is written 2026-11-23")));
}

static bool
read_validity(const struct reading *r)
{
	if (!read_day(r, KNOWLEDGE_FROM, &r->row->from) ||
	    !read_day(r, KNOWLEDGE_UNTIL, &r->row->until))
		return false;
	if (r->row->until.number != 0 && r->row->until.number < r->row->from.number)
		return bad(r, KNOWLEDGE_UNTIL, say(N_("it ends before it begins")));
	return true;
}

/* A source in words, and how sure it is; without one it is an example. */
static bool
read_source(const struct reading *r)
{
	const char *confidence = r->cells[KNOWLEDGE_CONFIDENCE];
	bool has_source = r->cells[KNOWLEDGE_SOURCE][0] != '\0';

	if (has_source && !read_text(r, KNOWLEDGE_SOURCE, r->row->source, KNOWLEDGE_SOURCE_MAX))
		return false;
	if (confidence[0] != '\0' && !knowledge_confidence_is_known(confidence))
		return bad(r, KNOWLEDGE_CONFIDENCE, say(N_("it is verified, high, background or "
		    "예시")));
	return str_fill(r->row->confidence, sizeof(r->row->confidence), !has_source ? EXAMPLE :
	    confidence[0] == '\0' ? "background" : confidence);
}

bool
knowledge_row_read(const char *const cells[KNOWLEDGE_COLUMN__COUNT], struct knowledge_row *out,
    struct knowledge_fault *fault)
{
	struct reading r = { .cells = cells, .row = out, .fault = fault };
	const char *service = cells[KNOWLEDGE_SERVICE];

	*out = (struct knowledge_row){ .state = "current", .answer = cells[KNOWLEDGE_ANSWER] };
	if (!read_key(&r) || !read_place(&r))
		return false;
	if (strlen(service) >= sizeof(out->service) || (service[0] != '\0' &&
	    service_find(service) == NULL))
		return bad(&r, KNOWLEDGE_SERVICE, say(N_("there is no such service")));
	(void)str_fill(out->service, sizeof(out->service), service);
	return read_text(&r, KNOWLEDGE_QUESTION, out->question, KNOWLEDGE_QUESTION_MAX) &&
	    read_text(&r, KNOWLEDGE_ANSWER, NULL, KNOWLEDGE_ANSWER_MAX) && read_validity(&r) &&
	    read_source(&r);
}

void
knowledge_row_of(const struct knowledge_entry *entry, struct knowledge_row *out)
{
	*out = (struct knowledge_row){ .state = "current", .answer = entry->answer,
		.layer = entry->layer };
	(void)str_fill(out->key, sizeof(out->key), entry->key);
	(void)str_fill(out->region, sizeof(out->region), entry->region);
	(void)str_fill(out->service, sizeof(out->service), entry->service);
	(void)str_fill(out->question, sizeof(out->question), entry->question);
	(void)str_fill(out->source, sizeof(out->source), entry->source);
	(void)day_parse(entry->valid_from, &out->from);
	(void)day_parse(entry->valid_until, &out->until);
	(void)str_fill(out->confidence, sizeof(out->confidence), entry->source[0] != '\0' ?
	    entry->confidence : EXAMPLE);
}

bool
knowledge_is_expired(const struct knowledge_row *row, struct day today)
{
	return row->until.number != 0 && row->until.number < today.number;
}

bool
knowledge_is_early(const struct knowledge_row *row, struct day today)
{
	return row->from.number > today.number;
}

/* The province that a region lies in today; NULL if nobody knows. */
static const char *
province_of(const char *region)
{
	const struct region_fate fate = region_fate_of(region, region);

	return fate.province != NULL ? fate.province->code : NULL;
}

bool
knowledge_is_for(enum knowledge_layer layer, const char *of, const char *region)
{
	const char *province;

	if (layer == KNOWLEDGE_CENTRAL)
		return true;
	if (region_is_or_became(of, region) || region_is_or_became(region, of))
		return true;
	if (strlen(of) != PROVINCE_LEN)
		return false;
	province = province_of(region);
	return province != NULL && (str_eq(of, province) || region_is_or_became(of, province));
}

static bool
is_ministry(const char *office)
{
	const struct agency_info *agency = agency_find(office);

	return agency != NULL && agency->is_ministry;
}

bool
knowledge_is_seen(const char *owner, enum knowledge_layer layer, const char *region,
    const char *office)
{
	if (owner[0] == '\0' || str_eq(owner, office))
		return true;
	if (layer == KNOWLEDGE_CENTRAL)
		return is_ministry(owner);
	return layer == KNOWLEDGE_SIDO && str_eq(owner, region);
}

struct verdict
knowledge_judge(const struct actor *actor, enum knowledge_layer layer, const char *region,
    bool is_practice)
{
	bool is_own;

	if (!actor->is_enabled || actor->role != ROLE_SUPERVISOR)
		return verdict_refuse(REASON_NO_RIGHT, role_name(ROLE_SUPERVISOR));
	is_own = layer == KNOWLEDGE_CENTRAL ? is_ministry(actor->office) :
	    region_is_or_became(region, actor->office) ||
	    region_is_or_became(actor->office, region);
	if (is_own || (is_practice && knowledge_is_for(layer, region, actor->office)))
		return VERDICT_ALLOWED;
	return verdict_refuse(REASON_KNOWLEDGE_LAYER, layers[layer].name);
}

void
knowledge_cite(struct buf *out, const struct knowledge_row *row)
{
	const struct region_info *region = region_find(row->region);
	const char *read_in = strstr(row->source, " [");
	char *source = x_strndup(row->source, read_in != NULL ? (size_t)(read_in - row->source) :
	    strlen(row->source));
	char day[16];

	buf_puts(out, "(");
	buf_printf(out, say(N_("Source: %s")), source[0] != '\0' ? source :
	    say(N_("example, no source")));
	free(source);
	if (row->region[0] != '\0')
		buf_printf(out, " · %s", region != NULL ? region->name_ko : row->region);
	if (row->until.number != 0) {
		day_format(row->until, day);
		buf_puts(out, " · ");
		buf_printf(out, say(N_("valid until %s")), day);
	}
	buf_puts(out, ")");
}

void
knowledge_quote(struct buf *out, const struct knowledge_row *row)
{
	buf_printf(out, "%s\n", row->answer);
	knowledge_cite(out, row);
	buf_puts(out, "\n");
}
