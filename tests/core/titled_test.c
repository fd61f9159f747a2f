#include "core/titled.h"

#include "core/base/arena.h"
#include "core/base/str.h"
#include "tests/core/policy_sample.h"
#include "tests/tap.h"

static struct arena *a;
static struct policy *p;

static void
setup(void)
{
	a = arena_new((size_t)1 << 24);
	p = sample_policy(a);
	for (size_t i = 0; i < p->titles.n; i++) {
		struct role_title *t = &p->titles.v[i];
		if (t->role == WORKER)
			*t = (struct role_title){ WORKER, S_INIT("family worker or key worker"),
				S_INIT("family workers and key workers"),
				S_INIT("family worker") };
		if (t->role == OPS_MANAGER)
			*t = (struct role_title){ OPS_MANAGER, S_INIT("unit manager"),
				S_INIT("unit managers"), S_INIT("") };
		if (t->role == HEAD_OF_SERVICE)
			*t = (struct role_title){ HEAD_OF_SERVICE, S_INIT("assistant director"),
				S_INIT("assistant directors"), { NULL, 0 } };
	}
}

static void
teardown(void)
{
	arena_free(a);
}

START_TEST(words_have_the_titles_of_the_policy)
{
	static const struct {
		int line;
		struct str words, titled;
	} rows[] = {
		{ __LINE__, S_INIT("Nothing here."), S_INIT("Nothing here.") },
		{ __LINE__, S_INIT(""), S_INIT("") },
		{ __LINE__, S_INIT("The {worker} rings."), S_INIT("The family worker rings.") },
		{ __LINE__, S_INIT("The {workers}"), S_INIT("The family workers and key workers") },
		{ __LINE__, S_INIT("{Worker}"), S_INIT("Family worker") },
		{ __LINE__, S_INIT("{Practice_leads} and {practice_lead}"),
		    S_INIT("Practice leads and practice lead") },
		/* the article goes by the title */
		{ __LINE__, S_INIT("{A practice_lead}, {a practice_lead}"),
		    S_INIT("A practice lead, a practice lead") },
		{ __LINE__, S_INIT("{A head_of_service}, {a head_of_service}."),
		    S_INIT("An assistant director, an assistant director.") },
		{ __LINE__, S_INIT("ask {a operations_manager}"), S_INIT("ask a unit manager") },
		/* what names no role stays: whoever looks finds it */
		{ __LINE__, S_INIT("{nobody} {practice_leader} {worker"),
		    S_INIT("{nobody} {practice_leader} {worker") },
		{ __LINE__, S_INIT("{}{{worker}}"), S_INIT("{}{family worker}") },
	};

	for (size_t i = 0; i < COUNT(rows); i++) {
		struct str s = titled(a, p, rows[i].words);
		ck_assert_msg(str_eq(s, rows[i].titled), "line %d: %.*s", rows[i].line,
		    STR_ARG(s));
	}
}
END_TEST

START_TEST(without_a_policy_roles_are_called_as_the_sheet_of_rights_does)
{
	ck_assert(str_eq(titled(a, NULL, S("{A operations_manager}")),
	    S("An operations manager")));
}
END_TEST

static Suite *
suite(void)
{
	Suite *s = suite_create("titled");
	TCase *t = tcase_create("words");

	tcase_add_checked_fixture(t, setup, teardown);
	tcase_add_test(t, words_have_the_titles_of_the_policy);
	tcase_add_test(t, without_a_policy_roles_are_called_as_the_sheet_of_rights_does);
	suite_add_tcase(s, t);
	return s;
}

int
main(void)
{
	return tap_main("titled", suite());
}
