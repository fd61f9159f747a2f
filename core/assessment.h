/*
 * The questionnaire on its way to a score (P5, and the step before approval).
 *
 *	            share               see it so, or differently
 *	   DRAFT ----------> SHARED -----------------------> VIEWED
 *	                     ^    |                          ^    |
 *	               share |    | its days are over        |    |
 *	                     |    v                          |    |
 *	            RETURNED-+   UNSEEN ---------------------+    | every difference
 *	                ^         |     sees it later             | is answered
 *	                |  return |                               |
 *	                +---------+-------------------------------+
 *	                          |           approve             |
 *	                          +--------> APPROVED <-----------+
 *	                                        |  a newer one is approved
 *	                                        v
 *	                                    SUPERSEDED
 *
 * It is agreed, or its differences are answered: it is not told. Approval sends
 * the score letter, and with it begins what core/dispute.h is about.
 */
#ifndef CORE_ASSESSMENT_H
#define CORE_ASSESSMENT_H

#include "core/access.h"
#include "core/base/err.h"
#include "core/deadline.h"
#include "core/effect.h"

/* name, stored number, the step that is open in it, words */
#define RAS_STATE_LIST(X)						\
	X(RAS_DRAFT, 1, STEP_FILL_IN, "being filled in")		\
	X(RAS_SHARED, 2, STEP_SEE_ANSWERS, "shared with the family")	\
	X(RAS_VIEWED, 3, STEP_APPROVE, "seen by the family")		\
	X(RAS_RETURNED, 4, STEP_FILL_IN, "returned to the worker")	\
	X(RAS_APPROVED, 5, STEP_NONE, "approved")			\
	X(RAS_SUPERSEDED, 6, STEP_NONE, "replaced by a newer one")	\
	X(RAS_UNSEEN, 7, STEP_APPROVE, "the family’s days are over")

enum ras_state {	/* stored */
	RAS_NONE = 0,
#define RAS_STATE_ENUM(name, value, step, words) name = value,
	RAS_STATE_LIST(RAS_STATE_ENUM)
#undef RAS_STATE_ENUM
	RAS_STATE_COUNT
};

/* name, number, the action it is a right to, the button */
#define RAS_EVENT_LIST(X)						\
	X(RAS_SHARE, 1, SHARE_RAS, "Share the answers with the family")	\
	X(RAS_SAY, 2, FAMILY_VIEW, "Send how we see it")		\
	X(RAS_RETURN, 3, RETURN_RAS, "Return it to the worker")		\
	X(RAS_APPROVE, 4, APPROVE_RAS, "Approve the score")		\
	X(RAS_REPLACE, 5, ACTION_NONE, "A newer assessment is approved") \
	X(RAS_TIME_OVER, 6, ACTION_NONE, "The family’s days are over")

enum ras_event {
	RAS_EVENT_NONE = 0,
#define RAS_EVENT_ENUM(name, value, action, words) name = value,
	RAS_EVENT_LIST(RAS_EVENT_ENUM)
#undef RAS_EVENT_ENUM
	RAS_EVENT_COUNT
};

enum ras_view {		/* stored: how the family sees one answer */
	RAS_UNSAID = 0,
	RAS_SAME = 1,		/* "we see it so" */
	RAS_DIFFERENT = 2,	/* "we see it differently", with their words */
};

enum score_stage {	/* stored: which decision a score came from */
	SCORED_NONE = 0,
	SCORED_APPROVED = 1,
	SCORED_RECONSIDERED = 2,
	SCORED_REVIEWED = 3,
};

/* All a move depends on, read under the lock of the case. */
struct ras_facts {
	enum ras_state state;
	int unanswered;			/* questions without an answer */
	int unreasoned;			/* answers without reason or evidence */
	bool taking_part_noted;		/* who took part and when */
	bool child_noted;		/* what the child said */
	int differences_unanswered;	/* seen differently, not yet answered */
	struct date share_due;		/* last of the family's days, or none */
	struct date today;
	struct entry entry;		/* staff enter what the family said */
};

struct ras_result {
	enum ras_state to;
	unsigned effects;		/* set of enum effect */
	enum step opens;		/* the step of the new state */
};

/*
 * Moves it on, or says why not and leaves *result alone: E_NOT_FOUND, this
 * person may not; E_CONFLICT, not in this state, or something is missing.
 * RAS_REPLACE and RAS_TIME_OVER are the service's own: role ROLE_NONE.
 */
MUST_CHECK enum err assessment_move(const struct ras_facts *, enum ras_event,
    enum role, unsigned relations, unsigned acted, struct ras_result *result);

struct ras_button {
	enum ras_event event;
	struct str words;
};
struct ras_moves {
	struct ras_button v[RAS_EVENT_COUNT];
	size_t n;
};
/* The buttons this person has: those whose click would be admitted. */
struct ras_moves assessment_open(const struct ras_facts *, enum role,
    unsigned relations, unsigned acted);

struct str ras_state_words(enum ras_state);
enum step ras_state_step(enum ras_state);

#endif
