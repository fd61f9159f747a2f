/* Rows come in order and hold between one cell and the most there may be. */
#include "sql/csv.h"

#include "core/base/arena.h"
#include "core/base/str.h"
#include "core/base/utf8.h"

int LLVMFuzzerTestOneInput(const uint8_t *, size_t);

int
LLVMFuzzerTestOneInput(const uint8_t *p, size_t n)
{
	struct arena *a = arena_new((size_t)64 * 1024 * 1024);
	struct csv_fault fault = { 0 };
	struct csv_rows rows;

	if (!csv_read(a, (struct str){ (const char *)p, n }, &rows, &fault) &&
	    (!is_set(fault.words) || fault.line < 1 || rows.n != 0))
		abort();
	for (size_t i = 0; i < rows.n; i++) {
		const struct csv_row *row = &rows.v[i];
		if (row->n < 1 || row->n > CSV_CELLS || row->line < 1 ||
		    (i > 0 && row->line < row[-1].line))
			abort();
		for (size_t c = 0; c < row->n; c++)
			if (!utf8_ok(row->cell[c]))
				abort();
	}
	arena_free(a);
	return 0;
}
