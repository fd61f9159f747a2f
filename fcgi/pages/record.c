/*
 * The record of a case, for everybody who may read it; and, for auditors,
 * whether it is as it was written. Auditors see no case:
 * they find one by its reference and read its record.
 */
#include "fcgi/pages/record.h"

#include "core/reference.h"
#include "fcgi/pages/story.h"
#include "fcgi/service.h"
#include "gen/q_chain.h"
#include "gen/t_audit_home.h"
#include "gen/t_record.h"
#include "sql/chain.h"
#include "web/record_view.h"

#define RECORD_ROWS 100

/* --- finding a case --- */

enum err
record_home(struct req *rq)
{
	page_audit_home(page_begin(rq, S("Home")), view_of(rq, &the_form_find_case),
	    rq->who.name, url_figures_show(rq->a));
	return page_end(rq);
}

enum err
record_find(struct req *rq)
{
	const struct form_find_case *f = rq->form;
	struct case_found found;
	int number;

	if (!reference_parse(f->ref, &number)) {
		wrong(rq, F_find_case_ref, S("Enter a reference: five digits and a "
		    "letter, like 10001-W"));
		return record_home(rq);
	}
	enum err e = case_by_ref(rq->db, rq->a, reference_of(rq->a, number), &found);
	if (e == E_NOT_FOUND) {
		wrong(rq, F_find_case_ref, S("There is no case with this reference"));
		return record_home(rq);
	}
	TRY(e);
	return redirect(rq, url_record_show(rq->a, found.pid));
}

/* --- is it whole? --- */

static struct str
fault_words(struct req *rq, const struct audit_verdict *v)
{
	struct out o;

	out_init(&o, rq->a, 300);
	out_lit(&o, "Row ");
	out_int(&o, v->no);
	out_char(&o, ' ');
	out_str(&o, audit_fault_words(v->fault));
	out_char(&o, '.');
	return out_str_of(&o);
}

static enum err
verify(struct req *rq, struct record_check *check)
{
	const struct casefile *c = rq->subject;
	const struct audit_tail none = audit_tail_new(c->id);
	struct chain_checked got;

	TRY(chain_check(rq->db, rq->a, &rq->app->keys.audit, CHAIN_CASE, c->id, &none,
	    &got));
	check->done = true;
	check->rows = got.tail.no;
	if (got.verdict.fault == AUDIT_GOOD && (got.tail.no != c->record_no ||
	    !str_eq(hash32_str(&got.tail.mac), c->record_mac)))
		got.verdict = (struct audit_verdict){ AUDIT_CUT, c->record_no };
	if (got.verdict.fault != AUDIT_GOOD)
		check->fault = fault_words(rq, &got.verdict);
	return OK;
}

/* --- pages --- */

struct url
record_back(struct req *rq)
{
	if (may(&rq->who, SEE_CASE, rq->relations, rq->acted))
		return url_case_show(rq->a, rq->subject->pid);
	return url_home_show(rq->a);
}

enum err
record_show(struct req *rq)
{
	const struct form_older *f = rq->form;
	struct record_rows record;
	struct story_rows story;
	const struct policy *p;
	struct record_check check = { .fault = STR_NONE };
	int before = is_set(f->before) && f->before > 0 ? f->before : INT32_MAX;

	TRY(record_rows(rq->db, rq->a, rq->subject->id, before,
	    (int)story_audience(rq->who.role), RECORD_ROWS, &record));
	TRY(today_policy(rq, &p));
	if (may(&rq->who, VERIFY_RECORD, rq->relations, rq->acted))
		TRY(verify(rq, &check));
	story_of(rq, p, &record, &story);
	struct record_view v = {
		.ref = rq->subject->ref,
		.back = record_back(rq),
		.here = url_record_show(rq->a, rq->subject->pid),
		.views = may(&rq->who, SEE_VIEWS, rq->relations, rq->acted) ?
		    url_views_show(rq->a, rq->subject->pid) : (struct url){ STR_NONE },
		.older = record.n == RECORD_ROWS ? record.v[record.n - 1].no : 0,
		.check = check,
	};
	page_record(page_begin(rq, S("The record")), &v, &story);
	return page_end(rq);
}
