/*
 * What can go wrong. One list: the name, the HTTP status, and the reader's
 * words. The detail is logged where it happens and never shown.
 *
 * Wrong input is not in this list: it is the form shown again.
 */
#ifndef CORE_BASE_ERR_H
#define CORE_BASE_ERR_H

#include "core/base/types.h"

#define ERR_LIST(X)							\
	X(OK, 200, "OK", "")						\
	X(E_BAD_REQUEST, 400, "We could not read that",			\
	    "Your browser sent something we could not read. "		\
	    "Go back and try again. Nothing has been changed.")		\
	X(E_FORBIDDEN, 403, "That form had gone out of date",		\
	    "For your safety we only accept forms from pages we gave "	\
	    "you. Go back, reload the page and send it again. "		\
	    "Nothing has been changed.")				\
	X(E_NOT_FOUND, 404, "Page not found",				\
	    "There is no such page, or it is not one you can see. "	\
	    "Check the address, or start again from your home page.")	\
	X(E_METHOD, 405, "That does not work here",			\
	    "This page cannot be used in that way. "			\
	    "Start again from your home page.")				\
	X(E_CONFLICT, 409, "Somebody got there first",			\
	    "This has changed since you opened the page. Look at it "	\
	    "as it is now, then decide again. "				\
	    "What you sent has not been used.")				\
	X(E_TOO_LARGE, 413, "That is too large",			\
	    "What you sent is larger than we can take. "		\
	    "Nothing has been changed.")				\
	X(E_FORM, 422, "There is a problem", "")			\
	X(E_TOO_MANY, 429, "Too many tries",				\
	    "There have been too many tries. "				\
	    "Wait a few minutes, then try again.")			\
	X(E_INTERNAL, 500, "Sorry, something went wrong",		\
	    "This is our fault, not yours. Nothing has been changed. "	\
	    "Try again in a few minutes.")				\
	X(E_BUSY, 503, "Sorry, we are busy",				\
	    "Accord cannot answer just now. Nothing has been changed. "	\
	    "Try again in a minute.")					\
	X(E_FULL, 503, "Sorry, Accord has no room left",		\
	    "The disk that Accord writes to is nearly full, so nothing "	\
	    "can be added just now. You can still read everything. "	\
	    "Nothing has been changed. Try again later today.")		\
	X(E_MEMORY, 503, "Sorry, we are busy",				\
	    "Accord cannot answer just now. Nothing has been changed. "	\
	    "Try again in a minute.")					\
	X(E_DB, 503, "Sorry, we are busy",				\
	    "Accord cannot answer just now. Nothing has been changed. "	\
	    "Try again in a minute.")

enum err {
#define ERR_ENUM(name, status, title, words) name,
	ERR_LIST(ERR_ENUM)
#undef ERR_ENUM
	ERR_COUNT
};

struct err_words {
	int status;		/* HTTP */
	struct str name;	/* as in the source, for the log */
	struct str title;	/* heading of the error page */
	struct str words;	/* what the reader can do */
};

const struct err_words *err_words(enum err);	/* never NULL */

/* Passes an error up; goes on when there is none. */
#define TRY(call) do {				\
	enum err try_err = (call);		\
	if (try_err != OK)			\
		return try_err;			\
} while (0)

#endif
