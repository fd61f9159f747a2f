#include "fcgi/request/urlencoded.h"

#include "core/base/arena.h"

enum err
percent_decode(struct arena *a, struct str s, enum plus plus, struct str *plain)
{
	bool spaces = plus == PLUS_IS_SPACE && str_has(s, '+');

	*plain = s;
	if (!spaces && !str_has(s, '%'))
		return OK;
	char *p = arena_alloc(a, s.n);
	size_t n = 0;
	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] == '%') {
			if (s.n - i < 3)
				return E_BAD_REQUEST;
			int high = hex_digit(s.p[i + 1]), low = hex_digit(s.p[i + 2]);
			if (high < 0 || low < 0)
				return E_BAD_REQUEST;
			p[n++] = (char)(high << 4 | low);
			i += 2;
		} else {
			p[n++] = spaces && s.p[i] == '+' ? ' ' : s.p[i];
		}
	}
	*plain = (struct str){ p, n };
	return OK;
}

static size_t
count(struct str s, char c)
{
	size_t n = 0;

	for (size_t i = 0; i < s.n; i++)
		n += s.p[i] == c;
	return n;
}

enum err
urlencoded_parse(struct arena *a, struct str s, struct pairs *pairs)
{
	TRY(pairs_init(a, s.n == 0 ? 0 : count(s, '&') + 1, pairs));
	while (s.n > 0) {
		struct str value = str_cut(&s, '&');
		struct str name = str_cut(&value, '=');
		TRY(percent_decode(a, name, PLUS_IS_SPACE, &name));
		TRY(percent_decode(a, value, PLUS_IS_SPACE, &value));
		TRY(pairs_add(a, pairs, name, value));
	}
	return OK;
}
