/*
 * The Resource Allocation System: from answers to points, band and indicative
 * allocation (P5), and back again in words a family can check on paper.
 *
 * An answer is its points. Which level they are is read from the questionnaire:
 * the highest level they reach. So a case stores one figure per question, and
 * figure and words cannot differ.
 *
 * Everything here is addition and looking up in the policy's tables, and only
 * proposes: what is decided, by whom and why, is recorded elsewhere.
 */
#ifndef CORE_RAS_H
#define CORE_RAS_H

#include "core/policy.h"

struct ras_answer {
	int question;		/* 1 to QUESTIONS */
	struct points points;
	bool not_applicable;	/* "does not apply": 0 points */
};

struct ras_answers {
	const struct ras_answer *v;
	size_t n;
};

/* Points with what they come to. NULL where the table has no row for them. */
struct ras_score {
	struct points total;
	const struct band *band;
	const struct funding_step *step;
};

/* The level that so many points reach; NULL where nothing is scored. */
const struct level *ras_level(const struct question *, struct points);

/* May this be the answer to this question? */
bool	ras_answer_ok(const struct question *, const struct ras_answer *);

/* The sum of what was answered. */
struct points ras_total(const struct ras_answers *);

const struct band *ras_band(const struct policy *, struct points);
const struct funding_step *ras_step(const struct policy *, struct points);
struct ras_score ras_score(const struct policy *, struct points);

/* ---- how this was worked out ---- */

struct worked_line {
	const struct question *question;
	bool answered;
	bool not_applicable;
	struct points points;		/* none if not answered */
	const struct level *level;	/* NULL if not answered */
	struct points highest;		/* this question can come to */
};

struct worked_lines {
	struct worked_line v[QUESTIONS];
	size_t n;
};

struct worked_missing {
	const struct question *v[QUESTIONS];
	size_t n;
};

/* The nearest other sum of money, and how far it is. */
struct worked_next {
	const struct funding_step *step;	/* NULL: there is none */
	struct points away;			/* so many points more, or less */
};

struct worked_out {
	const struct tool *tool;
	struct worked_lines lines;	/* one per question, in order */
	struct worked_missing missing;	/* not answered yet */
	bool complete;			/* scored, and nothing is missing */
	struct points highest;		/* the questionnaire can come to */
	struct ras_score score;		/* band and step only when complete */
	struct worked_next up, down;	/* likewise */
};

/*
 * Fills *w. Answers to questions the tool does not have are left out; of two
 * answers to one question the first counts. The tool must be linked.
 */
void	ras_worked_out(const struct policy *, const struct tool *,
	    const struct ras_answers *, struct worked_out *w);

/*
 * Fills w->up and w->down from w->score.total and w->highest: the step that
 * begins right above, and the one that ends right below. For a total that was
 * changed by a later decision.
 */
void	ras_neighbours(const struct policy *, struct worked_out *w);

/* ---- what a challenge would change ---- */

/*
 * What may be decided on a challenged answer: between original and proposed,
 * both included, so that a challenge cannot make it worse. "In part" is offered
 * only where something lies strictly between.
 */
struct ras_range {
	struct points low, high;	/* strictly between; none if nothing does */
	bool exists;
	bool any_score;			/* every whole score from low to high */
};

struct ras_range ras_in_part(const struct question *, struct points original,
	    struct points proposed);
bool	ras_decision_ok(const struct question *, struct points original,
	    struct points proposed, struct points decided);

struct ras_change {
	int question;
	struct points to;
};

struct ras_changes {
	const struct ras_change *v;
	size_t n;
};

struct ras_effect {
	struct ras_score before, after;
	int points;		/* after - before */
	struct money yearly;	/* likewise; 0 where a table has no row */
};

/*
 * Changes to questions that were not answered have no effect; of two changes to
 * one question the first counts.
 */
struct ras_effect ras_effect(const struct policy *, const struct ras_answers *,
	    const struct ras_changes *);

#endif
