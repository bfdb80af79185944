/* SPDX-License-Identifier: ISC */
/*
 * base: errors, memory, growing buffers, numbers. It knows nothing of cases,
 * sockets, terminals or clocks, and everything else may stand on it.
 */
#ifndef STORAGE_BASE_H
#define STORAGE_BASE_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define MINWON_VERSION "0.1.0"	/* of all programs: they are one release */

#define MUST_USE __attribute__((warn_unused_result))
#define PRINTF_LIKE(fmt, first) __attribute__((format(printf, fmt, first)))

/* Marks a string for translation where it stands in a table; the table's
 * reader passes it through say(). */
#define N_(msgid) msgid

/* What became of an attempt. A refusal by a rule is not an error but a
 * struct verdict (rules/verdict.h); RC_REFUSED carries one across a door. */
enum rc {
	RC_OK,
	RC_USAGE,	/* the caller asked for something that makes no sense */
	RC_REFUSED,	/* a right or a rule forbids it */
	RC_CONFLICT,	/* somebody else was first: version or lease */
	RC_STORAGE,	/* the store cannot be read, written or opened */
	RC_NETWORK,	/* the other side is gone, late or talks nonsense */
	RC_INVALID,	/* data from outside breaks its own rules */
	RC_NOT_FOUND,	/* no such thing where the caller may look */
	RC_AGAIN,	/* not now; nothing is wrong */
	RC_UNKNOWN,	/* it may or may not have happened: ask again by op-key */
	RC__COUNT
};

/* The sentence that goes with an rc. Owned by the caller, may be NULL
 * wherever it is asked for. */
struct err {
	enum rc rc;
	char text[480];
	char line[320];		/* what was typed, as far as the sentence is about a place in it;
				 * "" = it is not */
	size_t column;		/* the place, in cells from 1 */
};

/* Sets e (if not NULL) to rc and the formatted sentence; returns rc, so that
 * a failing function is one line: return err_set(e, RC_STORAGE, "…"). */
enum rc err_set(struct err *e, enum rc rc, const char *fmt, ...) PRINTF_LIKE(3, 4);

/* Puts "context: " before the sentence of e. Used once, where an error
 * crosses a module. Returns e's rc. */
enum rc err_add(struct err *e, const char *fmt, ...) PRINTF_LIKE(2, 3);

/* The process's exit status for rc, as design.md 8 lists them. */
int rc_exit_status(enum rc rc);

/* A stable lower-case word for rc ("conflict"), for logs and JSON. */
const char *rc_name(enum rc rc);

/* Memory. These never return NULL: on failure they say so and abort (a guard
 * process gives a terminal back). Free with free(). */
/* bytes of memory, not cleared; 0 gives a pointer that may be freed. */
void *x_alloc(size_t bytes);
/* count members of so many bytes each, zeroed; x_realloc makes p (NULL: nothing yet)
 * as large as that and keeps what was in it. Both watch over the product. */
void *x_zalloc(size_t count, size_t bytes);
void *x_realloc(void *p, size_t count, size_t bytes);
/* A copy: of s, which is not NULL; of at most its first bytes; of formatted text. The
 * caller frees it. */
char *x_strdup(const char *s);
char *x_strndup(const char *s, size_t bytes);
char *x_asprintf(const char *fmt, ...) PRINTF_LIKE(1, 2);

/* A growing byte string, always NUL-terminated once written to. Zeroed is a
 * valid empty buffer. */
struct buf {
	char *data;
	size_t len;
	size_t cap;	/* from data on */
	size_t gone;	/* bytes before data that are ours and were dropped */
};

void buf_release(struct buf *b);	/* frees and zeroes */
void buf_clear(struct buf *b);		/* empties, keeps the memory */
/* Makes room for so many bytes more and a NUL, so that the next additions move
 * nothing. */
void buf_reserve(struct buf *b, size_t more);
/* Append: bytes, which may have NULs in them and are not b's own; a text; one byte. */
void buf_add(struct buf *b, const void *bytes, size_t len);
void buf_puts(struct buf *b, const char *s);
void buf_putc(struct buf *b, char c);
void buf_number(struct buf *b, int64_t number);	/* in decimal */
/* Formatted text, appended. A Korean sentence may hold markers such as {은/는},
 * which become the particle that the word before them asks for (hangul_josa). */
void buf_printf(struct buf *b, const char *fmt, ...) PRINTF_LIKE(2, 3);
void buf_vprintf(struct buf *b, const char *fmt, va_list ap) PRINTF_LIKE(2, 0);
void buf_cut(struct buf *b, size_t len);	/* keeps the first len bytes */
void buf_drop_front(struct buf *b, size_t bytes);	/* moves nothing: data moves on */

/* The buffer's text; "" if nothing was ever written. Valid until the next
 * write. */
const char *buf_str(const struct buf *b);

/* Hands the text to the caller, who frees it; the buffer is empty after. */
char *buf_steal(struct buf *b);

/* Whole equality; NULL equals only NULL. */
bool str_eq(const char *a, const char *b);
/* Does s (NULL: no) begin with prefix? Compares bytes. */
bool str_starts(const char *s, const char *prefix);
bool str_empty(const char *s);	/* NULL or "" */

/* s, or "" when s is NULL. */
const char *str_or_empty(const char *s);

/* Copies s into a fixed field of cap bytes, cutting at a UTF-8 border and
 * always terminating. Returns false if it had to cut. */
bool str_fill(char *to, size_t cap, const char *s);

/* Parses the whole of s as a decimal integer in [min, max]. Rejects blanks,
 * signs other than one leading '-', and trailing bytes. */
MUST_USE bool parse_int(const char *s, int64_t min, int64_t max, int64_t *out);

/* Lower-case hex of n bytes into to[2n+1]. */
void hex_encode(const unsigned char *bytes, size_t n, char *to);

/* Reads a whole regular file, at most max bytes, into out (appended).
 * RC_NOT_FOUND when there is none, RC_INVALID when it is larger, RC_STORAGE when it
 * cannot be read; then out may have a part of it. */
MUST_USE enum rc file_read(const char *path, size_t max, struct buf *out, struct err *e);

/* The folder of the running program's own file, without a trailing slash,
 * appended to out. */
void program_folder(struct buf *out);

/* One log line on stderr: level, event name, then key and value pairs ended
 * by NULL. Ids only; never names, numbers or answers of applicants. Values are
 * escaped, so a line stays a line. */
enum log_level { LOG_INFO_LEVEL, LOG_WARN_LEVEL, LOG_ERROR_LEVEL };
void log_event(enum log_level level, const char *event, ...) __attribute__((sentinel));

/* First thing in every program: descriptors 0 to 2 open, no core dump, not
 * dumpable, SIGPIPE ignored, umask 0077. */
void program_harden(void);

#endif
