/*
 * What the panel made of a sum that was recommended to it, and the letter about
 * it.
 */
#include "core/money.h"
#include "fcgi/notice.h"
#include "fcgi/pages/decision_letters.h"
#include "fcgi/pages/points.h"
#include "fcgi/pages/preview.h"
#include "fcgi/service.h"
#include "gen/t_panel_letter.h"
#include "gen/t_panel_note.h"

static const struct options *
answer_options(void)
{
	static struct option v[] = {
		{ S_INIT("agreed"), S_INIT("Agreed"), S_INIT("The recommended sum") },
		{ S_INIT("in_part"), S_INIT("Agreed in part"), S_INIT("With an amount") },
		{ S_INIT("not_agreed"), S_INIT("Not agreed"), S_INIT("") },
	};
	static const struct options all = { v, COUNT(v) };

	return &all;
}

/* What the panel agrees is added to the sum of today, not to that of the outcome. */
static enum err
panel_of(struct req *rq, struct moving *m, struct round *r)
{
	struct sum_now before;

	TRY(moving_of(rq, m));
	if (!has_move(m, EV_NOTE_PANEL))
		return E_CONFLICT;
	TRY(store_round(rq->db, rq->a, rq->subject, r));
	TRY(store_allocation(rq->db, rq->a, rq->subject->id, STAMP_ALL, &before));
	r->outcome.figure = before.now.figure;
	r->outcome.before_it = before.now.agreed;
	return OK;
}

/* What the reader has written down of it so far; PANEL_OPEN: nothing yet. */
static enum err
draft_of(struct req *rq, const struct round *r, struct panel_draft *p)
{
	*p = (struct panel_draft){ .answer = PANEL_OPEN, .part = MONEY_NONE };
	enum err e = panel_draft_of(rq->db, rq->a, r->outcome.id, rq->who.id, p);
	return e == E_NOT_FOUND ? OK : e;
}

static enum err
fill(struct req *rq, const struct round *r, struct form_view *f)
{
	struct panel_draft p;
	struct weighed w;

	TRY(draft_of(rq, r, &p));
	if (p.answer == PANEL_OPEN || rq->form_errors)
		return OK;
	TRY(evidence_of(rq, WEIGHED_PANEL, r->outcome.id, rq->who.id, &w));
	form_fill_choice(f, F_panel_answer, (int)p.answer);
	if (is_set(p.part))
		form_fill_money(rq->a, f, F_panel_part, p.part);
	form_fill(f, F_panel_reasons, p.reasons);
	form_fill(f, F_panel_relied, typed(w.relied));
	form_fill(f, F_panel_not_decisive, typed(w.not_decisive));
	if (p.chaired)
		form_fill(f, F_panel_chaired, S("yes"));
	return OK;
}

enum err
panel_show(struct req *rq)
{
	struct form_view *f = view_of(rq, &the_form_panel);
	struct moving m;
	struct round r;

	TRY(panel_of(rq, &m, &r));
	TRY(fill(rq, &r, f));
	struct points_view v = {
		.back = url_points_show(rq->a, rq->subject->pid),
		.figure = r.outcome.figure,
		.before = r.outcome.before_it,
		.added = r.outcome.added,
		.early = rq->today.days < r.outcome.panel.days,
	};
	page_panel_note(page_begin(rq, S("Note what the panel decided")), &v, f,
	    answer_options(), url_panel_save(rq->a, rq->subject->pid), r.outcome.panel);
	return page_end(rq);
}

/* The letter, from the round that was recommended and what the panel made of it. */
static enum err
letter_print(struct req *rq, const struct moving *m, const struct round *r,
    const struct panel_note *p, struct out *html)
{
	const struct outcome_row *o = &r->outcome;
	struct money added = panel_amount(p->answer, o->added, p->part);
	struct letter_change change = { SUM_BY_PANEL, added, false, o->runs_from };
	struct decided decided;
	struct letter_desk desk;
	struct letter_facts f;
	struct weighed w;

	TRY(own_letter_facts(rq, m->policy, &change, &f));
	TRY(desk_of(rq, m->policy, &desk));
	TRY(round_decided(rq, m, r, &decided));
	TRY(evidence_of(rq, WEIGHED_PANEL, o->id, rq->who.id, &w));
	struct point_lines lines = round_lines(rq, r, &decided);
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
		.relied = w.relied,
		.not_decisive = w.not_decisive,
		.figure = o->figure,
		.before = o->before_it,
		.recommended = o->added,
		.added = added,
		.sum = money_add(money_add(o->figure, o->before_it), added),
		.chaired = p->chaired,
	};
	letter_panel_letter(html, &f, &l, &lines);
	return OK;
}

static int
field_of(enum panel_fault fault)
{
	static const int fields[PANEL_FAULT_COUNT] = {
		[PANEL_EARLY] = F_panel_answer,
		[PANEL_UNDECIDED] = F_panel_answer,
		[PANEL_BAD_PART] = F_panel_part,
		[PANEL_NO_REASONS] = F_panel_reasons,
	};

	return fields[fault];
}

enum err
panel_save(struct req *rq)
{
	const struct form_panel *f = rq->form;
	struct moving m;
	struct round r;
	int64_t n;

	if (rq->form_errors)
		return panel_show(rq);
	TRY(panel_of(rq, &m, &r));
	struct panel_note p = {
		(enum panel_answer)f->answer, f->part, f->reasons, f->chaired
	};
	enum panel_fault fault = panel_check(&p, r.outcome.added, r.outcome.panel, rq->today);
	if (fault != PANEL_FINE) {
		wrong(rq, field_of(fault), panel_fault_words(fault));
		return panel_show(rq);
	}
	TRY(panel_draft_save(rq->db, r.outcome.id, rq->who.id, p.answer, p.part, p.reasons,
	    p.chaired, rq->now, &n));
	TRY(weighed_save(rq->db, WEIGHED_PANEL, r.outcome.id, rq->who.id, typed(f->relied),
	    typed(f->not_decisive), rq->now, &n));
	note(rq, AUDIENCE_RECORD, PID_NONE, S("The panel’s decision was written and is not "
	    "sent yet."));
	return redirect(rq, url_panel_letter(rq->a, rq->subject->pid));
}

/* What was written, if a letter can be made of it. */
static enum err
written(struct req *rq, const struct round *r, struct panel_note *note, bool *whole)
{
	struct panel_draft p;

	TRY(draft_of(rq, r, &p));
	*note = (struct panel_note){ p.answer, p.part, typed(p.reasons), p.chaired };
	*whole = panel_check(note, r->outcome.added, r->outcome.panel, rq->today) ==
	    PANEL_FINE;
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
	struct moving m;
	struct round r;
	bool whole;

	TRY(panel_of(rq, &m, &r));
	TRY(written(rq, &r, &p, &whole));
	if (!whole)
		return redirect(rq, look.v.back);
	look.v.available = store_sending(m.policy, rq->subject, rq->now);
	TRY(preview_begin(rq, &look));
	TRY(letter_print(rq, &m, &r, &p, &rq->out));
	return preview_end(rq, &look);
}

enum err
panel_send(struct req *rq)
{
	struct letter_made made;
	struct panel_note p;
	struct moving m;
	struct round r;
	struct out html;
	bool whole;

	TRY(panel_of(rq, &m, &r));
	TRY(written(rq, &r, &p, &whole));
	if (!whole)
		return redirect(rq, url_panel_show(rq->a, rq->subject->pid));
	out_init(&html, rq->a, LETTER_LIMIT);
	TRY(letter_print(rq, &m, &r, &p, &html));
	if (!preview_kept(rq, &html))
		return panel_letter(rq);
	TRY(store_letter(rq->db, rq->a, m.policy, rq->who.id, rq->now, rq->subject,
	    LETTER_OUTCOME, &html, &made));
	TRY(store_points_panel(rq->db, rq->a, &m.by, rq->subject, &m.d, &p, made.pid,
	    made.available));
	TRY(notice_family(rq->db, rq->a, rq->app->config, rq->subject, rq->now,
	    made.available, S("There is a letter about the panel for you to read."),
	    DATE_NONE));
	note(rq, AUDIENCE_FAMILY, made.pid, S("The panel’s decision was noted."));
	return redirect(rq, url_points_show(rq->a, rq->subject->pid));
}
