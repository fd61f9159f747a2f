/*
 * A document in words, as its receipt has them.
 */
#include "fcgi/pages/document_words.h"

#include "core/base/out.h"
#include "core/base/str.h"
#include "core/crypt.h"
#include "core/document.h"

#define KB 1024
#define MB (1024 * 1024)

struct str
document_size_words(struct arena *a, const struct document_row *d)
{
	struct out o;

	out_init(&o, a, 100);
	out_str(&o, document_words(d->kind));
	if (d->pages > 0) {
		out_lit(&o, ", ");
		out_int(&o, d->pages);
		out_str(&o, d->pages == 1 ? S(" page") : S(" pages"));
	}
	out_lit(&o, ", ");
	if (d->bytes < MB) {
		out_int(&o, (d->bytes + KB - 1) / KB);
		out_lit(&o, " KB");
	} else {
		out_int(&o, d->bytes / MB);
		out_char(&o, '.');
		out_int(&o, d->bytes % MB * 10 / MB);
		out_lit(&o, " MB");
	}
	return out_str_of(&o);
}

struct str
document_print_words(struct arena *a, struct str hash)
{
	struct out o;

	out_init(&o, a, 200);
	for (size_t i = 0; i < hash.n; i += 4) {
		if (i > 0)
			out_char(&o, ' ');
		out_hex(&o, hash.p + i, hash.n - i < 4 ? hash.n - i : 4);
	}
	return out_str_of(&o);
}

struct str
document_question_words(struct arena *a, const struct question *q)
{
	struct out o;

	out_init(&o, a, 300);
	out_lit(&o, "Question ");
	out_int(&o, q->number);
	out_lit(&o, ": ");
	out_str(&o, q->title);
	return out_str_of(&o);
}

struct str
document_about_words(struct arena *a, const struct questions *qs, const struct document_row *d)
{
	if (is_set(d->plan))
		return d->plan == PLAN_PICTURE ? S("The support plan: the child’s own "
		    "picture") : S("The support plan");
	for (size_t i = 0; is_set(d->question) && i < qs->n; i++)
		if (qs->v[i].number == d->question)
			return document_question_words(a, &qs->v[i]);
	return STR_NONE;
}
