/*
 * Letters that have to reach the family: the form it needs them in, making a
 * held one ready, and ringing about one that nobody has opened.
 */
#include "core/address.h"
#include "core/base/civil.h"
#include "fcgi/pages/letters.h"
#include "fcgi/notice.h"
#include "fcgi/pages/moves.h"
#include "fcgi/pages/reach.h"
#include "fcgi/service.h"
#include "gen/q_document.h"
#include "gen/t_held.h"
#include "gen/t_letter_form.h"
#include "gen/t_unopened.h"
#include "sql/store_reach.h"

#define WORDS ((size_t)1000)

static enum err
doing_today(struct req *rq, struct doing *m)
{
	*m = doing_of(rq, NULL);
	return today_policy(rq, &m->policy);
}

/* ---- the form the family needs ---- */

static struct options
formats_of(struct req *rq)
{
	struct options o = { ARENA_ARRAY(rq->a, FORMAT_COUNT, struct option), 0 };

	o.v[o.n++] = (struct option){ letter_format_word(FORMAT_NONE),
		S("No, as they are"), S("As a page, as a PDF and in large print") };
	for (enum letter_format f = FORMAT_NONE + 1; f < FORMAT_COUNT; f++)
		o.v[o.n++] = (struct option){ letter_format_word(f),
			letter_format_name(f), letter_format_hint(f) };
	return o;
}

static struct options
post_options(struct arena *a)
{
	static const struct option ways[] = {
		{ S_INIT("online"), S_INIT("Only online"), S_INIT("") },
		{ S_INIT("post"), S_INIT("Send my letters by post as well"),
		    S_INIT("Your days count from two working days later") },
	};
	struct options o = { ARENA_ARRAY(a, COUNT(ways), struct option), COUNT(ways) };

	memcpy(o.v, ways, sizeof ways);
	return o;
}

enum err
letter_form_show(struct req *rq)
{
	struct form_view *f = view_of(rq, &the_form_letter_form);
	struct options formats = formats_of(rq), ways = post_options(rq->a);
	struct pid pid = rq->subject->pid;
	struct post_choice mine;

	TRY(post_choice_of(rq->db, rq->a, rq->subject->id, rq->who.id, &mine));
	form_fill(f, F_letter_form_post, ways.v[mine.by_post ? 1 : 0].value);
	form_fill(f, F_letter_form_format, letter_format_word(rq->subject->format));
	form_fill(f, F_letter_form_words, rq->subject->format_words);
	page_letter_form(page_begin(rq, S("The form your letters come in")), &formats, &ways, f,
	    url_letter_form_send(rq->a, pid), url_case_show(rq->a, pid));
	return page_end(rq);
}

static enum err
release(struct req *rq, const struct doing *m, const struct letter_held *l,
    const struct reached *r)
{
	struct stamp available;

	TRY(store_letter_release(rq->db, rq->a, m, rq->subject, l, r, &available));
	return notice_family(rq->db, rq->a, rq->app->config, rq->subject, rq->now,
	    available, S("There is a letter for you to read."), DATE_NONE);
}

/* No other form is needed any more: what waited for one goes out. */
static enum err
release_all(struct req *rq)
{
	const struct reached r = {
		MADE_NONE, S("The family needs no other form any more."), PID_NONE
	};
	struct letter_helds all;
	struct doing m;

	TRY(doing_today(rq, &m));
	TRY(store_held(rq->db, rq->a, rq->subject, &all));
	for (size_t i = 0; i < all.n; i++)
		TRY(release(rq, &m, &all.v[i], &r));
	return OK;
}

static struct str
format_note(struct arena *a, enum letter_format format, struct str words)
{
	struct out o;

	if (format == FORMAT_NONE)
		return S("Letters come as they are: no other form is needed.");
	out_init(&o, a, WORDS);
	out_lit(&o, "The family needs its letters in ");
	out_str(&o, letter_format_words(format));
	if (words.n > 0) {
		out_lit(&o, ": ");
		out_str(&o, words);
	}
	out_lit(&o, ". No letter goes out before somebody has made it.");
	return out_str_of(&o);
}

#define BY_POST 2	/* its place among the words of the form */

/*
 * The standing choice of whoever reads the letters; E_FORM: they have no e-mail.
 * words: what is new, or empty.
 */
static enum err
choose_post(struct req *rq, int chosen, struct str *words)
{
	struct post_choice mine;
	int64_t n;

	*words = S("");
	TRY(post_choice_of(rq->db, rq->a, rq->subject->id, rq->who.id, &mine));
	if (mine.by_post == (chosen == BY_POST))
		return OK;
	if (mine.by_post && !mine.has_email) {
		wrong(rq, F_letter_form_post, S("There is no email address. Letters come by "
		    "post"));
		return E_FORM;
	}
	TRY(post_choose(rq->db, rq->subject->id, rq->who.id, chosen == BY_POST, &n));
	*words = chosen == BY_POST ? S("Letters are sent by post as well. Days that count "
	    "from a letter begin two working days later. ") : S("Letters come online only. ");
	return OK;
}

/* The form the whole family needs: without one, what waited for it goes out. */
static enum err
choose_format(struct req *rq, enum letter_format format, struct str named, struct out *said)
{
	int64_t n;

	if (rq->subject->format == format && str_eq(typed(rq->subject->format_words), named))
		return OK;
	TRY(case_format(rq->db, rq->subject->id, format, named, &n));
	out_str(said, format_note(rq->a, format, named));
	return format == FORMAT_NONE ? release_all(rq) : OK;
}

enum err
letter_form_send(struct req *rq)
{
	const struct form_letter_form *f = rq->form;
	enum letter_format format = (enum letter_format)(f->format - 1);
	bool named = format == FORMAT_LANGUAGE || format == FORMAT_OTHER;
	struct str post;
	struct out said;

	if (!rq->form_errors && named && typed(f->words).n == 0)
		wrong(rq, F_letter_form_words, format == FORMAT_LANGUAGE ?
		    S("Say which language") : S("Say which form"));
	if (rq->form_errors)
		return letter_form_show(rq);
	enum err e = choose_post(rq, f->post, &post);
	if (e == E_FORM)
		return letter_form_show(rq);
	TRY(e);
	out_init(&said, rq->a, WORDS);
	out_str(&said, post);
	TRY(choose_format(rq, format, named ? f->words : S(""), &said));
	note(rq, AUDIENCE_FAMILY, PID_NONE, out_str_of(&said));
	return redirect(rq, url_case_show(rq->a, rq->subject->pid));
}

/* ---- a held letter is made ready ---- */

static struct str
needed_words(struct arena *a, const struct letter_held *l)
{
	struct out o;

	out_init(&o, a, 400);
	out_lit(&o, "Decided on ");
	out_date(&o, stamp_london_date(l->made));
	out_lit(&o, ". Needed in ");
	out_str(&o, letter_format_words(l->format));
	if (l->format_words.n > 0) {
		out_lit(&o, ": ");
		out_str(&o, l->format_words);
	}
	return out_str_of(&o);
}

static struct options
held_options(struct req *rq, const struct letter_helds *all)
{
	struct options o = { ARENA_ARRAY(rq->a, all->n + 1, struct option), 0 };

	for (size_t i = 0; i < all->n; i++)
		o.v[o.n++] = (struct option){ pid_print(rq->a, all->v[i].pid),
			letter_numbered(rq->a, all->v[i].no, all->v[i].title),
			needed_words(rq->a, &all->v[i]) };
	return o;
}

/* The ways to make it ready; or, from MADE_RANG on, to reach the family. */
static struct options
ways_of(struct req *rq, enum letter_made_ready from, enum letter_made_ready until)
{
	struct options o = { ARENA_ARRAY(rq->a, MADE_COUNT, struct option), 0 };

	for (enum letter_made_ready m = from; m <= until; m++)
		o.v[o.n++] = (struct option){ letter_made_word(m), letter_made_words(m),
			S("") };
	return o;
}

/* What the council has added for the family to read. */
static enum err
made_documents(struct req *rq, struct options *o)
{
	struct document_rows all;

	TRY(document_rows(rq->db, rq->a, rq->subject->id, rq->who.id, false, true, &all));
	*o = (struct options){ ARENA_ARRAY(rq->a, all.n + 1, struct option), 0 };
	for (size_t i = 0; i < all.n; i++) {
		const struct document_row *d = &all.v[i];
		if (is_set(d->sent) && d->audience == DOCUMENT_ALL && d->role != FAMILY &&
		    d->role != SUPPORTER)
			o->v[o->n++] = (struct option){ pid_print(rq->a, d->pid), d->name,
				d->purpose };
	}
	return OK;
}

static bool
has_option(const struct options *o, struct str value)
{
	for (size_t i = 0; i < o->n; i++)
		if (str_eq(o->v[i].value, value))
			return true;
	return false;
}

enum err
held_show(struct req *rq)
{
	struct letter_helds all;
	struct options documents;
	struct pid pid = rq->subject->pid;

	TRY(store_held(rq->db, rq->a, rq->subject, &all));
	TRY(made_documents(rq, &documents));
	struct options letters = held_options(rq, &all);
	struct options ways = ways_of(rq, MADE_DOCUMENT, MADE_BOOKED);
	struct form_view *f = view_of(rq, &the_form_held);
	if (letters.n == 1)
		form_fill(f, F_held_letter, letters.v[0].value);
	page_held(page_begin(rq, S("Letters that wait for another form")), &letters, &ways,
	    &documents, f, url_held_send(rq->a, pid), url_letters_show(rq->a, pid),
	    url_documents_show(rq->a, pid), url_case_show(rq->a, pid));
	return page_end(rq);
}

static const struct letter_held *
held_of(const struct letter_helds *all, struct pid pid)
{
	for (size_t i = 0; i < all->n; i++)
		if (pid_eq(all->v[i].pid, pid))
			return &all->v[i];
	return NULL;
}

static struct str
done_words(struct arena *a, enum letter_made_ready how, struct str what)
{
	struct out o;

	out_init(&o, a, WORDS);
	out_str(&o, letter_made_words(how));
	out_lit(&o, ". ");
	out_str(&o, what);
	return str_head(out_str_of(&o), WORDS);
}

/* The note is for the whole family: it must not tell one where the other lives. */
static void
without_address(struct req *rq, int field, struct str note)
{
	if (!rq->form_errors && address_has_postcode(note))
		wrong(rq, field, S("Leave the address out: the whole family reads this"));
}

enum err
held_send(struct req *rq)
{
	const struct form_held *f = rq->form;
	struct letter_helds all;
	struct options documents;
	struct doing m;

	without_address(rq, F_held_note, f->note);
	if (rq->form_errors)
		return held_show(rq);
	TRY(doing_today(rq, &m));
	TRY(store_held(rq->db, rq->a, rq->subject, &all));
	TRY(made_documents(rq, &documents));
	const struct letter_held *l = held_of(&all, f->letter);
	struct reached r = { (enum letter_made_ready)f->how, f->note, PID_NONE };
	if (l == NULL)
		return E_CONFLICT;
	if (r.how == MADE_DOCUMENT) {
		r.document = f->document;
		if (!is_set(r.document) ||
		    !has_option(&documents, pid_print(rq->a, r.document))) {
			bool none = documents.n == 0;
			wrong(rq, none ? F_held_how : F_held_document, none ?
			    S("There is no document of the council yet. Add it first") :
			    S("Choose the document"));
			return held_show(rq);
		}
	}
	TRY(release(rq, &m, l, &r));
	note(rq, AUDIENCE_FAMILY, l->pid, done_words(rq->a, r.how, r.note));
	return redirect(rq, url_case_show(rq->a, rq->subject->pid));
}

/* ---- a letter nobody has opened, a message that did not arrive ---- */

struct str
undelivered_words(struct arena *a, struct str names)
{
	struct out o;

	out_init(&o, a, WORDS);
	out_lit(&o, "E-mail to ");
	out_str(&o, names);
	out_lit(&o, " could not be delivered: ring, or send by post.");
	return out_str_of(&o);
}

enum err
unopened_show(struct req *rq)
{
	struct letter_chaseds all;
	struct family_numbers numbers;
	struct unreached lost;
	struct str undelivered = STR_NONE;
	struct pid pid = rq->subject->pid;

	TRY(letters_chased(rq->db, rq->a, rq->subject->id, &all));
	TRY(family_numbers(rq->db, rq->a, rq->subject->id, &numbers));
	TRY(unreached_of(rq->db, rq->a, rq->subject->id, &lost));
	if (is_set(lost.names))
		undelivered = undelivered_words(rq->a, lost.names);
	struct options letters = { ARENA_ARRAY(rq->a, all.n + 1, struct option), 0 };
	for (size_t i = 0; i < all.n; i++) {
		struct out sent;
		out_init(&sent, rq->a, 100);
		out_lit(&sent, "Sent on ");
		out_stamp(&sent, all.v[i].available);
		letters.v[letters.n++] = (struct option){ S(""),
			letter_numbered(rq->a, all.v[i].no, all.v[i].title),
			out_str_of(&sent) };
	}
	struct options ways = ways_of(rq, MADE_RANG, MADE_POSTED);
	page_unopened(page_begin(rq, S("What did not reach the family")), &letters, &numbers,
	    undelivered, letters.n > 0 || is_set(undelivered), &ways,
	    view_of(rq, &the_form_unopened), url_unopened_send(rq->a, pid),
	    url_letters_show(rq->a, pid), url_case_show(rq->a, pid));
	return page_end(rq);
}

enum err
unopened_send(struct req *rq)
{
	const struct form_unopened *f = rq->form;
	struct doing m;

	without_address(rq, F_unopened_note, f->note);
	if (rq->form_errors)
		return unopened_show(rq);
	TRY(doing_today(rq, &m));
	struct reached r = {
		(enum letter_made_ready)(f->how + MADE_BOOKED), f->note, PID_NONE
	};
	TRY(store_letters_reached(rq->db, rq->a, &m, rq->subject, &r));
	note(rq, AUDIENCE_FAMILY, PID_NONE, done_words(rq->a, r.how, r.note));
	return redirect(rq, url_case_show(rq->a, rq->subject->pid));
}
