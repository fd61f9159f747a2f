#include "fcgi/log.h"

#include <unistd.h>

#include "core/base/arena.h"
#include "tests/tap.h"

/* Standard error goes into a pipe; what came of it, after its time and up to
 * the newline, which must be the only one. */
static int pipe_end[2];

static void
catch(void)
{
	ck_assert_int_eq(pipe(pipe_end), 0);
	ck_assert_int_ge(dup2(pipe_end[1], STDERR_FILENO), 0);
}

static const char *
caught(void)
{
	static char line[8192];
	ssize_t n = read(pipe_end[0], line, sizeof line - 1);

	ck_assert_int_gt(n, 0);
	line[n] = '\0';
	char *end = strchr(line, '\n');
	ck_assert(end == line + n - 1);
	*end = '\0';
	ck_assert_int_eq(memcmp(line, "time=20", 7), 0);
	return line + sizeof "time=2026-03-03T10:00:00Z" - 1;
}

static const struct {
	struct str value;
	const char *line;
} values[] = {
	{ S_INIT("plain-1/a.b"), "v=plain-1/a.b" },
	{ S_INIT(""), "v=\"\"" },
	{ S_INIT("two words"), "v=\"two words\"" },
	{ S_INIT("a\nlevel=error"), "v=\"a\\x0alevel=error\"" },
	{ S_INIT("a\r\0\x1b[2J"), "v=\"a\\x0d\\x00\\x1b[2J\"" },
	{ S_INIT("\"\\"), "v=\"\\x22\\x5c\"" },
	{ S_INIT("\xc2\x85\xe2\x80\xa8"), "v=\"\\xc2\\x85\\xe2\\x80\\xa8\"" },
	{ STR_NONE, "v=none" },
};

START_TEST(escaped)
{
	char want[200];

	catch();
	log_info("test", log_str("v", values[_i].value));
	snprintf(want, sizeof want, " level=info event=test %s", values[_i].line);
	ck_assert_str_eq(caught(), want);
}
END_TEST

START_TEST(fields)
{
	catch();
	log_request(S("ab12"));
	log_error("test", log_int("n", -5), log_text("t", "x"));
	ck_assert_str_eq(caught(), " level=error event=test id=ab12 n=-5 t=x");
	log_request(STR_NONE);
	log_error("test", log_int("n", 0));
	ck_assert_str_eq(caught(), " level=error event=test n=0");
}
END_TEST

START_TEST(levels)
{
	enum log_level level;

	catch();
	ck_assert(log_level_parse(S("warn"), &level));
	ck_assert(!log_level_parse(S("WARN"), &level));
	log_level_set(level);
	log_info("dropped", log_int("n", 1));
	log_debug("dropped", log_int("n", 1));
	log_warn("kept", log_int("n", 1));
	ck_assert_str_eq(caught(), " level=warn event=kept n=1");
}
END_TEST

START_TEST(long_values)
{
	static char big[10000];
	struct str s = { big, sizeof big };

	catch();
	log_info("test", log_str("a", s), log_str("b", s), log_str("c", s));
	ck_assert_uint_lt(strlen(caught()), 2048);
}
END_TEST

static Suite *
suite(void)
{
	Suite *s = suite_create("log");
	TCase *t = tcase_create("log");

	tcase_add_loop_test(t, escaped, 0, COUNT(values));
	tcase_add_test(t, fields);
	tcase_add_test(t, levels);
	tcase_add_test(t, long_values);
	suite_add_tcase(s, t);
	return s;
}

int
main(void)
{
	return tap_main("log", suite());
}
