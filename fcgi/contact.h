/*
 * What a case waits for, and whom to ring about it: on the family's pages and at the
 * end of its e-mail alike. Always somebody who is in that day, else the council.
 */
#ifndef FCGI_CONTACT_H
#define FCGI_CONTACT_H

#include "core/deadline.h"
#include "core/policy.h"
#include "gen/q_standing.h"
#include "gen/q_todo.h"

struct person_in {		/* who is in, and has a telephone; or none */
	struct str name;
	enum role role;
	struct str own_title;
	struct str phone;
	bool reader;		/* it is who reads this */
};

struct waits {			/* all that waits in a case */
	struct case_todos todos;
	enum plan_state plan;	/* where its plan has come to */
	struct person_in in;	/* for the case: worker, who stands in, practice lead */
	struct stamp now;
};

/*
 * One answer for every reader: the step somebody waits for; else a letter that is
 * being made, is on its way, or was not opened; else what the family may do; else
 * NULL: how it ended.
 */
const struct case_todo *who_has(const struct waits *);

/* What somebody waits for: a step of the council, the one due first; else one of the
 * family's; or NULL. */
const struct case_todo *waits_pressing(const struct waits *);

/* A letter that asks for it is on its way: the family cannot do it yet. */
bool	waits_ahead(const struct waits *, const struct case_todo *);

/* Agreed, or ended by the family: nothing more is to be done. */
bool	plan_is_at_rest(enum plan_state);

struct contact {
	struct str name;	/* "Priya Nair"; "the council" */
	struct str words;	/* "Priya Nair, social worker"; "the council" */
	struct str phone;	/* none: the council has not said one */
	struct str hours;	/* of the council; none: it is a person */
	bool reader;		/* it is who reads this, and need not ring */
};

/* Who holds the step the case waits for, or stands in for them; else who is in for
 * the case: its worker, who stands in, or a practice lead of the team; else the
 * council. policy: or NULL, then a role is called as usual. */
struct contact contact_of(struct arena *, const struct policy *, const struct waits *);

/* The council's own. policy: or NULL. */
struct contact contact_council(const struct policy *);

/* The same for a case by itself, on the day of `now`. */
MUST_CHECK enum err contact_read(struct db *, struct arena *, const struct policy *,
	    struct pid casefile, struct stamp now, struct contact *);

#endif
