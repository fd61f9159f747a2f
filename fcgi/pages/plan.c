/*
 * The page of the support plan: where it stands, what was sent, the answer once
 * it can be read, and what the reader can do next. What the family is writing
 * is on pages of its own (plan_draft.c, plan_lines.c).
 */
#include "fcgi/pages/plan_deliver.h"

#include "core/money.h"
#include "core/session.h"
#include "fcgi/pages/moves.h"
#include "fcgi/pages/status.h"
#include "gen/t_plan.h"
#include "gen/t_plan_version.h"

struct plan_move
plan_move_of(struct req *rq, const struct policy *p)
{
	return (struct plan_move){ rq->db, rq->a, rq->subject, doing_of(rq, p) };
}

enum err
plan_draft_of(struct req *rq, struct plan_whole *w)
{
	struct doing by = doing_of(rq, NULL);

	return store_plan_draft(rq->db, rq->a, rq->subject->id, &by, w);
}

enum err
plan_sum(struct req *rq, struct money *sum)
{
	struct sum_now now;

	TRY(store_allocation(rq->db, rq->a, rq->subject->id, told_until(rq), &now));
	*sum = now.now.sum;
	return OK;
}

struct plan_view *
plan_page_view(struct req *rq, const struct policy *p, const struct plan_whole *w,
    struct money sum, unsigned shows)
{
	struct plan_view *v = plan_view_of(rq->a, p, rq->subject, w, sum, shows);

	for (size_t i = 0; i < v->files.n; i++)
		v->files.v[i].to = url_document_open(rq->a, rq->subject->pid,
		    w->files.v[i].pid);
	return v;
}

/* Staff read an answer when it is confirmed; the family when its letter may be. */
static bool
answer_is_open(const struct req *rq, const struct plan *p)
{
	if (p->id == ID_NONE || !is_set(p->confirmed))
		return false;
	return role_is_staff(rq->who.role) || rq->now.us >= p->readable.us;
}

static unsigned
shows_of(const struct req *rq, const struct plan *p)
{
	unsigned shows = SHOW_SUM;

	if (is_set(p->council_signed))
		return SHOW_FITTED;
	if (answer_is_open(rq, p))
		shows |= SHOW_ANSWER;
	return shows;
}

/* An old version is measured by the sum of its day: with what its own answer
 * added, once that can be read. */
static struct money
sum_of_version(const struct req *rq, const struct plan *p, struct money now)
{
	if (answer_is_open(rq, p))
		return money_cmp(p->agreed, p->allocation) > 0 ? p->agreed : p->allocation;
	return is_set(p->available) ? p->available : now;
}

/* What each move is to a reader of the page. */
static const struct {
	enum event event;
	struct url (*to)(struct arena *, struct pid);
	struct str words;
	struct str hint;
} moves[] = {
	{ EV_ANSWER_PLAN, url_plan_answer_show, S_INIT("Answer the plan"),
	    S_INIT("Line by line, with a reason wherever you agree less.") },
	{ EV_CONFIRM_PLAN, url_plan_confirm_show, S_INIT("Check the answer"),
	    S_INIT("Confirm and send it, or return it to the worker.") },
	{ EV_SIGN_FOR_COUNCIL, url_plan_fit_show, S_INIT("Fit the plan to the sum"),
	    S_INIT("With the family, line by line; then sign it for the council.") },
	{ EV_SIGN_PLAN, url_plan_sign_show, S_INIT("Read the agreed plan and sign it"),
	    S_INIT("The council has signed. Support can start when you have too.") },
	{ EV_TAKE_BACK_PLAN, url_plan_take_back_show, S_INIT("Take the plan back"),
	    S_INIT("To change it before it is answered.") },
};

static struct plan_buttons
buttons_of(struct req *rq, const struct moves *open)
{
	struct plan_buttons b = { ARENA_ARRAY(rq->a, COUNT(moves), struct plan_button), 0 };

	for (size_t i = 0; i < COUNT(moves); i++)
		for (size_t k = 0; k < open->n; k++)
			if (open->v[k].event == moves[i].event)
				b.v[b.n++] = (struct plan_button){
					moves[i].to(rq->a, rq->subject->pid),
					moves[i].words, moves[i].hint };
	return b;
}

static bool
is_open(const struct moves *open, enum event event)
{
	for (size_t i = 0; i < open->n; i++)
		if (open->v[i].event == event)
			return true;
	return false;
}

static enum err
versions_of(struct req *rq, struct plan_version_views *views)
{
	struct plan_version_rows rows;

	TRY(plan_versions_of(rq->db, rq->a, rq->subject->id, &rows));
	*views = (struct plan_version_views){
		ARENA_ARRAY(rq->a, rows.n + 1, struct plan_version_view), 0 };
	for (size_t i = 0; i < rows.n; i++) {
		const struct plan_version_row *r = &rows.v[i];
		bool told = is_set(r->readable) && (role_is_staff(rq->who.role) ||
		    rq->now.us >= r->readable.us);
		views->v[views->n++] = (struct plan_version_view){
			.to = url_plan_version_show(rq->a, rq->subject->pid, r->no),
			.no = r->no, .sent = r->sent, .cost = r->cost,
			.state = r->state == VERSION_ANSWERED && !told ?
			    version_state_words(VERSION_SENT) :
			    version_state_words(r->state),
			.words = told ? plan_answer_words(r->answer) : STR_NONE,
		};
	}
	return OK;
}

/* Where the plan stands. Who has it, and what is next, says the panel. */
static const struct str stands[PLAN_STATE_COUNT] = {
	[PLAN_NONE] = S_INIT("The assessment has not been approved yet. A plan can be written now "
	    "and sent after that"),
	[PLAN_OPEN] = S_INIT("No plan is with the council"),
	[PLAN_WITH_WORKER] = S_INIT("The plan is with the {worker}"),
	[PLAN_TO_CONFIRM] = S_INIT("The answer is being confirmed"),
	[PLAN_ANSWERED] = S_INIT("The plan is answered in writing. Nothing runs out meanwhile"),
	[PLAN_TAKEN_BACK] = S_INIT("The plan was taken back. A new version can be sent at any "
	    "time"),
	[MEETING_ASKED] = S_INIT("A meeting was asked for"),
	[MEETING_OFFERED] = S_INIT("Times for a meeting are offered"),
	[MEETING_FIXED] = S_INIT("The time of the meeting is fixed"),
	[NOTE_OPEN] = S_INIT("The meeting was held"),
	[NOTE_DONE] = S_INIT("The meeting was held"),
	[MEETING_ANSWERED] = S_INIT("The meeting is answered in writing. Nothing runs out "
	    "meanwhile"),
	[POINTS_RAISED] = S_INIT("The points are with the {operations_manager}"),
	[DISCUSSION_OFFERED] = S_INIT("Times for the discussion are offered"),
	[DISCUSSION_FIXED] = S_INIT("The time of the discussion is fixed"),
	[POINTS_HEARD] = S_INIT("The {operations_manager} decides the points"),
	[AT_PANEL] = S_INIT("The sum is recommended to the panel"),
	[PLAN_FITTING] = S_INIT("The plan is being fitted to the sum"),
	[PLAN_SIGNING] = S_INIT("The council has signed the plan"),
	[PLAN_AGREED] = S_INIT("The plan is agreed and signed by both. It can be varied under the "
	    "same outcomes: send a new version"),
	[PLAN_ENDED] = S_INIT("The case was ended"),
};

static void
show_moves(struct req *rq, struct plan_page *page, const struct dispute_facts *f)
{
	struct moves open = moves_open(&rq->who, f, rq->relations, rq->acted);
	struct pid pid = rq->subject->pid;

	page->next = buttons_of(rq, &open);
	if (!is_set(page->wait))
		page->choose = next_choice(rq, &(struct moving){ .open = open });
	page->may_end = is_open(&open, EV_END);
	page->end = url_plan_end_show(rq->a, pid);
	page->ended = is_open(&open, EV_COME_BACK);
	page->come_back = url_plan_come_back(rq->a, pid);
}

/* How it stands, in words; what was decided but not yet told stays unsaid. */
static void
show_where(struct req *rq, struct plan_page *page, const struct plan *p, enum plan_state state)
{
	bool sealed = is_set(p->confirmed) && !answer_is_open(rq, p);
	struct out o;

	page->stands = with_titles(rq, stands[state]);
	if (!sealed)
		return;
	out_init(&o, rq->a, 300);
	out_lit(&o, "Your plan has been answered. You can read the letter from ");
	out_stamp(&o, p->readable);
	out_char(&o, '.');
	page->wait = out_str_of(&o);
}

enum err
plan_fitted(struct req *rq, int no, struct plan_whole *w, struct money *sum)
{
	struct fit_now *fit = ARENA_NEW(rq->a, struct fit_now);

	TRY(store_plan_version(rq->db, rq->a, rq->subject->id, no, w));
	TRY(plan_sum(rq, sum));
	TRY(store_fit_read(rq->db, rq->a, rq->subject->id, told_until(rq), w, *sum, fit));
	w->fit = fit;
	return OK;
}

/* How it is delivered is said once it is fitted to the sum. */
static bool
is_fitted(enum plan_state state)
{
	return state == PLAN_FITTING || state == PLAN_SIGNING || state == PLAN_AGREED;
}

enum err
plan_show(struct req *rq)
{
	struct plan_page page = { 0 };
	struct plan_whole last, draft = { 0 };
	struct dispute_now d;
	struct sum_view now;
	struct money sum;
	const struct policy *p;

	TRY(today_policy(rq, &p));
	TRY(plan_fitted(rq, PLAN_LAST, &last, &sum));
	TRY(store_dispute_read(rq->db, rq->a, rq->subject, rq->today, rq->now, &d));
	TRY(case_status(rq, p, &page.status));
	struct doing by = doing_of(rq, NULL);
	if (last.plan.state == VERSION_TAKEN_BACK && d.facts.plan_stands)
		TRY(plan_fitted(rq, PLAN_STANDING, &last, &sum));
	page.writer = may(&rq->who, WRITE_DRAFT, rq->relations, rq->acted);
	if (page.writer)
		TRY(store_plan_draft(rq->db, rq->a, rq->subject->id, &by, &draft));
	TRY(versions_of(rq, &page.versions));
	page.back = url_case_show(rq->a, rq->subject->pid);
	page.called = rq->subject->called;
	page.draft = draft.plan.id != ID_NONE;
	page.draft_url = url_plan_draft_show(rq->a, rq->subject->pid);
	if (last.plan.id != ID_NONE)
		page.plan = plan_page_view(rq, p, &last, sum, shows_of(rq, &last.plan));
	if (page.plan != NULL && page.plan->answered)
		TRY(plan_since(rq, p, &last, &page.since));
	if (page.since.n > 0)
		page.plan->later = true;
	if (page.plan == NULL) {
		TRY(case_sum(rq, rq->subject->id, rq->subject->pid, told_until(rq),
		    d.facts.plan, &now));
		page.now = &now;
	}
	if (page.plan != NULL && is_fitted(d.facts.plan))
		TRY(plan_delivery_view(rq, &last.plan, page.plan, &page.delivery));
	show_where(rq, &page, &last.plan, d.facts.plan);
	show_moves(rq, &page, &d.facts);
	if (answer_is_open(rq, &last.plan))
		page.letter = url_letter_show(rq->a, rq->subject->pid, last.plan.letter);
	page_plan(page_begin(rq, S("The support plan")), &page);
	return page_end(rq);
}

enum err
plan_version_show(struct req *rq)
{
	struct plan_whole w;
	struct money sum;
	const struct policy *p;

	TRY(today_policy(rq, &p));
	TRY(plan_fitted(rq, rq->number, &w, &sum));
	if (w.plan.id == ID_NONE)
		return E_NOT_FOUND;
	struct plan_view *view = plan_page_view(rq, p, &w,
	    sum_of_version(rq, &w.plan, sum), shows_of(rq, &w.plan));
	page_plan_version(page_begin(rq, S("A version of the plan")), view,
	    url_plan_show(rq->a, rq->subject->pid));
	return page_end(rq);
}
