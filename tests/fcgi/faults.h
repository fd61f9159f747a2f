/*
 * The N-th thing that can fail fails: memory, a statement, a connection, a COMMIT
 * whose answer is lost. A test that includes this is linked with --wrap on what may
 * fail (see the Makefile). What the test itself asks of the database goes on.
 */
#ifndef TESTS_FCGI_FAULTS_H
#define TESTS_FCGI_FAULTS_H

#include "sql/db_parts.h"
#include "tests/fcgi/whole.h"

enum fault { MEMORY, STATEMENT, CONNECTION, COMMIT, FAULTS };

static const char *const fault_names[FAULTS] = {
	"memory", "statement", "connection", "commit",
};

static struct whole w;
static struct arena *short_of;	/* the arena that runs out */
static enum fault fault;
static int countdown;		/* 1: the next one fails; 0: none does */

/* Is it this one's turn to fail? */
static bool
falls_on(enum fault f)
{
	return fault == f && countdown > 0 && --countdown == 0;
}

void	*__real_arena_alloc(struct arena *, size_t);
void	*__wrap_arena_alloc(struct arena *, size_t);
void	*__real_arena_array(struct arena *, size_t, size_t);
void	*__wrap_arena_array(struct arena *, size_t, size_t);

void *
__wrap_arena_alloc(struct arena *a, size_t n)
{
	bool fail = a == short_of && falls_on(MEMORY);

	return __real_arena_alloc(a, fail ? SIZE_MAX : n);
}

void *
__wrap_arena_array(struct arena *a, size_t count, size_t size)
{
	bool fail = a == short_of && falls_on(MEMORY);

	return __real_arena_array(a, fail ? SIZE_MAX : count, fail ? SIZE_MAX : size);
}

enum err __real_db_send(struct db *, const struct db_query *, const void *const *);
enum err __wrap_db_send(struct db *, const struct db_query *, const void *const *);

/* As if an administrator had cut our connections. */
static void
cut(void)
{
	whole_sql(&w, "KILL USER signin_write%s", "@localhost");
	whole_sql(&w, "KILL USER pages_write%s", "@localhost");
	whole_sql(&w, "KILL USER pages_read%s", "@localhost");
	whole_sql(&w, "KILL USER signin_read%s", "@localhost");
	whole_sql(&w, "KILL USER files_write%s", "@localhost");
	whole_sql(&w, "KILL USER files_read%s", "@localhost");
	whole_sql(&w, "KILL USER jobs%s", "@localhost");
}

enum err
__wrap_db_send(struct db *db, const struct db_query *q, const void *const *args)
{
	if (db == w.db)
		return __real_db_send(db, q, args);
	if (falls_on(STATEMENT))
		return db_wrong(db, q, "the test", "lets it fail");
	if (falls_on(CONNECTION))
		cut();
	return __real_db_send(db, q, args);
}

enum err __real_db_end(struct db *, bool commit);
enum err __wrap_db_end(struct db *, bool commit);

enum err
__wrap_db_end(struct db *db, bool commit)
{
	if (db == w.db || !commit)
		return __real_db_end(db, commit);
	if (falls_on(STATEMENT)) {
		(void)!__real_db_end(db, false);
		return E_DB;
	}
	enum err e = __real_db_end(db, true);
	return e == OK && falls_on(COMMIT) ? E_BUSY : e;
}

#endif
