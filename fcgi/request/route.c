#include "fcgi/request/route.h"

#include "core/base/arena.h"
#include "core/base/out.h"
#include "fcgi/forms.h"

/* A path that begins with a case's id has that case for its subject. */
#define NO_FORM NULL
#define TAKES(f_) &the_form_##f_

#define SUBJECT_OF_	SUBJECT_NONE
#define SUBJECT_OF_I	SUBJECT_CASE
#define SUBJECT_OF_O	SUBJECT_NONE
#define SUBJECT_OF_IN	SUBJECT_CASE
#define SUBJECT_OF_II	SUBJECT_CASE

const struct route routes[] = {
#define ROUTE(method, path, args, name, action, pool, guest, form_)	\
	{ method, S_INIT(path), S_INIT(#name), name, action, pool,	\
	    SUBJECT_OF_##args, guest, form_ },
#include "fcgi/routes.def"
#undef ROUTE
};
const size_t routes_n = COUNT(routes);

static bool
part_matches(struct str pattern, struct str part, struct route_found *found, int *ids)
{
	int64_t n;

	if (str_eq(pattern, S("#")))
		return pid_parse(part, &found->id[(*ids)++]);
	if (!str_eq(pattern, S("%")))
		return str_eq(pattern, part);
	if (!str_int(part, 9999, &n) || part.p[0] == '0')
		return false;
	found->number = (int)n;
	return true;
}

static bool
path_matches(struct str pattern, struct str path, struct route_found *found)
{
	int ids = 0;

	while (is_set(pattern) && is_set(path)) {
		struct str want = str_cut(&pattern, '/');
		if (!part_matches(want, str_cut(&path, '/'), found, &ids))
			return false;
	}
	return !is_set(pattern) && !is_set(path);
}

enum err
route_find(enum method method, struct str path, struct route_found *found)
{
	enum err e = E_NOT_FOUND;

	if (method == HEAD)
		method = GET;
	for (size_t i = 0; i < routes_n; i++) {
		struct route_found f = { .route = &routes[i] };
		if (!path_matches(routes[i].path, path, &f))
			continue;
		if (routes[i].method == method) {
			*found = f;
			return OK;
		}
		e = E_METHOD;
	}
	return e;
}

struct url
route_page(struct str path)
{
	struct route_found found;
	bool page = is_set(path) && route_find(GET, path, &found) == OK &&
	    found.route->guest == SIGNED_IN;

	return (struct url){ page ? path : STR_NONE };
}

struct url
route_page_in(struct str path, struct pid of, int *number)
{
	struct url page = route_page(path);
	struct route_found found = { .number = 0 };
	bool ours = is_set(page.s) && route_find(GET, path, &found) == OK &&
	    found.route->subject == SUBJECT_CASE && pid_eq(found.id[0], of);

	*number = found.number;
	return (struct url){ ours ? path : STR_NONE };
}

struct url
route_then(struct arena *a, struct url to, struct url page)
{
	struct out o;

	if (!is_set(page.s))
		return to;
	out_init(&o, a, to.s.n + page.s.n + 10);
	out_str(&o, to.s);
	out_lit(&o, "?next=");
	out_str(&o, page.s);
	return (struct url){ out_str_of(&o) };
}

static struct url
url_make(struct arena *a, struct str pattern, const struct pid *id, int number)
{
	struct out o;

	out_init(&o, a, 300);
	for (size_t i = 0; i < pattern.n; i++) {
		if (pattern.p[i] == '#')
			out_pid(&o, *id++);
		else if (pattern.p[i] == '%')
			out_int(&o, number);
		else
			out_char(&o, pattern.p[i]);
	}
	return (struct url){ out_str_of(&o) };
}

#define ARGS_(name, path)						\
struct url								\
url_##name(struct arena *a)						\
{									\
	return url_make(a, S(path), NULL, 0);				\
}
#define ARGS_I(name, path)						\
struct url								\
url_##name(struct arena *a, struct pid id)				\
{									\
	return url_make(a, S(path), &id, 0);				\
}
#define ARGS_O(name, path) ARGS_I(name, path)
#define ARGS_IN(name, path)						\
struct url								\
url_##name(struct arena *a, struct pid id, int number)			\
{									\
	return url_make(a, S(path), &id, number);			\
}
#define ARGS_II(name, path)						\
struct url								\
url_##name(struct arena *a, struct pid id, struct pid within)		\
{									\
	return url_make(a, S(path), (struct pid[]){ id, within }, 0);	\
}
#define ROUTE(method, path, args, name, action, pool, guest, form)	\
	ARGS_##args(name, path)
#include "fcgi/routes.def"
#undef ROUTE

static void
print_cell(struct out *o, struct str s)
{
	out_str(o, s);
	out_char(o, '\t');
}

void
routes_print(struct out *o)
{
	static const char *const subject[] = { "-", "case" };
	static const char *const guest[] = { "signed in", "half-way", "anybody" };

	for (size_t i = 0; i < routes_n; i++) {
		const struct route *r = &routes[i];
		print_cell(o, r->method == GET ? S("GET") : S("POST"));
		print_cell(o, r->path);
		print_cell(o, r->name);
		print_cell(o, action_key(r->action));
		print_cell(o, str_of(subject[r->subject]));
		print_cell(o, pool_name(r->pool));
		print_cell(o, str_of(guest[r->guest]));
		out_str(o, r->form != NULL ? r->form->name : S("-"));
		out_char(o, '\n');
	}
}
