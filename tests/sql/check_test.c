/*
 * Does the comparison of queries with the schema see what does not fit?
 */
#include "tests/sql/test_db.h"
#include "tests/sql/thing.h"
#include "tests/tap.h"

static struct db *db;
static struct arena *a;

static void
set_up(void)
{
	struct db_config config = test_config();

	a = arena_new((size_t)1024 * 1024);
	test_database(&config, "check");
	db = test_open(&config);
	ck_assert_int_eq(db_text(db, S(THING_TABLE)), OK);
	ck_assert_int_eq(db_end(db, true), OK);
}

static void
tear_down(void)
{
	db_close(db);
	arena_free(a);
}

static const struct {
	const char *sql, *words;	/* words NULL: it fits */
	struct db_col col;
} fits[] = {
	{ "SELECT id FROM thing", NULL, { "id", DB_ID, false, 0 } },
	{ "SELECT note FROM thing", NULL, { "note", DB_TEXT, true, 0 } },
	{ "SELECT note FROM thing", "q: note may be NULL", { "note", DB_TEXT, false, 0 } },
	{ "SELECT t.name FROM thing s LEFT JOIN thing t ON t.id = s.n",
	    "q: name may be NULL", { "name", DB_TEXT, false, 0 } },
	{ "SELECT name FROM thing", "q: note stands where the statement has name",
	    { "note", DB_TEXT, false, 0 } },
	{ "SELECT name FROM thing", "q: name is not bytes", { "name", DB_BYTES, false, 0 } },
	{ "SELECT `blob` FROM thing", "q: blob is not text", { "blob", DB_TEXT, true, 0 } },
	{ "SELECT `blob` FROM thing", "q: blob is not BINARY(16)",
	    { "blob", DB_PID, true, 0 } },
	{ "SELECT pid FROM thing", NULL, { "pid", DB_PID, false, 0 } },
	{ "SELECT colour FROM thing", NULL, { "colour", DB_ENUM, false, 0 } },
	{ "SELECT n FROM thing", "q: n is not TINYINT UNSIGNED", { "n", DB_ENUM, false, 0 } },
	{ "SELECT p FROM thing", "q: p is not BIGINT", { "p", DB_MONEY, false, 0 } },
	{ "SELECT n FROM thing", "q: n is not SMALLINT", { "n", DB_POINTS, false, 0 } },
	{ "SELECT cash FROM thing", "q: cash is not TINYINT, SMALLINT or INT",
	    { "cash", DB_INT, false, 0 } },
	{ "SELECT COUNT(*) AS n FROM thing", NULL, { "n", DB_INT, false, 0 } },
	{ "SELECT EXISTS (SELECT 1 FROM thing) AS here", NULL, { "here", DB_BOOL, false, 0 } },
	{ "SELECT SUM(cash) AS cash FROM thing", "q: cash is not BIGINT",
	    { "cash", DB_MONEY, true, 0 } },
	{ "SELECT COALESCE(CAST(SUM(cash) AS SIGNED), 0) AS cash FROM thing", NULL,
	    { "cash", DB_MONEY, false, 0 } },
	{ "SELECT at FROM thing", NULL, { "at", DB_STAMP, false, 0 } },
	{ "SELECT MAX(at) AS at FROM thing", NULL, { "at", DB_STAMP, true, 0 } },
	{ "SELECT at FROM thing", "q: at is not DATE", { "at", DB_DATE, false, 0 } },
	{ "SELECT day FROM thing", "q: day is not DATETIME(6)", { "day", DB_STAMP, false, 0 } },
	{ "SELECT nothing FROM thing", "q: cannot be prepared", { "n", DB_INT, true, 0 } },
};

START_TEST(a_query_is_compared_with_the_schema)
{
	const struct db_query q = { .name = "q", .kind = DB_MANY, .sql = fits[_i].sql,
	    .out = &fits[_i].col, .n_out = 1, .row_size = sizeof(struct thing) };
	struct out o;

	out_init(&o, a, 1000);
	bool fit = db_check_query(db, a, &q, &o);
	char *said = str_cstr(a, out_str_of(&o));
	ck_assert_msg(fit == (fits[_i].words == NULL), "%s: %s", q.sql, said);
	ck_assert_msg(fit || strstr(said, fits[_i].words) != NULL, "%s: %s", q.sql, said);
	ck_assert_int_eq(db_text(db, S("SELECT 1")), OK);
}
END_TEST

static Suite *
suite(void)
{
	Suite *s = suite_create("check");
	TCase *c = tcase_create("check");

	tcase_add_checked_fixture(c, set_up, tear_down);
	tcase_set_timeout(c, 30);
	tcase_add_loop_test(c, a_query_is_compared_with_the_schema, 0, COUNT(fits));
	suite_add_tcase(s, c);
	return s;
}

int
main(void)
{
	return tap_main("check", suite());
}
