/*
 * How the server finds the rows of every statement there is, with the tables of
 * a full council: by an index, never by reading a table that grows.
 */
#include "core/base/civil.h"
#include "sql/migrate.h"
#include "tests/sql/full_council.h"
#include "tests/tap.h"

#define ARGS_MAX 64
#define SCAN_MOST 50		/* rows that may be read without an index */
#define ROWS_MOST 2000		/* rows that may be looked at with one */

/* What may read a whole table, and why. */
static const struct { const char *query, *why; } exceptions[] = {
	{ "mail_claim", "what waits to be sent is little, and the key finds just that" },
	{ "chain_cases", "walks through all cases by key, a number at a time" },
	{ "chain_accounts", "walks through all accounts by key, a number at a time" },
	{ "chain_letters", "walks through all letters by key, a number at a time" },
	{ "chain_comments", "walks through all comments by key, a number at a time" },
	{ "chain_documents", "walks through all documents by key, a number at a time" },
	{ "chain_names_lost", "goes through the whole record, as verifying does" },
	{ "sweep_sessions", "at night, a number at a time" },
	{ "sweep_mail_codes", "at night, a number at a time" },
	{ "sweep_mail_words", "at night, a number at a time" },
	{ "sweep_mail", "at night, a number at a time" },
	{ "sweep_forms", "at night, a number at a time" },
	{ "sweep_email_changes", "at night, a number at a time" },
	{ "sweep_totp_new", "at night, a number at a time" },
	{ "sweep_failures", "at night, a number at a time" },
	{ "sweep_recovery_codes", "at night, a number at a time" },
	{ "sweep_drafts", "at night, a number at a time" },
	{ "letters_unopened", "in the jobs; the key finds what is unopened and new" },
	{ "demo_letters_opened", "once, when a demonstration is loaded" },
	{ "late_unkepts", "in the jobs: what is overdue, a number at a time" },
	{ "entries_lapsed", "in the jobs: entries that are open are few, two at a time" },
	{ "steps_away", "in the jobs, a number at a time" },
	{ "migrations", "reads what was applied, when the schema is brought up to date" },
	{ "demo_mail_sent", "once, when a demonstration is loaded" },
	{ "jobs_done", "one row a task" },
	{ "installation_is", "counts the people, once, when a demonstration is loaded" },
};

struct step {			/* a line of EXPLAIN */
	struct str table, type, key, rows, extra;
};

static const struct db_col step_cols[] = {
	{ "id", DB_TEXT, true, offsetof(struct step, extra) },
	{ "select_type", DB_TEXT, true, offsetof(struct step, extra) },
	{ "table", DB_TEXT, true, offsetof(struct step, table) },
	{ "type", DB_TEXT, true, offsetof(struct step, type) },
	{ "possible_keys", DB_TEXT, true, offsetof(struct step, extra) },
	{ "key", DB_TEXT, true, offsetof(struct step, key) },
	{ "key_len", DB_TEXT, true, offsetof(struct step, extra) },
	{ "ref", DB_TEXT, true, offsetof(struct step, extra) },
	{ "rows", DB_TEXT, true, offsetof(struct step, rows) },
	{ "Extra", DB_TEXT, true, offsetof(struct step, extra) },
};

static struct db *db;
static struct arena *a;

static bool
is_excepted(const char *name)
{
	for (size_t i = 0; i < COUNT(exceptions); i++)
		if (strcmp(exceptions[i].query, name) == 0)
			return true;
	return false;
}

/* A value of each type, such that rows are found: see tests/sql/full_council.h. */
static const void *
sample(enum db_type type)
{
	static const int64_t id = FULL_ID / 8;
	static const int number = 4;
	static const bool yes = true;
	static const struct points points = { 4 };
	static const struct money money = { 4 };
	static struct date day;
	static struct stamp at;
	static struct str text = S_INIT("160");
	static struct pid pid = { { 1 } };

	day = date_of((struct ymd){ 2026, 1, 7 });
	at = stamp_of_utc(day, 12, 0, 0);
	switch (type) {
	case DB_ID: return &id;
	case DB_INT: case DB_ENUM: return &number;
	case DB_BOOL: return &yes;
	case DB_POINTS: return &points;
	case DB_MONEY: return &money;
	case DB_DATE: return &day;
	case DB_STAMP: return &at;
	case DB_TEXT: case DB_BYTES: return &text;
	case DB_PID: return &pid;
	case DB_TYPES: break;
	}
	abort();
}

static bool
is_bad(const struct step *s)
{
	bool scan = str_eq(s->type, S("ALL")) || str_eq(s->type, S("index"));
	int64_t rows = 0;

	if (!is_set(s->table) || str_starts(s->table, S("<")))
		return false;	/* a table of the statement's own */
	(void)!str_int(s->rows, INT32_MAX, &rows);
	return rows > (scan ? SCAN_MOST : ROWS_MOST);
}

static bool
plan_is_good(const struct db_query *q, FILE *to)
{
	struct db_query explain = { .name = q->name, .kind = DB_MANY, .in = q->in,
	    .n_in = q->n_in, .out = step_cols, .n_out = COUNT(step_cols),
	    .row_size = sizeof(struct step) };
	const void *args[ARGS_MAX];
	struct out o;
	void *v;
	size_t n, bad = 0;

	ck_assert_uint_le(q->n_in, ARGS_MAX);
	for (size_t i = 0; i < q->n_in; i++)
		args[q->in[i].at] = sample(q->in[i].type);
	out_init(&o, a, 65536);
	out_lit(&o, "EXPLAIN ");
	out_str(&o, str_of(q->sql));
	explain.sql = str_cstr(a, out_str_of(&o));
	struct db_query *kept = ARENA_NEW(a, struct db_query);
	*kept = explain;	/* the connection remembers it by its address */
	ck_assert_msg(db_many(db, a, kept, args, &v, &n) == OK, "%s: %s", q->name, test_log);
	for (size_t i = 0; i < n; i++) {
		const struct step *s = (struct step *)v + i;
		if (!is_bad(s))
			continue;
		bad++;
		fprintf(to, "%s: of %.*s it looks at %.*s rows (%.*s, key %.*s)\n", q->name,
		    STR_ARG(s->table), STR_ARG(s->rows), STR_ARG(s->type), STR_ARG(s->key));
	}
	ck_assert_int_eq(db_end(db, false), OK);
	return bad == 0;
}

/* INSERT … VALUES finds nothing. */
static bool
finds_rows(const struct db_query *q)
{
	return q->kind != DB_INSERT && !str_starts(str_of(q->sql), S("INSERT"));
}

static void
set_up(void)
{
	struct db_config config = test_config();

	a = arena_new((size_t)512 * 1024 * 1024);
	config.statement_s = 60;
	test_database(&config, "plans");
	db = test_open(&config);
	ck_assert_msg(migrate(db, a, "sql/schema", (struct stamp){ 0 }) == OK, "%s", test_log);
	test_log_clear();
	full_council(db, a);
}

static void
tear_down(void)
{
	db_close(db);
	arena_free(a);
}

START_TEST(every_statement_finds_its_rows_by_an_index)
{
	size_t n = 0, bad = 0;

	for (size_t f = 0; db_all_queries[f] != NULL; f++)
		for (size_t i = 0; db_all_queries[f][i] != NULL; i++) {
			const struct db_query *q = db_all_queries[f][i];
			if (!finds_rows(q) || is_excepted(q->name))
				continue;
			n++;
			bad += !plan_is_good(q, stderr);
		}
	ck_assert_uint_gt(n, 0);
	ck_assert_msg(bad == 0, "%zu of %zu read too much: the test's log has them", bad, n);
}
END_TEST

/* A test that never complains is worth nothing. */
START_TEST(a_scan_is_seen)
{
	static const struct db_query scan = { .name = "scan", .kind = DB_MANY,
	    .sql = "SELECT child_name FROM casefile WHERE called = 'x'" };
	FILE *nowhere = fopen("/dev/null", "w");

	ck_assert(!plan_is_good(&scan, nowhere));
	fclose(nowhere);
}
END_TEST

static Suite *
suite(void)
{
	Suite *s = suite_create("plans");
	TCase *c = tcase_create("plans");

	tcase_set_timeout(c, 180);
	tcase_add_unchecked_fixture(c, set_up, tear_down);
	tcase_add_test(c, every_statement_finds_its_rows_by_an_index);
	tcase_add_test(c, a_scan_is_seen);
	suite_add_tcase(s, c);
	return s;
}

int
main(void)
{
	return tap_main("plans", suite());
}
