/*
 * Who looked at a case. The family sees it too, except a view that was held
 * back for a child's safety, until a manager releases it by name.
 */
#include "core/base/civil.h"
#include "core/base/utf8.h"
#include "core/policy.h"
#include "core/session.h"
#include "fcgi/pages/record.h"
#include "fcgi/req.h"
#include "gen/q_view.h"
#include "gen/t_views.h"
#include "web/views.h"

#define MOST 500

static struct str
what_words(struct req *rq, const struct seen_row *v)
{
	struct out o;

	if (v->role == AUDITOR)		/* who sees that alone: core/access.def */
		return S("read the record of what was done, not the case itself");
	if (v->what == VIEW_PAGE)
		return S("looked at the case");
	if (!is_set(v->letter) && !is_set(v->document))
		return S("opened a letter or document");
	out_init(&o, rq->a, 1000);
	out_str(&o, is_set(v->letter) ? S("opened the letter ‘") : S("opened the document ‘"));
	out_str(&o, is_set(v->letter) ? v->letter : v->document);
	out_lit(&o, "’");
	return out_str_of(&o);
}

/* Each person with a view held back, once, for the button that releases it. */
static void
held_add(struct view_page *page, const struct seen_row *v)
{
	for (size_t i = 0; i < page->held.n; i++)
		if (pid_eq(page->held.v[i].person, v->person))
			return;
	page->held.v[page->held.n++] = (struct view_held){ v->person, v->name };
}

enum err
views_show(struct req *rq)
{
	struct seen_rows rows;
	const struct policy *p;
	bool marked = may(&rq->who, SEE_MARKED_VIEWS, rq->relations, rq->acted);

	TRY(seen_of(rq->db, rq->a, rq->subject->id, marked, rq->who.role == FAMILY,
	    may(&rq->who, SEE_CASE, rq->relations, rq->acted) && role_is_staff(rq->who.role),
	    rq->who.id, rq->now, MOST, &rows));
	TRY(today_policy(rq, &p));
	struct view_page page = {
		.seen = { ARENA_ARRAY(rq->a, rows.n + 1, struct view_seen), 0 },
		.held = { ARENA_ARRAY(rq->a, rows.n + 1, struct view_held), 0 },
		.may_release = may(&rq->who, RELEASE_VIEW, rq->relations, rq->acted),
		.back = record_back(rq),
		.release = url_views_release(rq->a, rq->subject->pid),
	};
	for (size_t i = 0; i < rows.n; i++) {
		const struct seen_row *v = &rows.v[i];
		page.seen.v[page.seen.n++] = (struct view_seen){
			v->name.n > 0 ? v->name : S("Somebody who helps"),
			policy_title(p, v->role)->one, what_words(rq, v),
			v->at, v->withheld,
		};
		if (v->withheld && !pid_eq(v->person, rq->session.person_pid))
			held_add(&page, v);
	}
	page_views(page_begin(rq, S("Who has looked")), &page);
	return page_end(rq);
}

/*
 * Today's views of whoever presses it, with the reason. Only auditors read that
 * it was done, and why.
 */
enum err
views_hold(struct req *rq)
{
	const struct form_hold *f = rq->form;
	struct stamp midnight = stamp_of_london(rq->today, 0, 0);
	struct out o;
	int64_t n;

	if (rq->form_errors)
		return case_show(rq);
	TRY(views_withhold(rq->db, rq->subject->id, rq->who.id, midnight, &n));
	out_init(&o, rq->a, 8000);
	out_lit(&o, "Own views of today were held back: ");
	out_str(&o, f->reason);
	note(rq, AUDIENCE_RECORD, PID_NONE, utf8_head(out_str_of(&o), 1000));
	return redirect(rq, url_case_show(rq->a, rq->subject->pid));
}

enum err
views_release(struct req *rq)
{
	const struct form_release *f = rq->form;
	struct seen_person who;
	int64_t n;

	if (rq->form_errors)
		return E_BAD_REQUEST;	/* the page has no field to type in */
	TRY(seen_person(rq->db, rq->a, f->person, &who));
	if (who.id == rq->who.id)
		return E_NOT_FOUND;	/* somebody else decides on their own */
	TRY(views_free(rq->db, rq->subject->id, who.id, &n));
	if (n == 0)
		return E_CONFLICT;
	note(rq, AUDIENCE_RECORD, PID_NONE, who.name);
	return redirect(rq, url_views_show(rq->a, rq->subject->pid));
}
