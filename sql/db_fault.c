/*
 * The server's words can hold what a person typed ("Duplicate entry '…'"), so
 * they are logged only where they hold names of ours alone.
 */
#include "sql/db_parts.h"

#define LIBRARY_FIRST 2000	/* numbers of the library's own errors */
#define LIBRARY_LAST 2999

static const struct db_fault faults[] = {
	{ 1020, E_BUSY, false, true },		/* record has changed since read */
	{ 1205, E_BUSY, false, true },		/* lock wait timeout */
	{ 1213, E_BUSY, false, true },		/* deadlock */
	{ 1040, E_BUSY, true, true },		/* too many connections */
	{ 1053, E_BUSY, true, true },		/* server shutdown */
	{ 1152, E_BUSY, true, true },		/* aborted connection */
	{ 1927, E_BUSY, true, true },		/* connection was killed */
	{ 2002, E_BUSY, true, true },		/* cannot connect to the socket */
	{ 2003, E_BUSY, true, true },		/* cannot connect to the host */
	{ 2006, E_BUSY, true, true },		/* server has gone away */
	{ 2013, E_BUSY, true, true },		/* lost during a statement */
	{ 2055, E_BUSY, true, true },		/* lost, with more to say */
	{ 1062, E_CONFLICT, false, false },	/* duplicate entry */
	{ 1048, E_DB, false, true },		/* column cannot be null */
	{ 1264, E_DB, false, true },		/* out of range for column */
	{ 1364, E_DB, false, true },		/* field has no default */
	{ 1406, E_DB, false, true },		/* data too long for column */
	{ 1451, E_DB, false, true },		/* foreign key: is referred to */
	{ 1452, E_DB, false, true },		/* foreign key: refers to nothing */
	{ 1792, E_DB, false, true },		/* read-only transaction */
	{ 1969, E_DB, false, true },		/* max_statement_time */
	{ 4025, E_DB, false, true },		/* constraint failed */
};

struct db_fault
fault_of(unsigned code)
{
	for (size_t i = 0; i < COUNT(faults); i++)
		if (faults[i].code == code)
			return faults[i];
	bool library = code >= LIBRARY_FIRST && code <= LIBRARY_LAST;
	return (struct db_fault){ code, E_DB, library, library };
}
