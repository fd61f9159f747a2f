#include "core/assessment.h"

#include "core/base/str.h"

#define IN(state) (1u << (state))

static const struct {
	enum step step;
	struct str words;
} states[RAS_STATE_COUNT] = {
#define STATE_ROW(name, value, step, words) [name] = { step, S_INIT(words) },
	RAS_STATE_LIST(STATE_ROW)
#undef STATE_ROW
};

static const struct {
	enum action action;
	struct str words;
} events[RAS_EVENT_COUNT] = {
#define EVENT_ROW(name, value, action, words) [name] = { action, S_INIT(words) },
	RAS_EVENT_LIST(EVENT_ROW)
#undef EVENT_ROW
};

static bool
is_complete(const struct ras_facts *f)
{
	return f->unanswered == 0 && f->unreasoned == 0 && f->taking_part_noted &&
	    f->child_noted;
}

/* Silence is no view; it only ends the wait. */
static bool
time_is_over(const struct ras_facts *f)
{
	return is_set(f->share_due) && f->today.days > f->share_due.days;
}

static bool
differences_answered(const struct ras_facts *f)
{
	return f->differences_unanswered == 0;
}

static const struct row {
	unsigned from;
	enum ras_event on;
	bool (*when)(const struct ras_facts *);
	enum ras_state to;
	unsigned then;
} rows[] = {
	/* from, on, when, to, then */
	{ IN(RAS_DRAFT) | IN(RAS_RETURNED), RAS_SHARE, is_complete,
	    RAS_SHARED, START_CLOCK | NOTIFY_FAMILY },
	{ IN(RAS_SHARED) | IN(RAS_UNSEEN) | IN(RAS_VIEWED), RAS_SAY, NULL,
	    RAS_VIEWED, NOTIFY_HOLDER },
	{ IN(RAS_SHARED), RAS_TIME_OVER, time_is_over,
	    RAS_UNSEEN, NOTIFY_HOLDER },
	{ IN(RAS_UNSEEN) | IN(RAS_VIEWED), RAS_APPROVE, differences_answered,
	    RAS_APPROVED, WRITE_LETTER | NOTIFY_FAMILY | RECALCULATE },
	{ IN(RAS_SHARED) | IN(RAS_UNSEEN) | IN(RAS_VIEWED), RAS_RETURN, NULL,
	    RAS_RETURNED, NOTIFY_HOLDER | NOTIFY_FAMILY },
	{ IN(RAS_APPROVED), RAS_REPLACE, NULL,
	    RAS_SUPERSEDED, NO_EFFECT },
};

static const struct row *
row_for(const struct ras_facts *f, enum ras_event on)
{
	for (size_t i = 0; i < COUNT(rows); i++)
		if (rows[i].on == on && (rows[i].from & IN(f->state)) != 0 &&
		    (rows[i].when == NULL || rows[i].when(f)))
			return &rows[i];
	return NULL;
}

enum err
assessment_move(const struct ras_facts *f, enum ras_event event, enum role role,
    unsigned relations, unsigned acted, struct ras_result *result)
{
	if (event <= RAS_EVENT_NONE || event >= RAS_EVENT_COUNT ||
	    !may_move(role, events[event].action, relations, acted, f->entry))
		return E_NOT_FOUND;
	const struct row *row = row_for(f, event);
	if (row == NULL)
		return E_CONFLICT;
	*result = (struct ras_result){ row->to, row->then, states[row->to].step };
	return OK;
}

struct ras_moves
assessment_open(const struct ras_facts *f, enum role role, unsigned relations,
    unsigned acted)
{
	struct ras_moves moves = { .n = 0 };
	struct ras_result unused;

	for (enum ras_event e = RAS_EVENT_NONE + 1; e < RAS_EVENT_COUNT; e++)
		if (events[e].action != ACTION_NONE &&
		    assessment_move(f, e, role, relations, acted, &unused) == OK)
			moves.v[moves.n++] = (struct ras_button){ e, events[e].words };
	return moves;
}

struct str
ras_state_words(enum ras_state state)
{
	return states[state].words;
}

enum step
ras_state_step(enum ras_state state)
{
	return states[state].step;
}
