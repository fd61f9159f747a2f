/*
 * A database is marked as a demonstration, or it is not. A configuration of
 * the other kind never works on it: so fictional people never stand beside
 * real ones, and a moved clock or a printed code never meets a real case.
 */
#ifndef FCGI_INSTALLATION_H
#define FCGI_INSTALLATION_H

#include "fcgi/config.h"
#include "sql/db.h"

/*
 * E_FORBIDDEN, logged: the database is of the other kind. Leaves a transaction
 * open.
 */
MUST_CHECK enum err installation_check(const struct config *, struct db *,
	    struct arena *);

#endif
