#include "core/document.h"

#include "core/base/arena.h"
#include "core/base/out.h"
#include "core/base/str.h"

int	LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

/* What is read prints as it stood. */
int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	struct arena *a = arena_new((size_t)1024 * 1024);
	struct str in = { (const char *)data, n }, rest;
	struct file_verdict v;
	struct out o;

	if (verdict_read(in, &v, &rest)) {
		out_init(&o, a, VERDICT_MAX);
		verdict_print(&o, &v);
		if (!out_ok(&o) || !str_eq(out_str_of(&o), str_head(in, n - rest.n)))
			abort();
	}
	arena_free(a);
	return 0;
}
