/*
 * The parsers of accord-inspect that are our own, and its sandbox.
 */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "core/base/arena.h"
#include "fcgi/inspect/markup.h"
#include "fcgi/inspect/pdf_text.h"
#include "fcgi/inspect/picture.h"
#include "fcgi/inspect/sandbox.h"
#include "tests/tap.h"

extern void __asan_init(void) __attribute__((weak));

/* ---- XML ---- */

static const struct {
	const char *part;
	int tags;
	bool bad;
} parts[] = {
	{ "<a/>", 1, false }, { "<a><b x='1'/></a>", 3, false },
	{ "\xef\xbb\xbf<a/>", 1, false }, { "<?xml version=\"1.0\"?>\n<a/>", 1, false },
	{ "<!-- <b> --><a/>", 1, false }, { "<![CDATA[ <b> ]]><a/>", 1, false },
	{ "<a x=\"a > b\"/>", 1, false }, { "no tag at all", 0, false },
	{ "<!DOCTYPE a><a/>", 0, true }, { "<a", 0, true }, { "<a <b>", 0, true },
	{ "<>", 0, true }, { "<!-- ", 0, true }, { "<a x=\"", 0, true },
	{ "\xff\xfe<\0a", 0, true }, { "</>", 0, true },
};

START_TEST(markup_is_read_tag_by_tag)
{
	struct markup m;
	struct tag t;
	int n = 0;

	markup_begin(&m, str_of(parts[_i].part));
	while (markup_next(&m, &t))
		n++;
	ck_assert_int_eq(n, parts[_i].tags);
	ck_assert_int_eq(m.bad, parts[_i].bad);
}
END_TEST

START_TEST(attributes_are_found_by_their_name_alone)
{
	struct markup m;
	struct tag t;

	markup_begin(&m, S("words<r:Rel  Id='1'\n x:href = \"a\" y:href='b>'  empty=\"\"/>"));
	ck_assert(markup_next(&m, &t));
	ck_assert(str_eq(t.name, S("Rel")) && str_eq(t.text, S("words")) && !t.closing);
	ck_assert(str_eq(tag_attribute(&t, S("Id"), 0), S("1")));
	ck_assert(str_eq(tag_attribute(&t, S("href"), 0), S("a")));
	ck_assert(str_eq(tag_attribute(&t, S("href"), 1), S("b>")));
	ck_assert(!is_set(tag_attribute(&t, S("href"), 2)));
	ck_assert_uint_eq(tag_attribute(&t, S("empty"), 0).n, 0);
	ck_assert(!is_set(tag_attribute(&t, S("id"), 0)));
}
END_TEST

/* ---- PDF ---- */

#define TEXT(s) { s, sizeof s - 1 }

static const struct {
	struct str file;
	enum refusal names, end;
	int64_t last;
} pdfs[] = {
	{ TEXT("%PDF 1 0 obj %%EOF"), REFUSED_NOT, REFUSED_NOT, 1 },
	{ TEXT("12 0 obj 7 0 obj %%EOF\r\n"), REFUSED_NOT, REFUSED_NOT, 12 },
	{ TEXT("x12\n0\nobj %%EOF\n%a comment\n"), REFUSED_NOT, REFUSED_NOT, 12 },
	{ TEXT("obj 0 obj 99999999999 0 obj"), REFUSED_NOT, REFUSED_CUT, 0 },
	{ TEXT("/JavaScript %%EOF"), REFUSED_SCRIPT, REFUSED_NOT, 0 },
	{ TEXT("/Java#53cript %%EOF"), REFUSED_SCRIPT, REFUSED_NOT, 0 },
	{ TEXT("/JavaScripts /aJavaScript %%EOF"), REFUSED_NOT, REFUSED_NOT, 0 },
	{ TEXT("/#4"), REFUSED_NOT, REFUSED_CUT, 0 },
	{ TEXT("/Launch"), REFUSED_SCRIPT, REFUSED_CUT, 0 },
	{ TEXT("/EmbeddedFile/x %%EOF"), REFUSED_INSIDE, REFUSED_NOT, 0 },
	{ TEXT("/EmbeddedFiles %%EOF"), REFUSED_NOT, REFUSED_NOT, 0 },
	{ TEXT("%%EOF\n5 0 obj"), REFUSED_NOT, REFUSED_CUT, 5 },
	{ TEXT("%%EOF\n<p>"), REFUSED_NOT, REFUSED_TWO, 0 },
	{ TEXT("%%EOF\n%\x01\n"), REFUSED_NOT, REFUSED_TWO, 0 },
	{ TEXT("%%EOF\0\0\0"), REFUSED_NOT, REFUSED_NOT, 0 },
	{ TEXT("%%EOF PK\5\6\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\5\0%%EOF"), REFUSED_NOT,
	    REFUSED_TWO, 0 },
	{ TEXT(""), REFUSED_NOT, REFUSED_CUT, 0 },
};

START_TEST(a_pdf_as_text)
{
	ck_assert_int_eq(pdf_names(pdfs[_i].file), pdfs[_i].names);
	ck_assert_int_eq(pdf_end(pdfs[_i].file), pdfs[_i].end);
	ck_assert_int_eq(pdf_last_object(pdfs[_i].file), pdfs[_i].last);
}
END_TEST

/* ---- pictures ---- */

static const struct {
	struct str exif;
	int orientation;
} exifs[] = {
	{ TEXT("MM\0*\0\0\0\10\0\1\1\22\0\3\0\0\0\1\0\6\0\0"), 6 },
	{ TEXT("II*\0\10\0\0\0\1\0\22\1\3\0\1\0\0\0\10\0\0\0"), 8 },
	{ TEXT("MM\0*\0\0\0\10\0\1\1\22\0\3\0\0\0\1\0\11\0\0"), 1 },	/* 9 */
	{ TEXT("MM\0*\0\0\0\10\0\1\1\22\0\4\0\0\0\1\0\6\0\0"), 1 },	/* not SHORT */
	{ TEXT("MM\0*\0\0\0\10\0\1\1\22\0\3\0\0\0\1\0\6"), 1 },	/* cut */
	{ TEXT("MM\0*\377\377\377\377\0\1"), 1 },
	{ TEXT("MM\0*\0\0\0\10\377\377\1\23\0\3\0\0\0\1\0\6\0\0"), 1 },
	{ TEXT("XX\0*\0\0\0\10"), 1 }, { TEXT(""), 1 },
};

START_TEST(orientation_is_read)
{
	ck_assert_int_eq(exif_orientation(exifs[_i].exif), exifs[_i].orientation);
}
END_TEST

/* What a photo of two rows, abc and def, looks like once it is upright. */
static const char *const upright[] = {
	[1] = "abc/def", [2] = "cba/fed", [3] = "fed/cba", [4] = "def/abc",
	[5] = "ad/be/cf", [6] = "da/eb/fc", [7] = "fc/eb/da", [8] = "cf/be/ad",
};

START_TEST(a_picture_is_turned)
{
	struct arena *a = arena_new(100000);
	const unsigned char *rows[] = { (const unsigned char *)"abc",
	    (const unsigned char *)"def" };
	struct picture p;
	char got[16];
	size_t n = 0;

	picture_begin(a, &p, 3, 2, 1, _i);
	for (int y = 0; y < 2; y++)
		picture_put(&p, _i, 3, 2, y, rows[y]);
	for (int y = 0; y < p.height; y++) {
		if (y > 0)
			got[n++] = '/';
		memcpy(got + n, picture_row(&p, y), (size_t)p.width);
		n += (size_t)p.width;
	}
	got[n] = '\0';
	ck_assert_str_eq(got, upright[_i]);
	arena_free(a);
}
END_TEST

START_TEST(fifty_megapixels_fit)
{
	ck_assert(picture_fits(10000, 5000));
	ck_assert(!picture_fits(10000, 5001));
	ck_assert(!picture_fits(65001, 1));
	ck_assert(!picture_fits(0, 1));
	ck_assert(!picture_fits(UINT64_C(1) << 33, UINT64_C(1) << 33));
}
END_TEST

/* ---- the sandbox ---- */

static int
child(void (*act)(void))
{
	int status = 0;
	pid_t pid = fork();

	ck_assert_int_ge(pid, 0);
	if (pid == 0) {
		if (!sandbox_limits() || !sandbox_close())
			_exit(99);
		act();
		_exit(0);
	}
	ck_assert_int_eq(waitpid(pid, &status, 0), pid);
	return status;
}

static void
nothing(void)
{
}

static void
connects(void)
{
	(void)socket(AF_UNIX, SOCK_STREAM, 0);
}

static void
forks(void)
{
	if (fork() == 0)
		_exit(0);
}

static void
runs(void)
{
	char *const none[] = { NULL };

	execve("/bin/true", none, none);
}

static void
makes_code(void)
{
	(void)mmap(NULL, 4096, PROT_READ | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
}

static void
signals(void)
{
	(void)kill(getppid(), SIGTERM);
}

static void
opens(void)
{
	if (open("/etc/passwd", O_RDONLY) < 0)
		_exit(7);
}

START_TEST(the_sandbox_is_closed)
{
	static void (*const acts[])(void) = { connects, forks, runs, makes_code, signals };
	int status = child(nothing);

	ck_assert(WIFEXITED(status) && WEXITSTATUS(status) == 0);
	if (__asan_init != NULL)
		return;		/* there is none then: see sandbox.c */
	for (size_t i = 0; i < COUNT(acts); i++) {
		status = child(acts[i]);
		ck_assert_msg(WIFSIGNALED(status) && WTERMSIG(status) == SIGSYS,
		    "act %zu: %x", i, (unsigned)status);
	}
	status = child(opens);
	ck_assert(WIFEXITED(status) && WEXITSTATUS(status) == 7);
}
END_TEST

int
main(void)
{
	Suite *s = suite_create("inspect parts");
	TCase *t = tcase_create("all");

	tcase_add_loop_test(t, markup_is_read_tag_by_tag, 0, COUNT(parts));
	tcase_add_test(t, attributes_are_found_by_their_name_alone);
	tcase_add_loop_test(t, a_pdf_as_text, 0, COUNT(pdfs));
	tcase_add_loop_test(t, orientation_is_read, 0, COUNT(exifs));
	tcase_add_loop_test(t, a_picture_is_turned, 1, COUNT(upright));
	tcase_add_test(t, fifty_megapixels_fit);
	tcase_add_test(t, the_sandbox_is_closed);
	suite_add_tcase(s, t);
	return tap_main("inspect parts", s);
}
