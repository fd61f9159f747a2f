/*
 * The database layer on a real MariaDB: the four kinds of statement, errors, what
 * is refused after one, transactions at the same time, and lost connections.
 */
#include <unistd.h>

#include "core/base/civil.h"
#include "tests/sql/test_db.h"
#include "tests/sql/thing.h"
#include "tests/tap.h"

static const struct db_col text_in[] = { { "note", DB_TEXT, false, 0 } };
static const struct db_query rename_all = {
	.name = "thing_rename", .kind = DB_EXEC,
	.sql = "UPDATE thing SET note = ?", .in = text_in, .n_in = 1,
};
static const struct db_col number_col[] = { { "number", DB_ID, false, 0 } };
static const struct db_query connection = {
	.name = "connection", .kind = DB_ONE, .sql = "SELECT CONNECTION_ID() AS number",
	.out = number_col, .n_out = 1, .row_size = sizeof(int64_t),
};
static const struct db_query kill_now = {
	.name = "kill", .kind = DB_EXEC, .sql = "KILL ?", .in = number_col, .n_in = 1,
};

static struct db_config config;
static struct db *db;
static struct arena *a;

static void
set_up(void)
{
	config = test_config();
	a = arena_new((size_t)64 * 1024 * 1024);
	test_database(&config, "db");
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

static enum err
thing_lock(struct db *from, struct str name, struct thing *t)
{
	static struct db_query q;
	const void *const args[] = { &name };

	q = thing_select(DB_ONE, "SELECT " COLUMNS " FROM thing WHERE name = ? FOR UPDATE",
	    true);
	return db_one(from, a, &q, args, t);
}

static void
keep(const char *name)
{
	struct thing t = thing_sample(name);
	int64_t id;

	ck_assert_int_eq(thing_add(db, &t, &id), OK);
	ck_assert_int_eq(db_end(db, true), OK);
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

START_TEST(one_row_means_one)
{
	const struct db_query any = thing_select(DB_ONE, "SELECT " COLUMNS " FROM thing", false);
	struct thing t;

	memset(&t, 0, sizeof t);
	ck_assert_int_eq(thing_by_name(db, a, S("nobody"), &t), E_NOT_FOUND);
	ck_assert(!is_set(t.pid) && !is_set(t.name) && !is_set(t.note) && !is_set(t.at));
	ck_assert(!is_set(t.gone) && !is_set(t.day) && !is_set(t.cash) && !is_set(t.p));
	ck_assert(!is_set(t.m) && t.n == 0 && !t.on && t.colour == 0);
	keep("first");
	ck_assert_int_eq(db_one(db, a, &any, NULL, &t), OK);
	ck_assert_int_eq(db_end(db, true), OK);
	keep("second");
	ck_assert_int_eq(db_one(db, a, &any, NULL, &t), E_DB);
	ck_assert(test_logged("thing: 0 found more than one row"));
	ck_assert_int_eq(db_end(db, false), E_DB);
}
END_TEST

START_TEST(exec_counts_the_rows_it_matched)
{
	const struct str word = S("word");
	const void *const args[] = { &word };
	int64_t changed;

	keep("one");
	keep("two");
	ck_assert_int_eq(db_exec(db, &rename_all, args, &changed), OK);
	ck_assert_int_eq(changed, 2);
	ck_assert_int_eq(db_exec(db, &rename_all, args, &changed), OK);
	ck_assert_int_eq(changed, 2);
}
END_TEST

START_TEST(insert_of_nothing_is_not_found)
{
	const struct db_query nothing = { .name = "nothing", .kind = DB_INSERT,
	    .sql = "INSERT INTO thing SELECT * FROM thing WHERE id = 0" };
	int64_t id;

	ck_assert_int_eq(db_insert(db, &nothing, NULL, &id), E_NOT_FOUND);
	ck_assert_int_eq(db_end(db, true), OK);
}
END_TEST

START_TEST(nothing_is_sent_after_an_error)
{
	struct thing t = thing_sample("twice");
	const struct thing *v;
	size_t n;
	int64_t id;

	ck_assert_int_eq(thing_add(db, &t, &id), OK);
	ck_assert_int_eq(thing_add(db, &t, &id), E_CONFLICT);
	ck_assert(test_logged("thing_add: 1062"));
	ck_assert_msg(!test_logged("twice"), "the log tells a value: %s", test_log);
	unsigned sent = db_statements(db);
	ck_assert_int_eq(thing_all(db, a, &v, &n), E_CONFLICT);
	ck_assert_int_eq(db_text(db, S("SELECT 1")), E_CONFLICT);
	ck_assert_uint_eq(db_statements(db), sent);
	ck_assert_int_eq(db_end(db, true), E_CONFLICT);
	ck_assert_uint_eq(count(), 0);
}
END_TEST

START_TEST(a_statement_that_does_not_fit_is_refused)
{
	const struct db_query less = thing_select(DB_MANY, "SELECT id FROM thing", false);
	const struct db_query gone = thing_select(DB_MANY, "SELECT id FROM no_such_table", false);
	void *rows;
	size_t n;

	ck_assert_int_eq(db_many(db, a, &less, NULL, &rows, &n), E_DB);
	ck_assert(test_logged("not as many as declared"));
	ck_assert_int_eq(db_end(db, false), E_DB);
	ck_assert_int_eq(db_many(db, a, &gone, NULL, &rows, &n), E_DB);
	ck_assert(test_logged("1146") && test_logged("no_such_table"));
	ck_assert_int_eq(db_end(db, false), E_DB);
}
END_TEST

START_TEST(a_table_that_grows_does_not_overrun_its_row)
{
	const struct db_query star = thing_select(DB_MANY, "SELECT * FROM thing", false);
	void *rows;
	size_t n;

	ck_assert_int_eq(db_many(db, a, &star, NULL, &rows, &n), OK);
	ck_assert_int_eq(db_end(db, true), OK);
	ck_assert_int_eq(db_text(db, S("ALTER TABLE thing ADD more INT")), OK);
	ck_assert_int_eq(db_end(db, true), OK);
	ck_assert_int_eq(db_many(db, a, &star, NULL, &rows, &n), E_DB);
	ck_assert_int_eq(db_end(db, false), E_DB);
}
END_TEST

START_TEST(a_reading_session_cannot_write)
{
	struct db_config reading = config;
	struct thing t = thing_sample("reading"), got;
	int64_t id;

	keep("here");
	reading.read_only = true;
	struct db *reader = test_open(&reading);
	ck_assert_int_eq(thing_by_name(reader, a, S("here"), &got), OK);
	ck_assert_int_eq(thing_add(reader, &t, &id), E_DB);
	ck_assert(test_logged("1792"));
	ck_assert_int_eq(db_end(reader, true), E_DB);
	ck_assert_int_eq(thing_add(reader, &t, &id), E_DB);
	db_close(reader);
	ck_assert_uint_eq(count(), 1);
}
END_TEST

START_TEST(what_is_not_committed_is_gone)
{
	struct thing t = thing_sample("lost");
	int64_t id;

	ck_assert_int_eq(thing_add(db, &t, &id), OK);
	ck_assert_int_eq(db_end(db, false), OK);
	ck_assert_uint_eq(count(), 0);
	ck_assert_int_eq(thing_add(db, &t, &id), OK);
	db_close(db);
	db = test_open(&config);
	ck_assert_uint_eq(count(), 0);
}
END_TEST

START_TEST(of_two_at_once_one_is_told)
{
	const struct str words = S("words");
	const void *const args[] = { &words };
	struct thing t;
	int64_t changed;

	keep("shared");
	struct db *other = test_open(&config);
	ck_assert_int_eq(thing_by_name(db, a, S("shared"), &t), OK);
	ck_assert_int_eq(db_exec(other, &rename_all, args, &changed), OK);
	ck_assert_int_eq(db_end(other, true), OK);
	db_close(other);
	ck_assert_int_eq(thing_lock(db, S("shared"), &t), E_BUSY);
	ck_assert(test_logged("1020"));
	ck_assert_int_eq(db_end(db, true), E_BUSY);
	ck_assert_int_eq(thing_lock(db, S("shared"), &t), OK);
	ck_assert(str_eq(t.note, S("words")));
	ck_assert_int_eq(db_end(db, true), OK);
}
END_TEST

START_TEST(a_lock_that_takes_too_long_is_busy)
{
	struct thing t;

	keep("locked");
	struct db *other = test_open(&config);
	ck_assert_int_eq(thing_lock(other, S("locked"), &t), OK);
	ck_assert_int_eq(db_text(db, S("SET innodb_lock_wait_timeout = 1")), OK);
	ck_assert_int_eq(thing_lock(db, S("locked"), &t), E_BUSY);
	ck_assert(test_logged("1205"));
	ck_assert_int_eq(db_end(db, false), E_BUSY);
	db_close(other);
	ck_assert_int_eq(thing_lock(db, S("locked"), &t), OK);
}
END_TEST

static void
kill_connection(struct db *victim)
{
	int64_t number, changed;
	const void *const args[] = { &number };
	struct db *other = test_open(&config);

	ck_assert_int_eq(db_one(victim, a, &connection, NULL, &number), OK);
	ck_assert_int_eq(db_exec(other, &kill_now, args, &changed), OK);
	db_close(other);
	usleep(100 * 1000);
}

START_TEST(a_lost_connection_comes_back_with_the_next_transaction)
{
	struct thing t;

	keep("kept");
	kill_connection(db);
	ck_assert_int_eq(thing_by_name(db, a, S("kept"), &t), E_BUSY);
	ck_assert_int_eq(thing_by_name(db, a, S("kept"), &t), E_BUSY);
	ck_assert_int_eq(db_end(db, true), E_BUSY);
	for (int i = 0; i < 3; i++)	/* prepared again, and again usable */
		ck_assert_int_eq(thing_by_name(db, a, S("kept"), &t), OK);
	ck_assert_int_eq(db_end(db, true), OK);
}
END_TEST

START_TEST(a_commit_without_an_answer_is_busy)
{
	struct thing t = thing_sample("unsure");
	int64_t id;

	ck_assert_int_eq(thing_add(db, &t, &id), OK);
	kill_connection(db);
	ck_assert_int_eq(db_end(db, true), E_BUSY);
	ck_assert(test_logged("commit: "));
	ck_assert_uint_eq(count(), 0);
}
END_TEST

START_TEST(what_cannot_be_reached_is_busy_and_what_refuses_is_not)
{
	struct db_config other = config;
	struct db *none;

	other.socket = "/tmp/accord-no-such-socket";
	ck_assert_int_eq(db_open(&other, &none), E_BUSY);
	ck_assert_int_eq(thing_by_name(none, a, S("x"), &(struct thing){ 0 }), E_BUSY);
	ck_assert_int_eq(db_end(none, true), E_BUSY);
	db_close(none);
	other = config;
	other.password = "wrong";
	ck_assert_int_eq(db_open(&other, &none), E_DB);
	ck_assert(test_logged("1045"));
	db_close(none);
	db_close(NULL);
}
END_TEST

START_TEST(a_server_set_otherwise_is_refused)
{
	struct db_config other = config;
	struct db *none;

	other.name = "information_schema";	/* its character set is utf8mb3 */
	ck_assert_int_eq(db_open(&other, &none), E_DB);
	ck_assert_msg(test_logged("server: 0 must be set to a utf8mb4 database"), "%s",
	    test_log);
	db_close(none);
}
END_TEST

START_TEST(a_full_arena_leaves_the_connection_usable)
{
	struct arena *volatile whole = a;
	struct arena *volatile tiny = arena_new(64);
	const struct thing *v;
	size_t n;
	jmp_buf full;

	keep("big");
	arena_on_full(tiny, &full);
	if (setjmp(full) == 0) {
		(void)!thing_all(db, tiny, &v, &n);
		ck_abort_msg("it fitted");
	}
	arena_free(tiny);
	a = whole;
	ck_assert_int_eq(db_end(db, false), OK);
	ck_assert_uint_eq(count(), 1);
}
END_TEST

static Suite *
suite(void)
{
	Suite *s = suite_create("db");
	TCase *c = tcase_create("db");

	tcase_add_checked_fixture(c, set_up, tear_down);
	tcase_set_timeout(c, 30);
	tcase_add_test(c, one_row_means_one);
	tcase_add_test(c, exec_counts_the_rows_it_matched);
	tcase_add_test(c, insert_of_nothing_is_not_found);
	tcase_add_test(c, nothing_is_sent_after_an_error);
	tcase_add_test(c, a_statement_that_does_not_fit_is_refused);
	tcase_add_test(c, a_table_that_grows_does_not_overrun_its_row);
	tcase_add_test(c, a_reading_session_cannot_write);
	tcase_add_test(c, what_is_not_committed_is_gone);
	tcase_add_test(c, of_two_at_once_one_is_told);
	tcase_add_test(c, a_lock_that_takes_too_long_is_busy);
	tcase_add_test(c, a_lost_connection_comes_back_with_the_next_transaction);
	tcase_add_test(c, a_commit_without_an_answer_is_busy);
	tcase_add_test(c, what_cannot_be_reached_is_busy_and_what_refuses_is_not);
	tcase_add_test(c, a_server_set_otherwise_is_refused);
	tcase_add_test(c, a_full_arena_leaves_the_connection_usable);
	suite_add_tcase(s, c);
	return s;
}

int
main(void)
{
	return tap_main("db", suite());
}
