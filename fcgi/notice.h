/*
 * E-mail that something has happened. It holds no personal data: the reference
 * of the case, the short name the family chose, what changed, by when to act. Whom to
 * ring is added as it goes out: somebody who is in then (jobs/mail.c).
 */
#ifndef FCGI_NOTICE_H
#define FCGI_NOTICE_H

#include "gen/q_casefile.h"
#include "sql/db.h"

struct config;

/*
 * To every member of the family, not before `due`; of a letter that is held there
 * is no news yet, and nothing is written. what: one sentence without
 * a name, "There is a letter for you to read."; by: none where nothing is due.
 */
MUST_CHECK enum err notice_family(struct db *, struct arena *, const struct config *,
	    const struct casefile *, struct stamp now, struct stamp due, struct str what,
	    struct date by);

#endif
