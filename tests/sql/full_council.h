/*
 * Fills every table of a schema as a full council would, whatever columns it
 * has: so a table that is added tomorrow is filled as well. A foreign key
 * repeats eight times, numbers run from 0 to 7, identities are all different,
 * every second value that may be missing is.
 */
#ifndef TESTS_SQL_FULL_COUNCIL_H
#define TESTS_SQL_FULL_COUNCIL_H

#include "tests/sql/test_db.h"

#define FULL_ROWS "8000"
#define SMALL_ROWS "3"
#define FULL_ID 160		/* a value that many rows have, of every type */

/* Tables that stay small in the largest council. */
static const char *const small_tables[] = {
	"installation", "migration", "policy", "policy_file", "team",
};

struct full_column {
	struct str table, name, type, key;	/* key: PRI, UNI, MUL */
	bool counted, null;			/* AUTO_INCREMENT; may be NULL */
};

static const struct db_col full_cols[] = {
	{ "table", DB_TEXT, false, offsetof(struct full_column, table) },
	{ "name", DB_TEXT, false, offsetof(struct full_column, name) },
	{ "type", DB_TEXT, false, offsetof(struct full_column, type) },
	{ "key", DB_TEXT, false, offsetof(struct full_column, key) },
	{ "counted", DB_BOOL, false, offsetof(struct full_column, counted) },
	{ "null", DB_BOOL, false, offsetof(struct full_column, null) },
};

static const struct db_query full_columns = {
	.name = "full_columns", .kind = DB_MANY,
	.sql = "SELECT table_name, column_name, column_type, column_key, "
	    "extra LIKE 'auto%', is_nullable = 'YES' "
	    "FROM information_schema.columns WHERE table_schema = DATABASE() "
	    "AND generation_expression IS NULL "
	    "ORDER BY table_name, ordinal_position",
	.out = full_cols, .n_out = COUNT(full_cols), .row_size = sizeof(struct full_column),
};

static inline bool
is_small(struct str table)
{
	for (size_t i = 0; i < COUNT(small_tables); i++)
		if (str_eq(table, str_of(small_tables[i])))
			return true;
	return false;
}

static inline const char *
full_value(const struct full_column *c)
{
	static const struct { const char *type, *value; } values[] = {
		{ "bigint", "seq DIV 8 + 1" }, { "tinyint(1)", "seq MOD 2" },
		{ "tinyint", "seq MOD 8" }, { "smallint", "seq MOD 8" },
		{ "int", "seq MOD 8" }, { "datetime", "'2026-01-01' + INTERVAL seq MINUTE" },
		{ "date", "'2026-01-01' + INTERVAL seq MOD 300 DAY" },
		{ "binary", "UNHEX(MD5(seq))" }, { "varbinary", "seq" }, { "varchar", "seq" },
		{ "char", "seq" },
	};

	if (c->counted || str_eq(c->key, S("UNI")))
		return str_starts(c->type, S("binary(16)")) ? "UNHEX(MD5(seq))" : "seq";
	for (size_t i = 0; i < COUNT(values); i++)
		if (str_starts(c->type, str_of(values[i].type)))
			return values[i].value;
	return "'x'";
}

static inline void
full_fill(struct db *db, struct arena *a, const struct full_column *c, size_t n)
{
	struct out o;

	out_init(&o, a, 65536);
	out_lit(&o, "INSERT IGNORE INTO ");
	out_str(&o, c->table);
	for (size_t i = 0; i < n; i++) {
		out_str(&o, i == 0 ? S(" (`") : S(", `"));
		out_str(&o, c[i].name);
		out_char(&o, '`');
	}
	for (size_t i = 0; i < n; i++) {
		out_str(&o, i == 0 ? S(") SELECT ") : S(", "));
		out_str(&o, str_of(c[i].null ? "IF(seq MOD 2, NULL, " : "("));
		out_str(&o, str_of(full_value(&c[i])));
		out_char(&o, ')');
	}
	out_str(&o, is_small(c->table) ? S(" FROM seq_1_to_" SMALL_ROWS) :
	    S(" FROM seq_1_to_" FULL_ROWS));
	ck_assert_msg(db_text(db, out_str_of(&o)) == OK, "%s", test_log);
}

static inline void
full_council(struct db *db, struct arena *a)
{
	struct full_column *c;
	void *v;
	size_t n, to;
	struct out o;

	ck_assert_int_eq(db_text(db, S("SET foreign_key_checks = 0")), OK);
	ck_assert_int_eq(db_many(db, a, &full_columns, NULL, &v, &n), OK);
	c = v;
	out_init(&o, a, 65536);
	for (size_t i = 0; i < n; i = to) {
		for (to = i; to < n && str_eq(c[to].table, c[i].table); )
			to++;
		full_fill(db, a, c + i, to - i);
		out_str(&o, i == 0 ? S("ANALYZE TABLE ") : S(", "));
		out_str(&o, c[i].table);
	}
	ck_assert_int_eq(db_end(db, true), OK);
	ck_assert_msg(db_text(db, out_str_of(&o)) == OK, "%s", test_log);
	ck_assert_int_eq(db_end(db, true), OK);
}

#endif
