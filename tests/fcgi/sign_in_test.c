/*
 * Every attempt to sign in costs one Argon2 hash, no more and no less, whatever
 * was wrong with it. Linked with --wrap on the library's two functions.
 */
#include "tests/fcgi/whole.h"

#include "core/totp.h"
#include "tests/tap.h"

static int hashes;

int	__real_crypto_pwhash_str_verify(const char *, const char *, unsigned long long);
int	__wrap_crypto_pwhash_str_verify(const char *, const char *, unsigned long long);
int	__real_crypto_pwhash_str_alg(char *, const char *, unsigned long long,
	    unsigned long long, size_t, int);
int	__wrap_crypto_pwhash_str_alg(char *, const char *, unsigned long long,
	    unsigned long long, size_t, int);

int
__wrap_crypto_pwhash_str_verify(const char *stored, const char *password,
    unsigned long long n)
{
	hashes++;
	return __real_crypto_pwhash_str_verify(stored, password, n);
}

int
__wrap_crypto_pwhash_str_alg(char *out, const char *password, unsigned long long n,
    unsigned long long passes, size_t memory, int alg)
{
	hashes++;
	return __real_crypto_pwhash_str_alg(out, password, n, passes, memory, alg);
}

static struct whole w;

static struct reply
attempt(const char *email, const char *password)
{
	struct pair fields[] = {
		{ S("email"), str_of(email) }, { S("password"), str_of(password) },
	};

	hashes = 0;
	return whole_send(&w, POST, S("/sign-in"), fields, 2);
}

static void
costs_one(const char *email, const char *password, int status)
{
	struct reply r = attempt(email, password);

	ck_assert_msg(r.status == status, "%s: %d", email, r.status);
	ck_assert_msg(hashes == 1, "%s: %d hashes", email, hashes);
}

START_TEST(each_attempt_costs_one_hash)
{
	whole_open(&w, "sign_in");
	whole_serve(&w, POOL_SIGN_IN);
	costs_one("nobody@accord.example", WHOLE_PASSWORD, 422);
	costs_one(WHOLE_WORKER, "wrong", 422);
	costs_one(WHOLE_WORKER, WHOLE_PASSWORD, 303);
	costs_one(WHOLE_FAMILY, WHOLE_PASSWORD, 303);

	/* staff without a second step, a closed account, one without a password */
	whole_sql(&w, "UPDATE credential SET totp_secret = ''%s", "");
	costs_one(WHOLE_WORKER, WHOLE_PASSWORD, 422);
	whole_sql(&w, "UPDATE person SET active = FALSE WHERE email = '%s'", WHOLE_FAMILY);
	costs_one(WHOLE_FAMILY, WHOLE_PASSWORD, 422);
	whole_sql(&w, "DELETE FROM credential%s", "");
	costs_one(WHOLE_WORKER, WHOLE_PASSWORD, 422);

	for (int i = 0; i < 12; i++)	/* and a locked one */
		costs_one("locked@accord.example", "wrong", 422);

	attempt("", "");		/* nothing was attempted */
	ck_assert_int_eq(hashes, 0);
	whole_close(&w);
}
END_TEST

/* The cookie a reply sets becomes ours. */
static void
take_cookie(const struct reply *r)
{
	for (size_t i = 0; i < r->headers; i++)
		if (r->header[i].name == REPLY_COOKIE) {
			struct str rest = r->header[i].value;
			struct str pair = str_cut(&rest, ';');
			str_cut(&pair, '=');
			w.cookie = str_dup(w.a, pair);
			return;
		}
	ck_abort_msg("no cookie was set");
}

static void
recovery_add(const struct recovery_code *code)
{
	struct hash32 hash = crypt_hash(&w.app->keys.session,
	    (struct str){ (const char *)code->b, sizeof code->b });
	char hex[65];

	for (size_t i = 0; i < sizeof hash.b; i++)
		snprintf(hex + 2 * i, 3, "%02x", hash.b[i]);
	whole_sql(&w, "INSERT INTO recovery_code (person, hash) SELECT id, x'%s' "
	    "FROM person WHERE email = '" WHOLE_WORKER "'", hex);
}

static int
code_status(struct str code)
{
	struct pair field = { S("code"), code };
	struct str before = w.cookie;

	w.cookie = S(WHOLE_COOKIE);
	struct reply r = attempt(WHOLE_WORKER, WHOLE_PASSWORD);
	ck_assert_int_eq(r.status, 303);
	take_cookie(&r);
	r = whole_send(&w, POST, S("/sign-in/code"), &field, 1);
	w.cookie = before;
	for (size_t i = 0; i < r.headers; i++)
		if (r.header[i].name == REPLY_LOCATION)
			ck_assert(str_eq(r.header[i].value, S("/")));
	return r.status;
}

START_TEST(a_recovery_code_works_once)
{
	struct recovery_code one = { { 1, 2, 3 } }, two = { { 4, 5, 6 } };

	whole_open(&w, "recovery");
	whole_serve(&w, POOL_SIGN_IN);
	recovery_add(&one);
	recovery_add(&two);
	ck_assert_int_eq(code_status(recovery_print(w.a, &one)), 303);
	ck_assert_int_eq(code_status(recovery_print(w.a, &one)), 422);
	ck_assert_int_eq(code_status(recovery_print(w.a, &two)), 303);
	one.b[0] = 9;
	ck_assert_int_eq(code_status(recovery_print(w.a, &one)), 422);
	whole_close(&w);
}
END_TEST

static int
change(const char *path, const struct pair *fields, size_t n)
{
	hashes = 0;
	return whole_send(&w, POST, str_of(path), fields, n).status;
}

/* A change of the account costs the same; a new password one more when it is kept. */
START_TEST(each_change_costs_one_hash)
{
	static const char fresh[] = "quiet river morning train";
	struct pair password[] = {
		{ S("present"), S("wrong") }, { S("fresh"), str_of(fresh) },
		{ S("again"), str_of(fresh) },
	};
	struct pair phone[] = { { S("phone"), S("01632 960 001") }, { S("present"), S("wrong") } };

	whole_open(&w, "change");
	whole_serve(&w, POOL_SIGN_IN);
	whole_session(&w, WHOLE_FAMILY);
	ck_assert_int_eq(change("/account/telephone", phone, 2), 422);
	ck_assert_int_eq(hashes, 1);
	ck_assert_int_eq(change("/account/app", &phone[1], 1), 422);
	ck_assert_int_eq(hashes, 1);
	ck_assert_int_eq(change("/account/password", password, 3), 422);
	ck_assert_int_eq(hashes, 1);
	for (int i = 0; i < 10; i++)	/* and locked, though it is right now */
		ck_assert_int_eq(change("/account/telephone", phone, 2), 422);
	phone[1].value = password[0].value = S(WHOLE_PASSWORD);
	ck_assert_int_eq(change("/account/telephone", phone, 2), 422);
	ck_assert_int_eq(hashes, 1);
	whole_sql(&w, "DELETE FROM failed_sign_in%s", "");
	ck_assert_int_eq(change("/account/telephone", phone, 2), 303);
	ck_assert_int_eq(hashes, 1);
	whole_sql(&w, "DELETE FROM form_sent%s", "");
	ck_assert_int_eq(change("/account/password", password, 3), 303);
	ck_assert_int_eq(hashes, 2);
	whole_close(&w);
}
END_TEST

/* Ten wrong codes of a day: the eleventh is not looked at, were it the right one. */
START_TEST(wrong_codes_lock_for_longer)
{
	struct recovery_code code = { { 1, 2, 3 } };

	whole_open(&w, "codes");
	whole_serve(&w, POOL_SIGN_IN);
	recovery_add(&code);
	for (int i = 0; i < 20; i++) {
		ck_assert_int_eq(code_status(S("123456")), 422);
		whole_sql(&w, "UPDATE failed_sign_in SET at = at - INTERVAL 6 MINUTE%s", "");
	}
	ck_assert_int_eq(code_status(recovery_print(w.a, &code)), 422);
	whole_sql(&w, "UPDATE recovery_code SET used = NULL%s", "");
	whole_sql(&w, "UPDATE failed_sign_in SET at = at - INTERVAL 11 MINUTE%s", "");
	ck_assert_int_eq(code_status(recovery_print(w.a, &code)), 303);
	whole_close(&w);
}
END_TEST

static Suite *
suite(void)
{
	Suite *s = suite_create("sign_in");
	TCase *t = tcase_create("hashes");

	tcase_set_timeout(t, 300);
	tcase_add_test(t, each_attempt_costs_one_hash);
	tcase_add_test(t, a_recovery_code_works_once);
	tcase_add_test(t, each_change_costs_one_hash);
	tcase_add_test(t, wrong_codes_lock_for_longer);
	suite_add_tcase(s, t);
	return s;
}

int
main(void)
{
	return tap_main("sign_in", suite());
}
