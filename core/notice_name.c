#include "core/notice_name.h"

#include "core/base/str.h"
#include "core/base/utf8.h"

#define INITIAL 1	/* a letter alone names nobody */

/* The next word: letters and digits; none: there is no further one. */
static struct str
next_word(struct str *rest)
{
	static const struct str between = S_INIT(" \t\n.,;:-_'\"/()&+!?");
	size_t from = 0, n;

	while (from < rest->n && str_has(between, rest->p[from]))
		from++;
	for (n = 0; from + n < rest->n && !str_has(between, rest->p[from + n]); n++)
		;
	struct str word = str_head(str_skip(*rest, from), n);
	*rest = str_skip(*rest, from + n);
	return n > 0 ? word : STR_NONE;
}

static bool
shares_word(struct str one, struct str other)
{
	struct str word, against;

	while (is_set(word = next_word(&one)))
		for (struct str rest = other; is_set(against = next_word(&rest)); )
			if (word.n > INITIAL && str_eq_nocase(word, against))
				return true;
	return false;
}

struct str
notice_name_fault(struct str name, struct str child_name, struct str called)
{
	if (!utf8_visible(name) || name.n > NOTICE_NAME_MAX)
		return S("Enter a short name, of 60 letters at most");
	if (!utf8_plain(name, false) || !utf8_one_way(name))
		return S("Enter letters, digits and spaces alone");
	if (shares_word(name, child_name) || shares_word(name, called))
		return S("Choose a name that is not your child’s: it stands in emails");
	return STR_NONE;
}
