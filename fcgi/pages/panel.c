/*
 * What the panel made of a sum that was recommended to it, and the letter about
 * it.
 */
#include "core/money.h"
#include "fcgi/notice.h"
#include "fcgi/pages/decision_letters.h"
#include "fcgi/pages/points.h"
#include "fcgi/service.h"
#include "gen/t_panel_letter.h"
#include "gen/t_panel_note.h"

static const struct options *
answers_of(void)
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
	struct allocation before;

	TRY(moving_of(rq, m));
	if (!has_move(m, EV_NOTE_PANEL))
		return E_CONFLICT;
	TRY(store_round(rq->db, rq->a, rq->subject, r));
	TRY(store_allocation(rq->db, rq->a, rq->subject, &m->d, &before));
	r->outcome.figure = before.figure;
	r->outcome.before_it = before.agreed;
	return OK;
}

enum err
panel_show(struct req *rq)
{
	struct moving m;
	struct round r;

	TRY(panel_of(rq, &m, &r));
	struct points_view v = {
		.back = url_points_show(rq->a, rq->subject->pid),
		.figure = r.outcome.figure,
		.before = r.outcome.before_it,
		.added = r.outcome.added,
	};
	page_panel_note(page_begin(rq, S("Note what the panel decided")), &v,
	    view_of(rq, &the_form_panel), answers_of(),
	    url_panel_send(rq->a, rq->subject->pid), r.outcome.panel);
	return page_end(rq);
}

static enum err
letter_facts(struct req *rq, const struct moving *m, const struct outcome_row *o,
    const struct panel_note *p, struct panel_letter *l)
{
	struct money added = panel_amount(p->answer, o->added, p->part);
	struct money sum = money_add(money_add(o->figure, o->before_it), added);
	struct year_share share = allocation_this_year(sum, o->runs_from, rq->today);

	*l = (struct panel_letter){
		.ref = rq->subject->ref,
		.called = rq->subject->called,
		.council = rq->app->config->council,
		.by = rq->who.name,
		.role = policy_title(m->policy, rq->who.role)->one,
		.day = rq->today,
		.panel = o->panel,
		.answer = panel_answer_words(p->answer),
		.reasons = p->reasons,
		.figure = o->figure,
		.before = o->before_it,
		.recommended = o->added,
		.added = added,
		.sum = sum,
		.from = o->runs_from,
		.this_year = share.sum,
		.year_first = share.first,
		.year_last = share.last,
		.chaired = p->chaired,
		.contact = rq->who.name,
		.policy = m->policy->version.label,
	};
	return own_phone(rq, &l->telephone);
}

static void
part_check(struct req *rq, const struct form_panel *f, struct money recommended)
{
	bool below = is_set(f->part) && f->part.pence > 0 &&
	    money_cmp(f->part, recommended) < 0;

	if (f->answer == PANEL_IN_PART && !below)
		wrong(rq, F_panel_part,
		    S("Enter an amount above nothing and below what was recommended"));
}

enum err
panel_send(struct req *rq)
{
	const struct form_panel *f = rq->form;
	struct panel_letter letter;
	struct letter_made made;
	struct moving m;
	struct round r;
	struct out html;

	if (rq->form_errors)
		return panel_show(rq);
	TRY(panel_of(rq, &m, &r));
	part_check(rq, f, r.outcome.added);
	if (rq->form_errors)
		return panel_show(rq);
	struct panel_note p = {
		(enum panel_answer)f->answer, f->part, f->reasons, f->chaired
	};
	TRY(letter_facts(rq, &m, &r.outcome, &p, &letter));
	out_init(&html, rq->a, LETTER_LIMIT);
	letter_panel_letter(&html, &letter);
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
