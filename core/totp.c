#include "core/totp.h"

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>

#include "core/base/arena.h"
#include "core/base/out.h"
#include "core/base/str.h"

#define DIGITS ((size_t)6)
#define URI_LIMIT ((size_t)4096)

static const char base32[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

static uint32_t
hotp(const struct totp_secret *secret, int64_t step)
{
	uint8_t count[8], mac[EVP_MAX_MD_SIZE];
	unsigned len = 0;

	for (size_t i = 0; i < sizeof count; i++)
		count[i] = (uint8_t)((uint64_t)step >> (56 - 8 * i));
	if (HMAC(EVP_sha1(), secret->b, sizeof secret->b, count, sizeof count,
	    mac, &len) == NULL || len != 20)
		abort();
	const uint8_t *at = mac + (mac[19] & 15);
	return (uint32_t)(at[0] & 0x7f) << 24 | (uint32_t)at[1] << 16
	    | (uint32_t)at[2] << 8 | at[3];
}

struct str
totp_code(struct arena *a, const struct totp_secret *secret, int64_t step)
{
	uint32_t n = hotp(secret, step);
	char *p = arena_alloc(a, DIGITS);

	for (size_t i = DIGITS; i-- > 0; n /= 10)
		p[i] = (char)('0' + n % 10);
	return (struct str){ p, DIGITS };
}

static struct str
without(struct arena *a, struct str s, struct str unwanted)
{
	char *p = arena_alloc(a, s.n + 1);
	size_t n = 0;

	for (size_t i = 0; i < s.n; i++)
		if (!str_has(unwanted, s.p[i]))
			p[n++] = s.p[i];
	return (struct str){ p, n };
}

int64_t
totp_accept(struct arena *a, const struct totp_secret *secret,
    struct str typed, struct stamp now, int64_t used)
{
	struct str code = without(a, typed, S(" "));
	int64_t step = now.us / 1000000 / TOTP_STEP, found = 0;

	if (code.n != DIGITS)
		return 0;
	for (int64_t s = step - 1; s <= step + 1; s++) {
		struct str right = totp_code(a, secret, s);
		if (CRYPTO_memcmp(right.p, code.p, DIGITS) == 0 && s > used)
			found = s;
	}
	return found;
}

static void
out_percent(struct out *o, struct str s)
{
	for (size_t i = 0; i < s.n; i++) {
		char c = s.p[i];
		bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')
		    || (c >= '0' && c <= '9') || str_has(S("-._~"), c);
		if (plain) {
			out_char(o, c);
		} else {
			out_char(o, '%');
			out_hex(o, &c, 1);
		}
	}
}

static struct str
secret_str(const struct totp_secret *secret)
{
	return (struct str){ (const char *)secret->b, sizeof secret->b };
}

struct str
totp_uri(struct arena *a, const struct totp_secret *secret, struct str issuer,
    struct str account)
{
	struct out o;

	out_init(&o, a, URI_LIMIT);
	out_lit(&o, "otpauth://totp/");
	out_percent(&o, issuer);
	out_lit(&o, ":");
	out_percent(&o, account);
	out_lit(&o, "?secret=");
	out_str(&o, base32_encode(a, secret_str(secret)));
	out_lit(&o, "&issuer=");
	out_percent(&o, issuer);
	out_lit(&o, "&algorithm=SHA1&digits=6&period=30");
	return out_ok(&o) ? out_str_of(&o) : STR_NONE;
}

static struct str
in_fours(struct arena *a, struct str s, char between)
{
	struct out o;

	out_init(&o, a, 2 * s.n);
	for (size_t i = 0; i < s.n; i++) {
		if (i > 0 && i % 4 == 0)
			out_char(&o, between);
		out_char(&o, s.p[i]);
	}
	return out_str_of(&o);
}

struct str
totp_typing(struct arena *a, const struct totp_secret *secret)
{
	return in_fours(a, base32_encode(a, secret_str(secret)), ' ');
}

struct str
recovery_print(struct arena *a, const struct recovery_code *code)
{
	struct str bytes = { (const char *)code->b, sizeof code->b };

	return in_fours(a, base32_encode(a, bytes), '-');
}

/* None of 0, 1 and 8 is a letter of base32, so each can only mean one thing. */
static char
as_printed(char c)
{
	static const char typed[] = "018", meant[] = "OIB";
	const char *at = c == '\0' ? NULL : strchr(typed, c);

	if (at != NULL)
		return meant[at - typed];
	return c >= 'a' && c <= 'z' ? (char)(c - 'a' + 'A') : c;
}

bool
recovery_parse(struct arena *a, struct str typed, struct recovery_code *code)
{
	struct str s = without(a, typed, S(" -\t\r\n")), bytes;
	char *p = str_cstr(a, s);

	for (size_t i = 0; i < s.n; i++)
		p[i] = as_printed(p[i]);
	if (!base32_decode(a, (struct str){ p, s.n }, &bytes)
	    || bytes.n != sizeof code->b)
		return false;
	memcpy(code->b, bytes.p, sizeof code->b);
	return true;
}

struct str
base32_encode(struct arena *a, struct str s)
{
	char *p = arena_alloc(a, s.n / 5 * 8 + 8);
	size_t n = 0;
	uint32_t acc = 0, bits = 0;

	for (size_t i = 0; i < s.n; i++) {
		acc = (acc << 8 | (uint8_t)s.p[i]) & 0xffff;
		for (bits += 8; bits >= 5; bits -= 5)
			p[n++] = base32[acc >> (bits - 5) & 31];
	}
	if (bits > 0)
		p[n++] = base32[acc << (5 - bits) & 31];
	return (struct str){ p, n };
}

bool
base32_decode(struct arena *a, struct str s, struct str *bytes)
{
	char *p = arena_alloc(a, s.n / 8 * 5 + 5);
	size_t n = 0;
	uint32_t acc = 0, bits = 0;

	for (size_t i = 0; i < s.n; i++) {
		const char *at = memchr(base32, s.p[i], sizeof base32 - 1);
		if (at == NULL)
			return false;
		acc = (acc << 5 | (uint32_t)(at - base32)) & 0xfff;
		bits += 5;
		if (bits >= 8) {
			bits -= 8;
			p[n++] = (char)(acc >> bits & 0xff);
		}
	}
	if (bits >= 5 || (acc & ((1u << bits) - 1)) != 0)
		return false;	/* not as anybody would write it */
	*bytes = (struct str){ p, n };
	return true;
}
