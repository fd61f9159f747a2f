#include "fcgi/forms.h"

#include "core/base/out.h"
#include "core/money.h"

#define MUST true
#define MAY false

#define FORM(f_)	static const struct field f_##_fields[] = {
#define FIELD(f_, field, kind, must, max, words, missing)		\
	{ S_INIT(#field), FIELD_##kind, must, max, S_INIT(words),	\
	    S_INIT(missing), offsetof(struct form_##f_, field), 0 },
#define EACH(f_, field, no, kind, max, words)				\
	{ S_INIT(#field), FIELD_##kind, MAY, max, S_INIT(words), S_INIT(""), \
	    offsetof(struct form_##f_, field##_##no), no },
#define END(f_)	};
#include "fcgi/forms.def"
#undef FORM
#undef FIELD
#undef EACH
#undef END

#define FORM(f_)							\
const struct form the_form_##f_ = {					\
	S_INIT(#f_), f_##_fields, COUNT(f_##_fields),		\
	sizeof(struct form_##f_),					\
};
#define FIELD(f_, field, kind, must, max, words, missing)
#define EACH(f_, field, no, kind, max, words)
#define END(f_)
#include "fcgi/forms.def"
#undef FORM
#undef FIELD
#undef EACH
#undef END

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

static const char *const kinds[] = {
	[FIELD_LINE] = "line", [FIELD_TEXT] = "text", [FIELD_SECRET] = "secret",
	[FIELD_EMAIL] = "email", [FIELD_NUMBER] = "number", [FIELD_MONEY] = "money",
	[FIELD_DATE] = "date", [FIELD_CHOICE] = "choice", [FIELD_TICK] = "tick",
	[FIELD_PID] = "pid",
};

static void
print_field(struct out *o, const struct form *form, const struct field *f)
{
	out_str(o, form->name);
	out_char(o, '\t');
	out_str(o, f->name);
	out_str(o, f->each > 0 ? S("_#\t") : S("\t"));
	out_str(o, str_of(kinds[f->kind]));
	out_lit(o, "\t");
	out_str(o, f->required ? S("must") : S("may"));
	out_char(o, '\t');
	out_int(o, f->max);
	out_char(o, '\t');
	out_str(o, f->words.n > 0 ? f->words : S("-"));
	out_char(o, '\n');
}

/* What there is one of for each thing is printed once. */
void
forms_print(struct out *o)
{
	for (size_t i = 0; i < COUNT(all); i++)
		for (size_t n = 0; n < all[i]->n; n++)
			if (all[i]->field[n].each <= 1)
				print_field(o, all[i], &all[i]->field[n]);
}
