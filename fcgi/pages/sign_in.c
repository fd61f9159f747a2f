/*
 * Signing in, in two steps. Each step ends in a new session under a new
 * cookie. An unknown address, a locked account and a wrong password cost the
 * same hash and read the same.
 *
 * The cookie outlives the session: its hash is how a family's device is known
 * again, so that the code by e-mail is asked for on new devices only.
 */
#include <arpa/inet.h>

#include "core/base/civil.h"
#include "core/crypt.h"
#include "core/session.h"
#include "core/totp.h"
#include "fcgi/gate.h"
#include "fcgi/pages/sign_in.h"
#include "fcgi/req.h"
#include "fcgi/service.h"
#include "gen/q_mail.h"
#include "gen/q_sign_in.h"
#include "gen/t_sign_in.h"
#include "gen/t_sign_in_code.h"
#include "gen/t_sign_in_code_form.h"
#include "sql/store_account.h"

#define WINDOW_S (5 * 60)
#define ACCOUNT_FAILURES 10	/* in the window; then nothing is accepted */
#define ADDRESS_FAILURES 100	/* an office shares one address */
#define CODE_MINUTES 15
#define CODE_DIGITS 6

enum err
sign_in_show(struct req *rq)
{
	page_sign_in(page_begin(rq, S("Sign in")), view_of(rq, &the_form_sign_in));
	return page_end(rq);
}

/* A keyed hash of who tries: no address is stored. */
static struct hash32
who_tries(struct req *rq, struct str kind, struct str who)
{
	struct out o;

	out_init(&o, rq->a, 1024);
	out_str(&o, kind);
	out_str(&o, who);
	return crypt_hash(&rq->app->keys.session, out_str_of(&o));
}

/* An IPv6 network of 64 bits is one household, however its zeros are written. */
static struct str
network(struct arena *a, struct str address)
{
	struct in6_addr *six = arena_alloc(a, sizeof *six);

	if (inet_pton(AF_INET6, str_cstr(a, address), six) != 1 ||
	    IN6_IS_ADDR_V4MAPPED(six))
		return address;
	return (struct str){ (const char *)six->s6_addr, 8 };
}

struct tries {
	struct hash32 account, address;
	bool too_many;
};

static enum err
tries_of(struct req *rq, struct str email, struct tries *t)
{
	struct stamp since = stamp_add(rq->now, -WINDOW_S);
	struct failures account, address;

	t->account = who_tries(rq, S("account "), email);
	t->address = who_tries(rq, S("address "), network(rq->a, rq->http->remote));
	TRY(failed_since(rq->db, rq->a, hash32_str(&t->account), since, &account));
	TRY(failed_since(rq->db, rq->a, hash32_str(&t->address), since, &address));
	t->too_many = account.n >= ACCOUNT_FAILURES || address.n >= ADDRESS_FAILURES;
	return OK;
}

/* Counts the failure, which is kept although the form is shown again. */
static enum err
failed(struct req *rq, const struct tries *t)
{
	int64_t id;

	rq->keep = true;
	TRY(failed_add(rq->db, hash32_str(&t->account), rq->now, &id));
	return failed_add(rq->db, hash32_str(&t->address), rq->now, &id);
}

/* To the person's own chain of events. */
static enum err
account_note(struct req *rq, int64_t person, enum account_event event)
{
	return store_account_event(rq->db, rq->a, &rq->app->keys.audit, person,
	    rq->now, person, event, S(""));
}

/* A session of the next stage, under a cookie nobody has seen yet. */
static enum err
session_begin(struct req *rq, int64_t person, enum session_stage stage, int64_t *id)
{
	int64_t n;

	if (is_set(rq->session.id))
		TRY(session_end(rq->db, rq->session.id, rq->now, &n));
	cookie_new(rq);
	return session_add(rq->db, hash32_str(&rq->owner), person, stage, rq->now, id);
}

static struct hash32
code_hash(struct req *rq, int64_t session, struct str code)
{
	struct out o;

	out_init(&o, rq->a, 100);
	out_lit(&o, "code ");
	out_int(&o, session);
	out_char(&o, ' ');
	out_str(&o, code);
	return crypt_hash(&rq->app->keys.session, out_str_of(&o));
}

static enum err
code_send_by_mail(struct req *rq, const struct account *who, int64_t session)
{
	struct str code = crypt_digits(rq->a, CODE_DIGITS);
	struct hash32 hash = code_hash(rq, session, code);
	struct out body;
	int64_t id;

	out_init(&body, rq->a, 4096);
	text_sign_in_code(&body, code, CODE_MINUTES);
	TRY(mail_code_add(rq->db, session, hash32_str(&hash),
	    stamp_add(rq->now, CODE_MINUTES * 60), &id));
	return mail_add(rq->db, pid_new(), who->email,
	    S("Your code to sign in to Accord"), out_str_of(&body),
	    ID_NONE, rq->now, rq->now, &id);
}

/* Moves a known device on to the new cookie. */
static enum err
device_keep(struct req *rq, const struct hash32 *before, int64_t person)
{
	int64_t n;

	TRY(device_drop(rq->db, hash32_str(before), &n));
	return device_add(rq->db, hash32_str(&rq->owner), person, rq->now, &n);
}

enum err
sign_in_as(struct req *rq, int64_t person)
{
	struct hash32 before = rq->owner;
	int64_t session;

	TRY(session_begin(rq, person, STAGE_SIGNED_IN, &session));
	return device_keep(rq, &before, person);
}

static enum err
device_is_known(struct req *rq, int64_t person, bool *known)
{
	struct device device;
	enum err e = device_by_hash(rq->db, rq->a, hash32_str(&rq->owner), &device);

	*known = e == OK && device.person == person;
	return e == E_NOT_FOUND ? OK : e;
}

/* The password was right. What comes next? */
static enum err
second_step(struct req *rq, const struct account *who)
{
	struct hash32 before = rq->owner;
	bool has_totp = who->totp_secret.n > 0, known = false;
	int64_t session;

	if (!role_is_staff(who->role) && !has_totp)
		TRY(device_is_known(rq, who->id, &known));
	if (known) {
		TRY(session_begin(rq, who->id, STAGE_SIGNED_IN, &session));
		TRY(device_keep(rq, &before, who->id));
		TRY(account_note(rq, who->id, ACCOUNT_SIGNED_IN));
		return redirect(rq, url_home_show(rq->a));
	}
	TRY(session_begin(rq, who->id, STAGE_PASSWORD, &session));
	if (!has_totp)
		TRY(code_send_by_mail(rq, who, session));
	return redirect(rq, url_code_show(rq->a));
}

enum err
sign_in_send(struct req *rq)
{
	const struct form_sign_in *f = rq->form;
	struct account who = { 0 };
	struct tries tries;
	bool right;

	if (rq->form_errors)
		return sign_in_show(rq);
	TRY(tries_of(rq, f->email, &tries));
	enum err e = account_by_email(rq->db, rq->a, f->email, &who);
	if (e != OK && e != E_NOT_FOUND)
		return e;
	TRY(crypt_password_check(rq->a,
	    tries.too_many ? STR_NONE : who.password_hash, f->password, &right));
	if (right && role_is_staff(who.role) && who.totp_secret.n == 0)
		right = false;	/* staff never sign in without a second step */
	if (right)
		return second_step(rq, &who);
	TRY(failed(rq, &tries));
	wrong(rq, F_sign_in_password, S("The email address or the password is "
	    "not right. After 10 tries, wait 5 minutes before you try again"));
	return sign_in_show(rq);
}

enum err
code_show(struct req *rq)
{
	bool staff = role_is_staff(rq->session.role);

	page_sign_in_code_form(page_begin(rq, S("Enter your code")),
	    view_of(rq, &the_form_code), staff);
	return page_end(rq);
}

static enum err
totp_is_right(struct req *rq, const struct account *who, struct str typed, bool *right)
{
	struct totp_secret secret;
	struct str bytes;
	int64_t n;

	if (!crypt_unwrap(rq->a, &rq->app->keys.totp,
	    (struct str){ (const char *)who->pid.b, sizeof who->pid.b },
	    who->totp_secret, &bytes) || bytes.n != sizeof secret.b)
		return E_INTERNAL;
	memcpy(secret.b, bytes.p, sizeof secret.b);
	int64_t step = totp_accept(rq->a, &secret, typed, rq->now, who->totp_step);
	if (step == 0)
		return OK;
	TRY(credential_step(rq->db, who->id, (int)step, &n));
	*right = n == 1;
	return OK;
}

static enum err
recovery_is_right(struct req *rq, const struct account *who, struct str typed, bool *right)
{
	struct recovery_code code;
	int64_t n;

	if (!recovery_parse(rq->a, typed, &code))
		return OK;
	struct hash32 hash = crypt_hash(&rq->app->keys.session,
	    (struct str){ (const char *)code.b, sizeof code.b });
	TRY(recovery_code_use(rq->db, who->id, hash32_str(&hash), rq->now, &n));
	*right = n == 1;
	return OK;
}

static enum err
mail_code_is_right(struct req *rq, struct str typed, bool *right)
{
	struct hash32 hash = code_hash(rq, rq->session.id, typed);
	int64_t n;

	rq->keep = true;	/* the try counts */
	TRY(mail_code_try(rq->db, rq->session.id, rq->now, &n));
	if (n == 0)
		return OK;
	TRY(mail_code_use(rq->db, rq->session.id, hash32_str(&hash), rq->now, &n));
	*right = n == 1;
	return OK;
}

static enum err
code_is_right(struct req *rq, const struct account *who, struct str typed, bool *right)
{
	*right = false;
	if (who->totp_secret.n == 0)
		return mail_code_is_right(rq, typed, right);
	TRY(totp_is_right(rq, who, typed, right));
	return *right ? OK : recovery_is_right(rq, who, typed, right);
}

enum err
code_send(struct req *rq)
{
	const struct form_code *f = rq->form;
	struct hash32 before = rq->owner;
	struct account who;
	struct tries tries;
	int64_t session;
	bool right;

	if (rq->form_errors)
		return code_show(rq);
	TRY(account_by_id(rq->db, rq->a, rq->session.person, &who));
	TRY(tries_of(rq, who.email, &tries));
	TRY(code_is_right(rq, &who, f->code, &right));
	if (!right || tries.too_many) {
		TRY(failed(rq, &tries));
		TRY(account_note(rq, who.id, ACCOUNT_WRONG_CODE));
		wrong(rq, F_code_code, S("That code is not right, or its time is over"));
		return code_show(rq);
	}
	TRY(session_begin(rq, who.id, STAGE_SIGNED_IN, &session));
	if (!role_is_staff(who.role))
		TRY(device_keep(rq, &before, who.id));
	TRY(account_note(rq, who.id, ACCOUNT_SIGNED_IN));
	return redirect(rq, url_home_show(rq->a));
}

enum err
sign_out(struct req *rq)
{
	int64_t n;

	TRY(session_end(rq->db, rq->session.id, rq->now, &n));
	TRY(account_note(rq, rq->who.id, ACCOUNT_SIGNED_OUT));
	return redirect(rq, url_sign_in_show(rq->a));
}

enum err
sign_out_everywhere(struct req *rq)
{
	int64_t n;

	TRY(session_end_all(rq->db, rq->session.person, rq->now, &n));
	TRY(devices_forget(rq->db, rq->session.person, &n));
	TRY(account_note(rq, rq->who.id, ACCOUNT_SIGNED_OUT_ALL));
	return redirect(rq, url_sign_in_show(rq->a));
}

/*
 * For the script of the pages, which asks again while somebody types. The gate
 * has touched the session already; without one it has sent the asker away.
 */
enum err
session_extend(struct req *rq)
{
	rq->reply->status = 204;
	return OK;
}
