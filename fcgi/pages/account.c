/*
 * A person's own account: what they see of it, their password and their
 * telephone number. The other parts are account_email.c and account_app.c.
 *
 * A telephone number and an address are their person's: no page shows those of
 * one parent to the other.
 */
#include "fcgi/pages/account.h"

#include "core/base/civil.h"
#include "core/password.h"
#include "core/session.h"
#include "fcgi/contact.h"
#include "fcgi/pages/guesses.h"
#include "fcgi/pages/sign_in.h"
#include "fcgi/request/gate.h"
#include "fcgi/second_step.h"
#include "fcgi/service.h"
#include "gen/q_account.h"
#include "gen/q_mail.h"
#include "gen/t_account.h"
#include "gen/t_account_mail.h"
#include "gen/t_account_password.h"
#include "gen/t_account_telephone.h"
#include "sql/store_account.h"

#define EVENTS 20
#define MAIL_LIMIT ((size_t)4096)

enum err
account_of(struct req *rq, struct own_account *own)
{
	return own_account(rq->db, rq->a, rq->who.id, own);
}

enum err
account_show(struct req *rq)
{
	struct account_event_rows events;
	struct own_account own;

	TRY(account_of(rq, &own));
	TRY(account_events_of(rq->db, rq->a, rq->who.id, EVENTS, &events));
	struct story_rows rows = { ARENA_ARRAY(rq->a, events.n + 1, struct story_row), 0 };
	for (size_t i = 0; i < events.n; i++)
		rows.v[rows.n++] = (struct story_row){
			.title = account_event_words(events.v[i].event),
			.at = events.v[i].at,
			.text = events.v[i].note,
		};
	page_account(page_begin(rq, S("Your account")), rq->who.name, &own,
	    role_is_staff(rq->session.role), stamp_add(rq->now, session_seconds(rq)), &rows);
	return page_end(rq);
}

/* --- what every change does --- */

enum err
account_instead(struct req *rq)
{
	return redirect_undone(rq, url_account_show(rq->a));
}

static enum err
event(struct req *rq, enum account_event what)
{
	return store_account_event(rq->db, rq->a, &rq->app->keys.audit, rq->who.id,
	    rq->now, rq->who.id, what, S(""));
}

enum err
account_prove(struct req *rq, int field, struct str typed, struct account *who)
{
	struct guesses guesses;
	bool right;

	TRY(account_by_id(rq->db, rq->a, rq->who.id, who));
	TRY(guesses_of(rq, who->email, &guesses));
	TRY(crypt_password_check(rq->a, guesses.too_many ? STR_NONE : who->password_hash,
	    typed, &right));
	if (right)
		return OK;
	TRY(guess_failed(rq, &guesses));
	wrong(rq, field, S("This is not the password you have now. After 10 tries, wait "
	    "5 minutes before you try again"));
	return event(rq, ACCOUNT_REFUSED);
}

enum err
account_prove_code(struct req *rq, int field, struct str typed, const struct account *who)
{
	struct guesses guesses;
	enum code_is is;

	TRY(guesses_of(rq, who->email, &guesses));
	TRY(code_is(rq, who, typed, &is));
	if (is == CODE_RIGHT && !guesses.codes_locked)
		return OK;
	TRY(is == CODE_WRONG ? guess_failed_code(rq, &guesses) :
	    guess_failed(rq, &guesses));
	wrong(rq, field, is == CODE_USED ? S("That code was used already. Wait for the next") :
	    S("That code is not right, or its time is over"));
	return event(rq, ACCOUNT_REFUSED);
}

enum err
account_mail(struct req *rq, struct str address, struct str subject, struct str body)
{
	int64_t id;

	return mail_add(rq->db, pid_new(), address, subject, body, ID_NONE, rq->now,
	    rq->now, &id);
}

enum err
account_changed(struct req *rq, enum account_event which, struct str address,
    struct str what)
{
	const struct config_list *origins = &rq->app->config->origins;
	struct contact council = contact_council(policy_now(rq));
	struct out body;

	out_init(&body, rq->a, MAIL_LIMIT);
	text_account_mail(&body, what, rq->now, origins->n > 0 ? origins->v[0] : STR_NONE,
	    council.phone, council.hours);
	TRY(event(rq, which));
	return account_mail(rq, address, S("Accord: your account was changed"),
	    out_str_of(&body));
}

enum err
account_done(struct req *rq, enum account_event which, struct str address, struct str what)
{
	TRY(account_changed(rq, which, address, what));
	return redirect(rq, url_account_show(rq->a));
}

/* --- the password --- */

static enum password_for
password_of(const struct req *rq)
{
	return role_is_staff(rq->session.role) ? PASSWORD_STAFF : PASSWORD_FAMILY;
}

enum err
password_show(struct req *rq)
{
	page_account_password(page_begin(rq, S("Change your password")),
	    view_of(rq, &the_form_new_password), password_least(password_of(rq)));
	return page_end(rq);
}

static void
check_fresh(struct req *rq, const struct form_new_password *f, const struct account *who)
{
	const struct str own[] = { who->name, who->email, rq->app->config->council };
	struct str fault = password_fault(rq->a, password_of(rq), f->fresh, own, COUNT(own));

	if (is_set(fault))
		wrong(rq, F_new_password_fresh, fault);
	else if (str_eq(f->fresh, f->present))
		wrong(rq, F_new_password_fresh, S("Choose a password you do not have already"));
	else if (!str_eq(f->fresh, f->again))
		wrong(rq, F_new_password_again, S("The two new passwords differ"));
}

enum err
password_change(struct req *rq)
{
	const struct form_new_password *f = rq->form;
	struct account who;
	struct str hash;
	int64_t n;

	if (rq->form_errors)
		return password_show(rq);
	TRY(account_prove(rq, F_new_password_present, f->present, &who));
	check_fresh(rq, f, &who);
	if (rq->form_errors)
		return password_show(rq);
	TRY(crypt_password_hash(rq->a, f->fresh, &hash));
	TRY(credential_password(rq->db, who.id, hash, rq->now, &n));
	TRY(sign_in_anew(rq));
	return account_done(rq, ACCOUNT_PASSWORD, who.email,
	    S("The password of your account was changed."));
}

/* --- the telephone number --- */

enum err
telephone_show(struct req *rq)
{
	struct form_view *f = view_of(rq, &the_form_telephone);
	struct own_account own;

	TRY(account_of(rq, &own));
	form_fill(f, F_telephone_phone, own.phone);
	page_account_telephone(page_begin(rq, S("Your telephone number")), f,
	    role_is_staff(rq->session.role));
	return page_end(rq);
}

enum err
telephone_change(struct req *rq)
{
	const struct form_telephone *f = rq->form;
	struct str phone = is_set(f->phone) ? f->phone : S("");
	struct account who;
	int64_t n;

	if (rq->form_errors)
		return telephone_show(rq);
	TRY(account_prove(rq, F_telephone_present, f->present, &who));
	struct str fault = account_phone_fault(phone);
	if (is_set(fault))
		wrong(rq, F_telephone_phone, fault);
	if (rq->form_errors)
		return telephone_show(rq);
	TRY(person_phone(rq->db, who.id, phone, &n));
	return account_done(rq, ACCOUNT_PHONE, who.email,
	    S("The telephone number of your account was changed."));
}
