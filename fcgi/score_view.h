/*
 * A contested score in words: for pages and letters alike, so that both say the
 * same of the same rows.
 */
#ifndef FCGI_SCORE_VIEW_H
#define FCGI_SCORE_VIEW_H

#include "sql/store_challenge.h"
#include "web/contest.h"

struct arena;

/* What a score is read with. */
struct score_book {
	struct arena *a;
	const struct policy *policy;	/* of the score: questions, bands, money */
	const struct policy *titles;	/* in force today: what roles are called */
	const struct tool *tool;
	const struct score_now *s;
	struct stamp until;		/* what the reader may see: answers shared by
					 * then; STAMP_ALL: everything */
	bool to_family;			/* the reader is "you" */
};

/* "18 points, significant" */
struct str score_words(struct arena *, const struct question *, struct points);

/* "Priya Nair, social worker"; own: their own title, or none or empty: the role's, of
 * the policy or, where that is NULL, the usual one. */
struct str person_words(struct arena *, const struct policy *, struct str name,
	    enum role, struct str own);

/*
 * The evidence an answer rests on, and what was received and did not decide it, and
 * why: in its decider's words, and document by document as they said.
 */
struct str evidence_relied(struct arena *, const struct score_now *,
	    const struct item_answer *);
struct str evidence_other(struct arena *, const struct score_now *,
	    const struct item_answer *);

/* One question with everything said of it. */
struct chain_view chain_of(const struct score_book *, int question);

/* All that are challenged (or all that are not), by number. */
enum chains { CHALLENGED_ONES, OTHER_ONES, EVERY_ONE };
void	chains_of(const struct score_book *, enum chains, struct chain_views *);

/* What points would come to: as they stand now, and with these changes. */
void	effect_of(const struct score_book *, const struct ras_changes *,
	    struct effect_view *);

/*
 * The same score as if these had been decided, for a look at the letter. None, of
 * the worker: as if the total of the shared answers were confirmed.
 */
struct score_now score_with(struct arena *, const struct policy *, const struct score_now *,
	    const struct decisions *, enum tier, const struct actor *, struct stamp now,
	    struct stamp available);

#endif
