/* SPDX-License-Identifier: ISC */
#include "storage/base.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "storage/text.h"

static const struct {
	const char *name;
	int exit_status;
} rc_table[] = {
	[RC_OK] = { "ok", 0 },
	[RC_USAGE] = { "usage", 2 },
	[RC_REFUSED] = { "refused", 3 },
	[RC_CONFLICT] = { "conflict", 4 },
	[RC_STORAGE] = { "storage", 5 },
	[RC_NETWORK] = { "network", 6 },
	[RC_INVALID] = { "invalid", 2 },
	[RC_NOT_FOUND] = { "not-found", 3 },
	[RC_AGAIN] = { "again", 1 },
	[RC_UNKNOWN] = { "unknown", 6 },
};
_Static_assert(sizeof(rc_table) / sizeof(rc_table[0]) == RC__COUNT, "one row per rc");

enum rc
err_set(struct err *e, enum rc rc, const char *fmt, ...)
{
	if (e != NULL) {
		struct buf b = { 0 };
		va_list ap;

		e->rc = rc;
		e->line[0] = '\0';
		va_start(ap, fmt);
		buf_vprintf(&b, fmt, ap);
		va_end(ap);
		(void)str_fill(e->text, sizeof(e->text), buf_str(&b));
		buf_release(&b);
	}
	return rc;
}

enum rc
err_add(struct err *e, const char *fmt, ...)
{
	struct buf b = { 0 };
	va_list ap;

	if (e == NULL)
		return RC_OK;
	va_start(ap, fmt);
	buf_vprintf(&b, fmt, ap);
	va_end(ap);
	buf_puts(&b, ": ");
	buf_puts(&b, e->text);
	str_fill(e->text, sizeof(e->text), buf_str(&b));
	buf_release(&b);
	return e->rc;
}

int
rc_exit_status(enum rc rc)
{
	return rc_table[rc].exit_status;
}

const char *
rc_name(enum rc rc)
{
	return rc_table[rc].name;
}

static void *
checked(void *p)
{
	if (p == NULL) {
		fputs("minwon: out of memory\n", stderr);
		abort();
	}
	return p;
}

void *
x_alloc(size_t bytes)
{
	return checked(malloc(bytes == 0 ? 1 : bytes));
}

void *
x_zalloc(size_t count, size_t bytes)
{
	return checked(calloc(count == 0 ? 1 : count, bytes == 0 ? 1 : bytes));
}

void *
x_realloc(void *p, size_t count, size_t bytes)
{
	return checked(reallocarray(p, count == 0 ? 1 : count, bytes));
}

char *
x_strdup(const char *s)
{
	return checked(strdup(s));
}

char *
x_strndup(const char *s, size_t bytes)
{
	return checked(strndup(s, bytes));
}

char *
x_asprintf(const char *fmt, ...)
{
	struct buf b = { 0 };
	va_list ap;

	va_start(ap, fmt);
	buf_vprintf(&b, fmt, ap);
	va_end(ap);
	return buf_steal(&b);
}

void
buf_release(struct buf *b)
{
	free(b->data == NULL ? NULL : b->data - b->gone);
	*b = (struct buf){ 0 };
}

/* The place before data is used again; what is left is moved there. */
static void
move_back(struct buf *b)
{
	if (b->gone == 0)
		return;
	memmove(b->data - b->gone, b->data, b->len);
	b->data -= b->gone;
	b->cap += b->gone;
	b->gone = 0;
	b->data[b->len] = '\0';
}

void
buf_clear(struct buf *b)
{
	b->len = 0;
	move_back(b);
	if (b->data != NULL)
		b->data[0] = '\0';
}

void
buf_reserve(struct buf *b, size_t more)
{
	size_t need = b->len + more + 1, gone = b->gone, cap;

	if (need <= b->cap)
		return;
	move_back(b);
	/* Where little was dropped it also grows: or much would be moved often. */
	if (need <= b->cap && gone >= b->len)
		return;
	cap = b->cap < 64 ? 64 : need <= b->cap ? b->cap + b->cap / 2 : b->cap;
	while (cap < need)
		cap += cap / 2;
	b->data = x_realloc(b->data, cap, 1);
	b->cap = cap;
}

void
buf_add(struct buf *b, const void *bytes, size_t len)
{
	buf_reserve(b, len);
	if (len > 0)
		memcpy(b->data + b->len, bytes, len);
	b->len += len;
	b->data[b->len] = '\0';
}

void
buf_puts(struct buf *b, const char *s)
{
	buf_add(b, s, strlen(s));
}

void
buf_putc(struct buf *b, char c)
{
	buf_add(b, &c, 1);
}

void
buf_number(struct buf *b, int64_t number)
{
	char digits[24];
	size_t at = sizeof(digits);
	uint64_t rest = number < 0 ? 0 - (uint64_t)number : (uint64_t)number;

	/* A page of a list is thousands of them: printf took half of its time. */
	do {
		digits[--at] = (char)('0' + rest % 10);
		rest /= 10;
	} while (rest > 0);
	if (number < 0)
		digits[--at] = '-';
	buf_add(b, digits + at, sizeof(digits) - at);
}

/* A sentence of ours may ask for particles that go by the word before them. */
static void
resolve_particles(struct buf *b, size_t from)
{
	char *part = x_strdup(b->data + from);

	buf_cut(b, from);
	hangul_resolve(b, part);
	free(part);
}

void
buf_vprintf(struct buf *b, const char *fmt, va_list ap)
{
	va_list again;
	int need;

	va_copy(again, ap);
	need = vsnprintf(NULL, 0, fmt, again);
	va_end(again);
	if (need < 0)
		return;
	buf_reserve(b, (size_t)need);
	vsnprintf(b->data + b->len, (size_t)need + 1, fmt, ap);
	b->len += (size_t)need;
	/* All markers have a Hangul syllable behind the brace. */
	for (const char *p = strchr(fmt, '{'); p != NULL; p = strchr(p + 1, '{')) {
		if ((unsigned char)p[1] >= 0x80) {
			resolve_particles(b, b->len - (size_t)need);
			break;
		}
	}
}

void
buf_printf(struct buf *b, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	buf_vprintf(b, fmt, ap);
	va_end(ap);
}

void
buf_cut(struct buf *b, size_t len)
{
	if (len >= b->len)
		return;
	b->len = len;
	b->data[len] = '\0';
}

void
buf_drop_front(struct buf *b, size_t bytes)
{
	if (bytes > b->len)
		bytes = b->len;
	if (bytes == 0)
		return;
	b->data += bytes;
	b->gone += bytes;
	b->cap -= bytes;
	b->len -= bytes;
	if (b->len == 0)
		buf_clear(b);
}

const char *
buf_str(const struct buf *b)
{
	return b->data == NULL ? "" : b->data;
}

char *
buf_steal(struct buf *b)
{
	char *s;

	move_back(b);
	s = b->data == NULL ? x_strdup("") : b->data;
	*b = (struct buf){ 0 };
	return s;
}

bool
str_eq(const char *a, const char *b)
{
	if (a == NULL || b == NULL)
		return a == b;
	return strcmp(a, b) == 0;
}

bool
str_starts(const char *s, const char *prefix)
{
	return s != NULL && strncmp(s, prefix, strlen(prefix)) == 0;
}

bool
str_empty(const char *s)
{
	return s == NULL || s[0] == '\0';
}

const char *
str_or_empty(const char *s)
{
	return s == NULL ? "" : s;
}

bool
str_fill(char *to, size_t cap, const char *s)
{
	size_t len = strlen(s);
	bool whole = len < cap;

	if (!whole) {
		len = cap - 1;
		while (len > 0 && ((unsigned char)s[len] & 0xC0) == 0x80)
			len--;
	}
	memcpy(to, s, len);
	to[len] = '\0';
	return whole;
}

bool
parse_int(const char *s, int64_t min, int64_t max, int64_t *out)
{
	const char *digits = s;
	char *end;
	long long value;

	if (s == NULL)
		return false;
	if (*digits == '-')
		digits++;
	if (*digits < '0' || *digits > '9')
		return false;
	errno = 0;
	value = strtoll(s, &end, 10);
	if (errno != 0 || *end != '\0' || value < min || value > max)
		return false;
	*out = value;
	return true;
}

void
hex_encode(const unsigned char *bytes, size_t n, char *to)
{
	static const char digits[] = "0123456789abcdef";

	for (size_t i = 0; i < n; i++) {
		to[2 * i] = digits[bytes[i] >> 4];
		to[2 * i + 1] = digits[bytes[i] & 15];
	}
	to[2 * n] = '\0';
}

enum rc
file_read(const char *path, size_t max, struct buf *out, struct err *e)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	size_t start = out->len;
	ssize_t n;

	if (fd < 0) {
		if (errno == ENOENT)
			return err_set(e, RC_NOT_FOUND, "no file %s", path);
		return err_set(e, RC_STORAGE, "cannot open %s: %s", path, strerror(errno));
	}
	do {
		buf_reserve(out, 16384);
		n = read(fd, out->data + out->len, 16384);
		if (n > 0)
			out->len += (size_t)n;
	} while ((n > 0 && out->len - start <= max) || (n < 0 && errno == EINTR));
	close(fd);
	out->data[out->len] = '\0';
	if (n < 0)
		return err_set(e, RC_STORAGE, "cannot read %s: %s", path, strerror(errno));
	if (out->len - start > max)
		return err_set(e, RC_INVALID, "%s is larger than %zu bytes", path, max);
	return RC_OK;
}

void
program_folder(struct buf *out)
{
	char path[PATH_MAX];
	ssize_t n = readlink("/proc/self/exe", path, sizeof(path) - 1);
	char *slash;

	if (n <= 0) {
		buf_puts(out, ".");
		return;
	}
	path[n] = '\0';
	slash = strrchr(path, '/');
	if (slash != NULL && slash != path)
		*slash = '\0';
	buf_puts(out, path);
}

static void
log_value(struct buf *b, const char *value)
{
	for (const char *p = value; *p != '\0'; p++) {
		unsigned char c = (unsigned char)*p;

		if (c < 0x20 || c == 0x7f || c == '"' || c == '\\')
			buf_printf(b, "\\x%02x", c);
		else
			buf_putc(b, *p);
	}
}

void
log_event(enum log_level level, const char *event, ...)
{
	static const char *const names[] = { "info", "warn", "error" };
	struct buf b = { 0 };
	const char *key;
	va_list ap;

	buf_printf(&b, "%s %s", names[level], event);
	va_start(ap, event);
	while ((key = va_arg(ap, const char *)) != NULL) {
		const char *value = va_arg(ap, const char *);

		buf_printf(&b, " %s=\"", key);
		log_value(&b, str_or_empty(value));
		buf_putc(&b, '"');
	}
	va_end(ap);
	buf_putc(&b, '\n');
	/* A log line that cannot be written has nowhere to be reported. */
	if (write(STDERR_FILENO, b.data, b.len) < 0)
		errno = 0;
	buf_release(&b);
}

void
program_harden(void)
{
	struct rlimit none = { 0, 0 };
	int fd;

	do {
		fd = open("/dev/null", O_RDWR);
	} while (fd >= 0 && fd <= STDERR_FILENO);
	if (fd > STDERR_FILENO)
		close(fd);
	setrlimit(RLIMIT_CORE, &none);
	prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
	signal(SIGPIPE, SIG_IGN);
	umask(0077);
}
