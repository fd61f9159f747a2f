/*
 * A case goes from one worker to another: now, or on a day. What waits for the
 * worker goes along, with its dates; only reconsidering a score stays with who
 * scored it (P15), unless it is handed over by name. Drafts stay their writer's.
 */
#ifndef SQL_STORE_WORKER_H
#define SQL_STORE_WORKER_H

#include "gen/q_worker.h"
#include "sql/store_move.h"

enum give_fault {
	GIVE_FINE = 0,
	GIVE_NO_TAKER,		/* nobody who may have it was chosen */
	GIVE_HAS_IT,		/* they have it already */
	GIVE_BAD_DAY,		/* today, or within half a year */
	GIVE_NO_REASON,
	GIVE_FAULT_COUNT
};
struct str give_fault_words(enum give_fault);

struct give {
	struct pid to;
	struct date first_day;
	int reason;		/* number in the policy's list of late reasons */
	bool scores_too;	/* reconsidering is handed over by name as well */
};

/* Whom this person may give a case to: of their team, or of the service they run. */
MUST_CHECK enum err store_worker_choices(struct db *, struct arena *, const struct actor *,
	    struct worker_choices *);

/*
 * Gives the case: at once, if the day is today. What was still to come before is
 * replaced. E_FORM: *fault says what is wrong.
 */
MUST_CHECK enum err store_case_give(struct db *, struct arena *, const struct doing *,
	    struct casefile *, const struct give *, enum give_fault *fault,
	    struct case_given *);

/* Carries out what was to come, on its day. E_CONFLICT: nothing is. */
MUST_CHECK enum err store_case_given(struct db *, struct arena *, const struct policy *,
	    struct stamp now, struct casefile *, struct case_given *);

#endif
