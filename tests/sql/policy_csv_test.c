#include "sql/policy_csv.h"

#include "core/base/arena.h"
#include "core/base/civil.h"
#include "core/base/out.h"
#include "core/base/str.h"
#include "core/ras.h"
#include "sql/csv.h"
#include "tests/tap.h"

#define REFERENCE "sql/policy/reference"
#define SENTENCE_WORDS 25

static struct arena *a;

static void
setup(void)
{
	a = arena_new((size_t)64 * 1024 * 1024);
}

static void
teardown(void)
{
	arena_free(a);
}

static const char *
text_of(const struct out *o)
{
	return str_cstr(a, out_str_of(o));
}

/* ---- the reader of tables ---- */

static const struct {
	const char *text;
	const char *rows;	/* "line:cell|cell" a row, or "!line" of a fault */
} texts[] = {
	{ "", "" },
	{ "\n\n", "" },
	{ "a,b\n1,2\n", "1:a|b 2:1|2 " },
	{ "a,b\n1,2", "1:a|b 2:1|2 " },
	{ "a,b\r\n1,2\r\n", "1:a|b 2:1|2 " },
	{ "\xef\xbb\xbf" "a,b\n", "1:a|b " },
	{ "a,b\n\n1,2\n", "1:a|b 3:1|2 " },
	{ "\"a,b\",c\n", "1:a,b|c " },
	{ "\"say \"\"yes\"\"\",c\n", "1:say \"yes\"|c " },
	{ "\"two\nlines\",c\nd,e\n", "1:two\nlines|c 3:d|e " },
	{ ",\n\"\",\n", "1:| 2:| " },
	{ " a , \" b \" \n", "1:a| b  " },
	{ "a,b,\n", "1:a|b| " },
	{ "£,é\n", "1:£|é " },
	{ "a,\"b\n", "!1" },
	{ "a\nb\"c,d\n", "!2" },
	{ "a\n\"b\"c\n", "!2" },
	{ "a\nb\n\xa3" "5\n", "!3" },
	{ "1,2,3,4,5,6,7,8,9,0,1,2,3,4,5,6,7,8,9,0,1,2,3,4,5,6,7,8,9,0,1,2,3\n", "!1" },
};

START_TEST(reading)
{
	struct csv_fault fault;
	struct csv_rows rows;
	struct out o;

	out_init(&o, a, 4096);
	if (!csv_read(a, str_of(texts[_i].text), &rows, &fault)) {
		out_char(&o, '!');
		out_int(&o, fault.line);
		ck_assert(is_set(fault.words));
		ck_assert_uint_eq(rows.n, 0);
	}
	for (size_t i = 0; i < rows.n; i++) {
		out_int(&o, rows.v[i].line);
		for (size_t c = 0; c < rows.v[i].n; c++) {
			out_char(&o, c == 0 ? ':' : '|');
			out_str(&o, rows.v[i].cell[c]);
		}
		out_char(&o, ' ');
	}
	ck_assert_str_eq(text_of(&o), texts[_i].rows);
}
END_TEST

START_TEST(nul_is_refused)
{
	struct csv_fault fault;
	struct csv_rows rows;

	ck_assert(!csv_read(a, S("a\nb\0c\n"), &rows, &fault));
	ck_assert_int_eq(fault.line, 2);
}
END_TEST

/* ---- the reference policy ---- */

static const struct policy *
reference(void)
{
	struct policy *p;
	struct out o;

	out_init(&o, a, 100000);
	enum err e = policy_read_csv(a, REFERENCE, &p, &o);
	ck_assert_msg(e == OK, "%s", text_of(&o));
	return p;
}

START_TEST(reference_is_sound)
{
	const struct policy *p = reference();
	struct out o;

	out_init(&o, a, 100000);
	size_t found = policy_lint(p, &o);
	ck_assert_msg(found == 0, "%s", text_of(&o));
	ck_assert(p->version.reference);
	for (size_t i = 0; i < p->helpers.n; i++)
		ck_assert(str_starts(p->helpers.v[i].telephone, S("01632 960")));
}
END_TEST

static const struct { int16_t total; const char *band; int64_t pounds; } edges[] = {
	{ 0, "No support", 0 }, { 99, "No support", 0 },
	{ 100, "Low", 1000 }, { 101, "Low", 1000 }, { 121, "Low", 1000 },
	{ 122, "Low", 1500 }, { 142, "Low", 1500 },
	{ 143, "Medium", 2800 }, { 160, "Medium", 2800 },
	{ 161, "Medium", 4000 }, { 177, "Medium", 4000 },
	{ 178, "Medium", 6000 }, { 194, "Medium", 6000 },
	{ 195, "High", 8000 }, { 220, "High", 8000 },
	{ 221, "High", 11000 }, { 246, "High", 11000 },
	{ 247, "Exceptional", 15000 }, { 285, "Exceptional", 15000 },
	{ 286, "Exceptional", 20000 }, { 324, "Exceptional", 20000 },
};

START_TEST(reference_edges)
{
	const struct policy *p = reference();

	for (size_t i = 0; i < COUNT(edges); i++) {
		struct ras_score s = ras_score(p, (struct points){ edges[i].total });
		ck_assert(str_eq(s.band->name, str_of(edges[i].band)));
		ck_assert_int_eq(s.step->yearly.pence, edges[i].pounds * 100);
	}
	ck_assert(is_set(ras_band(p, (struct points){ 100 })->note));
	ck_assert_int_eq(tool_highest(policy_tool(p, TOOL_KS2)).n, 324);
	ck_assert_int_eq(tool_highest(policy_tool(p, TOOL_KS3_4)).n, 324);
}
END_TEST

START_TEST(reference_numbers)
{
	static const struct { enum clock_step step; int days; } days[] = {
		{ CLOCK_SHARE_ANSWERS, 5 }, { CLOCK_CHALLENGE, 20 },
		{ CLOCK_RECONSIDER, 10 }, { CLOCK_CONTEST, 20 },
		{ CLOCK_CONTEST_REMINDER, 10 }, { CLOCK_REVIEW, 10 },
		{ CLOCK_ANSWER_PLAN, 15 }, { CLOCK_MEETING_OFFER, 10 },
		{ CLOCK_MEETING_HOLD, 20 }, { CLOCK_MEETING_WRITE, 5 },
		{ CLOCK_NOTE_CORRECTION, 5 }, { CLOCK_DISCUSSION_OFFER, 5 },
		{ CLOCK_DISCUSSION_HOLD, 15 }, { CLOCK_OUTCOME, 10 },
		{ CLOCK_AFTERWARDS, 15 }, { CLOCK_LATE_HANDOVER, 2 },
		{ CLOCK_LETTER_UNOPENED, 5 }, { CLOCK_PANEL_LETTER, 5 },
		{ CLOCK_ENTRY_CORRECTION, 10 },
		{ CLOCK_REACH_FAMILY, 2 }, { CLOCK_MAKE_FORM, 5 },
		{ CLOCK_ARRANGE, 5 }, { CLOCK_APPROVE, 5 },
	};
	static const struct { enum limit_key key; int value; } limits[] = {
		{ LIMIT_CONTINGENCY_LEAST, 10 }, { LIMIT_CONTINGENCY_MOST, 15 },
		{ LIMIT_EQUIPMENT, 100 }, { LIMIT_STAY_NIGHTS, 17 },
		{ LIMIT_YEAR_NIGHTS, 75 }, { LIMIT_PAPER_DAYS, 2 },
		{ LIMIT_DRAFT_DAYS, 180 }, { LIMIT_MAIL_DAYS, 1 },
	};
	const struct policy *p = reference();
	struct date on = date_of((struct ymd){ 2026, 3, 3 });

	ck_assert_uint_eq(p->clocks.n, COUNT(days));
	for (size_t i = 0; i < COUNT(days); i++)
		ck_assert_int_eq(policy_days(p, days[i].step), days[i].days);
	for (size_t i = 0; i < COUNT(limits); i++)
		ck_assert_int_eq(policy_limit(p, limits[i].key), limits[i].value);
	ck_assert_int_eq(policy_rate(p, S("personal_assistant"), RATE_WEEKDAY, 1,
	    on)->amount.pence, 1629);
	ck_assert_int_eq(policy_rate(p, S("agency"), RATE_WEEKDAY, 1,
	    on)->amount.pence, 2136);
	ck_assert_int_eq(policy_rate(p, S("payroll_and_insurance"), RATE_ANY_TIME, 0,
	    on)->amount.pence, 2625);
}
END_TEST

START_TEST(reference_questions)
{
	const struct policy *p = reference();

	for (size_t i = 0; i < p->questions.n; i++) {
		const struct question *q = &p->questions.v[i];
		bool any = q->tool != TOOL_UNDER_7 && (q->number == 4 || q->number == 12);
		ck_assert_int_eq(q->any_score, any);
		for (size_t k = 0; k < q->levels.n; k++)
			ck_assert_int_eq(q->levels.v[k].points.n, 9 * (int)k);
	}
}
END_TEST

/* Plain English: no sentence of so many words. */
static void
short_sentences(struct str text)
{
	int words = 1;

	for (size_t i = 0; i < text.n; i++) {
		bool ends = text.p[i] == '.' || text.p[i] == '?' || text.p[i] == '!';
		words = ends ? 0 : words + (text.p[i] == ' ');
		ck_assert_msg(words <= SENTENCE_WORDS, "%.*s", STR_ARG(text));
	}
}

START_TEST(reference_is_plain)
{
	const struct policy *p = reference();

	for (size_t i = 0; i < p->questions.n; i++) {
		short_sentences(p->questions.v[i].text);
		short_sentences(p->questions.v[i].guidance);
	}
	for (size_t i = 0; i < p->levels.n; i++)
		short_sentences(p->levels.v[i].description);
	for (size_t i = 0; i < p->tools.n; i++)
		short_sentences(p->tools.v[i].about);
	for (size_t i = 0; i < p->prohibited.n; i++)
		short_sentences(p->prohibited.v[i].words);
	for (size_t i = 0; i < p->wording.n; i++)
		short_sentences(p->wording.v[i].words);
}
END_TEST

/* ---- what is said of files that cannot be read ---- */

#define BANDS "name,from,to,note\n"

static const struct {
	const char *file, *text;	/* NULL text: no such file */
	const char *problems;
} broken[] = {
	{ "bands.csv", NULL, "bands.csv: the file is missing" },
	{ "bands.csv", "", "bands.csv:1: the first line must name the columns" },
	{ "bands.csv", "\n" BANDS, "bands.csv:1: the first line must name the columns" },
	{ "bands.csv", "name,from,note\n", "bands.csv:1: the column to is missing" },
	{ "bands.csv", "name,from,too,note\n",
	    "bands.csv:1: there should be no column too\n"
	    "bands.csv:1: the column to is missing" },
	{ "bands.csv", "name,from,to,note,to\n",
	    "bands.csv:1: there are two columns to" },
	{ "bands.csv", BANDS "Low,0,many,\nHigh,-1,2,\n",
	    "bands.csv:2: column to: \"many\" is not a whole number from 0 to 999\n"
	    "bands.csv:3: column from: \"-1\" is not a whole number from 0 to 999" },
	{ "bands.csv", BANDS "Low,0,1000,\n",
	    "bands.csv:2: column to: \"1000\" is not a whole number from 0 to 999" },
	{ "bands.csv", BANDS "Low,,9,\n", "bands.csv:2: column from: the cell is empty" },
	{ "bands.csv", BANDS "Low,0,9\n",
	    "bands.csv:2: there are 3 cells, but the first line has 4" },
	{ "bands.csv", BANDS "Low,0,9,\nLow,10,12,\n",
	    "bands.csv:3: this row is there already, on line 2" },
	{ "bands.csv", BANDS "Low,0,9,\n\nHigh,10,12,\n",
	    "bands.csv:3: the line is empty: delete it" },
	{ "bands.csv", BANDS ",,,\nHigh,10,12,\n",
	    "bands.csv:2: the line is empty: delete it" },
	{ "bands.csv", BANDS "\"Low\nlow\",0,9,\n",
	    "bands.csv:2: column name: \"…\" is not one line of text with at most "
	    "80 characters" },
	{ "bands.csv", BANDS "0123456789012345678901234567890123456789"
	    "0123456789012345678901234567890123456789é,0,9,\n",
	    "bands.csv:2: column name: \"0123456789012345678901234567890123456789\" "
	    "is not one line of text with at most 80 characters" },
	{ "bands.csv", BANDS "\"Low,0,9,\n", "bands.csv:2: a quotation mark is not "
	    "closed, or stands within a cell that does not begin with one" },
	{ "bands.csv", BANDS "Low \xa3,0,9,\n", "bands.csv:2: a character cannot be "
	    "read. Save the file as \"CSV UTF-8\"" },
	{ "steps.csv", "from,to,yearly,note\n0,9,1.5,\n",
	    "steps.csv:2: column yearly: \"1.5\" is not an amount of pounds, like 1500 "
	    "or 16.29, up to 1000000" },
	{ "bank_holidays.csv", "date,name\n25/12/2026,Christmas\n2026-02-29,No\n",
	    "bank_holidays.csv:2: column date: \"25/12/2026\" is not a date like "
	    "2026-04-01\n"
	    "bank_holidays.csv:3: column date: \"2026-02-29\" is not a date like "
	    "2026-04-01" },
	{ "sending.csv", "weekday,from,to\nMoonday,8,16\n",
	    "sending.csv:2: column weekday: \"Moonday\" is not one of: Monday, Tuesday, "
	    "Wednesday, Thursday, Friday, Saturday, Sunday" },
	{ "tools.csv", "tool,name,scored,age_from,age_to,school,about\n"
	    "under_7,a,no,0,6,any,a\nkey_stage_2,a,yes,7,17,any,a\n",
	    "tools.csv: there is no row for key_stage_3_4" },
	{ "council.csv", NULL, "council.csv: the file is missing" },
	{ "complaint_stages.csv", NULL, "complaint_stages.csv: the file is missing" },
	{ "policy.csv", "label,name,reference,valid_from\na,b,maybe,2026-04-01\n",
	    "policy.csv:2: column reference: \"maybe\" is not yes or no" },
	{ "policy.csv", "label,name,reference,valid_from\n",
	    "policy.csv: there must be one row below the header" },
	{ "levels.csv", "tool,question,number,name,points,description\n"
	    "key_stage_2,1,1,None,0,a\nkey_stage_2,1,1,None,9,a\n",
	    "levels.csv:3: this row is there already, on line 2" },
};

/* The reference policy with one file replaced, or without it. */
static enum err
read_with(const char *file, const char *text, struct policy **p, struct out *o)
{
	struct policy_files files;
	struct policy_file *f;

	ck_assert_int_eq(policy_files_in(a, REFERENCE, &files, o), OK);
	for (f = files.v; !str_eq(f->name, str_of(file)); f++)
		ck_assert_ptr_ne(f, files.v + files.n - 1);
	if (text == NULL)
		*f = files.v[--files.n];
	else
		f->content = str_of(text);
	return policy_read_files(a, &files, p, o);
}

static struct str
file_of(const char *file)
{
	struct policy_files files;
	struct out o;

	out_init(&o, a, 1000);
	ck_assert_int_eq(policy_files_in(a, REFERENCE, &files, &o), OK);
	for (size_t i = 0; i < files.n; i++)
		if (str_eq(files.v[i].name, str_of(file)))
			return files.v[i].content;
	ck_abort();
}

START_TEST(problems)
{
	struct policy *p;
	struct out o;

	out_init(&o, a, 100000);
	ck_assert_int_eq(read_with(broken[_i].file, broken[_i].text, &p, &o), E_FORM);
	ck_assert_ptr_null(p);
	ck_assert_str_eq(text_of(&o), broken[_i].problems);
}
END_TEST

/* A version that lacks a row Accord asks for is refused where it is read, stored or not. */
START_TEST(every_word_has_its_row)
{
	static const char *const files[] = {
		"tools.csv", "limits.csv", "clocks.csv", "titles.csv", "wording.csv",
	};
	struct str all, rest, header, row, word;
	struct policy *p;
	struct out o, text;

	for (size_t i = 0; i < COUNT(files); i++) {
		rest = all = file_of(files[i]);
		header = str_cut(&rest, '\n');
		ck_assert(header.n > 0);
		while (is_set(rest) && rest.n > 0) {
			const char *start = rest.p;
			row = str_cut(&rest, '\n');
			out_init(&text, a, all.n + 1);
			out_str(&text, (struct str){ all.p, (size_t)(start - all.p) });
			out_str(&text, is_set(rest) ? rest : S(""));
			out_init(&o, a, 100000);
			ck_assert_int_eq(read_with(files[i], text_of(&text), &p, &o), E_FORM);
			word = str_cut(&row, ',');
			out_init(&text, a, 1000);
			out_str(&text, str_of(files[i]));
			out_lit(&text, ": there is no row for ");
			out_str(&text, word);
			ck_assert_str_eq(text_of(&o), text_of(&text));
		}
	}
}
END_TEST

START_TEST(any_order_of_columns)
{
	struct policy *p;
	struct out o;

	out_init(&o, a, 100000);
	ck_assert_int_eq(read_with("bands.csv",
	    "to,note,name,from\n324,,\"All, of it\",0\n", &p, &o), OK);
	ck_assert_uint_eq(p->bands.n, 1);
	ck_assert_int_eq(p->bands.v[0].to.n, 324);
	ck_assert(str_eq(p->bands.v[0].name, S("All, of it")));
	ck_assert(!is_set(p->bands.v[0].note));
}
END_TEST

START_TEST(what_may_be_empty_may_be_absent)
{
	struct policy *p;
	struct out o;

	out_init(&o, a, 100000);
	ck_assert_int_eq(read_with("bands.csv", "name,from,to\nAll,0,324\n", &p, &o), OK);
	ck_assert(!is_set(p->bands.v[0].note));
	ck_assert_int_eq(p->bands.v[0].to.n, 324);
}
END_TEST

START_TEST(no_folder)
{
	struct policy *p;
	struct out o;

	out_init(&o, a, 100000);
	ck_assert_int_eq(policy_read_csv(a, "/nowhere", &p, &o), E_FORM);
	ck_assert_ptr_null(p);
	ck_assert(str_starts(out_str_of(&o),
	    S("/nowhere/policy.csv: the file is missing\n")));
}
END_TEST

static Suite *
suite(void)
{
	Suite *s = suite_create("policy_csv");
	TCase *t = tcase_create("policy_csv");

	tcase_add_checked_fixture(t, setup, teardown);
	tcase_add_loop_test(t, reading, 0, COUNT(texts));
	tcase_add_test(t, nul_is_refused);
	tcase_add_test(t, reference_is_sound);
	tcase_add_test(t, reference_edges);
	tcase_add_test(t, reference_numbers);
	tcase_add_test(t, reference_questions);
	tcase_add_test(t, reference_is_plain);
	tcase_add_loop_test(t, problems, 0, COUNT(broken));
	tcase_add_test(t, every_word_has_its_row);
	tcase_add_test(t, any_order_of_columns);
	tcase_add_test(t, what_may_be_empty_may_be_absent);
	tcase_add_test(t, no_folder);
	suite_add_tcase(s, t);
	return s;
}

int
main(void)
{
	return tap_main("policy_csv", suite());
}
