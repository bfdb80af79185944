/* SPDX-License-Identifier: ISC */
#include "scripts/gateway/plot.h"

#include <stdlib.h>

#include <cjson/cJSON.h>

#include "console/rules/json_gate.h"
#include "scripts/gateway/citizen.h"
#include "scripts/gateway/consultation.h"
#include "scripts/gateway/follow.h"
#include "scripts/gateway/ministry.h"
#include "storage/instant.h"

/* Something that an applicant will do. */
struct turn_due {
	enum event_type type;
	int64_t due;		/* after so many applications */
	char id[64];
	enum channel channel;
	enum place place;
	struct cJSON *attributes;	/* owned; NULL where it needs none */
	struct turn_due *next;
};

struct plot {
	struct store *store;
	const struct play *play;
	int64_t count;
	int64_t seen;		/* applications so far */
	int64_t released;
	int64_t now_at;		/* when the latest application came */
	struct turn_due *due;
};

struct plot *
plot_new(struct store *store, const struct play *play, int64_t count)
{
	struct plot *p = x_zalloc(1, sizeof(*p));

	p->store = store;
	p->play = play;
	p->count = count;
	return p;
}

static void
turn_free(struct turn_due *t)
{
	cJSON_Delete(t->attributes);
	free(t);
}

void
plot_free(struct plot *p)
{
	if (p == NULL)
		return;
	while (p->due != NULL) {
		struct turn_due *t = p->due;

		p->due = t->next;
		turn_free(t);
	}
	free(p);
}

/* Puts down what the applicant will do; what comes first stays first. */
static void
put_down(struct plot *p, enum event_type type, const struct application *app)
{
	struct turn_due *t = x_zalloc(1, sizeof(*t)), **at = &p->due;

	t->type = type;
	t->due = p->seen + citizen_patience(p->play, app->id);
	str_fill(t->id, sizeof(t->id), app->id);
	t->channel = app->channel;
	t->place = app->applicant.place;
	if (type == EVENT_REQUEST_UPDATED)
		t->attributes = cJSON_Duplicate(app->attributes, 1);
	while (*at != NULL)
		at = &(*at)->next;
	*at = t;
}

static enum rc
put_state(struct plot *p, const struct turn_due *t, const cJSON *request, struct err *e)
{
	char *text = cJSON_PrintUnformatted(request);
	enum rc rc = store_set(p->store, STORE_REQUEST, channel_code(t->channel), t->id,
	    str_or_empty(text), e);

	cJSON_free(text);
	return rc;
}

/* Writes into the request's state that it was withdrawn. */
static enum rc
withdraw(struct plot *p, const struct turn_due *t, const cJSON *data, struct err *e)
{
	struct buf state = { 0 };
	cJSON *request = NULL;
	int64_t version;
	enum rc rc = store_get(p->store, STORE_REQUEST, channel_code(t->channel), t->id, &state,
	    &version, e);

	if (rc == RC_OK)
		rc = json_parse(buf_str(&state), state.len, JSON_EVENT_BYTES_MAX, &request, e);
	if (rc == RC_OK) {
		cJSON_AddStringToObject(request, "withdrawn_datetime",
		    str_or_empty(json_text(data, "withdrawn_datetime")));
		rc = put_state(p, t, request, e);
	}
	cJSON_Delete(request);
	buf_release(&state);
	return rc;
}

static enum rc
take_turn(struct plot *p, const struct turn_due *t, struct err *e)
{
	struct event event = { .type = t->type, .channel = channel_code(t->channel),
		.at = p->now_at + 3 };
	bool is_update = t->type == EVENT_REQUEST_UPDATED;
	cJSON *data = is_update ? citizen_update(t->id, t->attributes, event.at) :
	    citizen_withdrawal(p->play, t->id, event.at);
	enum rc rc = RC_OK;

	if (data != NULL)
		rc = event_append(p->store, &event, place_code(t->place), data, e);
	if (rc == RC_OK && !is_update)
		rc = withdraw(p, t, data, e);
	cJSON_Delete(data);
	return rc;
}

/* Lets everybody act who is due after so many applications. */
static enum rc
take_turns(struct plot *p, int64_t seen, struct err *e)
{
	struct turn_due **at = &p->due;
	enum rc rc = RC_OK;

	while (*at != NULL && rc == RC_OK) {
		struct turn_due *t = *at;

		if (t->due > seen) {
			at = &t->next;
			continue;
		}
		*at = t->next;
		rc = take_turn(p, t, e);
		turn_free(t);
	}
	return rc;
}

/* Adds a release to the feed of each region that it is for. */
static enum rc
publish(struct plot *p, struct err *e)
{
	struct event event = { .channel = channel_code(CHANNEL_GOV24), .at = p->now_at + 4 };
	struct release release;
	enum rc rc = RC_OK;
	struct day today;
	int32_t second;

	instant_split(event.at, &today, &second);
	release = ministry_release(p->released++, today);
	event.type = release.is_holiday ? EVENT_HOLIDAY_PUBLISHED : EVENT_FORM_PUBLISHED;
	for (int i = 0; i < PLACE__COUNT && rc == RC_OK; i++) {
		const char *code = place_code((enum place)i);

		if (release.jurisdiction[0] == '\0' || str_eq(release.jurisdiction, code))
			rc = event_append(p->store, &event, code, release.data, e);
	}
	cJSON_Delete(release.data);
	return rc;
}

/* Keeps the answers where somebody will want to change them later. */
static enum rc
keep_answers(struct plot *p, const struct application *app, struct err *e)
{
	char *text;
	enum rc rc;

	if (p->play->reply == 0)
		return RC_OK;
	text = cJSON_PrintUnformatted(app->attributes);
	rc = store_add(p->store, STORE_ANSWERS, channel_code(app->channel), app->id,
	    str_or_empty(text), e);
	cJSON_free(text);
	return rc;
}

static enum rc
hand_over(struct plot *p, const struct application *app, struct err *e)
{
	struct scene scene = { .store = p->store, .play = p->play,
		.channel = channel_code(app->channel), .now_at = app->requested_at };
	struct event event = application_event(app);
	cJSON *data = application_data(app);
	enum rc rc = follow_attach(&scene, app->id, data, e);

	if (rc == RC_OK) {
		if (app->channel == CHANNEL_SEOUL_CHATBOT)
			citizen_chat(p->play, app->id, app->title, app->requested_at, data);
		rc = event_append(p->store, &event, place_code(app->applicant.place), data, e);
	}
	cJSON_Delete(data);
	return rc;
}

/* The chatbot hands the applicant over, right after the application. */
static enum rc
ask_to_talk(struct plot *p, const struct application *app, struct err *e)
{
	struct event event = { .type = EVENT_CONSULTATION_REQUESTED,
		.channel = channel_code(app->channel), .at = app->requested_at + 1 };
	const char *jurisdiction = place_code(app->applicant.place);
	cJSON *data = citizen_consultation(p->play, app->id, jurisdiction, app->applicant.person.name,
	    event.at);
	struct buf state = { 0 };
	enum rc rc = event_append(p->store, &event, jurisdiction, data, e);

	consultation_state(data, &state);
	if (rc == RC_OK)
		rc = store_add(p->store, STORE_CONSULTATION, event.channel,
		    json_text(data, "consultation_id"), buf_str(&state), e);
	buf_release(&state);
	cJSON_Delete(data);
	return rc;
}

enum rc
plot_application(struct plot *p, const struct application *app, struct err *e)
{
	struct buf state = { 0 };
	enum rc rc = hand_over(p, app, e);

	application_state(app, &state);
	if (rc == RC_OK)
		rc = store_add(p->store, STORE_REQUEST, channel_code(app->channel), app->id,
		    buf_str(&state), e);
	buf_release(&state);
	if (rc == RC_OK)
		rc = keep_answers(p, app, e);
	if (rc == RC_OK && app->channel == CHANNEL_SEOUL_CHATBOT &&
	    citizen_wants_to_talk(p->play, app->id))
		rc = ask_to_talk(p, app, e);
	p->seen++;
	p->now_at = app->requested_at;
	if (citizen_updates(p->play, app->id))
		put_down(p, EVENT_REQUEST_UPDATED, app);
	if (citizen_withdraws(p->play, app->id) == WITHDRAWAL_PLACED)
		put_down(p, EVENT_REQUEST_WITHDRAWN, app);
	if (rc == RC_OK)
		rc = take_turns(p, p->seen, e);
	while (rc == RC_OK && p->released < p->play->publish &&
	    p->seen >= (p->released + 1) * p->count / (p->play->publish + 1))
		rc = publish(p, e);
	return rc;
}

enum rc
plot_end(struct plot *p, struct err *e)
{
	enum rc rc = take_turns(p, INT64_MAX, e);

	while (rc == RC_OK && p->now_at != 0 && p->released < p->play->publish)
		rc = publish(p, e);
	return rc;
}
