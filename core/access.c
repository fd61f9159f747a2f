#include "core/access.h"

#include "core/base/out.h"
#include "core/base/str.h"
#include "core/titled.h"

struct bit_words {
	unsigned bit;
	struct str words;
	struct str key;		/* as access.def spells it */
};

static const struct {
	struct str key, words;
} roles[ROLE_COUNT] = {
	[ROLE_NONE] = { S_INIT("nobody"), S_INIT("anybody, without signing in") },
#define ROLE(name, value, key, words) [name] = { S_INIT(key), S_INIT(words) },
#include "core/access.def"
#undef ROLE
};

static const struct bit_words relations_words[] = {
#define RELATION(name, bit, words) { REL_##name, S_INIT(words), S_INIT(#name) },
#include "core/access.def"
#undef RELATION
};

static const struct bit_words acted_words[] = {
#define ACTED(name, bit, words) { ACTED_##name, S_INIT(words), S_INIT(#name) },
#include "core/access.def"
#undef ACTED
};

/* The short names of access.def, for as long as its table is being read. */
#define OWN REL_OWN
#define HELPER_SEE REL_HELPER_SEE
#define HELPER_DRAFT REL_HELPER_DRAFT
#define ASSIGNED REL_ASSIGNED
#define NAMED REL_NAMED
#define TEAM REL_TEAM
#define AREA REL_AREA
#define PANEL REL_PANEL
#define ANY REL_ANY
#define FOR(role, relations) [role] = (relations),
#define FOR_CASE_STAFF FOR(WORKER, ASSIGNED | NAMED) \
	FOR(PRACTICE_LEAD, TEAM | NAMED) FOR(OPS_MANAGER, AREA | NAMED)
#define FOR_SIGNED_IN [FAMILY ... PANEL_PARENT] = ANY,
#define FOR_EVERYBODY [ROLE_NONE ... PANEL_PARENT] = ANY,

static const struct action_rule rules[ACTION_COUNT] = {
#define ACTION(name, value, sentence, never, only, who) \
	[name] = { S_INIT(sentence), never, only, { who } },
#include "core/access.def"
#undef ACTION
};

static const struct str action_keys[ACTION_COUNT] = {
	[ACTION_NONE] = S_INIT("-"),
#define ACTION(name, value, sentence, never, only, who) [name] = S_INIT(#name),
#include "core/access.def"
#undef ACTION
};

#undef OWN
#undef HELPER_SEE
#undef HELPER_DRAFT
#undef ASSIGNED
#undef NAMED
#undef TEAM
#undef AREA
#undef PANEL
#undef ANY

const struct action_rule *
action_rule(enum action action)
{
	if (action <= ACTION_NONE || action >= ACTION_COUNT)
		return NULL;
	/* without words: a number that was given up */
	return is_set(rules[action].sentence) ? &rules[action] : NULL;
}

bool
may_role(enum role role, enum action action, unsigned relations, unsigned acted)
{
	const struct action_rule *rule = action_rule(action);

	if (rule == NULL || role < ROLE_NONE || role >= ROLE_COUNT)
		return false;
	if ((rule->who[role] & (relations | REL_ANY)) == 0)
		return false;
	if ((rule->never & acted) != 0)
		return false;
	return (rule->only & ~acted) == 0 || (relations & REL_NAMED) != 0;
}

bool
may(const struct actor *who, enum action action, unsigned relations, unsigned acted)
{
	return may_role(who->role, action, relations, acted);
}

bool
may_enter(enum role staff, enum action action, unsigned relations, unsigned acted,
    unsigned family_acted)
{
	return may_role(staff, ENTER_FOR_FAMILY, relations, acted) &&
	    may_role(FAMILY, action, REL_OWN, family_acted) &&
	    (action_rule(action)->never & acted) == 0;
}

bool
may_move(enum role role, enum action action, unsigned relations, unsigned acted,
    struct entry entry)
{
	if (action == ACTION_NONE || role == ROLE_NONE)
		return action == ACTION_NONE && role == ROLE_NONE;
	if (!entry.for_family)
		return may_role(role, action, relations, acted);
	return may_enter(role, action, relations, acted, entry.family_acted);
}

enum role
role_in_case(enum role account, unsigned relations)
{
	if (account != FAMILY && account != SUPPORTER)
		return account;
	if ((relations & REL_OWN) != 0)
		return FAMILY;
	return (relations & (REL_HELPER_SEE | REL_HELPER_DRAFT)) != 0 ? SUPPORTER : account;
}

struct str
action_key(enum action action)
{
	return action_keys[action];
}

struct str
role_key(enum role role)
{
	return roles[role].key;
}

struct str
role_words(enum role role)
{
	return roles[role].words;
}

bool
role_parse(struct str key, enum role *role)
{
	for (enum role r = FAMILY; r < ROLE_COUNT; r++)
		if (str_eq(roles[r].key, key)) {
			*role = r;
			return true;
		}
	return false;
}

/* "in cases given to them, or in cases of their team" */
static void
print_set(struct out *o, const struct bit_words *v, size_t n, unsigned set,
    struct str glue)
{
	bool first = true;

	for (size_t i = 0; i < n; i++) {
		if ((v[i].bit & set) == 0)
			continue;
		if (!first)
			out_str(o, glue);
		out_str(o, v[i].words);
		first = false;
	}
}

static void
print_acted(struct out *o, struct str lead, unsigned set, struct str glue,
    struct str end)
{
	if (set == 0)
		return;
	out_str(o, lead);
	print_set(o, acted_words, COUNT(acted_words), set, glue);
	out_str(o, end);
	out_char(o, '\n');
}

static void
print_rule(struct out *o, const struct action_rule *rule)
{
	out_lit(o, "\nMay ");
	out_titled(o, NULL, rule->sentence);
	out_lit(o, ":\n");
	for (enum role r = ROLE_NONE; r < ROLE_COUNT; r++) {
		if (rule->who[r] == 0)
			continue;
		out_lit(o, "  ");
		out_str(o, roles[r].words);
		out_lit(o, ": ");
		print_set(o, relations_words, COUNT(relations_words), rule->who[r],
		    S(", or "));
		out_char(o, '\n');
	}
	print_acted(o, S("  but never somebody who "), rule->never, S(", or "), STR_NONE);
	print_acted(o, S("  and only somebody who "), rule->only, S(" and "),
	    S(", or to whom the step was given by name"));
}

void
access_print(struct out *o)
{
	out_lit(o, "Who may do what in Accord\n\n"
	    "What is not written here, nobody may do.\n");
	for (enum action a = ACTION_NONE + 1; a < ACTION_COUNT; a++)
		if (action_rule(a) != NULL)
			print_rule(o, &rules[a]);
}

/* "TEAM|NAMED", or "-" */
static void
print_keys(struct out *o, const struct bit_words *v, size_t n, unsigned set)
{
	bool first = true;

	for (size_t i = 0; i < n; i++) {
		if ((v[i].bit & set) == 0)
			continue;
		if (!first)
			out_char(o, '|');
		out_str(o, v[i].key);
		first = false;
	}
	if (first)
		out_char(o, '-');
}

void
access_print_matrix(struct out *o)
{
	for (enum action a = ACTION_NONE + 1; a < ACTION_COUNT; a++)
		for (enum role r = ROLE_NONE; r < ROLE_COUNT; r++) {
			if (rules[a].who[r] == 0)
				continue;
			out_str(o, action_keys[a]);
			out_char(o, '\t');
			out_str(o, roles[r].key);
			out_char(o, '\t');
			print_keys(o, relations_words, COUNT(relations_words),
			    rules[a].who[r]);
			out_char(o, '\t');
			print_keys(o, acted_words, COUNT(acted_words), rules[a].never);
			out_char(o, '\t');
			print_keys(o, acted_words, COUNT(acted_words), rules[a].only);
			out_char(o, '\n');
		}
}
