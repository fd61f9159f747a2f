#include "fcgi/forms.h"

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
