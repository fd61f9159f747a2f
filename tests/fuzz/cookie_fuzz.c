#include "fcgi/request/cookie.h"

#include "core/base/arena.h"

int	LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	struct arena *a = arena_new((size_t)64 * 1024 * 1024);
	struct str in = { (const char *)data, n };
	struct pairs p;

	if (cookie_parse(a, in, &p) == OK)
		for (size_t i = 0; i < p.n; i++)
			if (p.v[i].name.n == 0 || str_has(p.v[i].value, ';'))
				abort();
	arena_free(a);
	return 0;
}
