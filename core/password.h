/*
 * Which passwords are good enough. Length first, then how well they can be
 * guessed by somebody who knows the person.
 *
 * A password is the bytes that were sent: any Unicode, spaces included,
 * nothing trimmed, nothing normalised. (Keyboards and password managers send
 * the same bytes each time, and a form that changes what was typed takes
 * something away from it.) Its length is counted in characters.
 */
#ifndef CORE_PASSWORD_H
#define CORE_PASSWORD_H

#include "core/base/types.h"

struct arena;

enum password_for {
	PASSWORD_FAMILY = 1,	/* 15 characters: often the only secret */
	PASSWORD_STAFF = 2,	/* 12: there is always a second factor */
};

#define PASSWORD_MAX 128	/* characters */

/* The shortest that is taken. */
int	password_least(enum password_for);

/*
 * Why this password cannot be taken, in plain words to stand beside the field;
 * STR_NONE if it can. own[0..n): what others may know of the person: names,
 * e-mail address, case reference, the council.
 */
struct str password_fault(struct arena *, enum password_for,
    struct str password, const struct str *own, size_t n);

#endif
