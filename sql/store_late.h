/*
 * Steps that are late, and steps that pass to somebody else (P15, "Late"): the
 * next tier is asked to see to a late step, and confirms it or hands it over
 * with a new date and a reason. Any step can be handed over at any time; an
 * absence hands over what falls due in it. Under the lock of the case.
 */
#ifndef SQL_STORE_LATE_H
#define SQL_STORE_LATE_H

#include "gen/q_late.h"
#include "sql/store_move.h"

/* Steps due before this day are late on `today`: the working day after has begun. */
struct date late_before(const struct policy *, struct date today);

/*
 * A step is found late: it is written down, and the next tier gets a task.
 * E_CONFLICT: it was taken, or has another date by now.
 */
MUST_CHECK enum err store_late_raise(struct db *, struct arena *, const struct policy *,
	    struct stamp now, const struct casefile *, enum step, struct date due);

/*
 * A tier was asked to see to a late step and did not: the one above it is, by a new
 * day. E_CONFLICT: it was seen to, or somebody else is asked by now.
 */
MUST_CHECK enum err store_late_up(struct db *, struct arena *, const struct policy *,
	    struct stamp now, const struct casefile *, enum step, enum role unkept,
	    struct date *by);

enum handover_fault {
	HANDOVER_FINE = 0,
	HANDOVER_NOT_THEIRS,	/* a tier hands on only what is held below it */
	HANDOVER_NO_TAKER,	/* nobody who may take it was chosen */
	HANDOVER_NO_DATE,	/* a late step needs a new date */
	HANDOVER_BAD_DATE,	/* a working day, within a full aim from today */
	HANDOVER_NO_REASON,
	HANDOVER_OTHER_REASON,	/* for a step that stays, or for one that passes on */
	HANDOVER_FAULT_COUNT
};
struct str handover_fault_words(enum handover_fault);

struct handover {
	enum step step;
	struct pid to;		/* whoever holds it: it is confirmed */
	struct date due;	/* none: as it was, if it is not late */
	int reason;		/* number in the policy's list */
};

struct handed {			/* what came of it */
	struct str name;	/* who has the step now */
	bool stays;		/* they had it already: it is confirmed */
};

/*
 * Confirms a step or hands it over. E_CONFLICT: it is not open any more;
 * E_FORM: *fault says what is wrong.
 */
MUST_CHECK enum err store_hand_over(struct db *, struct arena *, const struct doing *,
	    const struct casefile *, const struct handover *, enum handover_fault *fault,
	    struct handed *);

/*
 * Who may be given a step by name: whoever has its role, but for those the gate
 * would refuse (step_may_take). due: of the step, to say who is away then.
 */
MUST_CHECK enum err store_step_takers(struct db *, struct arena *, const struct casefile *,
	    enum step, struct date today, struct date due, struct step_takers *);

struct stood_in {		/* what became of a step whose holder is away */
	const struct step_taker *taker;	/* who has it now; NULL: nobody who may */
	enum role sees_to;	/* then who names somebody, and by when */
	struct date by;
};

/*
 * A step whose holder is away when it is due, or has left, passes to whoever
 * stands in; if they are away too, to whoever stands in for them. Where nobody of
 * these may take it, the next tier is asked to name somebody. E_CONFLICT: the step
 * has moved.
 */
MUST_CHECK enum err store_stand_in(struct db *, struct arena *, const struct policy *,
	    struct stamp now, const struct casefile *, const struct step_away *,
	    struct stood_in *);

/* The words of a reason; reason 0 is an absence. */
struct str late_reason_words(const struct policy *, int reason);

/* The row of the policy a form may choose for one of these (enum reason_use), or NULL. */
const struct late_reason *late_reason_for(const struct policy *, int reason, unsigned uses);

#endif
