/*
 * What the panel made of a sum that was recommended to it, and the letter about
 * it.
 */
#include "core/money.h"
#include "fcgi/pages/decision_letters.h"
#include "fcgi/pages/evidence.h"
#include "fcgi/pages/points.h"
#include "fcgi/pages/preview.h"
#include "fcgi/service.h"
#include "gen/t_panel_letter.h"
#include "gen/t_panel_note.h"

/* A field for each point; where a round has more, the panel's one sum is noted. */
static const int fields[] = {
	F_panel_point1, F_panel_point2, F_panel_point3, F_panel_point4,
	F_panel_point5, F_panel_point6, F_panel_point7, F_panel_point8,
	F_panel_point9, F_panel_point10, F_panel_point11, F_panel_point12,
};

struct noting {
	struct moving m;
	struct round r;
	struct panel_points points;
	struct unlooked unlooked;	/* documents nothing was said of */
	bool written;			/* the reader has written down what it decided */
};

static bool
each_by_itself(const struct noting *n)
{
	return n->points.n <= COUNT(fields);
}

static struct options
answer_options(struct req *rq, const struct noting *n)
{
	static const struct option agreed = { S_INIT("agreed"), S_INIT("Agreed"),
		S_INIT("All that was recommended") };
	static const struct option in_part = { S_INIT("in_part"), S_INIT("Agreed in part"),
		S_INIT("Enter below what the panel gave for each point") };
	static const struct option part_of_one = { S_INIT("in_part"),
		S_INIT("Agreed in part"), S_INIT("Enter below what the panel gave") };
	static const struct option one_sum = { S_INIT("one_sum"),
		S_INIT("Agreed in part, one sum for all points"),
		S_INIT("Only if the panel did not say what each point gets") };
	static const struct option not_agreed = { S_INIT("not_agreed"),
		S_INIT("Not agreed"), S_INIT("") };
	struct options all = { ARENA_ARRAY(rq->a, 4, struct option), 0 };

	all.v[all.n++] = agreed;
	if (n->points.n == 1)
		all.v[all.n++] = part_of_one;
	else if (each_by_itself(n))
		all.v[all.n++] = in_part;
	if (n->points.n > 1)
		all.v[all.n++] = one_sum;
	all.v[all.n++] = not_agreed;
	return all;
}

/* "Point 2: what the panel gave, a year" */
static struct panel_asks
asks_of(struct req *rq, const struct noting *n)
{
	struct panel_asks all = { ARENA_ARRAY(rq->a, n->points.n + 1, struct panel_ask), 0 };

	for (size_t i = 0; i < n->points.n && each_by_itself(n); i++) {
		const struct panel_point *p = &n->points.v[i];
		struct out label, hint;
		out_init(&label, rq->a, 100);
		out_lit(&label, "If in part: what the panel gave for point ");
		out_int(&label, p->no);
		out_lit(&label, ", a year");
		out_init(&hint, rq->a, 5000);
		out_str(&hint, p->words);
		out_lit(&hint, " Recommended: ");
		out_money(&hint, p->recommended);
		out_lit(&hint, " a year.");
		if (n->points.n > 1)
			out_lit(&hint, " Enter 0 if the panel gave nothing for it");
		all.v[all.n++] = (struct panel_ask){ fields[i], out_str_of(&label),
			out_str_of(&hint) };
	}
	return all;
}

/* All of the case lay before the panel. */
static struct evidence
panel_evidence(struct req *rq, const struct noting *n)
{
	return (struct evidence){
		.by = { WEIGHED_PANEL, n->r.outcome.id, rq->who.id },
		.question = INT_NONE, .every = true,
		.said = F_panel_said_1, .relied = F_panel_relied,
	};
}

/* What the panel agrees is added to the sum of today, not to that of the outcome. */
static enum err
panel_of(struct req *rq, struct noting *n)
{
	struct evidence_now now;
	struct sum_now before;

	TRY(moving_of(rq, &n->m));
	if (!has_move(&n->m, EV_NOTE_PANEL))
		return E_CONFLICT;
	TRY(store_round(rq->db, rq->a, rq->subject, &n->r));
	TRY(store_allocation(rq->db, rq->a, rq->subject->id, STAMP_ALL, &before));
	n->r.outcome.figure = before.now.figure;
	n->r.outcome.before_it = before.now.agreed;
	TRY(evidence_read(rq, &now));
	struct evidence evidence = panel_evidence(rq, n);
	n->unlooked = evidence_unlooked(rq, &now, &evidence, 1);
	return store_panel_parts(rq->db, rq->a, rq->subject, &n->r, &n->points);
}

static struct panel_parts
parts_of(struct req *rq, const struct noting *n)
{
	struct panel_parts parts = {
		ARENA_ARRAY(rq->a, n->points.n + 1, struct panel_part), n->points.n };

	for (size_t i = 0; i < n->points.n; i++)
		parts.v[i] = (struct panel_part){ n->points.v[i].recommended, MONEY_NONE };
	return parts;
}

/* What the reader has written down of it so far; PANEL_OPEN: nothing yet. */
static enum err
draft_of(struct req *rq, const struct noting *n, struct panel_note *p)
{
	struct panel_draft d = { .answer = PANEL_OPEN, .part = MONEY_NONE };
	struct panel_part_rows rows;

	enum err e = panel_draft_of(rq->db, rq->a, n->r.outcome.id, rq->who.id, &d);
	if (e != OK && e != E_NOT_FOUND)
		return e;
	TRY(panel_parts_draft(rq->db, rq->a, rq->subject->id, n->r.outcome.round,
	    rq->who.id, &rows));
	*p = (struct panel_note){ d.answer, parts_of(rq, n), d.part, typed(d.reasons),
		d.chaired };
	for (size_t i = 0; i < rows.n; i++)
		for (size_t k = 0; k < n->points.n; k++)
			if (n->points.v[k].point == rows.v[i].point)
				p->parts.v[k].agreed = rows.v[i].amount;
	panel_fill(p);
	return OK;
}

static enum err
draft_keep(struct req *rq, const struct noting *n, const struct panel_note *p)
{
	int64_t id;

	for (size_t i = 0; i < n->points.n; i++)
		if (p->answer == PANEL_IN_PART)
			TRY(panel_part_save(rq->db, n->points.v[i].point, rq->who.id,
			    p->parts.v[i].agreed, &id));
	return panel_draft_save(rq->db, n->r.outcome.id, rq->who.id, p->answer, p->one_sum,
	    p->reasons, p->chaired, rq->now, &id);
}

static enum err
fill(struct req *rq, struct noting *n, struct form_view *f)
{
	struct panel_note p;

	TRY(draft_of(rq, n, &p));
	n->written = p.answer != PANEL_OPEN;
	if (!n->written || rq->form_errors)
		return OK;
	form_fill_choice(f, F_panel_answer, (int)p.answer);
	for (size_t i = 0; i < n->points.n && i < COUNT(fields); i++)
		if (p.answer == PANEL_IN_PART && is_set(p.parts.v[i].agreed))
			form_fill_money(rq->a, f, fields[i], p.parts.v[i].agreed);
	if (is_set(p.one_sum))
		form_fill_money(rq->a, f, F_panel_one_sum, p.one_sum);
	form_fill(f, F_panel_reasons, p.reasons);
	if (p.chaired)
		form_fill(f, F_panel_chaired, S("yes"));
	return OK;
}

enum err
panel_show(struct req *rq)
{
	struct form_view *f = view_of(rq, &the_form_panel);
	struct evidence_rows docs;
	struct noting n;

	TRY(panel_of(rq, &n));
	TRY(fill(rq, &n, f));
	struct evidence evidence = panel_evidence(rq, &n);
	TRY(evidence_before(rq, &evidence, f, &docs));
	struct points_view v = {
		.back = url_points_show(rq->a, rq->subject->pid),
		.figure = n.r.outcome.figure,
		.before = n.r.outcome.before_it,
		.added = n.r.outcome.added,
		.early = rq->today.days < n.r.outcome.panel.days,
	};
	struct options answers = answer_options(rq, &n);
	struct panel_asks asks = asks_of(rq, &n);
	page_panel_note(page_begin(rq, S("Note what the panel decided")), &v, f,
	    n.written ? unlooked_words(rq->a, n.unlooked) : STR_NONE, &docs, &answers,
	    &asks, n.points.n > 1, url_panel_save(rq->a, rq->subject->pid),
	    n.r.outcome.panel);
	return page_end(rq);
}

/* What the panel gave for each point, beside what was recommended for it. */
static struct point_lines
given_lines(struct req *rq, const struct noting *n, const struct decided *decided,
    const struct panel_note *p)
{
	struct point_lines all = round_lines(rq, &n->r, decided);
	struct point_line *v = ARENA_ARRAY(rq->a, all.n + 1, struct point_line);
	size_t next = 0;

	for (size_t i = 0; i < all.n; i++) {
		v[i] = all.v[i];
		v[i].by_panel = MONEY_NONE;
		if (next < n->points.n && n->points.v[next].no == v[i].no)
			v[i].by_panel = p->parts.v[next++].agreed;
	}
	return (struct point_lines){ v, all.n };
}

/* The letter, from the round that was recommended and what the panel made of it. */
static enum err
letter_print(struct req *rq, const struct noting *n, const struct panel_note *p,
    struct out *html)
{
	const struct outcome_row *o = &n->r.outcome;
	struct money added = panel_amount(p);
	struct letter_change change = { SUM_BY_PANEL, added, false, o->runs_from };
	struct decided decided;
	struct letter_desk desk;
	struct letter_facts f;
	struct weighing w = { WEIGHED_PANEL, o->id, rq->who.id };
	struct evidence_told told;

	TRY(own_letter_facts(rq, n->m.policy, &change, &f));
	TRY(desk_of(rq, n->m.policy, &desk));
	TRY(round_decided(rq, &n->m, &n->r, &decided));
	TRY(evidence_told(rq->db, rq->a, rq->subject->id, &w, &told));
	struct point_lines lines = given_lines(rq, n, &decided, p);
	f.not_covered = o->covers_not;
	f.head->did = S("Written down for the panel on");
	f.next = S("Your plan can now use this sum. If you disagree with the panel, there is "
	    "mediation and the complaints procedure.");
	f.aim = letter_aim_to_fit(&desk);
	struct panel_letter l = {
		.by = rq->who.name,
		.panel = o->panel,
		.answer = panel_answer_words(p->answer),
		.reasons = p->reasons,
		.relied = told.relied,
		.not_decisive = told.not_decisive,
		.figure = o->figure,
		.before = o->before_it,
		.recommended = o->added,
		.added = added,
		.sum = money_add(money_add(o->figure, o->before_it), added),
		.chaired = p->chaired,
		.one_sum = p->answer == PANEL_ONE_SUM,
	};
	letter_panel_letter(html, &f, &l, &lines);
	return OK;
}

static int
field_of(enum panel_fault fault, size_t point)
{
	static const int others[PANEL_FAULT_COUNT] = {
		[PANEL_EARLY] = F_panel_answer,
		[PANEL_UNDECIDED] = F_panel_answer,
		[PANEL_NO_CUT] = F_panel_answer,
		[PANEL_NO_PART] = F_panel_answer,
		[PANEL_BAD_SUM] = F_panel_one_sum,
		[PANEL_NO_REASONS] = F_panel_reasons,
	};

	return fault == PANEL_BAD_PART ? fields[point] : others[fault];
}

static struct panel_note
note_of(struct req *rq, const struct noting *n)
{
	const struct form_panel *f = rq->form;
	const struct money typed_in[] = {
		f->point1, f->point2, f->point3, f->point4, f->point5, f->point6,
		f->point7, f->point8, f->point9, f->point10, f->point11, f->point12,
	};
	struct panel_note p = { (enum panel_answer)f->answer, parts_of(rq, n), f->one_sum,
		f->reasons, f->chaired };

	for (size_t i = 0; i < n->points.n && i < COUNT(typed_in); i++)
		p.parts.v[i].agreed = typed_in[i];
	panel_fill(&p);
	return p;
}

/* Notes a fault beside its field. */
static void
check(struct req *rq, const struct noting *n, const struct panel_note *p)
{
	size_t point;
	enum panel_fault fault = panel_check(p, n->r.outcome.panel, rq->today, &point);

	if (p->answer == PANEL_IN_PART && !each_by_itself(n))
		fault = PANEL_UNDECIDED;
	if (fault != PANEL_FINE)
		wrong(rq, field_of(fault, point), panel_fault_words(fault));
}

enum err
panel_save(struct req *rq)
{
	struct noting noting;

	TRY(panel_of(rq, &noting));
	struct panel_note p = note_of(rq, &noting);
	if (!rq->form_errors)
		check(rq, &noting, &p);
	struct evidence evidence = panel_evidence(rq, &noting);
	TRY(evidence_save(rq, &evidence));
	if (rq->form_errors)
		return panel_show(rq);
	TRY(draft_keep(rq, &noting, &p));
	note(rq, AUDIENCE_RECORD, PID_NONE, S("The panel’s decision was written and is not "
	    "sent yet."));
	return redirect(rq, url_panel_letter(rq->a, rq->subject->pid));
}

/* What was written, if a letter can be made of it. */
static enum err
written(struct req *rq, const struct noting *n, struct panel_note *p, bool *whole)
{
	size_t point;

	TRY(draft_of(rq, n, p));
	*whole = panel_check(p, n->r.outcome.panel, rq->today, &point) == PANEL_FINE &&
	    n->unlooked.before == 0;
	return OK;
}

enum err
panel_letter(struct req *rq)
{
	struct pid c = rq->subject->pid;
	struct preview look = { .v = {
		.back = url_panel_show(rq->a, c), .send = url_panel_send(rq->a, c),
		.button = S("Send the letter"),
	} };
	struct panel_note p;
	struct noting n;
	bool whole;

	TRY(panel_of(rq, &n));
	TRY(written(rq, &n, &p, &whole));
	if (!whole)
		return redirect(rq, look.v.back);
	look.v.unlooked = unlooked_words(rq->a, n.unlooked);
	look.v.available = store_sending(n.m.policy, rq->subject, rq->now);
	TRY(preview_begin(rq, &look));
	TRY(letter_print(rq, &n, &p, &rq->out));
	return preview_end(rq, &look);
}

enum err
panel_send(struct req *rq)
{
	struct letter_made made;
	struct panel_note p;
	struct noting n;
	struct out html;
	bool whole;

	TRY(panel_of(rq, &n));
	TRY(written(rq, &n, &p, &whole));
	if (!whole)
		return redirect_undone(rq, url_panel_show(rq->a, rq->subject->pid));
	out_init(&html, rq->a, LETTER_LIMIT);
	TRY(letter_print(rq, &n, &p, &html));
	if (!preview_kept(rq, &html))
		return panel_letter(rq);
	TRY(store_letter(rq->db, rq->a, n.m.policy, rq->who.id, rq->now, rq->subject,
	    LETTER_PANEL, &html, &made));
	TRY(store_points_panel(rq->db, rq->a, &n.m.by, rq->subject, &n.m.d, &p,
	    made.pid, made.available));
	TRY(tell_letter(rq, &made, S("There is a letter about the panel for you to read.")));
	note(rq, AUDIENCE_FAMILY, made.pid, S("The panel’s decision was noted."));
	return redirect(rq, url_points_show(rq->a, rq->subject->pid));
}
