/* SPDX-License-Identifier: ISC */
#include "views/words.h"

#include <string.h>

#include "console/rules/catalogue.h"
#include "console/rules/workflow.h"
#include "storage/instant.h"
#include "storage/text.h"

#define HOUR_MINUTES 60
#define WORKING_DAY_MINUTES (8 * HOUR_MINUTES)
#define SOON_DAYS 3
#define SYLLABLE_BYTES 3	/* of a Hangul syllable in UTF-8 */

/* Does the statutory clock stand still? Then nothing is late. */
static bool
is_paused(const struct case_row *row)
{
	return state_table[row->state].clock == CLOCK_PAUSED;
}

enum urgency
words_urgency(const struct case_row *row)
{
	if (row->due_at == 0 || !state_table[row->state].is_open || is_paused(row))
		return URGENCY_NONE;
	if (row->slack_minutes < 0)
		return URGENCY_OVERDUE;
	if (row->slack_minutes <= WORKING_DAY_MINUTES)
		return URGENCY_TODAY;
	if (row->slack_minutes <= SOON_DAYS * WORKING_DAY_MINUTES)
		return URGENCY_SOON;
	return URGENCY_CALM;
}

/* One row per urgency: the sign that says it and the style that repeats it. */
static const struct urgency_look {
	const char *sign;
	enum style style;
} urgency_looks[URGENCY__COUNT] = {
	[URGENCY_NONE] = { " ", STYLE_DIM },
	[URGENCY_CALM] = { " ", STYLE_NORMAL },
	[URGENCY_SOON] = { "+", STYLE_NOTICE },
	[URGENCY_TODAY] = { "*", STYLE_WARN },
	[URGENCY_OVERDUE] = { "!", STYLE_DANGER },
};

const char *
words_urgency_sign(enum urgency urgency)
{
	return urgency_looks[urgency].sign;
}

enum style
words_urgency_style(enum urgency urgency)
{
	return urgency_looks[urgency].style;
}

/* At most eight cells in Korean. */
static void
add_span(struct buf *out, int minutes)
{
	int days = minutes / WORKING_DAY_MINUTES;
	int hours = minutes % WORKING_DAY_MINUTES / HOUR_MINUTES;

	if (days >= SOON_DAYS || (days > 0 && hours == 0))
		buf_printf(out, say(N_("%dd")), days);
	else if (days > 0)
		buf_printf(out, say(N_("%dd%dh")), days, hours);
	else if (hours > 0)
		buf_printf(out, say(N_("%dh")), hours);
	else
		buf_printf(out, say(N_("%dmin")), minutes);
}

void
words_working_time(struct buf *out, int64_t minutes)
{
	long long days = minutes / WORKING_DAY_MINUTES;
	long long hours = minutes % WORKING_DAY_MINUTES / HOUR_MINUTES;
	long long rest = minutes % HOUR_MINUTES;
	const char *between = "";

	if (days > 0) {
		buf_printf(out, say(N_("%lldd")), days);
		between = " ";
	}
	if (hours > 0) {
		buf_puts(out, between);
		buf_printf(out, say(N_("%lldh")), hours);
		between = " ";
	}
	if (rest > 0 || minutes == 0) {
		buf_puts(out, between);
		buf_printf(out, say(N_("%lldmin")), rest);
	}
}

void
words_time_left(struct buf *out, const struct case_row *row)
{
	int minutes = row->slack_minutes;

	switch (words_urgency(row)) {
	case URGENCY_NONE:
		if (is_paused(row))
			buf_puts(out, say(N_("paused")));
		break;
	case URGENCY_OVERDUE:
		/* Late by a day or more, the hours say nothing more. */
		if (-minutes >= WORKING_DAY_MINUTES)
			minutes -= minutes % WORKING_DAY_MINUTES;
		buf_putc(out, '-');
		add_span(out, -minutes);
		break;
	case URGENCY_CALM:
	case URGENCY_SOON:
	case URGENCY_TODAY:
		add_span(out, minutes);
		break;
	case URGENCY__COUNT:
		break;
	}
}

static bool
is_korean(void)
{
	return str_eq(text_language(), "ko");
}

void
words_service(struct buf *out, const char *code)
{
	const struct service_info *s = service_find(code);

	if (s == NULL)
		buf_puts(out, code);
	else
		buf_puts(out, is_korean() || str_empty(s->name_en) ? s->name_ko : s->name_en);
}

void
words_service_short(struct buf *out, const char *code)
{
	const struct service_info *s = service_find(code);

	buf_puts(out, s == NULL ? code : is_korean() ? s->short_ko : s->short_en);
}

void
words_channel(struct buf *out, const char *code)
{
	const struct channel_info *c = channel_find(code);

	if (c == NULL)
		buf_puts(out, code);
	else
		buf_puts(out, is_korean() || str_empty(c->name_en) ? c->name_ko : c->name_en);
}

void
words_channel_short(struct buf *out, const char *code)
{
	const struct channel_info *c = channel_find(code);

	buf_puts(out, c == NULL ? code : is_korean() ? c->short_ko : c->short_en);
}

void
words_channel_or_all(struct buf *out, const char *code)
{
	if (code[0] == '\0')
		buf_puts(out, say(N_("All")));
	else
		words_channel_short(out, code);
}

void
words_layer(struct buf *out, const char *layer)
{
	if (layer[0] == '\0') {
		buf_puts(out, say(N_("centre")));
	} else if (layer[0] == '@') {
		words_region_short(out, layer + 1);
		buf_printf(out, " %s", say(N_("(own)")));
	} else {
		words_region_short(out, layer);
	}
}

void
words_region(struct buf *out, const char *code)
{
	const struct region_info *r = region_find(code);
	const struct region_info *parent = r != NULL ? region_find(r->parent) : NULL;

	if (r == NULL) {
		buf_puts(out, code);
		return;
	}
	if (parent != NULL && strstr(r->name_ko, parent->name_ko) == NULL)
		buf_printf(out, "%s ", parent->name_ko);
	buf_puts(out, r->name_ko);
}

void
words_region_short(struct buf *out, const char *code)
{
	static const char *const endings[] = { "특별시", "광역시", "시", "군", "구" };
	const struct region_info *r = region_find(code);

	if (r == NULL) {
		buf_puts(out, code);
		return;
	}
	const char *blank = strrchr(r->name_ko, ' ');
	const char *name = blank != NULL ? blank + 1 : r->name_ko;
	size_t len = strlen(name);
	for (size_t i = 0; i < sizeof(endings) / sizeof(endings[0]); i++) {
		size_t n = strlen(endings[i]);
		/* 중구 and 동구 keep theirs. */
		if (len >= n + 2 * SYLLABLE_BYTES && str_eq(name + len - n, endings[i])) {
			len -= n;
			break;
		}
	}
	buf_add(out, name, len);
}

const char *
words_number(const struct case_row *row)
{
	return row->receipt_no[0] != '\0' ? row->receipt_no : row->external_id;
}

void
words_number_short(struct buf *out, const struct case_row *row, int cells)
{
	const char *number = words_number(row), *tail = number;
	int tail_cells = text_width(number), head_cells = cells / 2 + 1;

	if (tail_cells <= cells) {
		buf_puts(out, number);
		return;
	}
	while (*tail != '\0' && tail_cells > cells - head_cells) {
		int grapheme_cells;

		tail += text_grapheme(tail, strlen(tail), &grapheme_cells);
		tail_cells -= grapheme_cells;
	}
	text_clip(out, number, head_cells);
	buf_puts(out, tail);
}

const char *
words_person(const char *name, const char *login)
{
	return name[0] != '\0' ? name : login;
}

void
words_short_time(struct buf *out, int64_t at)
{
	struct civil c;

	if (at == 0)
		return;
	instant_civil(at, &c);
	buf_printf(out, "%d. %d. %02d:%02d", c.month, c.day, c.hour, c.minute);
}

void
words_short_day(struct buf *out, int64_t at)
{
	struct civil c;

	if (at == 0)
		return;
	instant_civil(at, &c);
	buf_printf(out, "%d. %d.", c.month, c.day);
}

void
words_brief_time(struct buf *out, int64_t at, int64_t now_at)
{
	struct civil c, now;

	if (at == 0)
		return;
	instant_civil(at, &c);
	instant_civil(now_at, &now);
	if (c.year == now.year && c.month == now.month && c.day == now.day)
		buf_printf(out, "%02d:%02d", c.hour, c.minute);
	else
		words_short_day(out, at);
}

void
words_time(struct buf *out, int64_t at)
{
	char text[32];

	instant_format_official(at, text);
	buf_puts(out, at == 0 ? "-" : text);
}

const char *
words_answer(const struct answer *answer, const char *value)
{
	if (answer->is_yes_no && str_eq(value, "true"))
		return say(N_("Yes"));
	if (answer->is_yes_no && str_eq(value, "false"))
		return say(N_("No"));
	return str_or_empty(value);
}

const char *
words_state(const char *name)
{
	enum state state;

	return state_find(name, &state) ? state_label(state) : name;
}

const char *
words_flag(const char *state)
{
	if (str_eq(state, FIELD_DEMANDED))
		return say(N_("demanded"));
	return str_eq(state, FIELD_FLAGGED) ? say(N_("needed")) : state;
}

/* Words of the outbox and of what is unsorted, and what the screen calls them. */
static const struct outbox_word {
	const char *word;
	const char *label;
} outbox_words[] = {
	{ "waiting", N_("Waiting") },
	{ "leased", N_("Sending") },
	{ "sent", N_("Delivered") },
	{ "parked", N_("Parked") },
	{ "held", N_("Held back") },
	{ "cancelled", N_("Cancelled") },
	{ "owed", N_("Owed") },
	{ "letter-sent", N_("sent off") },
	{ "skipped", N_("Left out") },
	{ "open", N_("Not done") },
	{ "done", N_("Done") },
	{ "status", N_("Status") },
	{ "decision", N_("Decision") },
	{ "escalation", N_("Escalation") },
	{ "supplement", N_("Supplement") },
	{ "notice", N_("Notice") },
	{ "need", N_("Need") },
	{ "second", N_("Seconding") },
	{ "need-answer", N_("Answer") },
	{ "task-report", N_("Joint task") },
	{ "consult-report", N_("Consultation") },
};

const char *
words_outbox(const char *word)
{
	for (size_t i = 0; i < sizeof(outbox_words) / sizeof(outbox_words[0]); i++) {
		if (str_eq(outbox_words[i].word, word))
			return say(outbox_words[i].label);
	}
	return word;
}

/* One row per order of the list: its word on the wire and in commands, and what
 * people call it. */
static const struct {
	const char *name;
	const char *label;
} sorts[SORT__COUNT] = {
	[SORT_DUE] = { "due", N_("by time left") },
	[SORT_ARRIVED] = { "arrived", N_("by arrival") },
	[SORT_NEW] = { "new", N_("newest first") },
	[SORT_SERVICE] = { "service", N_("by service") },
	[SORT_REGION] = { "region", N_("by region") },
	[SORT_STATE] = { "state", N_("by state") },
	[SORT_DECIDED] = { "decided", N_("last decided first") },
};

const char *
words_sort_name(enum queue_sort sort)
{
	return sorts[sort].name;
}

const char *
words_sort_label(enum queue_sort sort)
{
	return say(sorts[sort].label);
}

bool
words_sort_find(const char *name, enum queue_sort *out)
{
	/* What is due first has the least slack. */
	if (str_eq(name, "slack"))
		name = sorts[SORT_DUE].name;
	for (size_t i = 0; i < SORT__COUNT; i++) {
		if (str_eq(sorts[i].name, name)) {
			*out = (enum queue_sort)i;
			return true;
		}
	}
	return false;
}

int64_t
words_handover_since(const struct handover_row *row)
{
	const int64_t steps[] = { row->closed_at, row->answered_at, row->accepted_at,
		row->received_at, row->sent_at };

	for (size_t i = 0; i < sizeof(steps) / sizeof(steps[0]); i++)
		if (steps[i] != 0)
			return steps[i];
	return row->asked_at;
}
