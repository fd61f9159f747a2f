/*
 * Gathers what every letter on a decision says (web/letter.h), from what is
 * recorded when the letter is made. The letter of a score, of a challenge, a
 * plan, a meeting, of points and of the panel all come here, pages and the
 * demonstration alike; a preview is made of the same facts by the same template.
 */
#ifndef FCGI_LETTER_FACTS_H
#define FCGI_LETTER_FACTS_H

#include "core/letter.h"
#include "fcgi/score_view.h"
#include "gen/q_casefile.h"
#include "web/letter.h"

#define LETTER_LIMIT ((size_t)1024 * 1024)

struct app;
struct config;

/* Who writes a letter, when, about which case. */
struct letter_desk {
	struct db *db;
	struct arena *a;
	struct str council;
	const struct casefile *c;
	struct actor who;		/* whose decision it is */
	struct stamp now;
	struct date decided;		/* today, or when the family told it by
					 * telephone, on paper or in person */
	const struct policy *policy;	/* in force today */
	const struct policy *scored;	/* of the score; NULL: there is none */
};

/* With the policy the case was scored under. */
MUST_CHECK enum err letter_desk_open(struct app *, const struct config *, struct db *,
	    struct arena *, const struct casefile *, const struct actor *, struct stamp now,
	    const struct policy *, struct letter_desk *);

/* When a letter made now can be read. */
struct stamp letter_readable(const struct letter_desk *);

/*
 * What a decision does to the sum that is being written down in the same
 * transaction, and so is not among the recorded ones yet.
 */
struct letter_change {
	enum sum_by by;			/* SUM_BY_NOTHING: it changes nothing */
	struct money added;
	bool recommended;		/* only: it waits for the panel */
	struct date runs_from;		/* none: with the figure */
};

/*
 * The facts, but for what only the letter at hand knows: not_covered and next.
 * Until they are set, contact and telephone are the worker's, and the aim is
 * that there is no last day. s: the score as the letter is to tell it, or NULL:
 * as it is recorded.
 */
MUST_CHECK enum err letter_facts_of(const struct letter_desk *, const struct score_now *s,
	    const struct letter_change *, struct letter_facts *);

/* How every letter begins and ends; did: "Decided on", of today. One that tells
 * what a family did is signed by the worker of the case. */
MUST_CHECK enum err letter_head_of(const struct letter_desk *, struct str did,
	    struct letter_head **);

/* The aim of a step that counts from the day this letter can be read, between
 * two pieces of a sentence. */
struct str letter_aim(const struct letter_desk *, struct str before, enum step,
	    struct str after);

/* Who fits the plan to the sum, and by when. */
struct str letter_aim_to_fit(const struct letter_desk *);

/* "Maria Osei and Joseph Osei": the family of a case. */
MUST_CHECK enum err letter_family(struct db *, struct arena *, const struct casefile *,
	    struct str *names);

/* The rows of a policy as people to ring. */
struct help_lines help_lines(struct arena *, const struct helpers *);

#endif
