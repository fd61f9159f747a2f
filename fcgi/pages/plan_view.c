/*
 * A support plan in words: what each line costs and serves, how far the money
 * goes in the family's order, what the policy says, what was answered.
 */
#include "core/base/arena.h"
#include "core/money.h"
#include "fcgi/pages/plan.h"
#include "fcgi/score_view.h"

#define WORDS ((size_t)2000)
#define LONG_WORDS ((size_t)8000)	/* with a reason */

static struct str
cost_words(struct arena *a, const struct plan_row *r)
{
	struct plan_cost cost = plan_cost_of(r);
	struct out o;

	out_init(&o, a, WORDS);
	if (r->rate_name.n > 0) {
		out_str(&o, r->rate_name);
		out_lit(&o, ": ");
	}
	plan_cost_print(&o, r->unit, &cost);
	return out_str_of(&o);
}

static struct str
reach_words(struct arena *a, const struct plan_line *line)
{
	struct out o;

	if (line->reach == REACHED)
		return S("The money reaches this");
	if (line->reach == NOT_REACHED)
		return S("The money does not reach this");
	out_init(&o, a, WORDS);
	out_lit(&o, "The money reaches part of this: ");
	out_money(&o, line->missing);
	out_lit(&o, " a year is missing");
	return out_str_of(&o);
}

/* "by the community nurse, from 3 March 2026"; "the leisure centre, £300 a year there" */
static struct str
instead_words(struct arena *a, const struct point *p)
{
	struct out o;

	if (p->answer != POINT_MET_ANOTHER_WAY && p->answer != POINT_MET_FOR_LESS)
		return STR_NONE;
	out_init(&o, a, WORDS);
	out_str(&o, p->which);
	if (p->answer == POINT_MET_ANOTHER_WAY) {
		out_lit(&o, ", from ");
		out_date(&o, p->from);
	} else {
		out_lit(&o, ", ");
		out_money(&o, p->price);
		out_lit(&o, " a year there");
	}
	return out_str_of(&o);
}

static struct str
or_none(struct str s)
{
	return is_set(s) && s.n > 0 ? s : STR_NONE;
}

static void
add_answer(struct arena *a, struct plan_line_view *v, const struct plan_row *r)
{
	struct point p = plan_point_of(r);

	if (p.answer == POINT_OPEN)
		return;
	v->verdict = point_answer_words(p.answer);
	v->reason = or_none(p.reason);
	v->instead = instead_words(a, &p);
	v->agreed = plan_line_agreed(&p);
}

void
plan_out_sentence(struct out *o, struct str words)
{
	out_char(o, (char)(words.p[0] - 'a' + 'A'));
	out_str(o, str_skip(words, 1));
}

/* "£500 a year more"; "£550 of the sum may be used for this" */
static void
out_added(struct out *o, const struct line_point *point)
{
	bool adds = point->adds.pence > 0, within = point->within.pence > 0;

	if (adds) {
		out_money(o, point->adds);
		out_lit(o, " a year more");
	}
	if (adds && within)
		out_lit(o, ", and ");
	if (within) {
		out_money(o, point->within);
		out_lit(o, " a year of the sum may be used for this");
	}
}

/* "£9,000 a year was recommended. The panel gave for it: £6,500 a year more" */
static void
out_panel(struct out *o, const struct line_point *point, struct money recommended)
{
	const struct decided_point *d = point->p;

	out_money(o, recommended);
	out_lit(o, " a year was recommended. ");
	if (is_set(point->adds) && point->adds.pence == 0) {
		out_lit(o, "The panel gave nothing for it");
	} else if (is_set(point->adds)) {
		out_lit(o, "The panel gave for it: ");
		out_added(o, point);
	} else if (is_set(d->by_panel)) {
		out_lit(o, "The panel gave one sum for all points: ");
		out_money(o, d->by_panel);
		out_lit(o, " a year more");
	} else {
		out_lit(o, "Nothing is added until the panel has decided");
	}
}

/* "Agreed in part: …. £500 a year. Two hours are enough." */
static struct str
decision_words(struct arena *a, const struct point *p, struct str verdict, struct str amount)
{
	struct str instead = instead_words(a, p);
	struct out o;

	out_init(&o, a, LONG_WORDS);
	plan_out_sentence(&o, verdict);
	if (is_set(instead)) {
		out_lit(&o, ": ");
		out_str(&o, instead);
	}
	out_lit(&o, ". ");
	if (amount.n > 0) {
		out_str(&o, amount);
		out_lit(&o, ". ");
	}
	out_str(&o, p->reason);
	return out_str_of(&o);
}

static struct str
yearly_words(struct arena *a, struct money amount)
{
	struct out o;

	if (amount.pence == 0)
		return S("");
	out_init(&o, a, 100);
	out_money(&o, amount);
	out_lit(&o, " a year");
	return out_str_of(&o);
}

static struct str
point_title(struct arena *a, const struct policy *p, const struct decided_point *d,
    struct money amount)
{
	struct out o;

	out_init(&o, a, WORDS);
	out_lit(&o, "Point ");
	out_int(&o, d->no);
	out_str(&o, d->recommended && amount.pence > 0 ? S(", recommended by ") :
	    S(", decided by "));
	out_str(&o, person_words(a, p, d->name, d->role, d->own_title));
	return out_str_of(&o);
}

struct plan_said
plan_point_said(struct arena *a, const struct policy *p, const struct line_point *point)
{
	const struct decided_point *d = point->p;
	struct point of = decided_point_of(d);
	struct out o;

	out_init(&o, a, WORDS);
	if (!d->recommended)
		out_added(&o, point);
	else if (point_amount(&of).pence > 0)
		out_panel(&o, point, point_amount(&of));
	return (struct plan_said){ point_title(a, p, d, point_amount(&of)), decision_words(a, &of,
	    d->recommended && point_amount(&of).pence > 0 ?
	    point_recommended_words(d->answer) :
	    point_answer_words(d->answer), out_str_of(&o)) };
}

/* What was decided of one line: in the answer, and by points about it. */
static struct plan_saids
said_of(struct arena *a, const struct policy *p, const struct plan_whole *w, size_t line,
    bool with_answer)
{
	const struct line_points *points = &w->fit->points;
	const struct plan_row *r = &w->rows.v[line];
	struct plan_saids all = { ARENA_ARRAY(a, points->n + 1, struct plan_said), 0 };

	if (with_answer && is_set(w->fit->stands.v[line].agreed)) {
		struct point answer = plan_point_of(r);
		all.v[all.n++] = (struct plan_said){
			S("The answer to the plan"), decision_words(a, &answer,
			    point_answer_words(answer.answer),
			    yearly_words(a, plan_line_agreed(&answer))),
		};
	}
	for (size_t i = 0; i < points->n; i++)
		if (points->v[i].line == line)
			all.v[all.n++] = plan_point_said(a, p, &points->v[i]);
	return all;
}

/* What points have made of the answer to a line. */
static void
add_points(struct arena *a, const struct policy *p, const struct plan_whole *w, size_t line,
    struct plan_line_view *v)
{
	v->said = said_of(a, p, w, line, false);
	if (is_set(v->agreed) && is_set(w->fit->stands.v[line].agreed))
		v->agreed = w->fit->stands.v[line].agreed;
}

static struct money
beyond(struct money a, struct money b)
{
	return money_cmp(a, b) > 0 ? money_sub(a, b) : (struct money){ 0 };
}

/* What the answers to the lines leave of the plan, and of the sum. */
static void
add_agreed(struct plan_view *view, struct money cost, struct money sum)
{
	view->refused = beyond(cost, view->agreed);
	view->over = beyond(view->agreed, sum);
	view->unused = beyond(sum, view->agreed);
	if (!is_set(view->confirmed))
		view->becomes = money_add(sum, view->over);
}

/* What the lines have in the agreed plan, and what that leaves of the sum. */
static void
add_fit(struct arena *a, const struct policy *p, const struct plan_whole *w,
    struct money sum, struct plan_view *view)
{
	struct fit_lines lines = fit_lines_of(a, w, w->fit);
	struct fit f = fit_check(&lines, sum, policy_limit(p, LIMIT_CONTINGENCY_MOST), S(""));

	for (size_t i = 0; i < lines.n; i++) {
		struct plan_line_view *v = &view->lines.v[i];
		v->agreed = lines.v[i].fitted;
		v->said = said_of(a, p, w, i, true);
		v->fit_reason = or_none(lines.v[i].reason);
		v->no_reason = fit_line_check(&lines.v[i]) == FIT_REASON;
	}
	view->agreed = f.total;
	view->over = f.over;
	view->unused = f.unused;
	view->much = f.much;
	view->unused_reason = or_none(w->plan.unused_reason);
}

/* The money ends after the last line it pays for, whole or in part. */
static void
mark_end(struct plan_line_views *views, const struct plan_lines *lines)
{
	for (size_t i = 0; i < lines->n; i++) {
		views->v[i].ends_after = lines->v[i].reach == REACHED_IN_PART;
		views->v[i].ends_before = lines->v[i].reach == NOT_REACHED;
		if (lines->v[i].reach != REACHED)
			return;
	}
}

static void
lines_of(struct arena *a, const struct policy *p, const struct plan_whole *w,
    struct money sum, unsigned shows, struct plan_view *view)
{
	struct plan_lines lines = plan_lines_of(a, &w->rows);
	struct plan_sums sums = plan_reach(&lines, sum);

	view->lines = (struct plan_line_views){
		ARENA_ARRAY(a, w->rows.n + 1, struct plan_line_view), w->rows.n };
	for (size_t i = 0; i < w->rows.n; i++) {
		const struct plan_row *r = &w->rows.v[i];
		struct plan_line_view *v = &view->lines.v[i];
		*v = (struct plan_line_view){
			.no = (int)i + 1, .first = i == 0, .last = i + 1 == w->rows.n,
			.what = r->what, .outcome = or_none(r->outcome_words),
			.provider = or_none(r->provider), .cost = cost_words(a, r),
			.yearly = r->yearly, .why = or_none(r->why),
			.warning = plan_line_warning(a, p, r),
			.reach = reach_words(a, &lines.v[i]), .agreed = MONEY_NONE,
		};
		if ((shows & SHOW_ANSWER) != 0)
			add_answer(a, v, r);
		if ((shows & SHOW_ANSWER) != 0 && w->fit != NULL)
			add_points(a, p, w, i, v);
		v->whole = is_set(v->agreed) && v->agreed.pence == v->yearly.pence;
		if (is_set(v->agreed))
			view->agreed = money_add(view->agreed, v->agreed);
	}
	if ((shows & SHOW_ANSWER) != 0)
		add_agreed(view, sums.cost, sum);
	if ((shows & SHOW_FITTED) != 0)
		add_fit(a, p, w, sum, view);
	/* In an answered plan the decisions count, not the order alone. */
	if ((shows & SHOW_SUM) != 0 && (shows & SHOW_ANSWER) == 0)
		mark_end(&view->lines, &lines);
	view->cost = sums.cost;
	view->missing = sums.missing;
	view->left = sums.left;
}

static struct plan_outcome_views
outcomes_of(struct arena *a, const struct plan_outcomes *all)
{
	struct plan_outcome_views views = {
		ARENA_ARRAY(a, all->n + 1, struct plan_outcome_view), all->n };

	for (size_t i = 0; i < all->n; i++)
		views.v[i].words = all->v[i].words;
	return views;
}

static struct plan_file_views
files_of(struct arena *a, const struct plan_files *all)
{
	struct plan_file_views views = {
		ARENA_ARRAY(a, all->n + 1, struct plan_file_view), all->n };

	for (size_t i = 0; i < all->n; i++)
		views.v[i] = (struct plan_file_view){ .name = all->v[i].name,
			.purpose = all->v[i].purpose, .sent = all->v[i].sent,
			.picture = all->v[i].plan == PLAN_PICTURE };
	return views;
}

static size_t
papers_of(const struct plan_files *all)
{
	size_t n = 0;

	for (size_t i = 0; i < all->n; i++)
		n += all->v[i].plan != PLAN_PICTURE;
	return n;
}

/* How much that is, is known when it is said what is paid into an account. */
static struct str
surprises_words(struct arena *a, int percent)
{
	struct out o;

	if (!is_set(percent))
		return STR_NONE;
	out_init(&o, a, WORDS);
	out_int(&o, percent);
	out_lit(&o, " in 100 of what is paid as a direct payment may stay in the account, "
	    "and nobody asks for it back");
	return out_str_of(&o);
}

static struct str
signed_words(struct arena *a, const struct plan *p)
{
	struct out o;

	if (!is_set(p->council_signed))
		return STR_NONE;
	out_init(&o, a, WORDS);
	out_lit(&o, "Signed for the council by ");
	out_str(&o, p->council_signer);
	out_lit(&o, ", ");
	out_stamp(&o, p->council_signed);
	if (is_set(p->family_signed)) {
		out_lit(&o, "; for the family by ");
		out_str(&o, p->family_signer);
		out_lit(&o, ", ");
		out_stamp(&o, p->family_signed);
	}
	return out_str_of(&o);
}

/* "Ola’s view differs from their parents’." */
static struct str
own_view_words(struct arena *a, enum own_view view, struct str called)
{
	struct out o;

	if (view == OWN_VIEW_NOT_SAID)
		return STR_NONE;
	out_init(&o, a, WORDS);
	out_str(&o, called);
	out_str(&o, view == OWN_VIEW_SAME ? S(" sees the plan as their parents do.") :
	    S("’s own view of the plan differs from their parents’."));
	return out_str_of(&o);
}

struct plan_view *
plan_view_of(struct arena *a, const struct policy *p, const struct casefile *c,
    const struct plan_whole *w, struct money sum, unsigned shows)
{
	struct plan_view *v = ARENA_NEW(a, struct plan_view);

	*v = (struct plan_view){
		.no = w->plan.no,
		.state = version_state_words(w->plan.state),
		.sent = w->plan.sent,
		.sent_by = w->plan.sent_by,
		.entered_by = w->plan.no > 0 ? w->plan.entered_by : STR_NONE,
		.received = w->plan.received,
		.outcomes = outcomes_of(a, &w->outcomes),
		.called = c->called,
		.child_words = or_none(w->plan.child_words),
		.own_view = own_view_words(a, w->plan.own_view, c->called),
		.need_and_risk = (shows & SHOW_ANSWER) != 0 ?
		    or_none(w->plan.need_and_risk) : STR_NONE,
		.surprises = surprises_words(a, w->plan.contingency),
		.sum = sum,
		.reaches = (shows & SHOW_SUM) != 0,
		.files = files_of(a, &w->files),
		.papers = papers_of(&w->files),
		.nights = plan_nights_warning(a, p, &w->rows),
		.answered = (shows & SHOW_ANSWER) != 0,
		.answer = plan_answer_words(w->plan.answer),
		.reason = or_none(w->plan.reason),
		.confirmed_by = w->plan.confirmer,
		.confirmed = w->plan.confirmed,
		.becomes = MONEY_NONE,
		.signed_by = signed_words(a, &w->plan),
		.fitted = (shows & SHOW_FITTED) != 0,
	};
	lines_of(a, p, w, sum, shows, v);
	return v;
}
