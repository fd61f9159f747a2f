#include "core/form.h"

#include "core/base/arena.h"
#include "core/base/civil.h"
#include "tests/tap.h"

struct values {
	struct str line, text, secret, email;
	int number, choice;
	struct money money;
	struct date date;
	bool tick;
	struct pid pid;
};

enum { LINE, TEXT, SECRET, EMAIL, NUMBER, MONEY, DATE, CHOICE, TICK, PID, FIELDS };

#define MISSING "Fill this in"

/* One form of every kind, where all must be filled in or none. */
#define TABLE(must)							\
	{ S_INIT("line"), FIELD_LINE, must, 10, S_INIT(""),		\
	    S_INIT(MISSING), offsetof(struct values, line), 0 },		\
	{ S_INIT("text"), FIELD_TEXT, must, 20, S_INIT(""),		\
	    S_INIT(MISSING), offsetof(struct values, text), 0 },		\
	{ S_INIT("secret"), FIELD_SECRET, must, 10, S_INIT(""),		\
	    S_INIT(MISSING), offsetof(struct values, secret), 0 },		\
	{ S_INIT("email"), FIELD_EMAIL, must, 30, S_INIT(""),		\
	    S_INIT(MISSING), offsetof(struct values, email), 0 },		\
	{ S_INIT("number"), FIELD_NUMBER, must, 7, S_INIT(""),		\
	    S_INIT(MISSING), offsetof(struct values, number), 0 },		\
	{ S_INIT("money"), FIELD_MONEY, must, 1000, S_INIT(""),		\
	    S_INIT(MISSING), offsetof(struct values, money), 0 },		\
	{ S_INIT("date"), FIELD_DATE, must, 0, S_INIT(""),		\
	    S_INIT(MISSING), offsetof(struct values, date), 0 },		\
	{ S_INIT("choice"), FIELD_CHOICE, must, 10, S_INIT("yes|no|later"), \
	    S_INIT(MISSING), offsetof(struct values, choice), 0 },		\
	{ S_INIT("tick"), FIELD_TICK, must, 3, S_INIT(""),		\
	    S_INIT(MISSING), offsetof(struct values, tick), 0 },		\
	{ S_INIT("pid"), FIELD_PID, must, 22, S_INIT(""),		\
	    S_INIT(MISSING), offsetof(struct values, pid), 0 },

static const struct field may_fields[] = { TABLE(false) };
static const struct field must_fields[] = { TABLE(true) };
static const struct form may = { S_INIT("may"), may_fields, FIELDS, sizeof(struct values) };
static const struct form must = { S_INIT("must"), must_fields, FIELDS, sizeof(struct values) };

static struct arena *a;
static struct form_view view;
static const struct values *got;

static void
setup(void)
{
	a = arena_new(1 << 20);
}

static void
teardown(void)
{
	arena_free(a);
}

static enum err
read_form(const struct form *form, const struct pair *in, size_t n)
{
	void *values;

	TRY(form_read(a, form, in, n, &values, &view));
	got = values;
	return OK;
}

#define BAD_WORDS(name) name ": use only letters, numbers and ordinary punctuation"
#define BAD_EMAIL "Enter an email address like name@example.com"
#define BAD_NUMBER "Number: enter a whole number from 0 to 7"
#define BAD_MONEY "Money: enter an amount in pounds, like 1,500 or 16.29, up to £1,000"
#define BAD_CHOICE "Choose one of the answers on the page"
#define PID_TEXT "AAAAAAAAAAAAAAAAAAAAAQ"

/* A field, what is typed, and what is said about it; NULL: nothing. */
static const struct {
	int line, field;
	struct str name, typed;
	const char *said;
} typed[] = {
#define T(field, name, typed, said) { __LINE__, field, S_INIT(name), S_INIT(typed), said }
	T(LINE, "line", "ten letter", NULL),
	T(LINE, "line", "  ten letter  ", NULL),
	T(LINE, "line", "ten letters",
	    "Line: this has 11 characters. Shorten it to 10 or fewer"),
	T(LINE, "line", "\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9", NULL),
	T(LINE, "line", "a\nb", BAD_WORDS("Line")),
	T(LINE, "line", "a\xe2\x80\xae" "b", BAD_WORDS("Line")),
	T(TEXT, "text", "one\ntwo\tthree", NULL),
	T(TEXT, "text", "a\x1b", BAD_WORDS("Text")),
	T(TEXT, "text", "a line of more than twenty letters",
	    "Text: this has 34 characters. Shorten it to 20 or fewer"),
	T(SECRET, "secret", "  a b  ", NULL),
	T(SECRET, "secret", "eleven letters",
	    "Secret: this has 14 characters. Shorten it to 10 or fewer"),
	T(TEXT, "text", "\xe2\x80\x8b.", NULL), T(NUMBER, "number", "\xe2\x80\x8b", NULL),
	T(LINE, "line", "a\xe2\x80\x8b", BAD_WORDS("Line")),
	T(EMAIL, "email", "zo\xc3\xa9@b.cd", BAD_EMAIL), T(EMAIL, "email", "a,b@c.de", BAD_EMAIL),
	T(EMAIL, "email", " A.B@Example.COM ", NULL),
	T(EMAIL, "email", "a@b.c", NULL),
	T(EMAIL, "email", "a", BAD_EMAIL), T(EMAIL, "email", "@b.cd", BAD_EMAIL),
	T(EMAIL, "email", "a@b", BAD_EMAIL), T(EMAIL, "email", "a@b@c.de", BAD_EMAIL),
	T(EMAIL, "email", "a b@c.de", BAD_EMAIL), T(EMAIL, "email", "a@b.c\nd", BAD_EMAIL),
	T(EMAIL, "email", "abcdefghijklmnopqrstuvwxyz@b.cd", BAD_EMAIL),
	T(NUMBER, "number", "0", NULL), T(NUMBER, "number", " 7 ", NULL),
	T(NUMBER, "number", "8", BAD_NUMBER), T(NUMBER, "number", "-1", BAD_NUMBER),
	T(NUMBER, "number", "1.5", BAD_NUMBER), T(NUMBER, "number", "seven", BAD_NUMBER),
	T(MONEY, "money", "1,000", NULL), T(MONEY, "money", "£16.29", NULL),
	T(MONEY, "money", "1000.01", BAD_MONEY), T(MONEY, "money", "1.5", BAD_MONEY),
	T(MONEY, "money", "-1", BAD_MONEY), T(MONEY, "money", "10,00", BAD_MONEY),
	T(CHOICE, "choice", "later", NULL), T(CHOICE, "choice", "perhaps", BAD_CHOICE),
	T(CHOICE, "choice", "yes|no", BAD_CHOICE), T(CHOICE, "choice", "YES", BAD_CHOICE),
	T(TICK, "tick", "yes", NULL),
	T(TICK, "tick", "on", "Tick the box or leave it empty"),
	T(PID, "pid", PID_TEXT, NULL), T(PID, "pid", "1", BAD_CHOICE),
#undef T
};

START_TEST(what_is_typed)
{
	for (size_t i = 0; i < COUNT(typed); i++) {
		struct pair in = { typed[i].name, typed[i].typed };
		ck_assert_int_eq(read_form(&may, &in, 1), OK);
		struct str said = form_error(&view, typed[i].field);
		struct str want = str_of(typed[i].said);
		ck_assert_msg(str_eq(said, want) && view.any == is_set(want),
		    "line %d: %.*s", typed[i].line, STR_ARG(said));
	}
}
END_TEST

/* A reason nobody can see is none. */
START_TEST(what_is_not_seen_is_empty)
{
	static const char *const unseen[] = { "\xe2\x80\x8b", "\xe2\x80\x8d",
		"\xc2\xad\xef\xbb\xbf \n", "\xe2\x81\xa0", "\xe3\x85\xa4", "\xc2\xa0" };

	for (size_t i = 0; i < COUNT(unseen); i++) {
		struct pair in[] = { { S("text"), str_of(unseen[i]) },
		    { S("line"), str_of(unseen[i]) } };
		ck_assert_int_eq(read_form(&must, in, 2), OK);
		ck_assert_msg(str_eq(form_error(&view, TEXT), S(MISSING)), "text %zu", i);
		ck_assert_msg(str_eq(form_error(&view, LINE), S(MISSING)), "line %zu", i);
	}
}
END_TEST

static const struct {
	struct str part[PARTS];
	const char *said;
} dates[] = {
	{ { S_INIT("29"), S_INIT("2"), S_INIT("2024") }, NULL },
	{ { S_INIT("03"), S_INIT("03"), S_INIT("2026") }, NULL },
	{ { S_INIT(" 3 "), S_INIT("3"), S_INIT("2026") }, NULL },
	{ { S_INIT("29"), S_INIT("2"), S_INIT("2023") }, "Date: there is no such day. Check the date" },
	{ { S_INIT("31"), S_INIT("4"), S_INIT("2026") }, "Date: there is no such day. Check the date" },
	{ { S_INIT("0"), S_INIT("1"), S_INIT("2026") }, "Date: there is no such day. Check the date" },
	{ { S_INIT("1"), S_INIT("1"), S_INIT("26") }, "Date: there is no such day. Check the date" },
	{ { S_INIT("32"), S_INIT("1"), S_INIT("2026") }, "Date: enter a date as numbers, like 27 3 2026" },
	{ { S_INIT("1"), S_INIT("13"), S_INIT("2026") }, "Date: enter a date as numbers, like 27 3 2026" },
	{ { S_INIT("1"), S_INIT("March"), S_INIT("2026") }, "Date: enter a date as numbers, like 27 3 2026" },
	{ { S_INIT("1"), S_INIT("3"), S_INIT("") }, "Date: enter a date as numbers, like 27 3 2026" },
	{ { S_INIT("1"), S_INIT("3"), S_INIT("2200") }, "Date: enter a date as numbers, like 27 3 2026" },
};

START_TEST(dates_have_three_parts)
{
	const struct pair in[] = { { S("date-day"), dates[_i].part[DAY] },
	    { S("date-month"), dates[_i].part[MONTH] },
	    { S("date-year"), dates[_i].part[YEAR] } };

	ck_assert_int_eq(read_form(&may, in, COUNT(in)), OK);
	ck_assert(str_eq(form_error(&view, DATE), str_of(dates[_i].said)));
	ck_assert(is_set(got->date) == (dates[_i].said == NULL));
	for (int part = DAY; part < PARTS; part++)
		ck_assert(str_eq(form_part(&view, DATE, part),
		    str_trim(dates[_i].part[part])));
}
END_TEST

START_TEST(a_name_says_what_it_is_called)
{
	ck_assert(str_eq(form_label(a, S("two_carers")), S("Two carers")));
	ck_assert(str_eq(form_label(a, S("day1")), S("The first day")));
	ck_assert(str_eq(form_label(a, S("day")), S("Day")));
}
END_TEST

/* A page knows more than the table of fields: which scores there are. */
START_TEST(what_is_wrong_can_be_said_better)
{
	struct pair in[] = { { S("number"), S("8") } };

	ck_assert_int_eq(read_form(&may, in, 1), OK);
	form_reword(&view, NUMBER, S("0 or 7"));
	form_reword(&view, LINE, S("not wrong"));
	ck_assert(str_eq(form_error(&view, NUMBER), S("0 or 7")));
	ck_assert(!form_has(&view, LINE));
	ck_assert_int_eq(read_form(&must, in, 0), OK);
	struct str missing = form_error(&view, NUMBER);
	form_reword(&view, NUMBER, S("0 or 7"));
	ck_assert(str_eq(form_error(&view, NUMBER), missing));
}
END_TEST

START_TEST(values_as_typed)
{
	const struct pair in[] = {
		{ S("line"), S(" a line ") }, { S("text"), S("one\ntwo") },
		{ S("secret"), S(" s ") }, { S("email"), S("A@B.de") },
		{ S("number"), S("7") }, { S("money"), S("£1,000") },
		{ S("date-year"), S("2026") }, { S("date-day"), S("3") },
		{ S("date-month"), S("3") }, { S("choice"), S("later") },
		{ S("tick"), S("yes") }, { S("pid"), S(PID_TEXT) },
	};
	struct pid pid = { { 0 } };

	pid.b[15] = 1;
	ck_assert_int_eq(read_form(&must, in, COUNT(in)), OK);
	ck_assert(!view.any);
	ck_assert(str_eq(got->line, S("a line")) && str_eq(got->text, S("one\ntwo")));
	ck_assert(str_eq(got->secret, S(" s ")) && str_eq(got->email, S("a@b.de")));
	ck_assert_int_eq(got->number, 7);
	ck_assert_int_eq(got->money.pence, 100000);
	ck_assert_int_eq(got->date.days, date_of((struct ymd){ 2026, 3, 3 }).days);
	ck_assert_int_eq(got->choice, 3);
	ck_assert(got->tick && pid_eq(got->pid, pid));
	/* what was typed is shown again as it was typed, but for a secret */
	ck_assert(str_eq(form_raw(&view, EMAIL), S("A@B.de")));
	ck_assert(str_eq(form_raw(&view, MONEY), S("£1,000")));
	ck_assert(str_eq(form_raw(&view, SECRET), S("")));
	ck_assert(form_checked(&view, CHOICE, S("later")));
	ck_assert(!form_checked(&view, CHOICE, S("yes")));
}
END_TEST

START_TEST(left_empty)
{
	const struct pair blank = { S("line"), S("   ") };

	ck_assert_int_eq(read_form(&may, &blank, 1), OK);
	ck_assert(!view.any);
	ck_assert(!is_set(got->line) || got->line.n == 0);
	ck_assert(!is_set(got->number) && !is_set(got->money) && !is_set(got->date));
	ck_assert(got->choice == 0 && !got->tick && pid_is_none(got->pid));

	ck_assert_int_eq(read_form(&must, &blank, 1), OK);
	ck_assert(view.any);
	for (int f = 0; f < FIELDS; f++)
		ck_assert_msg(str_eq(form_error(&view, f), S(MISSING)), "field %d", f);
	struct form_problems p = form_problems(a, &view);
	ck_assert_uint_eq(p.n, FIELDS);
	ck_assert(str_eq(p.v[LINE].anchor, S("line")));
	ck_assert(str_eq(p.v[DATE].anchor, S("date-day")));
}
END_TEST

static const struct {
	struct str one, two;
} odd[] = {
	{ S_INIT("nothing"), S_INIT("line") }, { S_INIT("line"), S_INIT("line") },
	{ S_INIT("LINE"), S_INIT("text") }, { S_INIT(""), S_INIT("text") },
	{ S_INIT("date"), S_INIT("text") }, { S_INIT("date-"), S_INIT("text") },
	{ S_INIT("date-hour"), S_INIT("text") }, { S_INIT("date-day"), S_INIT("date-day") },
	{ S_INIT("line-day"), S_INIT("text") }, { S_INIT("csrf"), S_INIT("text") },
};

START_TEST(not_a_form_of_ours)
{
	const struct pair twice[] = { { odd[_i].one, S("") }, { odd[_i].two, S("") } };

	ck_assert_int_eq(read_form(&may, twice, 2), E_BAD_REQUEST);
}
END_TEST

START_TEST(a_rule_complains)
{
	const struct pair in = { S("number"), S("8") };

	ck_assert_int_eq(read_form(&may, &in, 1), OK);
	form_wrong(&view, NUMBER, S("later"));
	ck_assert(str_eq(form_error(&view, NUMBER), S(BAD_NUMBER)));
	form_wrong(&view, LINE, S("by a rule"));
	ck_assert(form_has(&view, LINE) && str_eq(form_error(&view, LINE), S("by a rule")));
	ck_assert_uint_eq(form_problems(a, &view).n, 2);
}
END_TEST

START_TEST(filled_by_us)
{
	form_blank(a, &may, &view);
	ck_assert(!view.any);
	form_fill(&view, LINE, S("words"));
	form_fill_int(a, &view, NUMBER, 7);
	form_fill_money(a, &view, MONEY, (struct money){ 150050 });
	form_fill_date(a, &view, DATE, date_of((struct ymd){ 2026, 3, 27 }));
	form_fill_choice(&view, CHOICE, 2);
	ck_assert(str_eq(form_raw(&view, LINE), S("words")));
	ck_assert(str_eq(form_raw(&view, NUMBER), S("7")));
	ck_assert(str_eq(form_raw(&view, MONEY), S("1,500.50")));
	ck_assert(str_eq(form_part(&view, DATE, DAY), S("27")));
	ck_assert(str_eq(form_part(&view, DATE, YEAR), S("2026")));
	ck_assert(form_checked(&view, CHOICE, S("no")));

	form_blank(a, &may, &view);
	form_fill_int(a, &view, NUMBER, INT_NONE);
	form_fill_money(a, &view, MONEY, MONEY_NONE);
	form_fill_date(a, &view, DATE, DATE_NONE);
	form_fill_choice(&view, CHOICE, 0);
	for (int f = 0; f < FIELDS; f++)
		ck_assert(form_raw(&view, f).n == 0);
}
END_TEST

START_TEST(typed_as_it_is_stored)
{
	const struct pair in[] = { { S("line"), S("words") }, { S("date-day"), S("27") },
	    { S("date-month"), S("4") }, { S("date-year"), S("2026") } };

	ck_assert_int_eq(read_form(&may, in, COUNT(in)), OK);
	ck_assert(!form_same(&view, S("line")));
	form_fill(&view, LINE, S("words"));
	form_fill(&view, TEXT, S("more"));
	form_fill_date(a, &view, DATE, date_of((struct ymd){ 2026, 3, 27 }));
	ck_assert(form_same(&view, S("line")));
	ck_assert(!form_same(&view, S("text")));
	ck_assert(form_same(&view, S("date-day")));
	ck_assert(!form_same(&view, S("date-month")));
	ck_assert(!form_same(&view, S("nothing")));
	ck_assert(form_raw(&view, TEXT).n == 0);

	struct form_view none = { 0 };
	ck_assert(!form_same(&none, S("line")));
}
END_TEST

START_TEST(names_of_inputs)
{
	ck_assert(form_takes(&may, LINE, S("line")));
	ck_assert(!form_takes(&may, LINE, S("line-day")));
	ck_assert(form_takes(&may, DATE, S("date-year")));
	ck_assert(!form_takes(&may, DATE, S("date")));
	form_blank(a, &may, &view);
	ck_assert(str_eq(form_name(&view, DATE), S("date")));
	ck_assert_int_eq(form_max(&view, LINE), 10);
}
END_TEST

static Suite *
suite(void)
{
	Suite *s = suite_create("form");
	TCase *t = tcase_create("form");

	tcase_add_checked_fixture(t, setup, teardown);
	tcase_add_test(t, what_is_typed);
	tcase_add_test(t, what_is_not_seen_is_empty);
	tcase_add_loop_test(t, dates_have_three_parts, 0, (int)COUNT(dates));
	tcase_add_test(t, a_name_says_what_it_is_called);
	tcase_add_test(t, what_is_wrong_can_be_said_better);
	tcase_add_test(t, values_as_typed);
	tcase_add_test(t, left_empty);
	tcase_add_loop_test(t, not_a_form_of_ours, 0, (int)COUNT(odd));
	tcase_add_test(t, a_rule_complains);
	tcase_add_test(t, filled_by_us);
	tcase_add_test(t, typed_as_it_is_stored);
	tcase_add_test(t, names_of_inputs);
	suite_add_tcase(s, t);
	return s;
}

int
main(void)
{
	return tap_main("form", suite());
}
