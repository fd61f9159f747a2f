#include "fcgi/forms.h"

#include "core/base/out.h"
#include "core/money.h"

#define MUST true
#define MAY false

#define FORM(f_)	static const struct field f_##_fields[] = {
#define FIELD(f_, field, kind, must, max, words, missing)		\
	{ S_INIT(#field), FIELD_##kind, must, max, S_INIT(words),	\
	    S_INIT(missing), offsetof(struct form_##f_, field) },
#define END(f_)	};
#include "fcgi/forms.def"
#undef FORM
#undef FIELD
#undef END

#define FORM(f_)							\
const struct form the_form_##f_ = {					\
	S_INIT(#f_), f_##_fields, COUNT(f_##_fields),		\
	sizeof(struct form_##f_),					\
};
#define FIELD(f_, field, kind, must, max, words, missing)
#define END(f_)
#include "fcgi/forms.def"
#undef FORM
#undef FIELD
#undef END

static const struct form *const all[] = {
#define FORM(f_) &the_form_##f_,
#define FIELD(f_, field, kind, must, max, words, missing)
#define END(f_)
#include "fcgi/forms.def"
#undef FORM
#undef FIELD
#undef END
};

static const char *const kinds[] = {
	[FIELD_LINE] = "line", [FIELD_TEXT] = "text", [FIELD_SECRET] = "secret",
	[FIELD_EMAIL] = "email", [FIELD_NUMBER] = "number", [FIELD_MONEY] = "money",
	[FIELD_DATE] = "date", [FIELD_CHOICE] = "choice", [FIELD_TICK] = "tick",
	[FIELD_PID] = "pid",
};

void
forms_print(struct out *o)
{
	for (size_t i = 0; i < COUNT(all); i++)
		for (size_t n = 0; n < all[i]->n; n++) {
			const struct field *f = &all[i]->field[n];
			out_str(o, all[i]->name);
			out_char(o, '\t');
			out_str(o, f->name);
			out_char(o, '\t');
			out_str(o, str_of(kinds[f->kind]));
			out_lit(o, "\t");
			out_str(o, f->required ? S("must") : S("may"));
			out_char(o, '\t');
			out_int(o, f->max);
			out_char(o, '\t');
			out_str(o, f->words.n > 0 ? f->words : S("-"));
			out_char(o, '\n');
		}
}
