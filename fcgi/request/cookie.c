#include "fcgi/request/cookie.h"

#include "core/base/arena.h"

/* Printable ASCII without those; nothing is escaped in cookies. */
static bool
is_made_of(struct str s, const char *without)
{
	for (size_t i = 0; i < s.n; i++)
		if (s.p[i] <= ' ' || s.p[i] > '~' || strchr(without, s.p[i]) != NULL)
			return false;
	return true;
}

static size_t
pieces(struct str s)
{
	size_t n = 1;

	for (size_t i = 0; i < s.n; i++)
		n += s.p[i] == ';';
	return n;
}

enum err
cookie_parse(struct arena *a, struct str s, struct pairs *cookies)
{
	TRY(pairs_init(a, s.n == 0 ? 0 : pieces(s), cookies));
	while (s.n > 0) {
		struct str value = str_trim(str_cut(&s, ';'));
		struct str name = str_cut(&value, '=');
		if (name.n == 0 || !is_set(value))
			continue;
		if (is_made_of(name, "()<>@,\\\"/[]?{}") && is_made_of(value, "\",\\"))
			TRY(pairs_add(a, cookies, name, value));
	}
	return OK;
}
