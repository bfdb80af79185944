/* SPDX-License-Identifier: ISC */
#include "console/channel/drop_table.h"

#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "console/channel/drop_maps.h"
#include "storage/secret.h"
#include "storage/text.h"

#define MAP_BYTES_MAX (256 * 1024)

enum rc
drop_plan_make(struct drop_plan *p, const struct channel_config *config, const char *region,
    struct err *e)
{
	const char *name = config->drop.mapping, *built_in = drop_map_text(name);
	struct buf bytes = { 0 }, text = { 0 }, members = { 0 };
	enum rc rc = RC_OK;
	int line;

	*p = (struct drop_plan){ .config = config, .region = region };
	if (built_in != NULL)
		buf_puts(&text, built_in);
	else if (file_read(name, MAP_BYTES_MAX, &bytes, NULL) != RC_OK)
		rc = err_set(e, RC_USAGE, say(N_("cannot read the mapping file %s")), name);
	else
		rc = charset_to_utf8(charset_detect(buf_str(&bytes), bytes.len), buf_str(&bytes),
		    bytes.len, &text, e);
	if (rc == RC_OK && !column_map_add(&p->map, buf_str(&text), drop_member_find, &line)) {
		drop_member_names(&members);
		rc = err_set(e, RC_USAGE, say(N_("%s, line %d: write COLUMN = MEMBER, or MEMBER: WORD "
		    "= OURS; the members are %s")), name, line, buf_str(&members));
	}
	buf_release(&bytes);
	buf_release(&text);
	buf_release(&members);
	return rc;
}

void
drop_plan_release(struct drop_plan *p)
{
	column_map_release(&p->map);
}

enum rc
drop_to_utf8(const struct drop_plan *p, const struct buf *bytes, struct buf *text,
    enum charset *charset, struct err *e)
{
	*charset = charset_detect(buf_str(bytes), bytes->len);
	if (p->config->drop.charset == DROP_CHARSET_CP949 && *charset != CHARSET_UTF8_MARK)
		*charset = CHARSET_CP949;
	else if (p->config->drop.charset == DROP_CHARSET_UTF8 && *charset == CHARSET_CP949)
		*charset = CHARSET_BROKEN;
	if (*charset == CHARSET_UTF16 && charset_utf16_to_utf8(buf_str(bytes), bytes->len, text))
		return RC_OK;
	return charset_to_utf8(*charset, buf_str(bytes), bytes->len, text, e);
}

enum rc
drop_sum_up(const struct drop_plan *p, const struct buf *text, struct drop_sum *out,
    struct err *e)
{
	struct drop_defaults defaults = { p->region, p->config->service };
	struct drop_row row = { .line = 0 };
	struct drop_reader r;
	enum rc rc = drop_reader_open(&r, buf_str(text), text->len, &p->map, &defaults, e);

	*out = (struct drop_sum){ .rows = 0 };
	while (rc == RC_OK && drop_reader_next(&r, &row)) {
		out->bad_rows += row.why[0] != '\0';
		if (r.rows > DROP_ROWS_MAX)
			rc = err_set(e, RC_INVALID, say(N_("it has more than %d rows: split it")),
			    DROP_ROWS_MAX);
	}
	out->rows = r.rows;
	out->has_count = r.has_count;
	out->count = r.count;
	out->is_open = r.is_open;
	if (rc == RC_OK && r.has_count && r.count != r.rows)
		rc = err_set(e, RC_INVALID, say(N_("its own count says %lld rows, there are %lld")),
		    (long long)r.count, (long long)r.rows);
	else if (rc == RC_OK && p->config->drop.is_counted && !r.has_count)
		rc = err_set(e, RC_INVALID, "%s", say(N_("the row that counts the others is missing")));
	drop_reader_release(&r);
	buf_release(&row.raw);
	return rc;
}

/* A file being looked at. */
struct looking {
	const struct drop_plan *plan;
	int dir;
	const char *name;
	bool is_claimed;
	int64_t now_at;
	int fd;
	struct stat st;
	struct buf bytes;	/* once they are needed; owned */
	struct buf *why;
};

static bool
lacks(struct looking *l, const char *why)
{
	if (why != NULL)
		buf_puts(l->why, why);
	return why != NULL;
}

static const char *
need_bytes(struct looking *l)
{
	struct err e = { .rc = RC_OK };

	if (l->bytes.len > 0 || drop_file_read(l->fd, l->name, &l->bytes, &e) == RC_OK)
		return NULL;
	return say(N_("it cannot be read"));
}

/* A marker may name the SHA-256 of what it stands for. */
static const char *
judge_marker(struct looking *l, int fd, const struct stat *st)
{
	char said[65] = "", is[65];

	if (st->st_mtim.tv_sec < l->st.st_mtim.tv_sec ||
	    (st->st_mtim.tv_sec == l->st.st_mtim.tv_sec &&
	    st->st_mtim.tv_nsec < l->st.st_mtim.tv_nsec))
		return say(N_("its marker is older than the file"));
	if (pread(fd, said, 64, 0) != 64 || strspn(said, "0123456789abcdef") != 64)
		return NULL;
	if (need_bytes(l) != NULL)
		return say(N_("it cannot be read"));
	secret_sha256(buf_str(&l->bytes), l->bytes.len, is);
	return str_eq(said, is) ? NULL : say(N_("its marker names another SHA-256"));
}

static const char *
find_marker(struct looking *l)
{
	static const char *const ends[] = { ".done", ".ok" };
	const char *why = say(N_("no marker (.done or .ok) stands beside it"));

	for (size_t i = 0; i < sizeof(ends) / sizeof(ends[0]); i++) {
		struct buf marker = { 0 };
		struct stat st;
		bool is_folder;
		int fd;

		buf_printf(&marker, "%s%s", l->name, ends[i]);
		if (drop_file_open(l->dir, buf_str(&marker), &fd, &st, &is_folder) == NULL) {
			why = judge_marker(l, fd, &st);
			close(fd);
		}
		buf_release(&marker);
		if (why == NULL)
			break;
	}
	return why;
}

/* Nothing happened to it for a while. A claim is a change of its own, which only
 * the time of its bytes does not show. */
static const char *
judge_rest(const struct looking *l)
{
	int64_t at = l->st.st_mtim.tv_sec;

	if (!l->is_claimed && l->st.st_ctim.tv_sec > at)
		at = l->st.st_ctim.tv_sec;
	return l->now_at - at >= l->plan->config->drop.settle_sec ? NULL :
	    say(N_("it changed a moment ago"));
}

/* What stands in it: rows that end, as many as it says itself. */
static bool
lacks_text(struct looking *l)
{
	const struct drop_config *d = &l->plan->config->drop;
	struct err e = { .rc = RC_OK };
	struct buf text = { 0 };
	struct drop_sum sum = { .rows = 0 };
	enum charset charset;
	bool lacks_it = lacks(l, need_bytes(l));

	if (!lacks_it && !d->is_counted &&
	    (l->bytes.len == 0 || l->bytes.data[l->bytes.len - 1] != '\n'))
		lacks_it = lacks(l, say(N_("its last line has no end")));
	if (!lacks_it && drop_to_utf8(l->plan, &l->bytes, &text, &charset, &e) == RC_OK) {
		enum rc rc = drop_sum_up(l->plan, &text, &sum, &e);

		if (sum.is_open)
			lacks_it = lacks(l, say(N_("it ends inside of quotation marks")));
		else if (rc != RC_OK && (d->is_counted || sum.has_count))
			lacks_it = lacks(l, e.text);
	}
	buf_release(&text);
	return lacks_it;
}

static bool
is_lacking(struct looking *l)
{
	const struct drop_config *d = &l->plan->config->drop;
	int writer = drop_file_has_writer(l->fd);

	if (writer == 1)
		return lacks(l, say(N_("a process still writes it")));
	if (l->st.st_nlink != 1)
		return lacks(l, say(N_("it has a second name (hard link)")));
	if (d->rule == DROP_MARKED && !l->is_claimed && lacks(l, find_marker(l)))
		return true;
	if (d->rule == DROP_SETTLED && writer < 0)
		return lacks(l, say(N_("this file system does not tell whether a process still writes "
		    "it: let its writer give a marker or rename it")));
	if (d->rule == DROP_SETTLED && lacks(l, judge_rest(l)))
		return true;
	return (d->rule == DROP_SETTLED || d->is_counted) && lacks_text(l);
}

enum drop_look
drop_look(const struct drop_plan *p, int dir, const char *name, bool is_claimed,
    int64_t now_at, struct buf *why, int64_t *since)
{
	struct looking l = { .plan = p, .dir = dir, .name = name, .is_claimed = is_claimed,
		.now_at = now_at, .why = why };
	bool is_folder, lacks_some;
	const char *refused;

	buf_clear(why);
	*since = now_at;
	refused = drop_file_open(dir, name, &l.fd, &l.st, &is_folder);
	if (refused != NULL) {
		buf_puts(why, refused);
		return DROP_REFUSED;
	}
	*since = l.st.st_mtim.tv_sec;
	lacks_some = is_lacking(&l);
	close(l.fd);
	buf_release(&l.bytes);
	return lacks_some ? DROP_WAITS : DROP_WHOLE;
}
