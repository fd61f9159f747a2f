/*
 * The letter about the points: looked at before it is sent, then sent in the
 * transaction that decides them.
 */
#include "core/base/civil.h"
#include "fcgi/pages/decision_letters.h"
#include "fcgi/pages/outcome.h"
#include "fcgi/pages/preview.h"
#include "fcgi/service.h"
#include "gen/t_outcome_letter.h"

/* "You and Samuel Finch (operations manager) talked about them on 3 March 2026, by
 * telephone." */
static enum err
discussed_words(struct req *rq, const struct deciding_points *d, struct str *words)
{
	struct meeting_now talk;
	struct out o;

	TRY(store_meeting_read(rq->db, rq->a, rq->subject, MEET_OPS_MANAGER, &talk));
	out_init(&o, rq->a, 300);
	if (!is_set(talk.m.held) || talk.m.asked.us < d->r.outcome.raised.us) {
		out_lit(&o, "You chose to do it in writing only.");
	} else {
		out_lit(&o, "You and ");
		out_str(&o, talked_with(rq->a, d->m.policy, &talk.m));
		out_lit(&o, " talked about them on ");
		out_date(&o, talk.m.held);
		out_lit(&o, ", ");
		out_str(&o, meeting_way_words(talk.m.way));
		out_char(&o, '.');
	}
	*words = out_str_of(&o);
	return OK;
}

static struct str
own_words(const struct weigheds *own, int64_t point)
{
	for (size_t i = 0; i < own->n; i++)
		if (own->v[i].decision == point)
			return own->v[i].relied;
	return S("");
}

/* The points as decided, each with the evidence that was weighed for it. */
static enum err
weighed_lines(struct req *rq, const struct deciding_points *d, struct point_lines *lines)
{
	struct weigheds own;

	TRY(weighed_of_round(rq->db, rq->a, rq->subject->id, d->r.outcome.round,
	    rq->who.id, &own));
	struct point_lines plain = round_lines(rq, &d->r, &d->decided);
	struct point_line *v = ARENA_ARRAY(rq->a, plain.n + 1, struct point_line);
	for (size_t i = 0; i < plain.n; i++) {
		int64_t point = d->r.points.v[i].id;
		struct weighing w = { WEIGHED_POINT, point, rq->who.id };
		v[i] = plain.v[i];
		v[i].relied = evidence_words(rq->a, &d->evidence.marks, &w, SAID_RELIED,
		    own_words(&own, point));
		v[i].not_decisive = evidence_words(rq->a, &d->evidence.marks, &w,
		    SAID_NOT_DECISIVE, S(""));
	}
	*lines = (struct point_lines){ v, plain.n };
	return OK;
}

enum err
outcome_panel_before(struct req *rq, struct date *day)
{
	struct panel_chaired k;

	*day = DATE_NONE;
	enum err e = panel_chaired(rq->db, rq->a, rq->subject->id, rq->who.id, &k);
	if (e == OK)
		*day = k.day;
	return e == E_NOT_FOUND ? OK : e;
}

static struct str
panel_aim(struct req *rq, struct date panel)
{
	struct out o;

	out_init(&o, rq->a, 200);
	out_lit(&o, "The panel meets on ");
	out_date(&o, panel);
	out_lit(&o, ". Its decision then comes in a letter, with its reasons.");
	return out_str_of(&o);
}

/* The letter, from what was decided and written for it. */
static enum err
letter_print(struct req *rq, const struct deciding_points *d, const struct outcome_draft *w,
    struct out *html)
{
	const struct outcome *o = &d->decided.outcome;
	struct letter_change change = {
		SUM_BY_POINTS, o->added, o->above_limit, w->runs_from
	};
	struct point_lines lines;
	struct letter_desk desk;
	struct letter_facts f;

	TRY(own_letter_facts(rq, d->m.policy, &change, &f));
	TRY(desk_of(rq, d->m.policy, &desk));
	TRY(weighed_lines(rq, d, &lines));
	f.not_covered = w->covers_not;
	f.next = w->next_step;
	f.aim = o->above_limit ? panel_aim(rq, w->panel) : letter_aim_to_fit(&desk);
	struct outcome_letter l = {
		.by = rq->who.name,
		.raised = stamp_london_date(d->r.outcome.raised),
		.figure = d->decided.outcome.before.figure,
		.before = d->decided.outcome.before.agreed,
		.sum = o->sum,
		.recommended = o->above_limit,
		.panel = w->panel,
		.chaired = w->chaired,
		.chaired_on = w->chaired_on,
		.why_from = w->why_from,
	};
	TRY(discussed_words(rq, d, &l.discussed));
	letter_outcome_letter(html, &f, &l, &lines);
	return OK;
}

/* All that the letter says; a draft may be older than the day of a panel. */
static bool
is_written(const struct deciding_points *d, const struct outcome_draft *w)
{
	return d->left == 0 && is_set(w->saved) && (!w->chaired || is_set(w->chaired_on));
}

enum err
decide_letter(struct req *rq)
{
	struct pid c = rq->subject->pid;
	struct preview look = { .v = {
		.back = url_decide_check(rq->a, c),
		.send = url_decide_send(rq->a, c),
		.button = S("Send the letter"),
	} };
	struct outcome_draft w;
	struct deciding_points d;
	enum err e = outcome_deciding(rq, &d);

	if (e != OK)
		return outcome_not_now(rq, e);
	TRY(outcome_own_words(rq, &d, &w));
	if (!is_written(&d, &w))
		return redirect(rq, look.v.back);
	look.v.unlooked = unlooked_words(rq->a, d.unlooked);
	look.v.available = store_sending(d.m.policy, rq->subject, rq->now);
	TRY(preview_begin(rq, &look));
	TRY(letter_print(rq, &d, &w, &rq->out));
	return preview_end(rq, &look);
}

enum err
decide_send(struct req *rq)
{
	struct letter_made made;
	struct outcome_draft w;
	struct deciding_points d;
	struct out html;

	TRY(outcome_deciding(rq, &d));
	TRY(outcome_own_words(rq, &d, &w));
	if (!is_written(&d, &w))
		return redirect_undone(rq, url_decide_show(rq->a, rq->subject->pid));
	struct outcome_words words = {
		w.panel, w.chaired, w.chaired_on, w.runs_from, w.why_from, w.covers_not, w.next_step
	};
	out_init(&html, rq->a, LETTER_LIMIT);
	TRY(letter_print(rq, &d, &w, &html));
	if (!preview_kept(rq, &html))
		return decide_letter(rq);
	TRY(store_letter(rq->db, rq->a, d.m.policy, rq->who.id, rq->now, rq->subject,
	    LETTER_OUTCOME, &html, &made));
	enum err e = store_points_decide(rq->db, rq->a, &d.m.by, rq->subject, &d.m.d,
	    &words, made.pid, made.available);
	if (e == E_FORM)
		return E_CONFLICT;	/* the panel has been, or a point was changed */
	TRY(e);
	TRY(tell_letter(rq, &made, S("There is a letter about your points for you to read.")));
	note(rq, AUDIENCE_FAMILY, made.pid, S("The points were decided, one by one."));
	return redirect(rq, url_points_show(rq->a, rq->subject->pid));
}
