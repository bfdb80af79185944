/* SPDX-License-Identifier: ISC */
#include "views/answer_words.h"

#include "console/rules/knowledge.h"
#include "storage/instant.h"
#include "storage/text.h"
#include "views/words.h"

static const struct {
	const char *what, *label;
} uses[] = {
	{ "asked", N_("asked, with an answer") },
	{ "missed", N_("asked, no answer") },
	{ "inserted", N_("put into a text") },
	{ "told", N_("told") },
};

const char *
answer_words_use(const char *what)
{
	for (size_t i = 0; i < sizeof(uses) / sizeof(uses[0]); i++)
		if (str_eq(uses[i].what, what))
			return say(uses[i].label);
	return what;
}

void
answer_words_layer(struct buf *out, const struct knowledge_row *row)
{
	buf_puts(out, knowledge_layer_label(row->layer));
	if (row->region[0] == '\0')
		return;
	buf_putc(out, ' ');
	words_region_short(out, row->region);
}

void
answer_words_validity(struct buf *out, const struct knowledge_row *row)
{
	char day[16];

	if (row->is_early) {
		day_format(row->from, day);
		buf_printf(out, say(N_("holds only from %s")), day);
	} else if (row->until.number != 0) {
		day_format(row->until, day);
		buf_printf(out, row->is_expired ? say(N_("expired: held until %s")) :
		    say(N_("valid until %s")), day);
	} else {
		buf_puts(out, say(N_("no end set")));
	}
}

void
answer_words_note(struct buf *out, const struct knowledge_row *row)
{
	struct buf layers = { 0 };

	if (row->is_expired || row->is_early)
		answer_words_validity(out, row);
	if (row->lapsed != 0) {
		knowledge_layers_write(&layers, row->lapsed);
		buf_puts(out, out->len > 0 ? " · " : "");
		buf_printf(out, say(N_("does not hold today: %s")), buf_str(&layers));
		buf_clear(&layers);
	}
	if (row->hides != 0) {
		knowledge_layers_write(&layers, row->hides);
		buf_puts(out, out->len > 0 ? " · " : "");
		buf_printf(out, say(N_("stands before: %s")), buf_str(&layers));
	}
	buf_release(&layers);
}

/* Who wrote which version, when and why. */
static void
add_version(struct buf *out, const struct knowledge_row *row)
{
	if (row->changed_at == 0) {
		buf_printf(out, "%s\n", say(N_("Came with the program.")));
		return;
	}
	buf_printf(out, say(N_("Version %lld, %s")), (long long)row->version,
	    knowledge_state_label(row->state));
	buf_puts(out, " · ");
	words_time(out, row->changed_at);
	buf_printf(out, " · %s", words_person(row->by_name, row->by));
	if (row->reason[0] != '\0')
		buf_printf(out, " · %s", row->reason);
	buf_putc(out, '\n');
}

void
answer_words_whole(struct buf *out, const struct knowledge_row *row)
{
	buf_printf(out, "%s  ", row->key);
	answer_words_layer(out, row);
	buf_printf(out, "\n%s\n\n%s\n\n", row->question, row->answer);
	buf_printf(out, say(N_("Source: %s")), row->source[0] != '\0' ? row->source :
	    say(N_("example, no source")));
	buf_printf(out, " (%s)\n", knowledge_confidence_label(row->confidence));
	answer_words_validity(out, row);
	buf_putc(out, '\n');
	add_version(out, row);
}
