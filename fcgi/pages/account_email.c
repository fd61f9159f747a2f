/*
 * A new e-mail address, of a family or who helps one: it counts once the code
 * that was sent to it has come back. Whether an address is somebody else's is
 * not told here: that address is told instead, and no code works.
 */
#include "core/base/civil.h"
#include "core/crypt.h"
#include "core/session.h"
#include "fcgi/contact.h"
#include "fcgi/pages/account.h"
#include "fcgi/pages/guesses.h"
#include "fcgi/pages/sign_in.h"
#include "fcgi/service.h"
#include "gen/q_supporter.h"
#include "gen/t_account_email.h"
#include "gen/t_account_email_code.h"
#include "gen/t_email_change_code.h"
#include "gen/t_email_taken.h"

#define CODE_MINUTES 30
#define CODE_DIGITS 6
#define MAIL_LIMIT ((size_t)4096)

enum err
email_show(struct req *rq)
{
	struct own_account own;

	if (role_is_staff(rq->session.role))
		return account_instead(rq);	/* it is the council's */
	TRY(account_of(rq, &own));
	page_account_email(page_begin(rq, S("Change your email address")),
	    view_of(rq, &the_form_new_email), own.email);
	return page_end(rq);
}

static struct hash32
code_hash(struct req *rq, struct str code)
{
	struct out o;

	out_init(&o, rq->a, 100);
	out_lit(&o, "email change ");
	out_int(&o, rq->who.id);
	out_char(&o, ' ');
	out_str(&o, code);
	return crypt_hash(&rq->app->keys.session, out_str_of(&o));
}

/* What the new address is sent: the code, or that it has an account already. */
static enum err
mail_new(struct req *rq, struct str address, struct str *code)
{
	struct contact council = contact_council(policy_now(rq));
	struct known_person known;
	struct out body;

	*code = crypt_digits(rq->a, CODE_DIGITS);
	out_init(&body, rq->a, MAIL_LIMIT);
	enum err e = person_known(rq->db, rq->a, address, &known);
	if (e == OK) {
		/* nobody has a code of more digits than are asked for */
		*code = crypt_digits(rq->a, 2 * CODE_DIGITS);
		text_email_taken(&body, council.phone, council.hours);
	} else {
		text_email_change_code(&body, *code, CODE_MINUTES);
	}
	if (e != OK && e != E_NOT_FOUND)
		return e;
	return account_mail(rq, address, S("Your code for Accord"), out_str_of(&body));
}

enum err
email_ask(struct req *rq)
{
	const struct form_new_email *f = rq->form;
	struct account who;
	struct str code;
	bool used_up;
	int64_t id;

	if (role_is_staff(rq->session.role))
		return account_instead(rq);
	if (rq->form_errors)
		return email_show(rq);
	TRY(account_prove(rq, F_new_email_present, f->present, &who));
	if (str_eq(f->email, who.email))
		wrong(rq, F_new_email_email, S("This is the address you have already"));
	TRY(codes_used_up(rq, who.id, &used_up));
	if (used_up)
		wrong(rq, F_new_email_email, S("You have had so many codes that no more is "
		    "sent now. Wait an hour"));
	if (rq->form_errors)
		return email_show(rq);
	TRY(mail_new(rq, f->email, &code));
	struct hash32 hash = code_hash(rq, code);
	TRY(email_change_add(rq->db, who.id, f->email, hash32_str(&hash), rq->now,
	    stamp_add(rq->now, CODE_MINUTES * 60), &id));
	return redirect(rq, url_email_code_show(rq->a));
}

enum err
email_code_show(struct req *rq)
{
	page_account_email_code(page_begin(rq, S("Enter the code")),
	    view_of(rq, &the_form_email_code), CODE_MINUTES);
	return page_end(rq);
}

/* Counts the try, and uses the code up if it is the right one. */
static enum err
code_right(struct req *rq, const struct email_change *c, struct str typed, bool *right)
{
	struct hash32 hash = code_hash(rq, typed);
	int64_t n;

	rq->keep = true;
	TRY(email_change_try(rq->db, c->id, &n));
	if (n == 0)
		return OK;
	TRY(email_change_use(rq->db, c->id, hash32_str(&hash), rq->now, &n));
	*right = n == 1;
	return OK;
}

enum err
email_change(struct req *rq)
{
	const struct form_email_code *f = rq->form;
	struct email_change change;
	struct guesses guesses;
	struct account who;
	bool right = false;
	int64_t n;

	if (rq->form_errors)
		return email_code_show(rq);
	TRY(account_by_id(rq->db, rq->a, rq->who.id, &who));
	TRY(guesses_of(rq, who.email, &guesses));
	enum err e = email_change_of(rq->db, rq->a, who.id, rq->now, &change);
	if (e != OK && e != E_NOT_FOUND)
		return e;
	if (e == OK && !guesses.codes_locked)
		TRY(code_right(rq, &change, f->code, &right));
	if (!right) {
		TRY(guess_failed_code(rq, &guesses));
		wrong(rq, F_email_code_code, S("That code is not right, or its time is over"));
		return email_code_show(rq);
	}
	TRY(person_email(rq->db, who.id, change.email, &n));
	TRY(sign_in_anew(rq));
	return account_done(rq, ACCOUNT_EMAIL, who.email, S("Your account has a new email "
	    "address. You sign in with that one, and news goes there."));
}
