/*
 * What the clock does to a case, for accord-jobs: steps that are late go to the
 * next tier, the days to correct a note and to look at a questionnaire end, times
 * that were offered are over, an absence hands over what falls due in it, a case
 * goes to another worker on its day, and a letter nobody opens is a task for the
 * worker. Each is raised through the same functions as a click, with a row in the
 * record and a notice to the family.
 */
#ifndef FCGI_LATE_H
#define FCGI_LATE_H

#include "core/crypt.h"
#include "core/policy.h"
#include "gen/q_casefile.h"
#include "sql/db.h"

struct config;

struct late_work {
	struct db *db;			/* of the caller, with no transaction open */
	struct arena *a;
	const struct config *config;
	const struct policy *policy;	/* in force today */
	const struct key *audit;
	struct stamp now;
	int done;			/* pieces done in this round */
};

/*
 * Does what is due, each case in a transaction of its own; at most `most`
 * pieces. What somebody changed meanwhile is left for the next round.
 */
MUST_CHECK enum err late_round(struct late_work *, int most);

/*
 * The same for one case, which the caller has locked: in its transaction, which
 * stays open.
 */
MUST_CHECK enum err late_in(struct late_work *, struct casefile *);

#endif
