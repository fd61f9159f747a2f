/*
 * Facts for the tests of the disagreement procedure.
 */
#ifndef TESTS_CORE_DISPUTE_FACTS_H
#define TESTS_CORE_DISPUTE_FACTS_H

#include "core/dispute.h"

#define EVERY_RELATION 0x1ffu

/* Nothing in the way: whoever may at all may now. */
static inline struct dispute_facts
open_facts(void)
{
	return (struct dispute_facts){
		.item = ITEM_NONE, .plan = PLAN_OPEN, .in_force = true,
		.reviewer_free = true, .figure = { 150000 },
		.note_due = DATE_NONE, .today = { 20000 }, .whole = true,
	};
}

static inline struct dispute_facts
with_item(enum item_state state)
{
	struct dispute_facts f = open_facts();

	f.items[state] = 1;
	f.item = state;
	return f;
}

static inline struct dispute_facts
with_plan(enum plan_state state)
{
	struct dispute_facts f = open_facts();

	f.plan = state;
	return f;
}

/* The role an event belongs to, with what it must have behind it. */
static inline enum err
by_right(const struct dispute_facts *f, enum event event, struct move_result *r)
{
	enum action action = event_action(event);
	enum role role = ROLE_NONE;

	if (action != ACTION_NONE)
		while (action_rule(action)->who[role] == 0)
			role++;
	unsigned acted = action == ACTION_NONE ? 0 : action_rule(action)->only;
	return dispute_move(f, event, role, EVERY_RELATION, acted, r);
}

#endif
