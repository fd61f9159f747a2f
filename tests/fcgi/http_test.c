#include "fcgi/request/http.h"

#include "core/base/arena.h"
#include "tests/tap.h"

static const struct {
	struct str uri;
	const char *path, *query;	/* NULL: refused; NULL: none */
} uris[] = {
	{ S_INIT("/"), "/", NULL },
	{ S_INIT("/?"), "/", "" },
	{ S_INIT("/cases/x?a=%41&b=/"), "/cases/x", "a=%41&b=/" },
	{ S_INIT("/a/"), "/a/", NULL },
	{ S_INIT("/a%2eb/%C3%BC+"), "/a.b/\xc3\xbc+", NULL },
	{ S_INIT("/a/...?x"), "/a/...", "x" },
	{ S_INIT("/%2541"), "/%41", NULL },	/* once, not twice */
	{ S_INIT(""), NULL, NULL },
	{ S_INIT("?a"), NULL, NULL },
	{ S_INIT("a"), NULL, NULL },
	{ S_INIT("*"), NULL, NULL },
	{ S_INIT("http://other.example/a"), NULL, NULL },
	{ S_INIT("//a"), NULL, NULL },
	{ S_INIT("/a//b"), NULL, NULL },
	{ S_INIT("/a//"), NULL, NULL },
	{ S_INIT("/../a"), NULL, NULL },
	{ S_INIT("/a/.."), NULL, NULL },
	{ S_INIT("/a/%2e%2E/b"), NULL, NULL },
	{ S_INIT("/a/./b"), NULL, NULL },
	{ S_INIT("/a%2fb"), NULL, NULL },
	{ S_INIT("/a%00"), NULL, NULL },
	{ S_INIT("/a\0"), NULL, NULL },
	{ S_INIT("/a%0d%0ab"), NULL, NULL },
	{ S_INIT("/a%7f"), NULL, NULL },
	{ S_INIT("/a%ff"), NULL, NULL },
	{ S_INIT("/a%c0%ae"), NULL, NULL },
	{ S_INIT("/a%"), NULL, NULL },
	{ S_INIT("/a%2"), NULL, NULL },
};

START_TEST(paths)
{
	struct arena *a = arena_new(1 << 20);
	struct str path, query;
	bool good = uris[_i].path != NULL;

	ck_assert_int_eq(http_path(a, uris[_i].uri, &path, &query),
	    good ? OK : E_BAD_REQUEST);
	if (good) {
		ck_assert(str_eq(path, str_of(uris[_i].path)));
		ck_assert(str_eq(query, str_of(uris[_i].query)));
		ck_assert(is_set(query) == (uris[_i].query != NULL));
	}
	arena_free(a);
}
END_TEST

START_TEST(long_paths)
{
	struct arena *a = arena_new(1 << 20);
	char long_one[HTTP_URI_MAX + 1];
	struct str path, query, uri = { long_one, HTTP_PATH_MAX };

	memset(long_one, 'a', sizeof long_one);
	long_one[0] = '/';
	ck_assert_int_eq(http_path(a, uri, &path, &query), OK);
	uri.n = HTTP_PATH_MAX + 1;
	ck_assert_int_eq(http_path(a, uri, &path, &query), E_BAD_REQUEST);
	long_one[1] = '?';
	uri.n = HTTP_URI_MAX;
	ck_assert_int_eq(http_path(a, uri, &path, &query), OK);
	uri.n = HTTP_URI_MAX + 1;
	ck_assert_int_eq(http_path(a, uri, &path, &query), E_BAD_REQUEST);
	arena_free(a);
}
END_TEST

static const char *const good_env[] = {
	"REQUEST_METHOD=POST", "REQUEST_URI=/a?q=1&q=2&r=3",
	"SERVER_PROTOCOL=HTTP/2.0", "HTTP_HOST=localhost",
	"REMOTE_ADDR=2001:db8::1", "REQUEST_ID=0123456789abcdef",
	"CONTENT_TYPE=application/x-www-form-urlencoded", "CONTENT_LENGTH=3",
	"HTTPS=on", "HTTP_COOKIE=__Host-accord=x; y=1; y=2", "HTTP_ORIGIN=",
	"HTTP_SEC_FETCH_SITE=same-origin", "FCGI_ROLE=RESPONDER", "ACCORD_END=1",
};
#define ENV_MAX (COUNT(good_env) + 2)

/* The good environment; a line of the same name as change is replaced by it,
 * or left out if change has no value. */
static void
env_make(struct arena *a, const char *change, char *env[ENV_MAX])
{
	struct str value = str_of(change), name = str_cut(&value, '=');
	size_t n = 0;

	for (size_t i = 0; i < COUNT(good_env); i++) {
		struct str line = str_of(good_env[i]);
		struct str rest = line;
		if (!str_eq(str_cut(&rest, '='), name))
			env[n++] = str_cstr(a, line);
		else if (is_set(value))
			env[n++] = str_cstr(a, str_of(change));
	}
	env[n] = NULL;
}

START_TEST(whole)
{
	struct arena *a = arena_new(1 << 20);
	char *env[ENV_MAX];
	struct http q;

	env_make(a, "", env);
	ck_assert_int_eq(http_head(a, env, 3, &q), OK);
	ck_assert_int_eq(http_body(a, S("b=1"), &q), OK);
	ck_assert_int_eq(q.method, POST);
	ck_assert(str_eq(q.path, S("/a")));
	ck_assert(str_eq(q.host, S("localhost")));
	ck_assert(str_eq(q.remote, S("2001:db8::1")));
	ck_assert(str_eq(q.request_id, S("0123456789abcdef")));
	ck_assert(str_eq(q.sec_fetch_site, S("same-origin")));
	ck_assert(q.https);
	ck_assert(!is_set(q.origin));
	ck_assert(!is_set(q.file.field));
	ck_assert(str_eq(q.body, S("b=1")));
	ck_assert(str_eq(http_field(&q, S("b")), S("1")));
	ck_assert(!is_set(http_query(&q, S("q"))));	/* twice: neither */
	ck_assert(str_eq(http_query(&q, S("r")), S("3")));
	ck_assert(str_eq(http_cookie(&q, S("__Host-accord")), S("x")));
	ck_assert(!is_set(http_cookie(&q, S("y"))));
	arena_free(a);
}
END_TEST

static const struct {
	const char *change;
	enum err err;
} heads[] = {
	{ "REQUEST_METHOD=FOO", E_METHOD },
	{ "REQUEST_METHOD=get", E_METHOD },
	{ "REQUEST_METHOD=GET", E_BAD_REQUEST },	/* with a body */
	{ "REQUEST_METHOD=", E_BAD_REQUEST },
	{ "REQUEST_METHOD", E_BAD_REQUEST },
	{ "REQUEST_URI=/a//b", E_BAD_REQUEST },
	{ "REQUEST_URI=/a?b=%ff", E_BAD_REQUEST },
	{ "REQUEST_URI", E_BAD_REQUEST },
	{ "SERVER_PROTOCOL=HTTP/1.0", OK },
	{ "SERVER_PROTOCOL=HTTP/0.9", E_BAD_REQUEST },
	{ "SERVER_PROTOCOL=GOPHER", E_BAD_REQUEST },
	{ "HTTP_HOST=[::1]:8080", OK },
	{ "HTTP_HOST=a b", E_BAD_REQUEST },
	{ "HTTP_HOST=", E_BAD_REQUEST },
	{ "REMOTE_ADDR=", E_BAD_REQUEST },
	{ "REQUEST_ID=a b", E_BAD_REQUEST },
	{ "REQUEST_ID=", E_BAD_REQUEST },
	{ "CONTENT_LENGTH=", OK },
	{ "CONTENT_LENGTH=4", OK },
	{ "CONTENT_LENGTH=5", E_TOO_LARGE },
	{ "CONTENT_LENGTH=9223372036854775807", E_TOO_LARGE },
	{ "CONTENT_LENGTH=9223372036854775808", E_BAD_REQUEST },
	{ "CONTENT_LENGTH=-1", E_BAD_REQUEST },
	{ "CONTENT_LENGTH=0x3", E_BAD_REQUEST },
	{ "CONTENT_LENGTH", E_BAD_REQUEST },
	{ "HTTP_COOKIE=\xff", OK },
	{ "HTTP_ORIGIN=\xff", E_BAD_REQUEST },
	{ "HTTP_ORIGIN=a\tb", E_BAD_REQUEST },
	{ "ACCORD_END=", E_BAD_REQUEST },
	{ "ACCORD_END=0", E_BAD_REQUEST },
	{ "ACCORD_END", E_BAD_REQUEST },
};

START_TEST(changed)
{
	struct arena *a = arena_new(1 << 20);
	char *env[ENV_MAX];
	struct http q;

	env_make(a, heads[_i].change, env);
	ck_assert_int_eq(http_head(a, env, 4, &q), heads[_i].err);
	arena_free(a);
}
END_TEST

START_TEST(given_twice)
{
	struct arena *a = arena_new(1 << 20);
	char *env[ENV_MAX];
	struct http q;

	env_make(a, "", env);
	env[COUNT(good_env)] = str_cstr(a, S("HTTP_COOKIE=z=1"));
	env[COUNT(good_env) + 1] = NULL;
	ck_assert_int_eq(http_head(a, env, 4, &q), E_BAD_REQUEST);
	arena_free(a);
}
END_TEST

static const struct {
	const char *type;
	struct str body;
	enum err err;
} bodies[] = {
	{ "", S_INIT(""), OK },
	{ "text/plain", S_INIT(""), OK },
	{ "application/x-www-form-urlencoded; charset=UTF-8", S_INIT("a=1"), OK },
	{ "APPLICATION/X-WWW-form-urlencoded", S_INIT("a=1"), OK },
	{ "multipart/form-data; boundary=X", S_INIT("--X--"), OK },
	{ "multipart/form-data; boundary=Y", S_INIT("--X--"), E_BAD_REQUEST },
	{ "application/x-www-form-urlencoded", S_INIT("a=%"), E_BAD_REQUEST },
	{ "", S_INIT("a=1"), E_BAD_REQUEST },
	{ "text/plain", S_INIT("a=1"), E_BAD_REQUEST },
	{ "application/json", S_INIT("{}"), E_BAD_REQUEST },
};

START_TEST(kinds)
{
	struct arena *a = arena_new(1 << 20);
	struct str body = bodies[_i].body;
	struct http q = {
		.content_type = str_of(bodies[_i].type),
		.length = body.n,
	};

	ck_assert_int_eq(http_body(a, body, &q), bodies[_i].err);
	if (body.n > 0) {
		body.n--;	/* cut off */
		ck_assert_int_eq(http_body(a, body, &q), E_BAD_REQUEST);
	}
	arena_free(a);
}
END_TEST

static Suite *
suite(void)
{
	Suite *s = suite_create("http");
	TCase *t = tcase_create("http");

	tcase_add_loop_test(t, paths, 0, COUNT(uris));
	tcase_add_test(t, long_paths);
	tcase_add_test(t, whole);
	tcase_add_loop_test(t, changed, 0, COUNT(heads));
	tcase_add_test(t, given_twice);
	tcase_add_loop_test(t, kinds, 0, COUNT(bodies));
	suite_add_tcase(s, t);
	return s;
}

int
main(void)
{
	return tap_main("http", suite());
}
