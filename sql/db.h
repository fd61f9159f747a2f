/*
 * The database, as the rest of Accord sees it: an opened connection, the
 * functions mkquery makes from sql/queries/, and db_end().
 *
 * A connection is always in a transaction: autocommit is off and there is no
 * BEGIN. The first statement after db_end() begins the next one.
 *
 * After an error (E_BUSY, E_CONFLICT, E_DB) nothing more is sent: each
 * statement returns the same error until db_end(). So no caller can go on with
 * half a transaction, even one that forgot to look. E_NOT_FOUND is an answer,
 * not an error.
 *
 *	E_BUSY		run the transaction again: a deadlock (1213), a lost race
 *			(1020), a lock or a connection that timed out or broke
 *	E_CONFLICT	a unique key has that value already (1062)
 *	E_NOT_FOUND	`one` found no row, `insert` added none
 *	E_DB		anything else; the log has it
 *
 * A connection that broke is made anew by the first statement after db_end(),
 * and statements are prepared again as they are used.
 */
#ifndef SQL_DB_H
#define SQL_DB_H

#include "core/base/arena.h"
#include "core/base/err.h"
#include "core/base/out.h"
#include "core/base/str.h"

struct db;

/*
 * How to connect. Nothing here relaxes what the server must be set to (the list
 * is in db_session.c): a server that is set otherwise is refused.
 * What it points to must live as long as the connection.
 */
struct db_config {
	const char *socket;	/* path of the unix socket; NULL: TCP and TLS */
	const char *host;	/* TCP only, as are the next two */
	unsigned port;
	const char *ca_file;	/* who signed the server's certificate */
	const char *user;
	const char *password;
	const char *name;	/* of the database */
	bool read_only;		/* sessions that cannot write, whatever the user
				 * may do */
	bool read_committed;	/* for accord-jobs: its claims then lock no gaps */
	unsigned statement_s;	/* longest time of one statement, in seconds;
				 * 0: 8. A migration wants more. */
	void (*log)(const char *line);	/* without newline, without any value
					 * that was sent or stored */
	struct out *tape;	/* not NULL: what is sent is written down there,
				 * values and all, as db_tape.c says */
};

/*
 * Connects. E_BUSY: the server cannot be reached now; E_DB: it is there and
 * will not do (name, password, settings: see the log). *db is valid in either
 * case: the next statement tries again. db_close() accepts NULL.
 */
MUST_CHECK enum err db_open(const struct db_config *, struct db **db);
void	db_close(struct db *);

/*
 * Ends the transaction: commits or rolls back, and after an error rolls back in
 * any case and returns that error. A commit whose answer was lost or refused is
 * E_BUSY: it may or may not have been done. After db_end() the connection is as
 * new, whatever came before.
 */
MUST_CHECK enum err db_end(struct db *, bool commit);

unsigned db_statements(const struct db *);	/* sent since the last db_end() */

/*
 * A move of a procedure promises more than its rows (core/effect.h): a letter, a
 * notice to the family. Whoever writes them keeps the promise, before the move or
 * after it. What is owed when a request is done is a letter somebody forgot, and
 * must not be committed. Sets of enum effect, empty again after db_end().
 */
void	db_promise(struct db *, unsigned what);
void	db_keep(struct db *, unsigned what);
unsigned db_owed(const struct db *);

/* --- What mkquery generates, and the four functions it calls. ---------------- */

enum db_kind { DB_ONE, DB_MANY, DB_EXEC, DB_INSERT };

enum db_type {			/* in C				in the schema */
	DB_ID,			/* int64_t			BIGINT */
	DB_INT,			/* int				up to INT */
	DB_BOOL,		/* bool				TINYINT(1) */
	DB_ENUM,		/* an enum			TINYINT UNSIGNED */
	DB_POINTS,		/* struct points		SMALLINT */
	DB_MONEY,		/* struct money			BIGINT, pence */
	DB_DATE,		/* struct date			DATE */
	DB_STAMP,		/* struct stamp			DATETIME(6), UTC */
	DB_TEXT,		/* struct str			VARCHAR, TEXT … */
	DB_BYTES,		/* struct str			VARBINARY, BLOB … */
	DB_PID,			/* struct pid			BINARY(16) */
	DB_TYPES
};

struct db_col {			/* one column of a row, or one ? of a statement */
	const char *name;
	enum db_type type;
	bool null;		/* NULL is allowed: the type's "none" */
	size_t at;		/* offset in the row, or index in the arguments */
};

struct db_query {
	const char *name;
	const char *sql;
	enum db_kind kind;
	const struct db_col *in;
	size_t n_in;
	const struct db_col *out;
	size_t n_out;
	size_t row_size;
};

/* All there are, file by file: two lists in one, each ended by NULL. */
extern const struct db_query *const *const db_all_queries[];

/*
 * args[i] points to the i-th argument. Rows, and the text in them, are in the
 * arena. A value outside its type (points of 40000, a none where no NULL is
 * allowed) is E_DB in either direction. Where there is no row, E_NOT_FOUND, the
 * fields hold nothing: none, false, 0 for a plain count.
 */
MUST_CHECK enum err db_one(struct db *, struct arena *, const struct db_query *,
    const void *const *args, void *row);
MUST_CHECK enum err db_many(struct db *, struct arena *, const struct db_query *,
    const void *const *args, void **rows, size_t *n);

/*
 * How many rows the statement found. An UPDATE counts the rows its WHERE
 * matched, changed or not: saving the same words twice is 1 both times.
 */
MUST_CHECK enum err db_exec(struct db *, const struct db_query *,
    const void *const *args, int64_t *changed);
/* E_CONFLICT if it was not one: somebody was quicker. */
MUST_CHECK static inline enum err
only_one(int64_t changed)
{
	return changed == 1 ? OK : E_CONFLICT;
}

/* The AUTO_INCREMENT key of the new row; 0 in a table without one. */
MUST_CHECK enum err db_insert(struct db *, const struct db_query *,
    const void *const *args, int64_t *id);

/* --- For tests, migrations and grants. -------------------------------------- */

/*
 * Does a query fit the schema: can it be prepared, are its columns those of its
 * row, by name, order and type, with NULL nowhere it is not expected? Prints a line
 * for each thing that differs. Ends the transaction.
 */
bool	db_check_query(struct db *, struct arena *, const struct db_query *,
    struct out *);

/*
 * Sends one statement as it stands. Only for migrations and grants: their text
 * comes from files of ours, never from a request.
 */
MUST_CHECK enum err db_text(struct db *, struct str sql);
/* A line in the log of this connection. */
void	db_say(struct db *, const char *line);
unsigned db_error_code(const struct db *);	/* the server's number; 0: none */

#endif
