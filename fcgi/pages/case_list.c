/*
 * The cases somebody works on: to open one when the family rings, also when
 * nothing waits in it. A worker has their own, a practice lead those of the
 * team; who runs the whole service finds one by its reference.
 */
#include "core/reference.h"
#include "fcgi/forms.h"
#include "fcgi/pages/status.h"
#include "fcgi/req.h"
#include "gen/q_casefile.h"
#include "gen/t_case_list.h"
#include "web/rows.h"

#define MOST 200

static enum err
read_cases(struct req *rq, struct str find, struct listed_cases *cases)
{
	int number;

	*cases = (struct listed_cases){ NULL, 0 };
	switch ((int)rq->who.role) {
	case WORKER:
		return cases_of_worker(rq->db, rq->a, rq->who.id, find, MOST, cases);
	case PRACTICE_LEAD:
		return cases_of_team(rq->db, rq->a, rq->who.team, find, MOST, cases);
	default:
		if (!reference_parse(find, &number))
			return OK;
		return cases_of_ref(rq->db, rq->a, reference_of(rq->a, number), cases);
	}
}

static struct listed_row
row_of(struct req *rq, const struct policy *p, const struct listed_case *c)
{
	struct listed_row row = {
		.to = url_case_show(rq->a, c->pid),
		.child = c->child_name, .ref = c->ref, .worker = c->worker_name,
	};

	if (c->step == STEP_NONE)
		return row;
	row.step = step_asks(rq->a, p, c->step);
	row.holder = c->role == FAMILY ? S("The family") :
	    holder_words(rq->a, p, c->holder, c->role, c->own_title, STR_NONE);
	row.due = due_words(rq, p, c->step, c->due);
	return row;
}

static struct str
told(const struct req *rq, struct str find, size_t n)
{
	if (n == MOST)
		return S("Only the first 200 are shown. Find one by its name or reference.");
	if (n > 0)
		return STR_NONE;
	if (find.n > 0)
		return S("No case fits. Check the reference, or try a part of the name.");
	return rq->who.role == OPS_MANAGER ? STR_NONE : S("There is no case yet.");
}

enum err
case_list_show(struct req *rq)
{
	const struct form_list_cases *f = rq->form;
	struct str find = is_set(f->find) ? f->find : S("");
	struct listed_cases cases;
	const struct policy *p;

	TRY(today_policy(rq, &p));
	TRY(read_cases(rq, find, &cases));
	struct listed_rows rows = { ARENA_ARRAY(rq->a, cases.n + 1, struct listed_row), 0 };
	for (size_t i = 0; i < cases.n; i++)
		rows.v[rows.n++] = row_of(rq, p, &cases.v[i]);
	page_case_list(page_begin(rq, S("Cases")), view_of(rq, &the_form_list_cases), &rows,
	    rq->who.role == OPS_MANAGER, told(rq, find, rows.n), url_home_show(rq->a));
	return page_end(rq);
}
