/*
 * Letters are read back with poppler's and qpdf's own programs: what they find
 * in the file is what a screen reader and an archive will find.
 */
#include "fcgi/jobs/letter_pdf.h"

#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include "core/base/arena.h"
#include "core/base/civil.h"
#include "core/base/out.h"
#include "core/base/str.h"
#include "core/letter_seal.h"
#include "tests/tap.h"

extern char **environ;

static struct arena *a;
static char file[] = "/tmp/letter-XXXXXX";

static const struct letter_fact facts[] = {
	{ S_INIT("Letter"), S_INIT("3") },
	{ S_INIT("Date"), S_INIT("3 March 2026") },
};

static const char score[] =
    "<h1>Your score</h1><p>Dear Ms Carter, this is <strong>how</strong> it was "
    "worked out, in a line that is long enough to be broken into two.</p>"
    "<h2>The answers</h2><table><tr><th>Question</th><th>Points</th></tr>"
    "<tr><th>Nights</th><td>18</td></tr><tr><th>Safety</th><td>9</td></tr></table>"
    "<ul><li>First item</li><li>Second item</li></ul>";

static void
set_up(void)
{
	int fd = mkstemp(file);

	ck_assert_int_ge(fd, 0);
	close(fd);
	crypt_start();
	a = arena_new((size_t)256 * 1024 * 1024);
}

static void
tear_down(void)
{
	unlink(file);
	memcpy(file + sizeof file - 7, "XXXXXX", 6);
	arena_free(a);
}

static struct str
make(struct str html, bool large)
{
	const struct letter_pdf l = {
		.council = S("Northvale County Council"), .facts = facts,
		.facts_n = COUNT(facts), .title = S("Score letter – März"),
		.lang = S("en-GB"), .reference = S("ACC-7Q4M-K"),
		.made = stamp_of_utc(date_of((struct ymd){ 2026, 3, 3 }), 9, 30, 0),
		.large = large, .html = html,
	};
	struct str pdf = STR_NONE, why = STR_NONE;
	enum err e = letter_pdf(a, &l, &pdf, &why);

	ck_assert_msg(e == OK, "%.*s", STR_ARG(why));
	FILE *f = fopen(file, "wb");
	ck_assert_uint_eq(fwrite(pdf.p, 1, pdf.n, f), pdf.n);
	fclose(f);
	return pdf;
}

/* Runs a program with the file as its last argument; what it printed. */
static char *
read_with(const char *program, const char *option, const char *after)
{
	char *argv[] = { str_cstr(a, str_of(program)), str_cstr(a, str_of(option)),
		file, after == NULL ? NULL : str_cstr(a, str_of(after)), NULL };
	char *text = arena_alloc(a, 1024 * 1024);
	int ends[2], status;
	posix_spawn_file_actions_t act;
	size_t n = 0;
	pid_t pid;

	ck_assert_int_eq(pipe(ends), 0);
	posix_spawn_file_actions_init(&act);
	posix_spawn_file_actions_adddup2(&act, ends[1], 1);
	posix_spawn_file_actions_addclose(&act, ends[0]);
	ck_assert_int_eq(posix_spawnp(&pid, program, &act, NULL, argv, environ), 0);
	close(ends[1]);
	for (ssize_t got; (got = read(ends[0], text + n, 1024 * 1024 - 1 - n)) > 0;)
		n += (size_t)got;
	close(ends[0]);
	ck_assert_int_eq(waitpid(pid, &status, 0), pid);
	ck_assert_msg(status == 0, "%s %s: %d\n%s", program, option, status, text);
	posix_spawn_file_actions_destroy(&act);
	return text;
}

static int
count(const char *text, const char *what)
{
	int n = 0;

	for (; (text = strstr(text, what)) != NULL; text++)
		n++;
	return n;
}

#define HAS(text, what) \
	ck_assert_msg(strstr((text), (what)) != NULL, "no %s in\n%.2000s", (what), (text))

START_TEST(structure_is_there)
{
	make(str_of(score), false);
	read_with("qpdf", "--check", NULL);
	const char *t = read_with("pdfinfo", "-struct-text", NULL);
	HAS(t, "Document\n  P (block)\n    \"Letter: 3\"\n");
	HAS(t, "  H1 (block)\n    \"Your score\"\n");
	HAS(t, "  P (block)\n    \"Dear Ms Carter, this is how it was worked out, "
	    "in a line that is long enough to be broken into two.\"\n");
	HAS(t, "  H2 (block)\n    \"The answers\"\n");
	HAS(t, "  Table (block)\n    TR\n      TH:\n         /Scope /Column\n"
	    "        \"Question\"\n");
	HAS(t, "    TR\n      TH:\n         /Scope /Row\n        \"Nights\"\n"
	    "      TD\n        \"18\"\n");
	HAS(t, "  L (block)\n    LI (block)\n      Lbl (block)\n        \"•\"\n"
	    "      LBody (block)\n        \"First item\"\n");
}
END_TEST

START_TEST(document_tells_what_it_is)
{
	make(str_of(score), false);
	const char *t = read_with("pdfinfo", "-isodates", NULL);
	HAS(t, "Title:           Score letter – März\n");
	HAS(t, "Author:          Northvale County Council\n");
	HAS(t, "CreationDate:    2026-03-03T09:30:00Z\n");
	HAS(t, "Tagged:          yes\n");
	HAS(t, "Pages:           1\n");
	HAS(t, "(A4)");
	t = read_with("qpdf", "--json", NULL);
	HAS(t, "\"/Lang\": \"u:en-GB\"");
	HAS(t, "\"/DisplayDocTitle\": true");
	t = read_with("pdffonts", "--", NULL);
	ck_assert_int_gt(count(t, " yes yes yes "), 0);	/* embedded, readable */
	ck_assert_int_eq(count(t, " no "), 0);
}
END_TEST

/* Everything on a page is text with a tag, or marked as no part of the text. */
START_TEST(nothing_is_unmarked)
{
	make(str_of(score), false);
	const char *t = read_with("qpdf", "--qdf", "-");
	int depth = 0, artifacts = 0;

	for (struct str rest = str_of(t); rest.n > 0;) {
		struct str line = str_cut(&rest, '\n');
		artifacts += str_eq(line, S("/Artifact BMC"));
		if (str_ends(line, S(" BDC")) || str_ends(line, S(" BMC")))
			ck_assert_int_eq(depth++, 0);
		else if (str_eq(line, S("EMC")))
			ck_assert_int_eq(--depth, 0);
		else if (str_eq(line, S("ET")) || str_eq(line, S("f")))
			ck_assert_int_eq(depth, 1);
	}
	ck_assert_int_eq(depth, 0);
	ck_assert_int_gt(artifacts, 2);
}
END_TEST

START_TEST(same_letter_same_bytes)
{
	struct str one = make(str_of(score), false), two = make(str_of(score), false);

	ck_assert(str_eq(one, two));
	ck_assert(!str_eq(one, make(str_of(score), true)));
	ck_assert(str_ends(one, S("%%EOF\n")));
}
END_TEST

START_TEST(sealed_letter_is_still_a_pdf)
{
	const struct key seed = { { 3 } };
	const struct seal_key key = { S("k1"), crypt_public(&seed) };
	struct str pdf = letter_seal(a, &seed, S("k1"), make(str_of(score), false)), id;

	ck_assert_int_eq(letter_check(a, pdf, &key, 1, &id), SEAL_GENUINE);
	FILE *f = fopen(file, "wb");
	ck_assert_uint_eq(fwrite(pdf.p, 1, pdf.n, f), pdf.n);
	fclose(f);
	read_with("qpdf", "--check", NULL);
}
END_TEST

static struct str
table_of(int rows, const char *reason)
{
	struct out o;

	out_init(&o, a, LETTER_PDF_MAX);
	out_lit(&o, "<h1>T</h1><table><tr><th>Question</th><th>Level</th>"
	    "<th>Points</th><th>Reason and evidence</th></tr>");
	for (int i = 0; i < rows; i++) {
		out_lit(&o, "<tr><th>Row");
		out_int(&o, i);
		out_lit(&o, "</th><td>Significant</td><td>18</td><td>");
		out_str(&o, str_of(reason));
		out_lit(&o, "</td></tr>");
	}
	out_lit(&o, "</table><p>End.</p>");
	return out_str_of(&o);
}

static const char *
page_words(int page, int pages)
{
	struct out o;

	out_init(&o, a, 60);
	out_lit(&o, "Page ");
	out_int(&o, page);
	out_lit(&o, " of ");
	out_int(&o, pages);
	return str_cstr(a, out_str_of(&o));
}

START_TEST(long_table_keeps_rows_and_repeats_its_heading)
{
	make(table_of(60, "A reason that takes some two lines of its column or so."),
	    false);
	const char *t = read_with("pdfinfo", "-struct-text", NULL);
	ck_assert_int_eq(count(t, "    TR\n"), 61);
	ck_assert_int_eq(count(t, "\"Reason and evidence\""), 1);
	t = read_with("pdftotext", "-layout", "-");
	int pages = count(t, "\f");
	ck_assert_int_gt(pages, 2);
	ck_assert_int_eq(count(t, "Reason and evidence"), pages);
	HAS(t, page_words(1, pages));
	HAS(t, page_words(pages, pages));
}
END_TEST

START_TEST(narrow_table_becomes_a_list_in_large_print)
{
	make(table_of(12, "A reason of more than a few words, which in a narrow "
	    "column of large letters would run over a great many lines, "
	    "one or two words to each of them, down to the foot of the page."), true);
	const char *t = read_with("pdfinfo", "-struct-text", NULL);
	ck_assert_int_eq(count(t, "Table"), 0);
	ck_assert_int_eq(count(t, "    LI (block)\n"), 12);
	HAS(t, "\"Question: Row0\"");
	HAS(t, "\"Points: 18\"");
}
END_TEST

static struct str
repeated(const char *before, const char *text, int n, const char *after)
{
	struct out o;

	out_init(&o, a, LETTER_PDF_MAX);
	out_str(&o, str_of(before));
	for (int i = 0; i < n; i++)
		out_str(&o, str_of(text));
	out_str(&o, str_of(after));
	return out_str_of(&o);
}

START_TEST(long_text_flows_over_pages)
{
	make(repeated("<p>", "word ", 3000, "</p>"), false);
	const char *t = read_with("pdftotext", "-layout", "-");
	ck_assert_int_gt(count(t, "\f"), 3);
	ck_assert_int_eq(count(t, "word"), 3000);
	t = read_with("pdfinfo", "-struct-text", NULL);
	ck_assert_int_eq(count(t, "    Span (inline)\n"), count(t, "Span"));
	ck_assert_int_eq(count(t, "word"), 3000);
	make(repeated("<table><tr><td>", "word ", 3000, "</td></tr></table>"), false);
	t = read_with("pdftotext", "-layout", "-");
	ck_assert_int_eq(count(t, "word"), 3000);
	make(repeated("<ul><li>", "word ", 3000, "</li></ul>"), true);
	t = read_with("pdftotext", "-layout", "-");
	ck_assert_int_eq(count(t, "word"), 3000);
}
END_TEST

/* Nor is the line that leads into a list. */
START_TEST(list_stays_with_what_leads_into_it)
{
	for (int n = 20; n < 36; n++) {
		make(repeated("", "<p>Line.</p>", n, "<p>Lead:</p><ul><li>Item</li></ul>"), false);
		const char *t = read_with("pdftotext", "-layout", "-");
		const char *words = strstr(t, "Lead:");
		ck_assert_ptr_nonnull(words);
		const char *item = strstr(words, "Item"), *page = strchr(words, '\f');
		ck_assert_msg(item != NULL && item < page, "%d", n);
	}
}
END_TEST

/* The letter names council and reference itself; the later pages say whose they are. */
START_TEST(running_head_from_the_second_page)
{
	make(repeated("", "<p>Line.</p>", 100, ""), false);
	const char *t = read_with("pdftotext", "-layout", "-");
	int pages = count(t, "\f");
	ck_assert_int_gt(pages, 2);
	ck_assert_int_eq(count(t, "Northvale County Council"), pages - 1);
	ck_assert_int_eq(count(t, "ACC-7Q4M-K"), pages - 1);
	ck_assert(strstr(t, "ACC-7Q4M-K") > strchr(t, '\f'));
	ck_assert_int_eq(count(read_with("pdfinfo", "-struct-text", NULL), "ACC-"), 0);
}
END_TEST

/* However much stands before it, a heading is never the last on its page. */
START_TEST(heading_stays_with_what_follows)
{
	for (int n = 20; n < 36; n++) {
		make(repeated("", "<p>Line.</p>", n, "<h2>Heading</h2>"
		    "<p>Body of the text.</p>"), false);
		const char *t = read_with("pdftotext", "-layout", "-");
		const char *heading = strstr(t, "Heading");
		ck_assert_ptr_nonnull(heading);
		const char *body = strstr(heading, "Body"), *page = strchr(heading, '\f');
		ck_assert_msg(body != NULL && body < page, "%d", n);
	}
}
END_TEST

START_TEST(odd_letters)
{
	static const char *const v[] = {
		"", "<p></p>", "<h1></h1>", "<ul></ul>", "<table></table>",
		"<table><tr><th></th></tr></table>", "<h1>Only</h1>",
		"<h2>a</h2><h2>b</h2><h2>c</h2>",
		"<p>Zażółć Привет Ψ مرحبا</p>",
		"<p>PneumonoultramicroscopicsilicovolcanoconiosisPneumonoultramicro</p>",
	};

	for (size_t i = 0; i < COUNT(v); i++) {
		make(str_of(v[i]), i % 2 == 0);
		read_with("qpdf", "--check", NULL);
	}
}
END_TEST

START_TEST(not_a_fragment_of_ours)
{
	const struct letter_pdf l = { .council = S("C"), .title = S("T"),
		.lang = S("en"), .reference = S("R"), .html = S("<script>") };
	struct str pdf, why = STR_NONE;

	ck_assert_int_eq(letter_pdf(a, &l, &pdf, &why), E_INTERNAL);
	ck_assert(str_eq(why, S("a letter has no such element")));
}
END_TEST

static Suite *
suite(void)
{
	Suite *s = suite_create("letter_pdf");
	TCase *t = tcase_create("all");

	tcase_add_checked_fixture(t, set_up, tear_down);
	tcase_set_timeout(t, 60);
	tcase_add_test(t, structure_is_there);
	tcase_add_test(t, document_tells_what_it_is);
	tcase_add_test(t, nothing_is_unmarked);
	tcase_add_test(t, same_letter_same_bytes);
	tcase_add_test(t, sealed_letter_is_still_a_pdf);
	tcase_add_test(t, long_table_keeps_rows_and_repeats_its_heading);
	tcase_add_test(t, narrow_table_becomes_a_list_in_large_print);
	tcase_add_test(t, long_text_flows_over_pages);
	tcase_add_test(t, list_stays_with_what_leads_into_it);
	tcase_add_test(t, running_head_from_the_second_page);
	tcase_add_test(t, heading_stays_with_what_follows);
	tcase_add_test(t, odd_letters);
	tcase_add_test(t, not_a_fragment_of_ours);
	suite_add_tcase(s, t);
	return s;
}

int
main(void)
{
	return tap_main("letter_pdf", suite());
}
