/*
 * What staff note beside a case, for each other. It is no part of any decision:
 * no letter and no page of the family, its helpers or the panel reads it.
 */
#include "core/base/civil.h"
#include "core/crypt.h"
#include "core/policy.h"
#include "fcgi/req.h"
#include "fcgi/score_view.h"
#include "fcgi/service.h"
#include "gen/q_comment.h"
#include "gen/t_comments.h"
#include "web/comments.h"

#define COMMENT_ROWS 50

/* Those before a number. */
static enum err
comments_page(struct req *rq, int before)
{
	struct comments all;
	const struct policy *p;

	TRY(comments_of(rq->db, rq->a, rq->subject->id, before, COMMENT_ROWS, &all));
	TRY(today_policy(rq, &p));
	struct comments_view v = {
		.rows = { ARENA_ARRAY(rq->a, all.n + 1, struct comment_view), 0 },
		.older = all.n == COMMENT_ROWS && all.v[all.n - 1].no > 1 ?
		    all.v[all.n - 1].no : 0,
		.here = url_comments_show(rq->a, rq->subject->pid),
		.send = url_comment_send(rq->a, rq->subject->pid),
		.back = url_case_show(rq->a, rq->subject->pid),
	};
	for (size_t i = 0; i < all.n; i++)
		v.rows.v[v.rows.n++] = (struct comment_view){
			all.v[i].no, all.v[i].at,
			person_words(rq->a, p, all.v[i].person_name, all.v[i].role,
			    all.v[i].own_title),
			all.v[i].words,
		};
	page_comments(page_begin(rq, S("Staff comments")), &v,
	    view_of(rq, &the_form_comment));
	return page_end(rq);
}

enum err
comments_show(struct req *rq)
{
	const struct form_older *f = rq->form;

	return comments_page(rq, is_set(f->before) && f->before > 0 ? f->before : INT32_MAX);
}

enum err
comment_send(struct req *rq)
{
	const struct form_comment *f = rq->form;
	struct comments_lately lately;
	struct comment_count before;
	struct pid pid = pid_new();
	struct out o;
	int64_t id;

	TRY(comments_since(rq->db, rq->a, rq->who.id, stamp_add(rq->now, -HOUR_S), &lately));
	if (lately.n >= rq->app->config->hour_comments)
		wrong(rq, F_comment_words, S("You have written so many comments that no more is "
		    "taken now. Wait an hour"));
	if (rq->form_errors)
		return comments_page(rq, INT32_MAX);
	TRY(comment_count(rq->db, rq->a, rq->subject->id, &before));
	struct hash32 hash = crypt_fingerprint(f->words);
	TRY(comment_add(rq->db, pid, rq->subject->id, before.n + 1, rq->who.id, rq->who.role,
	    rq->now, f->words, hash32_str(&hash), &id));
	out_init(&o, rq->a, 40);
	out_lit(&o, "Comment ");
	out_int(&o, before.n + 1);
	out_char(&o, '.');
	note(rq, AUDIENCE_STAFF, pid, out_str_of(&o));
	return redirect(rq, url_comments_show(rq->a, rq->subject->pid));
}
