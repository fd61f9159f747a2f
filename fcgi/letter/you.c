#include "fcgi/letter/you.h"

#include "core/base/arena.h"
#include "core/base/out.h"
#include "core/base/str.h"

#define WORDS ((size_t)65536)

/*
 * The first that fits counts: past forms are the same for both. Only what the program
 * itself writes: "The family court" is nobody's doing, and stays.
 */
static const struct {
	struct str of, to;
} forms[] = {
	{ S_INIT("The family has its "), S_INIT("You have your ") },
	{ S_INIT("The family has "), S_INIT("You have ") },
	{ S_INIT("The family does "), S_INIT("You do ") },
	{ S_INIT("The family settles "), S_INIT("You settle ") },
	{ S_INIT("The family says "), S_INIT("You say ") },
	{ S_INIT("The family says: "), S_INIT("You say: ") },
	{ S_INIT("The family wants its "), S_INIT("You want your ") },
	{ S_INIT("The family needs its "), S_INIT("You need your ") },
	{ S_INIT("The family needs "), S_INIT("You need ") },
	{ S_INIT("The family put its "), S_INIT("You put your ") },
	{ S_INIT("The family took its "), S_INIT("You took your ") },
	{ S_INIT("The family said what it needs "), S_INIT("You said what you need ") },
	{ S_INIT("The family said how it sees "), S_INIT("You said how you see ") },
	{ S_INIT("The family looked at what was entered for it"),
	    S_INIT("You looked at what was entered for you") },
	{ S_INIT("The family answered"), S_INIT("You answered") },
	{ S_INIT("The family asked for "), S_INIT("You asked for ") },
	{ S_INIT("The family chose "), S_INIT("You chose ") },
	{ S_INIT("The family corrected "), S_INIT("You corrected ") },
	{ S_INIT("The family ended "), S_INIT("You ended ") },
	{ S_INIT("The family has not "), S_INIT("You have not ") },
	{ S_INIT("The family said "), S_INIT("You said ") },
	{ S_INIT("The family took "), S_INIT("You took ") },
	{ S_INIT("The family withdrew "), S_INIT("You withdrew ") },
	{ S_INIT("Answers were shared with the family"), S_INIT("Answers were shared with you") },
	{ S_INIT("An answer to the challenge was shared with the family"),
	    S_INIT("An answer to your challenge was shared with you") },
	{ S_INIT("Somebody helps the family"), S_INIT("Somebody helps you") },
	{ S_INIT("The challenge was changed by the family"),
	    S_INIT("You changed the challenge") },
	{ S_INIT("What was entered for the family"), S_INIT("What we entered for you") },
	{ S_INIT("The council has signed the plan. It is agreed when the family signs."),
	    S_INIT("The council has signed the plan. It is agreed when you sign.") },
	{ S_INIT("A letter on its way to the family"), S_INIT("A letter on its way to you") },
	{ S_INIT("The council entered what the family told it"),
	    S_INIT("The council entered what you told it") },
	{ S_INIT("It is entered. A letter has a copy of it, and the family can "),
	    S_INIT("It is entered. A letter has a copy of it, and you can ") },
	{ S_INIT("It was entered, and not finished in time. A letter has a copy of it, and "
	    "the family can "), S_INIT("It was entered, and not finished in time. A letter "
	    "has a copy of it, and you can ") },
	{ S_INIT("All of them. The family says how it sees them "),
	    S_INIT("All of them. You say how you see them ") },
	{ S_INIT("The family’s days "), S_INIT("Your days ") },
	{ S_INIT("It can still say how it sees them"),
	    S_INIT("You can still say how you see them") },
	{ S_INIT("A step is late: Make a letter in the form the family needs"),
	    S_INIT("A step is late: Make a letter in the form you need") },
	{ S_INIT("A step is still late: Make a letter in the form the family needs"),
	    S_INIT("A step is still late: Make a letter in the form you need") },
};

struct str
said_to_family(struct arena *a, struct str s)
{
	struct out o;
	size_t i = 0;

	while (i < COUNT(forms) && !str_starts(s, forms[i].of))
		i++;
	if (i == COUNT(forms))
		return s;
	out_init(&o, a, WORDS);
	out_str(&o, forms[i].to);
	out_str(&o, str_skip(s, forms[i].of.n));
	return out_str_of(&o);
}

struct str
said_to(struct arena *a, enum role role, struct str s)
{
	return role == FAMILY ? said_to_family(a, s) : s;
}
