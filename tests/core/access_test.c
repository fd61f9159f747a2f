#include "core/access.h"

#include "core/base/arena.h"
#include "core/base/out.h"
#include "core/base/str.h"
#include "core/titled.h"
#include "tests/tap.h"

#define ALL_RELATIONS 0x1ffu

/* Line by line from the procedure: who may, and who may not. */
static const struct {
	int line;
	enum role role;
	enum action action;
	unsigned relations, acted;
	bool yes;
} rights[] = {
#define YES(role, action, relations, acted) \
	{ __LINE__, role, action, relations, acted, true }
#define NO(role, action, relations, acted) \
	{ __LINE__, role, action, relations, acted, false }
	/* Everything of a case hangs on how one stands to it. */
	YES(FAMILY, SEE_CASE, REL_OWN, 0),
	NO(FAMILY, SEE_CASE, 0, 0),
	NO(FAMILY, SEE_CASE, REL_TEAM | REL_ASSIGNED, 0),
	YES(WORKER, SEE_CASE, REL_ASSIGNED, 0),
	YES(WORKER, SEE_CASE, REL_NAMED, 0),
	NO(WORKER, SEE_CASE, REL_TEAM, 0),
	YES(PRACTICE_LEAD, SEE_CASE, REL_TEAM, 0),
	NO(PRACTICE_LEAD, SEE_CASE, REL_AREA, 0),
	YES(OPS_MANAGER, SEE_CASE, REL_AREA, 0),
	NO(ROLE_NONE, SEE_CASE, ALL_RELATIONS, 0),
	YES(ROLE_NONE, SEE_PUBLIC, 0, 0),
	NO(ROLE_NONE, SEE_HOME, 0, 0),

	/* A supporter sees and drafts, each only where ticked; the family sends. */
	YES(SUPPORTER, SEE_CASE, REL_HELPER_SEE, 0),
	NO(SUPPORTER, SEE_CASE, REL_HELPER_DRAFT, 0),
	YES(SUPPORTER, WRITE_DRAFT, REL_HELPER_DRAFT, 0),
	NO(SUPPORTER, WRITE_DRAFT, REL_HELPER_SEE, 0),
	NO(SUPPORTER, CHALLENGE, ALL_RELATIONS, 0),
	NO(SUPPORTER, WRITE_PLAN, ALL_RELATIONS, 0),
	NO(SUPPORTER, NAME_SUPPORTER, ALL_RELATIONS, 0),

	/* The worker does not approve, nor whoever scored as a practice lead. */
	NO(WORKER, APPROVE_RAS, ALL_RELATIONS, 0),
	YES(PRACTICE_LEAD, APPROVE_RAS, REL_TEAM, 0),
	NO(PRACTICE_LEAD, APPROVE_RAS, REL_TEAM, ACTED_SCORED),
	NO(PRACTICE_LEAD, ANSWER_VIEW, REL_TEAM, ACTED_SCORED),

	/* The worker who scored reconsiders; another only when given the step. */
	YES(WORKER, RECONSIDER, REL_ASSIGNED, ACTED_SCORED),
	NO(WORKER, RECONSIDER, REL_ASSIGNED, 0),
	YES(WORKER, RECONSIDER, REL_NAMED, 0),
	NO(PRACTICE_LEAD, RECONSIDER, ALL_RELATIONS, ACTED_SCORED),
	YES(WORKER, SHARE_ANSWER, REL_ASSIGNED, ACTED_SCORED),

	/* The practice lead who approved confirms the total. */
	YES(PRACTICE_LEAD, CONFIRM_TOTAL, REL_TEAM, ACTED_APPROVED),
	NO(PRACTICE_LEAD, CONFIRM_TOTAL, REL_TEAM, 0),
	YES(PRACTICE_LEAD, CONFIRM_TOTAL, REL_NAMED, 0),
	NO(PRACTICE_LEAD, CONFIRM_TOTAL, REL_NAMED, ACTED_SCORED),

	/* The reviewer neither approved nor moderated, even when named. */
	YES(PRACTICE_LEAD, REVIEW, REL_TEAM, 0),
	YES(PRACTICE_LEAD, REVIEW, REL_NAMED, 0),
	NO(PRACTICE_LEAD, REVIEW, REL_TEAM, ACTED_APPROVED),
	NO(PRACTICE_LEAD, REVIEW, REL_NAMED, ACTED_APPROVED),
	NO(PRACTICE_LEAD, REVIEW, REL_TEAM, ACTED_MODERATED),
	NO(PRACTICE_LEAD, REVIEW, REL_TEAM, ACTED_SCORED),
	NO(OPS_MANAGER, REVIEW, ALL_RELATIONS, 0),
	YES(OPS_MANAGER, NAME_REVIEWER, REL_AREA, 0),
	NO(PRACTICE_LEAD, NAME_REVIEWER, ALL_RELATIONS, 0),

	/* Only who made a challenge can withdraw it. */
	YES(FAMILY, WITHDRAW, REL_OWN, ACTED_CHALLENGED),
	NO(FAMILY, WITHDRAW, REL_OWN, 0),

	/* An answer to a plan: one writes, another confirms. */
	YES(WORKER, ANSWER_PLAN, REL_ASSIGNED, 0),
	NO(WORKER, CONFIRM_PLAN_ANSWER, ALL_RELATIONS, 0),
	YES(PRACTICE_LEAD, CONFIRM_PLAN_ANSWER, REL_TEAM, 0),
	NO(PRACTICE_LEAD, CONFIRM_PLAN_ANSWER, REL_TEAM, ACTED_ANSWERED_PLAN),

	/* Any practice lead may hold the meeting unless asked for another. */
	YES(PRACTICE_LEAD, WRITE_MEETING, REL_TEAM, ACTED_APPROVED | ACTED_REVIEWED),
	NO(PRACTICE_LEAD, WRITE_MEETING, REL_TEAM, ACTED_EXCUSED),
	NO(PRACTICE_LEAD, OFFER_MEETING, REL_TEAM, ACTED_EXCUSED),

	/* The operations manager decides, also after chairing; or a deputy. */
	YES(OPS_MANAGER, DECIDE_POINTS, REL_AREA, ACTED_CHAIRED_PANEL),
	YES(OPS_MANAGER, DECIDE_POINTS, REL_NAMED, 0),
	NO(PRACTICE_LEAD, DECIDE_POINTS, ALL_RELATIONS, 0),
	NO(HEAD_OF_SERVICE, DECIDE_POINTS, ALL_RELATIONS, 0),

	/* Who is named in a complaint does not see it while the step is open. */
	YES(WORKER, SEE_COMPLAINT, REL_ASSIGNED, 0),
	NO(WORKER, SEE_COMPLAINT, REL_ASSIGNED, ACTED_COMPLAINED_OF),
	NO(OPS_MANAGER, NOTE_COMPLAINT, REL_AREA, ACTED_COMPLAINED_OF),

	/* Who signed for the council does not sign for the family as well. */
	YES(FAMILY, SIGN_PLAN, REL_OWN, 0),
	NO(FAMILY, SIGN_PLAN, REL_OWN, ACTED_SIGNED),

	/* Views held back for safeguarding are not the family's. */
	YES(FAMILY, SEE_VIEWS, REL_OWN, 0),
	NO(FAMILY, SEE_MARKED_VIEWS, ALL_RELATIONS, 0),
	YES(PRACTICE_LEAD, RELEASE_VIEW, REL_TEAM, 0),
	NO(WORKER, RELEASE_VIEW, ALL_RELATIONS, 0),
};

START_TEST(the_procedure)
{
	for (size_t i = 0; i < COUNT(rights); i++)
		ck_assert_msg(may_role(rights[i].role, rights[i].action,
		    rights[i].relations, rights[i].acted) == rights[i].yes,
		    "line %d", rights[i].line);
}
END_TEST

/* Family or supporter is said by how one stands to the case. */
static const struct {
	enum role account;
	unsigned relations;
	enum role there;
} here[] = {
	{ FAMILY, REL_OWN, FAMILY },
	{ FAMILY, REL_HELPER_SEE, SUPPORTER },
	{ FAMILY, REL_HELPER_SEE | REL_HELPER_DRAFT, SUPPORTER },
	{ FAMILY, REL_OWN | REL_HELPER_SEE, FAMILY },
	{ FAMILY, REL_NONE, FAMILY },
	{ SUPPORTER, REL_OWN, FAMILY },
	{ SUPPORTER, REL_HELPER_SEE, SUPPORTER },
	{ WORKER, REL_OWN | REL_HELPER_SEE, WORKER },
	{ OPS_MANAGER, REL_HELPER_SEE | REL_AREA, OPS_MANAGER },
};

START_TEST(role_there)
{
	for (size_t i = 0; i < COUNT(here); i++)
		ck_assert_msg(role_in_case(here[i].account, here[i].relations)
		    == here[i].there, "row %zu", i);
	for (enum action a = 1; a < ACTION_COUNT; a++)	/* helping gives a family nothing */
		ck_assert_int_eq(may_role(FAMILY, a, REL_HELPER_SEE | REL_HELPER_DRAFT, 0),
		    may_role(FAMILY, a, REL_NONE, 0));
}
END_TEST

/* The whole of what some roles may do, however they stand to the case. */
static const struct {
	enum role role;
	enum action may[10];
} small_roles[] = {
	{ HEAD_OF_SERVICE, { SEE_PUBLIC, SEE_HOME, OWN_ACCOUNT, SEE_LATE, HAND_OVER,
	    SEE_FIGURES } },
	{ ADMINISTRATOR, { SEE_PUBLIC, SEE_HOME, OWN_ACCOUNT, ADMIN_ACCOUNTS,
	    ADMIN_POLICY } },
	{ AUDITOR, { SEE_PUBLIC, SEE_HOME, OWN_ACCOUNT, SEE_RECORD, SEE_VIEWS,
	    SEE_MARKED_VIEWS, VERIFY_RECORD, SEE_FIGURES } },
	{ SUPPORTER, { SEE_PUBLIC, SEE_HOME, OWN_ACCOUNT, SEE_CASE, SEE_DOCUMENT,
	    SEE_RECORD, WRITE_DRAFT, UPLOAD, SEE_COMPLAINT } },
	{ BROKER, { SEE_PUBLIC, SEE_HOME, OWN_ACCOUNT } },
	{ FINANCE, { SEE_PUBLIC, SEE_HOME, OWN_ACCOUNT } },
	{ PANEL_MEMBER, { SEE_PUBLIC, SEE_HOME, OWN_ACCOUNT } },
	{ PANEL_PARENT, { SEE_PUBLIC, SEE_HOME, OWN_ACCOUNT } },
	{ ROLE_NONE, { SEE_PUBLIC } },
};

START_TEST(small_roles_do_nothing_else)
{
	for (size_t i = 0; i < COUNT(small_roles); i++)
		for (enum action a = 1; a < ACTION_COUNT; a++) {
			bool listed = false;
			for (size_t k = 0; k < COUNT(small_roles[i].may); k++)
				listed = listed || small_roles[i].may[k] == a;
			ck_assert_msg(may_role(small_roles[i].role, a, ALL_RELATIONS, 0)
			    == listed, "%s, action %d",
			    role_key(small_roles[i].role).p, (int)a);
		}
}
END_TEST

/* Without any relation there is nothing of a case; only pages without one. */
START_TEST(strangers_see_no_case)
{
	static const enum action without_case[] = {
		SEE_PUBLIC, SEE_HOME, OWN_ACCOUNT, SEE_DISPUTES, SEE_LATE,
		SET_ABSENCE, ADMIN_ACCOUNTS, ADMIN_POLICY, VERIFY_RECORD, LIST_CASES,
		SEE_FIGURES, LIST_POST,
	};

	for (enum role r = ROLE_NONE; r < ROLE_COUNT; r++)
		for (enum action a = 1; a < ACTION_COUNT; a++) {
			bool free = r == AUDITOR && (a == SEE_RECORD || a == SEE_VIEWS ||
			    a == SEE_MARKED_VIEWS);
			for (size_t k = 0; k < COUNT(without_case); k++)
				free = free || without_case[k] == a;
			ck_assert_msg(free || !may_role(r, a, 0, ~0u),
			    "%s, action %d", role_key(r).p, (int)a);
		}
}
END_TEST

START_TEST(what_is_not_there_is_refused)
{
	const struct actor who = { .role = FAMILY };

	ck_assert(!may(&who, ACTION_NONE, ALL_RELATIONS, 0));
	ck_assert(!may(&who, ACTION_COUNT, ALL_RELATIONS, 0));
	ck_assert(!may_role(ROLE_COUNT, SEE_HOME, ALL_RELATIONS, 0));
	ck_assert(may(&who, SEE_HOME, 0, 0));
	ck_assert_ptr_null(action_rule(ACTION_NONE));
	ck_assert_ptr_null(action_rule(ACTION_COUNT));
	ck_assert_ptr_null(action_rule((enum action)21));	/* given up */
}
END_TEST

/* Staff enter what a family said: only what the family itself may do. */
START_TEST(entered_for_the_family)
{
	const struct entry own = { false, 0 }, entered = { true, 0 };
	const struct entry challenger = { true, ACTED_CHALLENGED };
	const struct {
		enum role role;
		enum action action;
		unsigned relations;
		struct entry entry;
		bool yes;
	} rows[] = {
		{ FAMILY, CHALLENGE, REL_OWN, own, true },
		{ WORKER, CHALLENGE, REL_ASSIGNED, own, false },
		{ WORKER, CHALLENGE, REL_ASSIGNED, entered, true },
		{ WORKER, CHALLENGE, REL_TEAM, entered, false },
		{ SUPPORTER, CHALLENGE, ALL_RELATIONS, entered, false },
		{ PRACTICE_LEAD, REVIEW, ALL_RELATIONS, entered, false },
		{ WORKER, WITHDRAW, REL_ASSIGNED, entered, false },
		{ WORKER, WITHDRAW, REL_ASSIGNED, challenger, true },
		/* The clock does its own and nobody else's. */
		{ ROLE_NONE, ACTION_NONE, 0, own, true },
		{ ROLE_NONE, SEE_PUBLIC, ALL_RELATIONS, own, false },
		{ OPS_MANAGER, ACTION_NONE, ALL_RELATIONS, own, false },
	};

	for (size_t i = 0; i < COUNT(rows); i++)
		ck_assert_msg(may_move(rows[i].role, rows[i].action, rows[i].relations, 0,
		    rows[i].entry) == rows[i].yes, "row %zu", i);
}
END_TEST

START_TEST(keys_come_back)
{
	enum role role = ROLE_NONE;

	for (enum role r = FAMILY; r < ROLE_COUNT; r++) {
		ck_assert(role_parse(role_key(r), &role));
		ck_assert_int_eq((int)role, (int)r);
		ck_assert(role_words(r).n > 0);
	}
	ck_assert(!role_parse(S("nobody"), &role));
	ck_assert(!role_parse(S(""), &role));
}
END_TEST

static bool
contains(struct str text, struct str what)
{
	for (size_t i = 0; i + what.n <= text.n; i++)
		if (memcmp(text.p + i, what.p, what.n) == 0)
			return true;
	return false;
}

START_TEST(the_sheet_says_it_all)
{
	struct arena *a = arena_new(1 << 20);
	struct out o;

	out_init(&o, a, 1 << 19);
	access_print(&o);
	ck_assert(out_ok(&o));
	for (enum action action = 1; action < ACTION_COUNT; action++) {
		const struct action_rule *rule = action_rule(action);
		ck_assert(rule == NULL || contains(out_str_of(&o),
		    titled(a, NULL, rule->sentence)));
	}
	ck_assert(contains(out_str_of(&o),
	    S("May review the contested scores and write the letter:\n"
	    "  practice lead: where a step of the case was given to them by name, "
	    "or in cases of their team\n"
	    "  but never somebody who scored this assessment, or approved this "
	    "score, or moderated this score, or confirmed a total of it\n")));
	arena_free(a);
}
END_TEST

static Suite *
suite(void)
{
	Suite *s = suite_create("access");
	TCase *t = tcase_create("rules");

	tcase_add_test(t, the_procedure);
	tcase_add_test(t, role_there);
	tcase_add_test(t, small_roles_do_nothing_else);
	tcase_add_test(t, strangers_see_no_case);
	tcase_add_test(t, what_is_not_there_is_refused);
	tcase_add_test(t, entered_for_the_family);
	tcase_add_test(t, keys_come_back);
	tcase_add_test(t, the_sheet_says_it_all);
	suite_add_tcase(s, t);
	return s;
}

int
main(void)
{
	return tap_main("access", suite());
}
