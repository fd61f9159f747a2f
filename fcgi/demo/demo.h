/*
 * The demonstration in parts: demo.c makes people and cases, cases.c takes their
 * questionnaires to where they stand, scores.c what is contested of them,
 * plans.c their plans; story.c plays all that comes after, form by form.
 */
#ifndef FCGI_DEMO_DEMO_H
#define FCGI_DEMO_DEMO_H

#include "fcgi/command/admin.h"
#include "fcgi/service.h"
#include "sql/csv.h"

struct demo_table {
	struct csv_rows rows;	/* the first is the heading */
	const char *name;
};

/* E_FORM, said on standard error: not a table of so many cells a row. */
MUST_CHECK enum err demo_table(struct admin *, const char *dir, const char *name,
	    size_t cells, struct demo_table *);

/* Whose address it is. */
MUST_CHECK enum err demo_actor(struct admin *, struct str email, struct actor *);

/* Questionnaires and scores on their way to where they stand. */
struct demo {
	struct admin *ad;
	struct app app;			/* keeps the policy */
	struct key audit;
	struct demo_table reasons, differences;
	struct date today;
};

/* Takes the questionnaires through the same functions as the pages. */
MUST_CHECK enum err demo_questionnaires(struct admin *, const char *dir, struct stamp now);

/* The same for support plans, of cases that are approved. */
MUST_CHECK enum err demo_plans(struct admin *, const char *dir, struct stamp now);

/* The same for contested scores: challenges, answers, reviews. */
MUST_CHECK enum err demo_scores(struct admin *, const char *dir, struct stamp now);

/* What else people did: the forms they sent, row by row. */
MUST_CHECK enum err demo_stories(struct admin *, const char *dir, struct stamp now);

/* The cell of the row that begins with these numbers; words of a table. */
struct str demo_words(const struct demo_table *, int first, int second, size_t cell);

#endif
