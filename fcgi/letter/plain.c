#include "fcgi/letter/plain.h"

#include "core/base/out.h"
#include "core/base/str.h"
#include "fcgi/letter/html.h"

/* What stands before and after the text of an element. */
static const struct {
	enum letter_element kind;
	struct str before, after;
} marks[] = {
	{ LETTER_H1, S_INIT(""), S_INIT("\n\n") },
	{ LETTER_H2, S_INIT("\n"), S_INIT("\n\n") },
	{ LETTER_P, S_INIT(""), S_INIT("\n") },
	{ LETTER_LI, S_INIT("- "), S_INIT("\n") },
	{ LETTER_TR, S_INIT(""), S_INIT("\n") },
};

static struct str
mark_of(enum letter_element kind, bool before)
{
	for (size_t i = 0; i < COUNT(marks); i++)
		if (marks[i].kind == kind)
			return before ? marks[i].before : marks[i].after;
	return S("");
}

static void
plain(struct out *o, const struct letter_node *n)
{
	out_str(o, mark_of(n->kind, true));
	if (is_set(n->text))
		out_str(o, n->text);
	for (const struct letter_node *c = n->first; c != NULL; c = c->next) {
		plain(o, c);
		if (n->kind == LETTER_TR && c->next != NULL)
			out_lit(o, " | ");
	}
	out_str(o, mark_of(n->kind, false));
}

enum err
letter_plain(struct arena *a, struct out *o, struct str html)
{
	struct letter_node *root;
	struct str why;
	size_t at;

	TRY(letter_parse(a, html, &root, &why, &at));
	plain(o, root);
	return OK;
}
