#include "fcgi/letter/score.h"

#include "core/base/civil.h"
#include "fcgi/config.h"
#include "fcgi/letter/facts.h"
#include "fcgi/notice.h"
#include "gen/t_answers_letter.h"
#include "gen/t_review_letter.h"
#include "gen/t_withdrawn_letter.h"

struct stamp
desk_available(const struct score_desk *d)
{
	return store_sending(d->m.policy, d->c, d->m.now);
}

/* The day that stands on it; one that is held goes out later. */
static struct date
letter_day(const struct score_desk *d)
{
	return stamp_london_date(store_sending_at_best(d->m.policy, d->m.now));
}

struct score_book
desk_book(const struct score_desk *d, struct stamp until)
{
	return (struct score_book){ d->a, d->policy, d->m.policy, d->tool, &d->s, until, false };
}

static const struct {
	struct str words;
	bool contest;		/* the family's aim to contest is the date */
} next_of[] = {
	[LETTER_NONE] = { S_INIT(""), false },
	[LETTER_ANSWER] = { S_INIT("Accept or contest each answer. If you say nothing, nothing "
	    "is settled: the answers rest, and you can take them up later."), true },
	[LETTER_REVIEW] = { S_INIT("The score is settled. You can plan with the sum, and your plan "
	    "may ask for more."), false },
	[LETTER_WITHDRAWN] = { S_INIT("Whoever withdrew a question can take it up again. Open “The "
	    "challenge and its answers” in Accord, and then the question. Press “Take this "
	    "question up again”. It goes on where it stopped, and each step has its full time "
	    "again. If there is a newer score by then, you challenge that one instead."),
	    false },
};

static struct date
contest_by(const struct score_desk *d)
{
	return step_due(d->m.policy, STEP_CONTEST, (struct clock_from){
		.available = letter_day(d), .paper = d->c->by_post });
}

static struct letter_desk
letter_desk_of(const struct score_desk *d)
{
	return (struct letter_desk){
		d->db, d->a, d->config->council, d->c, d->m.who, d->m.now,
		d->m.received, d->m.policy, d->policy,
	};
}

/* After a review there may be answers that nobody contested yet. */
static struct str
next_words(const struct score_desk *d, const struct score_now *s, enum letter_kind kind)
{
	bool rests = false;
	struct out o;

	for (size_t i = 0; i < s->d.items.n; i++)
		rests = rests || s->d.items.v[i].state == ITEM_ANSWERED;
	if (kind != LETTER_REVIEW || !rests)
		return next_of[kind].words;
	out_init(&o, d->a, 1000);
	out_str(&o, next_of[kind].words);
	out_lit(&o, " Answers that rest with you can still be contested.");
	return out_str_of(&o);
}

enum err
score_letter_print(const struct score_desk *d, const struct score_now *s,
    enum letter_kind kind, struct out *html)
{
	struct letter_desk desk = letter_desk_of(d);
	struct letter_facts f;

	TRY(letter_facts_of(&desk, s, NULL, &f));
	f.next = next_words(d, s, kind);
	if (next_of[kind].contest)
		f.aim = letter_aim(&desk, S("Please aim for "), STEP_CONTEST,
		    S(". If you need longer, take it."));
	if (kind == LETTER_ANSWER)
		letter_answers_letter(html, &f);
	else if (kind == LETTER_REVIEW)
		letter_review_letter(html, &f);
	else
		letter_withdrawn_letter(html, &f);
	return OK;
}

/* The letter of what stands now, and the news of it. */
static enum err
write_letter(const struct score_desk *d, enum letter_kind kind, struct str news,
    struct date by, struct letter_made *made)
{
	struct out html;

	out_init(&html, d->a, LETTER_LIMIT);
	TRY(score_letter_print(d, &d->s, kind, &html));
	TRY(store_letter(d->db, d->a, d->m.policy, d->m.who.id, d->m.now, d->c, kind,
	    &html, made));
	return notice_family(d->db, d->a, d->config, d->c, d->m.now,
	    made->available, news, by);
}

enum err
score_confirm(struct score_desk *d, struct letter_made *made)
{
	struct open_steps steps = d->s.d.steps;

	TRY(store_total_confirm(d->db, d->a, &d->m, d->policy, d->c, &d->s,
	    desk_available(d)));
	d->s.d.steps = steps;	/* the letter tells which of them was late */
	return write_letter(d, LETTER_ANSWER, S("Your challenge is answered. There is a "
	    "letter for you to read."), contest_by(d), made);
}

enum err
score_review(struct score_desk *d, const struct decisions *list, struct letter_made *made)
{
	struct open_steps steps = d->s.d.steps;

	TRY(store_review(d->db, d->a, &d->m, d->policy, d->tool, d->c, &d->s, list,
	    desk_available(d)));
	d->s.d.steps = steps;	/* the letter tells which of them was late */
	return write_letter(d, LETTER_REVIEW, S("The review of the score is done. There is a "
	    "letter for you to read."), DATE_NONE, made);
}

enum err
score_withdraw(struct score_desk *d, int question, struct letter_made *made)
{
	int moved;

	TRY(store_withdraw(d->db, &d->m, d->c, &d->s, question, &moved));
	TRY(store_score_read(d->db, d->a, d->c, d->m.today, STAMP_ALL, &d->s));
	return write_letter(d, LETTER_WITHDRAWN, S("You have withdrawn a question. There is a "
	    "letter that says what stands."), DATE_NONE, made);
}
