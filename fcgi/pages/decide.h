/*
 * Deciding challenged questions, as the worker who reconsiders and as the
 * practice lead who reviews: the same pages, one row of this table each.
 */
#ifndef FCGI_PAGES_DECIDE_H
#define FCGI_PAGES_DECIDE_H

#include "fcgi/pages/contest.h"
#include "fcgi/pages/evidence.h"

struct decider {
	enum tier tier;
	enum item_state state;		/* of the questions that wait for them */
	struct str heading, intro;
	struct url (*list)(struct arena *, struct pid);
	struct url (*question)(struct arena *, struct pid, int);
	struct url (*save)(struct arena *, struct pid, int);
	struct url (*check)(struct arena *, struct pid);
};

extern const struct decider worker_decides, reviewer_decides;

struct deciding {
	const struct decider *by;
	struct score_desk d;
	struct item_drafts drafts;
	int to_look_at[QUESTIONS];	/* with documents that have to be looked at */
	size_t n_to_look_at;
	struct unlooked unlooked;	/* for all questions that wait */
};

MUST_CHECK enum err deciding_open(struct req *, const struct decider *, struct deciding *);

MUST_CHECK enum err decide_list(struct req *, const struct decider *);
MUST_CHECK enum err decide_question(struct req *, const struct decider *);
MUST_CHECK enum err decide_save(struct req *, const struct decider *);

/* What is written, with each document looked at, and waits to be sent; question 0: all
 * of it. */
struct decisions deciding_written(struct req *, const struct deciding *, int question);

/* Does every question that waits have its decision? */
bool	deciding_complete(const struct deciding *);

/* The decisions in words, shared ones first; and what they come to. */
struct marked_rows deciding_marked(struct req *, const struct deciding *);
void	deciding_effect(struct req *, const struct deciding *, struct effect_view *);

#endif
