#include "fcgi/request/urlencoded.h"

#include "core/base/arena.h"
#include "core/base/utf8.h"

int	LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	struct arena *a = arena_new((size_t)64 * 1024 * 1024);
	struct str in = { (const char *)data, n };
	struct pairs p;

	if (urlencoded_parse(a, in, &p) == OK)
		for (size_t i = 0; i < p.n; i++)
			if (!utf8_ok(p.v[i].value) || str_has(p.v[i].value, '\r'))
				abort();
	arena_free(a);
	return 0;
}
