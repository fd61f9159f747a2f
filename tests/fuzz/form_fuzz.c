/*
 * Every form, given any body: the first byte chooses the form. What a handler
 * is given keeps within the limits of its field, and what is wrong has a
 * sentence and a place to go to.
 */
#include "fcgi/forms.h"

#include "core/base/arena.h"
#include "core/base/civil.h"
#include "core/base/utf8.h"
#include "fcgi/request/urlencoded.h"

int LLVMFuzzerTestOneInput(const uint8_t *, size_t);

static const struct form *const all[] = {
#define FORM(f_) &the_form_##f_,
#define FIELD(f_, field, kind, must, max, words, missing)
#define EACH(f_, field, no, kind, max, words)
#define END(f_)
#include "fcgi/forms.def"
#undef FORM
#undef FIELD
#undef EACH
#undef END
};

static bool
words_ok(const struct field *f, const void *value)
{
	const struct str *s = value;

	return utf8_ok(*s) && utf8_len(*s) <= (size_t)f->max &&
	    (f->kind == FIELD_SECRET || utf8_plain(*s, f->kind == FIELD_TEXT));
}

static bool
int_ok(const struct field *f, const void *value)
{
	const int *n = value;

	return (*n >= 0 && *n <= f->max) || (*n == INT_NONE && !f->required);
}

static bool
choice_ok(const struct field *f, const void *value)
{
	const int *n = value;
	int words = 1;

	for (size_t i = 0; i < f->words.n; i++)
		words += f->words.p[i] == '|';
	return *n >= (f->required ? 1 : 0) && *n <= words;
}

static bool
money_ok(const struct field *f, const void *value)
{
	const struct money *m = value;

	return is_set(*m) ? m->pence >= 0 && m->pence <= (int64_t)f->max * 100 :
	    !f->required;
}

static bool
date_ok(const struct field *f, const void *value)
{
	const struct date *d = value;

	return is_set(*d) ? ymd_ok(date_ymd(*d)) : !f->required;
}

static bool (*const value_ok[])(const struct field *, const void *) = {
	[FIELD_LINE] = words_ok, [FIELD_TEXT] = words_ok, [FIELD_SECRET] = words_ok,
	[FIELD_EMAIL] = words_ok, [FIELD_NUMBER] = int_ok, [FIELD_MONEY] = money_ok,
	[FIELD_DATE] = date_ok, [FIELD_CHOICE] = choice_ok, [FIELD_TICK] = NULL,
	[FIELD_PID] = NULL,
};

static void
check(struct arena *a, const struct form *form, const char *values,
    const struct form_view *view)
{
	struct form_problems problems = form_problems(a, view);

	if (view->any != (problems.n > 0))
		abort();
	for (size_t i = 0; i < problems.n; i++)
		if (!is_set(problems.v[i].words) || !is_set(problems.v[i].anchor))
			abort();
	for (size_t i = 0; i < form->n; i++) {
		const struct field *f = &form->field[i];
		if (!form_has(view, (int)i) && value_ok[f->kind] != NULL &&
		    !value_ok[f->kind](f, values + f->offset))
			abort();
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *p, size_t n)
{
	struct arena *a = arena_new((size_t)64 * 1024 * 1024);
	struct form_view view;
	struct pairs pairs;
	void *values;

	if (n > 0) {
		const struct form *form = all[p[0] % COUNT(all)];
		struct str body = { (const char *)p + 1, n - 1 };
		if (urlencoded_parse(a, body, &pairs) == OK &&
		    form_read(a, form, pairs.v, pairs.n, &values, &view) == OK)
			check(a, form, values, &view);
	}
	arena_free(a);
	return 0;
}
