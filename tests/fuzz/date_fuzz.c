/* A date that is read prints as it was written, and the calendar takes it. */
#include "core/base/arena.h"
#include "core/base/civil.h"
#include "core/base/out.h"
#include "core/base/str.h"
#include "core/calendar.h"

int LLVMFuzzerTestOneInput(const uint8_t *, size_t);

int
LLVMFuzzerTestOneInput(const uint8_t *p, size_t n)
{
	struct str s = { (const char *)p, n };
	struct bank_holiday holiday;
	struct bank_holidays h = { &holiday, 1 };
	struct out o;

	if (!date_parse_iso(s, &holiday.date))
		return 0;
	struct arena *a = arena_new(100000);
	out_init(&o, a, 100);
	out_date_iso(&o, holiday.date);
	if (!str_eq(out_str_of(&o), s))
		abort();
	struct date due = clock_due(&h, holiday.date, 2, 20);
	if (working_days_between(&h, holiday.date, due) != 22 ||
	    !is_working_day(&h, due))
		abort();
	arena_free(a);
	return 0;
}
