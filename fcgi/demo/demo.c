/*
 * The fictional people and cases of a demonstration, from sql/demo: tables a
 * person can read, so that any tool can sign in as anybody in them.
 */
#include "core/base/arena.h"
#include "core/base/civil.h"
#include "core/crypt.h"
#include "core/reference.h"
#include "core/totp.h"
#include "fcgi/clock.h"
#include "fcgi/command/admin.h"
#include "fcgi/command/commands.h"
#include "fcgi/demo/demo.h"
#include "fcgi/service.h"
#include "fcgi/wholefile.h"
#include "gen/q_setup.h"
#include "gen/q_user.h"
#include "gen/q_todo.h"

#define UNOPENED 11074	/* whose family has not opened its letter */

enum err
demo_table(struct admin *ad, const char *dir, const char *name, size_t cells,
    struct demo_table *t)
{
	struct csv_fault fault;
	struct str text;

	t->name = name;
	TRY(file_read(ad->a, file_in(ad->a, dir, name), &text));
	if (!csv_read(ad->a, text, &t->rows, &fault)) {
		fprintf(stderr, "%s:%d: %.*s\n", name, fault.line, STR_ARG(fault.words));
		return E_FORM;
	}
	for (size_t i = 0; i < t->rows.n; i++)
		if (t->rows.v[i].n != cells) {
			fprintf(stderr, "%s:%d: it has not %zu cells\n", name,
			    t->rows.v[i].line, cells);
			return E_FORM;
		}
	return OK;
}

enum account_cell { NAME, EMAIL, PASSWORD, ROLE, TEAM, PHONE, SECRET, OWN_TITLE, ACCOUNT_CELLS };
enum child_cell {
	NUMBER, CHILD, CALLED, NOTICE, AGE_MONTHS, SCHOOL, CHILD_TEAM, WORKER_EMAIL,
	FAMILY_EMAILS, COUNCIL_NUMBER, YOUNG_PERSON, SEX, CHILD_CELLS
};

static enum err
team_id(struct admin *ad, struct str name, int64_t *id)
{
	struct team team;

	*id = ID_NONE;
	if (name.n == 0)
		return OK;
	enum err e = team_by_name(ad->db, ad->a, name, &team);
	if (e == E_NOT_FOUND)
		return team_add(ad->db, pid_new(), name, id);
	*id = team.id;
	return e;
}

static enum err
secret_wrap(struct admin *ad, struct str base32, struct pid pid, struct str *wrapped)
{
	struct wrap_key key = { .no = 1 };
	struct str secret;

	*wrapped = S("");
	if (base32.n == 0)
		return OK;
	TRY(key_read(ad->a, &ad->config, "totp.key", &key.key));
	if (!base32_decode(ad->a, base32, &secret))
		return E_FORM;
	*wrapped = crypt_wrap(ad->a, &key,
	    (struct str){ (const char *)pid.b, sizeof pid.b }, secret);
	return OK;
}

enum err
demo_actor(struct admin *ad, struct str email, struct actor *who)
{
	struct found_person p;

	TRY(person_by_email(ad->db, ad->a, email, &p));
	*who = (struct actor){ p.id, p.team, p.role, p.name, p.own_title };
	return OK;
}

/* Fictional people share their passwords: each is hashed once. */
struct hashed {
	struct str password, hash;
};

static enum err
hash_of(struct admin *ad, struct hashed *last, struct str password, struct str *hash)
{
	if (!is_set(last->password) || !str_eq(last->password, password)) {
		TRY(crypt_password_hash(ad->a, password, &last->hash));
		last->password = password;
	}
	*hash = last->hash;
	return OK;
}

static enum err
account_load(struct admin *ad, struct hashed *last, const struct csv_row *row,
    struct stamp now)
{
	struct pid pid = pid_new();
	struct str hash, wrapped;
	int64_t team, id, n;
	enum role role;

	if (!role_parse(row->cell[ROLE], &role))
		return E_FORM;
	TRY(team_id(ad, row->cell[TEAM], &team));
	TRY(hash_of(ad, last, row->cell[PASSWORD], &hash));
	TRY(secret_wrap(ad, row->cell[SECRET], pid, &wrapped));
	TRY(person_add(ad->db, pid, row->cell[EMAIL], row->cell[NAME],
	    row->cell[PHONE], role, team, true, now, &id));
	if (row->cell[OWN_TITLE].n > 0)
		TRY(person_own_title(ad->db, id, row->cell[OWN_TITLE], &n));
	return credential_add(ad->db, id, hash, wrapped, now, &n);
}

static enum err
family_load(struct admin *ad, int64_t casefile, struct str emails, bool young_person,
    struct stamp now)
{
	while (is_set(emails)) {
		struct found_person person;
		int64_t n;
		TRY(person_by_email(ad->db, ad->a, str_cut(&emails, ' '), &person));
		TRY(family_add(ad->db, casefile, person.id, young_person, now, &n));
	}
	return OK;
}

/* So many months before a day: the first of that month. */
static struct date
months_before(struct date d, int64_t months)
{
	struct ymd ymd = date_ymd(d);
	int64_t all = ymd.year * 12 + ymd.month - 1 - months;

	return date_of((struct ymd){ (int)(all / 12), (int)(all % 12) + 1, 1 });
}

static enum err
child_load(struct admin *ad, const struct csv_row *row, struct stamp now)
{
	struct str zeros = { (char *)arena_alloc(ad->a, 32), 32 };
	struct found_person worker;
	struct date today = stamp_london_date(now);
	int64_t number, months, team, id, n;
	enum sex sex;

	if (!str_int(row->cell[NUMBER], REFERENCE_MAX, &number) ||
	    !str_int(row->cell[AGE_MONTHS], 18 * 12, &months) ||
	    !sex_parse(row->cell[SEX], &sex))
		return E_FORM;
	TRY(person_by_email(ad->db, ad->a, row->cell[WORKER_EMAIL], &worker));
	TRY(team_id(ad, row->cell[CHILD_TEAM], &team));
	TRY(casefile_add(ad->db, pid_new(), reference_of(ad->a, (int)number),
	    row->cell[CHILD], row->cell[CALLED], row->cell[NOTICE],
	    months_before(today, months), sex,
	    str_eq(row->cell[SCHOOL], S("primary")) ? SCHOOL_PRIMARY : SCHOOL_SECONDARY,
	    team, worker.id, row->cell[COUNCIL_NUMBER], today, zeros, &id));
	TRY(family_load(ad, id, row->cell[FAMILY_EMAILS], false, now));
	if (row->cell[YOUNG_PERSON].n > 0)
		TRY(family_load(ad, id, row->cell[YOUNG_PERSON], true, now));
	return todo_add(ad->db, id, STEP_FILL_IN, worker.id, ID_NONE, WORKER, now,
	    DATE_NONE, &n);
}

static enum err
demo_load(struct admin *ad, const char *dir)
{
	struct demo_table accounts, children;
	struct hashed last = { STR_NONE, STR_NONE };
	struct stamp now = clock_now(&ad->config);
	int64_t n;

	TRY(demo_table(ad, dir, "accounts.csv", ACCOUNT_CELLS, &accounts));
	TRY(demo_table(ad, dir, "children.csv", CHILD_CELLS, &children));
	TRY(installation_mark(ad->db, true, &n));
	for (size_t i = 1; i < accounts.rows.n; i++)
		TRY(account_load(ad, &last, &accounts.rows.v[i], now));
	for (size_t i = 1; i < children.rows.n; i++)
		TRY(child_load(ad, &children.rows.v[i], now));
	TRY(demo_questionnaires(ad, dir, now));
	TRY(demo_scores(ad, dir, now));
	TRY(demo_plans(ad, dir, now));
	TRY(demo_stories(ad, dir, now));
	TRY(demo_letters_opened(ad->db, stamp_add(now, -DAY_S),
	    reference_of(ad->a, UNOPENED), &n));
	TRY(demo_letters_read(ad->db, &n));
	/* news of weeks ago was sent weeks ago */
	return demo_mail_sent(ad->db, now, &n);
}

/* accord demo load DIR --config FILE: once, into an empty installation. */
int
cmd_demo(int argc, char **argv)
{
	struct admin ad;
	struct installation in;
	int status = admin_open(&ad, argc, argv, true);

	if (status != 0 || ad.words != 2 || strcmp(ad.word[0], "load") != 0)
		return status != 0 ? status : 2;
	if (!ad.config.demonstration) {
		say_line(S("This configuration is not for a demonstration."));
		return admin_close(&ad, E_FORBIDDEN);
	}
	enum err e = admin_connect(&ad);
	if (e == OK)
		e = installation_is(ad.db, ad.a, &in);
	if (e == OK && in.people == 0)
		e = demo_load(&ad, ad.word[1]);
	return admin_close(&ad, e);
}

/* accord code EMAIL --config FILE: the code a demo account would enter now. */
int
cmd_code(int argc, char **argv)
{
	struct admin ad;
	struct found_person who = { 0 };
	struct totp_secret secret;
	struct wrap_key key = { .no = 1 };
	struct last_mail mail;
	struct str bytes;
	int status = admin_open(&ad, argc, argv, true);

	if (status != 0 || ad.words != 1)
		return status != 0 ? status : 2;
	enum err e = admin_connect(&ad);
	if (e == OK)
		e = person_by_email(ad.db, ad.a, str_of(ad.word[0]), &who);
	if (e == OK && !who.demo)
		e = E_FORBIDDEN;	/* only fictional people's codes are shown */
	if (e == OK && who.totp_secret.n > 0) {
		e = key_read(ad.a, &ad.config, "totp.key", &key.key);
		if (e == OK && !crypt_unwrap(ad.a, &key,
		    (struct str){ (const char *)who.pid.b, sizeof who.pid.b },
		    who.totp_secret, &bytes))
			e = E_INTERNAL;
		if (e == OK) {
			memcpy(secret.b, bytes.p, sizeof secret.b);
			say_line(totp_code(ad.a, &secret,
			    clock_now(&ad.config).us / 1000000 / TOTP_STEP));
		}
	} else if (e == OK) {
		e = mail_last_code(ad.db, ad.a, str_of(ad.word[0]), &mail);
		struct str rest = e == OK ? mail.body : STR_NONE;
		while (is_set(rest)) {
			struct str line = str_trim(str_cut(&rest, '\n'));
			int64_t code;
			if (line.n == 6 && str_int(line, 999999, &code))
				say_line(line);
		}
	}
	return admin_close(&ad, e);
}
