/*
 * Letters by post: what waits to be printed, and noting that one was posted.
 */
#include "core/base/civil.h"
#include "core/calendar.h"
#include "fcgi/pages/letters.h"
#include "fcgi/pages/moves.h"
#include "fcgi/pages/post.h"
#include "fcgi/service.h"
#include "gen/t_letter_post.h"
#include "gen/t_post.h"
#include "sql/store_reach.h"
#include "web/letter_view.h"

#define MOST 200

/* Whose letters they print: of their cases, of their team, or of all. */
struct printer {
	int64_t worker, team;
};

static struct printer
printer_of(const struct actor *who)
{
	return (struct printer){
		who->role == WORKER ? who->id : ID_NONE,
		who->role == PRACTICE_LEAD ? who->team : ID_NONE,
	};
}

enum err
post_waits(struct req *rq, int *n)
{
	struct printer p = printer_of(&rq->who);
	struct post_count count = { 0 };

	if (may(&rq->who, LIST_POST, REL_NONE, 0))
		TRY(post_count(rq->db, rq->a, p.worker, p.team, rq->now, &count));
	*n = count.n;
	return OK;
}

enum err
post_show(struct req *rq)
{
	struct printer who = printer_of(&rq->who);
	const struct policy *p;
	struct post_rows rows;

	TRY(service_policy(rq->app, rq->db, rq->a, rq->session.policy, &p));
	TRY(post_waiting(rq->db, rq->a, who.worker, who.team, rq->now, MOST, &rows));
	struct post_lines v = { ARENA_ARRAY(rq->a, rows.n + 1, struct post_line), 0 };
	for (size_t i = 0; i < rows.n; i++) {
		const struct post_row *r = &rows.v[i];
		struct date since = stamp_london_date(r->available);
		v.v[v.n++] = (struct post_line){
			.to = url_letter_post_show(rq->a, r->casefile, r->letter),
			.title = letter_numbered(rq->a, r->no, r->title),
			.ref = r->ref, .child = r->child_name, .reader = r->reader,
			.since = since, .set = r->printed,
			.late = working_days_between(&p->bank_holidays, since, rq->today) > 1,
		};
	}
	page_post(page_begin(rq, S("Letters to print and post")), &v, url_home_show(rq->a));
	return page_end(rq);
}

/* "Maria Santos (large print) and Jo Santos"; none: it waits for nobody. */
static struct str
waits_for(struct arena *a, const struct post_readers *all)
{
	struct out o;
	bool first = true;

	out_init(&o, a, 1000);
	for (size_t i = 0; i < all->n; i++) {
		if (is_set(all->v[i].posted))
			continue;
		out_str(&o, first ? S("") : S(", "));
		out_str(&o, all->v[i].name);
		if (all->v[i].large_print)
			out_lit(&o, " (large print)");
		first = false;
	}
	return first ? STR_NONE : out_str_of(&o);
}

enum err
letter_post_show(struct req *rq)
{
	struct form_view *f = view_of(rq, &the_form_letter_post);
	struct pid pid = rq->subject->pid;
	struct post_readers readers;
	struct letter_agains again;
	struct letter l;

	TRY(letter_load(rq, &l));
	TRY(post_readers(rq->db, rq->a, l.id, &readers));
	TRY(letters_again(rq->db, rq->a, rq->subject->id, &again));
	const struct letter_again *of = letter_replacing(&again, l.id);
	struct letter_post_view v = {
		.back = url_post_show(rq->a),
		.send = url_letter_post_send(rq->a, pid, l.pid),
		.pdf = url_letter_pdf_show(rq->a, pid, l.pid),
		.large = url_letter_large_show(rq->a, pid, l.pid),
		.ref = rq->subject->ref,
		.title = letter_numbered(rq->a, l.no, l.title),
		.readers = waits_for(rq->a, &readers),
		.address = of != NULL ? of->address : S(""),
		.since = stamp_london_date(l.available),
	};
	form_fill_date(rq->a, f, F_letter_post_day, rq->today);
	page_letter_post(page_begin(rq, S("Print and post a letter")), &v, f);
	return page_end(rq);
}

static struct str
posted_words(struct req *rq, const struct letter *l, struct str readers, struct date day)
{
	struct out o;

	out_init(&o, rq->a, 1000);
	out_str(&o, letter_numbered(rq->a, l->no, l->title));
	out_lit(&o, ". It was printed, and posted on ");
	out_date(&o, day);
	out_lit(&o, ", to ");
	out_str(&o, readers);
	out_char(&o, '.');
	return out_str_of(&o);
}

enum err
letter_post_send(struct req *rq)
{
	const struct form_letter_post *f = rq->form;
	struct post_readers readers;
	const struct policy *p;
	struct letter l;

	TRY(letter_load(rq, &l));
	if (!rq->form_errors && (f->day.days > rq->today.days ||
	    f->day.days < stamp_london_date(l.available).days))
		wrong(rq, F_letter_post_day, S("Enter a day since the letter was sent, "
		    "and not after today"));
	if (rq->form_errors)
		return letter_post_show(rq);
	TRY(service_policy(rq->app, rq->db, rq->a, rq->session.policy, &p));
	struct doing m = doing_of(rq, p);
	TRY(post_readers(rq->db, rq->a, l.id, &readers));
	struct str names = waits_for(rq->a, &readers);
	TRY(store_letter_posted(rq->db, rq->a, &m, rq->subject, &l, f->day));
	note(rq, AUDIENCE_FAMILY, l.pid, posted_words(rq, &l, names, f->day));
	return redirect(rq, url_post_show(rq->a));
}
