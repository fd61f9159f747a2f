/*
 * Who has a case now, by when, what happens then, and whom to ring: the one
 * line a family looks for first. Made from the rows of todo, nothing else.
 */
#ifndef FCGI_PAGES_STATUS_H
#define FCGI_PAGES_STATUS_H

#include "fcgi/contact.h"
#include "fcgi/req.h"
#include "web/rows.h"

struct waiting {		/* all that waits in a case, and who looks at it */
	struct req *rq;
	const struct policy *p;
	struct pid casefile;
	struct str team;	/* its name */
	enum role role;		/* of the reader, in the case */
	unsigned relations;
	struct waits waits;
	struct case_todos sees;	/* who sees to what is late */
	struct stamp moved, agreed;	/* of its plan */
};

/* Who has the case; of what is late, all but who sees to it. */
void case_status_of(const struct waiting *, struct status_view *);

/* Does this row wait for the reader now? And does it stand apart, as a challenge
 * does that can be made at any time while somebody has the case? */
bool case_waits(const struct waiting *, const struct case_todo *);
bool case_waits_apart(const struct waiting *, const struct case_todo *);

/* What a row asks for, and where it is done: "Read the letter: …" */
struct case_link case_ask(const struct waiting *, const struct case_todo *);

struct case_now {
	struct waiting waiting;
	const struct case_todo *mine;	/* what waits for the viewer first, or NULL */
	struct case_link ask;		/* what it asks for */
	struct str due;			/* by when, in words */
	struct case_links also;		/* what else does, or can be done at any time */
	const struct case_front *front;	/* its sum, and what else is said once */
	struct status_view *status;	/* who has the case: the same to every reader */
};

MUST_CHECK enum err case_now(struct req *, const struct policy *, struct case_now *);

/* Only who has the case, for the other pages of it. */
MUST_CHECK enum err case_status(struct req *, const struct policy *,
	    const struct status_view **);

/* What a step is to those who wait for it: to the family itself, or to others. */
struct step_words {
	struct str now;			/* "The practice lead looks at the score" */
	struct str next;		/* what happens then */
};
struct step_words step_words(struct arena *, const struct policy *, enum step, bool family);

/* "Owen Hughes, practice lead"; without a name "A practice lead of the North team". */
struct str holder_words(struct arena *, const struct policy *, struct str name, enum role,
	    struct str own, struct str team);

/* Of the case that is asked for, in the same words; none: nobody has it yet. */
struct str worker_words(struct req *, const struct policy *);

/* What the child has now, as this reader may know it; plan: how its plan stands. */
MUST_CHECK enum err case_sum(struct req *, int64_t casefile, struct pid, struct stamp until,
	    enum plan_state plan, struct sum_view *);

/* The same from what the page of a case has read. */
MUST_CHECK enum err front_sum(struct req *, const struct case_front *, struct sum_view *);

/* "Do the questionnaire", for lists and headings. */
struct str step_asks(struct arena *, const struct policy *, enum step);

/* "3 March 2026", "3 March 2026, 2 working days left", "…, 1 working day late" */
struct str due_words(struct req *, const struct policy *, enum step, struct date due);

/* How long something that waits for a family can be done. */
enum ask_kind step_ask_kind(enum step, struct date due, struct date today);

/* The page on which a step is done; none where its holder only waits. */
struct url step_url(struct arena *, enum step, struct pid casefile);

#endif
