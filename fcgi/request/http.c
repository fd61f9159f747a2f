#include "fcgi/request/http.h"

#include "core/base/arena.h"
#include "core/base/utf8.h"
#include "fcgi/request/cookie.h"
#include "fcgi/request/urlencoded.h"

#define HEADER_MAX ((size_t)8192)

enum param {
	REQUEST_METHOD, REQUEST_URI, SERVER_PROTOCOL, HTTP_HOST, REMOTE_ADDR,
	REQUEST_ID, CONTENT_TYPE, CONTENT_LENGTH, HTTPS, HTTP_COOKIE,
	HTTP_ORIGIN, HTTP_SEC_FETCH_SITE, ACCORD_END, PARAMS
};

static const struct {
	struct str name;
	bool needed;		/* not even empty */
} params[PARAMS] = {
	[REQUEST_METHOD] = { S_INIT("REQUEST_METHOD"), true },
	[REQUEST_URI] = { S_INIT("REQUEST_URI"), true },
	[SERVER_PROTOCOL] = { S_INIT("SERVER_PROTOCOL"), true },
	[HTTP_HOST] = { S_INIT("HTTP_HOST"), true },
	[REMOTE_ADDR] = { S_INIT("REMOTE_ADDR"), true },
	[REQUEST_ID] = { S_INIT("REQUEST_ID"), true },
	[CONTENT_TYPE] = { S_INIT("CONTENT_TYPE"), false },
	[CONTENT_LENGTH] = { S_INIT("CONTENT_LENGTH"), false },
	[HTTPS] = { S_INIT("HTTPS"), false },
	[HTTP_COOKIE] = { S_INIT("HTTP_COOKIE"), false },
	[HTTP_ORIGIN] = { S_INIT("HTTP_ORIGIN"), false },
	[HTTP_SEC_FETCH_SITE] = { S_INIT("HTTP_SEC_FETCH_SITE"), false },
	[ACCORD_END] = { S_INIT("ACCORD_END"), true },
};

static const struct str methods[] = {
	[GET] = S_INIT("GET"),
	[HEAD] = S_INIT("HEAD"),
	[POST] = S_INIT("POST"),
};

/* A name we do not know is left alone; one of ours that comes twice is not. */
static bool
env_param(struct str line, struct str value[PARAMS])
{
	struct str name = str_cut(&line, '=');

	for (size_t i = 0; i < PARAMS; i++) {
		if (!str_eq(name, params[i].name))
			continue;
		if (is_set(value[i]) || !is_set(line) || line.n > HEADER_MAX)
			return false;
		value[i] = line;
		return true;
	}
	return true;
}

/* Letters, digits and what else is listed; one at least. */
static bool
is_word(struct str s, size_t max, const char *also)
{
	for (size_t i = 0; i < s.n; i++) {
		char c = s.p[i];
		bool plain = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') ||
		    (c >= 'a' && c <= 'z');
		if (!plain && (c == '\0' || strchr(also, c) == NULL))
			return false;
	}
	return s.n > 0 && s.n <= max;
}

static enum err
env_read(char *const *env, struct str value[PARAMS])
{
	for (; *env != NULL; env++)
		if (!env_param(str_of(*env), value))
			return E_BAD_REQUEST;
	for (size_t i = 0; i < PARAMS; i++) {
		if (!is_set(value[i]) || (params[i].needed && value[i].n == 0))
			return E_BAD_REQUEST;
		/* cookies of other programs may be anything: see cookie.h */
		if (i != HTTP_COOKIE && !utf8_plain(value[i], false))
			return E_BAD_REQUEST;
	}
	return str_eq(value[ACCORD_END], S("1")) ? OK : E_BAD_REQUEST;
}

static enum err
read_method(struct str s, enum method *method)
{
	for (size_t i = 0; i < COUNT(methods); i++)
		if (str_eq(s, methods[i])) {
			*method = (enum method)i;
			return OK;
		}
	return E_METHOD;
}

static enum err
read_length(struct str s, size_t body_max, struct http *q)
{
	int64_t n = 0;

	if (s.n > 0 && !str_int(s, INT64_MAX, &n))
		return E_BAD_REQUEST;
	if (n > 0 && q->method != POST)
		return E_BAD_REQUEST;
	if ((uint64_t)n > body_max)
		return E_TOO_LARGE;
	q->length = (size_t)n;
	return OK;
}

static bool
segments_ok(struct str path)
{
	path = str_skip(path, 1);
	while (path.n > 0) {
		struct str one = str_cut(&path, '/');
		if (one.n == 0 || str_eq(one, S(".")) || str_eq(one, S("..")))
			return false;
	}
	return true;
}

static size_t
slashes(struct str s)
{
	size_t n = 0;

	for (size_t i = 0; i < s.n; i++)
		n += s.p[i] == '/';
	return n;
}

enum err
http_path(struct arena *a, struct str uri, struct str *path, struct str *query)
{
	if (uri.n > HTTP_URI_MAX)
		return E_BAD_REQUEST;
	*query = uri;
	struct str raw = str_cut(query, '?');
	TRY(percent_decode(a, raw, PLUS_IS_PLUS, path));
	/* an encoded slash is no slash, and we have no name with one in it */
	bool ok = str_starts(*path, S("/")) && path->n <= HTTP_PATH_MAX &&
	    slashes(*path) == slashes(raw) && utf8_plain(*path, false) &&
	    segments_ok(*path);
	return ok ? OK : E_BAD_REQUEST;
}

static struct str
optional(struct str s)
{
	return s.n > 0 ? s : STR_NONE;
}

enum err
http_head(struct arena *a, char *const *env, size_t body_max, struct http *q)
{
	struct str v[PARAMS] = { { NULL, 0 } };
	struct str query;

	*q = (struct http){ 0 };
	enum err e = env_read(env, v);
	if (!is_word(v[REQUEST_ID], 64, "-"))
		return E_BAD_REQUEST;
	q->request_id = v[REQUEST_ID];
	TRY(e);
	TRY(read_method(v[REQUEST_METHOD], &q->method));
	if (!str_starts(v[SERVER_PROTOCOL], S("HTTP/")) ||
	    str_eq(v[SERVER_PROTOCOL], S("HTTP/0.9")) ||
	    !is_word(v[HTTP_HOST], 255, ".-:[]") || !is_word(v[REMOTE_ADDR], 64, ".:"))
		return E_BAD_REQUEST;
	TRY(http_path(a, v[REQUEST_URI], &q->path, &query));
	TRY(urlencoded_parse(a, query, &q->query));
	TRY(cookie_parse(a, v[HTTP_COOKIE], &q->cookies));
	q->content_type = optional(v[CONTENT_TYPE]);
	q->host = v[HTTP_HOST];
	q->origin = optional(v[HTTP_ORIGIN]);
	q->sec_fetch_site = optional(v[HTTP_SEC_FETCH_SITE]);
	q->remote = v[REMOTE_ADDR];
	q->https = str_eq(v[HTTPS], S("on"));
	return read_length(v[CONTENT_LENGTH], body_max, q);
}

enum err
http_body(struct arena *a, struct str body, struct http *q)
{
	struct str kind = q->content_type;

	if (body.n != q->length)
		return E_BAD_REQUEST;
	q->body = body;
	if (body.n == 0)
		return OK;
	kind = str_trim(str_cut(&kind, ';'));
	if (str_eq_nocase(kind, S("application/x-www-form-urlencoded")))
		return urlencoded_parse(a, body, &q->fields);
	if (str_eq_nocase(kind, S("multipart/form-data")))
		return multipart_parse(a, q->content_type, body, &q->fields, &q->file);
	return E_BAD_REQUEST;
}

struct str
http_field(const struct http *q, struct str name)
{
	return pairs_get(&q->fields, name);
}

struct str
http_query(const struct http *q, struct str name)
{
	return pairs_get(&q->query, name);
}

struct str
http_cookie(const struct http *q, struct str name)
{
	return pairs_get(&q->cookies, name);
}
