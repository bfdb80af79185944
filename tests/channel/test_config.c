/* SPDX-License-Identifier: ISC */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "console/channel/config.h"

/* A folder of its own for the files of one test. */
struct place {
	char folder[64];
	char file[96];
	char token[96];
};

static int
make_place(void **state)
{
	struct place *p = x_zalloc(1, sizeof(*p));

	str_fill(p->folder, sizeof(p->folder), "/tmp/mw-config.XXXXXX");
	if (mkdtemp(p->folder) == NULL)
		return -1;
	snprintf(p->file, sizeof(p->file), "%s/channels.conf", p->folder);
	snprintf(p->token, sizeof(p->token), "%s/token", p->folder);
	*state = p;
	return 0;
}

static int
remove_place(void **state)
{
	struct place *p = *state;

	unlink(p->file);
	unlink(p->token);
	rmdir(p->folder);
	free(p);
	return 0;
}

static void
write_file(const char *path, const char *text, mode_t mode)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);

	assert_true(fd >= 0);
	assert_int_equal(write(fd, text, strlen(text)), (ssize_t)strlen(text));
	assert_int_equal(fchmod(fd, mode), 0);
	close(fd);
}

static void
each_channel_has_its_address_and_token(void **state)
{
	const struct place *p = *state;
	struct config c;
	struct err e;

	write_file(p->token, "from.a-file~+/=\n", 0600);
	write_file(p->file, "# the relay\n\n[gov24]\nurl = https://relay.example/v1/gov24/\n"
	    "token=abc.DEF-123\n[ bokjiro ]\n  url=http://[::1]:8080/x\n"
	    "\ttoken_file = token\n", 0600);
	assert_int_equal(config_read(p->file, &c, &e), RC_OK);
	assert_int_equal(c.count, 2);
	assert_string_equal(config_find(&c, "gov24")->url, "https://relay.example/v1/gov24");
	assert_string_equal(config_find(&c, "gov24")->token, "abc.DEF-123");
	assert_string_equal(config_find(&c, "bokjiro")->token, "from.a-file~+/=");
	assert_null(config_find(&c, "epeople"));
	config_release(&c);
}

#define KEYS "kind, url, waits, agency, queue, service, address, regions, every, token, token_file, token_url, client_id, client_secret, " \
	"client_secret_file, verify, ca_file, folder, files, complete, settle, late, " \
	"charset, mapping, region, bad_rows"
#define KEY "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"

static void
credentials_and_keys_are_read(void **state)
{
	const struct place *p = *state;
	struct config c;
	struct err e;

	write_file(p->token, "s3cr3t/+=\n", 0600);
	write_file(p->file, "[gov24]\nurl=https://a\ntoken_url=https://b/oauth2/token\n"
	    "client_id=desk-11410\nclient_secret_file=token\nverify=" KEY "\nverify=" KEY "\n",
	    0600);
	assert_int_equal(config_read(p->file, &c, &e), RC_OK);
	assert_string_equal(c.channels[0].token_url, "https://b/oauth2/token");
	assert_string_equal(c.channels[0].client_id, "desk-11410");
	assert_string_equal(c.channels[0].client_secret, "s3cr3t/+=");
	assert_int_equal(c.channels[0].key_count, 2);
	assert_int_equal(c.channels[0].keys[1].len, 24);
	assert_int_equal(c.channels[0].keys[1].bytes[0], 0x31);
	config_release(&c);
}

/* A file and the end of the sentence that refuses it. */
static const struct {
	const char *text;
	const char *sentence;
} bad[] = {
	{ "[gov24]\nurl=https://a/b\ntokn=1\n",
	  ":3: unknown key tokn; known: " KEYS },
	{ "[gov24]\nurl=https://a/b\n\x1b[2J=1\n",
	  ":3: unknown key ?; known: " KEYS },
	{ "url=https://a/b\n", ":1: a [channel] line must come first" },
	{ "[gov24]\nhello\n", ":2: a line is [channel], key = value or a # comment" },
	{ "[gov24]\nkind=soap\n", ":2: kind must be relay, open311, rt or drop" },
	{ "[gov24]\nkind=open311\n", ":1: channel gov24 has no url" },
	{ "[gov24]\nkind=open311\nurl=https://a\nclient_id=a\n",
	  ":1: channel gov24 needs token_url, client_id and client_secret together" },
	{ "[gov24]\ntoken=a\n", ":1: channel gov24 has no url" },
	{ "[mois]\nkind=rt\nurl=https://a\ntoken=a\n",
	  ":1: channel mois needs agency and queue" },
	{ "[mois]\nkind=rt\nurl=https://a\nagency=1741000\nqueue=일반\n",
	  ":1: channel mois needs a token, or client_id and client_secret" },
	{ "[mois]\nkind=rt\nurl=https://a\nagency=1741000\nqueue=일반\ntoken=a\nclient_id=b\n"
	  "client_secret=c\n", ":1: channel mois needs a token, or client_id and client_secret" },
	{ "[mois]\nkind=open311\nurl=https://a\nagency=1741000\nservice=b\n",
	  ":1: channel mois with an agency needs service and address" },
	{ "[mois]\nkind=rt\nagency=행정안전부\n", ":3: agency takes codes with blanks between" },
	{ "[mois]\nkind=rt\nqueue=\n", ":3: queue is empty or too long" },
	{ "[cso]\nkind=cso\nregions=11 3020\n",
	  ":3: regions takes codes of 2 or 5 digits with blanks between, or all" },
	{ "[cso]\nkind=cso\nregions=\n", ":3: regions is empty or too long" },
	{ "[cso]\nkind=cso\nevery=5\n", ":3: every takes seconds, 60 to 3600" },
	{ "[gov24]\nurl=https://a\ntoken=a%2B\n",
	  ":1: the token is empty or has bytes that no token has" },
	{ "\n[gov24]\nurl=https://a/b\n[bokjiro]\n",
	  ":2: channel gov24 has no token, token_file or token_url" },
	{ "[gov24]\nurl=https://a\ntoken=a\n[gov24]\n", ":4: channel gov24 stands here twice" },
	{ "[gov 24]\n", ":1: a channel's code has small letters, digits and - only" },
	{ "[gov24\n", ":1: a channel's line looks like [gov24]" },
	{ "[gov24]\nurl=ftp://a/b\n",
	  ":2: url must begin with https:// (http:// in practice offices)" },
	{ "[gov24]\nurl=file:///etc/passwd\n",
	  ":2: url must begin with https:// (http:// in practice offices)" },
	{ "[gov24]\nurl=https://me:pw@a/b\n", ":2: url must not carry a user name or password" },
	{ "[gov24]\nurl=https://a/b#c\n", ":2: url must not have a fragment (#)" },
	{ "[gov24]\nurl=https://a/b?c=d\n", ":2: url must be a host and a path, nothing else" },
	{ "[gov24]\nurl=https://\n", ":2: url must be a host and a path, nothing else" },
	{ "[gov24]\nurl=https://a b\n", ":2: url must be a host and a path, nothing else" },
	{ "[gov24]\nurl=https://a\ntoken=\n",
	  ":3: the token is empty or has bytes that no token has" },
	{ "[gov24]\nurl=https://a\ntoken=a b\n",
	  ":3: the token is empty or has bytes that no token has" },
	{ "[gov24]\nurl=https://a\ntoken=a\ntoken=b\n", ":4: a channel has one token" },
	{ "[gov24]\nurl=https://a\ntoken_url=https://a?b\n",
	  ":3: token_url must be a host and a path, nothing else" },
	{ "[gov24]\nurl=https://a\ntoken_url=https://b\nclient_id=c\n",
	  ":1: channel gov24 needs token_url, client_id and client_secret together" },
	{ "[gov24]\nurl=https://a\ntoken=a\ntoken_url=https://b\nclient_id=c\n"
	  "client_secret=d\n", ":1: channel gov24 has a token and asks token_url for one" },
	{ "[gov24]\nurl=https://a\nclient_id=a b\n",
	  ":3: client_id must be plain ASCII without blanks" },
	{ "[gov24]\nurl=https://a\nclient_secret=a\nclient_secret=b\n",
	  ":4: a channel has one client_secret" },
	{ "[gov24]\nurl=https://a\nverify=whsec_AAAA\n",
	  ":3: verify must be whsec_ and 24 to 64 bytes in base64" },
	{ "[gov24]\nurl=https://a\nverify=" KEY "\nverify=" KEY "\nverify=" KEY "\nverify=" KEY
	  "\nverify=" KEY "\n", ":7: a channel has at most 4 keys" },
};

static void
what_is_wrong_is_named_with_file_and_line(void **state)
{
	const struct place *p = *state;

	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		struct config c;
		struct err e;

		write_file(p->file, bad[i].text, 0600);
		assert_int_equal(config_read(p->file, &c, &e), RC_USAGE);
		assert_true(str_starts(e.text, p->file));
		assert_string_equal(e.text + strlen(p->file), bad[i].sentence);
		assert_int_equal(c.count, 0);
	}
}

static void
a_file_that_others_may_read_is_refused(void **state)
{
	const struct place *p = *state;
	struct config c;
	struct err e;
	char want[256];

	write_file(p->file, "[gov24]\nurl=https://a\ntoken=a\n", 0640);
	assert_int_equal(config_read(p->file, &c, &e), RC_USAGE);
	snprintf(want, sizeof(want), "%s holds secrets but its mode is 0640; run: chmod 600 %s",
	    p->file, p->file);
	assert_string_equal(e.text, want);
	write_file(p->token, "abc", 0604);
	write_file(p->file, "[gov24]\nurl=https://a\ntoken_file=token\n", 0600);
	assert_int_equal(config_read(p->file, &c, &e), RC_USAGE);
	assert_non_null(strstr(e.text, "its mode is 0604"));
}

static void
no_sentence_carries_a_token(void **state)
{
	const struct place *p = *state;
	struct config c;
	struct err e;

	write_file(p->file, "[gov24]\nurl=https://a\ntoken=s3cret s3cret\n", 0600);
	assert_int_equal(config_read(p->file, &c, &e), RC_USAGE);
	assert_null(strstr(e.text, "s3cret"));
}

static void
a_missing_file_a_folder_and_a_huge_file_are_refused(void **state)
{
	const struct place *p = *state;
	struct config c;
	struct err e;

	assert_int_equal(config_read(p->file, &c, &e), RC_USAGE);
	assert_int_equal(config_read(p->folder, &c, &e), RC_USAGE);
	write_file(p->file, "", 0600);
	assert_int_equal(truncate(p->file, CONFIG_BYTES_MAX + 1), 0);
	assert_int_equal(config_read(p->file, &c, &e), RC_USAGE);
	write_file(p->file, "", 0600);
	assert_int_equal(config_read(p->file, &c, &e), RC_OK);
	assert_int_equal(c.count, 0);
	config_release(&c);
}

#define PLACED(test) cmocka_unit_test_setup_teardown(test, make_place, remove_place)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(credentials_and_keys_are_read, make_place,
		    remove_place),
		PLACED(each_channel_has_its_address_and_token),
		PLACED(what_is_wrong_is_named_with_file_and_line),
		PLACED(a_file_that_others_may_read_is_refused),
		PLACED(no_sentence_carries_a_token),
		PLACED(a_missing_file_a_folder_and_a_huge_file_are_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
