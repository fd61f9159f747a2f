#include "core/reference.h"

#include "core/base/out.h"
#include "core/base/str.h"

/* 23 is a prime, so no wrong digit and no exchange is a multiple of it. */
static const char letters[] = "ABCDEFGHJKLMNPRSTUVWXYZ";

#define LETTERS ((int)sizeof letters - 1)
#define DIGITS 5

struct str
reference_of(struct arena *a, int n)
{
	struct out o;

	if (n < 1 || n > REFERENCE_MAX)
		abort();
	out_init(&o, a, 16);
	out_int_pad(&o, n, DIGITS);
	out_char(&o, '-');
	out_char(&o, letters[n % LETTERS]);
	return out_str_of(&o);
}

bool
reference_parse(struct str typed, int *n)
{
	struct str s = str_trim(typed);
	int64_t v;

	if (s.n < DIGITS + 1 || !str_int(str_head(s, DIGITS), REFERENCE_MAX, &v))
		return false;
	struct str rest = str_skip(s, DIGITS);
	if (rest.n == 2 && (rest.p[0] == '-' || rest.p[0] == ' '))
		rest = str_skip(rest, 1);
	char want[] = { letters[v % LETTERS], '\0' };
	if (v == 0 || !str_eq_nocase(rest, str_of(want)))
		return false;
	*n = (int)v;
	return true;
}
