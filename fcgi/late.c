#include "fcgi/late.h"

#include "core/base/arena.h"
#include "core/base/civil.h"
#include "core/base/str.h"
#include "core/titled.h"
#include "fcgi/given.h"
#include "fcgi/log.h"
#include "fcgi/notice.h"
#include "fcgi/service.h"
#include "sql/store_assessment.h"
#include "sql/store_late.h"
#include "sql/store_meeting.h"
#include "sql/store_reach.h"
#include "sql/store_record.h"
#include "sql/store_worker.h"

#define NOBODY ID_NONE
#define ALL 10000

/* ---- one piece, with its case locked ---- */

static enum err
tell(struct late_work *w, const struct casefile *c, struct str what)
{
	struct stamp due = sending_time(&w->policy->sending, &w->policy->bank_holidays, w->now);

	return notice_family(w->db, w->a, w->config, c, w->now, due, what,
	    DATE_NONE);
}

static enum err
record(struct late_work *w, struct casefile *c, enum action action, struct str words)
{
	struct audit_row row = {
		.at = w->now, .action = (int)action, .audience = AUDIENCE_FAMILY,
		.detail = words, .request = S("clock"),
	};

	return store_record(w->db, w->a, w->audit, c, &row);
}

/* "… due by 3 March 2026. The practice lead sees to it by 5 March 2026." */
static struct str
late_words(struct late_work *w, const struct late_new *l)
{
	struct out o;

	out_init(&o, w->a, 600);
	out_lit(&o, "A step is late: ");
	out_titled(&o, w->policy, step_rule(l->step)->words);
	out_lit(&o, ", due by ");
	out_date(&o, l->due);
	out_lit(&o, ". It is late on our side. The ");
	out_str(&o, policy_title(w->policy, step_next_tier(l->step))->one);
	out_lit(&o, " sees to it by ");
	out_date(&o, step_late_dates(w->policy, l->step, l->due).answer);
	out_lit(&o, ". You need do nothing.");
	return out_str_of(&o);
}

static enum err
raise_late(struct late_work *w, struct casefile *c, const void *piece)
{
	const struct late_new *l = piece;
	struct str words = late_words(w, l);

	TRY(store_late_raise(w->db, w->a, w->policy, w->now, c, l->step, l->due));
	TRY(tell(w, c, words));
	return record(w, c, HAND_OVER, words);
}

/* "It is still late: … The practice lead has not seen to it. The operations manager
 * sees to it now, by 9 March 2026." */
static struct str
unkept_words(struct late_work *w, const struct late_unkept *l, struct date by)
{
	struct out o;

	out_init(&o, w->a, 600);
	out_lit(&o, "A step is still late: ");
	out_titled(&o, w->policy, step_rule(l->step)->words);
	out_lit(&o, ". It is late on our side. The ");
	out_str(&o, policy_title(w->policy, l->role)->one);
	out_lit(&o, " has not seen to it by ");
	out_date(&o, l->due);
	out_lit(&o, ". The ");
	out_str(&o, policy_title(w->policy, tier_above(l->role))->one);
	out_lit(&o, " sees to it now, by ");
	out_date(&o, by);
	out_lit(&o, ". You need do nothing.");
	return out_str_of(&o);
}

static enum err
move_up(struct late_work *w, struct casefile *c, const void *piece)
{
	const struct late_unkept *l = piece;
	struct date by;

	TRY(store_late_up(w->db, w->a, w->policy, w->now, c, l->step, l->role, &by));
	struct str words = unkept_words(w, l, by);
	TRY(tell(w, c, words));
	return record(w, c, HAND_OVER, words);
}

static struct doing
clock_of(const struct late_work *w)
{
	struct date today = stamp_london_date(w->now);

	return (struct doing){
		.now = w->now, .today = today, .received = today, .policy = w->policy,
	};
}

static enum err
end_note(struct late_work *w, struct casefile *c, const void *piece)
{
	struct doing clock = clock_of(w);
	struct dispute_now d;

	(void)piece;
	TRY(store_dispute_read(w->db, w->a, c, clock.today, clock.now, &d));
	TRY(store_meeting_note_over(w->db, w->a, &clock, c, &d));
	return record(w, c, CORRECT_NOTE, S("The days to correct the note are over. What is "
	    "wrong in it can still be said."));
}

/* Nobody chose: the council offers anew, and it counts against nobody. */
static enum err
end_times(struct late_work *w, struct casefile *c, const void *piece)
{
	const struct times_over *t = piece;
	struct doing clock = clock_of(w);
	struct dispute_now d;

	TRY(store_dispute_read(w->db, w->a, c, clock.today, clock.now, &d));
	TRY(store_meeting_times_over(w->db, w->a, &clock, c, &d, t->kind));
	TRY(tell(w, c, t->kind == MEET_PRACTICE_LEAD
	    ? S("The times offered for the meeting are over. We will offer new ones. This "
	    "counts against nobody.")
	    : S("The times offered for the discussion are over. We will offer new ones. "
	    "This counts against nobody.")));
	return record(w, c, ACTION_NONE, S("The times that were offered are over. The council "
	    "offers new ones. This counts against nobody."));
}

/* The family's days to look at the answers are over (P5). */
static enum err
end_views(struct late_work *w, struct casefile *c, const void *piece)
{
	struct app kept = { .a = w->a };
	struct ras_doing d = {
		.c = c, .by = { .now = w->now, .today = stamp_london_date(w->now) },
	};
	struct ras_moved moved;

	(void)piece;
	if (!is_set(c->ras_policy))
		return E_CONFLICT;	/* there is no questionnaire any more */
	TRY(service_policy(&kept, w->db, w->a, c->ras_policy, &d.by.policy));
	TRY(store_ras_move(w->db, w->a, &d, RAS_TIME_OVER, STR_NONE, &moved));
	return record(w, c, ACTION_NONE, titled(w->a, w->policy, S("The family’s days to look "
	    "at the answers are over. It can still say how it sees them, until the "
	    "{practice_lead} decides.")));
}

/* "Somebody else does this now: Answer the support plan. Tom Ellery has it. …" */
static struct str
stood_in_words(struct late_work *w, const struct step_away *s, const struct stood_in *in)
{
	struct out o;

	out_init(&o, w->a, 600);
	if (in->taker != NULL) {
		out_lit(&o, "Somebody else does this now: ");
		out_titled(&o, w->policy, step_rule(s->step)->words);
		out_lit(&o, ". It is with ");
		out_str(&o, in->taker->name);
		out_lit(&o, ". The date stays.");
		return out_str_of(&o);
	}
	out_str(&o, s->gone ? S("Who was to do this has left: ") :
	    S("Who was to do this is away when it is due: "));
	out_titled(&o, w->policy, step_rule(s->step)->words);
	out_lit(&o, ". The ");
	out_str(&o, policy_title(w->policy, in->sees_to)->one);
	out_lit(&o, " names somebody by ");
	out_date(&o, in->by);
	out_lit(&o, ". You need do nothing.");
	return out_str_of(&o);
}

static enum err
stand_in(struct late_work *w, struct casefile *c, const void *piece)
{
	const struct step_away *s = piece;
	struct stood_in in;

	TRY(store_stand_in(w->db, w->a, w->policy, w->now, c, s, &in));
	return record(w, c, HAND_OVER, stood_in_words(w, s, &in));
}

/* The day has come from which a case is another worker’s. */
static enum err
give_case(struct late_work *w, struct casefile *c, const void *piece)
{
	struct case_given g;

	(void)piece;
	TRY(store_case_given(w->db, w->a, w->policy, w->now, c, &g));
	struct str words = given_words(w->a, w->policy, &g, stamp_london_date(w->now));
	TRY(tell(w, c, words));
	return record(w, c, GIVE_CASE, words);
}

static enum err
chase(struct late_work *w, struct casefile *c, const void *piece)
{
	const struct letter_unopened *l = piece;

	TRY(store_letter_chase(w->db, w->a, w->policy, w->now, c, l->letter));
	return record(w, c, CONTACT_FAMILY, S("A letter was not opened in the days it has. "
	    "Somebody rings about it, or posts it."));
}

/* Of the answers that rest with the family: once, and it is late for nothing. */
static enum err
remind(struct late_work *w, struct casefile *c, const void *piece)
{
	const struct to_remind *r = piece;
	struct stamp due = sending_time(&w->policy->sending, &w->policy->bank_holidays, w->now);
	int64_t n;

	TRY(contest_reminded(w->db, c->id, w->now, &n));
	if (n == 0)
		return E_CONFLICT;
	TRY(notice_family(w->db, w->a, w->config, c, w->now, due,
	    S("The answers to the challenge wait for you: you can accept or contest each "
	    "one. If you say nothing, nothing is settled."), r->due));
	return record(w, c, ACTION_NONE, S("A reminder went out: the answers to the challenge "
	    "can be accepted or contested. Nothing is late, and there is time."));
}

/* ---- a round ---- */

typedef enum err late_piece(struct late_work *, struct casefile *, const void *);

/*
 * What somebody changed meanwhile is not wrong, only no longer due. A case in
 * which it cannot be done is told to the log, and keeps no other waiting.
 */
static enum err
in_case(struct late_work *w, struct pid pid, late_piece *piece, const void *what)
{
	struct casefile c;
	enum err e = casefile_take(w->db, w->a, pid, NOBODY, ID_NONE, w->now, w->now, &c);

	if (e == OK)
		e = piece(w, &c, what);
	if (e == OK && db_owed(w->db) != 0)
		e = E_INTERNAL;	/* a notice was promised and forgotten */
	enum err ended = db_end(w->db, e == OK);
	if (e == E_BUSY || e == E_DB)
		return e;
	if (e != OK && e != E_CONFLICT && e != E_NOT_FOUND)
		log_error("late", log_int("case", c.id), log_str("error", err_words(e)->name));
	if (e != OK)
		return OK;
	w->done++;
	return ended;
}

static enum err
late_ones(struct late_work *w, int most)
{
	struct late_news all;
	struct date before = late_before(w->policy, stamp_london_date(w->now));

	TRY(late_steps_new(w->db, w->a, before, most, &all));
	TRY(db_end(w->db, false));
	for (size_t i = 0; i < all.n; i++)
		TRY(in_case(w, all.v[i].casefile, raise_late, &all.v[i]));
	return OK;
}

static enum err
unkept(struct late_work *w, int most)
{
	struct late_unkepts all;
	struct date before = late_before(w->policy, stamp_london_date(w->now));

	TRY(late_unkepts(w->db, w->a, before, most, &all));
	TRY(db_end(w->db, false));
	for (size_t i = 0; i < all.n; i++)
		TRY(in_case(w, all.v[i].casefile, move_up, &all.v[i]));
	return OK;
}

static enum err
notes(struct late_work *w, int most)
{
	struct note_overs all;

	TRY(notes_over(w->db, w->a, stamp_london_date(w->now), most, &all));
	TRY(db_end(w->db, false));
	for (size_t i = 0; i < all.n; i++)
		TRY(in_case(w, all.v[i].casefile, end_note, &all.v[i]));
	return OK;
}

static enum err
times(struct late_work *w, int most)
{
	struct times_overs all;

	TRY(times_over(w->db, w->a, w->now, most, &all));
	TRY(db_end(w->db, false));
	for (size_t i = 0; i < all.n; i++)
		TRY(in_case(w, all.v[i].casefile, end_times, &all.v[i]));
	return OK;
}

static enum err
views(struct late_work *w, int most)
{
	struct overdue_views all;

	TRY(ras_overdue(w->db, w->a, stamp_london_date(w->now), most, &all));
	TRY(db_end(w->db, false));
	for (size_t i = 0; i < all.n; i++)
		TRY(in_case(w, all.v[i].casefile, end_views, NULL));
	return OK;
}

static enum err
given(struct late_work *w, int most)
{
	struct given_dues all;

	TRY(cases_given_due(w->db, w->a, stamp_london_date(w->now), most, &all));
	TRY(db_end(w->db, false));
	for (size_t i = 0; i < all.n; i++)
		TRY(in_case(w, all.v[i].casefile, give_case, NULL));
	return OK;
}

static enum err
absences(struct late_work *w, int most)
{
	struct step_aways all;

	TRY(steps_away(w->db, w->a, stamp_london_date(w->now), most, &all));
	TRY(db_end(w->db, false));
	for (size_t i = 0; i < all.n; i++)
		TRY(in_case(w, all.v[i].casefile, stand_in, &all.v[i]));
	return OK;
}

static enum err
unopened(struct late_work *w, int most)
{
	struct letter_unopeneds all;
	struct stamp before = store_chase_before(w->policy, stamp_london_date(w->now));

	TRY(letters_unopened(w->db, w->a, before, most, &all));
	TRY(db_end(w->db, false));
	for (size_t i = 0; i < all.n; i++)
		TRY(in_case(w, all.v[i].casefile, chase, &all.v[i]));
	return OK;
}

static enum err
reminders(struct late_work *w, int most)
{
	struct date today = stamp_london_date(w->now);
	struct to_reminds all;

	TRY(contests_to_remind(w->db, w->a, today, step_reminder_until(w->policy, today),
	    w->now, most, &all));
	TRY(db_end(w->db, false));
	for (size_t i = 0; i < all.n; i++)
		TRY(in_case(w, all.v[i].casefile, remind, &all.v[i]));
	return OK;
}

enum err
late_round(struct late_work *w, int most)
{
	w->done = 0;
	TRY(given(w, most));
	TRY(absences(w, most));
	TRY(notes(w, most));
	TRY(times(w, most));
	TRY(unopened(w, most));
	TRY(views(w, most));
	TRY(unkept(w, most));
	TRY(reminders(w, most));
	return late_ones(w, most);
}

/* ---- one case ---- */

enum err
late_in(struct late_work *w, struct casefile *c)
{
	struct date today = stamp_london_date(w->now);
	struct late_unkepts unkept;
	struct late_news late;
	struct note_overs notes;
	struct step_aways away;

	TRY(steps_away(w->db, w->a, today, ALL, &away));
	for (size_t i = 0; i < away.n; i++)
		if (pid_eq(away.v[i].casefile, c->pid))
			TRY(stand_in(w, c, &away.v[i]));
	TRY(notes_over(w->db, w->a, today, ALL, &notes));
	for (size_t i = 0; i < notes.n; i++)
		if (pid_eq(notes.v[i].casefile, c->pid))
			TRY(end_note(w, c, NULL));
	TRY(late_unkepts(w->db, w->a, late_before(w->policy, today), ALL, &unkept));
	for (size_t i = 0; i < unkept.n; i++)
		if (pid_eq(unkept.v[i].casefile, c->pid))
			TRY(move_up(w, c, &unkept.v[i]));
	TRY(late_steps_new(w->db, w->a, late_before(w->policy, today), ALL, &late));
	for (size_t i = 0; i < late.n; i++)
		if (pid_eq(late.v[i].casefile, c->pid))
			TRY(raise_late(w, c, &late.v[i]));
	return OK;
}
