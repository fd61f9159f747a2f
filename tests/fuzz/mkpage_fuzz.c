/* The template compiler, given anything: it compiles or refuses, and says where. */
int	mkpage_main(int, char **);
#define main mkpage_main
#include "web/mkpage.c"
#undef main

int	LLVMFuzzerTestOneInput(const uint8_t *, size_t);

int
LLVMFuzzerTestOneInput(const uint8_t *p, size_t n)
{
	struct arena *a = arena_new((size_t)512 * 1024 * 1024);
	struct made made = compile(a, "f.html", S("t_f.h"),
	    (struct str){ (const char *)p, n });

	if (is_set(made.refusal) && !str_starts(made.refusal, S("f.html:")))
		abort();
	if (!is_set(made.refusal) && made.c.n == 0)
		abort();
	arena_free(a);
	return 0;
}
