#include "core/dispute.h"

#include "core/base/out.h"
#include "core/base/str.h"
#include "core/dispute_moves.h"
#include "core/titled.h"

struct state_rule {
	enum step step;
	struct str words;
};

static const struct state_rule item_states[ITEM_STATE_COUNT] = {
#define ITEM_STATE(name, value, step, words) [name] = { step, S_INIT(words) },
#include "core/dispute.def"
#undef ITEM_STATE
};

static const struct state_rule plan_states[PLAN_STATE_COUNT] = {
#define PLAN_STATE(name, value, step, words) [name] = { step, S_INIT(words) },
#include "core/dispute.def"
#undef PLAN_STATE
};

static const struct {
	enum action action;
	bool whole;
	struct str words;
} events[EVENT_COUNT] = {
#define EVENT(name, value, action, whole, words) \
	[name] = { action, whole, S_INIT(words) },
#include "core/dispute.def"
#undef EVENT
};

struct str
item_state_words(enum item_state state)
{
	return item_states[state].words;
}

struct str
plan_state_words(enum plan_state state)
{
	return plan_states[state].words;
}

struct str
event_words(enum event event)
{
	return events[event].words;
}

enum action
event_action(enum event event)
{
	return events[event].action;
}

enum weighed_for
tier_weighs(enum tier tier)
{
	switch (tier) {
	case TIER_WORKER:
		return WEIGHED_ANSWER;
	case TIER_REVIEWER:
		return WEIGHED_REVIEW;
	case TIER_NONE:
	case TIER_FAMILY:
		break;
	}
	return WEIGHED_NOTHING;
}

struct str
verdict_words(enum item_verdict verdict)
{
	switch (verdict) {
#define VERDICT_CASE(name, value, word, words) case name: return S(words);
	VERDICT_LIST(VERDICT_CASE)
#undef VERDICT_CASE
	case VERDICT_NONE:
		break;
	}
	return STR_NONE;
}

/* ---- moving ---- */

/* The states a row is about that hold something now. */
static bool
is_about_plan(const struct move_row *row)
{
	return row->scope == THE_PLAN || row->scope == PLAN_TOO;
}

static uint64_t
standing(const struct move_row *row, const struct dispute_facts *f)
{
	uint64_t set = 0;

	if (is_about_plan(row))
		return STEP_BIT(f->plan) & row->from;
	for (int s = 0; s < ITEM_STATE_COUNT; s++)
		if (f->items[s] > 0 && (row->scope == ALL_ITEMS || (int)f->item == s))
			set |= STEP_BIT(s);
	return set & row->from;
}

static void
move_items(struct move_result *r, const struct move_row *row)
{
	for (int from = 0; from < ITEM_STATE_COUNT; from++) {
		if ((standing(row, &r->after) & STEP_BIT(from)) == 0)
			continue;
		int n = row->scope == ALL_ITEMS ? r->after.items[from] : 1;
		r->after.items[from] -= n;
		r->after.items[row->to] += n;
		r->after.item = (enum item_state)row->to;
		r->all_items = row->scope == ALL_ITEMS;
		r->change[r->changes++] = (struct item_change){
			(enum item_state)from, (enum item_state)row->to };
		return;
	}
}

static void
move_plan(struct dispute_facts *f, enum plan_state to)
{
	if ((dispute_rests & STEP_BIT(f->plan)) != 0)
		f->rest = f->plan;
	f->plan = to;
}

static void
apply(struct move_result *r, const struct move_row *row)
{
	if (is_about_plan(row))
		move_plan(&r->after, (enum plan_state)row->to);
	else
		move_items(r, row);
	r->effects |= row->then;
}

/*
 * One row of a click on a question or the plan; of a click on all questions,
 * one row for each state they stand in.
 */
static bool
apply_rows(const struct dispute_facts *f, enum event event, struct move_result *r)
{
	bool moved = false;

	for (size_t i = 0; i < dispute_rows.n; i++) {
		const struct move_row *row = &dispute_rows.v[i];
		if (row->on != event || standing(row, f) == 0 ||
		    (row->when != NULL && !row->when->holds(f)) ||
		    (row->scope == PLAN_TOO && !moved))
			continue;
		apply(r, row);
		moved = true;
		if (row->scope != ALL_ITEMS)
			break;
	}
	return moved;
}

enum err
dispute_move(const struct dispute_facts *f, enum event event, enum role role,
    unsigned relations, unsigned acted, struct move_result *result)
{
	struct move_result r = { .after = *f };

	if (event <= EVENT_NONE || event >= EVENT_COUNT ||
	    !may_move(role, events[event].action, relations, acted, f->entry))
		return E_NOT_FOUND;
	if (!apply_rows(f, event, &r))
		return E_CONFLICT;
	if (events[event].whole && !f->whole)
		return E_FORM;
	if (event == EV_CONFIRM_PLAN)
		r.after.plan_was_answered = r.after.plan_stands = true;
	if (event == EV_NAME_REVIEWER)
		r.after.reviewer_free = true;
	if (event == EV_DECIDE_POINTS && (acted & ACTED_CHAIRED_PANEL) != 0)
		r.effects |= SAY_CHAIRED;
	uint64_t before = dispute_steps(f), after = dispute_steps(&r.after);
	r.opens = after & ~before;
	r.closes = before & ~after;
	*result = r;
	return OK;
}

static bool
is_about_one(enum event event)
{
	for (size_t i = 0; i < dispute_rows.n; i++)
		if (dispute_rows.v[i].on == event)
			return dispute_rows.v[i].scope == ONE_ITEM;
	return false;
}

static struct moves
buttons(const struct actor *who, const struct dispute_facts *f, unsigned relations,
    unsigned acted, bool one)
{
	struct dispute_facts filled_in = *f;
	struct move_result unused;
	struct moves moves = { .n = 0 };

	filled_in.whole = true;
	for (enum event e = EVENT_NONE + 1; e < EVENT_COUNT; e++)
		if (is_about_one(e) == one && who->role != ROLE_NONE &&
		    dispute_move(&filled_in, e, who->role, relations, acted,
		    &unused) == OK)
			moves.v[moves.n++] = (struct move_button){ e, events[e].words };
	return moves;
}

struct moves
moves_open(const struct actor *who, const struct dispute_facts *f, unsigned relations,
    unsigned acted)
{
	return buttons(who, f, relations, acted, false);
}

struct moves
item_moves_open(const struct actor *who, const struct dispute_facts *f,
    unsigned relations, unsigned acted)
{
	return buttons(who, f, relations, acted, true);
}

/* ---- where it stands ---- */

static const struct {
	uint64_t items;		/* one of these states is enough */
	struct str words;
} scores[SCORE_STATE_COUNT] = {
	[SCORE_NONE] = { 0, S_INIT("without a score") },
	[SCORE_UNCHALLENGED] = { 0, S_INIT("not challenged") },
	[SCORE_WITH_WORKER] = { STEP_BIT(ITEM_WITH_WORKER), S_INIT("with the worker") },
	[SCORE_TO_CONFIRM] = { STEP_BIT(ITEM_SHARED) | STEP_BIT(ITEM_LEFT_SHARED),
	    S_INIT("answered, the total is being confirmed") },
	[SCORE_WITH_REVIEWER] = { STEP_BIT(ITEM_CONTESTED), S_INIT("with the reviewer") },
	[SCORE_WITH_FAMILY] = { STEP_BIT(ITEM_ANSWERED),
	    S_INIT("answered, rests with the family") },
	[SCORE_SETTLED] = { STEP_BIT(ITEM_SETTLED) | STEP_BIT(ITEM_ACCEPTED),
	    S_INIT("settled") },
	[SCORE_WITHDRAWN] = { 0, S_INIT("withdrawn") },
};

static bool
any_item(const struct dispute_facts *f, uint64_t states)
{
	for (int s = 0; s < ITEM_STATE_COUNT; s++)
		if ((states & STEP_BIT(s)) != 0 && f->items[s] > 0)
			return true;
	return false;
}

enum score_state
score_state(const struct dispute_facts *f)
{
	static const enum score_state order[] = {
		SCORE_WITH_WORKER, SCORE_TO_CONFIRM, SCORE_WITH_REVIEWER,
		SCORE_WITH_FAMILY, SCORE_SETTLED,
	};
	uint64_t challenged = ~STEP_BIT(ITEM_NONE);

	for (size_t i = 0; i < COUNT(order); i++)
		if (any_item(f, scores[order[i]].items))
			return order[i];
	if (any_item(f, challenged))
		return SCORE_WITHDRAWN;
	return f->items[ITEM_NONE] > 0 ? SCORE_UNCHALLENGED : SCORE_NONE;
}

struct str
score_state_words(enum score_state state)
{
	return scores[state].words;
}

uint64_t
dispute_steps(const struct dispute_facts *f)
{
	uint64_t steps = STEP_BIT(plan_states[f->plan].step);

	if (dispute_ending(f) != ENDING_NONE)
		return 0;
	if (score_state(f) == SCORE_UNCHALLENGED && f->in_force)
		steps |= STEP_BIT(STEP_CHALLENGE);
	for (int s = 0; s < ITEM_STATE_COUNT; s++)
		if (f->items[s] > 0)
			steps |= STEP_BIT(item_states[s].step);
	/* The total is confirmed once, when the worker has answered all. */
	if (f->items[ITEM_WITH_WORKER] > 0)
		steps &= ~STEP_BIT(STEP_CONFIRM_TOTAL);
	/* Where nobody of the team may review, somebody is named first. */
	if ((steps & STEP_BIT(STEP_REVIEW)) != 0 && !f->reviewer_free)
		steps ^= STEP_BIT(STEP_REVIEW) | STEP_BIT(STEP_NAME_REVIEWER);
	return steps & ~STEP_BIT(STEP_NONE);
}

enum ending
dispute_ending(const struct dispute_facts *f)
{
	enum score_state score = score_state(f);

	if (score == SCORE_WITH_WORKER || score == SCORE_TO_CONFIRM ||
	    score == SCORE_WITH_REVIEWER)
		return ENDING_NONE;
	if (f->plan == PLAN_AGREED)
		return ENDING_PLAN_AGREED;
	return f->plan == PLAN_ENDED ? ENDING_BY_FAMILY : ENDING_NONE;
}

struct points
item_points_now(const struct item_points *p)
{
	if (is_set(p->reviewer))
		return p->reviewer;
	return is_set(p->worker) ? p->worker : p->original;
}

/* ---- for people ---- */

static void
print_who(struct out *o, enum action action)
{
	const struct action_rule *rule = action_rule(action);
	bool first = true;

	if (rule == NULL) {
		out_lit(o, "the clock");
		return;
	}
	for (enum role r = FAMILY; r < ROLE_COUNT; r++) {
		if (rule->who[r] == 0)
			continue;
		if (!first)
			out_lit(o, " or ");
		out_str(o, role_words(r));
		first = false;
	}
}

static void
print_row(struct out *o, const struct move_row *row)
{
	const struct state_rule *states = is_about_plan(row) ? plan_states : item_states;
	int n = is_about_plan(row) ? PLAN_STATE_COUNT : ITEM_STATE_COUNT;

	out_char(o, '\n');
	for (int s = 0; s < n; s++)
		if ((row->from & STEP_BIT(s)) != 0) {
			out_lit(o, "From:  ");
			out_titled(o, NULL, states[s].words);
			out_char(o, '\n');
		}
	out_lit(o, "  ");
	print_who(o, events[row->on].action);
	out_lit(o, ": ");
	out_titled(o, NULL, events[row->on].words);
	if (row->when != NULL) {
		out_lit(o, ", ");
		out_str(o, row->when->words);
	}
	out_lit(o, "\nTo:    ");
	out_titled(o, NULL, states[row->to].words);
	out_str(o, (row->then & WRITE_LETTER) != 0 ? S(", with a letter\n") : S("\n"));
}

void
dispute_print(struct out *o)
{
	out_lit(o, "The disagreement procedure, row by row\n");
	for (size_t i = 0; i < dispute_rows.n; i++) {
		const struct move_row *row = &dispute_rows.v[i];
		if (i == 0)
			out_lit(o, "\nA question of the score\n");
		else if (is_about_plan(row) && !is_about_plan(row - 1))
			out_lit(o, "\nThe plan and what follows it\n");
		print_row(o, row);
	}
}
