/*
 * The forms of forms.def: a struct form_NAME each with its values, a number
 * F_NAME_FIELD for each field, and the table that reads it.
 */
#ifndef FCGI_FORMS_H
#define FCGI_FORMS_H

#include <stddef.h>

#include "core/form.h"

#define C_LINE		struct str
#define C_TEXT		struct str
#define C_SECRET	struct str
#define C_EMAIL		struct str
#define C_NUMBER	int
#define C_MONEY		struct money
#define C_DATE		struct date
#define C_CHOICE	int
#define C_TICK		bool
#define C_PID		struct pid

#define FORM(f_)	struct form_##f_ {
#define FIELD(f_, field, kind, must, max, words, missing) C_##kind field;
#define EACH(f_, field, no, kind, max, words) C_##kind field##_##no;
#define END(f_)	};
#include "fcgi/forms.def"
#undef FORM
#undef FIELD
#undef EACH
#undef END

#define FORM(f_)	enum {
#define FIELD(f_, field, kind, must, max, words, missing) F_##f_##_##field,
#define EACH(f_, field, no, kind, max, words) F_##f_##_##field##_##no,
#define END(f_)	F_##f_##_count };
#include "fcgi/forms.def"
#undef FORM
#undef FIELD
#undef EACH
#undef END

#define FORM(f_)	extern const struct form the_form_##f_;
#define FIELD(f_, field, kind, must, max, words, missing)
#define EACH(f_, field, no, kind, max, words)
#define END(f_)
#include "fcgi/forms.def"
#undef FORM
#undef FIELD
#undef EACH
#undef END

struct out;

/*
 * All of them as plain text, tabs between: form, field, kind, must, max, words. A
 * field that there is for each thing a page lists is NAME_#.
 */
void	forms_print(struct out *);

#endif
