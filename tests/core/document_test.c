#include "core/document.h"

#include "core/base/arena.h"
#include "core/base/out.h"
#include "core/base/str.h"
#include "tests/tap.h"

static struct arena *a;

static void
set_up(void)
{
	a = arena_new((size_t)1024 * 1024);
}

static void
tear_down(void)
{
	arena_free(a);
}

static struct str
printed(const struct file_verdict *v)
{
	struct out o;

	out_init(&o, a, VERDICT_MAX);
	verdict_print(&o, v);
	ck_assert(out_ok(&o));
	return out_str_of(&o);
}

START_TEST(every_refusal_is_read_back_and_has_words)
{
	for (int r = REFUSED_EMPTY; r <= REFUSED_NO_SCAN; r++) {
		struct file_verdict v = { .refusal = (enum refusal)r }, got;
		struct str rest;
		ck_assert(verdict_read(printed(&v), &got, &rest));
		ck_assert_int_eq(got.refusal, r);
		ck_assert_uint_eq(rest.n, 0);
		ck_assert_uint_gt(refusal_words(v.refusal).n, 30);
		ck_assert(!str_ends(refusal_words(v.refusal), S(".")));
	}
	ck_assert(!is_set(refusal_words(REFUSED_NOT)));
}
END_TEST

static const struct {
	const char *text;
	bool good;
} verdicts[] = {
	{ "accord-inspect 1\ngood pdf\npages 3\nclean 0\n\n", true },
	{ "accord-inspect 1\ngood png\npages 0\nclean 4\n\nabcd", true },
	{ "accord-inspect 1\nrefused heic\npages 0\nclean 0\n\n", true },
	{ "accord-inspect 1\ngood pdf\npages 0\nclean 0\n\n", false },
	{ "accord-inspect 1\ngood pdf\npages 3\nclean 5\n\n", false },
	{ "accord-inspect 1\ngood png\npages 0\nclean 0\n\n", false },
	{ "accord-inspect 1\ngood docx\npages 1\nclean 0\n\n", false },
	{ "accord-inspect 1\nrefused heic\npages 0\nclean 4\n\nabcd", false },
	{ "accord-inspect 2\ngood odt\npages 0\nclean 0\n\n", false },
	{ "accord-inspect 1\ngood exe\npages 0\nclean 0\n\n", false },
	{ "accord-inspect 1\ngood odt\npages 0\nclean 0\n", false },
	{ "accord-inspect 1\ngood odt\npages 0\nclean 0", false },
	{ "accord-inspect 1\ngood odt\npages 00\nclean 0\n\n", false },
	{ "accord-inspect 1\ngood odt\npages -1\nclean 0\n\n", false },
	{ "accord-inspect 1\ngood pdf\npages 2001\nclean 0\n\n", false },
	{ "accord-inspect 1\ngood png\npages 0\nclean 20971521\n\n", false },
	{ "accord-inspect 1\ngood odt\n\npages 0\nclean 0\n\n", false },
	{ "", false }, { "\n", false },
};

START_TEST(verdicts_are_read_strictly)
{
	struct file_verdict v;
	struct str rest;

	ck_assert_int_eq(verdict_read(str_of(verdicts[_i].text), &v, &rest),
	    verdicts[_i].good);
}
END_TEST

static const struct {
	const char *name;
	enum document_kind kind;
	bool fits;
	const char *ending;
} names[] = {
	{ "report.pdf", DOCUMENT_PDF, true, "" },
	{ "REPORT.PDF", DOCUMENT_PDF, true, "" },
	{ "report", DOCUMENT_PDF, true, ".pdf" },
	{ "Dr. Smith", DOCUMENT_PDF, true, ".pdf" },
	{ "report.v2.pdf", DOCUMENT_PDF, true, "" },
	{ "report.exe", DOCUMENT_PDF, false, "" },
	{ "report.pdf.exe", DOCUMENT_PDF, false, "" },
	{ "photo.jpeg", DOCUMENT_JPEG, true, "" },
	{ "photo.jpg", DOCUMENT_PNG, false, "" },
	{ "photo.", DOCUMENT_PNG, true, ".png" },
	{ "a.docx", DOCUMENT_DOCX, true, "" },
	{ "a.docm", DOCUMENT_DOCX, false, "" },
	{ "a.odt", DOCUMENT_ODT, true, "" },
};

START_TEST(a_name_fits_its_kind)
{
	struct str name = str_of(names[_i].name);

	ck_assert_int_eq(document_name_fits(names[_i].kind, name), names[_i].fits);
	ck_assert(str_eq(document_ending(names[_i].kind, name), str_of(names[_i].ending)));
}
END_TEST

static const struct {
	enum role viewer;
	struct document_state state;
	bool sees, sends;
} seen[] = {
	{ FAMILY, { DOCUMENT_ALL, true, false, FAMILY, false }, true, false },
	{ FAMILY, { DOCUMENT_STAFF, true, false, WORKER, false }, false, false },
	{ SUPPORTER, { DOCUMENT_ALL, true, false, WORKER, false }, true, false },
	{ SUPPORTER, { DOCUMENT_STAFF, true, false, WORKER, false }, false, false },
	{ WORKER, { DOCUMENT_STAFF, true, false, PRACTICE_LEAD, false }, true, false },
	{ WORKER, { DOCUMENT_ALL, false, false, FAMILY, false }, false, false },
	{ WORKER, { DOCUMENT_ALL, false, false, SUPPORTER, false }, false, false },
	{ WORKER, { DOCUMENT_STAFF, false, true, WORKER, false }, true, true },
	{ PRACTICE_LEAD, { DOCUMENT_STAFF, false, false, WORKER, false }, false, false },
	{ FAMILY, { DOCUMENT_ALL, false, true, FAMILY, false }, true, true },
	{ FAMILY, { DOCUMENT_ALL, false, false, FAMILY, false }, false, false },
	{ FAMILY, { DOCUMENT_ALL, false, false, SUPPORTER, true }, true, true },
	{ FAMILY, { DOCUMENT_ALL, false, false, SUPPORTER, false }, false, false },
	{ WORKER, { DOCUMENT_ALL, false, false, SUPPORTER, true }, false, false },
	{ SUPPORTER, { DOCUMENT_ALL, false, true, SUPPORTER, false }, true, false },
	{ SUPPORTER, { DOCUMENT_ALL, false, false, FAMILY, false }, false, false },
};

START_TEST(who_sees_and_who_sends)
{
	ck_assert_int_eq(document_visible(seen[_i].viewer, &seen[_i].state), seen[_i].sees);
	ck_assert_int_eq(document_may_send(seen[_i].viewer, &seen[_i].state), seen[_i].sends);
	if (seen[_i].sees)
		ck_assert_uint_gt(document_seen_by(seen[_i].viewer, &seen[_i].state).n, 10);
}
END_TEST

int
main(void)
{
	Suite *s = suite_create("document");
	TCase *t = tcase_create("all");

	tcase_add_checked_fixture(t, set_up, tear_down);
	tcase_add_test(t, every_refusal_is_read_back_and_has_words);
	tcase_add_loop_test(t, verdicts_are_read_strictly, 0, COUNT(verdicts));
	tcase_add_loop_test(t, a_name_fits_its_kind, 0, COUNT(names));
	tcase_add_loop_test(t, who_sees_and_who_sends, 0, COUNT(seen));
	suite_add_tcase(s, t);
	return tap_main("document", s);
}
