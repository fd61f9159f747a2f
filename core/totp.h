/*
 * One-time codes of an authenticator (RFC 6238: SHA-1, six digits, 30 seconds)
 * and the recovery codes that stand in for a lost one. Pure: the secret is
 * drawn by the caller with crypt_random(), the time is an argument.
 */
#ifndef CORE_TOTP_H
#define CORE_TOTP_H

#include "core/base/types.h"

struct arena;

struct totp_secret {
	uint8_t b[20];
};

struct recovery_code {
	uint8_t b[10];
};

#define TOTP_STEP 30		/* seconds */
#define RECOVERY_CODES 10	/* given out at a time */

/* The six digits of a step; a step is the number of 30 seconds since 1970. */
struct str totp_code(struct arena *, const struct totp_secret *, int64_t step);

/*
 * The step a typed code stands for: the present one, the one before or the one
 * after, as clocks differ. Never a step up to `used`, so a code works once:
 * store what is returned. 0: not accepted. Spaces in the code do not matter.
 */
int64_t totp_accept(struct arena *, const struct totp_secret *,
    struct str typed, struct stamp now, int64_t used);

/* otpauth://totp/…, for the QR code; `issuer` and `account` are any text. */
struct str totp_uri(struct arena *, const struct totp_secret *,
    struct str issuer, struct str account);
/* The same secret for typing, in groups of four letters. */
struct str totp_typing(struct arena *, const struct totp_secret *);

/* ABCD-EFGH-JKLM-NPQR */
struct str recovery_print(struct arena *, const struct recovery_code *);
/*
 * What somebody typed, as it was printed: capitals or not, with hyphens,
 * spaces or neither, 0 for O, 1 for I, 8 for B. False: cannot be one. Its hash
 * is what is stored.
 */
bool	recovery_parse(struct arena *, struct str typed, struct recovery_code *);

/* Base32 (RFC 4648) without padding; decoding takes only capitals. */
struct str base32_encode(struct arena *, struct str bytes);
bool	base32_decode(struct arena *, struct str, struct str *bytes);

#endif
