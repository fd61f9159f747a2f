#include "fcgi/request/multipart.h"

#include "core/base/arena.h"
#include "core/base/utf8.h"

int	LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	struct arena *a = arena_new((size_t)64 * 1024 * 1024);
	struct str in = { (const char *)data, n };
	struct pairs p;
	struct http_file f;
	struct str type = S("multipart/form-data; boundary=X");

	/* a first line is taken for the request's own Content-Type */
	if (str_has(in, '\n') && str_starts(in, S("multipart/")))
		type = str_cut(&in, '\n');
	if (multipart_parse(a, type, in, &p, &f) == OK && is_set(f.field))
		if (!utf8_plain(f.name, false) || str_has(f.name, '/') ||
		    f.name.n == 0 || f.name.n > FILE_NAME_MAX)
			abort();
	arena_free(a);
	return 0;
}
