#include "core/crypt.h"

#include <dlfcn.h>

#include "core/base/arena.h"
#include "core/base/str.h"
#include "tests/tap.h"

static struct arena *a;
static const struct key key = { { 1, 2, 3 } };
static const struct key other = { { 1, 2, 4 } };

static void
set_up(void)
{
	crypt_start();
	a = arena_new((size_t)64 * 1024 * 1024);
}

static void
tear_down(void)
{
	arena_free(a);
}

/* Stands before the library's own, to count what a check of a password costs. */
static int hashes;
int	crypto_pwhash_str_verify(const char *, const char *, unsigned long long);

int
crypto_pwhash_str_verify(const char *stored, const char *p, unsigned long long n)
{
	int (*real)(const char *, const char *, unsigned long long);

	*(void **)&real = dlsym(RTLD_NEXT, "crypto_pwhash_str_verify");
	hashes++;
	return real(stored, p, n);
}

START_TEST(password_is_known_again)
{
	struct str stored, again;
	bool ok = false;

	ck_assert_int_eq(crypt_password_hash(a, S("blåbær på søndag"), &stored), OK);
	ck_assert_int_eq(crypt_password_hash(a, S("blåbær på søndag"), &again), OK);
	ck_assert(str_starts(stored, S("$argon2id$v=19$m=65536,t=3,p=1$")));
	ck_assert(!str_eq(stored, again));	/* salted */
	ck_assert_int_eq(crypt_password_check(a, stored, S("blåbær på søndag"), &ok),
	    OK);
	ck_assert(ok);
}
END_TEST

START_TEST(every_check_costs_one_hash)
{
	const struct str stored[] = {
		S("$argon2id$v=19$m=65536,t=3,p=1$7w1vqn2W9pEVsLQbk3dXzA"
		    "$Yx5uVJq0n8KfTgC1rZ4mOaPeWd7LhSj2Bi9Xk6NyUtE"),
		STR_NONE, S(""), S("$argon2id$v=19$m=65536"), S("plain"),
	};

	for (size_t i = 0; i < COUNT(stored); i++) {
		bool ok = true;
		hashes = 0;
		ck_assert_int_eq(crypt_password_check(a, stored[i], S("x"), &ok), OK);
		ck_assert_msg(hashes == 1, "%zu: %d hashes", i, hashes);
		ck_assert_msg(!ok, "%zu", i);
	}
}
END_TEST

START_TEST(csrf_token_is_masked_and_bound)
{
	struct hash32 mine = crypt_hash(&key, S("cookie"));
	struct hash32 theirs = crypt_hash(&key, S("kookie"));
	struct str one = crypt_csrf(a, &key, &mine), two = crypt_csrf(a, &key, &mine);

	ck_assert_uint_eq(one.n, 86);
	ck_assert(!str_eq(one, two));
	ck_assert(crypt_csrf_ok(a, &key, &mine, one));
	ck_assert(crypt_csrf_ok(a, &key, &mine, two));
	ck_assert(!crypt_csrf_ok(a, &key, &theirs, one));
	ck_assert(!crypt_csrf_ok(a, &other, &mine, one));
	ck_assert(!crypt_csrf_ok(a, &key, &mine, STR_NONE));
	ck_assert(!crypt_csrf_ok(a, &key, &mine, str_head(one, 85)));
	for (size_t i = 0; i < one.n; i++) {
		char *bad = str_cstr(a, one);
		bad[i] = bad[i] == 'A' ? 'B' : 'A';
		ck_assert_msg(!crypt_csrf_ok(a, &key, &mine, str_of(bad)), "%zu", i);
	}
}
END_TEST

START_TEST(base64_both_ways)
{
	static const struct { const char *bytes, *text; } v[] = {
		{ "", "" }, { "f", "Zg" }, { "fo", "Zm8" }, { "foo", "Zm9v" },
		{ "foob", "Zm9vYg" }, { "\xfb\xff", "-_8" },
	};
	static const char *const bad[] = { "Zg==", "Z", "Zh", "+/8", "Zm 9", "Zm9v\n",
	    ("\xda" "m9v") };
	struct str s;

	for (size_t i = 0; i < COUNT(v); i++) {
		ck_assert(str_eq(crypt_base64(a, str_of(v[i].bytes)), str_of(v[i].text)));
		ck_assert(crypt_unbase64(a, str_of(v[i].text), &s));
		ck_assert(str_eq(s, str_of(v[i].bytes)));
	}
	for (size_t i = 0; i < COUNT(bad); i++)
		ck_assert_msg(!crypt_unbase64(a, str_of(bad[i]), &s), "%s", bad[i]);
}
END_TEST

START_TEST(wrapped_secret_opens_for_its_owner_only)
{
	const struct wrap_key k = { 7, key }, wrong = { 7, other }, old = { 6, key };
	struct str w = crypt_wrap(a, &k, S("document 1"), S("secret")), s;

	ck_assert_uint_eq(w.n, 6 + CRYPT_WRAP_EXTRA);
	ck_assert_uint_eq(crypt_wrap_no(w), 7);
	ck_assert(crypt_unwrap(a, &k, S("document 1"), w, &s));
	ck_assert(str_eq(s, S("secret")));
	ck_assert(!crypt_unwrap(a, &k, S("document 2"), w, &s));
	ck_assert(!crypt_unwrap(a, &wrong, S("document 1"), w, &s));
	ck_assert(!crypt_unwrap(a, &old, S("document 1"), w, &s));
	ck_assert(!crypt_unwrap(a, &k, S("document 1"), str_head(w, w.n - 1), &s));
	ck_assert(!crypt_unwrap(a, &k, S("document 1"), STR_NONE, &s));
	ck_assert_uint_eq(crypt_wrap_no(S("short")), 0);
	for (size_t i = 0; i < w.n; i++) {
		char *bad = str_cstr(a, w);
		bad[i] ^= 1;
		struct str b = { bad, w.n };
		ck_assert_msg(!crypt_unwrap(a, &k, S("document 1"), b, &s), "%zu", i);
	}
}
END_TEST

#define CHUNKS 3

struct stored {
	struct str header;
	struct str chunk[CHUNKS];
};

static struct stored
store(const struct key *k, const char *const text[CHUNKS])
{
	struct stored d;
	struct crypt_stream *st = crypt_write_start(a, k, &d.header);

	for (size_t i = 0; i < CHUNKS; i++) {
		struct str s = str_of(text[i]);
		d.chunk[i] = crypt_write(st, s, i + 1 == CHUNKS,
		    arena_alloc(a, s.n + CRYPT_CHUNK_EXTRA));
	}
	return d;
}

/* How many chunks could be read, and was that all of it? */
static size_t
load(const struct key *k, const struct stored *d, size_t n, bool *whole)
{
	struct crypt_stream *st = crypt_read_start(a, k, d->header);
	size_t i = 0;

	while (i < n && is_set(crypt_read(st, d->chunk[i],
	    arena_alloc(a, d->chunk[i].n + 1))))
		i++;
	*whole = crypt_read_whole(st);
	return i;
}

static const char *const text[CHUNKS] = { "first", "", "last" };

START_TEST(document_comes_back)
{
	struct stored d = store(&key, text);
	struct crypt_stream *st = crypt_read_start(a, &key, d.header);

	for (size_t i = 0; i < CHUNKS; i++) {
		ck_assert(!crypt_read_whole(st));
		struct str s = crypt_read(st, d.chunk[i], arena_alloc(a, 64));
		ck_assert(str_eq(s, str_of(text[i])));
	}
	ck_assert(crypt_read_whole(st));
	ck_assert(!is_set(crypt_read(st, d.chunk[2], arena_alloc(a, 64))));
	ck_assert(!crypt_read_whole(st));	/* something stands after the end */
	ck_assert_ptr_null(crypt_read_start(a, &key, S("short")));
}
END_TEST

START_TEST(document_that_was_touched_is_refused)
{
	struct stored good = store(&key, text), d = good, e = store(&key, text);
	bool whole;

	ck_assert_uint_eq(load(&key, &good, CHUNKS, &whole), CHUNKS);
	ck_assert(whole);
	ck_assert_uint_eq(load(&key, &good, CHUNKS - 1, &whole), 2);
	ck_assert(!whole);			/* cut off */
	ck_assert_uint_eq(load(&other, &good, CHUNKS, &whole), 0);
	d.chunk[0] = good.chunk[1];
	d.chunk[1] = good.chunk[0];
	ck_assert_uint_eq(load(&key, &d, CHUNKS, &whole), 0);
	d = good;
	d.chunk[1] = e.chunk[1];		/* of another, under the same key */
	ck_assert_uint_eq(load(&key, &d, CHUNKS, &whole), 1);
	d = good;
	d.header = e.header;
	ck_assert_uint_eq(load(&key, &d, CHUNKS, &whole), 0);
	for (size_t bit = 0; bit < good.chunk[0].n * 8; bit++) {
		char *bad = str_cstr(a, good.chunk[0]);
		bad[bit / 8] ^= (char)(1 << bit % 8);
		d = good;
		d.chunk[0].p = bad;
		ck_assert_uint_eq(load(&key, &d, CHUNKS, &whole), 0);
		ck_assert(!whole);
	}
}
END_TEST

START_TEST(signature_holds_for_its_message)
{
	struct public_key pub = crypt_public(&key), foreign = crypt_public(&other);
	struct signature sig = crypt_sign(&key, S("letter"));

	ck_assert(crypt_signed(&pub, S("letter"), &sig));
	ck_assert(!crypt_signed(&pub, S("better"), &sig));
	ck_assert(!crypt_signed(&foreign, S("letter"), &sig));
	sig.b[63] ^= 1;
	ck_assert(!crypt_signed(&pub, S("letter"), &sig));
}
END_TEST

START_TEST(hashes_are_those_of_the_books)
{
	struct hash32 sha = crypt_fingerprint(S("abc"));
	struct hash32 one = crypt_hash(&key, S("abc")), two = crypt_hash(&other, S("abc"));
	struct key part = crypt_key_for(&key, S("csrf"));

	ck_assert(str_eq(crypt_base64(a, hash32_str(&sha)),
	    S("ungWv48Bz-pBQUDeXa4iI7ADYaOWF3qctBD_YfIAFa0")));
	ck_assert(!hash32_eq(&one, &two));
	ck_assert(hash32_eq(&one, &one));
	ck_assert(memcmp(part.b, key.b, sizeof key.b) != 0);
	ck_assert(crypt_equal(S("abc"), S("abc")));
	ck_assert(!crypt_equal(S("abc"), S("abd")));
	ck_assert(!crypt_equal(S("abc"), S("ab")));
	ck_assert(crypt_equal(STR_NONE, S("")));
}
END_TEST

START_TEST(keys_have_32_bytes)
{
	struct key k;

	ck_assert(crypt_key_read((struct str){ (const char *)key.b, 32 }, &k));
	ck_assert_mem_eq(k.b, key.b, 32);
	ck_assert(!crypt_key_read((struct str){ (const char *)key.b, 31 }, &k));
	ck_assert(!crypt_key_read(STR_NONE, &k));
}
END_TEST

START_TEST(random_things_differ)
{
	struct pid one = pid_new(), two = pid_new();

	ck_assert(!pid_eq(one, two) && is_set(one) && is_set(two));
	struct str code = crypt_digits(a, 16);
	ck_assert_uint_eq(code.n, 16);
	for (size_t i = 0; i < code.n; i++)
		ck_assert(code.p[i] >= '0' && code.p[i] <= '9');
	ck_assert(!str_eq(code, crypt_digits(a, 16)));
}
END_TEST

static Suite *
suite(void)
{
	Suite *s = suite_create("crypt");
	TCase *t = tcase_create("all");

	tcase_add_checked_fixture(t, set_up, tear_down);
	tcase_set_timeout(t, 60);
	tcase_add_test(t, password_is_known_again);
	tcase_add_test(t, every_check_costs_one_hash);
	tcase_add_test(t, csrf_token_is_masked_and_bound);
	tcase_add_test(t, base64_both_ways);
	tcase_add_test(t, wrapped_secret_opens_for_its_owner_only);
	tcase_add_test(t, document_comes_back);
	tcase_add_test(t, document_that_was_touched_is_refused);
	tcase_add_test(t, signature_holds_for_its_message);
	tcase_add_test(t, hashes_are_those_of_the_books);
	tcase_add_test(t, keys_have_32_bytes);
	tcase_add_test(t, random_things_differ);
	suite_add_tcase(s, t);
	return s;
}

int
main(void)
{
	return tap_main("crypt", suite());
}
