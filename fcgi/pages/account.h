/*
 * A change of somebody's own account: who they are is proved once more, what was
 * done is an event of the account, and a notice goes to their address.
 */
#ifndef FCGI_PAGES_ACCOUNT_H
#define FCGI_PAGES_ACCOUNT_H

#include "core/account.h"
#include "fcgi/req.h"
#include "gen/q_own_account.h"
#include "gen/q_sign_in.h"

/*
 * Loads the account and tries the password they have now: exactly one hash, right
 * or not. A wrong one is counted as at sign-in and said at that field.
 */
MUST_CHECK enum err account_prove(struct req *, int field, struct str typed,
	    struct account *);

/* Their authenticator's present code, or a recovery code; likewise. */
MUST_CHECK enum err account_prove_code(struct req *, int field, struct str typed,
	    const struct account *);

/* What the page of a change needs to know of the account. */
MUST_CHECK enum err account_of(struct req *, struct own_account *);

/* This is not for them, or not now: the page of the account says what is. */
MUST_CHECK enum err account_instead(struct req *);

/* The event, and a notice to this address. what: "The password … was changed". */
MUST_CHECK enum err account_changed(struct req *, enum account_event, struct str address,
	    struct str what);

/* The same, and back to the page of the account. */
MUST_CHECK enum err account_done(struct req *, enum account_event, struct str address,
	    struct str what);

/* Mail about the account, at once. */
MUST_CHECK enum err account_mail(struct req *, struct str address, struct str subject,
	    struct str body);

#endif
