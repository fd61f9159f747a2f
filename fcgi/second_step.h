/*
 * The second step of signing in: an authenticator's secret, sealed under the key
 * of its person, and recovery codes, of which only hashes are kept.
 */
#ifndef FCGI_SECOND_STEP_H
#define FCGI_SECOND_STEP_H

#include "core/crypt.h"
#include "core/totp.h"
#include "fcgi/req.h"
#include "gen/q_sign_in.h"

struct second_step {		/* what is shown once, but for sealed */
	struct str sealed;	/* as it is stored */
	struct str uri, typing;
};

/* A new secret; and one that was sealed before, for its person (else E_INTERNAL). */
void	second_step_new(struct arena *, const struct wrap_key *, struct pid,
	    struct str email, struct second_step *);
MUST_CHECK enum err second_step_open(struct arena *, const struct wrap_key *,
	    struct pid, struct str email, struct str sealed, struct second_step *);

/*
 * Draws recovery codes for somebody who has none; and in place of those there
 * were. A new account has none to put away: to look for them would lock the gap
 * in which the next account's codes go, and two opened at once would deadlock.
 * session: the key.
 */
MUST_CHECK enum err recovery_new(struct db *, const struct key *session,
	    int64_t person, struct recovery_code codes[RECOVERY_CODES]);
MUST_CHECK enum err recovery_renew(struct db *, const struct key *session,
	    int64_t person, struct recovery_code codes[RECOVERY_CODES]);

enum code_is {
	CODE_WRONG,
	CODE_USED,	/* of the authenticator, but used before: no guess */
	CODE_RIGHT,
};

/* Is it a code of this secret now? after: the last step used; *step: this one's. */
MUST_CHECK enum err totp_is(struct req *, struct pid, struct str sealed,
	    struct str typed, int after, int *step, enum code_is *);

/* A code of the authenticator, or a recovery code. Uses it up. */
MUST_CHECK enum err code_is(struct req *, const struct account *, struct str typed,
	    enum code_is *);

#endif
