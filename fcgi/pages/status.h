/*
 * Who has a case now, by when, what happens then, and whom to ring: the one
 * line a family looks for first. Made from the rows of todo, nothing else.
 */
#ifndef FCGI_PAGES_STATUS_H
#define FCGI_PAGES_STATUS_H

#include "fcgi/req.h"
#include "gen/q_todo.h"
#include "web/rows.h"

struct case_now {
	const struct case_todo *mine;	/* what waits for the viewer, or NULL */
	struct url act;			/* where they do it; none: nowhere yet */
	struct case_links also;		/* what else does */
	struct status_view *status;	/* who has the case: others, else the viewer */
};

MUST_CHECK enum err case_now(struct req *, const struct policy *,
	    const struct case_todos *, struct case_now *);

/* "Do the questionnaire", for lists and headings. */
struct str step_asks(enum step);

/* "3 March 2026", "3 March 2026, 2 working days left", "…, 1 working day late" */
struct str due_words(struct req *, const struct policy *, enum step, struct date due);

/* The page on which a step is done; none where its holder only waits. */
struct url step_url(struct req *, enum step, struct pid casefile);

/* Not where a case stands, but how its letters get on? */
bool step_is_beside(enum step);

#endif
