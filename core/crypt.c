#include "core/crypt.h"

#include <errno.h>
#include <sodium.h>

#include "core/base/arena.h"
#include "core/base/str.h"

#define PASSWORD_PASSES 3
#define PASSWORD_MEMORY ((size_t)64 * 1024 * 1024)

/*
 * What a sign-in with nobody behind it is compared with: same cost, and no
 * password gives it, because its last bytes were drawn, not computed.
 */
static const char nobody[] = "$argon2id$v=19$m=65536,t=3,p=1"
    "$7w1vqn2W9pEVsLQbk3dXzA$Yx5uVJq0n8KfTgC1rZ4mOaPeWd7LhSj2Bi9Xk6NyUtE";

void
crypt_start(void)
{
	if (sodium_init() < 0)
		abort();
}

static const uint8_t *
bytes_of(struct str s)
{
	return (const uint8_t *)(s.p == NULL ? "" : s.p);
}

void
crypt_random(void *p, size_t n)
{
	randombytes_buf(p, n);
}

struct pid
pid_new(void)
{
	struct pid id;

	do
		randombytes_buf(id.b, sizeof id.b);
	while (pid_is_none(id));
	return id;
}

struct str
crypt_digits(struct arena *a, int n)
{
	size_t len = (size_t)n;
	char *p = arena_alloc(a, len);

	for (size_t i = 0; i < len; i++)
		p[i] = (char)('0' + randombytes_uniform(10));
	return (struct str){ p, len };
}

bool
crypt_key_read(struct str file, struct key *k)
{
	if (file.n != sizeof k->b)
		return false;
	memcpy(k->b, file.p, sizeof k->b);
	return true;
}

struct key
crypt_key_for(const struct key *k, struct str purpose)
{
	struct hash32 h = crypt_hash(k, purpose);
	struct key out;

	memcpy(out.b, h.b, sizeof out.b);
	return out;
}

void
crypt_wipe(void *p, size_t n)
{
	sodium_memzero(p, n);
}

struct hash32
crypt_hash(const struct key *k, struct str s)
{
	struct hash32 h;

	crypto_generichash(h.b, sizeof h.b, bytes_of(s), s.n, k->b, sizeof k->b);
	return h;
}

struct hash32
crypt_fingerprint(struct str s)
{
	struct hash32 h;

	crypto_hash_sha256(h.b, bytes_of(s), s.n);
	return h;
}

struct str
hash32_str(const struct hash32 *h)
{
	return (struct str){ (const char *)h->b, sizeof h->b };
}

bool
hash32_eq(const struct hash32 *a, const struct hash32 *b)
{
	return sodium_memcmp(a->b, b->b, sizeof a->b) == 0;
}

bool
crypt_equal(struct str a, struct str b)
{
	return a.n == b.n && sodium_memcmp(bytes_of(a), bytes_of(b), a.n) == 0;
}

struct str
crypt_base64(struct arena *a, struct str s)
{
	const int variant = sodium_base64_VARIANT_URLSAFE_NO_PADDING;
	size_t room = sodium_base64_encoded_len(s.n, variant);
	char *p = arena_alloc(a, room);

	sodium_bin2base64(p, room, bytes_of(s), s.n, variant);
	return (struct str){ p, room - 1 };
}

/* Encoded again it must be the same: the library takes more than it gives. */
bool
crypt_unbase64(struct arena *a, struct str s, struct str *bytes)
{
	size_t room = s.n / 4 * 3 + 3, n;
	uint8_t *p = arena_alloc(a, room);

	if (sodium_base642bin(p, room, s.p == NULL ? "" : s.p, s.n, NULL, &n,
	    NULL, sodium_base64_VARIANT_URLSAFE_NO_PADDING) != 0)
		return false;
	*bytes = (struct str){ (const char *)p, n };
	return str_eq(crypt_base64(a, *bytes), s);
}

enum err
crypt_password_hash(struct arena *a, struct str password, struct str *stored)
{
	char *p = arena_alloc(a, crypto_pwhash_STRBYTES);

	if (crypto_pwhash_str_alg(p, password.p == NULL ? "" : password.p,
	    password.n, PASSWORD_PASSES, PASSWORD_MEMORY,
	    crypto_pwhash_ALG_ARGON2ID13) != 0)
		return E_BUSY;
	*stored = str_of(p);
	return OK;
}

/* Damaged text would be refused without work, and tell so by its haste. */
static const char *
one_that_costs(struct arena *a, struct str stored)
{
	const char *s = is_set(stored) ? str_cstr(a, stored) : nobody;
	bool good = crypto_pwhash_str_needs_rehash(s, PASSWORD_PASSES,
	    PASSWORD_MEMORY) >= 0;

	return good ? s : nobody;
}

enum err
crypt_password_check(struct arena *a, struct str stored, struct str password,
    bool *ok)
{
	const char *s = one_that_costs(a, stored);

	*ok = false;
	errno = 0;
	int no = crypto_pwhash_str_verify(s,
	    password.p == NULL ? "" : password.p, password.n);
	if (no != 0 && errno == ENOMEM)
		return E_BUSY;
	*ok = no == 0 && s != nobody;
	return OK;
}

static struct hash32
csrf_token(const struct key *k, const struct hash32 *session)
{
	struct key csrf = crypt_key_for(k, S("csrf"));

	return crypt_hash(&csrf, hash32_str(session));
}

struct str
crypt_csrf(struct arena *a, const struct key *k, const struct hash32 *session)
{
	struct hash32 token = csrf_token(k, session);
	uint8_t both[64];	/* mask, then mask xor token */

	randombytes_buf(both, 32);
	for (size_t i = 0; i < 32; i++)
		both[32 + i] = both[i] ^ token.b[i];
	return crypt_base64(a, (struct str){ (const char *)both, sizeof both });
}

bool
crypt_csrf_ok(struct arena *a, const struct key *k,
    const struct hash32 *session, struct str sent)
{
	struct hash32 token = csrf_token(k, session), got;
	struct str both;

	if (sent.n != 86 || !crypt_unbase64(a, sent, &both))
		return false;
	for (size_t i = 0; i < 32; i++)
		got.b[i] = (uint8_t)(both.p[i] ^ both.p[32 + i]);
	return hash32_eq(&got, &token);
}

/* A wrapped secret: 4 bytes of key number, 24 of nonce, then the sealed text. */
#define NO_LEN ((size_t)4)
#define NONCE_LEN ((size_t)crypto_aead_xchacha20poly1305_ietf_NPUBBYTES)
#define MAC_LEN ((size_t)crypto_aead_xchacha20poly1305_ietf_ABYTES)
_Static_assert(CRYPT_WRAP_EXTRA == NO_LEN + NONCE_LEN + MAC_LEN, "as told");

struct str
crypt_wrap(struct arena *a, const struct wrap_key *k, struct str about,
    struct str secret)
{
	size_t n = CRYPT_WRAP_EXTRA + secret.n;
	uint8_t *p = arena_alloc(a, n), *nonce = p + NO_LEN;

	for (size_t i = 0; i < NO_LEN; i++)
		p[i] = (uint8_t)(k->no >> (24 - 8 * i));
	randombytes_buf(nonce, NONCE_LEN);
	crypto_aead_xchacha20poly1305_ietf_encrypt(nonce + NONCE_LEN, NULL,
	    bytes_of(secret), secret.n, bytes_of(about), about.n, NULL, nonce,
	    k->key.b);
	return (struct str){ (const char *)p, n };
}

uint32_t
crypt_wrap_no(struct str wrapped)
{
	uint32_t no = 0;

	if (wrapped.n < CRYPT_WRAP_EXTRA)
		return 0;
	for (size_t i = 0; i < NO_LEN; i++)
		no = no << 8 | (uint8_t)wrapped.p[i];
	return no;
}

bool
crypt_unwrap(struct arena *a, const struct wrap_key *k, struct str about,
    struct str wrapped, struct str *secret)
{
	if (wrapped.n < CRYPT_WRAP_EXTRA || crypt_wrap_no(wrapped) != k->no)
		return false;
	const uint8_t *nonce = bytes_of(wrapped) + NO_LEN;
	size_t n = wrapped.n - CRYPT_WRAP_EXTRA;
	uint8_t *p = arena_alloc(a, n + 1);

	if (crypto_aead_xchacha20poly1305_ietf_decrypt(p, NULL, NULL,
	    nonce + NONCE_LEN, n + MAC_LEN, bytes_of(about), about.n, nonce,
	    k->key.b) != 0)
		return false;
	*secret = (struct str){ (const char *)p, n };
	return true;
}

struct crypt_stream {
	crypto_secretstream_xchacha20poly1305_state state;
	bool over;		/* nothing may follow */
	bool whole;
};

_Static_assert(CRYPT_CHUNK_EXTRA == crypto_secretstream_xchacha20poly1305_ABYTES
    && CRYPT_HEADER == crypto_secretstream_xchacha20poly1305_HEADERBYTES,
    "as told");

struct crypt_stream *
crypt_write_start(struct arena *a, const struct key *k, struct str *header)
{
	struct crypt_stream *st = ARENA_NEW(a, struct crypt_stream);
	uint8_t *p = arena_alloc(a, CRYPT_HEADER);

	crypto_secretstream_xchacha20poly1305_init_push(&st->state, p, k->b);
	*header = (struct str){ (const char *)p, CRYPT_HEADER };
	return st;
}

struct str
crypt_write(struct crypt_stream *st, struct str chunk, bool last, uint8_t *to)
{
	if (st->over)
		abort();	/* would never be read */
	crypto_secretstream_xchacha20poly1305_push(&st->state, to, NULL,
	    bytes_of(chunk), chunk.n, NULL, 0,
	    last ? crypto_secretstream_xchacha20poly1305_TAG_FINAL
	    : crypto_secretstream_xchacha20poly1305_TAG_MESSAGE);
	st->over = last;
	return (struct str){ (const char *)to, chunk.n + CRYPT_CHUNK_EXTRA };
}

struct crypt_stream *
crypt_read_start(struct arena *a, const struct key *k, struct str header)
{
	struct crypt_stream *st = ARENA_NEW(a, struct crypt_stream);

	if (header.n != CRYPT_HEADER)
		return NULL;
	crypto_secretstream_xchacha20poly1305_init_pull(&st->state,
	    bytes_of(header), k->b);
	return st;
}

struct str
crypt_read(struct crypt_stream *st, struct str sealed, uint8_t *to)
{
	uint8_t tag = 0;
	unsigned long long n;

	if (st->over || sealed.n < CRYPT_CHUNK_EXTRA
	    || crypto_secretstream_xchacha20poly1305_pull(&st->state, to, &n,
	    &tag, bytes_of(sealed), sealed.n, NULL, 0) != 0) {
		st->over = true;
		st->whole = false;
		return STR_NONE;
	}
	st->over = tag == crypto_secretstream_xchacha20poly1305_TAG_FINAL;
	st->whole = st->over;
	return (struct str){ (const char *)to, (size_t)n };
}

bool
crypt_read_whole(const struct crypt_stream *st)
{
	return st->whole;
}

struct public_key
crypt_public(const struct key *seed)
{
	struct public_key pub;
	uint8_t secret[crypto_sign_SECRETKEYBYTES];

	crypto_sign_seed_keypair(pub.b, secret, seed->b);
	sodium_memzero(secret, sizeof secret);
	return pub;
}

struct signature
crypt_sign(const struct key *seed, struct str message)
{
	struct signature sig;
	uint8_t pub[crypto_sign_PUBLICKEYBYTES];
	uint8_t secret[crypto_sign_SECRETKEYBYTES];

	crypto_sign_seed_keypair(pub, secret, seed->b);
	crypto_sign_detached(sig.b, NULL, bytes_of(message), message.n, secret);
	sodium_memzero(secret, sizeof secret);
	return sig;
}

bool
crypt_signed(const struct public_key *pub, struct str message,
    const struct signature *sig)
{
	return crypto_sign_verify_detached(sig->b, bytes_of(message), message.n,
	    pub->b) == 0;
}
