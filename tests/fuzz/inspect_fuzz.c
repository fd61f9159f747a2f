/*
 * A whole uploaded file: kind, structure, cleaning. Whatever comes, there is a
 * verdict, and what is taken is of a kind we know.
 */
#include "fcgi/inspect/inspect.h"

#include "core/base/arena.h"
#include "core/base/out.h"
#include "fcgi/inspect/kind.h"

int LLVMFuzzerTestOneInput(const uint8_t *, size_t);

static void
check(struct arena *a, const struct file_verdict *v, struct str clean)
{
	struct file_verdict again;
	struct out o;
	struct str rest;

	if ((v->refusal == REFUSED_NOT) != (v->kind != DOCUMENT_NONE))
		abort();
	if (v->refusal == REFUSED_NOT && v->clean != clean.n)
		abort();
	if (v->kind == DOCUMENT_PDF && (v->pages < 1 || v->pages > DOCUMENT_PAGES))
		abort();
	out_init(&o, a, VERDICT_MAX);
	verdict_print(&o, v);
	if (!verdict_read(out_str_of(&o), &again, &rest) || rest.n != 0)
		abort();
}

int
LLVMFuzzerTestOneInput(const uint8_t *p, size_t n)
{
	static bool open;
	struct arena *a = arena_new((size_t)512 * 1024 * 1024);
	struct str clean = STR_NONE;
	jmp_buf full;

	if (!open && !kind_open())
		abort();
	open = true;
	arena_on_full(a, &full);
	if (setjmp(full) == 0) {
		struct str file = { (const char *)p, n };
		struct file_verdict v = inspect(a, file, &clean);
		arena_on_full(a, NULL);
		check(a, &v, clean);
	}
	arena_free(a);
	return 0;
}
