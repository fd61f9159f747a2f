#include "fcgi/command/commands.h"

#include "core/access.h"
#include "core/base/arena.h"
#include "core/base/str.h"
#include "core/crypt.h"
#include "fcgi/clock.h"
#include "fcgi/command/admin.h"
#include "fcgi/forms.h"
#include "fcgi/request/route.h"
#include "fcgi/wholefile.h"
#include "gen/q_policy.h"
#include "sql/migrate.h"
#include "sql/policy_csv.h"

#define PRINT_LIMIT ((size_t)1024 * 1024)

/* Prints one of two tables: the other one when the option is given. */
static int
print_table(int argc, char **argv, const char *option, void (*plain)(struct out *),
    void (*other)(struct out *))
{
	struct admin ad;
	struct out o;
	int status = admin_open(&ad, argc, argv, false);
	bool asked = ad.words == 1 && strcmp(ad.word[0], option) == 0;

	if (status != 0 || (ad.words != 0 && !asked))
		return 2;
	out_init(&o, ad.a, PRINT_LIMIT);
	(asked ? other : plain)(&o);
	say(&o);
	return admin_close(&ad, OK);
}

int
cmd_routes(int argc, char **argv)
{
	return print_table(argc, argv, "--forms", routes_print, forms_print);
}

int
cmd_access(int argc, char **argv)
{
	return print_table(argc, argv, "--matrix", access_print, access_print_matrix);
}

int
cmd_migrate(int argc, char **argv)
{
	struct admin ad;
	int status = admin_open(&ad, argc, argv, true);

	if (status != 0 || ad.words != 0)
		return status != 0 ? status : 2;
	enum err e = admin_connect_new(&ad);
	if (e == OK)
		e = migrate(ad.db, ad.a, file_in(ad.a, ad.config.sql_dir, "schema"),
		    clock_now(&ad.config));
	if (e == OK)
		e = admin_check(&ad);
	if (e == OK)
		e = migrate_grants(ad.db, ad.a,
		    file_in(ad.a, ad.config.sql_dir, "grants.sql"));
	return admin_close(&ad, e);
}

/* Reads and lints a council's tables; says what is wrong with them. */
static enum err
policy_check(struct admin *ad, const char *dir, struct policy_files *files,
    struct policy **p)
{
	struct out problems;

	out_init(&problems, ad->a, PRINT_LIMIT);
	enum err e = policy_files_in(ad->a, dir, files, &problems);
	if (e == OK)
		e = policy_read_files(ad->a, files, p, &problems);
	if (e == OK && policy_lint(*p, &problems) > 0)
		e = E_FORM;
	if (e != OK) {
		say(&problems);
		say_line(S(""));
	}
	return e;
}

static enum err
policy_store(struct admin *ad, const struct policy *p, const struct policy_files *files)
{
	struct policy_row row;
	struct policy_rows same_day;
	struct out all;
	int64_t id, n;

	enum err e = policy_by_label(ad->db, ad->a, p->version.label, &row);
	out_init(&all, ad->a, SIZE_MAX);
	for (size_t i = 0; i < files->n; i++) {
		out_str(&all, files->v[i].name);
		out_char(&all, '\0');
		out_str(&all, files->v[i].content);
		out_char(&all, '\0');
	}
	struct hash32 hash = crypt_fingerprint(out_str_of(&all));
	if (e == OK && str_eq(row.hash, hash32_str(&hash)))
		return OK;	/* loaded before */
	if (e == OK) {
		say_line(S("A version of this label is there already, with other "
		    "tables. A version never changes: give it a new label."));
		return E_CONFLICT;
	}
	if (e != E_NOT_FOUND)
		return e;
	TRY(policies_from(ad->db, ad->a, p->version.valid_from, &same_day));
	if (same_day.n > 0) {
		say_line(S("Another version holds from the same day already. "
		    "Which of them a score is made under must be plain: "
		    "give this one a later day."));
		return E_CONFLICT;
	}
	TRY(policy_add(ad->db, p->version.label, p->version.valid_from,
	    p->version.reference, hash32_str(&hash), clock_now(&ad->config), &id));
	for (size_t i = 0; i < files->n; i++)
		TRY(policy_text_add(ad->db, id, files->v[i].name,
		    files->v[i].content, &n));
	return OK;
}

/* accord policy lint DIR | load DIR --config FILE */
int
cmd_policy(int argc, char **argv)
{
	struct admin ad;
	struct policy_files files;
	struct policy *p;
	int status = admin_open(&ad, argc, argv, false);

	if (status != 0 || ad.words != 2)
		return status != 0 ? status : 2;
	bool load = strcmp(ad.word[0], "load") == 0;
	if (!load && strcmp(ad.word[0], "lint") != 0)
		return 2;
	enum err e = policy_check(&ad, ad.word[1], &files, &p);
	if (e == OK && load)
		e = admin_connect(&ad);
	if (e == OK && load)
		e = policy_store(&ad, p, &files);
	if (e == OK && !load)
		say_line(S("These tables are sound."));
	return admin_close(&ad, e);
}
