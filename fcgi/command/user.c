/*
 * `accord user`: accounts are opened, closed and given a new password by an
 * administrator at the server. A password is typed, never an argument; what is
 * shown once (the authenticator's secret, recovery codes) is stored sealed or
 * as a hash and cannot be shown again.
 */
#include <termios.h>
#include <unistd.h>

#include "core/account.h"
#include "core/base/arena.h"
#include "core/base/str.h"
#include "core/base/utf8.h"
#include "core/password.h"
#include "core/session.h"
#include "fcgi/clock.h"
#include "fcgi/command/admin.h"
#include "fcgi/command/commands.h"
#include "fcgi/forms.h"
#include "fcgi/second_step.h"
#include "fcgi/service.h"
#include "gen/q_own_account.h"
#include "gen/q_session.h"
#include "gen/q_setup.h"
#include "gen/q_user.h"
#include "sql/store_account.h"

#define TYPED_MAX 1024

struct person {
	int64_t id;
	struct pid pid;
	enum role role;
	struct str email, name;
};

/* --- passwords --- */

/* One line of standard input, not shown where that is a terminal. */
static bool
type_line(struct arena *a, const char *ask, struct str *line)
{
	char *p = arena_alloc(a, TYPED_MAX);
	struct termios before, quiet;
	bool terminal = tcgetattr(STDIN_FILENO, &before) == 0;

	if (terminal) {
		quiet = before;
		quiet.c_lflag &= ~(tcflag_t)ECHO;
		fprintf(stderr, "%s: ", ask);
		tcsetattr(STDIN_FILENO, TCSAFLUSH, &quiet);
	}
	bool got = fgets(p, TYPED_MAX, stdin) != NULL;
	if (terminal) {
		tcsetattr(STDIN_FILENO, TCSAFLUSH, &before);
		fputc('\n', stderr);
	}
	*line = str_of(p);
	if (str_ends(*line, S("\n")))
		*line = str_head(*line, line->n - 1);
	return got;
}

/* Typed twice, and good enough for this person. Asked once for a command. */
static enum err
type_password(struct admin *ad, const struct person *p, struct str *hash)
{
	*hash = ad->typed;
	if (is_set(ad->typed))
		return OK;
	const struct str own[] = { p->email, p->name, ad->config.council };
	enum password_for whom = role_is_staff(p->role) ? PASSWORD_STAFF : PASSWORD_FAMILY;
	struct str once, again;

	if (!type_line(ad->a, "Password", &once) ||
	    !type_line(ad->a, "The same again", &again)) {
		say_line(S("Type the password twice, a line each."));
		return E_FORM;
	}
	if (!str_eq(once, again)) {
		say_line(S("The two passwords differ. Nothing has been changed."));
		return E_FORM;
	}
	struct str fault = password_fault(ad->a, whom, once, own, COUNT(own));
	if (is_set(fault)) {
		say_line(fault);
		return E_FORM;
	}
	enum err e = crypt_password_hash(ad->a, once, hash);
	crypt_wipe((char *)(uintptr_t)once.p, once.n);
	crypt_wipe((char *)(uintptr_t)again.p, again.n);
	ad->typed = *hash;
	return e;
}

/* --- the second step --- */

struct new_step {		/* what is shown once */
	struct second_step second;
	struct recovery_code code[RECOVERY_CODES];
};

static enum err
new_step(struct admin *ad, const struct person *p, struct new_step *s)
{
	struct wrap_key key = { .no = 1 };

	TRY(key_read(ad->a, &ad->config, "totp.key", &key.key));
	second_step_new(ad->a, &key, p->pid, p->email, &s->second);
	return OK;
}

static enum err
session_key(struct admin *ad, struct key *key)
{
	return key_read(ad->a, &ad->config, "session.key", key);
}

static void
new_step_show(struct admin *ad, const struct new_step *s)
{
	say_line(S("For the authenticator app. This is shown once:"));
	say_line(s->second.uri);
	printf("or typed: %.*s\n", STR_ARG(s->second.typing));
	say_line(S("Recovery codes, each for one sign-in without the app. They are "
	    "shown once:"));
	for (size_t i = 0; i < RECOVERY_CODES; i++)
		say_line(recovery_print(ad->a, &s->code[i]));
}

/* --- what the commands do --- */

static enum err
event(struct admin *ad, const struct person *p, enum account_event what)
{
	struct key audit;

	TRY(key_read(ad->a, &ad->config, "audit.key", &audit));
	return store_account_event(ad->db, ad->a, &audit, ID_NONE,
	    clock_now(&ad->config), p->id, what, S("by accord user"));
}

struct team_of {
	int64_t id;
	struct str new_name;	/* none: it was there already, or none is named */
};

static enum err
team_of(struct admin *ad, struct str name, enum role role, struct team_of *team)
{
	bool must = role == WORKER || role == PRACTICE_LEAD;
	struct team found;

	*team = (struct team_of){ ID_NONE, STR_NONE };
	if (name.n == 0 && must) {
		say_line(S("A worker and a practice_lead are of a team: name it."));
		return E_FORM;
	}
	if (name.n == 0)
		return OK;
	enum err e = team_by_name(ad->db, ad->a, name, &found);
	if (e == E_NOT_FOUND) {
		team->new_name = name;
		return team_add(ad->db, pid_new(), name, &team->id);
	}
	team->id = found.id;
	return e;
}

/* Only once it is so: a command that lost a race finds its team anew. */
static void
say_team(const struct team_of *team)
{
	if (is_set(team->new_name))
		printf("%.*s is a new team.\n", STR_ARG(team->new_name));
}

static void
say_roles(void)
{
	fputs("There is no such role. The roles are:", stdout);
	for (int i = ROLE_NONE + 1; i < ROLE_COUNT; i++)
		printf(" %.*s", STR_ARG(role_key((enum role)i)));
	putchar('\n');
}

/* The arguments, read as any form is. */
static enum err
arguments(struct admin *ad, const struct form_new_user **f, enum role *role)
{
	const struct pair in[] = {
		{ S("email"), str_of(ad->word[1]) },
		{ S("name"), str_of(ad->word[2]) },
		{ S("team"), ad->words > 4 ? str_of(ad->word[4]) : S("") },
	};
	struct form_view view;
	void *values;

	TRY(form_read(ad->a, &the_form_new_user, in, COUNT(in), &values, &view));
	*f = values;
	for (int i = 0; i < F_new_user_count; i++)
		if (form_has(&view, i))
			say_line(form_error(&view, i));
	if (view.any)
		return E_FORM;
	struct str name = account_name_fault((*f)->name);
	if (is_set(name)) {
		say_line(name);
		return E_FORM;
	}
	if (role_parse(str_of(ad->word[3]), role))
		return OK;
	say_roles();
	return E_FORM;
}

static enum err
store_user(struct admin *ad, const struct form_new_user *f, struct person *p,
    struct new_step *s, struct team_of *team)
{
	struct stamp now = clock_now(&ad->config);
	struct str hash;
	struct key key;
	int64_t n;

	TRY(type_password(ad, p, &hash));
	TRY(team_of(ad, f->team, p->role, team));
	enum err e = person_add(ad->db, p->pid, p->email, p->name, S(""), p->role, team->id,
	    ad->config.demonstration, now, &p->id);
	if (e == E_CONFLICT)
		say_line(S("There is an account with this email address already."));
	TRY(e);
	TRY(credential_add(ad->db, p->id, hash, s->second.sealed, now, &n));
	if (s->second.sealed.n > 0) {
		TRY(session_key(ad, &key));
		TRY(recovery_new(ad->db, &key, p->id, s->code));
	}
	return event(ad, p, ACCOUNT_OPENED);
}

/* accord user add EMAIL NAME ROLE [TEAM] */
static enum err
user_add(struct admin *ad)
{
	const struct form_new_user *f;
	struct new_step s = { .second.sealed = S("") };
	struct person p = { .pid = pid_new() };
	struct team_of team;

	TRY(arguments(ad, &f, &p.role));
	p.email = f->email;
	p.name = f->name;
	if (role_is_staff(p.role))
		TRY(new_step(ad, &p, &s));
	TRY(store_user(ad, f, &p, &s, &team));
	TRY(db_end(ad->db, true));	/* nothing is shown that is not so */
	say_team(&team);
	printf("%.*s can sign in now.\n", STR_ARG(p.email));
	if (s.second.sealed.n > 0)
		new_step_show(ad, &s);
	return OK;
}

static enum err
person_named(struct admin *ad, struct person *p)
{
	struct found_person found;

	enum err e = person_by_email(ad->db, ad->a, str_of(ad->word[1]), &found);
	if (e == E_NOT_FOUND)
		say_line(S("There is no account with this email address."));
	TRY(e);
	*p = (struct person){ found.id, found.pid, found.role,
	    str_of(ad->word[1]), found.name };
	return OK;
}

static enum err
sign_out_of_all(struct admin *ad, const struct person *p)
{
	int64_t n;

	TRY(session_end_all(ad->db, p->id, clock_now(&ad->config), &n));
	return devices_forget(ad->db, p->id, &n);
}

/* accord user close EMAIL: what the person did stays, with the name. */
static enum err
user_close(struct admin *ad)
{
	struct person p;
	int64_t n;

	TRY(person_named(ad, &p));
	TRY(person_close(ad->db, p.id, &n));
	if (n == 0) {
		say_line(S("That account is closed already."));
		return OK;
	}
	TRY(sign_out_of_all(ad, &p));
	TRY(event(ad, &p, ACCOUNT_CLOSED));
	TRY(db_end(ad->db, true));
	say_line(S("The account is closed and signed out everywhere. What still "
	    "waits for this person is a task of the tier above, who names somebody."));
	return OK;
}

/* accord user password EMAIL */
static enum err
user_password(struct admin *ad)
{
	struct person p;
	struct str hash;
	int64_t n;

	TRY(person_named(ad, &p));
	TRY(type_password(ad, &p, &hash));
	TRY(credential_password(ad->db, p.id, hash, clock_now(&ad->config), &n));
	TRY(sign_out_of_all(ad, &p));
	TRY(event(ad, &p, ACCOUNT_PASSWORD));
	TRY(db_end(ad->db, true));
	say_line(S("The password is changed, and the person signed out everywhere."));
	return OK;
}

static enum err
family_off(struct admin *ad, const struct person *p)
{
	int64_t n;

	TRY(credential_secret(ad->db, p->id, S(""), 0, &n));
	TRY(recovery_codes_drop(ad->db, p->id, &n));
	TRY(sign_out_of_all(ad, p));
	TRY(event(ad, p, ACCOUNT_APP_OFF));
	TRY(db_end(ad->db, true));
	say_line(S("The app is off. Codes go to the family by email again."));
	return OK;
}

/* accord user codes EMAIL: the telephone with the app is lost. */
static enum err
user_codes(struct admin *ad)
{
	struct new_step s = { .second.sealed = S("") };
	struct person p;
	struct key key;
	int64_t n;

	TRY(person_named(ad, &p));
	if (!role_is_staff(p.role))
		return family_off(ad, &p);
	TRY(new_step(ad, &p, &s));
	TRY(credential_secret(ad->db, p.id, s.second.sealed, 0, &n));
	TRY(session_key(ad, &key));
	TRY(recovery_renew(ad->db, &key, p.id, s.code));
	TRY(sign_out_of_all(ad, &p));
	TRY(event(ad, &p, ACCOUNT_NEW_CODES));
	TRY(db_end(ad->db, true));
	new_step_show(ad, &s);
	return OK;
}

/*
 * accord user role EMAIL ROLE [TEAM]: another role or team. Whoever is signed in
 * with the old rights signs in anew. A family's account never becomes one of
 * staff, nor the other way round: they sign in differently.
 */
static enum err
user_role(struct admin *ad)
{
	struct person p;
	struct team_of team;
	enum role role;
	int64_t n;

	TRY(person_named(ad, &p));
	if (!role_parse(str_of(ad->word[2]), &role)) {
		say_roles();
		return E_FORM;
	}
	if (!role_is_staff(p.role) || !role_is_staff(role)) {
		say_line(S("Only staff change their role. Open a second account, with "
		    "another email address."));
		return E_FORM;
	}
	TRY(team_of(ad, ad->words > 3 ? str_of(ad->word[3]) : S(""), role, &team));
	TRY(person_rights(ad->db, p.id, role, team.id, &n));
	if (n == 0) {
		say_line(S("That is the role and team already, or the account is closed."));
		return OK;
	}
	TRY(sign_out_of_all(ad, &p));
	TRY(event(ad, &p, ACCOUNT_RIGHTS));
	TRY(db_end(ad->db, true));
	say_team(&team);
	say_line(S("The role and team are changed, and the person signed out everywhere. "
	    "Hand over what still waits for them in the old role."));
	return OK;
}

#define TITLE_MOST 80		/* letters, as the titles of the policy */

/*
 * accord user title EMAIL TITLE: what letters and pages call this person instead of
 * the title of the role; '' goes back to that. Letters that were sent stay.
 */
static enum err
user_title(struct admin *ad)
{
	struct str title = str_trim(str_of(ad->word[2]));
	struct person p;
	int64_t n;

	TRY(person_named(ad, &p));
	if (!role_is_staff(p.role)) {
		say_line(S("Only staff have a title."));
		return E_FORM;
	}
	if (!utf8_plain(title, false) || utf8_len(title) > TITLE_MOST) {
		say_line(S("A title is one line of at most 80 letters."));
		return E_FORM;
	}
	TRY(person_own_title(ad->db, p.id, title, &n));
	if (n == 0) {
		say_line(S("That is the title already, or the account is closed."));
		return OK;
	}
	TRY(event(ad, &p, ACCOUNT_TITLE));
	TRY(db_end(ad->db, true));
	say_line(title.n > 0 ? S("Letters and pages call the person so from now on.") :
	    S("Letters and pages use the title of the role from now on."));
	return OK;
}

static const struct {
	const char *name;
	int least, most;	/* words, its own included */
	enum err (*run)(struct admin *);
} verbs[] = {
	{ "add", 4, 5, user_add },
	{ "close", 2, 2, user_close },
	{ "password", 2, 2, user_password },
	{ "codes", 2, 2, user_codes },
	{ "role", 3, 4, user_role },
	{ "title", 3, 3, user_title },
};

int
cmd_user(int argc, char **argv)
{
	struct admin ad;
	int status = admin_open(&ad, argc, argv, true);

	if (status != 0)
		return status;
	for (size_t i = 0; i < COUNT(verbs); i++) {
		if (ad.words < verbs[i].least || ad.words > verbs[i].most ||
		    strcmp(ad.word[0], verbs[i].name) != 0)
			continue;
		return admin_close(&ad, admin_run(&ad, verbs[i].run));
	}
	return 2;
}
