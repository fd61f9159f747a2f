/*
 * Brings the contested scores of the demonstration to where they stand: each
 * step on the day somebody would have taken it, through the same functions as
 * the pages.
 */
#include <stdio.h>

#include "core/base/arena.h"
#include "core/base/civil.h"
#include "core/reference.h"
#include "fcgi/demo/demo.h"
#include "fcgi/letter/score.h"
#include "fcgi/service.h"
#include "gen/q_setup.h"
#include "gen/q_step.h"
#include "sql/store_record.h"

enum cell {
	NUMBER, AGO, STAGE, LEAD, REVIEWER, QUESTION, ASKED, VERDICT, POINTS, CONTESTED,
	REVIEWED, REVIEW_POINTS, CELLS
};
enum { REASON = 2, EVIDENCE = 3, REASON_CELLS = 4 };
enum { FAMILY_SAYS = 1, LEAD_SAYS = 2, DIFFERENCE_CELLS = 3 };

/* How far it goes; each stage does what those before it do. */
enum stage { CHALLENGED, SHARING, SHARED, ANSWERED, WITHDRAWN, REPLIED, CONTESTS, SETTLED,
	STAGES };
static const struct str stage_names[STAGES] = {
	[CHALLENGED] = S_INIT("challenged"), [SHARING] = S_INIT("sharing"),
	[SHARED] = S_INIT("shared"), [ANSWERED] = S_INIT("answered"),
	[WITHDRAWN] = S_INIT("withdrawn"), [REPLIED] = S_INIT("replied"),
	[CONTESTS] = S_INIT("contested"), [SETTLED] = S_INIT("settled"),
};

/* Working days after the challenge on which each thing happens. */
enum { DAY_SHARED = 4, DAY_CONFIRMED = 6, DAY_SAID = 8, DAY_REVIEWED = 11 };

struct story {				/* of one child */
	struct demo *d;
	const struct csv_row *row;	/* a row for each question */
	size_t rows;
	struct pid pid;
	struct actor worker, family, lead, reviewer;
	struct date begun;
	struct casefile c;
	struct actor who;
	struct score_desk desk;
};

static const struct bank_holidays *
holidays(const struct story *s)
{
	static const struct bank_holidays none = { NULL, 0 };

	return s->desk.m.policy != NULL ? &s->desk.m.policy->bank_holidays : &none;
}

/* Takes the case as one of its people, so many working days after it began; in
 * the sending hours of the week. */
static enum err
as(struct story *s, const struct actor *who, unsigned relations, unsigned acted, int day)
{
	struct demo *d = s->d;
	struct date on = working_days_add(holidays(s), s->begun, day);
	struct stamp now = stamp_of_london(on, 10, 0);
	const struct policy *clocks;
	int64_t id;

	TRY(service_policy_on(&d->app, d->ad->db, d->ad->a, on, &id, &clocks));
	now = sending_time(&clocks->sending, &clocks->bank_holidays, now);
	s->who = *who;
	TRY(casefile_take(d->ad->db, d->ad->a, s->pid, who->id, who->team, now, now, &s->c));
	s->desk = (struct score_desk){
		.db = d->ad->db, .a = d->ad->a, .config = &d->ad->config, .c = &s->c,
		.m = {
			.who = *who, .relations = relations, .acted = acted, .now = now,
			.today = stamp_london_date(now), .received = stamp_london_date(now),
			.policy = clocks,
		},
	};
	TRY(store_score_read(d->ad->db, d->ad->a, &s->c, s->desk.m.today, STAMP_ALL,
	    &s->desk.s));
	TRY(service_policy(&d->app, d->ad->db, d->ad->a, s->desk.s.d.standing.policy,
	    &s->desk.policy));
	s->desk.tool = policy_tool(s->desk.policy,
	    (enum tool_kind)s->desk.s.d.standing.tool);
	return OK;
}

static enum err
record(struct story *s, enum action action, struct pid thing, struct str words)
{
	struct audit_row row = {
		.at = s->desk.m.now, .actor = s->who.id, .role = (int)s->who.role,
		.action = (int)action, .audience = AUDIENCE_FAMILY, .thing = thing,
		.detail = words, .request = S("demonstration"),
	};

	return store_record(s->d->ad->db, s->d->ad->a, &s->d->audit, &s->c, &row);
}

static int
number(const struct csv_row *row, size_t cell)
{
	int64_t n;

	return str_int(row->cell[cell], REFERENCE_MAX, &n) ? (int)n : 0;
}

/* ---- the steps ---- */

static enum err
challenge(struct story *s)
{
	struct challenged v[QUESTIONS];

	TRY(as(s, &s->family, REL_OWN, ACTED_NOTHING, 0));
	for (size_t i = 0; i < s->rows; i++) {
		int q = number(&s->row[i], QUESTION);
		v[i] = (struct challenged){
			q, { (int16_t)number(&s->row[i], ASKED) },
			demo_words(&s->d->differences, q, 0, FAMILY_SAYS),
			S("A letter from school, and our diary of two weeks."),
		};
	}
	TRY(store_challenge(s->desk.db, &s->desk.m, &s->c, &s->desk.s,
	    &(struct challenged_list){ v, s->rows }));
	return record(s, CHALLENGE, PID_NONE, S("The worker looks at it again."));
}

static enum err
decision_of(const struct story *s, const struct csv_row *row, size_t verdict, size_t points,
    struct decision *v)
{
	static const struct str words[] = {
		[VERDICT_NONE] = S_INIT(""), [VERDICT_ACCEPT] = S_INIT("accept"),
		[VERDICT_PART] = S_INIT("part"), [VERDICT_KEEP] = S_INIT("keep"),
	};
	int q = number(row, QUESTION);
	struct points to = { (int16_t)number(row, points) };
	int level = ras_level(tool_question(s->desk.tool, q), to)->number;

	*v = (struct decision){
		.question = q, .points = to,
		.reason = demo_words(&s->d->reasons, q, level, REASON),
		.relied = demo_words(&s->d->reasons, q, level, EVIDENCE),
	};
	for (enum item_verdict k = VERDICT_ACCEPT; k <= VERDICT_KEEP; k++)
		if (str_eq(row->cell[verdict], words[k]))
			v->verdict = k;
	if (v->verdict == VERDICT_KEEP)
		v->reason = demo_words(&s->d->differences, q, 0, LEAD_SAYS);
	return v->verdict == VERDICT_NONE ? E_FORM : OK;
}

static enum err
share(struct story *s, enum stage stage)
{
	struct decision v[QUESTIONS];
	struct decisions list = { v, stage == SHARING ? 1 : s->rows };

	TRY(as(s, &s->worker, REL_ASSIGNED, ACTED_SCORED, DAY_SHARED));
	for (size_t i = 0; i < list.n; i++)
		TRY(decision_of(s, &s->row[i], VERDICT, POINTS, &v[i]));
	TRY(store_answers_share(s->desk.db, &s->desk.m, s->desk.tool, &s->c, &s->desk.s,
	    &list));
	return record(s, SHARE_ANSWER, PID_NONE, S("It can be read now."));
}

static enum err
confirm(struct story *s)
{
	struct letter_made made;

	TRY(as(s, &s->lead, REL_TEAM, ACTED_APPROVED, DAY_CONFIRMED));
	TRY(score_confirm(&s->desk, &made));
	return record(s, CONFIRM_TOTAL, made.pid, S("The letter with the answers is there."));
}

static enum err
withdraw(struct story *s)
{
	struct letter_made made;

	TRY(as(s, &s->family, REL_OWN, ACTED_CHALLENGED, DAY_SAID));
	TRY(score_withdraw(&s->desk, 0, &made));
	return record(s, WITHDRAW, made.pid, S("All questions that were open."));
}

/* yes: contested; no: accepted; empty: rests. */
static enum err
reply(struct story *s)
{
	for (size_t i = 0; i < s->rows; i++) {
		struct str said = s->row[i].cell[CONTESTED];
		int q = number(&s->row[i], QUESTION);
		if (said.n == 0)
			continue;
		TRY(as(s, &s->family, REL_OWN, ACTED_CHALLENGED, DAY_SAID));
		if (str_eq(said, S("no")))
			TRY(store_accept(s->desk.db, &s->desk.m, &s->c, &s->desk.s, q));
		else
			TRY(store_contest(s->desk.db, &s->desk.m, &s->c, &s->desk.s,
			    &(struct contested){ q, S("The reason does not speak of the bad "
			    "days. There are two in most weeks."), S(""), POINTS_NONE }));
		TRY(record(s, CONTEST, PID_NONE, str_eq(said, S("no")) ?
		    S("An answer is accepted.") : S("An answer is contested.")));
	}
	return OK;
}

static enum err
review(struct story *s)
{
	struct decision v[QUESTIONS];
	struct decisions list = { v, 0 };
	struct letter_made made;

	TRY(as(s, &s->reviewer, REL_TEAM, ACTED_NOTHING, DAY_REVIEWED));
	for (size_t i = 0; i < s->rows; i++)
		if (s->row[i].cell[REVIEWED].n > 0)
			TRY(decision_of(s, &s->row[i], REVIEWED, REVIEW_POINTS, &v[list.n++]));
	TRY(score_review(&s->desk, &list, &made));
	return record(s, REVIEW, made.pid, S("The score is settled, and the letter is there."));
}

static enum err
play(struct story *s, enum stage stage)
{
	TRY(challenge(s));
	if (stage >= SHARING)
		TRY(share(s, stage));
	if (stage >= ANSWERED)
		TRY(confirm(s));
	if (stage == WITHDRAWN)
		return withdraw(s);
	if (stage >= REPLIED)
		TRY(reply(s));
	return stage == SETTLED ? review(s) : OK;
}

/* ---- who, and where from ---- */

static enum err
people(struct story *s)
{
	struct demo *d = s->d;
	struct relatives family;
	struct casefile file;
	struct standing standing;

	TRY(casefile_take(d->ad->db, d->ad->a, s->pid, ID_NONE, ID_NONE,
	    (struct stamp){ 0 }, (struct stamp){ 0 }, &file));
	TRY(standing_of(d->ad->db, d->ad->a, file.id, &standing));
	TRY(family_of(d->ad->db, d->ad->a, file.id, &family));
	if (family.n == 0)
		return E_FORM;
	s->worker = (struct actor){ standing.worker, file.team, WORKER, standing.worker_name,
	    standing.worker_title };
	s->family = (struct actor){ family.v[0].id, ID_NONE, FAMILY, family.v[0].name, STR_NONE };
	TRY(demo_actor(d->ad, s->row->cell[LEAD], &s->lead));
	return demo_actor(d->ad, s->row->cell[REVIEWER], &s->reviewer);
}

static enum err
tell(struct demo *d, const struct csv_row *row, size_t rows)
{
	struct story s = { .d = d, .row = row, .rows = rows };
	struct demo_case c;
	const struct policy *p;
	int64_t id;
	int stage = 0;

	while (stage < STAGES && !str_eq(stage_names[stage], row->cell[STAGE]))
		stage++;
	if (stage == STAGES || rows > QUESTIONS)
		return E_FORM;
	TRY(demo_case_by_ref(d->ad->db, d->ad->a,
	    reference_of(d->ad->a, number(row, NUMBER)), &c));
	s.pid = c.pid;
	TRY(people(&s));
	TRY(service_policy_on(&d->app, d->ad->db, d->ad->a, d->today, &id, &p));
	s.begun = working_days_add(&p->bank_holidays, d->today, -number(row, AGO));
	return play(&s, (enum stage)stage);
}

enum err
demo_scores(struct admin *ad, const char *dir, struct stamp now)
{
	struct demo d = { .ad = ad, .app = { .a = ad->a }, .today = stamp_london_date(now) };
	struct demo_table t;
	size_t n;

	TRY(demo_table(ad, dir, "challenges.csv", CELLS, &t));
	TRY(demo_table(ad, dir, "reasons.csv", REASON_CELLS, &d.reasons));
	TRY(demo_table(ad, dir, "differences.csv", DIFFERENCE_CELLS, &d.differences));
	TRY(key_read(ad->a, &ad->config, "audit.key", &d.audit));
	for (size_t i = 1; i < t.rows.n; i += n) {
		const struct csv_row *row = &t.rows.v[i];
		for (n = 1; i + n < t.rows.n; n++)
			if (!str_eq(row[n].cell[NUMBER], row->cell[NUMBER]))
				break;
		enum err e = tell(&d, row, n);
		if (e == OK)
			continue;
		fprintf(stderr, "challenges.csv:%d: %.*s\n", row->line,
		    STR_ARG(err_words(e)->name));
		return e;
	}
	return OK;
}
