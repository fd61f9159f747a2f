#include "core/base/out.h"
#include "tests/core/policy_sample.h"
#include "tests/tap.h"

static struct arena *a;

static void
setup(void)
{
	a = arena_new((size_t)16 * 1024 * 1024);
}

static void
teardown(void)
{
	arena_free(a);
}

static const char *
linted(const struct policy *p, size_t *found)
{
	struct out o;

	out_init(&o, a, 100000);
	*found = policy_lint(p, &o);
	return str_cstr(a, out_str_of(&o));
}

START_TEST(sound)
{
	size_t found;
	const char *words = linted(sample_policy(a), &found);

	ck_assert_msg(found == 0, "%s", words);
	ck_assert_str_eq(words, "");
}
END_TEST

START_TEST(empty)
{
	static struct policy nothing;
	size_t found;

	nothing.version.valid_from = DATE_NONE;
	linted(&nothing, &found);
	ck_assert_uint_gt(found, 50);
}
END_TEST

/* ---- each way to spoil a policy, and what is said of it ---- */

#define SPOIL(name, change) \
	static void name(struct policy *p) { change; }

SPOIL(no_label, p->version.label = S(""))
SPOIL(no_name, p->version.name = STR_NONE)
SPOIL(no_date, p->version.valid_from = DATE_NONE)
SPOIL(too_old, p->version.valid_from = day(2013, 12, 31); p->bank_holidays.n = 0)
SPOIL(no_tool, p->tools.n--)
SPOIL(age_gap, p->tools.v[0].age_to = 5)
SPOIL(age_overlap, p->tools.v[1].age_from = 6)
SPOIL(no_question, p->questions.v[35].number = 13; policy_link(p))
SPOIL(question_twice, p->questions.v[1].number = 1; policy_link(p))
SPOIL(one_level, p->questions.v[12].levels.n = 1;
    p->bands.v[4].to.n -= 27; p->steps.v[9].to.n -= 27)
SPOIL(not_from_0, p->questions.v[12].levels.v[0].points.n = 1)
SPOIL(not_rising, p->questions.v[12].levels.v[1].points.n = 18)
SPOIL(level_number, p->questions.v[12].levels.v[3].number = 5)
SPOIL(orphan, p->levels.v[0].tool = TOOL_UNDER_7; p->levels.v[0].question = 13;
    p->questions.v[12].levels.v++; p->questions.v[12].levels.n--;
    for (int i = 0; i < 3; i++) {
	    p->questions.v[12].levels.v[i].points.n = (int16_t)(13 * i + (i == 2));
	    p->questions.v[12].levels.v[i].number = i + 1;
    })
SPOIL(unscored_level, p->questions.v[0].levels = p->questions.v[12].levels)
SPOIL(hundred_in_none, p->bands.v[1].from.n = 101; p->steps.v[1].from.n = 101;
    p->steps.v[0].to.n = 99)
SPOIL(band_gap, p->bands.v[2].to.n = 190)
SPOIL(band_overlap, p->bands.v[1].to.n = 145)
SPOIL(band_too_far, p->bands.v[4].to.n = 325)
SPOIL(band_backwards, p->bands.v[1].to.n = 99)
SPOIL(step_less, p->steps.v[5].yearly.pence = 399999)
SPOIL(step_negative, p->steps.v[0].yearly.pence = -1)
SPOIL(step_order, struct funding_step s = p->steps.v[8];
    p->steps.v[8] = p->steps.v[9]; p->steps.v[9] = s;
    p->steps.v[9].yearly.pence = 2000000)
SPOIL(step_over_bands, p->steps.v[2].to.n = 143; p->steps.v[3].from.n = 144)
SPOIL(no_limit, p->limits.n--)
SPOIL(limit_twice, p->limits.v[0].key = LIMIT_OPS_MANAGER)
SPOIL(limit_unit, p->limits.v[2].unit = UNIT_POUNDS)
SPOIL(limit_percent, p->limits.v[3].value = 101)
SPOIL(authority, p->limits.v[0].value = 11)
SPOIL(contingency, p->limits.v[2].value = 16)
SPOIL(no_clock, p->clocks.n--)
SPOIL(clock_zero, p->clocks.v[0].days = 0)
SPOIL(reminder_late, p->clocks.v[4].days = 11)
SPOIL(no_title, p->titles.n--)
SPOIL(title_empty, p->titles.v[0].many = S(""))
SPOIL(holiday_sunday, p->bank_holidays.v[6].date = day(2026, 12, 27))
SPOIL(holiday_order, p->bank_holidays.v[1].date = day(2026, 1, 1))
SPOIL(holiday_missing, p->bank_holidays.n--)
SPOIL(holiday_year, p->bank_holidays.n = 8)
SPOIL(no_sending, p->sending.n = 0)
SPOIL(sending_hours, p->sending.v[1].to = 8)
SPOIL(sending_twice, p->sending.v[1].weekday = MONDAY)
SPOIL(sending_sunday, p->sending.v[3].weekday = SUNDAY)
SPOIL(no_wording, p->wording.n--)
SPOIL(wording_empty, p->wording.v[1].words = S(""))
SPOIL(wording_figure, p->wording.v[0].words = S("It is 4,000 pounds."))
SPOIL(reason_health, p->late_reasons.v[1].words = S("Off Sick"))
SPOIL(reason_for_nothing, p->late_reasons.v[0].late = false)
SPOIL(reason_to_give, p->late_reasons.v[1].giving = false)
SPOIL(no_council, p->council.address = STR_NONE)
SPOIL(stages_none, p->complaint_stages.n = 0)
SPOIL(stage_longer, p->complaint_stages.v[0].days = 21)
SPOIL(stage_no_next, p->complaint_stages.v[0].ask = 0)
SPOIL(reason_twice, p->late_reasons.v[1].number = 1)
SPOIL(three_helpers, p->helpers.n = 3)
SPOIL(no_rights, p->rights.n = 0)
SPOIL(rights_silent, p->rights.v[0].telephone = S(""))
SPOIL(helper_silent, p->helpers.v[2].telephone = S(""))
SPOIL(rates_clash, p->rates.v[1].valid_from = day(2026, 3, 31))
SPOIL(rate_nothing, p->rates.v[0].amount.pence = 0)
SPOIL(rate_backwards, p->rates.v[0].valid_to = day(2024, 3, 31))
SPOIL(no_prohibited, p->prohibited.n = 0)

static const struct {
	void (*spoil)(struct policy *);
	const char *finding;
} spoilt[] = {
	{ no_label, "policy: the version has no label" },
	{ no_name, "policy: the version has no name" },
	{ no_date, "policy: there is no date from which it is valid" },
	{ too_old, "policy: it is valid from before 2014, when the law it rests on "
	    "came into force: check the year\n"
	    "bank_holidays: England has 8 bank holidays a year, here are 0 for 2013\n"
	    "bank_holidays: England has 8 bank holidays a year, here are 0 for 2014" },
	{ no_question, "questions: key_stage_3_4 question 12: there is no such row\n"
	    "questions: key_stage_3_4 question 13: the numbers go from 1 to 12\n"
	    "levels: key_stage_3_4 question 13: it needs at least two levels\n"
	    "levels: key_stage_3_4 question 12: there is no such question\n"
	    "levels: key_stage_3_4 question 12: there is no such question\n"
	    "levels: key_stage_3_4 question 12: there is no such question\n"
	    "levels: key_stage_3_4 question 12: there is no such question" },
	{ question_twice, "questions: under_7 question 2: there is no such row\n"
	    "questions: under_7 question 1: it is there twice" },
	{ not_from_0, "levels: key_stage_2 question 1: the lowest level must have "
	    "0 points" },
	{ not_rising, "levels: key_stage_2 question 1: each level must have more "
	    "points than the one below" },
	{ level_number, "levels: key_stage_2 question 1: the levels must be numbered "
	    "1, 2, 3 and so on" },
	{ orphan, "levels: under_7 question 13: there is no such question" },
	{ unscored_level, "levels: under_7 question 1: this questionnaire is not "
	    "scored and has no levels" },
	{ hundred_in_none, "bands: score 100 is in no row: close the gap\n"
	    "steps: score 100 is in no row: close the gap" },
	{ band_gap, "bands: scores 191 to 194 are in no row: close the gap\n"
	    "steps: row 7: it does not lie within one band" },
	{ band_overlap, "bands: scores 143 to 145 are in more than one row: "
	    "end one where the other begins" },
	{ band_too_far, "bands: row 6: it goes up to 325, but the highest possible "
	    "score is 324" },
	{ band_backwards, "bands: scores 100 to 142 are in no row: close the gap\n"
	    "bands: row 3: it ends before it begins\n"
	    "steps: row 3: it does not lie within one band\n"
	    "steps: row 4: it does not lie within one band" },
	{ step_less, "steps: row 7: more points come to less money than in the row "
	    "above" },
	{ step_negative, "steps: row 2: the money is less than nothing" },
	{ step_order, "steps: row 11: the rows must go from low to high" },
	{ step_over_bands, "steps: row 4: it does not lie within one band" },
	{ no_limit, "limits: there is no row for mail_tried" },
	{ limit_twice, "limits: there is no row for practice_lead_authority\n"
	    "limits: there is more than one row for operations_manager_authority" },
	{ limit_unit, "limits: row 4: this limit is counted in percent" },
	{ limit_percent, "limits: row 5: the value is out of range" },
	{ authority, "limits: a practice_lead may not have more authority than an "
	    "operations_manager" },
	{ contingency, "limits: the least contingency is more than the most" },
	{ no_clock, "clocks: there is no row for approve" },
	{ clock_zero, "clocks: row 2: a time is 1 to 260 working days (260 is a "
	    "year)" },
	{ reminder_late, "clocks: contest_reminder comes after the time of contest "
	    "is over" },
	{ no_title, "titles: there is no row for panel_parent" },
	{ title_empty, "titles: row 2: the title is empty" },
	{ holiday_sunday, "bank_holidays: row 8: this is a weekend: give the weekday "
	    "that is free instead" },
	{ holiday_order, "bank_holidays: row 3: the days must follow one another, "
	    "each once" },
	{ holiday_missing, "bank_holidays: England has 8 bank holidays a year, here "
	    "are 7 for 2028" },
	{ holiday_year, "bank_holidays: England has 8 bank holidays a year, here are "
	    "0 for 2027" },
	{ no_sending, "sending: there is no hour at which a decision may go out" },
	{ sending_hours, "sending: row 3: the hours go from 0 to 23, from before to" },
	{ sending_twice, "sending: row 3: the days must follow one another, each "
	    "once" },
	{ sending_sunday, "sending: row 5: nothing goes out at a weekend" },
	{ no_wording, "wording: there is no row for format" },
	{ wording_empty, "wording: row 3: the sentence is empty" },
	{ wording_figure, "wording: row 2: a letter’s sentence holds no figure: figures "
	    "come from the decision" },
	{ reason_health, "late_reasons: row 3: families read it: it may not speak of "
	    "anybody’s health" },
	{ no_council, "council: letters say where the council is: give its address, telephone "
	    "and hours" },
	{ stages_none, "complaint_stages: there is no stage" },
	{ stage_longer, "complaint_stages: row 2: the aim is at least a day, and not above the "
	    "most it may take" },
	{ stage_no_next, "complaint_stages: row 2: there are days to ask for the next stage in "
	    "each but the last" },
	{ reason_for_nothing, "late_reasons: row 2: say what it is for: giving, "
	    "handing_over or late" },
	{ reason_to_give, "late_reasons: for giving, handing_over and late each "
	    "there has to be a reason" },
	{ reason_twice, "late_reasons: row 3: the numbers must rise, each once" },
	{ three_helpers, "helpers: there must be four organisations, here are 3" },
	{ no_rights, "rights: where to complain must be said, and who the Ombudsman is" },
	{ rights_silent, "rights: row 2: it needs a name and a telephone number" },
	{ helper_silent, "helpers: row 4: it needs a name and a telephone number" },
	{ rates_clash, "rates: row 3: an earlier row holds for the same code, time, "
	    "carers and days" },
	{ rate_nothing, "rates: row 2: the amount is nothing" },
	{ rate_backwards, "rates: row 2: it ends before it begins" },
	{ no_prohibited, "prohibited: the table is empty" },
	{ age_gap, "tools: no questionnaire for a child of 6 in a primary school\n"
	    "tools: no questionnaire for a child of 6 in a secondary school" },
	{ age_overlap, "tools: more than one questionnaire for a child of 6 in a "
	    "primary school" },
};

START_TEST(findings)
{
	size_t found, lines = 1;
	struct policy *p = sample_policy(a);

	spoilt[_i].spoil(p);
	const char *words = linted(p, &found);
	ck_assert_str_eq(words, spoilt[_i].finding);
	for (const char *c = words; *c != '\0'; c++)
		lines += *c == '\n';
	ck_assert_uint_eq(found, lines);
}
END_TEST

START_TEST(many_findings)
{
	size_t found;
	struct policy *p = sample_policy(a);

	no_tool(p);
	const char *words = linted(p, &found);
	ck_assert_ptr_nonnull(strstr(words, "tools: there is no row for key_stage_3_4"));
	ck_assert_ptr_nonnull(strstr(words,
	    "tools: no questionnaire for a child of 17 in a secondary school"));
	p = sample_policy(a);
	one_level(p);
	words = linted(p, &found);
	ck_assert_ptr_nonnull(strstr(words,
	    "levels: key_stage_2 question 1: it needs at least two levels"));
}
END_TEST

START_TEST(linked)
{
	struct policy *p = sample_policy(a);

	for (size_t t = 0; t < p->tools.n; t++) {
		const struct tool *tool = &p->tools.v[t];
		ck_assert_uint_eq(tool->questions.n, QUESTIONS);
		for (int n = 1; n <= QUESTIONS; n++) {
			const struct question *q = tool_question(tool, n);
			ck_assert_int_eq(q->tool, tool->kind);
			ck_assert_uint_eq(q->levels.n, tool->scored ? 4 : 0);
			for (size_t k = 0; k < q->levels.n; k++)
				ck_assert_int_eq(q->levels.v[k].points.n, 9 * (int)k);
		}
		ck_assert_ptr_null(tool_question(tool, 0));
		ck_assert_ptr_null(tool_question(tool, 13));
		ck_assert_int_eq(tool_highest(tool).n, tool->scored ? 324 : 0);
	}
}
END_TEST

START_TEST(tool_by_age)
{
	static const struct { int age; enum school school; enum tool_kind kind; } is[] = {
		{ 0, SCHOOL_PRIMARY, TOOL_UNDER_7 }, { 6, SCHOOL_PRIMARY, TOOL_UNDER_7 },
		{ 6, SCHOOL_SECONDARY, TOOL_UNDER_7 }, { 7, SCHOOL_PRIMARY, TOOL_KS2 },
		{ 11, SCHOOL_PRIMARY, TOOL_KS2 }, { 11, SCHOOL_SECONDARY, TOOL_KS3_4 },
		{ 12, SCHOOL_PRIMARY, TOOL_KS2 }, { 17, SCHOOL_SECONDARY, TOOL_KS3_4 },
		{ 18, SCHOOL_SECONDARY, TOOL_NONE }, { -1, SCHOOL_PRIMARY, TOOL_NONE },
	};
	struct policy *p = sample_policy(a);

	for (size_t i = 0; i < COUNT(is); i++) {
		const struct tool *t = policy_tool_for(p, is[i].age, is[i].school);
		ck_assert_int_eq(t == NULL ? TOOL_NONE : t->kind, is[i].kind);
	}
}
END_TEST

START_TEST(school_by_birthday)
{
	static const struct { struct ymd born, on; enum school school; } is[] = {
		{ { 2015, 8, 31 }, { 2026, 8, 31 }, SCHOOL_PRIMARY },
		{ { 2015, 8, 31 }, { 2026, 9, 1 }, SCHOOL_SECONDARY },
		{ { 2015, 9, 1 }, { 2026, 9, 1 }, SCHOOL_PRIMARY },
		{ { 2015, 9, 1 }, { 2027, 8, 31 }, SCHOOL_PRIMARY },
		{ { 2015, 9, 1 }, { 2027, 9, 1 }, SCHOOL_SECONDARY },
		{ { 2016, 2, 29 }, { 2027, 9, 1 }, SCHOOL_SECONDARY },
	};

	for (size_t i = 0; i < COUNT(is); i++)
		ck_assert_int_eq(school_usual(date_of(is[i].born), date_of(is[i].on)),
		    is[i].school);
}
END_TEST

START_TEST(lookups)
{
	struct policy *p = sample_policy(a);

	p->limits.v[4].value = 100;
	p->clocks.v[1].days = 20;
	ck_assert_int_eq(policy_limit(p, LIMIT_EQUIPMENT), 100);
	ck_assert_int_eq(policy_limit_money(p, LIMIT_EQUIPMENT).pence, 10000);
	ck_assert_int_eq(policy_days(p, CLOCK_CHALLENGE), 20);
	ck_assert(str_eq(policy_title(p, PRACTICE_LEAD)->many, S("practice leads")));
	ck_assert_ptr_null(policy_tool(p, TOOL_NONE));
	ck_assert_ptr_eq(policy_tool(p, TOOL_KS2), &p->tools.v[1]);
}
END_TEST

START_TEST(rate_of_a_day)
{
	static const struct { struct ymd on; int carers; int64_t pence; } is[] = {
		{ { 2024, 3, 31 }, 1, 0 }, { { 2024, 4, 1 }, 1, 1629 },
		{ { 2026, 3, 31 }, 1, 1629 }, { { 2026, 4, 1 }, 1, 1700 },
		{ { 2099, 1, 1 }, 1, 1700 }, { { 2099, 1, 1 }, 2, 0 },
	};
	struct policy *p = sample_policy(a);

	for (size_t i = 0; i < COUNT(is); i++) {
		const struct rate *r = policy_rate(p, S("assistant"), RATE_WEEKDAY,
		    is[i].carers, date_of(is[i].on));
		ck_assert_int_eq(r == NULL ? 0 : r->amount.pence, is[i].pence);
	}
	ck_assert_ptr_null(policy_rate(p, S("assistant"), RATE_WEEKEND, 1,
	    day(2026, 5, 1)));
}
END_TEST

START_TEST(words)
{
	ck_assert_int_eq(word_value(&clock_words, S("late_handover")), 16);
	ck_assert_int_eq(word_value(&clock_words, S("")), 0);
	ck_assert_int_eq(word_value(&tool_words, S("Under_7")), 0);
	ck_assert(str_eq(word_of(&tool_words, TOOL_KS2), S("key_stage_2")));
	ck_assert(!is_set(word_of(&tool_words, 0)));
	ck_assert_int_eq(word_value(&weekday_words, S("Sunday")), SUNDAY);
	ck_assert_int_eq(word_value(&role_key_words, S("practice_lead")), PRACTICE_LEAD);
}
END_TEST

static Suite *
suite(void)
{
	Suite *s = suite_create("policy");
	TCase *t = tcase_create("policy");

	tcase_add_checked_fixture(t, setup, teardown);
	tcase_add_test(t, sound);
	tcase_add_test(t, empty);
	tcase_add_loop_test(t, findings, 0, COUNT(spoilt));
	tcase_add_test(t, many_findings);
	tcase_add_test(t, linked);
	tcase_add_test(t, tool_by_age);
	tcase_add_test(t, school_by_birthday);
	tcase_add_test(t, lookups);
	tcase_add_test(t, rate_of_a_day);
	tcase_add_test(t, words);
	suite_add_tcase(s, t);
	return s;
}

int
main(void)
{
	return tap_main("policy", suite());
}
