/* A configuration is whole, or it is refused in words. */
#include "fcgi/config.h"

#include "core/base/arena.h"
#include "core/base/str.h"
#include "core/base/utf8.h"

int LLVMFuzzerTestOneInput(const uint8_t *, size_t);

int
LLVMFuzzerTestOneInput(const uint8_t *p, size_t n)
{
	struct arena *a = arena_new((size_t)16 << 20);
	struct str why = STR_NONE;
	struct config c;

	if (config_parse(a, (struct str){ (const char *)p, n }, &c, &why)) {
		if (c.record_anchor == NULL || !is_set(c.mail_from) ||
		    !utf8_ok(c.council))
			abort();
	} else if (!is_set(why) || why.n == 0)
		abort();
	arena_free(a);
	return 0;
}
