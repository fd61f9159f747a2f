#include "fcgi/pages/status.h"

#include "core/base/civil.h"
#include "core/session.h"
#include "core/titled.h"
#include "fcgi/pages/moves.h"

struct str
step_asks(struct arena *a, const struct policy *p, enum step step)
{
	return titled(a, p, step_rule(step)->words);
}

/* "You"; "Priya Nair, social worker"; "A practice lead of the South team" */
static struct str
holder_of(const struct waiting *w, const struct case_todo *t)
{
	if (t->mine || (t->role == FAMILY && w->role == FAMILY))
		return S("You");
	if (t->role == FAMILY)
		return S("The family");
	return holder_words(w->rq->a, w->p, t->name, t->role, t->own_title, w->team);
}

/* Whom to ring, as their mail says it too; nobody is told to ring themselves. */
static void
ring(const struct waiting *w, struct status_view *s)
{
	struct contact c = contact_of(w->rq->a, w->p, &w->waits);

	s->yours = c.reader;
	if (s->yours)
		return;
	s->contact = c.name;
	s->telephone = c.phone;
	s->hours = c.hours;
}

/* A meeting is on its day; everything else is due by one. */
static struct str
by_words(struct req *rq, const struct policy *p, const struct case_todo *t)
{
	if (is_set(t->meets) && step_days_late(p, t->step, t->due, rq->today) == 0)
		return weekday_time(rq->a, t->meets);
	return due_words(rq, p, t->step, t->due);
}

/* ---- a step that is late ---- */

/* "Owen Hughes or Ruth Okafor, practice lead, by Friday 27 November 2026. …" */
static struct str
sees_words(struct req *rq, const struct policy *p, const struct case_todos *all,
    enum step step, const struct case_todo **first)
{
	struct out o;

	*first = NULL;
	out_init(&o, rq->a, 2000);
	for (size_t i = 0; i < all->n; i++) {
		if (all->v[i].step != step)
			continue;
		if (*first == NULL)
			*first = &all->v[i];
		else
			out_lit(&o, " or ");
		out_str(&o, !all->v[i].own_phone ? all->v[i].name :
		    *first == &all->v[i] ? S("You") : S("you"));
	}
	if (*first == NULL)
		return STR_NONE;
	out_lit(&o, ", ");
	out_str(&o, policy_title(p, (*first)->role)->one);
	bool past = date_diff(rq->today, (*first)->due) < 0;
	out_str(&o, past ? S(". This was to be done by ") : S(". By "));
	out_str(&o, weekday_name(weekday_of((*first)->due)));
	out_char(&o, ' ');
	out_date(&o, (*first)->due);
	if (past)
		out_char(&o, ':');
	out_lit(&o, " the step is confirmed with a new date, or handed to somebody else.");
	return out_str_of(&o);
}

static void
show_late(const struct waiting *w, const struct case_todo *t, struct status_view *s)
{
	const struct case_todo *first;

	s->sees = sees_words(w->rq, w->p, &w->sees, t->step, &first);
	if (first == NULL) {
		s->sees = holder_words(w->rq->a, w->p, STR_NONE, step_next_tier(t->step),
		    STR_NONE, w->team);
		return;
	}
	if (first->own_phone)
		return;
	s->sees_name = first->name;
	s->sees_telephone = first->phone;
}

/* ---- whose it is ---- */

/* Does this row wait for the viewer, by name or by role? */
static bool
is_mine(const struct waiting *w, const struct case_todo *t)
{
	if (t->mine)
		return true;
	if (is_set(t->name) || t->role != w->role)
		return false;
	return (w->relations & (t->role == FAMILY ? REL_OWN : REL_TEAM | REL_AREA)) != 0;
}

/* ---- who has the case ---- */

static void
status_of(const struct waiting *w, const struct case_todo *t, struct status_view *s)
{
	struct step_words told = step_words(w->rq->a, w->p, t->step,
	    w->role == FAMILY);
	bool fixed = is_set(t->meets);

	*s = (struct status_view){
		.step = told.now,
		.holder = holder_of(w, t),
		.when = fixed ? S("When it is") : S("By when"),
		.by = by_words(w->rq, w->p, t),
		.next = told.next,
	};
	if (step_days_late(w->p, t->step, t->due, w->rq->today) > 0)
		s->late = w->role == FAMILY ? S("It is late on the council’s side, never on "
		    "yours.") : S("It is late on the council’s side, never on the family’s.");
	ring(w, s);
}

/* A letter is on its way: nobody can do anything before it can be read. */
static void
status_ahead(const struct waiting *w, const struct case_todo *ahead, struct status_view *s)
{
	bool family = w->role == FAMILY;
	struct out when;

	out_init(&when, w->rq->a, 200);
	out_lit(&when, "It can be read from ");
	out_str(&when, weekday_time(w->rq->a, ahead->since));
	*s = (struct status_view){
		.step = family ? S("A letter is on its way to you") :
		    S("A letter is on its way to the family"),
		.holder = S("The council, until the letter can be read"),
		.when = S("By when"),
		.by = out_str_of(&when),
		.next = family ? S("When you can read it, you decide how it goes on.") :
		    S("When it can be read, the family decides how it goes on."),
	};
	ring(w, s);
}

static struct str
day_words(struct arena *a, struct stamp at)
{
	struct out o;

	if (!is_set(at))
		return S("There is no date for this");
	out_init(&o, a, 100);
	out_date(&o, stamp_london_date(at));
	return out_str_of(&o);
}

static const struct {
	enum plan_state plan;
	struct step_words others, family;
	struct str holder;
	struct str to_words;
} rests[] = {
	{ PLAN_AGREED,
	    { S_INIT("The plan is agreed"),
	    S_INIT("Support can start, as the plan says how it is delivered. It is looked at "
	    "again every year, and at any time when needs change.") },
	    { S_INIT("The plan is agreed"),
	    S_INIT("Support can start, as the plan says how it is delivered. It is looked at "
	    "again every year. Ring at any time when needs change.") },
	    S_INIT("Nobody: both have signed"),
	    S_INIT("The agreed plan, and how it is delivered") },
	{ PLAN_ENDED,
	    { S_INIT("The family ended the case"),
	    S_INIT("The family can take it up again at any time, on the page of the "
	    "support plan or by telephone.") },
	    { S_INIT("You ended the case"),
	    S_INIT("You can take it up again at any time, on the page of the support plan or "
	    "by telephone.") },
	    S_INIT("Nobody: nothing is to be done"),
	    S_INIT("The support plan, and how to come back") },
};

/* All is done: agreed, ended, or not begun. */
static void
status_at_rest(const struct waiting *w, struct status_view *s)
{
	bool family = w->role == FAMILY;

	*s = (struct status_view){
		.step = S("Nothing waits for an answer"),
		.holder = S("Nobody"),
		.when = S("By when"),
		.by = S("There is no date for this"),
		.next = family ? S("You can ring at any time, and ask for a new look when "
		    "needs change.") : S("The family can ask for a new look at any time."),
	};
	ring(w, s);
	for (size_t i = 0; i < COUNT(rests); i++) {
		if (rests[i].plan != w->waits.plan)
			continue;
		s->step = family ? rests[i].family.now : rests[i].others.now;
		s->next = family ? rests[i].family.next : rests[i].others.next;
		s->holder = rests[i].holder;
		s->when = S("Since when");
		s->by = day_words(w->rq->a, is_set(w->agreed) ? w->agreed : w->moved);
		s->to = url_plan_show(w->rq->a, w->casefile);
		s->to_words = rests[i].to_words;
	}
}

void
case_status_of(const struct waiting *w, struct status_view *s)
{
	const struct case_todo *t = who_has(&w->waits);

	if (t == NULL)
		status_at_rest(w, s);
	else if (waits_ahead(&w->waits, t) && t->step != STEP_MAKE_FORM)
		status_ahead(w, t, s);
	else
		status_of(w, t, s);
}

/* ---- what waits for the reader ---- */

/* How much a row matters to its holder; what may be done at any time, least. */
static int
weight(const struct case_todo *t)
{
	static const int weights[STEP_COUNT] = {
		[STEP_READ_LETTER] = -2, [STEP_READ_ANSWER] = -1,
		[STEP_REACH_FAMILY] = 1, [STEP_MAKE_FORM] = 1, [STEP_UNDELIVERED] = 1,
	};

	return step_is_open_ended(t->step) ? 2 : weights[t->step];
}

/* What was entered can be corrected until its day, and not after it. */
static bool
is_over(const struct waiting *w, const struct case_todo *t)
{
	return t->step == STEP_CHECK_ENTRY && is_set(t->due) &&
	    t->due.days < w->rq->today.days;
}

bool
case_waits(const struct waiting *w, const struct case_todo *t)
{
	return is_mine(w, t) && !is_over(w, t) &&
	    (t->role != FAMILY || !waits_ahead(&w->waits, t));
}

bool
case_waits_apart(const struct waiting *w, const struct case_todo *t)
{
	return t->step == STEP_CHALLENGE && waits_pressing(&w->waits) != NULL;
}

struct case_link
case_ask(const struct waiting *w, const struct case_todo *t)
{
	struct arena *a = w->rq->a;
	struct out o;

	if (!is_set(t->thing))
		return (struct case_link){ step_url(a, t->step, w->casefile),
			step_asks(a, w->p, t->step) };
	out_init(&o, a, 400);
	out_str(&o, step_asks(a, w->p, t->step));
	out_lit(&o, ": ");
	out_str(&o, t->title);
	return (struct case_link){ url_letter_show(a, w->casefile, t->thing), out_str_of(&o) };
}

static const struct case_todo *
first_of(const struct waiting *w)
{
	const struct case_todo *first = NULL;

	for (size_t i = 0; i < w->waits.todos.n; i++) {
		const struct case_todo *t = &w->waits.todos.v[i];
		if (case_waits(w, t) && !case_waits_apart(w, t) &&
		    (first == NULL || weight(t) < weight(first)))
			first = t;
	}
	return first;
}

/* What else waits for the viewer. */
static struct case_links
also_of(const struct waiting *w, const struct case_todo *first)
{
	struct case_links all = {
		ARENA_ARRAY(w->rq->a, w->waits.todos.n + 1, struct case_link), 0
	};

	for (size_t i = 0; i < w->waits.todos.n; i++)
		if (&w->waits.todos.v[i] != first && case_waits(w, &w->waits.todos.v[i]))
			all.v[all.n++] = case_ask(w, &w->waits.todos.v[i]);
	return all;
}

static struct case_todo
todo_of(const struct case_front *f)
{
	return (struct case_todo){ f->id, f->step, f->role, f->due, f->since, f->name, f->ring,
	    f->ring_role, f->ring_title, f->phone, f->mine, f->own_phone, f->meets, f->thing, f->title,
	    f->own_title, f->sees };
}

/* As it is due; who sees to it stands last. */
static bool
stands_before(const struct case_todo *a, const struct case_todo *b)
{
	if (a->sees != b->sees)
		return b->sees;
	if (is_set(a->due) != is_set(b->due))
		return is_set(a->due);
	if (is_set(a->due) && date_diff(a->due, b->due) != 0)
		return date_diff(a->due, b->due) > 0;
	return a->id < b->id;
}

/* What is said once for the case stands in each row. */
static void
spread(const struct case_fronts *rows, struct waiting *w)
{
	const struct case_front *f = &rows->v[0];
	struct case_todo *all = ARENA_ARRAY(w->rq->a, rows->n, struct case_todo);
	size_t n = 0, waits = 0;

	w->moved = f->moved;
	w->agreed = f->agreed;
	w->waits.plan = f->plan;
	w->waits.in = (struct person_in){ f->worker, f->worker_role, f->worker_title,
	    f->worker_phone, f->own_worker };
	for (; f < rows->v + rows->n; f++) {
		struct case_todo t = todo_of(f);
		size_t at = n;
		if (t.step == STEP_NONE || (t.sees && !is_set(t.name)))
			continue;
		for (; at > 0 && stands_before(&t, &all[at - 1]); at--)
			all[at] = all[at - 1];
		all[at] = t;
		n++;
		waits += !t.sees;
	}
	w->waits.todos = (struct case_todos){ all, waits };
	w->sees = (struct case_todos){ all + waits, n - waits };
}

enum err
case_now(struct req *rq, const struct policy *p, struct case_now *now)
{
	struct waiting *w = &now->waiting;
	struct case_fronts rows;

	*now = (struct case_now){ .status = ARENA_NEW(rq->a, struct status_view) };
	*w = (struct waiting){
		.rq = rq, .p = p, .casefile = rq->subject->pid,
		.team = rq->subject->team_name, .role = rq->who.role,
		.relations = rq->relations, .waits.now = rq->now,
	};
	TRY(case_front(rq->db, rq->a, rq->subject->id, rq->who.id, rq->today, told_until(rq),
	    &rows));
	if (rows.n == 0)
		return E_NOT_FOUND;
	spread(&rows, w);
	now->front = rows.v;
	case_status_of(w, now->status);
	if (is_set(now->status->late))
		show_late(w, who_has(&w->waits), now->status);
	now->mine = first_of(w);
	if (now->mine != NULL) {
		now->ask = case_ask(w, now->mine);
		now->due = by_words(rq, p, now->mine);
	}
	now->also = also_of(w, now->mine);
	return OK;
}

enum err
case_status(struct req *rq, const struct policy *p, const struct status_view **status)
{
	struct case_now now;

	TRY(case_now(rq, p, &now));
	*status = now.status;
	return OK;
}
