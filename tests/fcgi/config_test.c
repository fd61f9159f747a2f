#include "fcgi/config.h"

#include <sys/stat.h>
#include <unistd.h>

#include "core/base/arena.h"
#include "core/base/civil.h"
#include "core/base/out.h"
#include "tests/tap.h"

#define POOL(name)							\
	name ".socket = /run/" name ".sock\n"				\
	name ".db_read_user = r\n" name ".db_read_password_file = /s/r\n"	\
	name ".db_write_user = w\n" name ".db_write_password_file = /s/w\n"
#define GOOD	/* 22 lines */						\
	"# A comment\n\ncouncil = Exampleshire County Council \n"	\
	"origins = https://accord.example.org  http://localhost:8080\n"	\
	"db.socket = /run/db.sock\nkeys.dir = /k\nsql.dir = /q\n"	\
	POOL("pages") POOL("files") POOL("sign-in")

START_TEST(values)
{
	struct arena *a = arena_new(1 << 20);
	struct config c;
	struct str why;

	ck_assert(config_parse(a, S(GOOD "pages.workers=4\r\nsign-in.recycle = 0\n"
	    "demonstration = yes\nlog.level = debug"), &c, &why));
	ck_assert(str_eq(c.council, S("Exampleshire County Council")));
	ck_assert_uint_eq(c.origins.n, 2);
	ck_assert(str_eq(c.origins.v[1], S("http://localhost:8080")));
	ck_assert(c.demonstration);
	ck_assert_int_eq(c.now_offset_us, 0);
	ck_assert(config_parse(a, S(GOOD "pages.workers=4\r\nsign-in.recycle = 0\n"
	    "demonstration = yes\nlog.level = debug\nclock.moved_s = -90"), &c, &why));
	ck_assert_int_eq(c.now_offset_us, -90000000);
	ck_assert_int_eq(c.log_level, LOG_DEBUG);
	ck_assert_int_eq(c.pool[POOL_PAGES].workers, 4);
	ck_assert_int_eq(c.pool[POOL_SIGN_IN].workers, 2);
	ck_assert_int_eq(c.pool[POOL_SIGN_IN].recycle, 0);
	ck_assert_int_eq(c.pool[POOL_FILES].recycle, 5000);
	ck_assert_str_eq(c.pool[POOL_FILES].socket, "/run/files.sock");
	ck_assert_str_eq(c.pool[POOL_FILES].db_write.name, "w");
	ck_assert_str_eq(c.db_name, "accord");
	ck_assert_ptr_null(c.clamd_socket);
	ck_assert(!is_set(c.mail_from));
	ck_assert_ptr_null(c.disk_folder);
	ck_assert_int_eq(c.disk_floor_mb, 512);
	ck_assert_int_eq(c.hour_codes, 20);
	ck_assert_int_eq(c.hour_invitations, 30);
	ck_assert_int_eq(c.hour_comments, 100);
	ck_assert_int_eq(c.hour_drafts, 500);
	arena_free(a);
}
END_TEST

static const struct {
	struct str more;	/* after the good lines */
	const char *why;	/* a part of it */
} bad[] = {
	{ S_INIT("colour = red"), "line 23: 'colour' is not a key we know" },
	{ S_INIT("pages.colour = red"), "line 23: 'pages.colour' is not a key" },
	{ S_INIT("garden.socket = x"), "'garden.socket' is not a key" },
	{ S_INIT("pages = x"), "'pages' is not a key" },
	{ S_INIT(" = x"), "'' is not a key" },
	{ S_INIT("council"), "line 23: 'council' is not of the form" },
	{ S_INIT("\n\ncouncil = x"), "line 25: 'council' stands here a second time" },
	{ S_INIT("files.socket = x"), "'files.socket' stands here a second time" },
	{ S_INIT("pages.workers = 0"), "takes a number from 1 to 64" },
	{ S_INIT("pages.workers = 65"), "takes a number from 1 to 64" },
	{ S_INIT("pages.workers = 4 # four"), "takes a number" },
	{ S_INIT("pages.workers = -1"), "takes a number" },
	{ S_INIT("pages.workers ="), "takes a number" },
	{ S_INIT("pages.body_kb = 9000"), "'pages' needs an arena_mb" },
	{ S_INIT("demonstration = true"), "takes yes or no" },
	{ S_INIT("clock.moved_s = 5"), "'clock.moved_s' is only for" },
	{ S_INIT("clock.moved_s = -5"), "'clock.moved_s' is only for" },
	{ S_INIT("clock.moved_s = --5"), "takes a number" },
	{ S_INIT("log.level = loud"), "takes error, warn, info or debug" },
	{ S_INIT("db.host = db.example.org"), "'db.socket' or 'db.host' is needed" },
	{ S_INIT("mail.from = a\xff"), "line 23: 'value' is not plain" },
	{ S_INIT("mail.from = a\0b"), "line 23: 'value' is not plain" },
};

START_TEST(refused)
{
	struct arena *a = arena_new(1 << 20);
	struct config c;
	struct str why;
	struct out text;

	out_init(&text, a, 8192);
	out_lit(&text, GOOD);
	out_str(&text, bad[_i].more);
	ck_assert(!config_parse(a, out_str_of(&text), &c, &why));
	ck_assert_ptr_nonnull(strstr(str_cstr(a, why), bad[_i].why));
	arena_free(a);
}
END_TEST

/* Without each line that must be there in turn: refused, and named. */
START_TEST(missing)
{
	static const char *const needed[] = {
		"council", "origins", "keys.dir", "sql.dir", "pages.socket",
		"files.db_read_user", "sign-in.db_write_password_file",
	};
	struct arena *a = arena_new(1 << 20);
	struct str rest = S(GOOD), why;
	struct config c;
	struct out text;

	out_init(&text, a, 8192);
	while (rest.n > 0) {
		struct str line = str_cut(&rest, '\n');
		if (str_starts(line, str_of(needed[_i])))
			continue;
		out_str(&text, line);
		out_char(&text, '\n');
	}
	ck_assert(!config_parse(a, out_str_of(&text), &c, &why));
	ck_assert_ptr_nonnull(strstr(str_cstr(a, why), needed[_i]));
	ck_assert_ptr_nonnull(strstr(str_cstr(a, why), "is missing"));
	arena_free(a);
}
END_TEST

static const struct {
	const char *origins;
	bool good;
} origins[] = {
	{ "https://a.example", true },
	{ "https://a.example:8443 https://b.example", true },
	{ "http://localhost", true },
	{ "http://127.0.0.1:8080", true },
	{ "http://[::1]:8080", true },
	{ "http://a.example", false },
	{ "http://localhost.example", false },
	{ "https://", false },
	{ "https://a.example/", false },
	{ "https://A.example", false },
	{ "a.example", false },
	{ "", false },
};

START_TEST(own_origins)
{
	struct arena *a = arena_new(1 << 20);
	struct config c;
	struct str why, rest = S(GOOD);
	struct out text;

	out_init(&text, a, 8192);
	while (rest.n > 0) {
		struct str line = str_cut(&rest, '\n');
		out_str(&text, str_starts(line, S("origins")) ? S("origins = ") : line);
		if (str_starts(line, S("origins")))
			out_str(&text, str_of(origins[_i].origins));
		out_char(&text, '\n');
	}
	ck_assert(config_parse(a, out_str_of(&text), &c, &why) == origins[_i].good);
	arena_free(a);
}
END_TEST

static const struct {
	const char *now;
	int64_t offset_s;	/* from 3 March 2026, ten o'clock; -1: refused */
} moved[] = {
	{ "2026-03-03T10:00:00Z", 0 },
	{ "2026-03-03T10:01:05Z", 65 },
	{ "2026-03-04T09:59:59Z", 86399 },
	{ "2026-03-03 10:00:00Z", -1 },
	{ "2026-03-03T10:00:00", -1 },
	{ "2026-02-30T10:00:00Z", -1 },
	{ "2026-03-03T24:00:00Z", -1 },
	{ "2026-03-03T10:60:00Z", -1 },
	{ "2026-03-03T1:000:00Z", -1 },
	{ "", -1 },
};

START_TEST(now)
{
	struct date day;
	struct config c = { .demonstration = true }, real = { 0 };
	struct str why;
	bool good = moved[_i].offset_s >= 0;

	ck_assert(date_parse_iso(S("2026-03-03"), &day));
	struct stamp ten = stamp_of_utc(day, 10, 0, 0);
	ck_assert(config_now(&c, str_of(moved[_i].now), ten, &why) == good);
	if (good)
		ck_assert_int_eq(c.now_offset_us, moved[_i].offset_s * 1000000);
	/* where real people's deadlines run, nobody moves the clock */
	ck_assert(!config_now(&real, str_of(moved[_i].now), ten, &why));
}
END_TEST

START_TEST(secret)
{
	char path[] = "/tmp/accord-secret-XXXXXX";
	int fd = mkstemp(path);
	struct arena *a = arena_new(1 << 20);
	struct str s;

	ck_assert(fd >= 0 && write(fd, "hush\n", 5) == 5);
	ck_assert_int_eq(config_secret(a, path, &s), OK);
	ck_assert(str_eq(s, S("hush")));
	ck_assert_int_eq(fchmod(fd, 0640), 0);
	ck_assert_int_eq(config_secret(a, path, &s), E_INTERNAL);
	close(fd);
	unlink(path);
	ck_assert_int_eq(config_secret(a, path, &s), E_INTERNAL);
	arena_free(a);
}
END_TEST

static Suite *
suite(void)
{
	Suite *s = suite_create("config");
	TCase *t = tcase_create("config");

	tcase_add_test(t, values);
	tcase_add_loop_test(t, refused, 0, COUNT(bad));
	tcase_add_loop_test(t, missing, 0, 7);
	tcase_add_loop_test(t, own_origins, 0, COUNT(origins));
	tcase_add_loop_test(t, now, 0, COUNT(moved));
	tcase_add_test(t, secret);
	suite_add_tcase(s, t);
	return s;
}

int
main(void)
{
	return tap_main("config", suite());
}
