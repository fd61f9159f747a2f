/*
 * Values on their way to a real MariaDB and back: every type, none and NULL, the
 * edges of each range and what lies beyond them.
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

	a = arena_new((size_t)64 * 1024 * 1024);
	test_database(&config, "values");
	db = test_open(&config);
	ck_assert_int_eq(db_text(db, S(THING_TABLE)), OK);
	ck_assert_int_eq(db_end(db, true), OK);
	test_log_clear();
}

static void
tear_down(void)
{
	db_close(db);
	arena_free(a);
}

static size_t
count(void)
{
	const struct thing *v;
	size_t n;

	ck_assert_int_eq(thing_all(db, a, &v, &n), OK);
	ck_assert_int_eq(db_end(db, false), OK);
	return n;
}

START_TEST(none_comes_back_as_none)
{
	struct thing t = thing_sample("none"), got;
	int64_t id;

	ck_assert_int_eq(thing_add(db, &t, &id), OK);
	ck_assert_int_eq(id, 1);
	ck_assert_int_eq(thing_by_name(db, a, S("none"), &got), OK);
	ck_assert_int_eq(got.id, 1);
	ck_assert(pid_eq(got.pid, t.pid));
	ck_assert(str_eq(got.name, t.name));
	ck_assert(!is_set(got.note) && !is_set(got.blob) && !is_set(got.m));
	ck_assert(!is_set(got.q) && !is_set(got.owed) && !is_set(got.until));
	ck_assert(!is_set(got.gone) && got.wish == NO_COLOUR);
	ck_assert(got.colour == RED && got.on && got.n == -7 && got.p.n == 118);
	ck_assert_int_eq(got.cash.pence, t.cash.pence);
	ck_assert_int_eq(got.day.days, t.day.days);
	ck_assert_int_eq(got.at.us, t.at.us);
	ck_assert_uint_eq(db_statements(db), 2);
}
END_TEST

START_TEST(values_come_back_as_they_went)
{
	static char bytes[300000];
	struct thing t = thing_sample("full é 😀 '\"\\"), got;
	int64_t id;

	for (size_t i = 0; i < sizeof bytes; i++)
		bytes[i] = (char)(i * 7);
	t.note = S("");
	t.blob = (struct str){ bytes, sizeof bytes };
	t.wish = GREEN;
	t.on = false;
	t.m = INT32_MAX;
	t.q = (struct points){ -32767 };
	t.owed = (struct money){ INT64_MAX };
	t.until = date_of((struct ymd){ 1900, 1, 1 });
	t.day = date_of((struct ymd){ 2199, 12, 31 });
	t.at = stamp_of_utc(date_of((struct ymd){ 1969, 12, 31 }), 23, 59, 59);
	t.gone = stamp_of_utc(t.day, 0, 0, 1);
	ck_assert_int_eq(thing_add(db, &t, &id), OK);
	ck_assert_int_eq(db_end(db, true), OK);
	ck_assert_int_eq(thing_by_name(db, a, t.name, &got), OK);
	ck_assert(is_set(got.note) && got.note.n == 0);
	ck_assert(str_eq(got.blob, t.blob));
	ck_assert(got.wish == GREEN && !got.on && got.m == INT32_MAX);
	ck_assert_int_eq(got.q.n, -32767);
	ck_assert_int_eq(got.owed.pence, INT64_MAX);
	ck_assert_int_eq(got.until.days, t.until.days);
	ck_assert_int_eq(got.day.days, t.day.days);
	ck_assert_int_eq(got.at.us, t.at.us);
	ck_assert_int_eq(got.gone.us, t.gone.us);
}
END_TEST

START_TEST(many_gives_all_rows_in_order)
{
	char name[20];
	const struct thing *v;
	size_t n;

	ck_assert_uint_eq(count(), 0);
	for (int i = 0; i < 300; i++) {
		snprintf(name, sizeof name, "row %d", i);
		struct thing t = thing_sample(name);
		int64_t id;
		t.note = str_of(name);
		ck_assert_int_eq(thing_add(db, &t, &id), OK);
	}
	ck_assert_int_eq(thing_all(db, a, &v, &n), OK);
	ck_assert_uint_eq(n, 300);
	for (int i = 0; i < 300; i++) {
		snprintf(name, sizeof name, "row %d", i);
		ck_assert(str_eq(v[i].name, str_of(name)) && str_eq(v[i].note, v[i].name));
	}
	ck_assert_uint_eq(db_statements(db), 301);
}
END_TEST

static const char *const bad[] = {
	"p has no value", "n has no value", "name has no value", "colour is out of range",
	"day is out of range", "day is out of range", "at is out of range",
};

START_TEST(a_value_outside_its_type_is_not_sent)
{
	struct thing t = thing_sample("bad");
	int64_t id;

	switch (_i) {
	case 0: t.p = POINTS_NONE; break;
	case 1: t.n = INT_NONE; break;
	case 2: t.name = STR_NONE; break;
	case 3: t.colour = (enum colour)256; break;
	case 4: t.day.days = date_of((struct ymd){ 2199, 12, 31 }).days + 1; break;
	case 5: t.day.days = date_of((struct ymd){ 1900, 1, 1 }).days - 1; break;
	default: t.at = (struct stamp){ INT64_MAX }; break;
	}
	ck_assert_int_eq(thing_add(db, &t, &id), E_DB);
	ck_assert_msg(test_logged(bad[_i]), "%s", test_log);
	ck_assert_int_eq(db_end(db, true), E_DB);
	ck_assert_uint_eq(count(), 0);
}
END_TEST

static const struct {
	const char *column, *words;
	enum db_type type;
} taken[] = {
	{ "40000", "v is out of range", DB_POINTS },
	{ "-32768", "v is out of range", DB_POINTS },
	{ "2147483648", "v is out of range", DB_INT },
	{ "256", "v is out of range", DB_ENUM },
	{ "-1", "v is out of range", DB_ENUM },
	{ "2", "v is out of range", DB_BOOL },
	{ "NULL", "v is NULL", DB_INT },
	{ "NULL", "v is NULL", DB_TEXT },
	{ "CAST('1899-12-31' AS DATE)", "v is out of range", DB_DATE },
	{ "CAST('2200-01-01' AS DATETIME(6))", "v is out of range", DB_STAMP },
	{ "'too short'", "v is out of range", DB_PID },
	{ "'this is seventeen'", "v was cut short", DB_PID },
	{ "18446744073709551615", "v was cut short", DB_ID },
};

START_TEST(a_value_outside_its_type_is_not_taken)
{
	char sql[100];
	const struct db_col cols[] = { { "v", taken[_i].type, false, 0 } };
	const struct db_query q = { .name = "taken", .kind = DB_ONE, .sql = sql,
	    .out = cols, .n_out = 1, .row_size = sizeof(struct thing) };
	struct thing room;

	snprintf(sql, sizeof sql, "SELECT %s AS v", taken[_i].column);
	ck_assert_int_eq(db_one(db, a, &q, NULL, &room), E_DB);
	ck_assert_msg(test_logged(taken[_i].words), "%s", test_log);
	ck_assert_int_eq(db_end(db, false), E_DB);
}
END_TEST

static Suite *
suite(void)
{
	Suite *s = suite_create("values");
	TCase *c = tcase_create("values");

	tcase_add_checked_fixture(c, set_up, tear_down);
	tcase_set_timeout(c, 30);
	tcase_add_test(c, none_comes_back_as_none);
	tcase_add_test(c, values_come_back_as_they_went);
	tcase_add_test(c, many_gives_all_rows_in_order);
	tcase_add_loop_test(c, a_value_outside_its_type_is_not_sent, 0, COUNT(bad));
	tcase_add_loop_test(c, a_value_outside_its_type_is_not_taken, 0, COUNT(taken));
	suite_add_tcase(s, c);
	return s;
}

int
main(void)
{
	return tap_main("values", suite());
}
