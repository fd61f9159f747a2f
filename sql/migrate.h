/*
 * Brings a database up to the schema, forwards only, from a folder of files
 * named 001-people.sql: run in the order of their numbers, never changed once
 * they have run anywhere.
 */
#ifndef SQL_MIGRATE_H
#define SQL_MIGRATE_H

#include "sql/db.h"

/*
 * Runs each statement of each file that has not run here, and writes each in
 * the table migration. After a run that died half-way, the next goes on where
 * it stopped. Begins and ends its own transactions, and says in the log of the
 * connection what it did or why not.
 *
 *	E_CONFLICT	before anything has run: a statement that has run here was
 *			changed or is gone, or a new file comes before an old one
 *	E_BUSY		somebody else is migrating this database
 *	E_INTERNAL	the folder or a file of it cannot be read, or is not SQL
 *	E_DB		a statement failed: mend it (it has not run) and run again
 */
MUST_CHECK enum err migrate(struct db *, struct arena *, const char *dir,
    struct stamp now);

/* Runs every statement of a file, each time: GRANTs can be repeated. */
MUST_CHECK enum err migrate_grants(struct db *, struct arena *, const char *path);

#endif
