#include "sql/store_meeting.h"

#include "core/base/civil.h"
#include "core/base/str.h"
#include "core/crypt.h"
#include "core/money.h"

/* What the two kinds of meeting are called in the procedure. */
static const struct {
	enum event offer, choose, miss, hold;
	enum step to_choose, to_hold;
} kinds[] = {
	[MEET_PRACTICE_LEAD] = {
		EV_OFFER_MEETING, EV_CHOOSE_MEETING, EV_MISS_MEETING, EV_HOLD_MEETING,
		STEP_CHOOSE_MEETING, STEP_HOLD_MEETING,
	},
	[MEET_OPS_MANAGER] = {
		EV_OFFER_DISCUSSION, EV_CHOOSE_DISCUSSION, EV_MISS_DISCUSSION,
		EV_HOLD_DISCUSSION, STEP_CHOOSE_DISCUSSION, STEP_HOLD_DISCUSSION,
	},
};

enum err
store_meeting_read(struct db *db, struct arena *a, const struct casefile *c,
    enum meeting_kind kind, struct meeting_now *now)
{
	now->offers = (struct meeting_offers){ NULL, 0 };
	enum err e = meeting_last(db, a, c->id, kind, &now->m);
	if (e == E_NOT_FOUND)
		return OK;
	TRY(e);
	return meeting_offers(db, a, now->m.id, &now->offers);
}

static enum err
meeting_of(struct db *db, struct arena *a, const struct casefile *c,
    enum meeting_kind kind, struct meeting *m)
{
	enum err e = meeting_last(db, a, c->id, kind, m);

	return e == E_NOT_FOUND ? E_CONFLICT : e;
}

/* ---- asking ---- */

static enum err
ask(struct db *db, const struct doing *m, const struct casefile *c,
    const struct dispute_now *d, enum meeting_kind kind, enum meeting_way way)
{
	int64_t id;

	return meeting_add(db, pid_new(), c->id, d->standing.assessment, kind, m->now,
	    m->who.id, m->received, way, S(""), S(""), S(""), S(""), &id);
}

static enum err
times_wanted(struct db *db, const struct meeting *meeting, struct date from, int missed)
{
	int64_t n;

	TRY(meeting_offers_close(db, meeting->id, &n));
	TRY(meeting_again(db, meeting->id, from, missed, &n));
	return only_one(n);
}

/* The time that was chosen. */
static bool
has_come(const struct meeting *m, struct stamp now)
{
	return is_set(m->chosen) && m->at.us <= now.us;
}

static bool
anybody_free(const struct meeting_leads *leads)
{
	for (size_t i = 0; i < leads->n; i++)
		if (!leads->v[i].excused)
			return true;
	return false;
}

/* Nobody of the team is left: the next tier hands the step on. */
static enum err
see_to_it(struct db *db, struct arena *a, const struct doing *m,
    const struct casefile *c, const struct dispute_now *d)
{
	struct meeting_leads leads;
	int64_t id;

	if (d->facts.plan != MEETING_ASKED)
		return OK;
	TRY(meeting_leads(db, a, c->team, c->id, &leads));
	if (anybody_free(&leads))
		return OK;
	return step_see_to(db, c->id, STEP_OFFER_MEETING, ID_NONE, OPS_MANAGER, m->now,
	    step_due(m->policy, STEP_OFFER_MEETING,
	    (struct clock_from){ .available = m->received }), &id);
}

enum err
store_meeting_ask(struct db *db, struct arena *a, const struct doing *m,
    const struct casefile *c, struct dispute_now *d)
{
	bool again = d->facts.plan == MEETING_OFFERED || d->facts.plan == MEETING_FIXED;
	struct meeting meeting;

	TRY(store_move(db, m, c, d, EV_ASK_MEETING, ID_NONE));
	TRY(see_to_it(db, a, m, c, d));
	if (!again)
		return ask(db, m, c, d, MEET_PRACTICE_LEAD, WAY_NONE);
	TRY(meeting_of(db, a, c, MEET_PRACTICE_LEAD, &meeting));
	return times_wanted(db, &meeting, m->received, 0);
}

enum err
store_discussion_other(struct db *db, struct arena *a, const struct doing *m,
    const struct casefile *c, struct dispute_now *d)
{
	struct meeting meeting;

	TRY(store_move(db, m, c, d, EV_ASK_DISCUSSION, ID_NONE));
	TRY(meeting_of(db, a, c, MEET_OPS_MANAGER, &meeting));
	return times_wanted(db, &meeting, m->received, 0);
}

enum err
store_discussion_ask(struct db *db, const struct doing *m, const struct casefile *c,
    const struct dispute_now *d, enum meeting_way way)
{
	return ask(db, m, c, d, MEET_OPS_MANAGER, way);
}

enum err
store_meeting_needs(struct db *db, struct arena *a, const struct casefile *c,
    enum meeting_kind kind, const struct meeting_needs *needs)
{
	struct meeting meeting;
	int64_t n;

	TRY(meeting_of(db, a, c, kind, &meeting));
	if (is_set(meeting.held))
		return E_CONFLICT;
	TRY(meeting_needs_set(db, meeting.id, needs->way, needs->interpreter,
	    needs->adjustments, needs->comes, needs->about, &n));
	return only_one(n);
}

enum err
store_meeting_decline(struct db *db, struct arena *a, const struct doing *m,
    const struct casefile *c, struct dispute_now *d)
{
	struct meeting meeting;
	int64_t n;

	TRY(store_move(db, m, c, d, EV_DECLINE_MEETING, ID_NONE));
	TRY(meeting_of(db, a, c, MEET_PRACTICE_LEAD, &meeting));
	TRY(meeting_offers_close(db, meeting.id, &n));
	return meeting_end(db, meeting.id, m->now, &n);
}

enum err
store_meetings_close(struct db *db, const struct casefile *c, struct stamp now)
{
	int64_t n;

	TRY(meeting_offers_close_all(db, c->id, &n));
	return meetings_end(db, c->id, MEET_PRACTICE_LEAD, now, &n);
}

/* A step of the meeting that is theirs by name goes back to the team. */
static enum err
take_steps_from(struct db *db, const struct doing *m, const struct casefile *c,
    const struct dispute_now *d, int64_t person)
{
	static const uint64_t of_meeting = STEP_BIT(STEP_OFFER_MEETING) |
	    STEP_BIT(STEP_HOLD_MEETING) | STEP_BIT(STEP_WRITE_MEETING);

	for (size_t i = 0; i < d->steps.n; i++) {
		const struct open_step *s = &d->steps.v[i];
		if (s->person == person && (of_meeting & STEP_BIT(s->step)) != 0)
			TRY(store_step_again(db, m->now, c, s->step, s->due, ID_NONE));
	}
	return OK;
}

enum err
store_meeting_excuse(struct db *db, struct arena *a, const struct doing *m,
    const struct casefile *c, const struct dispute_now *d, struct pid person)
{
	struct meeting_leads leads;
	int64_t n;

	TRY(meeting_leads(db, a, c->team, c->id, &leads));
	for (size_t i = 0; i < leads.n; i++) {
		if (!pid_eq(leads.v[i].pid, person))
			continue;
		if (leads.v[i].excused)
			return E_CONFLICT;
		TRY(excused_add(db, c->id, leads.v[i].id, m->who.id, m->now, &n));
		TRY(take_steps_from(db, m, c, d, leads.v[i].id));
		return see_to_it(db, a, m, c, d);
	}
	return E_NOT_FOUND;
}

/* ---- times ---- */

static bool
leaves_time(const struct doing *m, const struct time_offers *offers)
{
	struct date notice = meeting_notice(&m->policy->bank_holidays, m->today);

	for (size_t i = 0; i < offers->n; i++)
		if (stamp_london_date(offers->v[i].at).days <= notice.days)
			return false;
	return offers->n > 0;
}

enum err
store_meeting_offer(struct db *db, struct arena *a, const struct doing *m,
    const struct casefile *c, struct dispute_now *d, enum meeting_kind kind,
    const struct time_offers *offers)
{
	struct meeting meeting;
	int64_t n;

	d->facts.whole = leaves_time(m, offers);
	TRY(store_move(db, m, c, d, kinds[kind].offer, ID_NONE));
	/* The family's choice has no date of its own. */
	TRY(store_step_again(db, m->now, c, kinds[kind].to_choose, DATE_NONE, ID_NONE));
	TRY(meeting_of(db, a, c, kind, &meeting));
	TRY(meeting_offers_close(db, meeting.id, &n));
	for (size_t i = 0; i < offers->n; i++)
		TRY(meeting_offer_add(db, pid_new(), meeting.id, offers->v[i].at,
		    offers->v[i].place, m->now, m->who.id, &n));
	return OK;
}

static const struct meeting_offer *
offer_of(const struct meeting_offers *offers, struct pid pid)
{
	for (size_t i = 0; i < offers->n; i++)
		if (pid_eq(offers->v[i].pid, pid))
			return &offers->v[i];
	return NULL;
}

enum err
store_meeting_choose(struct db *db, struct arena *a, const struct doing *m,
    const struct casefile *c, struct dispute_now *d, enum meeting_kind kind,
    struct pid pid)
{
	struct meeting_now now;
	int64_t n;

	TRY(store_meeting_read(db, a, c, kind, &now));
	const struct meeting_offer *offer = offer_of(&now.offers, pid);
	d->facts.whole = offer != NULL && offer->at.us > m->now.us;
	TRY(store_move(db, m, c, d, kinds[kind].choose, ID_NONE));
	TRY(meeting_choose(db, now.m.id, offer->id, &n));
	TRY(only_one(n));
	/* Held by its own aim from when it was asked for, or on the chosen day. */
	struct date due = step_due(m->policy, kinds[kind].to_hold,
	    (struct clock_from){ .available = now.m.counts_from });
	return store_step_again(db, m->now, c, kinds[kind].to_hold,
	    step_due_chosen(due, stamp_london_date(offer->at)), offer->offered_by);
}

enum err
store_meeting_missed(struct db *db, struct arena *a, const struct doing *m,
    const struct casefile *c, struct dispute_now *d, enum meeting_kind kind)
{
	struct meeting meeting;

	TRY(meeting_of(db, a, c, kind, &meeting));
	d->facts.whole = has_come(&meeting, m->now);
	TRY(store_move(db, m, c, d, kinds[kind].miss, ID_NONE));
	TRY(times_wanted(db, &meeting, m->received, 1));
	return see_to_it(db, a, m, c, d);
}

enum err
store_meeting_times_over(struct db *db, struct arena *a, const struct doing *m,
    const struct casefile *c, struct dispute_now *d, enum meeting_kind kind)
{
	struct meeting_now now;

	TRY(store_meeting_read(db, a, c, kind, &now));
	d->facts.times_over = now.offers.n > 0;
	for (size_t i = 0; i < now.offers.n; i++)
		if (now.offers.v[i].at.us > m->now.us)
			d->facts.times_over = false;
	TRY(store_move(db, m, c, d, EV_TIMES_OVER, ID_NONE));
	TRY(times_wanted(db, &now.m, m->received, 0));
	return see_to_it(db, a, m, c, d);
}

/* ---- the note ---- */

enum err
store_meeting_held(struct db *db, struct arena *a, const struct doing *m,
    const struct casefile *c, struct dispute_now *d, enum meeting_kind kind,
    struct date held, struct str note)
{
	bool lead = kind == MEET_PRACTICE_LEAD;
	struct meeting meeting;
	int64_t n;

	TRY(meeting_of(db, a, c, kind, &meeting));
	d->facts.whole = note.n > 0 && has_come(&meeting, m->now) &&
	    meeting_day_ok(held, stamp_london_date(meeting.asked), m->received);
	TRY(store_move(db, m, c, d, kinds[kind].hold, lead ? ID_NONE : m->who.id));
	TRY(meeting_note_set(db, meeting.id, held, note, m->who.id, m->now, &n));
	TRY(only_one(n));
	if (!lead)
		return OK;
	return planning_note_due(db, c->id, step_due(m->policy, STEP_CORRECT_NOTE,
	    (struct clock_from){ .available = m->received }), &n);
}

enum err
store_meeting_correct(struct db *db, struct arena *a, const struct doing *m,
    const struct casefile *c, struct dispute_now *d, bool right, struct str words)
{
	struct meeting meeting;
	int64_t n;

	d->facts.whole = right || words.n > 0;
	TRY(meeting_of(db, a, c, MEET_PRACTICE_LEAD, &meeting));
	TRY(store_move(db, m, c, d, EV_CORRECT_NOTE, meeting.note_writer));
	TRY(meeting_correct(db, meeting.id, right, words, m->who.id, m->now, &n));
	return only_one(n);
}

enum err
store_meeting_note_over(struct db *db, struct arena *a, const struct doing *m,
    const struct casefile *c, struct dispute_now *d)
{
	struct meeting meeting;

	TRY(meeting_of(db, a, c, MEET_PRACTICE_LEAD, &meeting));
	return store_move(db, m, c, d, EV_NOTE_TIME_OVER, meeting.note_writer);
}

/* ---- the answer ---- */

enum err
store_meeting_answer(struct db *db, struct arena *a, const struct doing *m,
    const struct casefile *c, struct dispute_now *d, const struct meeting_reply *r,
    struct pid letter, struct stamp available)
{
	struct sum_now before;
	struct meeting meeting;
	int64_t n;

	TRY(store_allocation(db, a, c->id, STAMP_ALL, &before));
	enum meeting_fault fault = meeting_check(r, authority_left(
	    policy_limit_money(m->policy, LIMIT_PRACTICE_LEAD), before.now.agreed));
	d->facts.whole = fault == MEETING_FINE;
	d->facts.above_limit = fault == MEETING_ABOVE_LIMIT;
	TRY(meeting_of(db, a, c, MEET_PRACTICE_LEAD, &meeting));
	TRY(store_move_letter(db, m, c, d, EV_WRITE_MEETING, ID_NONE, available));
	TRY(meeting_answer_set(db, meeting.id, d->standing.assessment, r->answer, meeting_amount(r), r->reasons,
	    r->next_step, m->who.id, m->now, letter, &n));
	return only_one(n);
}
