/* SPDX-License-Identifier: ISC */
/*
 * The wire: what is written is what is read, limits are kept, and no garbled
 * bytes do harm, neither to the reader nor to a running office. The test learns
 * each message's fields by asking wire_read, and encodes frames itself.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <inttypes.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

#include "tests/office/office_harness.h"

#define SEED UINT64_C(20261123)
#define ROUND_TRIPS 150		/* a message */
#define GARBLED 20000
#define GARBLED_AT_OFFICE 1500

static uint32_t
draw(uint64_t *random, uint32_t limit)
{
	*random = *random * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
	return (uint32_t)(*random >> 33) % limit;
}

static void
put_u32(struct buf *out, size_t n)
{
	const char bytes[4] = { (char)(n >> 24 & 255), (char)(n >> 16 & 255), (char)(n >> 8 & 255),
		(char)(n & 255) };

	buf_add(out, bytes, sizeof(bytes));
}

/* A frame under construction: the fields after name, tag and end flag. */
struct draft {
	enum message message;
	size_t count;
	struct buf field[WIRE_FIELDS_MAX];
};

static void
draft_release(struct draft *d)
{
	for (size_t i = 0; i < WIRE_FIELDS_MAX; i++)
		buf_release(&d->field[i]);
	*d = (struct draft){ 0 };
}

static void
draft_set(struct draft *d, size_t i, const void *bytes, size_t len)
{
	buf_clear(&d->field[i]);
	buf_add(&d->field[i], bytes, len);
}

static void
encode(const struct draft *d, int64_t tag, bool is_end, struct buf *out)
{
	struct buf body = { 0 };
	const char *name = message_name(d->message);
	char number[24];
	int len = snprintf(number, sizeof(number), "%" PRId64, tag);

	buf_putc(&body, WIRE_VERSION);
	put_u32(&body, strlen(name));
	buf_puts(&body, name);
	put_u32(&body, (size_t)len);
	buf_puts(&body, number);
	put_u32(&body, is_end ? 3 : 0);
	buf_puts(&body, is_end ? "end" : "");
	for (size_t i = 0; i < d->count; i++) {
		put_u32(&body, d->field[i].len);
		buf_add(&body, d->field[i].data, d->field[i].len);
	}
	put_u32(out, body.len);
	buf_add(out, body.data, body.len);
	buf_release(&body);
}

/* The record of any message; aligned for all of them. */
union any {
	max_align_t align;
	char bytes[24576];
};

/* Reads the draft as wire_read does. *memory holds its long texts. */
static enum rc
read_draft(const struct draft *d, union any *record, struct buf *memory, struct wire_frame *frame)
{
	struct buf in = { 0 };
	enum rc rc;

	encode(d, 7, true, &in);
	rc = wire_take(&in, WIRE_SYNC_FRAME_MAX, memory, frame, NULL);
	assert_true(rc != RC_OK || in.len == 0);
	buf_release(&in);
	assert_true(message_size(d->message) <= sizeof(*record));
	return rc == RC_OK ? wire_read(frame, record, NULL) : rc;
}

static bool
is_read(const struct draft *d)
{
	union any record;
	struct buf memory = { 0 };
	struct wire_frame frame;
	bool is_good = read_draft(d, &record, &memory, &frame) == RC_OK;

	buf_release(&memory);
	return is_good;
}

/* The message with nothing in it, as wire_write makes it. */
static void
draft_empty(struct draft *d, enum message message)
{
	union any record = { .bytes = { 0 } };
	struct buf out = { 0 }, memory = { 0 };
	struct wire_frame frame;

	*d = (struct draft){ .message = message };
	wire_write(&out, message, 7, true, &record);
	assert_int_equal(wire_take(&out, WIRE_SYNC_FRAME_MAX, &memory, &frame, NULL), RC_OK);
	d->count = frame.count - 3;
	for (size_t i = 0; i < d->count; i++)
		draft_set(d, i, frame.field[i + 3].bytes, frame.field[i + 3].len);
	buf_release(&out);
	buf_release(&memory);
}

static bool
is_text_field(struct draft *d, size_t i)
{
	char was[24] = "";
	bool is_text;

	str_fill(was, sizeof(was), buf_str(&d->field[i]));
	draft_set(d, i, "x", 1);
	is_text = is_read(d);
	draft_set(d, i, was, strlen(was));
	return is_text;
}

/* Whether the field takes any bytes, not only texts. */
static bool
is_bytes_field(struct draft *d, size_t i)
{
	bool is_bytes;

	draft_set(d, i, "\xff\x00", 2);
	is_bytes = is_read(d);
	draft_set(d, i, "", 0);
	return is_bytes;
}

/* The most bytes the field takes. */
static size_t
text_limit(struct draft *d, size_t i)
{
	size_t low = 0, high = 64;
	char *filler = x_alloc(WIRE_SYNC_FRAME_MAX);

	memset(filler, 'x', WIRE_SYNC_FRAME_MAX);
	for (;; low = high, high *= 2) {
		draft_set(d, i, filler, high);
		if (!is_read(d))
			break;
	}
	while (low + 1 < high) {
		size_t middle = low + (high - low) / 2;

		draft_set(d, i, filler, middle);
		if (is_read(d))
			low = middle;
		else
			high = middle;
	}
	draft_set(d, i, "", 0);
	free(filler);
	return low;
}

/* Numbers that matter. */
static const char *const numbers[] = { "0", "1", "2", "5", "-1", "14", "2147483647",
	"-2147483648", "1795392000", "9223372036854775807", "-9223372036854775808" };
#define NUMBERS (sizeof(numbers) / sizeof(numbers[0]))

/* What was learnt of a message: per field, whether it is a text, its limit, or
 * which of the numbers it takes. */
struct shape {
	bool is_text[WIRE_FIELDS_MAX], is_bytes[WIRE_FIELDS_MAX];
	size_t limit[WIRE_FIELDS_MAX];
	bool takes[WIRE_FIELDS_MAX][NUMBERS];
};

static int
learn(void **state)
{
	struct shape *shapes = x_zalloc(MESSAGE__COUNT, sizeof(*shapes));

	*state = shapes;
	for (int m = 0; m < MESSAGE__COUNT; m++) {
		struct shape *s = &shapes[m];
		struct draft d;

		draft_empty(&d, (enum message)m);
		assert_true(is_read(&d));
		for (size_t i = 0; i < d.count; i++) {
			s->is_text[i] = is_text_field(&d, i);
			if (s->is_text[i]) {
				s->is_bytes[i] = is_bytes_field(&d, i);
				s->limit[i] = text_limit(&d, i);
				continue;
			}
			for (size_t k = NUMBERS; k-- > 0;) {
				draft_set(&d, i, numbers[k], strlen(numbers[k]));
				s->takes[i][k] = is_read(&d);
			}
			assert_true(s->takes[i][0]);
		}
		draft_release(&d);
	}
	return 0;
}

static int
forget(void **state)
{
	free(*state);
	return 0;
}

/* Fills the field with a value it takes: random text of at most `most` bytes,
 * or a number out of a few that matter. */
static void
fill_field(const struct shape *s, struct draft *d, size_t i, size_t most, uint64_t *random)
{
	static const char *const letters[] = { "a", "Z", "0", " ", "\n", "\"", "가", "힣", "é", "😀",
		"\xe1\x84\x80", "\x1b", "\xe2\x80\xae" };
	size_t limit = s->limit[i] < most ? s->limit[i] : most;

	if (!s->is_text[i]) {
		size_t k;

		do
			k = draw(random, NUMBERS);
		while (!s->takes[i][k]);
		draft_set(d, i, numbers[k], strlen(numbers[k]));
		return;
	}
	buf_clear(&d->field[i]);
	for (uint32_t n = draw(random, (uint32_t)limit + 1); n > 0; n--) {
		const char *letter = letters[draw(random, sizeof(letters) / sizeof(letters[0]))];

		if (d->field[i].len + strlen(letter) <= limit)
			buf_puts(&d->field[i], letter);
	}
}

static void
every_message_is_read_as_it_was_written(void **state)
{
	const struct shape *shapes = *state;
	uint64_t random = SEED;
	int64_t trips = 0;

	print_message("seed %" PRIu64 "\n", SEED);
	for (int m = 0; m < MESSAGE__COUNT; m++) {
		struct draft d;

		draft_empty(&d, (enum message)m);
		for (int n = 0; n < ROUND_TRIPS; n++, trips++) {
			struct buf sent = { 0 }, again = { 0 }, memory = { 0 };
			struct wire_frame frame;
			union any record;

			for (size_t i = 0; i < d.count; i++)
				fill_field(&shapes[m], &d, i, 300, &random);
			encode(&d, 7, true, &sent);
			assert_int_equal(read_draft(&d, &record, &memory, &frame), RC_OK);
			assert_int_equal(frame.message, m);
			assert_int_equal(frame.tag, 7);
			assert_true(frame.is_end);
			wire_write(&again, frame.message, frame.tag, frame.is_end, &record);
			assert_int_equal(again.len, sent.len);
			assert_memory_equal(again.data, sent.data, sent.len);
			buf_release(&sent);
			buf_release(&again);
			buf_release(&memory);
		}
		draft_release(&d);
	}
	print_message("wire: %d messages, %" PRId64 " round trips\n", MESSAGE__COUNT, trips);
}

static void
every_text_has_a_limit_and_is_utf8(void **state)
{
	static const struct {
		const char *bytes;
		size_t len;
	} bad[] = {
		{ "\xff", 1 }, { "a\0b", 3 }, { "\0", 1 }, { "\xed\xa0\x80", 3 }, { "\xc0\xaf", 2 },
		{ "\xea\xb0", 2 }, { "\xf4\x90\x80\x80", 4 },
	};
	const struct shape *shapes = *state;
	int texts = 0, bytes = 0;

	for (int m = 0; m < MESSAGE__COUNT; m++) {
		struct draft d;

		draft_empty(&d, (enum message)m);
		for (size_t i = 0; i < d.count; i++) {
			bytes += shapes[m].is_bytes[i] ? 1 : 0;
			if (!shapes[m].is_text[i] || shapes[m].is_bytes[i])
				continue;
			texts++;
			assert_true(shapes[m].limit[i] <= 32 * 1024);
			for (size_t k = 0; k < sizeof(bad) / sizeof(bad[0]); k++) {
				draft_set(&d, i, bad[k].bytes, bad[k].len);
				assert_false(is_read(&d));
			}
			draft_set(&d, i, "", 0);
		}
		draft_release(&d);
	}
	print_message("wire: %d texts, %d byte strings\n", texts, bytes);
	/* What a channel sent, what it is sent, an attachment, a page of waiting figures. */
	assert_int_equal(bytes, 4);
}

static void
numbers_are_whole_and_in_range(void **state)
{
	static const char *const bad[] = { "", " 1", "1 ", "+1", "1.0", "0x1", "--1", "1e3",
		"9223372036854775808", "-9223372036854775809", "가" };
	const struct shape *shapes = *state;

	for (int m = 0; m < MESSAGE__COUNT; m++) {
		struct draft d;

		draft_empty(&d, (enum message)m);
		for (size_t i = 0; i < d.count; i++) {
			char was[24];

			if (shapes[m].is_text[i])
				continue;
			str_fill(was, sizeof(was), buf_str(&d.field[i]));
			for (size_t k = 0; k < sizeof(bad) / sizeof(bad[0]); k++) {
				draft_set(&d, i, bad[k], strlen(bad[k]));
				assert_false(is_read(&d));
			}
			draft_set(&d, i, was, strlen(was));
		}
		/* One field too many, one too few. */
		draft_set(&d, d.count, "0", 1);
		d.count++;
		assert_false(is_read(&d));
		d.count -= 2;
		assert_false(is_read(&d));
		draft_release(&d);
	}
}

static void
a_frame_may_come_byte_by_byte(void **state)
{
	struct wire_hello hello = { .login = "officer1-11410", .program = "시험" }, got;
	struct buf whole = { 0 }, in = { 0 }, memory = { 0 };
	struct wire_frame frame;

	(void)state;
	wire_write(&whole, MESSAGE_HELLO, 3, true, &hello);
	for (size_t i = 0; i < whole.len; i++) {
		assert_int_equal(wire_take(&in, WIRE_DESK_FRAME_MAX, &memory, &frame, NULL),
		    RC_AGAIN);
		buf_add(&in, whole.data + i, 1);
	}
	buf_add(&in, whole.data, whole.len);
	for (int i = 0; i < 2; i++) {
		assert_int_equal(wire_take(&in, WIRE_DESK_FRAME_MAX, &memory, &frame, NULL), RC_OK);
		assert_int_equal(wire_read(&frame, &got, NULL), RC_OK);
		assert_string_equal(got.program, "시험");
	}
	assert_int_equal(in.len, 0);
	buf_release(&whole);
	buf_release(&in);
	buf_release(&memory);
}

static void
what_can_never_be_a_frame_is_refused_at_once(void **state)
{
#define BYTES(s) { s, sizeof(s) - 1 }
	static const struct {
		const char *bytes;
		size_t len;
	} rows[] = {
		BYTES("\0\0\0\0"), BYTES("\0\1\0\1"), BYTES("\xff\xff\xff\xff"),
		BYTES("GET / HTTP/1.1\r\n\r\n"), BYTES("\0\0\0\1\1"), BYTES("\0\0\0\1\2"),
		BYTES("\0\0\0\5\1\0\0\0\0"), BYTES("\0\0\0\6\1\0\0\0\5x"),
		BYTES("\0\0\0\6\1\xff\xff\xff\xffx"),
		BYTES("\0\0\0\x11\1\0\0\0\2ok\0\0\0\2-1\0\0\0\0"),
		BYTES("\0\0\0\x11\1\0\0\0\3no!\0\0\0\0011\0\0\0\0"),
	};
	struct buf in = { 0 }, memory = { 0 };
	struct wire_frame frame;

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct err e = { 0 };

		buf_clear(&in);
		buf_add(&in, rows[i].bytes, rows[i].len);
		assert_int_equal(wire_take(&in, WIRE_DESK_FRAME_MAX, &memory, &frame, &e),
		    RC_INVALID);
		assert_true(e.text[0] != '\0');
	}
	buf_release(&in);
	buf_release(&memory);
}

/* Garbles bytes in one of the ways that files and links do. */
static void
garble(struct buf *b, uint64_t *random)
{
	for (uint32_t n = draw(random, 4) + 1; n > 0 && b->len > 0; n--) {
		size_t at = draw(random, (uint32_t)b->len);

		switch (draw(random, 5)) {
		case 0:
			b->data[at] = (char)draw(random, 256);
			break;
		case 1:
			b->data[at] = (char)(b->data[at] ^ (1 << draw(random, 8)));
			break;
		case 2:
			b->len = at;
			b->data[at] = '\0';
			break;
		case 3: {
			struct buf tail = { 0 };

			buf_add(&tail, b->data + at, b->len - at);
			b->len = at;
			buf_putc(b, (char)draw(random, 256));
			buf_add(b, tail.data, tail.len);
			buf_release(&tail);
			break;
		}
		default: {
			/* A length that lies. */
			static const char lies[4][4] = { { 0, 0, 0, 0 }, { 0, 0, 1, 0 },
				{ 127, -1, -1, -1 }, { -1, -1, -1, -1 } };
			size_t to = at + 4 <= b->len ? at : 0;

			if (b->len >= 4)
				memcpy(b->data + to, lies[draw(random, 4)], 4);
			break;
		}
		}
	}
}

/* A message with random fields, sound as a whole. */
static void
sound_frame(const struct shape *shapes, enum message message, uint64_t *random, struct buf *out)
{
	struct draft d;

	draft_empty(&d, message);
	for (size_t i = 0; i < d.count; i++)
		fill_field(&shapes[message], &d, i, 20, random);
	encode(&d, draw(random, 1000), true, out);
	draft_release(&d);
}

static void
garbled_frames_do_no_harm(void **state)
{
	uint64_t random = SEED;
	int results[RC__COUNT] = { 0 };

	print_message("seed %" PRIu64 "\n", SEED);
	for (int n = 0; n < GARBLED; n++) {
		struct buf in = { 0 }, again = { 0 }, memory = { 0 };
		struct wire_frame frame;
		union any record;
		enum rc rc;

		sound_frame(*state, (enum message)draw(&random, MESSAGE__COUNT), &random, &in);
		garble(&in, &random);
		rc = wire_take(&in, WIRE_DESK_FRAME_MAX, &memory, &frame, NULL);
		if (rc == RC_OK)
			rc = wire_read(&frame, &record, NULL);
		/* What was taken for sound can be said again. */
		if (rc == RC_OK)
			wire_write(&again, frame.message, frame.tag, frame.is_end, &record);
		assert_true(rc == RC_OK || rc == RC_INVALID || rc == RC_AGAIN);
		results[rc]++;
		buf_release(&in);
		buf_release(&again);
		buf_release(&memory);
	}
	print_message("wire: %d garbled frames: %d refused, %d not whole, %d still sound\n", GARBLED,
	    results[RC_INVALID], results[RC_AGAIN], results[RC_OK]);
	assert_true(results[RC_INVALID] > GARBLED / 10);
	assert_true(results[RC_AGAIN] > GARBLED / 20);
}

/* A running office ----------------------------------------------------------- */

/* Sends bytes and reads to the end; returns what was said. */
static void
say_bytes(const struct place *p, const struct buf *bytes, struct buf *said)
{
	struct desk d;
	ssize_t n;

	desk_connect(&d, p);
	(void)send(d.fd, bytes->data, bytes->len, MSG_NOSIGNAL);
	shutdown(d.fd, SHUT_WR);
	do {
		struct pollfd ready = { .fd = d.fd, .events = POLLIN };

		assert_int_equal(poll(&ready, 1, 30000), 1);
		buf_reserve(said, 65536);
		n = recv(d.fd, said->data + said->len, 65536, 0);
		if (n > 0)
			said->len += (size_t)n;
	} while (n > 0);
	desk_close(&d);
}

static void
a_frame_too_large_ends_the_connection_with_a_word(void **state)
{
	struct buf bytes = { 0 }, said = { 0 }, memory = { 0 };
	struct wire_frame frame;
	struct wire_error error;
	struct place p;

	(void)state;
	place_make(&p, "2026-11-23T09:00:00+09:00");
	place_office_start(&p);
	put_u32(&bytes, WIRE_DESK_FRAME_MAX + 1);
	say_bytes(&p, &bytes, &said);
	assert_int_equal(wire_take(&said, WIRE_DESK_FRAME_MAX, &memory, &frame, NULL), RC_OK);
	assert_int_equal(frame.message, MESSAGE_ERROR);
	assert_int_equal(frame.tag, 0);
	assert_int_equal(wire_read(&frame, &error, NULL), RC_OK);
	assert_int_equal(error.rc, RC_INVALID);
	assert_non_null(strstr(error.text, "limit 65536"));
	assert_int_equal(said.len, 0);
	buf_release(&bytes);
	buf_release(&said);
	buf_release(&memory);
	place_remove(&p);
}

static void
an_office_outlives_garbled_clients(void **state)
{
	uint64_t random = SEED;
	struct wire_ok ok = { 0 };
	struct place p;
	struct desk d;
	struct answers a;

	place_make(&p, "2026-11-23T09:00:00+09:00");
	place_office_start(&p);
	print_message("seed %" PRIu64 "\n", SEED);
	assert_true(desk_open(&d, &p, "auditor-11410", false));
	for (int n = 0; n < GARBLED_AT_OFFICE; n++) {
		struct wire_hello hello = { .login = "supervisor-11410" };
		struct buf bytes = { 0 }, said = { 0 };

		if (draw(&random, 2) == 0)
			wire_write(&bytes, MESSAGE_HELLO, 1, true, &hello);
		for (uint32_t k = draw(&random, 3) + 1; k > 0; k--) {
			struct buf one = { 0 };
			enum message m;

			do
				m = (enum message)draw(&random, MESSAGE__COUNT);
			while (m == MESSAGE_SYNC_RUN || m == MESSAGE_CHANNEL_TEST);
			sound_frame(*state, m, &random, &one);
			if (k == 1)
				garble(&one, &random);
			buf_add(&bytes, one.data, one.len);
			buf_release(&one);
		}
		say_bytes(&p, &bytes, &said);
		buf_release(&bytes);
		buf_release(&said);
	}
	/* The one who sat there all the time is served as before. */
	desk_ask(&d, MESSAGE_DOCTOR, &ok, &a);
	assert_string_equal(answers_verdict(&a), "ok");
	answers_release(&a);
	desk_close(&d);
	print_message("wire: %d clients with garbled frames at a running office\n",
	    GARBLED_AT_OFFICE);
	place_remove(&p);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_message_is_read_as_it_was_written),
		cmocka_unit_test(every_text_has_a_limit_and_is_utf8),
		cmocka_unit_test(numbers_are_whole_and_in_range),
		cmocka_unit_test(a_frame_may_come_byte_by_byte),
		cmocka_unit_test(what_can_never_be_a_frame_is_refused_at_once),
		cmocka_unit_test(garbled_frames_do_no_harm),
		cmocka_unit_test(a_frame_too_large_ends_the_connection_with_a_word),
		cmocka_unit_test(an_office_outlives_garbled_clients),
	};

	return cmocka_run_group_tests(tests, learn, forget);
}
