/*
 * A table that has every type, with NULL and without: its row, and the
 * statements mkquery would make for it.
 */
#ifndef TESTS_SQL_THING_H
#define TESTS_SQL_THING_H

#include "core/base/civil.h"
#include "sql/db.h"

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

#define THING_TABLE \
    "CREATE OR REPLACE TABLE thing (" \
    "id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY, pid BINARY(16) NOT NULL, " \
    "name VARCHAR(40) NOT NULL UNIQUE, note MEDIUMTEXT NULL, `blob` MEDIUMBLOB NULL, " \
    "colour TINYINT UNSIGNED NOT NULL, wish TINYINT UNSIGNED NULL, " \
    "`on` TINYINT(1) NOT NULL, n INT NOT NULL, m INT NULL, p SMALLINT NOT NULL, " \
    "q SMALLINT NULL, cash BIGINT NOT NULL, owed BIGINT NULL, day DATE NOT NULL, " \
    "until DATE NULL, at DATETIME(6) NOT NULL, gone DATETIME(6) NULL)"

#define FIELDS(X)							\
	X(pid, DB_PID, false) X(name, DB_TEXT, false) X(note, DB_TEXT, true)	\
	X(blob, DB_BYTES, true) X(colour, DB_ENUM, false) X(wish, DB_ENUM, true) \
	X(on, DB_BOOL, false) X(n, DB_INT, false) X(m, DB_INT, true)	\
	X(p, DB_POINTS, false) X(q, DB_POINTS, true) X(cash, DB_MONEY, false)	\
	X(owed, DB_MONEY, true) X(day, DB_DATE, false) X(until, DB_DATE, true)	\
	X(at, DB_STAMP, false) X(gone, DB_STAMP, true)

#define COL(name, type, null) { #name, type, null, offsetof(struct thing, name) },
#define IN(name, type, null) { #name, type, null, AT_##name },
#define POINTER(name, type, null) &t->name,
#define NUMBER(name, type, null) AT_##name,
enum { FIELDS(NUMBER) THING_FIELDS };

#define COLUMNS "id, pid, name, note, `blob`, colour, wish, `on`, n, m, p, q, cash, " \
    "owed, day, until, at, gone"

/* SELECT COLUMNS FROM thing … with at most one parameter, of text. */
static inline struct db_query
thing_select(enum db_kind kind, const char *sql, bool parameter)
{
	static const struct db_col cols[] = { COL(id, DB_ID, false) FIELDS(COL) };
	static const struct db_col in[] = { { "name", DB_TEXT, false, 0 } };

	return (struct db_query){ .name = "thing", .kind = kind, .sql = sql,
	    .in = in, .n_in = parameter, .out = cols, .n_out = COUNT(cols),
	    .row_size = sizeof(struct thing) };
}

static inline enum err
thing_add(struct db *db, const struct thing *t, int64_t *id)
{
	static const struct db_col in[] = { FIELDS(IN) };
	static const struct db_query q = {
		.name = "thing_add", .kind = DB_INSERT,
		.sql = "INSERT INTO thing (pid, name, note, `blob`, colour, wish, `on`, n, m, p, q, "
		    "cash, owed, day, until, at, gone) "
		    "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
		.in = in, .n_in = COUNT(in),
	};
	const void *const args[] = { FIELDS(POINTER) };

	return db_insert(db, &q, args, id);
}

static inline enum err
thing_by_name(struct db *db, struct arena *a, struct str name, struct thing *t)
{
	static struct db_query q;	/* where it is names it to db.c */
	const void *const args[] = { &name };

	q = thing_select(DB_ONE, "SELECT " COLUMNS " FROM thing WHERE name = ?", true);
	return db_one(db, a, &q, args, t);
}

static inline enum err
thing_all(struct db *db, struct arena *a, const struct thing **v, size_t *n)
{
	static struct db_query q;
	void *rows;

	q = thing_select(DB_MANY, "SELECT " COLUMNS " FROM thing ORDER BY id", false);
	enum err e = db_many(db, a, &q, NULL, &rows, n);
	*v = rows;
	return e;
}

static inline struct thing
thing_sample(const char *name)
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

#endif
