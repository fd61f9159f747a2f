/*
 * Every statement there is, against the real schema: can it be prepared, and
 * are its columns those of its row?
 */
#include "core/base/civil.h"
#include "sql/migrate.h"
#include "tests/sql/test_db.h"
#include "tests/tap.h"

#define LIST_LIMIT ((size_t)1024 * 1024)

START_TEST(every_query_fits_the_schema)
{
	struct db_config config = test_config();
	struct arena *a = arena_new((size_t)256 * 1024 * 1024);
	struct out o;
	size_t n = 0, bad = 0;

	test_database(&config, "queries");
	struct db *db = test_open(&config);
	ck_assert_msg(migrate(db, a, "sql/schema", (struct stamp){ 0 }) == OK, "%s", test_log);
	test_log_clear();
	out_init(&o, a, LIST_LIMIT);
	for (size_t f = 0; db_all_queries[f] != NULL; f++)
		for (size_t q = 0; db_all_queries[f][q] != NULL; q++, n++)
			bad += !db_check_query(db, a, db_all_queries[f][q], &o);
	ck_assert_uint_gt(n, 0);
	fprintf(stderr, "%s%s", str_cstr(a, out_str_of(&o)), test_log);
	ck_assert_msg(bad == 0, "%zu of %zu do not fit: the test's log has them", bad, n);
	db_close(db);
	arena_free(a);
}
END_TEST

static Suite *
suite(void)
{
	Suite *s = suite_create("queries");
	TCase *c = tcase_create("queries");

	tcase_set_timeout(c, 120);
	tcase_add_test(c, every_query_fits_the_schema);
	suite_add_tcase(s, c);
	return s;
}

int
main(void)
{
	return tap_main("queries", suite());
}
