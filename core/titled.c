#include "core/titled.h"

#include <ctype.h>

#include "core/base/out.h"
#include "core/base/str.h"

#define WORDS ((size_t)4096)

struct named {			/* what stands between { and } */
	enum role role;
	bool many, article, capital;
};

/* "a operations_manager", "Practice_leads". False: no role is called so. */
static bool
parse(struct str s, struct named *n)
{
	*n = (struct named){
		.capital = s.n > 0 && isupper((unsigned char)s.p[0]),
		.article = str_starts(s, S("a ")) || str_starts(s, S("A ")),
	};
	if (n->article)
		s = str_skip(s, 2);
	for (enum role r = FAMILY; r < ROLE_COUNT; r++) {
		struct str key = role_key(r), rest = str_skip(s, key.n);
		if (!str_eq_nocase(str_head(s, key.n), key))
			continue;
		n->role = r;
		n->many = str_eq(rest, S("s"));
		return n->many || rest.n == 0;
	}
	return false;
}

static void
out_capital(struct out *o, struct str s)
{
	if (s.n == 0)
		return;
	out_char(o, (char)toupper((unsigned char)s.p[0]));
	out_str(o, str_skip(s, 1));
}

/* By its letter: "a unit manager" is the one title that sounds otherwise. */
static bool
has_vowel(struct str title)
{
	return title.n > 0 && memchr("aeiouAEIOU", title.p[0], 10) != NULL &&
	    !str_eq_nocase(str_head(title, 3), S("uni"));
}

void
out_with_article(struct out *o, struct str title, bool start)
{
	out_char(o, start ? 'A' : 'a');
	out_str(o, has_vowel(title) ? S("n ") : S(" "));
	out_str(o, title);
}

static struct str
title_of(const struct policy *p, const struct named *n)
{
	if (p == NULL)
		return role_words(n->role);
	return n->many ? policy_title(p, n->role)->many : policy_called(p, n->role);
}

static void
out_named(struct out *o, const struct policy *p, const struct named *n)
{
	struct str title = title_of(p, n);

	if (n->article)
		out_with_article(o, title, n->capital);
	else if (n->capital)
		out_capital(o, title);
	else
		out_str(o, title);
}

void
out_titled(struct out *o, const struct policy *p, struct str words)
{
	while (str_has(words, '{')) {
		struct named n;
		out_str(o, str_cut(&words, '{'));
		struct str after = words, name = str_cut(&after, '}');
		if (after.p == NULL || !parse(name, &n)) {
			out_char(o, '{');	/* as it stands: tests look for it */
			continue;
		}
		out_named(o, p, &n);
		words = after;
	}
	out_str(o, words);
}

struct str
titled(struct arena *a, const struct policy *p, struct str words)
{
	struct out o;

	if (!str_has(words, '{'))
		return words;
	out_init(&o, a, WORDS);
	out_titled(&o, p, words);
	return out_str_of(&o);
}
