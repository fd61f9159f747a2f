/*
 * The meeting as everybody in the case sees it, and what the family does there.
 */
#include "fcgi/pages/meeting.h"

#include "fcgi/pages/status.h"
#include "gen/t_meeting.h"

struct url
meeting_url(struct req *rq, enum meeting_kind kind)
{
	return kind == MEET_PRACTICE_LEAD ? url_meeting_show(rq->a, rq->subject->pid)
	    : url_discussion_show(rq->a, rq->subject->pid);
}

/* ---- the page ---- */

static const struct {
	enum meeting_kind kind;
	enum plan_state state;
	struct str words;
} standing[] = {
	{ MEET_PRACTICE_LEAD, MEETING_ASKED, S_INIT("A meeting was asked for.") },
	{ MEET_PRACTICE_LEAD, MEETING_OFFERED, S_INIT("Times are offered.") },
	{ MEET_PRACTICE_LEAD, MEETING_FIXED, S_INIT("The time is fixed.") },
	{ MEET_PRACTICE_LEAD, NOTE_OPEN,
	    S_INIT("The meeting was held. Its note can be corrected.") },
	{ MEET_PRACTICE_LEAD, NOTE_DONE,
	    S_INIT("The meeting was held. The {practice_lead} now writes what came of it.") },
	{ MEET_PRACTICE_LEAD, MEETING_ANSWERED,
	    S_INIT("The meeting is answered in writing.") },
	{ MEET_OPS_MANAGER, POINTS_RAISED,
	    S_INIT("The points are with the {operations_manager}, who will offer times for "
	    "the discussion.") },
	{ MEET_OPS_MANAGER, DISCUSSION_OFFERED, S_INIT("Times are offered.") },
	{ MEET_OPS_MANAGER, DISCUSSION_FIXED, S_INIT("The time is fixed.") },
	{ MEET_OPS_MANAGER, POINTS_HEARD,
	    S_INIT("The points were heard. The {operations_manager} now decides them, and "
	    "writes the letter.") },
};

/* Its time has come, or was: what came of it is not noted yet. */
static struct str
was_to_be(struct req *rq, enum meeting_kind kind, struct stamp at)
{
	struct out o;

	out_init(&o, rq->a, 300);
	out_str(&o, kind == MEET_PRACTICE_LEAD ? S("The meeting was to be on ")
	    : S("The discussion was to be on "));
	out_str(&o, weekday_time(rq->a, at));
	out_str(&o, with_titles(rq, kind == MEET_PRACTICE_LEAD
	    ? S(". The {practice_lead} notes what came of it.")
	    : S(". The {operations_manager} notes what came of it.")));
	return out_str_of(&o);
}

static bool
any_ahead(const struct req *rq, const struct meeting_offers *offers)
{
	for (size_t i = 0; i < offers->n; i++)
		if (offers->v[i].at.us > rq->now.us)
			return true;
	return false;
}

/* Nothing of it is on its way: it was held, it is not to be, or was never asked for. */
static struct str
at_rest(const struct moving *m, enum meeting_kind kind, const struct meeting *last)
{
	bool lead = kind == MEET_PRACTICE_LEAD;

	if (is_set(last->held))
		return lead ? S("The meeting was held, and is answered in writing.")
		    : S("The discussion was held.");
	if (is_set(last->id) && !lead)
		return S("There is no discussion now.");
	if (is_set(last->id))
		return has_move(m, EV_ASK_MEETING)
		    ? S("There is no meeting now. You can still ask for one.")
		    : S("There is no meeting now.");
	if (lead && !has_move(m, EV_ASK_MEETING))
		return S("No meeting was asked for.");
	return lead
	    ? S("Do you not agree with the answer, or with the sum? You can meet "
	    "{a practice_lead} and talk it through. Anyone you choose can come along.")
	    : S("No points were put to the {operations_manager} yet.");
}

static struct str
stands_of(struct req *rq, const struct moving *m, enum meeting_kind kind,
    const struct meeting_now *now)
{
	enum plan_state plan = m->d.facts.plan;

	if (kind == MEET_OPS_MANAGER && plan == POINTS_HEARD && m->d.facts.in_writing)
		return S("It is done in writing only. The {operations_manager} now decides "
		    "the points as they were written, and writes the letter.");
	for (size_t i = 0; i < COUNT(standing); i++) {
		if (standing[i].kind != kind || standing[i].state != plan)
			continue;
		if ((plan == MEETING_FIXED || plan == DISCUSSION_FIXED) &&
		    now->m.at.us <= rq->now.us)
			return was_to_be(rq, kind, now->m.at);
		if ((plan == MEETING_OFFERED || plan == DISCUSSION_OFFERED) &&
		    !any_ahead(rq, &now->offers))
			return S("The times that were offered are over. New ones will be "
			    "offered.");
		return standing[i].words;
	}
	return at_rest(m, kind, &now->m);
}

void
meeting_note_view(struct meeting_view *v, const struct meeting *m)
{
	v->held = m->held;
	v->note = m->note;
	v->note_by = m->note_by;
	v->shared = m->shared;
	v->note_right = m->note_right;
	v->correction = m->correction;
	v->corrected = m->corrected;
	v->corrected_by = m->corrected_by;
}

static void
meeting_facts(struct req *rq, struct meeting_view *v, const struct meeting_now *now)
{
	const struct meeting *m = &now->m;

	v->any = is_set(m->id) && (is_set(m->held) || !is_set(m->ended));
	v->way = meeting_way_words(m->way);
	v->interpreter = m->interpreter;
	v->adjustments = m->adjustments;
	v->comes = m->comes;
	v->about = m->about;
	v->missed = m->missed;
	meeting_note_view(v, m);
	if (is_set(m->chosen)) {
		v->when = weekday_time(rq->a, m->at);
		v->place = m->place;
	}
	if (is_set(m->answered) && !is_told(rq, m->told))
		v->stands = sealed_words(rq, m->told);
	if (is_told(rq, m->told)) {
		v->answer = meeting_answer_words(m->answer);
		v->answered_by = m->answered_by;
		v->answered = m->answered;
		v->amount = m->amount;
		v->reasons = m->reasons;
		v->next_step = m->next_step;
		if (is_set(m->letter))
			v->letter = url_letter_show(rq->a, rq->subject->pid, m->letter);
	}
	v->fixed = is_set(v->when) && !is_set(v->held);
}

/* Those that can still be chosen. */
static struct options
times_of(struct req *rq, const struct meeting_offers *offers)
{
	struct options o = { ARENA_ARRAY(rq->a, offers->n + 1, struct option), 0 };

	for (size_t i = 0; i < offers->n; i++)
		if (offers->v[i].at.us > rq->now.us)
			o.v[o.n++] = (struct option){
				pid_print(rq->a, offers->v[i].pid),
				weekday_time(rq->a, offers->v[i].at), offers->v[i].place,
			};
	return o;
}

static struct str
with_whom(const struct meeting_now *now)
{
	for (size_t i = 0; i < now->offers.n; i++)
		if (now->offers.v[i].id == now->m.chosen)
			return now->offers.v[i].name;
	return STR_NONE;
}

/* Whom the family may still excuse; and, in words, whom it has. */
static struct options
leads_of(struct req *rq, const struct meeting_leads *leads, struct str *excused)
{
	struct options o = { ARENA_ARRAY(rq->a, leads->n + 1, struct option), 0 };
	struct out names;

	out_init(&names, rq->a, 2000);
	for (size_t i = 0; i < leads->n; i++) {
		const struct meeting_lead *l = &leads->v[i];
		if (!l->excused) {
			o.v[o.n++] = (struct option){
				pid_print(rq->a, l->pid), l->name, S("")
			};
			continue;
		}
		if (names.n > 0)
			out_lit(&names, ", ");
		out_str(&names, l->name);
	}
	*excused = names.n > 0 ? out_str_of(&names) : STR_NONE;
	return o;
}

static void
lead_links(struct req *rq, struct meeting_view *v, const struct moving *m)
{
	struct arena *a = rq->a;
	struct pid c = rq->subject->pid;
	enum plan_state plan = m->d.facts.plan;
	bool ahead = plan == MEETING_ASKED || plan == MEETING_OFFERED ||
	    plan == MEETING_FIXED;
	bool theirs = ahead && may(&rq->who, ASK_MEETING, rq->relations, rq->acted);

	if (plan == MEETING_OFFERED || plan == MEETING_FIXED)
		v->other_times = url_if(m, EV_ASK_MEETING, url_meeting_ask(a, c));
	else
		v->ask = url_if(m, EV_ASK_MEETING, url_meeting_ask(a, c));
	if (theirs) {
		v->needs = url_meeting_needs(a, c);
		v->excuse = url_meeting_excuse(a, c);
	}
	v->decline = url_if(m, EV_DECLINE_MEETING, url_meeting_decline(a, c));
	v->choose = url_if(m, EV_CHOOSE_MEETING, url_meeting_choose_send(a, c));
	v->correct = url_if(m, EV_CORRECT_NOTE, url_meeting_correct_send(a, c));
	v->correct_by = m->d.facts.note_due;
	v->offer = url_if(m, EV_OFFER_MEETING, url_meeting_offer_send(a, c));
	v->missed_it = url_if(m, EV_MISS_MEETING, url_meeting_missed(a, c));
	v->write_note = url_if(m, EV_HOLD_MEETING, url_meeting_note_show(a, c));
	v->write_answer = url_if(m, EV_WRITE_MEETING, url_meeting_answer_show(a, c));
}

static void
discussion_links(struct req *rq, struct meeting_view *v, const struct moving *m)
{
	struct arena *a = rq->a;
	struct pid c = rq->subject->pid;

	v->in_writing = url_if(m, EV_IN_WRITING, url_discussion_in_writing(a, c));
	v->other_times = url_if(m, EV_ASK_DISCUSSION, url_discussion_ask(a, c));
	if (is_set(v->in_writing.s))
		v->needs = url_discussion_needs(a, c);
	v->choose = url_if(m, EV_CHOOSE_DISCUSSION, url_discussion_choose_send(a, c));
	v->offer = url_if(m, EV_OFFER_DISCUSSION, url_discussion_offer_send(a, c));
	v->missed_it = url_if(m, EV_MISS_DISCUSSION, url_discussion_missed(a, c));
	v->write_note = url_if(m, EV_HOLD_DISCUSSION, url_discussion_note_show(a, c));
}

static struct form_view *
needs_view(struct req *rq, const struct meeting *m)
{
	struct form_view *f = view_of(rq, &the_form_meeting_needs);

	if (!is_set(m->id))
		return f;
	form_fill_choice(f, F_meeting_needs_way, m->way <= WAY_VIDEO ? (int)m->way : 0);
	form_fill(f, F_meeting_needs_interpreter, m->interpreter);
	form_fill(f, F_meeting_needs_adjustments, m->adjustments);
	form_fill(f, F_meeting_needs_comes, m->comes);
	form_fill(f, F_meeting_needs_about, m->about);
	return f;
}

static enum err
leads_view(struct req *rq, struct meeting_view *v, const struct moving *m,
    struct options *leads)
{
	struct meeting_leads all;

	TRY(meeting_leads(rq->db, rq->a, rq->subject->team, rq->subject->id, &all));
	*leads = leads_of(rq, &all, &v->excused);
	if (m->d.facts.plan != MEETING_ASKED || leads->n > 0)
		return OK;
	v->hand_over = with_titles(rq, S("The family has asked for {a practice_lead} of another "
	    "team. {A operations_manager} hands this step to one."));
	return OK;
}

enum err
meeting_page(struct req *rq, enum meeting_kind kind)
{
	bool lead = kind == MEET_PRACTICE_LEAD;
	struct options times, leads = { 0 };
	struct meeting_now now;
	struct moving m;

	TRY(moving_of(rq, &m));
	TRY(store_meeting_read(rq->db, rq->a, rq->subject, kind, &now));
	struct meeting_view v = {
		.title = with_titles(rq, lead ? S("The meeting with {a practice_lead}")
		    : S("The discussion with {a operations_manager}")),
		.back = url_case_show(rq->a, rq->subject->pid),
		.stands = with_titles(rq, stands_of(rq, &m, kind, &now)),
		.notice = meeting_notice(&m.policy->bank_holidays, rq->today),
		.family = rq->who.role == FAMILY,
		.with = with_whom(&now),
	};
	meeting_facts(rq, &v, &now);
	TRY(case_status(rq, m.policy, &v.status));
	times = times_of(rq, &now.offers);
	if (lead) {
		TRY(leads_view(rq, &v, &m, &leads));
		lead_links(rq, &v, &m);
	} else {
		discussion_links(rq, &v, &m);
	}
	if (is_set(v.write_note.s) && now.m.at.us > rq->now.us) {
		v.missed_it = v.write_note = (struct url){ STR_NONE };
		v.noted_from = v.when;
	}
	if (is_told(rq, now.m.told))
		v.next = next_choice(rq, &m);
	page_meeting(page_begin(rq, v.title), &v, &times, &leads,
	    view_of(rq, &the_form_choose_time), needs_view(rq, &now.m),
	    view_of(rq, &the_form_note_correction),
	    view_of(rq, &the_form_excuse),
	    view_of(rq, &the_form_offer_times));
	return page_end(rq);
}

enum err
meeting_show(struct req *rq)
{
	return meeting_page(rq, MEET_PRACTICE_LEAD);
}

enum err
discussion_show(struct req *rq)
{
	return meeting_page(rq, MEET_OPS_MANAGER);
}

/* ---- what the family does ---- */

/* What it has done, for the record; and back to the page of the meeting. */
static enum err
done(struct req *rq, enum meeting_kind kind, struct str words)
{
	note(rq, AUDIENCE_FAMILY, PID_NONE, words);
	return redirect(rq, meeting_url(rq, kind));
}

typedef enum err moves(struct db *, struct arena *, const struct doing *,
    const struct casefile *, struct dispute_now *);

static enum err
move(struct req *rq, moves *store, enum meeting_kind kind, struct str words)
{
	struct moving m;

	TRY(moving_of(rq, &m));
	TRY(store(rq->db, rq->a, &m.by, rq->subject, &m.d));
	return done(rq, kind, words);
}

enum err
meeting_ask(struct req *rq)
{
	return move(rq, store_meeting_ask, MEET_PRACTICE_LEAD,
	    S("The family asked for a meeting."));
}

static enum err
needs_save(struct req *rq, enum meeting_kind kind)
{
	static const enum meeting_way ways[] = {
		WAY_NONE, WAY_IN_PERSON, WAY_TELEPHONE, WAY_VIDEO
	};
	const struct form_meeting_needs *f = rq->form;

	if (rq->form_errors)
		return meeting_page(rq, kind);
	struct meeting_needs needs = {
		ways[f->way], typed(f->interpreter), typed(f->adjustments),
		typed(f->comes), typed(f->about),
	};
	TRY(store_meeting_needs(rq->db, rq->a, rq->subject, kind, &needs));
	return done(rq, kind, S("The family said what it needs to take part."));
}

enum err
meeting_needs(struct req *rq)
{
	return needs_save(rq, MEET_PRACTICE_LEAD);
}

enum err
discussion_needs(struct req *rq)
{
	return needs_save(rq, MEET_OPS_MANAGER);
}

enum err
meeting_decline(struct req *rq)
{
	return move(rq, store_meeting_decline, MEET_PRACTICE_LEAD,
	    S("The family does without the meeting."));
}

static enum err
choose(struct req *rq, enum meeting_kind kind)
{
	const struct form_choose_time *f = rq->form;
	struct moving m;

	if (rq->form_errors)
		return meeting_page(rq, kind);
	TRY(moving_of(rq, &m));
	enum err e = store_meeting_choose(rq->db, rq->a, &m.by, rq->subject, &m.d, kind,
	    f->offer);
	if (e == E_FORM) {	/* others are offered by now, or it is over */
		wrong(rq, F_choose_time_offer, S("This time can no longer be chosen. Choose "
		    "another, or ask for other times"));
		return meeting_page(rq, kind);
	}
	TRY(e);
	return done(rq, kind, S("The family chose a time."));
}

enum err
meeting_choose_send(struct req *rq)
{
	return choose(rq, MEET_PRACTICE_LEAD);
}

enum err
discussion_choose_send(struct req *rq)
{
	return choose(rq, MEET_OPS_MANAGER);
}

enum err
discussion_ask(struct req *rq)
{
	return move(rq, store_discussion_other, MEET_OPS_MANAGER,
	    S("The family asked for other times."));
}

enum err
meeting_excuse(struct req *rq)
{
	const struct form_excuse *f = rq->form;
	struct moving m;

	if (rq->form_errors)
		return meeting_page(rq, MEET_PRACTICE_LEAD);
	TRY(moving_of(rq, &m));
	TRY(store_meeting_excuse(rq->db, rq->a, &m.by, rq->subject, &m.d, f->person));
	return done(rq, MEET_PRACTICE_LEAD,
	    with_titles(rq, S("The family asked for another {practice_lead} for the meeting.")));
}

enum err
meeting_correct_send(struct req *rq)
{
	const struct form_note_correction *f = rq->form;
	bool right = f->right == 1;
	struct moving m;

	if (!rq->form_errors && !right && !is_set(f->correction))
		wrong(rq, F_note_correction_correction, S("Write what is wrong or missing"));
	if (rq->form_errors)
		return meeting_page(rq, MEET_PRACTICE_LEAD);
	TRY(moving_of(rq, &m));
	TRY(store_meeting_correct(rq->db, rq->a, &m.by, rq->subject, &m.d, right,
	    right ? S("") : f->correction));
	return done(rq, MEET_PRACTICE_LEAD, right ? S("The family said that the note is right.")
	    : S("The family corrected the note."));
}
