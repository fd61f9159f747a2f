#include "core/base/arena.h"
#include "core/base/utf8.h"
#include "fcgi/letter/html.h"

int	LLVMFuzzerTestOneInput(const uint8_t *, size_t);

/* What was read is well formed, whatever was given. */
static void
check(const struct letter_node *node)
{
	if (!utf8_plain(node->text, true))
		abort();
	size_t last = 0;
	for (const struct letter_strong *b = node->strong; b != NULL; b = b->next) {
		if (b->from < last || b->to < b->from || b->to > node->text.n)
			abort();
		last = b->to;
	}
	for (const struct letter_node *n = node->first; n != NULL; n = n->next)
		check(n);
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	struct arena *a = arena_new((size_t)64 * 1024 * 1024);
	struct letter_node *root;
	struct str why;
	size_t at;

	if (letter_parse(a, (struct str){ (const char *)bytes, n }, &root, &why,
	    &at) == OK)
		check(root);
	else if (!is_set(why) || at > n)
		abort();
	arena_free(a);
	return 0;
}
