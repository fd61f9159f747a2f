#include "fcgi/request/again.h"

#include "core/crypt.h"
#include "fcgi/request/gate.h"
#include "fcgi/service.h"
#include "tests/tap.h"

#define CODE_PATH "/sign-in/code"	/* a form without a secret */
#define SIGN_IN_PATH "/sign-in"		/* a form with one */
#define COOKIE_VALUE "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"

static struct arena *a;
static struct config config;
static struct app app;
static struct http http;
static struct reply reply;
static struct req rq;

static void
setup(void)
{
	static struct str ours = S_INIT("http://localhost:1");
	static struct pair cookie = { S_INIT(COOKIE), S_INIT(COOKIE_VALUE) };

	a = arena_new(1 << 24);
	config = (struct config){ .council = S_INIT("Council"), .origins = { &ours, 1 } };
	app = (struct app){ .config = &config, .a = a };
	http = (struct http){ .method = POST, .path = S_INIT(CODE_PATH),
	    .request_id = S_INIT("abc"), .cookies = { &cookie, 1, 1 } };
	reply = (struct reply){ 0 };
	rq = (struct req){ .app = &app, .http = &http, .reply = &reply, .a = a };
	crypt_start();
}

static void
teardown(void)
{
	arena_free(a);
}

static void
sends(struct str form, struct str field, struct str value)
{
	struct hash32 owner = crypt_hash(&app.keys.session, S(COOKIE_VALUE));
	struct pair *v = ARENA_ARRAY(a, 3, struct pair);

	v[0] = (struct pair){ S("csrf"), crypt_csrf(a, &app.keys.csrf, &owner) };
	v[1] = (struct pair){ S("form"), form };
	v[2] = (struct pair){ field, value };
	http.fields = (struct pairs){ v, 3, 3 };
}

static bool
says(const char *words)
{
	return strstr(str_cstr(a, reply.body), words) != NULL;
}

START_TEST(busy_keeps_words_and_form_id)
{
	sends(S("seed-7"), S("code"), S("12 <34>"));
	ck_assert(again_page(&rq, E_BUSY));
	ck_assert_int_eq(reply.status, 503);
	ck_assert(says("<form method=\"post\" action=\"" CODE_PATH "\">"));
	ck_assert(says("name=\"form\" value=\"seed-7\""));
	ck_assert(says("name=\"code\" value=\"12 &lt;34&gt;\""));
	ck_assert(says(">Try again</button>"));
	ck_assert(says("<dt class=\"govuk-summary-list__key\">Code</dt>"));
	ck_assert(says(">abc</strong>"));
	ck_assert_int_eq(reply.header[0].name, REPLY_RETRY);
}
END_TEST

START_TEST(a_full_disk_says_so_and_keeps_words)
{
	sends(S("seed-7"), S("code"), S("12 <34>"));
	ck_assert(again_page(&rq, E_FULL));
	ck_assert_int_eq(reply.status, 503);
	ck_assert(says("no room left</h1>"));
	ck_assert(says("nearly full"));
	ck_assert(says("name=\"code\" value=\"12 &lt;34&gt;\""));
}
END_TEST

START_TEST(a_conflict_has_a_new_form_id)
{
	sends(S("seed-7"), S("code"), S("123"));
	ck_assert(again_page(&rq, E_CONFLICT));
	ck_assert_int_eq(reply.status, 409);
	ck_assert(says("name=\"code\" value=\"123\""));
	ck_assert(!says("value=\"seed-7\""));
	ck_assert(says("<a class=\"govuk-link\" href=\"" CODE_PATH "\">See how"));
}
END_TEST

START_TEST(an_undeclared_field_is_dropped)
{
	sends(S("seed-1"), S("other"), S("smuggled"));
	ck_assert(again_page(&rq, E_CONFLICT));
	ck_assert(!says("smuggled"));
	ck_assert(!says("govuk-summary-list"));
}
END_TEST

/* Each of these gets the plain page of the error. */
START_TEST(what_is_not_offered_again)
{
	sends(S("seed-7"), S("code"), S("123"));
	ck_assert(!again_page(&rq, E_NOT_FOUND));
	ck_assert(!again_page(&rq, E_INTERNAL));

	http.path = S(SIGN_IN_PATH);	/* a password is never sent back */
	ck_assert(!again_page(&rq, E_BUSY));
	http.path = S("/sign-out");	/* nothing was typed */
	ck_assert(!again_page(&rq, E_BUSY));
	http.path = S("/nothing");
	ck_assert(!again_page(&rq, E_BUSY));
	http.path = S(CODE_PATH);

	http.method = GET;
	ck_assert(!again_page(&rq, E_BUSY));
	http.method = POST;

	http.file.field = S("file");
	ck_assert(!again_page(&rq, E_BUSY));
	http.file.field = STR_NONE;
	ck_assert(again_page(&rq, E_BUSY));
}
END_TEST

/* Or another site could have its own form sent with one click. */
START_TEST(a_foreign_form_gets_no_token)
{
	sends(S("seed-7"), S("code"), S("123"));
	http.origin = S("https://elsewhere.example");
	ck_assert(!again_page(&rq, E_BUSY));
	http.origin = S("http://localhost:1");
	ck_assert(again_page(&rq, E_BUSY));
	http.sec_fetch_site = S("cross-site");
	ck_assert(!again_page(&rq, E_BUSY));
	http.sec_fetch_site = STR_NONE;
	http.fields.v[0].value = S("x");
	ck_assert(!again_page(&rq, E_BUSY));
	http.cookies.n = 0;
	ck_assert(!again_page(&rq, E_BUSY));
}
END_TEST

static const struct {
	struct str id;
	bool ours;
} ids[] = {
	{ S_INIT("a-1"), true }, { S_INIT("a-b-9999"), true },
	{ S_INIT("a-10000"), false }, { S_INIT("a-0"), false }, { S_INIT("a-"), false },
	{ S_INIT("-1"), false }, { S_INIT("a"), false }, { S_INIT("1"), false },
	{ S_INIT("a-1x"), false },
};

START_TEST(form_ids_of_ours)
{
	sends(ids[_i].id, S("code"), S("123"));
	ck_assert_int_eq(again_page(&rq, E_DB), ids[_i].ours);
}
END_TEST

static Suite *
suite(void)
{
	Suite *s = suite_create("again");
	TCase *t = tcase_create("pages");

	tcase_add_checked_fixture(t, setup, teardown);
	tcase_add_test(t, busy_keeps_words_and_form_id);
	tcase_add_test(t, a_full_disk_says_so_and_keeps_words);
	tcase_add_test(t, a_conflict_has_a_new_form_id);
	tcase_add_test(t, an_undeclared_field_is_dropped);
	tcase_add_test(t, what_is_not_offered_again);
	tcase_add_test(t, a_foreign_form_gets_no_token);
	tcase_add_loop_test(t, form_ids_of_ours, 0, (int)COUNT(ids));
	suite_add_tcase(s, t);
	return s;
}

int
main(void)
{
	return tap_main("again", suite());
}
