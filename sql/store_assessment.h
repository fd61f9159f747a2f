/*
 * The questionnaire of a case, from its first answer to its score (P5). Each
 * change runs in one transaction in which the case was locked first; what the
 * casefile row says of the questionnaire is therefore as it stands.
 *
 *	E_NOT_FOUND	there is no questionnaire on its way, or no such question
 *	E_CONFLICT	not now: somebody moved it on, or something is missing
 *
 * Who may do it was asked by the gate; the moves ask core/assessment.h again.
 */
#ifndef SQL_STORE_ASSESSMENT_H
#define SQL_STORE_ASSESSMENT_H

#include "core/access.h"
#include "core/assessment.h"
#include "core/ras.h"
#include "gen/q_assessment.h"
#include "gen/q_casefile.h"
#include "sql/db.h"
#include "sql/doing.h"

/* Who acts in which case. by.policy: the questionnaire's own. */
struct ras_doing {
	struct doing by;
	struct casefile *c;
};

/*
 * Opens the questionnaire that fits the child's age and school, under the
 * policy in force (its key, and itself in doing). There may be no other on its
 * way. The step to fill it in is opened if it was not.
 */
MUST_CHECK enum err store_ras_open(struct db *, struct arena *,
	    const struct ras_doing *, int64_t policy, int64_t *id);

struct ras_given {		/* one answer, as the worker gives it */
	struct ras_answer answer;	/* points none: a tool that is not scored */
	bool two_carers;
	struct str reason, evidence;
};

/* May it be the answer to this question of this tool? */
bool	store_ras_given_ok(const struct tool *, const struct ras_given *);

/* May answers be changed now? Asked of the casefile row alone. */
bool	store_ras_editable(const struct casefile *);

/*
 * Saves an answer: one statement. One that was shared and changes has to be
 * shared again; what the family said of it is set aside.
 */
MUST_CHECK enum err store_ras_answer(struct db *, const struct ras_doing *,
	    const struct ras_given *);

MUST_CHECK enum err store_ras_child(struct db *, const struct ras_doing *, struct str words);
MUST_CHECK enum err store_ras_person(struct db *, const struct ras_doing *,
	    struct str name, struct str who, struct date day);
MUST_CHECK enum err store_ras_person_drop(struct db *, const struct ras_doing *, struct pid);

/* Lets the family see one answer, before all are shared. */
MUST_CHECK enum err store_ras_share_one(struct db *, const struct ras_doing *, int question);

/* How the family sees an answer it can see: kept for its writer until sent. */
MUST_CHECK enum err store_ras_view(struct db *, const struct ras_doing *, int question,
	    enum ras_view, struct str words);

/* The practice lead's answer to a difference. */
MUST_CHECK enum err store_ras_reply(struct db *, const struct ras_doing *, int question,
	    struct str reply);

struct ras_moved {
	struct ras ras;			/* as it was before */
	struct ras_result result;
	struct date due;		/* RAS_SHARE: the family's last day */
	struct stamp told;		/* RAS_APPROVE: when the letter can be read */
	struct points total;		/* RAS_APPROVE: none if not scored */
	struct money yearly;		/* likewise */
	struct date challenge_due;	/* likewise */
	bool replaces;			/* RAS_APPROVE: a score before it gives way */
	bool ends_challenge;		/* and a challenge of that was open */
};

/*
 * Moves it on: states, steps, and on approval the score. words: the reason of a
 * return. When the family's days are over, that is noticed here too, whether
 * or not anybody raised RAS_TIME_OVER.
 */
MUST_CHECK enum err store_ras_move(struct db *, struct arena *, const struct ras_doing *,
	    enum ras_event, struct str words, struct ras_moved *);

/* What an approval would come to now, for a look at it: writes nothing. */
MUST_CHECK enum err store_ras_approval(struct db *, struct arena *,
	    const struct ras_doing *, struct ras_moved *);

/* What the rules ask for, of a questionnaire that was read. */
struct ras_facts store_ras_facts(const struct policy *, const struct ras *,
	    struct date today);

#endif
