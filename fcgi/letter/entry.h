/*
 * The end of an entry that had an effect: the family gets a copy as a letter,
 * with the last day to correct it, and a notice. By whoever entered it, or by
 * the service once the entry is over.
 */
#ifndef FCGI_LETTER_ENTRY_H
#define FCGI_LETTER_ENTRY_H

#include "gen/q_casefile.h"
#include "sql/db.h"
#include "sql/store_letter.h"
#include "web/entry.h"

struct config;

struct entry_end {
	struct db *db;
	struct arena *a;
	const struct config *config;
	const struct policy *policy;	/* in force today */
	struct casefile *c;		/* locked */
	struct stamp now;
	int64_t id;			/* of the entry */
	int no;				/* in its case */
	int64_t staff;			/* who entered it */
	struct pid scan;		/* none: there is none */
};

/* What was done in it, as pages and letter say it. */
MUST_CHECK enum err entry_deeds_shown(struct db *, struct arena *, const struct policy *,
	    int64_t entry, struct entry_deed_views *);

/* E_CONFLICT: it was ended meanwhile. */
MUST_CHECK enum err entry_copy_out(const struct entry_end *, struct letter_made *);

#endif
