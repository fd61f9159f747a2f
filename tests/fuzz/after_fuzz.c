/* Where a list of disagreements goes on: a day and a row, or nothing. */
#include "fcgi/pages/disputes.c"

#include "core/base/civil.h"

int LLVMFuzzerTestOneInput(const uint8_t *, size_t);

int
LLVMFuzzerTestOneInput(const uint8_t *p, size_t n)
{
	struct str text = { (const char *)p, n };
	struct date due;
	int64_t id;

	if (after_read(text, &due, &id) &&
	    (!is_set(due) || id < 0 || id > INT64_MAX / 16))
		abort();
	return 0;
}
