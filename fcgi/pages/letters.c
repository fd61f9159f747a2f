/*
 * Letters: the list, the letter as a page, as PDF, and the public page on which
 * anybody can ask whether a letter is one of ours.
 *
 * What is shown is what was stored when it was decided, byte for byte. The
 * family may read a letter from its time on; staff see it before.
 */
#include "fcgi/pages/letters.h"

#include "core/base/civil.h"
#include "core/fingerprint.h"
#include "core/reference.h"
#include "core/session.h"
#include "fcgi/log.h"
#include "fcgi/pages/moves.h"
#include "gen/t_letter_sheet.h"
#include "gen/t_letter_waits.h"
#include "gen/t_letters.h"
#include "gen/t_verify.h"

/* --- the list --- */

bool
letter_may_read(const struct req *rq, struct stamp available)
{
	return role_is_staff(rq->who.role) || available.us <= rq->now.us;
}

static struct str
line_title(struct req *rq, const struct letter_row *l)
{
	struct out o;

	out_init(&o, rq->a, 300);
	out_lit(&o, "Letter ");
	out_int(&o, l->no);
	out_lit(&o, ": ");
	out_str(&o, l->title);
	return out_str_of(&o);
}

static struct str
line_hint(struct req *rq, const struct letter_row *l)
{
	struct out o;

	out_init(&o, rq->a, 200);
	out_str(&o, l->available.us <= rq->now.us ? S("Sent on ") :
	    S("The family can read it from "));
	out_stamp(&o, l->available);
	if (is_set(l->opened)) {
		out_lit(&o, ". Opened on ");
		out_date(&o, stamp_london_date(l->opened));
	}
	return out_str_of(&o);
}

const struct letter_again *
letter_replaced(const struct letter_agains *all, int64_t letter)
{
	for (size_t i = 0; i < all->n; i++)
		if (all->v[i].old == letter)
			return &all->v[i];
	return NULL;
}

const struct letter_again *
letter_replacing(const struct letter_agains *all, int64_t letter)
{
	for (size_t i = 0; i < all->n; i++)
		if (all->v[i].later == letter)
			return &all->v[i];
	return NULL;
}

static struct letter_line
line_of(struct req *rq, const struct letter_row *l, bool replaced)
{
	bool opened = is_set(l->opened), sent = l->available.us <= rq->now.us;
	struct str closed = role_is_staff(rq->who.role) ? S("Not opened yet") : S("New");

	return (struct letter_line){
		.to = url_letter_show(rq->a, rq->subject->pid, l->pid),
		.title = line_title(rq, l),
		.hint = line_hint(rq, l),
		.state = replaced ? S("Replaced") : opened ? S("Opened") : sent ? closed : S("Not sent yet"),
		.colour = replaced || opened ? S("grey") : sent ? S("teal") : S("orange"),
	};
}

/* When the next letter can be read that this reader may not read yet. */
static struct str
waits_of(struct req *rq, const struct letter_rows *letters)
{
	struct stamp next = STAMP_NONE;
	struct out o;

	for (size_t i = 0; i < letters->n; i++) {
		struct stamp from = letters->v[i].available;
		if (!letter_may_read(rq, from) && (!is_set(next) || from.us < next.us))
			next = from;
	}
	if (!is_set(next))
		return STR_NONE;
	if (stamp_is_held(next))
		return S("A letter is being made in the form you need. We tell you when it is "
		    "ready.");
	out_init(&o, rq->a, 200);
	out_lit(&o, "A letter is on its way to you. You can read it from ");
	out_str(&o, weekday_time(rq->a, next));
	out_char(&o, '.');
	return out_str_of(&o);
}

enum err
letters_show(struct req *rq)
{
	struct letter_agains again;
	struct letter_rows letters;

	TRY(letters_again(rq->db, rq->a, rq->subject->id, &again));
	TRY(letters_of(rq->db, rq->a, rq->subject->id, &letters));
	struct letter_lines lines = {
		ARENA_ARRAY(rq->a, letters.n + 1, struct letter_line), 0
	};
	for (size_t i = 0; i < letters.n; i++) {
		const struct letter_row *l = &letters.v[i];
		const struct letter_again *g = letter_replaced(&again, l->id);
		if (letter_may_read(rq, l->available))
			lines.v[lines.n++] = line_of(rq, l, g != NULL &&
			    letter_may_read(rq, g->available));
	}
	page_letters(page_begin(rq, S("Letters")), url_case_show(rq->a, rq->subject->pid),
	    role_is_staff(rq->who.role), waits_of(rq, &letters), &lines);
	return page_end(rq);
}

/* --- the letter --- */

enum err
letter_whole(int64_t id, struct str html, struct str stored)
{
	struct hash32 hash = crypt_fingerprint(html);

	if (str_eq(hash32_str(&hash), stored))
		return OK;
	log_error("letter", log_int("id", id),
	    log_text("error", "it is not what was stored"));
	return E_INTERNAL;
}

enum err
letter_load(struct req *rq, struct letter *l)
{
	TRY(letter_of(rq->db, rq->a, rq->subject->id, rq->id, l));
	if (!letter_may_read(rq, l->available))
		return E_NOT_FOUND;
	TRY(letter_whole(l->id, l->html, l->hash));
	bool first = rq->who.role == FAMILY && !is_set(l->opened);
	note_view(rq, l->pid, first ? l->id : ID_NONE);
	return OK;
}

static struct letter_view
view_of_letter(struct req *rq, const struct letter *l)
{
	struct pid c = rq->subject->pid;

	return (struct letter_view){
		.back = url_letters_show(rq->a, c),
		.pdf = url_letter_pdf_show(rq->a, c, l->pid),
		.large = url_letter_large_show(rq->a, c, l->pid),
		.sent = l->available,
		.waits = l->available.us > rq->now.us,
		.name = letter_called(rq->a, rq->subject->ref, l->no),
		.fingerprint = fingerprint_print(rq->a, l->hash),
	};
}

/*
 * The one place that prints HTML as it is: a letter, printed by a letter
 * template when it was decided, its hash checked a moment ago.
 */
static void
print_letter_as_stored(struct page *pg, const struct letter_view *v, struct str html)
{
	frame_letter_sheet_top(pg, v);
	out_bytes(pg->out, html.p, html.n);
	frame_letter_sheet_bottom(pg, v);
}

/* "Replaced by letter 5 of 3 March 2026: it went to an old address." */
static struct str
replaced_words(struct req *rq, struct str how, int no, struct stamp at, struct str reason)
{
	struct out o;

	out_init(&o, rq->a, 2000);
	out_str(&o, how);
	out_lit(&o, " letter ");
	out_int(&o, no);
	if (is_set(at)) {
		out_lit(&o, " of ");
		out_date(&o, stamp_london_date(at));
	}
	out_lit(&o, ". The reason: ");
	out_str(&o, reason);
	return out_str_of(&o);
}

/* Which letter stands for which: both are kept, and say so. */
static enum err
other_letters(struct req *rq, const struct letter *l, struct letter_view *v)
{
	struct pid c = rq->subject->pid;
	struct letter_agains all;

	TRY(letters_again(rq->db, rq->a, rq->subject->id, &all));
	const struct letter_again *by = letter_replaced(&all, l->id);
	const struct letter_again *of = letter_replacing(&all, l->id);
	if (by != NULL && letter_may_read(rq, by->available)) {
		v->replaced = replaced_words(rq, S("Replaced by"), by->later_no,
		    by->available, by->reason);
		v->later = url_letter_show(rq->a, c, by->later_pid);
	}
	if (of != NULL) {
		v->replaces = replaced_words(rq, S("It replaces"), of->old_no,
		    STAMP_NONE, of->reason);
		v->earlier = url_letter_show(rq->a, c, of->old_pid);
		if (role_is_staff(rq->who.role) && of->address.n > 0)
			v->address = of->address;
	}
	if (by == NULL && may(&rq->who, SEND_LETTER_AGAIN, rq->relations, rq->acted))
		v->again = url_letter_again_show(rq->a, c, l->pid);
	return OK;
}

enum err
letter_show(struct req *rq)
{
	struct letter l;

	TRY(letter_load(rq, &l));
	struct letter_view v = view_of_letter(rq, &l);
	TRY(other_letters(rq, &l, &v));
	print_letter_as_stored(page_begin(rq, l.title), &v, l.html);
	return page_end(rq);
}

/* Accord 10001-W letter 3.pdf */
static struct str
attachment(struct req *rq, const struct letter *l, bool large)
{
	struct out o;

	out_init(&o, rq->a, 200);
	out_lit(&o, "attachment; filename=\"Accord ");
	out_str(&o, rq->subject->ref);
	out_lit(&o, " letter ");
	out_int(&o, l->no);
	if (large)
		out_lit(&o, " large print");
	out_lit(&o, ".pdf\"");
	return out_str_of(&o);
}

static enum err
letter_waits(struct req *rq, const struct letter *l, struct url again)
{
	note_view(rq, PID_NONE, ID_NONE);	/* nothing was opened */
	page_letter_waits(page_begin(rq, S("Being prepared")),
	    url_letter_show(rq->a, rq->subject->pid, l->pid), again);
	return page_end(rq);
}

static enum err
send_pdf(struct req *rq, bool large, struct url again)
{
	struct letter_print print;
	struct letter l;

	TRY(letter_load(rq, &l));
	enum err e = letter_pdf_of(rq->db, rq->a, l.id, large, &print);
	if (e != OK && e != E_NOT_FOUND)
		return e;
	if (e == E_NOT_FOUND || !is_set(print.pdf))
		return letter_waits(rq, &l, again);
	reply_header(rq->reply, REPLY_TYPE, S("application/pdf"));
	reply_header(rq->reply, REPLY_DISPOSITION, attachment(rq, &l, large));
	reply_header(rq->reply, REPLY_POLICY, S("default-src 'none'; sandbox"));
	rq->reply->status = 200;
	rq->reply->body = print.pdf;
	return OK;
}

enum err
letter_pdf_show(struct req *rq)
{
	return send_pdf(rq, false, url_letter_pdf_show(rq->a, rq->subject->pid, rq->id));
}

enum err
letter_large_show(struct req *rq)
{
	return send_pdf(rq, true, url_letter_large_show(rq->a, rq->subject->pid, rq->id));
}

/* --- is it ours? --- */

static enum err
verify_answer(struct req *rq, struct str found, bool asked)
{
	page_verify(page_begin(rq, S("Check a letter")), view_of(rq, &the_form_verify),
	    found, asked);
	return page_end(rq);
}

static struct str
found_words(struct req *rq, struct str ref, struct stamp sent, const struct letter_later *later)
{
	struct out o;

	out_init(&o, rq->a, 200);
	out_lit(&o, "Yes. A letter with this fingerprint was sent in case ");
	out_str(&o, ref);
	out_lit(&o, " on ");
	out_date(&o, stamp_london_date(sent));
	out_char(&o, '.');
	if (later->no > 0) {
		out_lit(&o, " It was sent again as letter ");
		out_int(&o, later->no);
		out_lit(&o, " on ");
		out_date(&o, stamp_london_date(later->available));
		out_lit(&o, ", with the same decision.");
	}
	return out_str_of(&o);
}

enum err
verify_show(struct req *rq)
{
	const struct form_verify *f = rq->form;
	struct str typed = f->reference, hash;
	struct letter_later later;
	struct letter_sent sent;
	int number;

	if (f->reference.n == 0 && f->fingerprint.n == 0)
		return verify_answer(rq, STR_NONE, false);
	/* "10001-W, letter 3", as it stands on the letter, will do */
	if (!reference_parse(str_trim(str_cut(&typed, ',')), &number))
		wrong(rq, F_verify_reference, S("Enter the reference as it stands "
		    "on the letter: five digits and a letter, like 10001-W"));
	if (!fingerprint_parse(rq->a, f->fingerprint, &hash))
		wrong(rq, F_verify_fingerprint, S("Enter the whole fingerprint: "
		    "64 of the digits 0 to 9 and the letters a to f"));
	if (rq->form_errors)
		return verify_answer(rq, STR_NONE, false);
	struct str ref = reference_of(rq->a, number);
	enum err e = letter_by_print(rq->db, rq->a, ref, hash, rq->now, &sent);
	if (e == E_NOT_FOUND)
		return verify_answer(rq, STR_NONE, true);
	TRY(e);
	e = letter_later_than(rq->db, rq->a, ref, hash, rq->now, &later);
	if (e == E_NOT_FOUND)
		later.no = 0;
	else
		TRY(e);
	return verify_answer(rq, found_words(rq, ref, sent.available, &later), true);
}

struct str
letter_numbered(struct arena *a, int no, struct str title)
{
	struct out o;

	out_init(&o, a, 400);
	out_lit(&o, "Letter ");
	out_int(&o, no);
	out_lit(&o, ": ");
	out_str(&o, title);
	return out_str_of(&o);
}
