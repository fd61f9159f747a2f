/*
 * Migrations on a real MariaDB: each statement once, on where it stopped, and
 * nothing that has run may change.
 */
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "gen/q_migration.h"
#include "sql/migrate.h"
#include "tests/sql/test_db.h"
#include "tests/tap.h"

#define NOW ((struct stamp){ 1000000 })

static struct db_config config;
static struct db *db;
static struct arena *a;
static char dir[] = "/tmp/accord-migrate-XXXXXX";

static void
put(const char *name, const char *text)
{
	char path[200];

	snprintf(path, sizeof path, "%s/%s", dir, name);
	FILE *f = fopen(path, "w");
	ck_assert(f != NULL && fputs(text, f) >= 0 && fclose(f) == 0);
}

static void
drop(const char *name)
{
	char path[200];

	snprintf(path, sizeof path, "%s/%s", dir, name);
	unlink(path);
}

static void
set_up(void)
{
	memcpy(dir, "/tmp/accord-migrate-XXXXXX", sizeof dir);
	ck_assert(mkdtemp(dir) != NULL);
	config = test_config();
	a = arena_new((size_t)256 * 1024 * 1024);
	test_database(&config, "migrate");
	db = test_open(&config);
	test_log_clear();
	put("001-first.sql", "-- Two; of them.\nCREATE TABLE one (n INT NOT NULL);\n"
	    "# and more\nINSERT INTO one VALUES (1); /* ; */\n");
	put("002-second.sql", "CREATE TABLE two (s TEXT DEFAULT ';');\n");
	put("README", "not; a; migration");
}

static void
tear_down(void)
{
	const char *const names[] = { "001-first.sql", "002-second.sql", "003-third.sql",
	    "README" };

	for (size_t i = 0; i < COUNT(names); i++)
		drop(names[i]);
	rmdir(dir);
	db_close(db);
	arena_free(a);
}

/* How many statements the journal says have run; -1: one is begun only. */
static int
journal(void)
{
	struct migrations rows;
	int done = 0;

	ck_assert_int_eq(migrations(db, a, &rows), OK);
	ck_assert_int_eq(db_end(db, false), OK);
	for (size_t i = 0; i < rows.n; i++)
		done = !is_set(rows.v[i].at) || done < 0 ? -1 : done + 1;
	return done;
}

static bool
runs(const char *sql)
{
	enum err e = db_text(db, str_of(sql));

	return db_end(db, e == OK) == OK;
}

static const struct db_col count_cols[] = { { "n", DB_ID, false, 0 } };

static int64_t
rows_in(const char *table)
{
	char sql[100];
	const struct db_query q = { .name = "count", .kind = DB_ONE, .sql = sql,
	    .out = count_cols, .n_out = 1, .row_size = sizeof(int64_t) };
	int64_t n;

	snprintf(sql, sizeof sql, "SELECT COUNT(*) AS n FROM %s", table);
	ck_assert_int_eq(db_one(db, a, &q, NULL, &n), OK);
	db_close(db);		/* the next q may be another at the same place */
	db = test_open(&config);
	return n;
}

START_TEST(each_statement_runs_once)
{
	ck_assert_int_eq(migrate(db, a, dir, NOW), OK);
	ck_assert_int_eq(journal(), 3);
	ck_assert_int_eq(migrate(db, a, dir, NOW), OK);
	ck_assert_int_eq(journal(), 3);
	ck_assert_int_eq(rows_in("one"), 1);
	ck_assert(runs("INSERT INTO two VALUES ()"));
	put("003-third.sql", "ALTER TABLE two ADD n INT;");
	ck_assert_int_eq(migrate(db, a, dir, NOW), OK);
	ck_assert_int_eq(journal(), 4);
	ck_assert(runs("UPDATE two SET n = 1"));
}
END_TEST

static const struct {
	const char *name, *text;	/* text NULL: the file is removed */
	const char *words;
} changes[] = {
	{ "001-first.sql", "CREATE TABLE one (n BIGINT NOT NULL);\nINSERT INTO one VALUES (1);\n",
	    "001-first.sql, statement 1: was changed after it had run here" },
	{ "001-first.sql", "CREATE TABLE one (n INT NOT NULL);\n",
	    "a statement that has run here is in no file" },
	{ "002-second.sql", NULL, "a statement that has run here is in no file" },
	{ "001-also.sql", "CREATE TABLE late (n INT);\n",
	    "001-also.sql, statement 1: is new but comes before what has run here" },
};

START_TEST(what_has_run_may_not_change)
{
	ck_assert_int_eq(migrate(db, a, dir, NOW), OK);
	if (changes[_i].text != NULL)
		put(changes[_i].name, changes[_i].text);
	else
		drop(changes[_i].name);
	put("003-third.sql", "CREATE TABLE three (n INT);");
	ck_assert_int_eq(migrate(db, a, dir, NOW), E_CONFLICT);
	drop("001-also.sql");
	ck_assert_msg(test_logged(changes[_i].words), "%s", test_log);
	ck_assert_msg(!runs("INSERT INTO three VALUES (1)"), "it went on all the same");
}
END_TEST

START_TEST(words_about_a_statement_may_change)
{
	ck_assert_int_eq(migrate(db, a, dir, NOW), OK);
	put("001-first.sql", "-- Better words.\n\nCREATE TABLE one (n INT NOT NULL);\n"
	    "INSERT INTO one VALUES (1);\n-- The end");
	ck_assert_int_eq(migrate(db, a, dir, NOW), OK);
}
END_TEST

START_TEST(a_procedure_ends_at_its_end)
{
	put("003-third.sql", "CREATE PROCEDURE p(n INT)\nBEGIN\n\tIF n = 1 THEN\n"
	    "\t\tINSERT INTO one VALUES (2);\n\tEND IF;\nEND;\n"
	    "CREATE TRIGGER t AFTER INSERT ON two FOR EACH ROW CALL p(1);\n");
	ck_assert_int_eq(migrate(db, a, dir, NOW), OK);
	ck_assert_int_eq(journal(), 5);
	ck_assert(runs("INSERT INTO two VALUES ()"));
	ck_assert_int_eq(rows_in("one"), 2);
}
END_TEST

START_TEST(a_failed_statement_can_be_mended)
{
	put("002-second.sql", "CREATE TABLE two (n INT);\nCREATE TABLE one (n INT);\n"
	    "CREATE TABLE three (n INT);\n");
	for (int i = 0; i < 2; i++) {	/* "exists" is no excuse the second time */
		ck_assert_int_eq(migrate(db, a, dir, NOW), E_DB);
		ck_assert(test_logged("002-second.sql, statement 2: failed and has not run"));
		ck_assert_int_eq(journal(), 3);
	}
	put("002-second.sql", "CREATE TABLE two (n INT);\nCREATE TABLE oneone (n INT);\n"
	    "CREATE TABLE three (n INT);\n");
	ck_assert_int_eq(migrate(db, a, dir, NOW), OK);
	ck_assert_int_eq(journal(), 5);
}
END_TEST

/* As after a kill between the statement and its note. */
START_TEST(a_run_that_died_goes_on)
{
	ck_assert_int_eq(migrate(db, a, dir, NOW), OK);
	ck_assert(runs("UPDATE migration SET at = NULL WHERE file = '002-second.sql'"));
	ck_assert_int_eq(journal(), -1);
	put("003-third.sql", "CREATE TABLE three (n INT);");
	ck_assert_int_eq(migrate(db, a, dir, NOW), OK);
	ck_assert_int_eq(journal(), 4);
	ck_assert(runs("INSERT INTO three VALUES (1)"));
}
END_TEST

/* Rows and their note are one transaction: a kill leaves neither. */
START_TEST(a_killed_run_goes_on)
{
	put("002-second.sql", "INSERT INTO one SELECT 2 + SLEEP(2);\n"
	    "CREATE TABLE two (n INT);\n");
	pid_t child = fork();
	ck_assert_int_ge(child, 0);
	if (child == 0) {
		struct db *own;
		_exit(db_open(&config, &own) != OK || migrate(own, a, dir, NOW) != OK);
	}
	usleep(1000 * 1000);
	ck_assert_int_eq(journal(), -1);
	kill(child, SIGKILL);
	waitpid(child, NULL, 0);
	ck_assert_int_eq(migrate(db, a, dir, NOW), OK);
	ck_assert_int_eq(journal(), 4);
	ck_assert_int_eq(rows_in("one"), 2);
}
END_TEST

START_TEST(two_at_once_is_one_too_many)
{
	struct migration_lock lock;
	struct db *other = test_open(&config);

	ck_assert_int_eq(migration_lock(other, a, &lock), OK);
	ck_assert(lock.held);
	ck_assert_int_eq(migrate(db, a, dir, NOW), E_BUSY);
	ck_assert(test_logged("somebody else is migrating it"));
	db_close(other);
	ck_assert_int_eq(migrate(db, a, dir, NOW), OK);
}
END_TEST

static const char *const broken[] = {
	"CREATE TABLE three (n INT)", "CREATE TABLE three (s TEXT DEFAULT ';",
	"CREATE TABLE three (n INT) /* ;",
};

START_TEST(a_broken_file_runs_nothing)
{
	put("003-third.sql", broken[_i]);
	ck_assert_int_eq(migrate(db, a, dir, NOW), E_INTERNAL);
	ck_assert(test_logged("003-third.sql, statement 1: does not end with ;"));
	ck_assert(!runs("INSERT INTO one VALUES (1)"));
}
END_TEST

START_TEST(a_folder_that_is_not_there)
{
	ck_assert_int_eq(migrate(db, a, "/tmp/accord-nothing", NOW), E_INTERNAL);
	ck_assert(test_logged("/tmp/accord-nothing"));
}
END_TEST

START_TEST(grants_run_each_time)
{
	char path[200];

	put("README", "-- Rights.\nCREATE TABLE IF NOT EXISTS g (n INT); INSERT INTO g VALUES (1);");
	snprintf(path, sizeof path, "%s/README", dir);
	ck_assert_int_eq(migrate_grants(db, a, path), OK);
	ck_assert_int_eq(migrate_grants(db, a, path), OK);
	ck_assert_int_eq(rows_in("g"), 2);
	put("README", "SELECT 1;\nGRANT nonsense;");
	ck_assert_int_eq(migrate_grants(db, a, path), E_DB);
	ck_assert(test_logged("README, statement 2: failed"));
	ck_assert(runs("SELECT 1"));
}
END_TEST

static Suite *
suite(void)
{
	Suite *s = suite_create("migrate");
	TCase *c = tcase_create("migrate");

	tcase_add_checked_fixture(c, set_up, tear_down);
	tcase_set_timeout(c, 40);
	tcase_add_test(c, each_statement_runs_once);
	tcase_add_loop_test(c, what_has_run_may_not_change, 0, COUNT(changes));
	tcase_add_test(c, words_about_a_statement_may_change);
	tcase_add_test(c, a_procedure_ends_at_its_end);
	tcase_add_test(c, a_failed_statement_can_be_mended);
	tcase_add_test(c, a_run_that_died_goes_on);
	tcase_add_test(c, a_killed_run_goes_on);
	tcase_add_test(c, two_at_once_is_one_too_many);
	tcase_add_loop_test(c, a_broken_file_runs_nothing, 0, COUNT(broken));
	tcase_add_test(c, a_folder_that_is_not_there);
	tcase_add_test(c, grants_run_each_time);
	suite_add_tcase(s, c);
	return s;
}

int
main(void)
{
	return tap_main("migrate", suite());
}
