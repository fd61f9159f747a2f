/*
 * All of Accord's cryptography except one-time codes (core/totp.h), in the
 * words of what it is for. The only file that draws random bytes.
 *
 * Keys belong to the caller, who reads them from files. A key serves one
 * purpose; where one file must serve two, crypt_key_for() parts them.
 */
#ifndef CORE_CRYPT_H
#define CORE_CRYPT_H

#include "core/base/err.h"
#include "core/base/types.h"

struct arena;

struct key {		/* secret: never printed, never in the database */
	uint8_t b[32];
};

struct hash32 {
	uint8_t b[32];
};

struct public_key {	/* Ed25519 */
	uint8_t b[32];
};

struct signature {	/* Ed25519 */
	uint8_t b[64];
};

void	crypt_start(void);	/* once per process, before all else; or aborts */

/* Random bytes, the public ids made of them, and codes people type. */
void	crypt_random(void *, size_t);
struct pid pid_new(void);			/* never PID_NONE */
struct str crypt_digits(struct arena *, int n);	/* "042917"; n at most 16 */

/* A key file holds exactly 32 bytes; false otherwise. */
bool	crypt_key_read(struct str file, struct key *);
struct key crypt_key_for(const struct key *, struct str purpose);
void	crypt_wipe(void *, size_t);		/* is not optimised away */

/* Keyed BLAKE2b-256: what is stored of session cookies and codes. */
struct hash32 crypt_hash(const struct key *, struct str);
/* SHA-256, which anybody can check with tools of their own. */
struct hash32 crypt_fingerprint(struct str);
struct str hash32_str(const struct hash32 *);	/* a slice of it, not a copy */
bool	hash32_eq(const struct hash32 *, const struct hash32 *);

/* Equal, in time that depends on the lengths only. */
bool	crypt_equal(struct str, struct str);

/* Base64url without padding (RFC 4648, 5); decoding takes only that form. */
struct str crypt_base64(struct arena *, struct str bytes);
bool	crypt_unbase64(struct arena *, struct str, struct str *bytes);

/*
 * Passwords: Argon2id, 64 MiB, three passes, salted; *stored is a printable
 * text of at most 127 letters. E_BUSY: no memory for it just now.
 *
 * crypt_password_check() costs exactly one hash whatever it is given. For an
 * unknown or locked account call it with STR_NONE: *ok is false, as late as
 * it would be for a wrong password.
 */
MUST_CHECK enum err crypt_password_hash(struct arena *, struct str password,
    struct str *stored);
MUST_CHECK enum err crypt_password_check(struct arena *, struct str stored,
    struct str password, bool *ok);

/*
 * The secret of every form: bound to the session, masked anew on each page, so
 * that no two pages hold the same letters. 86 letters of base64url.
 */
struct str crypt_csrf(struct arena *, const struct key *,
    const struct hash32 *session);
bool	crypt_csrf_ok(struct arena *, const struct key *,
    const struct hash32 *session, struct str sent);

/*
 * Short secrets at rest: the key of a document, the secret of an
 * authenticator. `about` says what it belongs to (a public id, say); moved to
 * another owner it does not open. The number tells which key closed it, so
 * that keys can be changed.
 */
struct wrap_key {
	uint32_t no;
	struct key key;
};

#define CRYPT_WRAP_EXTRA 44	/* bytes a wrapped secret is longer */

struct str crypt_wrap(struct arena *, const struct wrap_key *,
    struct str about, struct str secret);
bool	crypt_unwrap(struct arena *, const struct wrap_key *,
    struct str about, struct str wrapped, struct str *secret);
uint32_t crypt_wrap_no(struct str wrapped);	/* 0: not a wrapped secret */

/*
 * Documents: an encrypted stream of chunks under a key of its own. A chunk
 * that was changed, moved, left out or comes from elsewhere does not open, and
 * a stream is whole only when its last chunk was read: insist on
 * crypt_read_whole() before believing its end.
 *
 * `to` has room for chunk.n + CRYPT_CHUNK_EXTRA when writing, sealed.n when
 * reading. Both return the slice of it they filled; a chunk that does not open
 * gives STR_NONE, and so does everything after it.
 */
#define CRYPT_CHUNK ((size_t)256 * 1024)
#define CRYPT_CHUNK_EXTRA 17
#define CRYPT_HEADER 24		/* bytes, stored beside the chunks */

struct crypt_stream;

struct crypt_stream *crypt_write_start(struct arena *, const struct key *,
    struct str *header);
struct str crypt_write(struct crypt_stream *, struct str chunk, bool last,
    uint8_t *to);
struct crypt_stream *crypt_read_start(struct arena *, const struct key *,
    struct str header);			/* NULL: that is no header */
struct str crypt_read(struct crypt_stream *, struct str sealed, uint8_t *to);
bool	crypt_read_whole(const struct crypt_stream *);

/* Signatures under letters and anchors: Ed25519 from a 32 byte seed. */
struct public_key crypt_public(const struct key *seed);
struct signature crypt_sign(const struct key *seed, struct str message);
bool	crypt_signed(const struct public_key *, struct str message,
    const struct signature *);

#endif
