/*
 * What db.c, which knows the library, and the files beside it, which do not,
 * are to each other. For sql/db*.c alone.
 */
#ifndef SQL_DB_PARTS_H
#define SQL_DB_PARTS_H

#include "core/base/civil.h"
#include "sql/db.h"

/* --- db_value.c: between a value of C and what travels ----------------------- */

enum db_wire { WIRE_INT, WIRE_DATE, WIRE_STAMP, WIRE_TEXT, WIRE_BYTES };

struct db_cell {
	bool null;
	int64_t n;		/* of a stamp: microseconds in its second */
	struct ymd day;		/* of dates and stamps */
	unsigned hour, minute, second;
	struct str s;		/* of text and bytes */
};

enum db_wire value_wire(enum db_type);

/*
 * Both return NULL, or what is wrong with the value: words for the log that do
 * not tell the value.
 */
MUST_CHECK const char *value_give(const struct db_col *, const void *value,
    struct db_cell *);
MUST_CHECK const char *value_take(const struct db_col *, const struct db_cell *,
    void *field);

/* What a field holds where there is no row: nothing, and a plain count 0. */
void value_none(const struct db_col *, void *field);

/* --- db_fault.c: the numbers of the server and the library ------------------- */

struct db_fault {
	unsigned code;
	enum err err;
	bool lost;		/* the connection is of no more use */
	bool words;		/* the server's words may be logged */
};

struct db_fault fault_of(unsigned code);

/* --- db_session.c: what is set and checked on each new connection ------------ */

MUST_CHECK enum err session_set(struct db *, const struct db_config *);

/* --- db_tape.c: what a connection sends, written down for the bench ---------- */

/* Nothing where the connection has no tape. */
void	tape_sent(const struct db_config *, const struct db_query *,
    const void *const *args);
void	tape_end(const struct db_config *, bool commit);

/* --- db_work.c: what is counted of a transaction ------------------------------ */

struct db_work {
	unsigned statements, promised, kept;
};

struct db_work *db_work(const struct db *);	/* db.c has it */

/* --- db_check.c: a column as the server describes it ------------------------- */

/* As the protocol numbers the types of columns; the others fit nothing. */
enum db_seen {
	SEEN_TINY = 1, SEEN_SHORT = 2, SEEN_LONG = 3, SEEN_LONGLONG = 8, SEEN_INT24 = 9,
	SEEN_DATE = 10, SEEN_DATETIME = 12,
	SEEN_BLOB = 252, SEEN_VARCHAR = 253, SEEN_CHAR = 254,
};

struct db_seen_col {
	const char *name;
	int type;		/* enum db_seen, or another */
	bool computed;		/* not a column of a table */
	bool unsign, binary, not_null;
	size_t length;
	unsigned decimals;
};

/* Prepares; cols has room for n_out. */
MUST_CHECK enum err db_columns(struct db *, const struct db_query *,
    struct db_seen_col *cols);

/* --- db.c: one statement at a time, for db_query.c --------------------------- */

MUST_CHECK enum err db_send(struct db *, const struct db_query *,
    const void *const *args);
MUST_CHECK enum err db_result(struct db *, size_t *rows);	/* of that statement */
MUST_CHECK enum err db_row(struct db *, struct arena *, void *row);	/* the next */
int64_t	db_found(const struct db *);
int64_t	db_new_id(const struct db *);
/* Logs what is wrong with the statement and refuses whatever comes: E_DB. */
MUST_CHECK enum err db_wrong(struct db *, const struct db_query *, const char *what,
    const char *words);

#endif
