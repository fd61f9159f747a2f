/*
 * How much one person may ask for in an hour: codes by mail, invitations, comments,
 * fields of drafts. The configuration says; here it says little.
 */
#include "tests/fcgi/whole.h"

#include "tests/tap.h"

static struct whole w;

static void
serve(const char *name, enum pool pool, const char *who)
{
	whole_open(&w, name);
	w.config.hour_codes = w.config.hour_invitations = 2;
	w.config.hour_comments = w.config.hour_drafts = 2;
	whole_serve(&w, pool);
	if (who != NULL)
		whole_session(&w, who);
}

static struct str
of_case(const char *rest)
{
	return str_of(whole_join(w.a, str_cstr(w.a, w.case_path), rest));
}

/* A form of its own each time. */
static int
status_of(struct str path, const struct pair *fields, size_t n)
{
	whole_sql(&w, "DELETE FROM form_sent%s", "");
	return whole_send(&w, POST, path, fields, n).status;
}

static void
holds(const char *query, const char *text)
{
	struct str got = whole_text(&w, query);

	ck_assert_msg(str_eq(got, str_of(text)), "%s: %.*s", query, STR_ARG(got));
}

START_TEST(codes_by_mail)
{
	static const char mailed[] = "SELECT CAST(COUNT(*) AS CHAR) FROM mail";
	const struct pair sign_in[] = {
		{ S("email"), S(WHOLE_FAMILY) }, { S("password"), S(WHOLE_PASSWORD) },
	};

	serve("mailed", POOL_SIGN_IN, NULL);
	for (int i = 0; i < 2; i++)
		ck_assert_int_eq(status_of(S("/sign-in"), sign_in, 2), 303);
	ck_assert_int_eq(status_of(S("/sign-in"), sign_in, 2), 422);
	holds(mailed, "2");

	const struct pair email[] = {
		{ S("email"), S("new@family.example") }, { S("present"), S(WHOLE_PASSWORD) },
	};
	whole_session(&w, WHOLE_FAMILY);
	ck_assert_int_eq(status_of(S("/account/email"), email, 2), 422);
	whole_sql(&w, "UPDATE session SET opened = opened - INTERVAL 61 MINUTE "
	    "WHERE stage = 1%s", "");
	ck_assert_int_eq(status_of(S("/account/email"), email, 2), 303);
	ck_assert_int_eq(status_of(S("/account/email"), email, 2), 303);
	ck_assert_int_eq(status_of(S("/account/email"), email, 2), 422);
	holds(mailed, "4");
	whole_close(&w);
}
END_TEST

START_TEST(invitations)
{
	const struct pair helper[] = {
		{ S("email"), S("helper@help.example") }, { S("may"), S("see") },
	};

	serve("invited", POOL_PAGES, WHOLE_FAMILY);
	for (int i = 0; i < 2; i++)
		ck_assert_int_eq(status_of(of_case("/supporters"), helper, 2), 303);
	ck_assert_int_eq(status_of(of_case("/supporters"), helper, 2), 422);
	holds("SELECT CAST(COUNT(*) AS CHAR) FROM invitation", "2");
	whole_sql(&w, "UPDATE invitation SET named = named - INTERVAL 61 MINUTE%s", "");
	ck_assert_int_eq(status_of(of_case("/supporters"), helper, 2), 303);
	whole_close(&w);
}
END_TEST

START_TEST(comments)
{
	const struct pair comment[] = { { S("words"), S("Rang, nobody in.") } };

	serve("commented", POOL_PAGES, WHOLE_WORKER);
	for (int i = 0; i < 2; i++)
		ck_assert_int_eq(status_of(of_case("/comments"), comment, 1), 303);
	ck_assert_int_eq(status_of(of_case("/comments"), comment, 1), 422);
	holds("SELECT CAST(COUNT(*) AS CHAR) FROM staff_comment", "2");
	whole_sql(&w, "UPDATE staff_comment SET at = at - INTERVAL 61 MINUTE%s", "");
	ck_assert_int_eq(status_of(of_case("/comments"), comment, 1), 303);
	whole_close(&w);
}
END_TEST

START_TEST(fields_of_drafts)
{
	static const char kept[] = "SELECT CAST(COUNT(*) AS CHAR) FROM draft";
	const struct pair typed[] = {
		{ S("day-day"), S("1") }, { S("day-month"), S("13") }, { S("day-year"), S("2026") },
		{ S("reference"), S("C1") },
	};

	serve("drafted", POOL_PAGES, WHOLE_WORKER);
	ck_assert_int_eq(status_of(of_case("/complaints"), typed, COUNT(typed)), 422);
	holds(kept, "2");
	ck_assert_int_eq(status_of(of_case("/complaints"), typed, COUNT(typed)), 422);
	holds(kept, "2");
	whole_sql(&w, "UPDATE draft SET at = at - INTERVAL 61 MINUTE%s", "");
	ck_assert_int_eq(status_of(of_case("/complaints"), typed, COUNT(typed)), 422);
	holds(kept, "2");	/* the two are of this hour again */
	whole_sql(&w, "UPDATE draft SET at = at - INTERVAL 61 MINUTE, page = '/'%s", "");
	ck_assert_int_eq(status_of(of_case("/complaints"), typed, COUNT(typed)), 422);
	holds(kept, "4");
	whole_close(&w);
}
END_TEST

static Suite *
suite(void)
{
	Suite *s = suite_create("limits");
	TCase *t = tcase_create("hour");

	tcase_set_timeout(t, 300);
	tcase_add_test(t, codes_by_mail);
	tcase_add_test(t, invitations);
	tcase_add_test(t, comments);
	tcase_add_test(t, fields_of_drafts);
	suite_add_tcase(s, t);
	return s;
}

int
main(void)
{
	return tap_main("limits", suite());
}
