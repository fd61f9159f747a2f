#include "fcgi/inspect/office_rules.h"

#include "core/base/arena.h"

int	LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

/* Any part under any name that is read. */
int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	static const struct str names[] = {
		S_INIT("[Content_Types].xml"), S_INIT("_rels/.rels"),
		S_INIT("word/document.xml"), S_INIT("content.xml"), S_INIT("mimetype"),
	};
	struct arena *a = arena_new((size_t)64 * 1024 * 1024);
	struct str in = { (const char *)data, n };
	struct office o = { 0 };

	for (size_t i = 0; i < COUNT(names); i++) {
		if (!office_reads(names[i]))
			abort();
		(void)office_part(a, names[i], in);
	}
	(void)office_name(&o, in, true);
	(void)office_is_file(in);
	arena_free(a);
	return 0;
}
