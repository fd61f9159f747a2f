#include "core/ranges.h"

#include "core/base/arena.h"
#include "core/base/out.h"
#include "core/base/str.h"

#define LIMIT 1000

/* The last of the run that begins at i. */
static int
run_end(const bool *in, int n, int i)
{
	while (i < n && in[i + 1])
		i++;
	return i;
}

static int
runs(const bool *in, int n)
{
	int count = 0;

	for (int i = 1; i <= n; i++)
		if (in[i] && !(i > 1 && in[i - 1]))
			count++;
	return count;
}

struct str
ranges_words(struct arena *a, const bool *in, int n)
{
	int left = runs(in, n), all = left;
	struct out o;

	out_init(&o, a, LIMIT);
	for (int i = 1; i <= n; i++) {
		if (!in[i])
			continue;
		int end = run_end(in, n, i);
		if (left < all)
			out_str(&o, left == 1 ? S(" and ") : S(", "));
		out_int(&o, i);
		if (end > i) {
			out_lit(&o, " to ");
			out_int(&o, end);
		}
		i = end;
		left--;
	}
	return out_str_of(&o);
}
