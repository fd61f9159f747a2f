/*
 * What the pages about a support plan share.
 */
#ifndef FCGI_PAGES_PLAN_H
#define FCGI_PAGES_PLAN_H

#include "fcgi/req.h"
#include "sql/store_fit.h"
#include "web/plan.h"

/* Who moves the plan: the reader, or the family they enter it for. */
struct plan_move plan_move_of(struct req *, const struct policy *);

/* What they are writing; plan.id 0: nothing yet. */
MUST_CHECK enum err plan_draft_of(struct req *, struct plan_whole *);

/*
 * Files of the plan that the council has not got, and the reader may send, with
 * their ids. What a family added for itself stays its own while staff enter
 * something for it.
 */
MUST_CHECK enum err plan_files_unsent(struct req *, struct plan_file_views *,
	    struct pid *pids[]);

/* The sum the reader knows of, a year. */
MUST_CHECK enum err plan_sum(struct req *, struct money *);

/* A version with what was decided of its lines, and the sum, as the reader may
 * know them. */
MUST_CHECK enum err plan_fitted(struct req *, int no, struct plan_whole *, struct money *sum);

enum plan_shows {		/* a set of these: what of a version is shown */
	SHOW_SUM = 1 << 0,	/* how far the money goes */
	SHOW_ANSWER = 1 << 1,
	SHOW_FITTED = 1 << 2,
};

/*
 * A version in ready words. Needs no request, so that a letter is made from
 * the same: links are set by the pages that have them.
 */
struct plan_view *plan_view_of(struct arena *, const struct policy *,
    const struct casefile *, const struct plan_whole *, struct money sum, unsigned shows);

/* Words of ours that begin small, at the beginning of a sentence. */
void	plan_out_sentence(struct out *, struct str words);

/* How a point was decided, and by whom. */
struct plan_said plan_point_said(struct arena *, const struct policy *,
    const struct line_point *);

/* What came after its answer and is about none of its lines. */
MUST_CHECK enum err plan_since(struct req *, const struct policy *,
    const struct plan_whole *, struct plan_saids *);

/* A version on a page: the view, with links to its files. */
struct plan_view *plan_page_view(struct req *, const struct policy *,
    const struct plan_whole *, struct money sum, unsigned shows);

/* What the policy says of a line: prohibited kinds, nights, large purchases. */
struct str plan_line_warning(struct arena *, const struct policy *,
    const struct plan_row *);
struct str plan_nights_warning(struct arena *, const struct policy *,
    const struct plan_rows *);
const struct prohibited *plan_prohibited(const struct policy *, int number);

#endif
