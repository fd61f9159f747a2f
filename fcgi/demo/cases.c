/*
 * Brings the questionnaires of the demonstration to where they stand: each as
 * its worker, family and practice lead would have done it, on the day they would
 * have done it, through the same functions as the pages.
 */
#include <stdio.h>

#include "core/base/arena.h"
#include "core/base/civil.h"
#include "core/crypt.h"
#include "core/reference.h"
#include "core/titled.h"
#include "fcgi/demo/demo.h"
#include "fcgi/scoring.h"
#include "fcgi/service.h"
#include "gen/q_setup.h"
#include "gen/q_step.h"
#include "sql/store_record.h"

enum cell { NUMBER, AGO, STAGE, LEAD, FIRST, DIFFERENTLY = FIRST + QUESTIONS, CELLS };
enum reason_cell { QUESTION, LEVEL, REASON, EVIDENCE, REASON_CELLS };
enum difference_cell { ABOUT, FAMILY_SAYS, LEAD_SAYS, DIFFERENCE_CELLS };

/* How far it goes; each stage does what those before it do. */
enum stage { HALF, ANSWERED, SHARED, UNSEEN, VIEWED, RETURNED, APPROVED, STAGES };
static const struct str stage_names[STAGES] = {
	[HALF] = S_INIT("half"), [ANSWERED] = S_INIT("answered"),
	[SHARED] = S_INIT("shared"), [UNSEEN] = S_INIT("unseen"),
	[VIEWED] = S_INIT("viewed"), [RETURNED] = S_INIT("returned"),
	[APPROVED] = S_INIT("approved"),
};

/* Working days after the first on which each thing happens. */
enum { DAY_SHARED = 3, DAY_SEEN = 6, DAY_OVER = 9, DAY_DECIDED = 8 };

struct story {				/* of one child */
	struct demo *d;
	struct pid pid;
	const struct csv_row *row;
	struct actor worker, family, lead;
	struct date begun;
	struct casefile c;
	struct actor who;
	struct ras_doing doing;
	int64_t policy;
};

/* Takes the case as one of its people, so many working days after it began. */
static enum err
as(struct story *s, const struct actor *who, unsigned relations, int day, int hour)
{
	struct demo *d = s->d;
	struct bank_holidays none = { NULL, 0 };
	struct date on = working_days_add(s->doing.by.policy != NULL ?
	    &s->doing.by.policy->bank_holidays : &none, s->begun, day);
	struct stamp now = stamp_of_london(on, hour, 0);

	s->who = *who;
	TRY(casefile_take(d->ad->db, d->ad->a, s->pid, who->id, who->team, now, now, &s->c));
	s->doing = (struct ras_doing){
		.c = &s->c,
		.by = {
			.who = *who, .relations = relations, .now = now, .today = on,
			.policy = s->doing.by.policy,
		},
	};
	return OK;
}

static enum err
record(struct story *s, enum action action, enum audience audience, struct pid thing,
    struct str words)
{
	struct audit_row row = {
		.at = s->doing.by.now, .actor = s->who.id, .role = (int)s->who.role,
		.action = (int)action, .audience = audience, .thing = thing,
		.detail = words, .request = S("demonstration"),
	};

	return store_record(s->d->ad->db, s->d->ad->a, &s->d->audit, &s->c, &row);
}

static enum err
move(struct story *s, enum ras_event event, struct str because)
{
	struct ras_moved m;

	return store_ras_move(s->d->ad->db, s->d->ad->a, &s->doing, event, because, &m);
}

struct str
demo_words(const struct demo_table *t, int first, int second, size_t cell)
{
	for (size_t i = 1; i < t->rows.n; i++) {
		const struct csv_row *row = &t->rows.v[i];
		int64_t a, b = 0;
		bool ours = str_int(row->cell[0], QUESTIONS, &a) && a == first &&
		    (second == 0 || (str_int(row->cell[1], 9, &b) && b == second));
		if (ours)
			return row->cell[cell];
	}
	return S("See the notes of the visit.");
}

static enum err
answer(struct story *s, const struct question *q, struct str cell)
{
	struct ras_given g = { .answer = { .question = q->number, .points = POINTS_NONE } };
	int64_t points = 0;
	int level = 2;

	if (str_eq(cell, S("none"))) {
		g.answer.not_applicable = true;
		g.answer.points.n = 0;
		level = 1;
	} else if (!str_eq(cell, S("x"))) {
		if (!str_int(cell, question_highest(q).n, &points))
			return E_FORM;
		g.answer.points.n = (int16_t)points;
		level = ras_level(q, g.answer.points)->number;
	}
	g.two_carers = q->number == 3 && points == question_highest(q).n;
	g.reason = demo_words(&s->d->reasons, q->number, level, REASON);
	g.evidence = demo_words(&s->d->reasons, q->number, level, EVIDENCE);
	return store_ras_answer(s->d->ad->db, &s->doing, &g);
}

static enum err
fill_in(struct story *s, enum stage stage)
{
	struct admin *ad = s->d->ad;
	const struct tool *tool = policy_tool(s->doing.by.policy, s->c.ras_tool);
	int shared = stage == HALF ? 1 : 3;

	for (int n = 1; n <= QUESTIONS; n++) {
		struct str cell = s->row->cell[FIRST + n - 1];
		if (cell.n > 0)
			TRY(answer(s, tool_question(tool, n), cell));
	}
	TRY(record(s, ANSWER_RAS, AUDIENCE_STAFF, PID_NONE, S("The answers so far")));
	for (int n = 1; n <= shared; n++)
		TRY(store_ras_share_one(ad->db, &s->doing, n));
	TRY(record(s, SHARE_RAS, AUDIENCE_FAMILY, PID_NONE, S("The first of them.")));
	if (stage == HALF)
		return OK;
	TRY(store_ras_person(ad->db, &s->doing, s->family.name, S("parent"), s->doing.by.today));
	TRY(store_ras_person(ad->db, &s->doing, s->worker.name, S("worker"), s->doing.by.today));
	TRY(store_ras_child(ad->db, &s->doing,
	    S("Showed the garden and the swing. Said: I want to go swimming on Saturdays.")));
	return record(s, ANSWER_RAS, AUDIENCE_STAFF, PID_NONE,
	    S("What the child said was written down."));
}

static enum err
share(struct story *s)
{
	TRY(as(s, &s->worker, REL_ASSIGNED, DAY_SHARED, 11));
	TRY(move(s, RAS_SHARE, STR_NONE));
	return record(s, SHARE_RAS, AUDIENCE_FAMILY, PID_NONE, S("All of them."));
}

static bool
differs(const struct story *s, int question)
{
	struct str list = s->row->cell[DIFFERENTLY];
	int64_t n;

	while (is_set(list))
		if (str_int(str_cut(&list, ' '), QUESTIONS, &n) && n == question)
			return true;
	return false;
}

/* The family looks at each answer; send: and sends its view. */
static enum err
see(struct story *s, bool send, int day)
{
	TRY(as(s, &s->family, REL_OWN, day, 20));
	for (int n = 1; n <= QUESTIONS; n++) {
		if (!send && !differs(s, n))
			continue;
		TRY(store_ras_view(s->d->ad->db, &s->doing, n,
		    differs(s, n) ? RAS_DIFFERENT : RAS_SAME,
		    differs(s, n) ? demo_words(&s->d->differences, n, 0, FAMILY_SAYS) : S("")));
	}
	if (!send)
		return OK;
	TRY(move(s, RAS_SAY, STR_NONE));
	return record(s, FAMILY_VIEW, AUDIENCE_FAMILY, PID_NONE,
	    titled(s->d->ad->a, s->doing.by.policy,
	    S("The {practice_lead} looks at it now.")));
}

/* Decisions go out in the sending hours of the week. */
static enum err
decide_when(struct story *s)
{
	TRY(as(s, &s->lead, REL_TEAM, DAY_DECIDED, 10));
	s->doing.by.now = sending_time(&s->doing.by.policy->sending,
	    &s->doing.by.policy->bank_holidays, s->doing.by.now);
	s->doing.by.today = stamp_london_date(s->doing.by.now);
	return OK;
}

static enum err
give_back(struct story *s)
{
	TRY(decide_when(s));
	TRY(move(s, RAS_RETURN, S("Please look at question 5 again with the family: they "
	    "told us of two times last month.")));
	return record(s, RETURN_RAS, AUDIENCE_FAMILY, PID_NONE,
	    S("The reason stands with the questionnaire."));
}

static enum err
approve(struct story *s)
{
	struct admin *ad = s->d->ad;
	struct letter_made letter;
	struct ras_moved m;

	TRY(decide_when(s));
	for (int n = 1; n <= QUESTIONS; n++) {
		if (!differs(s, n))
			continue;
		TRY(store_ras_reply(ad->db, &s->doing, n,
		    demo_words(&s->d->differences, n, 0, LEAD_SAYS)));
		TRY(record(s, ANSWER_VIEW, AUDIENCE_STAFF, PID_NONE, STR_NONE));
	}
	TRY(scoring_approve(ad->db, ad->a, &ad->config, &s->doing, &m, &letter));
	return record(s, APPROVE_RAS, AUDIENCE_FAMILY, letter.pid,
	    is_set(m.total) ? S("The score letter is there to read.") :
	    S(UNSCORED_APPROVED " The letter about it is there to read."));
}

static enum err
begin(struct story *s, struct str ref)
{
	struct demo *d = s->d;
	int64_t id, n;

	TRY(case_opened(d->ad->db, ref, s->begun, &n));
	TRY(service_policy_on(&d->app, d->ad->db, d->ad->a, s->begun, &s->policy,
	    &s->doing.by.policy));
	TRY(as(s, &s->worker, REL_ASSIGNED, 0, 10));
	TRY(store_ras_open(d->ad->db, d->ad->a, &s->doing, s->policy, &id));
	return record(s, ANSWER_RAS, AUDIENCE_FAMILY, PID_NONE,
	    S("The questionnaire was begun."));
}

static enum err
time_over(struct story *s)
{
	static const struct actor clock = { .role = ROLE_NONE };

	TRY(as(s, &clock, REL_NONE, DAY_OVER, 6));
	return move(s, RAS_TIME_OVER, STR_NONE);
}

static enum err
play(struct story *s, enum stage stage)
{
	TRY(fill_in(s, stage));
	if (stage >= SHARED)
		TRY(share(s));
	if (stage == SHARED)
		return see(s, false, DAY_SHARED);
	if (stage == UNSEEN)
		return time_over(s);
	if (stage >= VIEWED)
		TRY(see(s, true, DAY_SEEN));
	if (stage == RETURNED)
		return give_back(s);
	return stage == APPROVED ? approve(s) : OK;
}

static enum err
people(struct story *s, const struct demo_case *c)
{
	struct demo *d = s->d;
	struct casefile file;
	struct relatives family;

	s->pid = c->pid;
	TRY(casefile_take(d->ad->db, d->ad->a, c->pid, ID_NONE, ID_NONE,
	    (struct stamp){ 0 }, (struct stamp){ 0 }, &file));
	TRY(family_of(d->ad->db, d->ad->a, file.id, &family));
	if (family.n == 0)
		return E_FORM;
	s->worker = (struct actor){ file.worker, file.team, WORKER, file.worker_name,
	    file.worker_title };
	s->family = (struct actor){ family.v[0].id, ID_NONE, FAMILY, family.v[0].name, STR_NONE };
	return demo_actor(d->ad, s->row->cell[LEAD], &s->lead);
}

static enum err
tell(struct demo *d, const struct csv_row *row)
{
	struct story s = { .d = d, .row = row };
	struct bank_holidays none = { NULL, 0 };
	struct demo_case c;
	int64_t number, ago;
	int stage = 0;

	while (stage < STAGES && !str_eq(stage_names[stage], row->cell[STAGE]))
		stage++;
	if (stage == STAGES || !str_int(row->cell[NUMBER], REFERENCE_MAX, &number) ||
	    !str_int(row->cell[AGO], 999, &ago))
		return E_FORM;
	struct str ref = reference_of(d->ad->a, (int)number);
	TRY(demo_case_by_ref(d->ad->db, d->ad->a, ref, &c));
	TRY(people(&s, &c));
	s.begun = working_days_add(&none, d->today, -(int)ago);
	TRY(begin(&s, ref));
	return play(&s, (enum stage)stage);
}

enum err
demo_questionnaires(struct admin *ad, const char *dir, struct stamp now)
{
	struct demo d = { .ad = ad, .app = { .a = ad->a }, .today = stamp_london_date(now) };
	struct demo_table rows;

	TRY(demo_table(ad, dir, "questionnaires.csv", CELLS, &rows));
	TRY(demo_table(ad, dir, "reasons.csv", REASON_CELLS, &d.reasons));
	TRY(demo_table(ad, dir, "differences.csv", DIFFERENCE_CELLS, &d.differences));
	TRY(key_read(ad->a, &ad->config, "audit.key", &d.audit));
	for (size_t i = 1; i < rows.rows.n; i++) {
		enum err e = tell(&d, &rows.rows.v[i]);
		if (e == OK)
			continue;
		fprintf(stderr, "questionnaires.csv:%d: %.*s\n", rows.rows.v[i].line,
		    STR_ARG(err_words(e)->name));
		return e;
	}
	return OK;
}
