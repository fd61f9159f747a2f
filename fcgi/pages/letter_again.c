/*
 * A letter is sent again: to another address, or for another reader. Who sends it
 * says to whom and why, and nothing else: the words of the first letter follow as
 * they are stored, so that the decision cannot come out otherwise. Both letters
 * stay, and each says which stands for which.
 *
 * Every relative can open it, and one must not learn from it where the other
 * lives: the letter names its reader, and the address stays with the staff.
 */
#include "core/address.h"
#include "core/base/civil.h"
#include "fcgi/letter/facts.h"
#include "fcgi/pages/contest.h"
#include "fcgi/pages/letters.h"
#include "fcgi/pages/moves.h"
#include "fcgi/service.h"
#include "gen/q_post.h"
#include "gen/t_letter_again.h"
#include "gen/t_letter_send_again.h"
#include "sql/store_letter.h"

/* The letter of the path, if it can be sent again; and what it goes on with. */
struct again {
	struct letter letter;
	struct letter_words first;
};

static enum err
again_open(struct req *rq, struct again *g)
{
	struct letter_agains all;

	TRY(letter_load(rq, &g->letter));
	TRY(letters_again(rq->db, rq->a, rq->subject->id, &all));
	if (letter_replaced(&all, g->letter.id) != NULL)
		return E_CONFLICT;
	const struct letter_again *of = letter_replacing(&all, g->letter.id);
	TRY(letter_words_of(rq->db, rq->a, rq->subject->id,
	    of != NULL ? of->original : g->letter.id, &g->first));
	return letter_whole(g->first.id, g->first.html, g->first.hash);
}

/* Whom it can go to: the family, and those who help it. */
static enum err
people_of(struct req *rq, struct options *o)
{
	struct readers all;

	TRY(readers_of(rq->db, rq->a, rq->subject->id, rq->who.id, rq->now, &all));
	*o = (struct options){ ARENA_ARRAY(rq->a, all.n + 1, struct option), 0 };
	for (size_t i = 0; i < all.n; i++)
		o->v[o->n++] = (struct option){ pid_print(rq->a, all.v[i].pid),
			all.v[i].name,
			all.v[i].helps ? S("Chosen by the family to help") : S("Family") };
	return OK;
}

enum err
letter_again_show(struct req *rq)
{
	struct form_view *f = view_of(rq, &the_form_letter_again);
	struct reader_rows readers;
	struct options people;
	struct again g;
	struct out o;

	TRY(again_open(rq, &g));
	TRY(people_of(rq, &people));
	if (people.n == 1)
		form_fill(f, F_letter_again_goes_to, people.v[0].value);
	out_init(&o, rq->a, 300);
	out_lit(&o, "Letter ");
	out_int(&o, g.letter.no);
	out_lit(&o, ": ");
	out_str(&o, g.letter.title);
	struct letter_again_view v = {
		url_letter_show(rq->a, rq->subject->pid, g.letter.pid),
		url_letter_again_send(rq->a, rq->subject->pid, g.letter.pid),
		out_str_of(&o),
	};
	TRY(contest_readers(rq, &readers));
	page_letter_send_again(page_begin(rq, S("Send this letter again")), &v, f,
	    &people, &readers);
	return page_end(rq);
}

/* The reason above, and below it the first letter, byte for byte. */
static void
print_again(struct req *rq, const struct policy *p, const struct again *g, struct str goes_to,
    struct out *html)
{
	const struct form_letter_again *f = rq->form;
	struct letter_again_facts facts = {
		g->letter.no, stamp_london_date(g->letter.made), goes_to, f->reason,
		person_words(rq->a, p, rq->who.name, rq->who.role), rq->today,
	};

	out_init(html, rq->a, LETTER_LIMIT);
	letter_letter_again(html, &facts);
	out_bytes(html, g->first.html.p, g->first.html.n);
}

/* The name of who was chosen; what is wrong stands beside the fields. */
static enum err
name_of(struct req *rq, struct str *name)
{
	const struct form_letter_again *f = rq->form;
	struct options people;
	struct str address = typed(f->address);

	TRY(people_of(rq, &people));
	*name = STR_NONE;
	for (size_t i = 0; i < people.n; i++)
		if (str_eq(people.v[i].value, pid_print(rq->a, f->goes_to)))
			*name = people.v[i].label;
	if (!is_set(*name))
		wrong(rq, F_letter_again_goes_to, S("Choose to whom the letter goes now"));
	if (address_stands_in(f->reason, address))
		wrong(rq, F_letter_again_reason, S("Leave the address out: everybody who "
		    "sees the case reads this"));
	return OK;
}

enum err
letter_again_send(struct req *rq)
{
	const struct form_letter_again *f = rq->form;
	const struct policy *p;
	struct letter_made made;
	struct again g;
	struct str name;
	struct out html;
	int64_t n;

	if (!rq->form_errors)
		TRY(name_of(rq, &name));
	if (rq->form_errors)
		return letter_again_show(rq);
	TRY(today_policy(rq, &p));
	TRY(again_open(rq, &g));
	print_again(rq, p, &g, name, &html);
	TRY(store_letter_unposted(rq->db, rq->a, p, rq->who.id, rq->now, rq->subject,
	    g.letter.kind, &html, &made));
	TRY(post_ask_reader(rq->db, rq->subject->id, made.id, f->goes_to,
	    typed(f->address).n > 0, &n));
	TRY(letter_again_add(rq->db, made.id, g.letter.id, g.first.id, name, typed(f->address),
	    f->reason, &n));
	TRY(step_drop_letter(rq->db, rq->subject->id, g.letter.pid, &n));
	TRY(tell_letter(rq, &made, S("A letter was sent again. The decision in it is the same.")));
	note(rq, AUDIENCE_FAMILY, made.pid, f->reason);
	return redirect(rq, url_letter_show(rq->a, rq->subject->pid, made.pid));
}
