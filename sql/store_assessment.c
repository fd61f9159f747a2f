#include "sql/store_assessment.h"

#include "core/base/arena.h"
#include "core/base/civil.h"
#include "core/base/str.h"
#include "core/crypt.h"
#include "core/dispute.h"
#include "gen/q_dispute.h"
#include "gen/q_entry.h"
#include "sql/store_letter.h"
#include "sql/store_step.h"

enum err
store_ras_open(struct db *db, struct arena *a, const struct ras_doing *d,
    int64_t policy, int64_t *id)
{
	int age = date_years(d->c->born, d->by.today);
	const struct tool *tool =
	    policy_tool_for(d->by.policy, age, (enum school)d->c->school_stage);
	struct open_steps steps;
	int64_t changed;

	if (is_set(d->c->questionnaire) || tool == NULL)
		return E_CONFLICT;
	TRY(ras_add(db, pid_new(), d->c->id, policy, tool->kind, RAS_DRAFT,
	    d->by.who.id, d->by.now, id));
	TRY(casefile_questionnaire(db, d->c->id, *id, &changed));
	TRY(only_one(changed));
	d->c->questionnaire = *id;
	d->c->ras_state = RAS_DRAFT;
	d->c->ras_policy = policy;
	d->c->ras_tool = tool->kind;
	d->c->scoring = true;
	TRY(open_steps(db, a, d->c->id, &steps));
	for (size_t i = 0; i < steps.n; i++)
		if (steps.v[i].step == STEP_FILL_IN)
			return OK;
	return store_step_open_until(db, d->by.now, d->c, STEP_FILL_IN, DATE_NONE,
	    (struct holder){ d->by.who.id });
}

bool
store_ras_given_ok(const struct tool *tool, const struct ras_given *given)
{
	const struct question *q = tool_question(tool, given->answer.question);

	if (q == NULL)
		return false;
	if (!tool->scored)
		return !is_set(given->answer.points) && !given->answer.not_applicable;
	return is_set(given->answer.points) && ras_answer_ok(q, &given->answer);
}

bool
store_ras_editable(const struct casefile *c)
{
	return c->ras_state == RAS_DRAFT || c->ras_state == RAS_RETURNED;
}

/* Is there one whose answers may be changed? */
static enum err
editable(const struct ras_doing *d)
{
	if (!is_set(d->c->questionnaire))
		return E_NOT_FOUND;
	return store_ras_editable(d->c) ? OK : E_CONFLICT;
}

enum err
store_ras_answer(struct db *db, const struct ras_doing *d, const struct ras_given *given)
{
	const struct tool *tool;
	int64_t id;

	TRY(editable(d));
	tool = policy_tool(d->by.policy, d->c->ras_tool);
	if (!store_ras_given_ok(tool, given))
		return E_CONFLICT;
	return answer_save(db, d->c->questionnaire, given->answer.question,
	    given->answer.points, given->answer.not_applicable, given->two_carers,
	    given->reason, given->evidence, d->by.now, &id);
}

enum err
store_ras_child(struct db *db, const struct ras_doing *d, struct str words)
{
	int64_t changed;

	TRY(editable(d));
	TRY(child_said_set(db, d->c->questionnaire, words, &changed));
	return only_one(changed);
}

enum err
store_ras_person(struct db *db, const struct ras_doing *d, struct str name,
    struct str who, struct date day)
{
	int64_t id;

	TRY(editable(d));
	return took_part_add(db, pid_new(), d->c->questionnaire, name, who, day, &id);
}

enum err
store_ras_person_drop(struct db *db, const struct ras_doing *d, struct pid pid)
{
	int64_t changed;

	TRY(editable(d));
	TRY(took_part_drop(db, d->c->questionnaire, pid, &changed));
	return changed == 1 ? OK : E_NOT_FOUND;
}

enum err
store_ras_share_one(struct db *db, const struct ras_doing *d, int question)
{
	int64_t changed;

	TRY(editable(d));
	TRY(answer_share(db, d->c->questionnaire, question, d->by.now, &changed));
	return only_one(changed);
}

enum err
store_ras_view(struct db *db, const struct ras_doing *d, int question,
    enum ras_view view, struct str words)
{
	int64_t changed;

	if (!is_set(d->c->questionnaire))
		return E_NOT_FOUND;
	if (d->by.entry != ID_NONE)
		return entry_view_keep(db, d->by.entry, question, (int)view, words, &changed);
	TRY(answer_view(db, d->c->questionnaire, question, view, words, d->by.who.id,
	    d->by.now, &changed));
	return changed == 1 ? OK : E_NOT_FOUND;
}

enum err
store_ras_reply(struct db *db, const struct ras_doing *d, int question, struct str reply)
{
	int64_t changed;

	if (!is_set(d->c->questionnaire))
		return E_NOT_FOUND;
	if (d->c->ras_state != RAS_VIEWED)
		return E_CONFLICT;
	TRY(answer_reply(db, d->c->questionnaire, question, reply, d->by.who.id, d->by.now,
	    &changed));
	return only_one(changed);
}

struct ras_facts
store_ras_facts(const struct policy *p, const struct ras *r, struct date today)
{
	const struct tool *tool = policy_tool(p, r->tool);
	struct ras_facts f = {
		.state = r->state,
		.unanswered = (int)tool->questions.n - r->answered,
		.unreasoned = r->unreasoned,
		.taking_part_noted = r->people > 0,
		.child_noted = r->child_said.n > 0,
		.differences_unanswered = r->unreplied,
		.share_due = r->view_due,
		.today = today,
	};
	struct ras_result over;

	if (r->state == RAS_SHARED && assessment_move(&f, RAS_TIME_OVER, ROLE_NONE,
	    REL_NONE, ACTED_NOTHING, &over) == OK)
		f.state = over.to;
	return f;
}

/* ---- what a move writes ---- */

static enum err
share(struct db *db, const struct ras_doing *d, struct ras_moved *m)
{
	struct clock_from from = { .available = d->by.today };
	int64_t changed;

	m->due = step_due(d->by.policy, STEP_SEE_ANSWERS, from);
	TRY(ras_shared(db, m->ras.id, m->ras.state, m->result.to, d->by.now, m->due, &changed));
	TRY(only_one(changed));
	return answers_share(db, m->ras.id, d->by.now, &changed);
}

/* What staff typed is said; what the family wrote and has not sent stays. */
static enum err
say_entered(struct db *db, struct arena *a, const struct ras_doing *d, int64_t ras)
{
	struct entry_views all;
	int64_t n;

	TRY(entry_views(db, a, d->by.entry, &all));
	if (all.n == 0)
		return E_CONFLICT;
	for (size_t i = 0; i < all.n; i++) {
		const struct entry_view *v = &all.v[i];
		TRY(entry_view_follow(db, ras, v->question, v->view, v->words,
		    d->by.who.id, d->by.now, &n));
		TRY(entry_view_say(db, ras, v->question, v->view, v->words,
		    d->by.who.id, d->by.now, &n));
	}
	return OK;
}

static enum err
say(struct db *db, struct arena *a, const struct ras_doing *d, struct ras_moved *m)
{
	int64_t changed;

	TRY(ras_said(db, m->ras.id, m->ras.state, m->result.to, d->by.now, &changed));
	TRY(only_one(changed));
	if (d->by.entry != ID_NONE)
		return say_entered(db, a, d, m->ras.id);
	return answers_say(db, m->ras.id, d->by.who.id, d->by.now, &changed);
}

/* Adds up what was answered, under the policy the questionnaire has. */
static enum err
add_up(struct db *db, struct arena *a, const struct ras_doing *d, struct ras_moved *m)
{
	const struct tool *tool = policy_tool(d->by.policy, m->ras.tool);
	struct answers all;

	m->total = POINTS_NONE;
	m->yearly = MONEY_NONE;
	if (!tool->scored)
		return OK;
	TRY(answers_of(db, a, m->ras.id, true, &all));
	struct ras_answer *given = ARENA_ARRAY(a, all.n + 1, struct ras_answer);
	for (size_t i = 0; i < all.n; i++)
		given[i] = (struct ras_answer){
			all.v[i].question, all.v[i].points, all.v[i].not_applicable,
		};
	struct ras_score score = ras_score(d->by.policy,
	    ras_total(&(struct ras_answers){ given, all.n }));
	if (score.step == NULL)
		return E_INTERNAL;	/* the linter allows no gap */
	m->total = score.total;
	m->yearly = score.step->yearly;
	return OK;
}

#define ABOUT_CHALLENGE (STEP_BIT(STEP_RECONSIDER) | STEP_BIT(STEP_CONFIRM_TOTAL) | \
	STEP_BIT(STEP_CONTEST) | STEP_BIT(STEP_REVIEW) | STEP_BIT(STEP_NAME_REVIEWER))

/* What an approval comes to, before anything of it is written. */
static enum err
foresee(struct db *db, struct arena *a, const struct ras_doing *d, struct ras_moved *m)
{
	struct open_steps steps;

	TRY(add_up(db, a, d, m));
	m->told = store_sending(d->by.policy, d->c, d->by.now);
	if (is_set(m->total))
		m->challenge_due = step_due(d->by.policy, STEP_CHALLENGE,
		    clock_from_letter(store_sending_at_best(d->by.policy, d->by.now),
		    d->c->by_post));
	m->replaces = is_set(d->c->assessment);
	if (!m->replaces)
		return OK;
	TRY(open_steps(db, a, d->c->id, &steps));
	for (size_t i = 0; i < steps.n; i++)
		if ((ABOUT_CHALLENGE & STEP_BIT(steps.v[i].step)) != 0)
			m->ends_challenge = true;
	return OK;
}

/*
 * What is open about the former score closes with it: the new one is offered
 * instead, and each answer of it can be challenged.
 */
static enum err
close_challenge(struct db *db, struct arena *a, const struct ras_doing *d)
{
	static const uint64_t about_score = ABOUT_CHALLENGE | STEP_BIT(STEP_CHALLENGE);
	struct open_steps steps;

	TRY(open_steps(db, a, d->c->id, &steps));
	for (size_t i = 0; i < steps.n; i++)
		if ((about_score & STEP_BIT(steps.v[i].step)) != 0)
			TRY(store_step_close(db, d->c, steps.v[i].step));
	return OK;
}

/* The former assessment gives way to this one. */
static enum err
supersede(struct db *db, struct arena *a, const struct ras_doing *d)
{
	struct ras former;
	struct ras_result gives_way;
	int64_t changed;

	if (!is_set(d->c->assessment))
		return OK;
	TRY(close_challenge(db, a, d));
	TRY(ras_by_id(db, a, d->c->assessment, &former));
	struct ras_facts f = { .state = former.state, .today = d->by.today };
	TRY(assessment_move(&f, RAS_REPLACE, ROLE_NONE, REL_NONE, ACTED_NOTHING,
	    &gives_way));
	TRY(ras_moved(db, former.id, former.state, gives_way.to, &changed));
	return only_one(changed);
}

/*
 * What the family can do with the score: challenge it and plan, in any order.
 * Where there are no points there is nothing to challenge.
 */
static enum err
open_to_family(struct db *db, struct arena *a, const struct ras_doing *d,
    const struct ras_moved *m)
{
	struct clock_from from = clock_from_letter(m->told, d->c->by_post);
	struct holder usual = { ID_NONE };
	struct planning before;
	int64_t id;

	if (is_set(m->total))
		TRY(store_step_open(db, d->by.policy, d->by.now, d->c, STEP_CHALLENGE,
		    from, usual));
	enum err e = planning_of(db, a, d->c->id, &before);
	if (e != E_NOT_FOUND)
		return e;
	TRY(planning_add(db, d->c->id, PLAN_OPEN, d->by.now, &id));
	return store_step_open(db, d->by.policy, d->by.now, d->c, STEP_PLAN, from, usual);
}

static enum err
approve(struct db *db, struct arena *a, const struct ras_doing *d, struct ras_moved *m)
{
	int64_t changed, id;

	TRY(foresee(db, a, d, m));
	TRY(ras_approved(db, m->ras.id, m->ras.state, m->result.to, d->by.now, d->by.who.id,
	    m->told, m->total, m->yearly, &changed));
	TRY(only_one(changed));
	if (is_set(m->total))
		TRY(score_add(db, m->ras.id, 1, SCORED_APPROVED, m->total, m->yearly,
		    d->by.now, m->told, d->by.who.id, &id));
	TRY(supersede(db, a, d));
	TRY(casefile_scored(db, d->c->id, m->ras.id, &changed));
	TRY(only_one(changed));
	return open_to_family(db, a, d, m);
}

static enum err
write_down(struct db *db, struct arena *a, const struct ras_doing *d, enum ras_event event,
    struct str words, struct ras_moved *m)
{
	int64_t changed;

	switch (event) {
	case RAS_SHARE:
		return share(db, d, m);
	case RAS_SAY:
		return say(db, a, d, m);
	case RAS_RETURN:
		TRY(ras_returned(db, m->ras.id, m->ras.state, m->result.to, words,
		    &changed));
		return only_one(changed);
	case RAS_APPROVE:
		return approve(db, a, d, m);
	case RAS_TIME_OVER:
		TRY(ras_moved(db, m->ras.id, m->ras.state, m->result.to, &changed));
		return only_one(changed);
	case RAS_REPLACE:
	case RAS_EVENT_NONE:
	case RAS_EVENT_COUNT:
		break;
	}
	return E_INTERNAL;
}

/* When its days are over the family can still say how it sees the answers. */
static enum err
steps(struct db *db, const struct ras_doing *d, enum ras_event event,
    const struct ras_moved *m)
{
	enum step before = ras_state_step(m->ras.state), after = m->result.opens;
	struct holder holder = { ID_NONE };

	if (event != RAS_TIME_OVER)
		TRY(store_step_close(db, d->c, STEP_SEE_ANSWERS));
	if (before == after)
		return OK;
	if (before != STEP_SEE_ANSWERS)
		TRY(store_step_close(db, d->c, before));
	if (after == STEP_NONE)
		return OK;
	if (after == STEP_FILL_IN)
		holder.person = m->ras.worker;
	return store_step_open(db, d->by.policy, d->by.now, d->c, after,
	    (struct clock_from){ .available = d->by.today }, holder);
}

/* The questionnaire as it is, and where the rules say the event leads. */
static enum err
move_leads(struct db *db, struct arena *a, const struct ras_doing *d, enum ras_event event,
    struct ras_moved *m)
{
	unsigned acted = d->c->scoring ? ACTED_SCORED : ACTED_NOTHING;

	*m = (struct ras_moved){
		.due = DATE_NONE, .told = STAMP_NONE, .total = POINTS_NONE,
		.yearly = MONEY_NONE, .challenge_due = DATE_NONE,
	};
	if (!is_set(d->c->questionnaire))
		return E_NOT_FOUND;
	TRY(ras_by_id(db, a, d->c->questionnaire, &m->ras));
	struct ras_facts f = store_ras_facts(d->by.policy, &m->ras, d->by.today);
	if (event == RAS_TIME_OVER)
		f.state = m->ras.state;
	return assessment_move(&f, event, d->by.who.role, d->by.relations, acted, &m->result);
}

enum err
store_ras_approval(struct db *db, struct arena *a, const struct ras_doing *d,
    struct ras_moved *m)
{
	TRY(move_leads(db, a, d, RAS_APPROVE, m));
	return foresee(db, a, d, m);
}

enum err
store_ras_move(struct db *db, struct arena *a, const struct ras_doing *d,
    enum ras_event event, struct str words, struct ras_moved *m)
{
	TRY(move_leads(db, a, d, event, m));
	TRY(write_down(db, a, d, event, words, m));
	TRY(steps(db, d, event, m));
	if (event != RAS_APPROVE)
		d->c->ras_state = m->result.to;
	return OK;
}
