/*
 * The disagreement procedure (P15): what can happen next, who may do it, and
 * what follows. It begins with the score letter; or, where a child has no score
 * (under 7), with the conclusion of the assessment.
 *
 * A case runs in two strands side by side, because a plan is encouraged and
 * never a gate: the family may challenge, plan, or both.
 *
 * Score strand: each question on its own, all of them at their own tier.
 *
 *	 not          challenge       with the     share       answered,
 *	 challenged ---------------->  worker  ------------->  being confirmed
 *	                                                          | confirm total:
 *	                                                          | letter
 *	          settled   review:   with the      contest       v
 *	          by the <----------- reviewer <------------- rests with ---> accepted
 *	          review    letter                            the family
 *
 *	From each of the four in the middle the question can be withdrawn; it
 *	comes back to where it was, with a full new clock.
 *
 * Plan strand: one line.
 *
 *	 open -> with worker -> to confirm -> answered ----------------+-> settled
 *	  |                                      |  |                  |
 *	  +----------> meeting asked <-----------+  |                  |
 *	               offered, fixed, note open,   |                  |
 *	               note done -> answered -------+------------------+
 *	                               |            |                  |
 *	                               +-> points raised <-            |
 *	                                   discussion offered, fixed   |
 *	                                   heard --> decided ----------+
 *	                                     |                         |
 *	                                     +--> at the panel --------+
 *	                                                               v
 *	                                 plan agreed <- signing <- fitting
 *
 *	The family may end the case at any point, and come back to it. What it
 *	takes back, and a case it comes back to, stands where the family last had
 *	the choice: what was agreed or answered by then is not lost. Only a plan
 *	that was answered and not taken back is fitted and signed; where there is
 *	none the family plans first. A figure that rises after that is fitted
 *	again.
 *
 * Two moves are made by time: a note can no longer be corrected, and times that
 * were offered are over, so that the council offers new ones. Silence settles
 * nothing. A challenged answer rests with the family for as
 * long as the allocation is in force.
 *
 * The rows are in dispute_moves.c, the words in dispute.def. What admits a click
 * and what shows its button are the same rows.
 */
#ifndef CORE_DISPUTE_H
#define CORE_DISPUTE_H

#include "core/access.h"
#include "core/base/err.h"
#include "core/deadline.h"
#include "core/effect.h"
#include "core/letter.h"

struct out;

enum item_state {	/* stored */
#define ITEM_STATE(name, value, step, words) name = value,
#include "core/dispute.def"
#undef ITEM_STATE
	ITEM_STATE_COUNT
};

enum plan_state {	/* stored */
#define PLAN_STATE(name, value, step, words) name = value,
#include "core/dispute.def"
#undef PLAN_STATE
	PLAN_STATE_COUNT
};

enum event {		/* stored in the record */
	EVENT_NONE = 0,
#define EVENT(name, value, action, whole, words) name = value,
#include "core/dispute.def"
#undef EVENT
	EVENT_COUNT
};

struct str item_state_words(enum item_state);
struct str plan_state_words(enum plan_state);
struct str event_words(enum event);		/* the button */
enum action event_action(enum event);

/* Everything a move depends on, read under the lock of the case. */
struct dispute_facts {
	int items[ITEM_STATE_COUNT];	/* questions in each state; ITEM_NONE: the
					 * unchallenged. All 0 without a score */
	enum item_state item;		/* of the question the click is about */
	enum plan_state plan;
	enum plan_state rest;		/* where the family last had the choice; kept
					 * by the moves, PLAN_NONE: it had none yet */
	bool in_force;			/* no newer assessment has been approved */
	bool plan_was_answered;		/* a letter answers a plan */
	bool sealed;			/* the last answer, to a plan or after a meeting,
					 * cannot be read yet */
	bool score_sealed;		/* nor can the last letter on the score */
	bool plan_stands;		/* one that was answered and not taken back */
	bool higher;			/* the figure rises by what is decided now */
	struct money figure;		/* what the score gives; none without one */
	bool reviewer_free;		/* somebody of the team may review, or was
					 * named from another */
	bool in_writing;		/* the family wants no discussion */
	bool above_limit;		/* the sum decided is above the authority of
					 * whoever decides (core/outcome.h) */
	struct date note_due;		/* last day to correct the note, or none */
	bool times_over;		/* no time that was offered is still to come */
	struct date today;
	bool whole;			/* what was sent is complete, with reasons */
	struct entry entry;		/* staff enter what the family said */
};

/* ---- moving ---- */

struct item_change {
	enum item_state from, to;
};

struct move_result {
	struct item_change change[2];	/* for the question named, or for all … */
	size_t changes;
	bool all_items;			/* … that stand in that state */
	struct dispute_facts after;	/* the facts as they are then */
	unsigned effects;		/* set of enum effect */
	uint64_t opens, closes;		/* sets of 1 << enum step */
};

/*
 * Makes one move, or says why not and leaves *result alone:
 *	E_NOT_FOUND	this person may not
 *	E_CONFLICT	not as things stand now
 *	E_FORM		it may be done, but what was sent is not complete
 *
 * Several questions are challenged, contested or withdrawn one after the other,
 * each with the facts after the one before; their effects are joined and one
 * letter is written. Events of ACTION_NONE are the service's own: ROLE_NONE.
 *
 * E_CONFLICT on EV_RETURN, EV_CONTEST or EV_CHALLENGE where in_force is false
 * means: offer the newer assessment instead.
 */
MUST_CHECK enum err dispute_move(const struct dispute_facts *, enum event,
    enum role, unsigned relations, unsigned acted, struct move_result *result);

struct move_button {
	enum event event;
	struct str words;
};
struct moves {
	struct move_button v[EVENT_COUNT];
	size_t n;
};

/* The buttons of this person for the case as a whole … */
struct moves moves_open(const struct actor *, const struct dispute_facts *,
    unsigned relations, unsigned acted);
/* … and for one question, in facts.item. */
struct moves item_moves_open(const struct actor *, const struct dispute_facts *,
    unsigned relations, unsigned acted);

/* ---- where it stands ---- */

enum score_state {	/* made from the questions, never stored */
	SCORE_NONE = 0,			/* there is none */
	SCORE_UNCHALLENGED,
	SCORE_WITH_WORKER,
	SCORE_TO_CONFIRM,
	SCORE_WITH_REVIEWER,
	SCORE_WITH_FAMILY,		/* answers rest with the family */
	SCORE_WITHDRAWN,		/* and nothing else was decided */
	SCORE_SETTLED,
	SCORE_STATE_COUNT
};

/* The earliest tier that still has a question. */
enum score_state score_state(const struct dispute_facts *);
struct str score_state_words(enum score_state);

/* The steps that are open now: a set of 1 << enum step. */
uint64_t dispute_steps(const struct dispute_facts *);
#define STEP_BIT(step) (UINT64_C(1) << (step))

enum ending {
	ENDING_NONE = 0,		/* it is on the home lists */
	ENDING_PLAN_AGREED = 1,
	ENDING_BY_FAMILY = 2,
};
/* A case leaves the lists in these two ways only, and owing no answer. */
enum ending dispute_ending(const struct dispute_facts *);

/* ---- the answer to one question ---- */

/* name, stored number, word in the form, words */
#define VERDICT_LIST(X)							\
	X(VERDICT_ACCEPT, 1, "accept", "accepted")			\
	X(VERDICT_PART, 2, "part", "accepted in part")			\
	X(VERDICT_KEEP, 3, "keep", "kept as it was")

enum item_verdict {		/* stored */
	VERDICT_NONE = 0,
#define VERDICT_ENUM(name, value, word, words) name = value,
	VERDICT_LIST(VERDICT_ENUM)
#undef VERDICT_ENUM
};
struct str verdict_words(enum item_verdict);

enum tier {		/* stored: who answers a challenged question */
	TIER_NONE = 0,
	TIER_WORKER = 1,	/* reconsiders */
	TIER_REVIEWER = 2,	/* reviews */
	TIER_FAMILY = 3,	/* of what is being written, never of an answer */
};

/* As what the evidence of such an answer is written down. */
enum weighed_for tier_weighs(enum tier);

struct item_points {
	struct points original, proposed;
	struct points worker;		/* none until the answer is shared */
	struct points reviewer;		/* none until the letter of the review */
};
/*
 * What counts now: the last answer given, else the original. Withdrawing
 * changes nothing in it, so answers in the family's favour stand.
 */
struct points item_points_now(const struct item_points *);

/* ---- for people ---- */

/* The procedure as lines of plain text: each row, who may, where it leads. */
void	dispute_print(struct out *);

#endif
