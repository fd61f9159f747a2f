/*
 * Signing in, in two steps. Each step ends in a new session under a new
 * cookie. An unknown address, a locked account and a wrong password cost the
 * same hash and read the same.
 *
 * The cookie outlives the session: its hash is how a family's device is known
 * again, so that the code by e-mail is asked for on new devices only.
 */
#include "core/base/civil.h"
#include "core/crypt.h"
#include "core/session.h"
#include "fcgi/contact.h"
#include "fcgi/pages/guesses.h"
#include "fcgi/pages/sign_in.h"
#include "fcgi/req.h"
#include "fcgi/request/gate.h"
#include "fcgi/second_step.h"
#include "fcgi/service.h"
#include "gen/q_mail.h"
#include "gen/q_own_account.h"
#include "gen/q_sign_in.h"
#include "gen/t_sign_in.h"
#include "gen/t_sign_in_code.h"
#include "gen/t_sign_in_code_form.h"
#include "gen/t_signed_out_all.h"
#include "sql/store_account.h"

#define CODE_MINUTES 15
#define CODE_DIGITS 6

/* The page to come back to, or none. E_BAD_REQUEST: there is no such page. */
static enum err
next_of(struct str path, struct url *next)
{
	*next = route_page(path);
	return is_set(path) && !is_set(next->s) ? E_BAD_REQUEST : OK;
}

static enum err
sign_in_page(struct req *rq, struct url next)
{
	bool over = is_set(rq->was) && is_set(next.s);

	page_sign_in(page_begin(rq, S("Sign in")), view_of(rq, &the_form_sign_in),
	    next.s, over, rq->kept);
	return page_end(rq);
}

enum err
sign_in_show(struct req *rq)
{
	const struct form_then *f = rq->form;
	struct url next;

	TRY(next_of(f->next, &next));
	if (is_set(rq->who.id) && is_set(next.s))
		return redirect(rq, next);
	return sign_in_page(rq, next);
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
	struct contact council = contact_council(policy_now(rq));
	struct out body;
	int64_t id;

	out_init(&body, rq->a, 4096);
	text_sign_in_code(&body, code, CODE_MINUTES, council.phone, council.hours);
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

enum err
sign_in_anew(struct req *rq)
{
	int64_t person = rq->session.person, session, n;

	TRY(session_end_all(rq->db, person, rq->now, &n));
	TRY(devices_forget(rq->db, person, &n));
	TRY(session_begin(rq, person, STAGE_SIGNED_IN, &session));
	if (role_is_staff(rq->session.role))
		return OK;
	return device_add(rq->db, hash32_str(&rq->owner), person, rq->now, &n);
}

static enum err
device_is_known(struct req *rq, int64_t person, bool *known)
{
	struct device device;
	enum err e = device_by_hash(rq->db, rq->a, hash32_str(&rq->owner), &device);

	*known = e == OK && device.person == person;
	return e == E_NOT_FOUND ? OK : e;
}

static struct url
home_or(struct req *rq, struct url next)
{
	return is_set(next.s) ? next : url_home_show(rq->a);
}

/* The password was right. What comes next? */
static enum err
second_step(struct req *rq, const struct account *who, struct url next)
{
	struct hash32 before = rq->owner;
	bool has_totp = who->totp_secret.n > 0, known = false, used_up = false;
	int64_t session;

	if (!role_is_staff(who->role) && !has_totp)
		TRY(device_is_known(rq, who->id, &known));
	if (known) {
		TRY(session_begin(rq, who->id, STAGE_SIGNED_IN, &session));
		TRY(device_keep(rq, &before, who->id));
		TRY(account_note(rq, who->id, ACCOUNT_SIGNED_IN));
		return redirect(rq, home_or(rq, next));
	}
	if (!has_totp)
		TRY(codes_used_up(rq, who->id, &used_up));
	if (used_up) {
		wrong(rq, F_sign_in_email, S("So many codes were sent to this address that "
		    "no more is sent now. Wait an hour, or ring the council"));
		return sign_in_page(rq, next);
	}
	TRY(session_begin(rq, who->id, STAGE_PASSWORD, &session));
	if (!has_totp)
		TRY(code_send_by_mail(rq, who, session));
	return redirect(rq, route_then(rq->a, url_code_show(rq->a), next));
}

enum err
sign_in_send(struct req *rq)
{
	const struct form_sign_in *f = rq->form;
	struct account who = { 0 };
	struct guesses guesses;
	struct url next;
	bool right;

	TRY(next_of(f->next, &next));
	if (rq->form_errors)
		return sign_in_page(rq, next);
	TRY(guesses_of(rq, f->email, &guesses));
	enum err e = account_by_email(rq->db, rq->a, f->email, &who);
	if (e != OK && e != E_NOT_FOUND)
		return e;
	TRY(crypt_password_check(rq->a,
	    guesses.too_many ? STR_NONE : who.password_hash, f->password, &right));
	if (right && role_is_staff(who.role) && who.totp_secret.n == 0)
		right = false;	/* staff never sign in without a second step */
	if (right)
		return second_step(rq, &who, next);
	TRY(guess_failed(rq, &guesses));
	wrong(rq, F_sign_in_password, S("The email address or the password is "
	    "not right. After 10 tries, wait 5 minutes before you try again"));
	return sign_in_page(rq, next);
}

static enum err
code_page(struct req *rq, struct url next)
{
	struct own_account own;

	TRY(own_account(rq->db, rq->a, rq->session.person, &own));
	page_sign_in_code_form(page_begin(rq, S("Enter your code")),
	    view_of(rq, &the_form_code), own.has_totp, next.s,
	    route_then(rq->a, url_sign_in_show(rq->a), next));
	return page_end(rq);
}

enum err
code_show(struct req *rq)
{
	const struct form_then *f = rq->form;
	struct url next;

	TRY(next_of(f->next, &next));
	return code_page(rq, next);
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

/* Was it a right code, and if not, was it a guess? */
static enum err
code_typed(struct req *rq, const struct account *who, struct str typed, enum code_is *is)
{
	bool right = false;

	if (who->totp_secret.n > 0)
		return code_is(rq, who, typed, is);
	TRY(mail_code_is_right(rq, typed, &right));
	*is = right ? CODE_RIGHT : CODE_WRONG;
	return OK;
}

enum err
code_send(struct req *rq)
{
	const struct form_code *f = rq->form;
	struct hash32 before = rq->owner;
	struct guesses guesses;
	struct account who;
	enum code_is is;
	int64_t session;
	struct url next;

	TRY(next_of(f->next, &next));
	if (rq->form_errors)
		return code_page(rq, next);
	TRY(account_by_id(rq->db, rq->a, rq->session.person, &who));
	TRY(guesses_of(rq, who.email, &guesses));
	TRY(code_typed(rq, &who, f->code, &is));
	if (is != CODE_RIGHT || guesses.codes_locked) {
		TRY(is == CODE_WRONG ? guess_failed_code(rq, &guesses) :
		    guess_failed(rq, &guesses));
		TRY(account_note(rq, who.id, ACCOUNT_WRONG_CODE));
		wrong(rq, F_code_code, S("That code is not right, or its time is over. After "
		    "10 wrong codes wait 5 minutes, and after 10 more twice as long"));
		return code_page(rq, next);
	}
	TRY(session_begin(rq, who.id, STAGE_SIGNED_IN, &session));
	if (!role_is_staff(who.role))
		TRY(device_keep(rq, &before, who.id));
	TRY(account_note(rq, who.id, ACCOUNT_SIGNED_IN));
	return redirect(rq, home_or(rq, next));
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
	return redirect(rq, url_signed_out_all(rq->a));
}

/* Says that it was done: no session is left that could tell. */
enum err
signed_out_all(struct req *rq)
{
	if (is_set(rq->session.id))
		return redirect(rq, url_home_show(rq->a));
	page_signed_out_all(page_begin(rq, S("You are signed out everywhere")),
	    url_sign_in_show(rq->a));
	return page_end(rq);
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
