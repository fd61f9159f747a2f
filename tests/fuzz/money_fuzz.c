/* What is accepted is within bounds and means the same when it is printed. */
#include "core/money.h"

#include "core/base/arena.h"
#include "core/base/out.h"
#include "core/base/str.h"

int LLVMFuzzerTestOneInput(const uint8_t *, size_t);

int
LLVMFuzzerTestOneInput(const uint8_t *p, size_t n)
{
	struct money most = { 100000000 }, m, again;
	struct out o;

	if (!money_parse((struct str){ (const char *)p, n }, most, &m))
		return 0;
	if (m.pence < 0 || m.pence > most.pence)
		abort();
	struct arena *a = arena_new(100000);
	out_init(&o, a, 100);
	out_money(&o, m);
	if (!money_parse(out_str_of(&o), most, &again) || again.pence != m.pence)
		abort();
	arena_free(a);
	return 0;
}
