/*
 * mkquery takes any bytes: it makes C or says what is wrong, in one line.
 */
int	mkquery_main(int, char **);
#define main mkquery_main
#include "sql/mkquery.c"
#undef main

int	LLVMFuzzerTestOneInput(const uint8_t *, size_t);

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	struct arena *a = arena_new(64 * FILE_LIMIT);
	struct str text = { (const char *)bytes, n };
	struct out h, c, why;

	if (n > 16 * 1024) {
		arena_free(a);
		return 0;
	}
	bool made = compile(a, S("in.sql"), S("in"), text, &h, &c, &why);
	struct str said = out_str_of(&why);
	if (made != (said.n == 0) || (!made && !str_starts(said, S("in.sql:"))))
		abort();
	if (made && !utf8_ok(out_str_of(&c)))
		abort();
	arena_free(a);
	return 0;
}
