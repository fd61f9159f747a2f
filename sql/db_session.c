#include "sql/db_parts.h"

/*
 * What the server must be set to. Without the first, of two decisions at the
 * same moment one is lost and nobody is told; without the second, a lock that
 * timed out takes one statement back and COMMIT keeps the rest.
 */
#define MUST(holds, words) "IF(" holds ", NULL, '" words "')"
static const char settings_sql[] =
    "SELECT CONCAT_WS(', ', "
    MUST("@@innodb_snapshot_isolation", "innodb_snapshot_isolation=ON") ", "
    MUST("@@innodb_rollback_on_timeout", "innodb_rollback_on_timeout=ON") ", "
    MUST("@@innodb_flush_log_at_trx_commit = 1",
	"innodb_flush_log_at_trx_commit=1") ", "
    MUST("@@sql_mode REGEXP 'STRICT_(ALL|TRANS)_TABLES'",
	"sql_mode=STRICT_ALL_TABLES") ", "
    MUST("NOT @@local_infile", "local_infile=OFF") ", "
    MUST("@@GLOBAL.max_statement_time > 0", "max_statement_time above 0") ", "
    MUST("@@innodb_lock_wait_timeout <= 5", "innodb_lock_wait_timeout=5") ", "
    MUST("@@time_zone = '+00:00'", "default_time_zone=+00:00") ", "
    MUST("@@character_set_database = 'utf8mb4'", "a utf8mb4 database") ", "
    MUST("@@innodb_encrypt_tables IN ('ON', 'FORCE')", "innodb_encrypt_tables=ON") ", "
    MUST("@@innodb_encrypt_log", "innodb_encrypt_log=ON")
    ") AS wrong";
#undef MUST

static const struct db_col settings_cols[] = { { "wrong", DB_TEXT, false, 0 } };
static const struct db_query settings = {
	.name = "server", .sql = settings_sql, .kind = DB_ONE,
	.out = settings_cols, .n_out = COUNT(settings_cols),
	.row_size = sizeof(struct str),
};

static const struct db_col longest_in[] = { { "seconds", DB_INT, false, 0 } };
static const struct db_query longest = {
	.name = "longest", .sql = "SET SESSION max_statement_time = ?",
	.kind = DB_EXEC, .in = longest_in, .n_in = COUNT(longest_in),
};

#define ISOLATION(words) S_INIT("SET SESSION TRANSACTION ISOLATION LEVEL " words)
static const struct str isolation[2][2] = {	/* [read_committed][read_only] */
	{ ISOLATION("REPEATABLE READ, READ WRITE"), ISOLATION("REPEATABLE READ, READ ONLY") },
	{ ISOLATION("READ COMMITTED, READ WRITE"), ISOLATION("READ COMMITTED, READ ONLY") },
};

enum err
session_set(struct db *db, const struct db_config *c)
{
	struct arena *a = arena_new((size_t)64 * 1024);
	int seconds = (int)c->statement_s;
	const void *const args[] = { &seconds };
	int64_t changed;
	struct str wrong = STR_NONE;

	enum err e = db_text(db, S("SET SESSION autocommit = 0"));
	if (e == OK)
		e = db_text(db, isolation[c->read_committed][c->read_only]);
	if (e == OK)
		e = db_exec(db, &longest, args, &changed);
	if (e == OK)
		e = db_one(db, a, &settings, NULL, &wrong);
	if (e == OK && wrong.n > 0)
		e = db_wrong(db, &settings, "must be set to", str_cstr(a, wrong));
	arena_free(a);
	return e;
}
