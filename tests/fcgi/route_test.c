#include "fcgi/request/route.h"

#include "core/base/arena.h"
#include "core/base/out.h"
#include "fcgi/forms.h"
#include "fcgi/told.h"
#include "tests/tap.h"

#define ID "AAAAAAAAAAAAAAAAAAAAAQ"

static const struct {
	int line;
	enum method method;
	struct str path;
	enum err e;
	const char *name;	/* of the route found */
} paths[] = {
#define FOUND(method, path, name) { __LINE__, method, S_INIT(path), OK, name }
#define NOT(method, path, e) { __LINE__, method, S_INIT(path), e, NULL }
	FOUND(GET, "/", "home_show"),
	FOUND(HEAD, "/", "home_show"),
	FOUND(GET, "/sign-in", "sign_in_show"),
	FOUND(POST, "/sign-in", "sign_in_send"),
	FOUND(GET, "/sign-in/code", "code_show"),
	FOUND(GET, "/cases/" ID, "case_show"),
	FOUND(GET, "/cases/" ID "/record", "record_show"),
	NOT(POST, "/", E_METHOD),
	NOT(GET, "/sign-out", E_METHOD),
	NOT(HEAD, "/sign-out", E_METHOD),
	NOT(POST, "/cases/" ID, E_METHOD),
	NOT(GET, "", E_NOT_FOUND),
	NOT(GET, "sign-in", E_NOT_FOUND),
	NOT(GET, "//", E_NOT_FOUND),
	NOT(GET, "/sign-in/", E_NOT_FOUND),
	NOT(GET, "/SIGN-IN", E_NOT_FOUND),
	NOT(GET, "/sign-in/code/more", E_NOT_FOUND),
	NOT(GET, "/cases/", E_NOT_FOUND),
	NOT(GET, "/cases/#", E_NOT_FOUND),
	NOT(GET, "/cases/1", E_NOT_FOUND),
	NOT(GET, "/cases/" ID "A", E_NOT_FOUND),
	NOT(GET, "/cases/" ID "/", E_NOT_FOUND),
	NOT(GET, "/cases/" ID "/nothing", E_NOT_FOUND),
	NOT(GET, "/cases/AAAAAAAAAAAAAAAAAAAAAB", E_NOT_FOUND),
	NOT(POST, "/nothing", E_NOT_FOUND),
#undef FOUND
#undef NOT
};

START_TEST(paths_lead_to_routes)
{
	for (size_t i = 0; i < COUNT(paths); i++) {
		struct route_found f = { 0 };
		ck_assert_msg(route_find(paths[i].method, paths[i].path, &f) == paths[i].e,
		    "line %d", paths[i].line);
		if (paths[i].e == OK)
			ck_assert_msg(str_eq(f.route->name, str_of(paths[i].name)),
			    "line %d: %.*s", paths[i].line, STR_ARG(f.route->name));
	}
}
END_TEST

/* A path with these in its places. */
static struct str
filled(struct arena *a, struct str path, const char *number)
{
	struct out o;

	out_init(&o, a, 1000);
	for (size_t i = 0; i < path.n; i++) {
		if (path.p[i] == '#')
			out_lit(&o, ID);
		else if (path.p[i] == '%')
			out_str(&o, str_of(number));
		else
			out_char(&o, path.p[i]);
	}
	return out_str_of(&o);
}

START_TEST(every_route_is_found_by_its_own_path)
{
	struct arena *a = arena_new(1 << 20);

	for (size_t i = 0; i < routes_n; i++) {
		struct route_found f;
		struct pid id;
		struct str path = filled(a, routes[i].path, "36");
		ck_assert_msg(route_find(routes[i].method, path, &f) == OK, "%.*s",
		    STR_ARG(path));
		ck_assert_msg(f.route == &routes[i], "%.*s leads to %.*s", STR_ARG(path),
		    STR_ARG(f.route->name));
		ck_assert(pid_parse(S(ID), &id));
		if (str_has(routes[i].path, '#'))
			ck_assert(pid_eq(f.id[0], id));
		if (!str_has(routes[i].path, '%'))
			continue;
		ck_assert_int_eq(f.number, 36);
		static const char *const wrong[] = { "0", "036", "-1", "10000", "x", "" };
		for (size_t n = 0; n < COUNT(wrong); n++)
			ck_assert(route_find(routes[i].method,
			    filled(a, routes[i].path, wrong[n]), &f) != OK);
	}
	arena_free(a);
}
END_TEST

/* What the table may not say, whoever adds a row. */
START_TEST(the_table_is_sound)
{
	for (size_t i = 0; i < routes_n; i++) {
		const struct route *r = &routes[i];
		bool of_case = str_starts(r->path, S("/cases/#"));
		const char *name = r->name.p;
		ck_assert_msg((r->subject == SUBJECT_CASE) == of_case, "%s", name);
		ck_assert_msg(action_rule(r->action) != NULL, "%s", name);
		ck_assert_msg(r->method != HEAD, "%s", name);
		/* who is not signed in may only do what everybody may */
		if (r->guest != SIGNED_IN)
			ck_assert_msg(may_role(ROLE_NONE, r->action, 0, 0), "%s", name);
		if (r->guest == SIGNED_IN)
			ck_assert_msg(!may_role(ROLE_NONE, r->action, 0, 0) ||
			    !of_case, "%s", name);
		/* only signing in is served without remembering its form */
		if (r->method == POST && r->guest != SIGNED_IN)
			ck_assert_msg(r->pool == POOL_SIGN_IN, "%s", name);
		for (size_t k = i + 1; k < routes_n; k++)
			ck_assert_msg(routes[k].method != r->method ||
			    !str_eq(routes[k].path, r->path), "%s twice", name);
	}
}
END_TEST

START_TEST(each_form_says_that_it_was_taken)
{
	struct str words;

	for (size_t i = 0; i < routes_n; i++)
		ck_assert_msg(told_of(&routes[i], &words) == (routes[i].method == POST),
		    "%s: is it told, or seen? (fcgi/told.def)", routes[i].name.p);
}
END_TEST

START_TEST(the_printed_table_has_eight_cells_a_line)
{
	struct arena *a = arena_new(1 << 20);
	struct out o;
	size_t lines = 0;

	out_init(&o, a, 1 << 19);
	routes_print(&o);
	ck_assert(out_ok(&o));
	for (struct str rest = out_str_of(&o); rest.n > 0; lines++) {
		struct str line = str_cut(&rest, '\n');
		int tabs = 0;
		for (size_t i = 0; i < line.n; i++)
			tabs += line.p[i] == '\t';
		ck_assert_int_eq(tabs, 7);
	}
	ck_assert_uint_eq(lines, routes_n);
	out_init(&o, a, 1 << 19);
	forms_print(&o);
	ck_assert(out_ok(&o) && str_starts(out_str_of(&o), S("sign_in\temail\temail\tmust\t254\t")));
	arena_free(a);
}
END_TEST

static Suite *
suite(void)
{
	Suite *s = suite_create("route");
	TCase *t = tcase_create("route");

	tcase_add_test(t, paths_lead_to_routes);
	tcase_add_test(t, every_route_is_found_by_its_own_path);
	tcase_add_test(t, the_table_is_sound);
	tcase_add_test(t, each_form_says_that_it_was_taken);
	tcase_add_test(t, the_printed_table_has_eight_cells_a_line);
	suite_add_tcase(s, t);
	return s;
}

int
main(void)
{
	return tap_main("route", suite());
}
