/* What an e-mail may never do: end a header early, be too long, or differ. */
#include "core/account.h"
#include "core/base/arena.h"
#include "core/base/out.h"
#include "core/base/str.h"
#include "fcgi/jobs/message.h"
#include "tests/tap.h"

static struct arena *a;

static void
setup(void)
{
	a = arena_new(8 * 1024 * 1024);
}

static void
teardown(void)
{
	arena_free(a);
}

static struct message
sample(struct str subject, struct str body)
{
	return (struct message){
		.from = S("Accord <accord@example.gov.uk>"),
		.to = S("anna@example.org"),
		.subject = subject,
		.body = body,
		.written = { (int64_t)1772532300 * 1000000 + 42 },
		.pid = { { 1, 2, 3 } },
	};
}

static bool
holds(struct str text, const char *words)
{
	return strstr(str_cstr(a, text), words) != NULL;
}

START_TEST(its_headers)
{
	struct message m = sample(S("Accord: news"), S("Hello\n"));
	struct str text = message_print(a, &m);

	ck_assert(str_starts(text, S("Date: Tue, 3 Mar 2026 10:05:00 +0000\r\n"
	    "From: Accord <accord@example.gov.uk>\r\nTo: <anna@example.org>\r\n"
	    "Subject: Accord: news\r\n"
	    "Message-ID: <AQIDAAAAAAAAAAAAAAAAAA@example.gov.uk>\r\n")));
	ck_assert(str_ends(text, S("\r\n\r\nHello\r\n")));
	ck_assert(str_eq(text, message_print(a, &m)));
	ck_assert(str_eq(message_file(a, &m),
	    S("20260303T100500.000042-AQIDAAAAAAAAAAAAAAAAAA.eml")));
}
END_TEST

static const struct {
	int line;
	struct str subject;
	const char *holds;
} subjects[] = {
	{ __LINE__, S_INIT("plain"), "Subject: plain\r\n" },
	{ __LINE__, S_INIT("Bl\xc3\xbc"), "Subject: =?utf-8?Q?Bl=C3=BC?=\r\n" },
	{ __LINE__, S_INIT("a\r\nBcc: x@y"), "Subject: =?utf-8?Q?a=0D=0ABcc=3A=20x=40y?=\r\n" },
	{ __LINE__, S_INIT("=?utf-8?Q?x?="), "Subject: =?utf-8?Q?=3D=3Futf=2D8=3FQ=3F" },
	{ __LINE__, S_INIT("\xf0\x9f\x98\x80\xf0\x9f\x98\x80\xf0\x9f\x98\x80\xf0\x9f\x98\x80"
	    "\xf0\x9f\x98\x80"),
	    "=F0=9F=98=80?=\r\n =?utf-8?Q?=F0=9F=98=80" },
};

START_TEST(a_subject_stays_one_header)
{
	struct message m = sample(subjects[_i].subject, S("x\n"));
	struct str text = message_print(a, &m);

	ck_assert_msg(holds(text, subjects[_i].holds), "line %d: %.*s",
	    subjects[_i].line, STR_ARG(text));
	ck_assert(!holds(text, "\r\nBcc:"));
}
END_TEST

START_TEST(no_line_is_too_long)
{
	struct out body;

	out_init(&body, a, 100000);
	for (int i = 0; i < 3000; i++)
		out_str(&body, i % 7 == 0 ? S("\xc3\xbc") : S("x = "));
	out_lit(&body, " \nend\t\n");
	struct message m = sample(out_str_of(&body), out_str_of(&body));
	struct str rest = message_print(a, &m);
	ck_assert(holds(rest, "=20\r\nend=09\r\n"));
	while (is_set(rest) && rest.n > 0) {
		struct str line = str_cut(&rest, '\n');
		ck_assert(str_ends(line, S("\r")));
		ck_assert_uint_le(line.n, 77);
	}
}
END_TEST

static const struct {
	int line;
	const char *address;
	bool ok;
} addresses[] = {
	{ __LINE__, "anna@example.org", true },
	{ __LINE__, "o'neil+x@example.org", true },
	{ __LINE__, "anna", false },
	{ __LINE__, "@example.org", false },
	{ __LINE__, "anna@", false },
	{ __LINE__, "anna@b@c", false },
	{ __LINE__, "an na@example.org", false },
	{ __LINE__, "anna@example.org\r\nBcc: x", false },
	{ __LINE__, "anna@example.org>", false },
	{ __LINE__, "\xc3\xa4nna@example.org", false },
	{ __LINE__, "", false },
};

START_TEST(where_mail_can_go)
{
	ck_assert_msg(account_address_ok(str_of(addresses[_i].address)) ==
	    addresses[_i].ok, "line %d", addresses[_i].line);
}
END_TEST

START_TEST(the_address_of_a_sender)
{
	ck_assert(str_eq(message_address(S("Accord <a@b.c>")), S("a@b.c")));
	ck_assert(str_eq(message_address(S(" a@b.c ")), S("a@b.c")));
	ck_assert(str_eq(message_address(S("<a@b.c>")), S("a@b.c")));
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("message");
	TCase *tc = tcase_create("all");

	tcase_add_checked_fixture(tc, setup, teardown);
	tcase_add_test(tc, its_headers);
	tcase_add_loop_test(tc, a_subject_stays_one_header, 0, COUNT(subjects));
	tcase_add_test(tc, no_line_is_too_long);
	tcase_add_loop_test(tc, where_mail_can_go, 0, COUNT(addresses));
	tcase_add_test(tc, the_address_of_a_sender);
	suite_add_tcase(suite, tc);
	return tap_main("message", suite);
}
