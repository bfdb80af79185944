/* SPDX-License-Identifier: ISC */
/* What the timeline says of an event, in the reader's language. */
#include <stdlib.h>
#include <string.h>

#include "console/rules/correction.h"
#include "console/rules/workflow.h"
#include "storage/text.h"
#include "views/words.h"

const char *
words_event(const char *kind)
{
	return event_label(kind);
}

/* What the channel calls the state: its own word, and ours where it has one. */
static void
put_channel_word(struct buf *out, const char *note)
{
	char meaning[24], word[128];
	const char *label;
	size_t len = strcspn(note, " ");

	if (len >= sizeof(meaning) || note[len] == '\0') {
		buf_puts(out, note);
		return;
	}
	memcpy(meaning, note, len);
	meaning[len] = '\0';
	(void)str_fill(word, sizeof(word), note + len + 1);
	buf_printf(out, say(N_("the channel says: %s")), word);
	label = words_state(meaning);
	if (str_eq(label, meaning))
		label = words_event(meaning);
	if (!str_eq(meaning, "?"))
		buf_printf(out, " (%s)", label);
}

/* One line of what an arrival or a change notes about itself. */
static void
put_note(struct buf *out, const char *line)
{
	if (str_starts(line, EVENT_NOTE_DROPPED))
		buf_printf(out, say(N_("resident numbers that were not stored: %s")),
		    line + strlen(EVENT_NOTE_DROPPED));
	else if (str_starts(line, EVENT_NOTE_WORD))
		put_channel_word(out, line + strlen(EVENT_NOTE_WORD));
	else if (str_starts(line, EVENT_NOTE_ANSWERED))
		buf_printf(out, say(N_("answered of what was asked for: %s")),
		    line + strlen(EVENT_NOTE_ANSWERED));
	else if (str_starts(line, EVENT_NOTE_UNANSWERED))
		buf_printf(out, say(N_("not answered: %s")), line + strlen(EVENT_NOTE_UNANSWERED));
	else
		buf_puts(out, line);
}

/* Who is in charge of a case and whom it is reported to. */
static void
put_report(struct buf *out, const char *line)
{
	const char *owner = line + strlen(EVENT_NOTE_OWNER);
	const char *superior = line + strlen(EVENT_NOTE_SUPERIOR);

	if (str_eq(line, EVENT_NOTE_OWNER "-"))
		buf_puts(out, say(N_("nobody is in charge")));
	else if (str_starts(line, EVENT_NOTE_OWNER))
		buf_printf(out, say(N_("in charge: %s")), owner);
	else if (str_eq(line, EVENT_NOTE_SUPERIOR "-"))
		buf_puts(out, say(N_("the office has no superior to report to")));
	else if (str_starts(line, EVENT_NOTE_SUPERIOR))
		buf_printf(out, say(N_("reported to: %s")), superior);
	else
		buf_puts(out, line);
}

/* "receipt 2026. 11. 23. 10:00 > …": the first word is the event's stable name. */
static void
put_correction(struct buf *out, const char *text)
{
	char word[16];
	enum correctable what;
	size_t len = strcspn(text, " ");

	if (len < sizeof(word)) {
		memcpy(word, text, len);
		word[len] = '\0';
		if (correctable_find(word, &what)) {
			buf_puts(out, correctable_label(what));
			text += len;
		}
	}
	buf_puts(out, text);
}

/* Events whose text has lines for the program to say in the reader's language. */
static bool
has_notes(const char *kind)
{
	return str_eq(kind, EVENT_ARRIVED) || str_eq(kind, "updated") ||
	    str_eq(kind, "supplemented") || str_eq(kind, op_table[OP_CORRECT].name);
}

/* The lines of a text one by one, each as put says it. */
static void
put_lines(struct buf *out, const char *text, void (*put)(struct buf *out, const char *line))
{
	while (*text != '\0') {
		size_t len = strcspn(text, "\n");
		char *line = x_strndup(text, len);

		put(out, line);
		free(line);
		text += len + (text[len] == '\n');
		if (*text != '\0')
			buf_putc(out, '\n');
	}
}

void
words_event_text(struct buf *out, const struct timeline_event *event)
{
	const char *text = str_or_empty(event->text);

	if (str_eq(event->kind, op_table[OP_CORRECT_TIME].name) ||
	    str_eq(event->kind, op_table[OP_APPROVE_TIME].name))
		put_correction(out, text);
	else if (str_eq(event->kind, EVENT_RAISED))
		put_lines(out, text, put_report);
	else if (has_notes(event->kind))
		put_lines(out, text, put_note);
	else
		buf_puts(out, text);
	if (event->rule[0] == '\0')
		return;
	if (text[0] != '\0')
		buf_putc(out, '\n');
	buf_printf(out, say(N_("by itself, by the rule “%s”")), event->rule);
}
