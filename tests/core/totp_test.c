#include "core/totp.h"

#include "core/base/arena.h"
#include "core/base/str.h"
#include "tests/tap.h"

static struct arena *a;
static struct totp_secret secret;	/* of RFC 6238, appendix B */

static void
set_up(void)
{
	a = arena_new((size_t)1024 * 1024);
	memcpy(secret.b, "12345678901234567890", sizeof secret.b);
}

static void
tear_down(void)
{
	arena_free(a);
}

static struct stamp
at(int64_t seconds)
{
	return (struct stamp){ seconds * 1000000 };
}

START_TEST(codes_of_the_rfc)
{
	static const struct { int64_t time; const char *code; } v[] = {
		{ 59, "287082" }, { 1111111109, "081804" },
		{ 1111111111, "050471" }, { 1234567890, "005924" },
		{ 2000000000, "279037" }, { 20000000000, "353130" },
	};

	for (size_t i = 0; i < COUNT(v); i++) {
		int64_t step = v[i].time / TOTP_STEP;
		struct str code = totp_code(a, &secret, step);
		ck_assert_msg(str_eq(code, str_of(v[i].code)), "%zu", i);
		ck_assert_int_eq(totp_accept(a, &secret, str_of(v[i].code),
		    at(v[i].time), 0), step);
	}
}
END_TEST

START_TEST(one_step_either_way_and_no_more)
{
	static const struct { int64_t now; bool taken; } v[] = {
		{ 1111111109 / 30 * 30 - 31, false },
		{ 1111111109 / 30 * 30 - 30, true },
		{ 1111111109 / 30 * 30, true },
		{ 1111111109 / 30 * 30 + 59, true },
		{ 1111111109 / 30 * 30 + 60, false },
	};

	for (size_t i = 0; i < COUNT(v); i++) {
		int64_t step = totp_accept(a, &secret, S("081804"), at(v[i].now), 0);
		ck_assert_msg(step == (v[i].taken ? 1111111109 / 30 : 0), "%zu", i);
	}
}
END_TEST

START_TEST(a_code_works_once)
{
	int64_t step = 1111111109 / 30;
	struct stamp now = at(1111111109);

	ck_assert_int_eq(totp_accept(a, &secret, S("081804"), now, step - 1), step);
	ck_assert_int_eq(totp_accept(a, &secret, S("081804"), now, step), 0);
	ck_assert_int_eq(totp_accept(a, &secret, S("081804"), now, step + 1), 0);
}
END_TEST

START_TEST(what_is_typed)
{
	static const struct { const char *typed; bool taken; } v[] = {
		{ "081804", true }, { "081 804", true }, { " 081804 ", true },
		{ "81804", false }, { "0081804", false }, { "081805", false },
		{ "", false }, { "08180x", false },
	};

	for (size_t i = 0; i < COUNT(v); i++) {
		bool taken = totp_accept(a, &secret, str_of(v[i].typed),
		    at(1111111109), 0) != 0;
		ck_assert_msg(taken == v[i].taken, "%s", v[i].typed);
	}
}
END_TEST

START_TEST(addresses_for_an_authenticator)
{
	ck_assert(str_eq(totp_uri(a, &secret, S("Accord & Co"), S("sam@example.org")),
	    S("otpauth://totp/Accord%20%26%20Co:sam%40example.org"
	    "?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
	    "&issuer=Accord%20%26%20Co&algorithm=SHA1&digits=6&period=30")));
	ck_assert(str_eq(totp_typing(a, &secret),
	    S("GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ")));
}
END_TEST

START_TEST(base32_of_the_rfc)
{
	static const struct { const char *bytes, *text; } v[] = {
		{ "", "" }, { "f", "MY" }, { "fo", "MZXQ" }, { "foo", "MZXW6" },
		{ "foob", "MZXW6YQ" }, { "fooba", "MZXW6YTB" },
		{ "foobar", "MZXW6YTBOI" },
	};
	static const char *const bad[] = { "M", "MZ1Q", "my", "MY======", "MZ", "MZXW6Y" };
	struct str s;

	for (size_t i = 0; i < COUNT(v); i++) {
		ck_assert(str_eq(base32_encode(a, str_of(v[i].bytes)), str_of(v[i].text)));
		ck_assert(base32_decode(a, str_of(v[i].text), &s));
		ck_assert(str_eq(s, str_of(v[i].bytes)));
	}
	for (size_t i = 0; i < COUNT(bad); i++)
		ck_assert_msg(!base32_decode(a, str_of(bad[i]), &s), "%s", bad[i]);
}
END_TEST

START_TEST(recovery_codes_as_people_type_them)
{
	const struct recovery_code code = {
		{ 0x73, 0x90, 0x88, 0x17, 0x2e, 0x00, 0x42, 0xff, 0x10, 0x5a } };
	static const char *const typed[] = {
		"OOIIQFZOABBP6EC2", "ooii-qfzo-abbp-6ec2", " 0011 qfz0 a88p 6ec2\n",
	};
	static const char *const bad[] = {
		"", "OOII-QFZO-ABBP-6EC", "OOII-QFZO-ABBP-6EC22", "OOII-QFZO-ABBP-6EC9",
	};
	struct recovery_code got;

	ck_assert(str_eq(recovery_print(a, &code), S("OOII-QFZO-ABBP-6EC2")));
	for (size_t i = 0; i < COUNT(typed); i++) {
		ck_assert_msg(recovery_parse(a, str_of(typed[i]), &got), "%s", typed[i]);
		ck_assert_mem_eq(got.b, code.b, sizeof code.b);
	}
	for (size_t i = 0; i < COUNT(bad); i++)
		ck_assert_msg(!recovery_parse(a, str_of(bad[i]), &got), "%s", bad[i]);
	ck_assert(!recovery_parse(a, (struct str){ "OOII\0QFZOABBP6EC", 16 }, &got));
}
END_TEST

static Suite *
suite(void)
{
	Suite *s = suite_create("totp");
	TCase *t = tcase_create("all");

	tcase_add_checked_fixture(t, set_up, tear_down);
	tcase_add_test(t, codes_of_the_rfc);
	tcase_add_test(t, one_step_either_way_and_no_more);
	tcase_add_test(t, a_code_works_once);
	tcase_add_test(t, what_is_typed);
	tcase_add_test(t, addresses_for_an_authenticator);
	tcase_add_test(t, base32_of_the_rfc);
	tcase_add_test(t, recovery_codes_as_people_type_them);
	suite_add_tcase(s, t);
	return s;
}

int
main(void)
{
	return tap_main("totp", suite());
}
