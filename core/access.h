/*
 * Who may do what, with which case. The rules themselves are in access.def.
 *
 * A right is a role, an action and a set of relations to the case, any one of
 * which is enough. It is a set and not a ladder: a higher tier hands a late
 * step on, it does not inherit the work below it. On top of that stand the
 * pairs nobody may combine: who approved or moderated a score does not review
 * it, who wrote the answer to a plan does not confirm it.
 *
 * What a table has no row for is refused.
 */
#ifndef CORE_ACCESS_H
#define CORE_ACCESS_H

#include "core/base/types.h"

struct out;

enum role {		/* stored */
	ROLE_NONE = 0,	/* nobody is signed in; or the clock of the service */
#define ROLE(name, value, key, words) name = value,
#include "core/access.def"
#undef ROLE
	ROLE_COUNT
};

enum relation {		/* a set of these bits */
#define RELATION(name, bit, words) REL_##name = 1u << bit,
#include "core/access.def"
#undef RELATION
	REL_NONE = 0
};

enum acted {		/* a set of these bits */
#define ACTED(name, bit, words) ACTED_##name = 1u << bit,
#include "core/access.def"
#undef ACTED
	ACTED_NOTHING = 0
};

enum action {		/* stored in the record */
	ACTION_NONE = 0,
#define ACTION(name, value, sentence, never, only, who) name = value,
#include "core/access.def"
#undef ACTION
	ACTION_COUNT
};

/*
 * Who somebody is in a case is said by how they stand to it, never by what other
 * account they have: a parent who helps another family is a supporter there.
 * relations: a set of enum relation. Staff are what their account says.
 */
enum role role_in_case(enum role account, unsigned relations);

/* Who asks. Made from the session, once per request; in a case, with the role there. */
struct actor {
	int64_t id;		/* ID_NONE: not signed in */
	int64_t team;
	enum role role;
	struct str name;
};

/* What one action asks for; NULL for no such action. */
struct action_rule {
	struct str sentence;	/* "challenge a score"; core/titled.h */
	unsigned never;		/* set of enum acted */
	unsigned only;		/* set of enum acted */
	uint16_t who[ROLE_COUNT];	/* set of enum relation, by role */
};
const struct action_rule *action_rule(enum action);

/* "SEE_CASE", as access.def spells it. */
struct str action_key(enum action);

/*
 * May this person do it? relations: how they stand to the case (REL_ANY is
 * added to it; 0 for a page that has no case). acted: what is behind them there.
 */
bool	may(const struct actor *, enum action, unsigned relations, unsigned acted);
bool	may_role(enum role, enum action, unsigned relations, unsigned acted);

/* What staff enter for a family that telephoned, wrote or came in person. */
struct entry {
	bool for_family;
	unsigned family_acted;	/* what the family member has behind them */
};

/*
 * May staff enter for a family what its member, with family_acted behind them,
 * may do? acted: what the staff have behind them. What bars them from doing it
 * bars them from entering it.
 */
bool	may_enter(enum role staff, enum action, unsigned relations, unsigned acted,
    unsigned family_acted);

/*
 * May this move of a procedure be made? An entry for a family takes that the
 * family may do it and the staff may enter it; a move of ACTION_NONE is the
 * service's own (ROLE_NONE), and all others are somebody's.
 */
bool	may_move(enum role, enum action, unsigned relations, unsigned acted,
    struct entry);

/* "family", "practice_lead": as the policy's titles and the command line spell it. */
struct str role_key(enum role);
bool	role_parse(struct str key, enum role *);
struct str role_words(enum role);	/* where the policy has no title for it */

/* The whole matrix as lines of plain text that a person can read and sign. */
void	access_print(struct out *);

/*
 * The same for programs, tabs between: action, role, relations any one of which
 * is enough, what bars it, and what it takes besides. A set is KEY|KEY, or -.
 */
void	access_print_matrix(struct out *);

#endif
