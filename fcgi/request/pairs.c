#include "fcgi/request/pairs.h"

#include "core/base/arena.h"
#include "core/base/utf8.h"

enum err
pairs_init(struct arena *a, size_t max, struct pairs *pairs)
{
	if (max > PAIRS_MAX)
		return E_BAD_REQUEST;
	*pairs = (struct pairs){ .v = ARENA_ARRAY(a, max, struct pair), .max = max };
	return OK;
}

/* CRLF, and a CR alone, become LF. */
static struct str
lines_end_in_lf(struct arena *a, struct str s)
{
	if (!str_has(s, '\r'))
		return s;
	char *p = arena_alloc(a, s.n);
	size_t n = 0;
	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] == '\n' && i > 0 && s.p[i - 1] == '\r')
			continue;	/* its CR stands for both */
		p[n++] = s.p[i] == '\r' ? '\n' : s.p[i];
	}
	return (struct str){ p, n };
}

enum err
pairs_add(struct arena *a, struct pairs *pairs, struct str name, struct str value)
{
	if (pairs->n == pairs->max || name.n == 0)
		return E_BAD_REQUEST;
	if (!utf8_ok(name) || !utf8_ok(value))
		return E_BAD_REQUEST;
	if (!is_set(value))
		value = S("");
	pairs->v[pairs->n++] = (struct pair){ name, lines_end_in_lf(a, value) };
	return OK;
}

struct str
pairs_get(const struct pairs *pairs, struct str name)
{
	struct str value = STR_NONE;

	for (size_t i = 0; i < pairs->n; i++) {
		if (!str_eq(pairs->v[i].name, name))
			continue;
		if (is_set(value))
			return STR_NONE;
		value = pairs->v[i].value;
	}
	return value;
}
