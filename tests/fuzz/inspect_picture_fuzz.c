#include "core/base/arena.h"
#include "core/base/str.h"
#include "fcgi/inspect/inspect.h"
#include "fcgi/inspect/picture.h"

int	LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

/* Where an Exif block leads, and what we do between the two libraries. */
int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	struct arena *a = arena_new((size_t)512 * 1024 * 1024);
	struct str in = { (const char *)data, n }, clean = STR_NONE;
	int orientation = exif_orientation(in);
	jmp_buf full;

	if (orientation < 1 || orientation > 8)
		abort();
	arena_on_full(a, &full);
	if (setjmp(full) == 0) {
		(void)jpeg_clean(a, in, &clean);
		(void)png_clean(a, in, &clean);
	}
	arena_free(a);
	return 0;
}
