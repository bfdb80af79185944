/* SPDX-License-Identifier: ISC */
/* How a clerk wants the screen: file, then environment, then options; what is
 * wrong is named and never fatal, but for an option. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "console/desk/settings.h"
#include "console/desk/user_file.h"
#include "storage/text.h"

struct home {
	char folder[64];
	char *minwon, *file;
};

static int
set_up(void **state)
{
	struct home *h = x_zalloc(1, sizeof(*h));

	(void)str_fill(h->folder, sizeof(h->folder), "/tmp/minwon-settings-XXXXXX");
	if (mkdtemp(h->folder) == NULL)
		return -1;
	h->minwon = x_asprintf("%s/minwon", h->folder);
	h->file = x_asprintf("%s/settings", h->minwon);
	(void)mkdir(h->minwon, 0700);
	(void)setenv("XDG_CONFIG_HOME", h->folder, 1);
	for (int s = 0; s < SETTING__COUNT; s++)
		(void)unsetenv(setting_table[s].variable);
	(void)unsetenv("COLORFGBG");
	*state = h;
	return 0;
}

static int
tear_down(void **state)
{
	struct home *h = *state;

	(void)unlink(h->file);
	(void)rmdir(h->minwon);
	(void)rmdir(h->folder);
	free(h->minwon);
	free(h->file);
	free(h);
	return 0;
}

static void
write_file(const struct home *h, const char *text, size_t len)
{
	FILE *f = fopen(h->file, "w");

	assert_non_null(f);
	assert_int_equal(fwrite(text, 1, len, f), len);
	fclose(f);
}

/* Reads with one option given; "" = none. */
static struct settings
read_with(const char *option, char *faults, size_t cap)
{
	char *const argv[] = { (char *)(uintptr_t)option };
	struct options o = { .given = NULL };
	struct settings out;
	struct buf said = { 0 };
	struct err e;

	if (option[0] != '\0')
		assert_int_equal(options_parse(&o, 1, argv, OPT_SCREEN, NULL, &e), RC_OK);
	assert_int_equal(settings_read(&out, &o, &said, &e), RC_OK);
	(void)str_fill(faults, cap, buf_str(&said));
	buf_release(&said);
	options_release(&o);
	return out;
}

static void
without_a_word_the_defaults_hold(void **state)
{
	char faults[512];
	struct settings s = read_with("", faults, sizeof(faults));

	(void)state;
	assert_string_equal(faults, "");
	assert_int_equal(s.ambiguous_cells, 1);
	assert_int_equal(s.theme, THEME_DARK);
	assert_true(s.has_mouse);
	assert_false(s.is_plain);
}

static void
the_environment_overrules_the_file_and_an_option_both(void **state)
{
	static const char text[] = "# mine\n\ntheme light\nambiguous-width 2 # wide\nmouse off\n";
	char faults[512];
	struct settings s;

	write_file(*state, text, sizeof(text) - 1);
	s = read_with("", faults, sizeof(faults));
	assert_string_equal(faults, "");
	assert_int_equal(s.theme, THEME_LIGHT);
	assert_int_equal(s.ambiguous_cells, 2);
	assert_false(s.has_mouse);
	(void)setenv("MINWON_THEME", "mono", 1);
	(void)setenv("MINWON_MOUSE", "on", 1);
	s = read_with("", faults, sizeof(faults));
	assert_int_equal(s.theme, THEME_MONO);
	assert_true(s.has_mouse);
	s = read_with("--theme=dark", faults, sizeof(faults));
	assert_int_equal(s.theme, THEME_DARK);
}

static void
the_terminal_may_tell_its_ground(void **state)
{
	char faults[512];

	(void)state;
	(void)setenv("COLORFGBG", "0;15", 1);
	assert_int_equal(read_with("", faults, sizeof(faults)).theme, THEME_LIGHT);
	(void)setenv("COLORFGBG", "15;0", 1);
	assert_int_equal(read_with("", faults, sizeof(faults)).theme, THEME_DARK);
	assert_int_equal(read_with("--plain", faults, sizeof(faults)).theme, THEME_MONO);
}

static void
what_is_wrong_is_named_by_its_line_and_left_out(void **state)
{
	static const char text[] = "theme purple\ncolour red\nmouse off\nplain\n";
	const struct home *h = *state;
	char faults[2048];
	char *line;
	struct settings s;

	write_file(h, text, sizeof(text) - 1);
	(void)setenv("MINWON_AMBIGUOUS_WIDTH", "3", 1);
	s = read_with("", faults, sizeof(faults));
	assert_false(s.has_mouse);
	assert_int_equal(s.theme, THEME_DARK);
	line = x_asprintf("%s:1: theme is not “purple”: write one of auto, dark, light, mono\n",
	    h->file);
	assert_non_null(strstr(faults, line));
	free(line);
	line = x_asprintf("%s:2: there is no setting “colour”", h->file);
	assert_non_null(strstr(faults, line));
	free(line);
	line = x_asprintf("%s:4: plain is not “”", h->file);
	assert_non_null(strstr(faults, line));
	free(line);
	assert_non_null(strstr(faults, "MINWON_AMBIGUOUS_WIDTH: ambiguous-width is not “3”"));
}

static void
a_wrong_option_is_refused(void **state)
{
	char word[] = "--ambiguous-width=3";
	char *const argv[] = { word };
	struct options o = { .given = NULL };
	struct settings out;
	struct err e;

	(void)state;
	assert_int_equal(options_parse(&o, 1, argv, OPT_SCREEN, NULL, &e), RC_OK);
	assert_int_equal(settings_read(&out, &o, NULL, &e), RC_USAGE);
	assert_string_equal(e.text, "--ambiguous-width is not “3”: write one of 1, 2");
	options_release(&o);
}

/* A link, something too long, no text: said, and not read. */
static void
a_file_that_is_no_small_text_of_ours_is_not_read(void **state)
{
	const struct home *h = *state;
	char *big = x_zalloc(1, USER_FILE_BYTES + 1);
	char faults[512];

	memset(big, '#', USER_FILE_BYTES + 1);
	write_file(h, big, USER_FILE_BYTES + 1);
	free(big);
	(void)read_with("", faults, sizeof(faults));
	assert_non_null(strstr(faults, "is longer than 65536 bytes"));
	write_file(h, "theme \xff\n", 8);
	(void)read_with("", faults, sizeof(faults));
	assert_non_null(strstr(faults, "is no UTF-8 text"));
	assert_int_equal(unlink(h->file), 0);
	assert_int_equal(symlink("/etc/passwd", h->file), 0);
	(void)read_with("", faults, sizeof(faults));
	assert_non_null(strstr(faults, "is a link"));
	assert_int_equal(unlink(h->file), 0);
	assert_int_equal(mkfifo(h->file, 0600), 0);
	(void)read_with("", faults, sizeof(faults));
	assert_non_null(strstr(faults, "is no plain file"));
}

#define TEST(rule) cmocka_unit_test_setup_teardown(rule, set_up, tear_down)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(without_a_word_the_defaults_hold),
		TEST(the_environment_overrules_the_file_and_an_option_both),
		TEST(the_terminal_may_tell_its_ground),
		TEST(what_is_wrong_is_named_by_its_line_and_left_out),
		TEST(a_wrong_option_is_refused),
		TEST(a_file_that_is_no_small_text_of_ours_is_not_read),
	};

	if (!text_start("en"))
		return 1;
	return cmocka_run_group_tests(tests, NULL, NULL);
}
