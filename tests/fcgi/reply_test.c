#include "fcgi/request/reply.h"

#include "core/base/arena.h"
#include "core/base/out.h"
#include "tests/tap.h"

static struct str
head_of(struct arena *a, const struct reply *r)
{
	struct out o;

	out_init(&o, a, 8192);
	reply_head(r, &o);
	return out_str_of(&o);
}

START_TEST(head)
{
	struct arena *a = arena_new(1 << 20);
	struct reply r = { .status = 303 };

	reply_header(&r, REPLY_LOCATION, S("/cases"));
	reply_header(&r, REPLY_COOKIE, S("a=1; Secure"));
	ck_assert(str_eq(head_of(a, &r), S("Status: 303 See Other\r\n"
	    "Location: /cases\r\nSet-Cookie: a=1; Secure\r\n"
	    "Content-Type: text/html; charset=utf-8\r\nContent-Length: 0\r\n\r\n")));
	r = (struct reply){ .status = 200, .body = S("12345") };
	reply_header(&r, REPLY_TYPE, S("text/plain"));
	ck_assert(str_eq(head_of(a, &r), S("Status: 200 OK\r\n"
	    "Content-Type: text/plain\r\nContent-Length: 5\r\n\r\n")));
	arena_free(a);
}
END_TEST

static enum err
no_piece(void *from, struct arena *a, struct str *piece)
{
	(void)from;
	(void)a;
	*piece = STR_NONE;
	return OK;
}

START_TEST(stream)
{
	struct arena *a = arena_new(1 << 20);
	struct reply r = { .status = 200 };

	reply_stream(&r, no_piece, NULL, 5000000000);
	ck_assert(str_ends(head_of(a, &r), S("Content-Length: 5000000000\r\n\r\n")));
	arena_free(a);
}
END_TEST

static const struct {
	struct str value;
	bool broken;
} values[] = {
	{ S_INIT("inline; filename*=UTF-8''%C3%BC"), false },
	{ S_INIT(""), false },
	{ S_INIT("a\r\nSet-Cookie: b"), true },
	{ S_INIT("a\n"), true },
	{ S_INIT("a\rb"), true },
	{ S_INIT("a\0b"), true },
	{ S_INIT("a\xff"), true },
};

START_TEST(checked)
{
	struct reply r = { .status = 200 };

	reply_header(&r, REPLY_DISPOSITION, values[_i].value);
	ck_assert(r.broken == values[_i].broken);
	ck_assert_uint_eq(r.headers, values[_i].broken ? 0 : 1);
}
END_TEST

START_TEST(bounded)
{
	static char big[REPLY_VALUE_MAX + 1];
	struct reply r = { .status = 200 };

	memset(big, 'a', sizeof big);
	for (int i = 0; i < REPLY_HEADERS_MAX; i++)
		reply_header(&r, REPLY_COOKIE, (struct str){ big, REPLY_VALUE_MAX });
	ck_assert(!r.broken);
	reply_header(&r, REPLY_COOKIE, S("a"));
	ck_assert(r.broken);
	r = (struct reply){ .status = 200 };
	reply_header(&r, REPLY_COOKIE, (struct str){ big, sizeof big });
	ck_assert(r.broken);
}
END_TEST

static Suite *
suite(void)
{
	Suite *s = suite_create("reply");
	TCase *t = tcase_create("reply");

	tcase_add_test(t, head);
	tcase_add_test(t, stream);
	tcase_add_loop_test(t, checked, 0, COUNT(values));
	tcase_add_test(t, bounded);
	suite_add_tcase(s, t);
	return s;
}

int
main(void)
{
	return tap_main("reply", suite());
}
