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

/* No address of a page or of a mail can be made of these: what is sent is ours to say. */
static bool
only_words(struct str name)
{
	for (size_t i = 0; i < name.n; i++) {
		char c = name.p[i];
		bool word = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
		    (c >= '0' && c <= '9') || ((unsigned char)c & 0x80) != 0;
		if (!word && !str_has(S(" -'"), c))
			return false;
	}
	return true;
}

struct str
notice_name_fault(struct str name, struct str child_name, struct str called)
{
	if (!utf8_visible(name) || name.n > NOTICE_NAME_MAX)
		return S("Enter a short name, of 60 letters at most");
	if (!utf8_plain(name, false) || !utf8_one_way(name) || !only_words(name))
		return S("Enter letters, digits, spaces, hyphens and apostrophes alone");
	if (shares_word(name, child_name) || shares_word(name, called))
		return S("Choose a name that is not your child’s: it stands in emails");
	return STR_NONE;
}
