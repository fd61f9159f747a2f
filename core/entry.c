#include "core/entry.h"

#include "core/base/str.h"

struct str
entry_way_words(enum entry_way way)
{
	switch (way) {
#define ENTRY_WAY_CASE(name, value, words) case name: return S(words);
	ENTRY_WAY_LIST(ENTRY_WAY_CASE)
#undef ENTRY_WAY_CASE
	case ENTRY_NONE:
		break;
	}
	return STR_NONE;
}

static const struct str kinds[ENTRY_KIND_COUNT] = {
#define ENTRY_KIND_WORDS(name, value, word, words) [name] = S_INIT(words),
	ENTRY_KIND_LIST(ENTRY_KIND_WORDS)
#undef ENTRY_KIND_WORDS
};

struct str
entry_kind_words(enum entry_kind kind)
{
	return kind > ENTRY_KIND_NONE && kind < ENTRY_KIND_COUNT ? kinds[kind] : S("");
}

/* What each kind takes; alone: it can come without anything it answers. */
static const struct {
	enum entry_kind kind;
	enum action actions[3];
	bool alone;
} rules[] = {
	{ ENTRY_CHALLENGE, { WRITE_DRAFT, CHALLENGE }, false },
	{ ENTRY_REPLY, { CONTEST }, false },
	{ ENTRY_WITHDRAWAL, { WITHDRAW }, false },
	{ ENTRY_PLAN, { WRITE_DRAFT, WRITE_PLAN }, true },
	{ ENTRY_CHOICE, { SETTLE }, true },
	{ ENTRY_SIGN, { SIGN_PLAN }, false },
	{ ENTRY_MEETING, { ASK_MEETING, CORRECT_NOTE }, true },
	{ ENTRY_POINTS, { WRITE_DRAFT, RAISE_POINTS }, true },
	{ ENTRY_VIEW, { FAMILY_VIEW }, false },
	{ ENTRY_CORRECTION, { CORRECT_ENTRY }, false },
};

bool
entry_allows(enum entry_kind kind, enum action action)
{
	if (action == SEE_CASE)
		return true;
	for (size_t i = 0; i < COUNT(rules); i++)
		for (size_t k = 0; k < COUNT(rules[i].actions); k++)
			if (rules[i].kind == kind && action != ACTION_NONE &&
			    rules[i].actions[k] == action)
				return true;
	return false;
}

static bool
comes_alone(enum entry_kind kind)
{
	for (size_t i = 0; i < COUNT(rules); i++)
		if (rules[i].kind == kind)
			return rules[i].alone;
	return false;
}

enum entry_fault
entry_check(enum entry_kind kind, struct date received, struct date answers,
    struct date opened, struct date today)
{
	if (received.days > today.days)
		return ENTRY_IN_FUTURE;
	if (!is_set(answers) && !comes_alone(kind))
		return ENTRY_NOTHING_TO_ANSWER;
	if (is_set(answers) && received.days < answers.days)
		return ENTRY_TOO_EARLY;
	return received.days < opened.days ? ENTRY_BEFORE_CASE : ENTRY_FINE;
}
