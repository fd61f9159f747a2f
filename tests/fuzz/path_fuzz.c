#include "fcgi/request/http.h"

#include "core/base/arena.h"
#include "core/base/utf8.h"

int	LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	struct arena *a = arena_new((size_t)64 * 1024 * 1024);
	struct str in = { (const char *)data, n };
	struct str path, query;

	if (http_path(a, in, &path, &query) == OK)
		if (!utf8_plain(path, false) || path.p[0] != '/' ||
		    path.n > HTTP_PATH_MAX || str_starts(path, S("//")) ||
		    str_ends(path, S("/..")))
			abort();
	arena_free(a);
	return 0;
}
