/*
 * What the commands of an administrator share: they run by hand, as the owner
 * of the database, and say what they did.
 */
#ifndef FCGI_COMMAND_ADMIN_H
#define FCGI_COMMAND_ADMIN_H

#include "fcgi/config.h"
#include "sql/db.h"

#define ADMIN_WORDS 6

struct admin {
	struct arena *a;
	struct config config;
	struct db *db;			/* after admin_connect() */
	const char *word[ADMIN_WORDS];	/* the arguments but --config FILE */
	int words;
	struct str typed;		/* the hash of the password, once it was typed */
};

/*
 * Reads the arguments and the configuration file, if one is named. Returns 0,
 * or the exit status to end with.
 */
MUST_CHECK int admin_open(struct admin *, int argc, char **argv, bool needs_config);

/*
 * Connects as the owner of the database. E_FORBIDDEN, said: the database is a
 * demonstration and the configuration is not, or the other way round. One that
 * holds nobody yet may become either.
 */
MUST_CHECK enum err admin_connect(struct admin *);

/* Connects and runs a command; again from its start if it lost a race. */
MUST_CHECK enum err admin_run(struct admin *, enum err (*command)(struct admin *));

/* admin_connect() for a database whose tables are still to be made; and the check,
 * when they are. */
MUST_CHECK enum err admin_connect_new(struct admin *);
MUST_CHECK enum err admin_check(struct admin *);

/* Ends the transaction and all else; returns the exit status. */
int	admin_close(struct admin *, enum err);

/* Prints to standard output. */
void	say(const struct out *);
void	say_line(struct str);

/* A whole file of at most 16 MB. */
MUST_CHECK enum err file_read(struct arena *, const char *path, struct str *);

#endif
