/*
 * The authenticator app, and recovery codes for when it is lost. Families may have
 * one in place of codes by e-mail; staff must, and can only change to another.
 *
 * A new secret counts once a code of it has come back. It is shown by the answer
 * to a POST, as are recovery codes: a page that is looked at changes nothing, and
 * nothing that is shown once can be looked at twice. So these answers are not
 * remembered; a form that is sent again asks for its code again. After a wrong code
 * the secret is shown again, to the session that gave the password for it alone.
 */
#include "core/base/civil.h"
#include "core/session.h"
#include "fcgi/pages/account.h"
#include "fcgi/pages/guesses.h"
#include "fcgi/pages/sign_in.h"
#include "fcgi/qr.h"
#include "fcgi/second_step.h"
#include "fcgi/service.h"
#include "gen/t_account_app.h"
#include "gen/t_account_app_code.h"
#include "gen/t_account_app_off.h"
#include "gen/t_account_codes.h"
#include "gen/t_account_recovery.h"
#include "web/rows.h"

#define MINUTES 30		/* to take the secret over */

static bool
is_staff(const struct req *rq)
{
	return role_is_staff(rq->session.role);
}

enum err
app_show(struct req *rq)
{
	struct own_account own;

	TRY(account_of(rq, &own));
	page_account_app(page_begin(rq, S("Authenticator app")), view_of(rq, &the_form_new_app),
	    own.has_totp, is_staff(rq));
	return page_end(rq);
}

static enum err
secret_page(struct req *rq, const struct second_step *s)
{
	struct qr qr = qr_of(rq->a, s->uri);

	page_account_app_code(page_begin(rq, S("Set up the app")),
	    view_of(rq, &the_form_app_code), s->typing, s->uri, qr.box, qr.outline);
	return page_end(rq);
}

enum err
app_begin(struct req *rq)
{
	const struct form_new_app *f = rq->form;
	struct second_step s;
	struct account who;
	int64_t n;

	if (rq->form_errors)
		return app_show(rq);
	TRY(account_prove(rq, F_new_app_present, f->present, &who));
	if (!rq->form_errors && who.totp_secret.n > 0)
		TRY(account_prove_code(rq, F_new_app_code, is_set(f->code) ? f->code : S(""),
		    &who));
	if (rq->form_errors)
		return app_show(rq);
	second_step_new(rq->a, &rq->app->keys.totp, who.pid, who.email, &s);
	TRY(totp_new_drop(rq->db, who.id, &n));
	TRY(totp_new_add(rq->db, who.id, rq->session.id, s.sealed, rq->now, &n));
	rq->keep = true;
	return secret_page(rq, &s);
}

/* Recovery codes in place of those there were, on a page of their own. */
static enum err
codes_page(struct req *rq, int64_t person)
{
	struct recovery_code codes[RECOVERY_CODES];
	struct word_rows rows = { ARENA_ARRAY(rq->a, RECOVERY_CODES, struct word_row), 0 };

	TRY(recovery_renew(rq->db, &rq->app->keys.session, person, codes));
	for (size_t i = 0; i < RECOVERY_CODES; i++)
		rows.v[rows.n++] = (struct word_row){ recovery_print(rq->a, &codes[i]) };
	rq->keep = true;
	page_account_codes(page_begin(rq, S("Your recovery codes")), &rows);
	return page_end(rq);
}

/* The secret of before is replaced: a code of the new one has come back. */
static enum err
app_taken(struct req *rq, const struct account *who, struct str sealed, int step)
{
	int64_t n;

	TRY(credential_secret(rq->db, who->id, sealed, step, &n));
	TRY(totp_new_drop(rq->db, who->id, &n));
	TRY(sign_in_anew(rq));
	TRY(account_changed(rq, ACCOUNT_APP, who->email,
	    S("An authenticator app was set up for your account.")));
	return codes_page(rq, who->id);
}

enum err
app_confirm(struct req *rq)
{
	const struct form_app_code *f = rq->form;
	struct guesses guesses;
	struct second_step s;
	struct totp_new fresh;
	struct account who;
	enum code_is is;
	int step;

	TRY(account_by_id(rq->db, rq->a, rq->who.id, &who));
	enum err e = totp_new_of(rq->db, rq->a, who.id, rq->session.id,
	    stamp_add(rq->now, -MINUTES * 60), &fresh);
	if (e == E_NOT_FOUND)
		return redirect_undone(rq, url_app_show(rq->a));
	TRY(e);
	TRY(second_step_open(rq->a, &rq->app->keys.totp, who.pid, who.email, fresh.secret, &s));
	if (rq->form_errors)
		return secret_page(rq, &s);
	TRY(guesses_of(rq, who.email, &guesses));
	TRY(totp_is(rq, who.pid, fresh.secret, f->code, 0, &step, &is));
	if (is == CODE_RIGHT && !guesses.codes_locked)
		return app_taken(rq, &who, fresh.secret, step);
	TRY(guess_failed_code(rq, &guesses));
	wrong(rq, F_app_code_code, S("That is not the code the app shows now. Check that "
	    "phone and computer have the right time"));
	return secret_page(rq, &s);
}

enum err
app_off_show(struct req *rq)
{
	struct own_account own;

	TRY(account_of(rq, &own));
	if (is_staff(rq) || !own.has_totp)
		return account_instead(rq);
	page_account_app_off(page_begin(rq, S("Turn the app off")),
	    view_of(rq, &the_form_app_off));
	return page_end(rq);
}

enum err
app_off(struct req *rq)
{
	const struct form_app_off *f = rq->form;
	struct account who;
	int64_t n;

	if (is_staff(rq))
		return account_instead(rq);
	if (rq->form_errors)
		return app_off_show(rq);
	TRY(account_prove(rq, F_app_off_present, f->present, &who));
	if (rq->form_errors)
		return app_off_show(rq);
	TRY(credential_secret(rq->db, who.id, S(""), 0, &n));
	TRY(recovery_codes_drop(rq->db, who.id, &n));
	TRY(sign_in_anew(rq));
	return account_done(rq, ACCOUNT_APP_OFF, who.email, S("The authenticator app of your "
	    "account was turned off. Codes come by email again."));
}

enum err
recovery_show(struct req *rq)
{
	struct own_account own;

	TRY(account_of(rq, &own));
	if (!own.has_totp)
		return account_instead(rq);
	page_account_recovery(page_begin(rq, S("New recovery codes")),
	    view_of(rq, &the_form_new_recovery), own.codes);
	return page_end(rq);
}

enum err
recovery_give(struct req *rq)
{
	const struct form_new_recovery *f = rq->form;
	struct account who;

	if (rq->form_errors)
		return recovery_show(rq);
	TRY(account_prove(rq, F_new_recovery_present, f->present, &who));
	if (who.totp_secret.n == 0)
		return account_instead(rq);
	if (!rq->form_errors)
		TRY(account_prove_code(rq, F_new_recovery_code, f->code, &who));
	if (rq->form_errors)
		return recovery_show(rq);
	TRY(account_changed(rq, ACCOUNT_RECOVERY, who.email,
	    S("New recovery codes were given out for your account. Older ones do not work.")));
	return codes_page(rq, who.id);
}
