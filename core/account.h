/*
 * What happens to an account: one chain of events per person, beside the
 * records of cases. No password, code or address ever stands in it.
 */
#ifndef CORE_ACCOUNT_H
#define CORE_ACCOUNT_H

#include "core/base/types.h"

#define ACCOUNT_EVENT_LIST(X)						\
	X(ACCOUNT_OPENED, 1, "The account was opened")			\
	X(ACCOUNT_CLOSED, 2, "The account was closed")			\
	X(ACCOUNT_PASSWORD, 3, "The password was changed")		\
	X(ACCOUNT_SIGNED_IN, 4, "Signed in")				\
	X(ACCOUNT_WRONG_CODE, 5, "The password was right, the code was not") \
	X(ACCOUNT_SIGNED_OUT, 6, "Signed out")				\
	X(ACCOUNT_SIGNED_OUT_ALL, 7, "Signed out everywhere")		\
	X(ACCOUNT_NEW_CODES, 8, "A new authenticator and recovery codes were given out") \
	X(ACCOUNT_REFUSED, 9, "A change was refused: the password or the code was wrong") \
	X(ACCOUNT_EMAIL, 10, "The email address was changed")		\
	X(ACCOUNT_PHONE, 11, "The telephone number was changed")	\
	X(ACCOUNT_APP, 12, "An authenticator app was set up")		\
	X(ACCOUNT_APP_OFF, 13, "The authenticator app was turned off")	\
	X(ACCOUNT_RECOVERY, 14, "New recovery codes were given out")	\
	X(ACCOUNT_RIGHTS, 15, "The role or the team was changed")	\
	X(ACCOUNT_TITLE, 16, "The title was changed")

enum account_event {	/* stored; numbers are never reused */
	ACCOUNT_NOTHING = 0,
#define ACCOUNT_ENUM(name, value, words) name = value,
	ACCOUNT_EVENT_LIST(ACCOUNT_ENUM)
#undef ACCOUNT_ENUM
};

struct str account_event_words(enum account_event);

/*
 * An address mail can be sent to: name@host in plain ASCII, without the signs
 * that have a meaning in a header. What this refuses is never accepted in a form.
 */
bool	account_address_ok(struct str);

/*
 * What is wrong with a name somebody gives themselves; none: nothing. A comma is
 * refused because a role follows a name after one, in the record and in letters.
 */
struct str account_name_fault(struct str);

/* What is wrong with a telephone number; none: nothing, or there is no number. */
struct str account_phone_fault(struct str);

#endif
