/*
 * What staff do after a meeting: share the note, write what came of it. Note and
 * answer are their writer's alone until they are sent.
 */
#include "core/base/civil.h"
#include "core/money.h"
#include "fcgi/pages/decision_letters.h"
#include "fcgi/pages/evidence.h"
#include "fcgi/pages/line_reach.h"
#include "fcgi/pages/meeting.h"
#include "fcgi/pages/preview.h"
#include "fcgi/service.h"
#include "gen/t_answer_form.h"
#include "gen/t_meeting_letter.h"
#include "gen/t_note_check.h"
#include "gen/t_note_form.h"

/* ---- the note ---- */

static struct meeting_check
note_links(struct req *rq, enum meeting_kind kind)
{
	struct pid c = rq->subject->pid;
	bool lead = kind == MEET_PRACTICE_LEAD;

	return (struct meeting_check){
		.title = S("The note"),
		.back = meeting_url(rq, kind),
		.change = lead ? url_meeting_note_show(rq->a, c)
		    : url_discussion_note_show(rq->a, c),
		.send = lead ? url_meeting_note_share(rq->a, c)
		    : url_discussion_note_share(rq->a, c),
		.button = S("Share the note"),
	};
}

/* The meeting that is to be noted, and what the reader has written so far. */
static enum err
own_draft(struct req *rq, struct moving *m, enum meeting_kind kind, enum event event,
    struct meeting_now *now, struct meeting_draft *draft)
{
	*draft = (struct meeting_draft){ .held = DATE_NONE, .amount = MONEY_NONE };
	TRY(moving_of(rq, m));
	if (!has_move(m, event))
		return E_CONFLICT;
	TRY(store_meeting_read(rq->db, rq->a, rq->subject, kind, now));
	enum err e = meeting_draft_of(rq->db, rq->a, now->m.id, rq->who.id, draft);
	return e == E_NOT_FOUND ? OK : e;
}

static enum event
hold_event(enum meeting_kind kind)
{
	return kind == MEET_PRACTICE_LEAD ? EV_HOLD_MEETING : EV_HOLD_DISCUSSION;
}

static enum err
note_show(struct req *rq, enum meeting_kind kind)
{
	struct meeting_check v = note_links(rq, kind);
	struct form_view *f = view_of(rq, &the_form_meeting_note);
	struct meeting_draft draft;
	struct meeting_now now;
	struct moving m;

	TRY(own_draft(rq, &m, kind, hold_event(kind), &now, &draft));
	if (now.m.at.us > rq->now.us)	/* the page says from when */
		return redirect(rq, v.back);
	if (!rq->form_errors) {
		struct date held = is_set(draft.held) ? draft.held
		    : stamp_london_date(now.m.at);
		form_fill_date(rq->a, f, F_meeting_note_held, held);
		form_fill(f, F_meeting_note_note, typed(draft.note));
	}
	page_note_form(page_begin(rq, v.title), &v, f, kind == MEET_PRACTICE_LEAD
	    ? S("The family can correct the note for some days.")
	    : S("The family reads the note as it stands."));
	return page_end(rq);
}

static enum err
note_save(struct req *rq, enum meeting_kind kind)
{
	const struct form_meeting_note *f = rq->form;
	struct meeting_draft draft;
	struct meeting_now now;
	struct moving m;
	int64_t n;

	TRY(own_draft(rq, &m, kind, hold_event(kind), &now, &draft));
	if (now.m.at.us > rq->now.us)
		return redirect_undone(rq, meeting_url(rq, kind));
	if (!rq->form_errors && f->held.days > rq->today.days)
		wrong(rq, F_meeting_note_held, S("Enter a day that has been"));
	else if (!rq->form_errors && !meeting_day_ok(f->held,
	    stamp_london_date(now.m.asked), rq->today))
		wrong(rq, F_meeting_note_held,
		    S("Enter the day the meeting was asked for, or a later one"));
	if (rq->form_errors)
		return note_show(rq, kind);
	TRY(meeting_draft_note(rq->db, now.m.id, rq->who.id, f->held, f->note, rq->now, &n));
	note(rq, AUDIENCE_RECORD, PID_NONE, S("A note was written and is not shared yet."));
	return redirect(rq, kind == MEET_PRACTICE_LEAD
	    ? url_meeting_note_check(rq->a, rq->subject->pid)
	    : url_discussion_note_check(rq->a, rq->subject->pid));
}

static enum err
note_check(struct req *rq, enum meeting_kind kind)
{
	struct meeting_check v = note_links(rq, kind);
	struct meeting_draft draft;
	struct meeting_now now;
	struct moving m;

	TRY(own_draft(rq, &m, kind, hold_event(kind), &now, &draft));
	v.title = S("Check the note before you share it");
	if (!is_set(draft.held))
		return redirect(rq, v.change);
	page_note_check(page_begin(rq, v.title), &v, draft.held, draft.note,
	    S("The family, the people it lets see the case, and the staff of the case."));
	return page_end(rq);
}

static enum err
note_share(struct req *rq, enum meeting_kind kind)
{
	struct meeting_draft draft;
	struct meeting_now now;
	struct moving m;

	TRY(own_draft(rq, &m, kind, hold_event(kind), &now, &draft));
	enum err e = store_meeting_held(rq->db, rq->a, &m.by, rq->subject, &m.d, kind,
	    draft.held, typed(draft.note));
	if (e == E_FORM)
		return redirect_undone(rq, note_links(rq, kind).change);
	TRY(e);
	TRY(tell_family(rq, m.policy, kind == MEET_PRACTICE_LEAD
	    ? S("There is a note of the meeting. Say whether it is right.")
	    : S("There is a note of the discussion for you to read."),
	    kind == MEET_PRACTICE_LEAD ? step_due(m.policy, STEP_CORRECT_NOTE,
	    (struct clock_from){ .available = rq->today }) : DATE_NONE));
	note(rq, AUDIENCE_FAMILY, now.m.pid, kind == MEET_PRACTICE_LEAD ?
	    S("The meeting was held, and its note was shared.") :
	    S("The discussion was held, and its note was shared."));
	return redirect(rq, meeting_url(rq, kind));
}

enum err
meeting_note_show(struct req *rq)
{
	return note_show(rq, MEET_PRACTICE_LEAD);
}

enum err
meeting_note_save(struct req *rq)
{
	return note_save(rq, MEET_PRACTICE_LEAD);
}

enum err
meeting_note_check(struct req *rq)
{
	return note_check(rq, MEET_PRACTICE_LEAD);
}

enum err
meeting_note_share(struct req *rq)
{
	return note_share(rq, MEET_PRACTICE_LEAD);
}

enum err
discussion_note_show(struct req *rq)
{
	return note_show(rq, MEET_OPS_MANAGER);
}

enum err
discussion_note_save(struct req *rq)
{
	return note_save(rq, MEET_OPS_MANAGER);
}

enum err
discussion_note_check(struct req *rq)
{
	return note_check(rq, MEET_OPS_MANAGER);
}

enum err
discussion_note_share(struct req *rq)
{
	return note_share(rq, MEET_OPS_MANAGER);
}

/* ---- the written answer ---- */

static const struct options *
reply_options(void)
{
	static struct option v[] = {
		{ S_INIT("agreed"), S_INIT("Agreed"), S_INIT("Up to what you may agree") },
		{ S_INIT("in_part"), S_INIT("Agreed in part"),
		    S_INIT("With the amount that is agreed") },
		{ S_INIT("cannot_agree"), S_INIT("We cannot agree"),
		    S_INIT("With the reasons and the next step") },
	};
	static const struct options all = { v, COUNT(v) };

	return &all;
}

static struct money
left_to_agree(const struct policy *p, const struct allocation *before)
{
	return authority_left(policy_limit_money(p, LIMIT_PRACTICE_LEAD), before->agreed);
}

/* All that the family and the council sent lies before who answers the meeting. */
static struct evidence
meeting_evidence(struct req *rq, const struct meeting *m)
{
	return (struct evidence){
		.by = { WEIGHED_MEETING, m->id, rq->who.id }, .question = INT_NONE,
		.every = true, .said = F_meeting_answer_said_1,
		.relied = F_meeting_answer_relied, .must = true,
	};
}

static enum err
meeting_unlooked(struct req *rq, const struct meeting *m, struct unlooked *n)
{
	struct evidence evidence = meeting_evidence(rq, m);
	struct evidence_now now;

	TRY(evidence_read(rq, &now));
	*n = evidence_unlooked(rq, &now, &evidence, 1);
	return OK;
}

enum err
meeting_answer_show(struct req *rq)
{
	struct form_view *f = view_of(rq, &the_form_meeting_answer);
	struct meeting_view v = { .held = DATE_NONE };
	struct sum_now before;
	struct meeting_draft draft;
	struct meeting_now now;
	struct reach_now reach;
	struct evidence_rows docs;
	struct unlooked n;
	struct moving m;

	TRY(own_draft(rq, &m, MEET_PRACTICE_LEAD, EV_WRITE_MEETING, &now, &draft));
	TRY(store_allocation(rq->db, rq->a, rq->subject->id, STAMP_ALL, &before));
	TRY(reach_now(rq, &reach));
	TRY(meeting_unlooked(rq, &now.m, &n));
	struct evidence evidence = meeting_evidence(rq, &now.m);
	TRY(evidence_before(rq, &evidence, f, &docs));
	meeting_note_view(&v, &now.m);
	if (!rq->form_errors) {
		form_fill_choice(f, F_meeting_answer_answer, (int)draft.answer);
		if (is_set(draft.amount))
			form_fill_money(rq->a, f, F_meeting_answer_amount, draft.amount);
		form_fill(f, F_meeting_answer_reasons, typed(draft.reasons));
		form_fill(f, F_meeting_answer_next_step, typed(draft.next_step));
	}
	struct line_reaches lines = reach_of_lines(rq->a, &reach);
	page_answer_form(page_begin(rq, S("Write what came of the meeting")), &v, f,
	    draft.answer != MEETING_UNDECIDED ? unlooked_words(rq->a, n) : STR_NONE,
	    &docs, reply_options(), url_meeting_answer_save(rq->a, rq->subject->pid),
	    meeting_url(rq, MEET_PRACTICE_LEAD), before.now.figure, before.now.agreed,
	    left_to_agree(m.policy, &before.now), &lines, reach.unused, reach.missing);
	return page_end(rq);
}

static struct meeting_reply
reply_of(const struct meeting_draft *d)
{
	return (struct meeting_reply){
		d->answer, d->amount, typed(d->reasons), typed(d->next_step)
	};
}

/* Which field a fault of the answer stands at. */
static int
field_of(enum meeting_fault fault)
{
	static const int fields[MEETING_FAULT_COUNT] = {
		[MEETING_NO_ANSWER] = F_meeting_answer_answer,
		[MEETING_NO_AMOUNT] = F_meeting_answer_amount,
		[MEETING_NOT_ASKED] = F_meeting_answer_amount,
		[MEETING_ABOVE_LIMIT] = F_meeting_answer_amount,
		[MEETING_NO_REASONS] = F_meeting_answer_reasons,
		[MEETING_NO_NEXT_STEP] = F_meeting_answer_next_step,
	};

	return fields[fault];
}

enum err
meeting_answer_save(struct req *rq)
{
	const struct form_meeting_answer *f = rq->form;
	struct sum_now before;
	struct meeting_draft draft;
	struct meeting_now now;
	struct moving m;
	int64_t n;

	TRY(own_draft(rq, &m, MEET_PRACTICE_LEAD, EV_WRITE_MEETING, &now, &draft));
	TRY(store_allocation(rq->db, rq->a, rq->subject->id, STAMP_ALL, &before));
	struct meeting_reply r = {
		(enum meeting_answer)f->answer, f->amount, f->reasons, f->next_step
	};
	enum meeting_fault fault = meeting_check(&r, left_to_agree(m.policy, &before.now));
	if (!rq->form_errors && fault != MEETING_FINE)
		wrong(rq, field_of(fault), with_titles(rq, meeting_fault_words(fault)));
	struct evidence evidence = meeting_evidence(rq, &now.m);
	TRY(evidence_save(rq, &evidence));
	if (rq->form_errors)
		return meeting_answer_show(rq);
	TRY(meeting_draft_answer(rq->db, now.m.id, rq->who.id, r.answer, r.amount,
	    r.reasons, r.next_step, rq->now, &n));
	note(rq, AUDIENCE_RECORD, PID_NONE, S("An answer was written and is not sent yet."));
	return redirect(rq, url_meeting_answer_check(rq->a, rq->subject->pid));
}

/* The letter, from the draft and what is recorded. */
static enum err
letter_print(struct req *rq, const struct moving *m, const struct meeting *meeting,
    const struct meeting_reply *r, struct out *html)
{
	struct letter_change change = {
		SUM_BY_MEETING, meeting_amount(r), false, DATE_NONE
	};
	struct sum_now before;
	struct letter_facts f;
	struct weighing w = { WEIGHED_MEETING, meeting->id, rq->who.id };
	struct evidence_told told;

	TRY(store_allocation(rq->db, rq->a, rq->subject->id, STAMP_ALL, &before));
	TRY(evidence_told(rq->db, rq->a, rq->subject->id, &w, &told));
	TRY(own_letter_facts(rq, m->policy, &change, &f));
	f.next = r->next_step;
	f.aim = with_titles(rq, S("You can settle with this answer, or put your points to the "
	    "{operations_manager}. There is no last day for this."));
	struct meeting_letter l = {
		.met = talked_with(rq->a, m->policy, meeting),
		.held = meeting->held,
		.way = meeting_way_words(meeting->way),
		.note = meeting->note,
		.correction = meeting->correction,
		.note_right = meeting->note_right,
		.answer = meeting_answer_words(r->answer),
		.money = meeting_amount(r).pence > 0,
		.before = before.now.agreed,
		.amount = meeting_amount(r),
		.reasons = r->reasons,
		.relied = told.relied,
		.not_decisive = told.not_decisive,
	};
	letter_meeting_letter(html, &f, &l);
	return OK;
}

enum err
meeting_answer_check(struct req *rq)
{
	struct pid c = rq->subject->pid;
	struct preview look = { .v = {
		.back = url_meeting_answer_show(rq->a, c),
		.send = url_meeting_answer_send(rq->a, c),
		.button = S("Send the letter"),
	} };
	struct meeting_draft draft;
	struct meeting_now now;
	struct reach_now reach;
	struct unlooked n;
	struct moving m;

	TRY(own_draft(rq, &m, MEET_PRACTICE_LEAD, EV_WRITE_MEETING, &now, &draft));
	TRY(meeting_unlooked(rq, &now.m, &n));
	if (draft.answer == MEETING_UNDECIDED || n.before > 0)
		return redirect(rq, look.v.back);
	struct meeting_reply r = reply_of(&draft);
	TRY(reach_now(rq, &reach));
	look.v.warning = reach_warning(rq->a, &reach, reach.missing, meeting_amount(&r));
	look.v.unlooked = unlooked_words(rq->a, n);
	look.v.available = store_sending(m.policy, rq->subject, rq->now);
	TRY(preview_begin(rq, &look));
	TRY(letter_print(rq, &m, &now.m, &r, &rq->out));
	return preview_end(rq, &look);
}

enum err
meeting_answer_send(struct req *rq)
{
	struct letter_made made;
	struct meeting_draft draft;
	struct meeting_now now;
	struct unlooked n;
	struct out html;
	struct moving m;

	TRY(own_draft(rq, &m, MEET_PRACTICE_LEAD, EV_WRITE_MEETING, &now, &draft));
	TRY(meeting_unlooked(rq, &now.m, &n));
	if (n.before > 0)
		return redirect_undone(rq, url_meeting_answer_show(rq->a, rq->subject->pid));
	struct meeting_reply r = reply_of(&draft);
	out_init(&html, rq->a, LETTER_LIMIT);
	TRY(letter_print(rq, &m, &now.m, &r, &html));
	if (!preview_kept(rq, &html))
		return meeting_answer_check(rq);
	TRY(store_letter(rq->db, rq->a, m.policy, rq->who.id, rq->now, rq->subject,
	    LETTER_MEETING, &html, &made));
	enum err e = store_meeting_answer(rq->db, rq->a, &m.by, rq->subject, &m.d, &r,
	    made.pid, made.available);
	if (e == E_FORM)
		return E_CONFLICT;	/* nothing written yet, or no longer within the limit */
	TRY(e);
	TRY(tell_letter(rq, &made, S("There is a letter about the meeting for you to read.")));
	note(rq, AUDIENCE_FAMILY, made.pid, S("The meeting was answered in writing."));
	return redirect(rq, meeting_url(rq, MEET_PRACTICE_LEAD));
}
