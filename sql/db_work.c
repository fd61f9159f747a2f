/*
 * What is counted of a transaction: statements sent, promises made and kept.
 */
#include "sql/db.h"
#include "sql/db_parts.h"

unsigned
db_statements(const struct db *db)
{
	return db_work(db)->statements;
}

void
db_promise(struct db *db, unsigned what)
{
	db_work(db)->promised |= what;
}

void
db_keep(struct db *db, unsigned what)
{
	db_work(db)->kept |= what;
}

unsigned
db_owed(const struct db *db)
{
	const struct db_work *w = db_work(db);

	return w->promised & ~w->kept;
}
