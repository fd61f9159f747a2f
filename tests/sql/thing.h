/*
 * A table with a column of every type, for the tests of the database layer.
 */
#ifndef TESTS_SQL_THING_H
#define TESTS_SQL_THING_H

#include "core/base/civil.h"
#include "tests/sql/test_db.h"

enum colour { NO_COLOUR, RED, GREEN };

struct thing {
	int64_t id;
	struct pid pid;
	struct str name, note, blob;
	enum colour colour, wish;
	bool on;
	int n, m;
	struct points p, q;
	struct money cash, owed;
	struct date day, until;
	struct stamp at, gone;
};

#define FIELDS(X)							\
	X(pid, DB_PID, false) X(name, DB_TEXT, false) X(note, DB_TEXT, true)	\
	X(blob, DB_BYTES, true) X(colour, DB_ENUM, false) X(wish, DB_ENUM, true) \
	X(on, DB_BOOL, false) X(n, DB_INT, false) X(m, DB_INT, true)	\
	X(p, DB_POINTS, false) X(q, DB_POINTS, true) X(cash, DB_MONEY, false)	\
	X(owed, DB_MONEY, true) X(day, DB_DATE, false) X(until, DB_DATE, true)	\
	X(at, DB_STAMP, false) X(gone, DB_STAMP, true)

#define COL(name, type, null) { #name, type, null, offsetof(struct thing, name) },
static const struct db_col thing_cols[] = { COL(id, DB_ID, false) FIELDS(COL) };
enum {
#define NUMBER(name, type, null) AT_##name,
	FIELDS(NUMBER)
	THING_FIELDS
};
#define IN(name, type, null) { #name, type, null, AT_##name },
static const struct db_col thing_in[] = { FIELDS(IN) };
static const struct db_col name_in[] = { { "name", DB_TEXT, false, 0 } };

#define COLUMNS "id, pid, name, note, `blob`, colour, wish, `on`, n, m, p, q, cash, " \
    "owed, day, until, at, gone"
#define OUT .out = thing_cols, .n_out = COUNT(thing_cols), .row_size = sizeof(struct thing)

static const struct db_query add = {
	.name = "thing_add", .kind = DB_INSERT,
	.sql = "INSERT INTO thing (pid, name, note, `blob`, colour, wish, `on`, n, m, p, q, "
	    "cash, owed, day, until, at, gone) "
	    "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
	.in = thing_in, .n_in = COUNT(thing_in),
};
static const struct db_query by_name = {
	.name = "thing_by_name", .kind = DB_ONE,
	.sql = "SELECT " COLUMNS " FROM thing WHERE name = ?", .in = name_in, .n_in = 1, OUT
};
static const struct db_query all = {
	.name = "things", .kind = DB_MANY,
	.sql = "SELECT " COLUMNS " FROM thing ORDER BY id", OUT
};

static struct db_config config;
static struct db *db;
static struct arena *a;

static inline enum err
thing_add(struct db *to, const struct thing *t, int64_t *id)
{
#define POINTER(name, type, null) &t->name,
	const void *const args[] = { FIELDS(POINTER) };

	return db_insert(to, &add, args, id);
}

static inline enum err
thing_by_name(struct db *from, const struct db_query *q, struct str name, struct thing *t)
{
	const void *const args[] = { &name };

	return db_one(from, a, q, args, t);
}

static inline struct thing
sample(const char *name)
{
	return (struct thing){
		.pid = { { 1, 2, 0, 4, 255 } }, .name = str_of(name), .note = STR_NONE,
		.blob = STR_NONE, .colour = RED, .wish = NO_COLOUR, .on = true,
		.n = -7, .m = INT_NONE, .p = { 118 }, .q = POINTS_NONE,
		.cash = { -123456789012 }, .owed = MONEY_NONE,
		.day = date_of((struct ymd){ 2024, 2, 29 }), .until = DATE_NONE,
		.at = { 1709251199999999 }, .gone = STAMP_NONE,
	};
}

static inline void
set_up_in(const char *name)
{
	static const char table[] = "CREATE OR REPLACE TABLE thing ("
	    "id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY, pid BINARY(16) NOT NULL, "
	    "name VARCHAR(40) NOT NULL UNIQUE, note MEDIUMTEXT NULL, `blob` MEDIUMBLOB NULL, "
	    "colour TINYINT UNSIGNED NOT NULL, wish TINYINT UNSIGNED NULL, "
	    "`on` TINYINT(1) NOT NULL, n INT NOT NULL, m INT NULL, p SMALLINT NOT NULL, "
	    "q SMALLINT NULL, cash BIGINT NOT NULL, owed BIGINT NULL, day DATE NOT NULL, "
	    "until DATE NULL, at DATETIME(6) NOT NULL, gone DATETIME(6) NULL)";

	config = test_config();
	a = arena_new((size_t)64 * 1024 * 1024);
	test_database(&config, name);
	db = test_open(&config);
	ck_assert_int_eq(db_text(db, str_of(table)), OK);
	ck_assert_int_eq(db_end(db, true), OK);
	test_log_clear();
}

static inline void
tear_down(void)
{
	db_close(db);
	arena_free(a);
}

static inline void
keep(const char *name)
{
	struct thing t = sample(name);
	int64_t id;

	ck_assert_int_eq(thing_add(db, &t, &id), OK);
	ck_assert_int_eq(db_end(db, true), OK);
}

static inline size_t
count(void)
{
	void *rows;
	size_t n;

	ck_assert_int_eq(db_many(db, a, &all, NULL, &rows, &n), OK);
	ck_assert_int_eq(db_end(db, false), OK);
	return n;
}

#endif
