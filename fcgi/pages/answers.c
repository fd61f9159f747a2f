/*
 * The family reads the answers to its challenge, accepts or contests each,
 * withdraws, and comes back. Silence settles nothing. Staff read the same page.
 */
#include "core/session.h"
#include "fcgi/pages/contest.h"
#include "fcgi/pages/status.h"
#include "gen/q_late.h"
#include "gen/t_answers.h"
#include "gen/t_answers_question.h"
#include "gen/t_withdraw.h"

static bool
offers(const struct moves *moves, enum event event)
{
	for (size_t i = 0; i < moves->n; i++)
		if (moves->v[i].event == event)
			return true;
	return false;
}

/* The buttons of this person on one question; withdrawing is the challenger's. */
static struct moves
moves_on(const struct req *rq, const struct score_desk *d, int question)
{
	struct dispute_facts f = dispute_facts_for(&d->s.d, question);
	const struct item *item = dispute_item(&d->s.d, question);
	unsigned acted = rq->acted & ~(unsigned)ACTED_CHALLENGED;

	if (item != NULL && item->challenged_by == rq->who.id)
		acted |= ACTED_CHALLENGED;
	return item_moves_open(&rq->who, &f, rq->relations, acted);
}

/* "You" is the family; helpers and staff read of it. */
static void
for_reader(const struct req *rq, const struct score_desk *d, struct chain_view *v)
{
	const struct item *item = dispute_item(&d->s.d, v->number);

	if (item == NULL || rq->who.role != FAMILY)
		return;
	if (item->state == ITEM_ANSWERED)
		v->state = S("Answered: your turn, if you want");
	else if (item->state == ITEM_ACCEPTED)
		v->state = S("You accept the answer");
}

static enum err
answers_page(struct req *rq, const struct chain_views *all, struct stamp reminded,
    struct url withdraw,
    bool may_challenge)
{
	struct pid pid = rq->subject->pid;
	const struct status_view *status;
	const struct policy *p;

	TRY(today_policy(rq, &p));
	TRY(case_status(rq, p, &status));
	page_answers(page_begin(rq, S("The challenge and its answers")), all, status,
	    reminded,
	    url_case_show(rq->a, pid), withdraw,
	    may_challenge ? url_challenge_show(rq->a, pid) : (struct url){ STR_NONE });
	return page_end(rq);
}

enum err
answers_show(struct req *rq)
{
	struct score_desk d;
	struct chain_views all = { NULL, 0 };
	struct url withdraw = { STR_NONE };
	struct pid pid = rq->subject->pid;

	enum err e = contest_open(rq, &d);
	if (e == E_NOT_FOUND)	/* nothing is scored: nothing to challenge */
		return answers_page(rq, &all, STAMP_NONE, withdraw, false);
	TRY(e);
	struct score_book book = contest_book(rq, &d);
	chains_of(&book, CHALLENGED_ONES, &all);
	for (size_t i = 0; i < all.n; i++) {
		struct moves moves = moves_on(rq, &d, all.v[i].number);
		all.v[i].to = url_answers_question_show(rq->a, pid, all.v[i].number);
		for_reader(rq, &d, &all.v[i]);
		if (offers(&moves, EV_WITHDRAW))
			withdraw = url_withdraw_show(rq->a, pid);
	}
	bool family = may(&rq->who, CHALLENGE, rq->relations, rq->acted);
	struct reminder reminder;
	TRY(contest_reminder_of(rq->db, rq->a, rq->subject->id, &reminder));
	return answers_page(rq, &all, reminder.at, withdraw, family);
}

/* Not the staff who enter something for it. */
static bool
reads_as_family(const struct req *rq)
{
	return rq->who.role == FAMILY && rq->entry == NULL;
}

enum err
answers_question_show(struct req *rq)
{
	struct score_desk d;
	const struct question *q;
	struct evidence_rows docs;
	struct pid pid = rq->subject->pid;
	struct url contest = { STR_NONE }, leave = { STR_NONE }, back = { STR_NONE };

	TRY(contest_open(rq, &d));
	TRY(contest_question(rq, &d, &q));
	const struct item *item = dispute_item(&d.s.d, q->number);
	if (item == NULL)
		return E_NOT_FOUND;
	if (item->state == ITEM_SHARED && !is_set(item->answer_opened) && reads_as_family(rq))
		note_read(rq, item->id);
	TRY(contest_evidence(rq, q->number, &docs));
	struct score_book book = contest_book(rq, &d);
	struct chain_view chain = chain_of(&book, q->number);
	struct level_views levels = contest_levels(rq, q);
	struct moves moves = moves_on(rq, &d, q->number);
	for_reader(rq, &d, &chain);
	if (offers(&moves, EV_ACCEPT))
		contest = url_answers_question_send(rq->a, pid, q->number);
	if (offers(&moves, EV_WITHDRAW))
		leave = url_withdraw_one(rq->a, pid, q->number);
	if (offers(&moves, EV_RETURN))
		back = url_return_one(rq->a, pid, q->number);
	page_answers_question(page_begin(rq, q->title), view_of(rq, &the_form_contest), &chain,
	    &levels, &docs, contest_add(rq, url_answers_question_show(rq->a, pid, q->number)),
	    q->any_score, url_answers_show(rq->a, pid), contest, leave, back);
	return page_end(rq);
}

/* ---- accept or contest ---- */

enum say { SAY_ACCEPT = 1, SAY_CONTEST = 2 };

static void
check_contest(struct req *rq, const struct score_desk *d, const struct question *q)
{
	const struct form_contest *f = rq->form;
	struct points now = score_points(&d->s, q->number);
	struct points asked = is_set(f->points) ? (struct points){ (int16_t)f->points } :
	    dispute_item(&d->s.d, q->number)->asked;
	struct ras_answer answer = { q->number, asked, false };

	contest_reword(rq, F_contest_points, q);
	if (f->say != SAY_CONTEST)
		return;
	if (!ras_answer_ok(q, &answer))
		wrong(rq, F_contest_points, contest_scores(rq, q));
	else if (asked.n == now.n)
		wrong(rq, F_contest_points, S("The answer gives this score already. Choose the "
		    "score you ask for, or accept the answer"));
}

enum err
answers_question_send(struct req *rq)
{
	const struct form_contest *f = rq->form;
	const struct question *q;
	struct score_desk d;

	TRY(contest_open(rq, &d));
	TRY(contest_question(rq, &d, &q));
	const struct item *item = dispute_item(&d.s.d, q->number);
	if (item == NULL || item->state != ITEM_ANSWERED)
		return E_CONFLICT;
	check_contest(rq, &d, q);
	if (rq->form_errors)
		return answers_question_show(rq);
	if (f->say == SAY_ACCEPT)
		TRY(store_accept(rq->db, &d.m, rq->subject, &d.s, q->number));
	else
		TRY(store_contest(rq->db, &d.m, rq->subject, &d.s, &(struct contested){
			q->number, is_set(f->words) ? f->words : S(""),
			is_set(f->evidence) ? f->evidence : S(""),
			is_set(f->points) ? (struct points){ (int16_t)f->points } : POINTS_NONE,
		}));
	struct out o;
	out_init(&o, rq->a, 1000);
	out_str(&o, contest_title(rq, q));
	out_str(&o, f->say == SAY_ACCEPT ? S(": the answer is accepted") :
	    with_titles(rq, S(": the answer is contested, and {a practice_lead} reviews it")));
	note(rq, AUDIENCE_FAMILY, PID_NONE, out_str_of(&o));
	return redirect(rq, url_answers_show(rq->a, rq->subject->pid));
}

/* ---- withdraw and return ---- */

enum err
withdraw_show(struct req *rq)
{
	struct score_desk d;
	struct chain_views all;
	struct reader_rows readers;
	size_t n = 0;

	TRY(contest_open(rq, &d));
	TRY(contest_readers(rq, &readers));
	struct score_book book = contest_book(rq, &d);
	chains_of(&book, CHALLENGED_ONES, &all);
	for (size_t i = 0; i < all.n; i++) {
		struct moves moves = moves_on(rq, &d, all.v[i].number);
		if (offers(&moves, EV_WITHDRAW))
			all.v[n++] = all.v[i];
	}
	all.n = n;
	page_withdraw(page_begin(rq, S("Withdraw the challenge")), &all, &readers,
	    url_answers_show(rq->a, rq->subject->pid),
	    url_withdraw_all(rq->a, rq->subject->pid));
	return page_end(rq);
}

/* "The family withdrew question 5, Keeping safe." */
static struct str
question_note(struct req *rq, struct str before, const struct question *q, struct str after)
{
	struct out o;

	out_init(&o, rq->a, 1000);
	out_str(&o, before);
	out_int(&o, q->number);
	out_lit(&o, ", ");
	out_str(&o, q->title);
	out_str(&o, after);
	return out_str_of(&o);
}

static enum err
withdraw(struct req *rq, int question)
{
	struct score_desk d;
	struct letter_made made;

	TRY(contest_open(rq, &d));
	TRY(score_withdraw(&d, question, &made));
	const struct question *q = tool_question(d.tool, question);
	note(rq, AUDIENCE_FAMILY, made.pid, q == NULL ?
	    S("The family withdrew all questions that were open.") :
	    question_note(rq, S("The family withdrew question "), q, S(".")));
	return redirect(rq, url_answers_show(rq->a, rq->subject->pid));
}

enum err
withdraw_all(struct req *rq)
{
	return withdraw(rq, 0);
}

enum err
withdraw_one(struct req *rq)
{
	return rq->number > 0 ? withdraw(rq, rq->number) : E_NOT_FOUND;
}

enum err
return_one(struct req *rq)
{
	const struct question *q;
	struct score_desk d;

	TRY(contest_open(rq, &d));
	TRY(contest_question(rq, &d, &q));
	TRY(store_return(rq->db, &d.m, rq->subject, &d.s, q->number));
	note(rq, AUDIENCE_FAMILY, PID_NONE, question_note(rq, S("The family took up question "),
	    q, S(", again. It is where it was, with a full new clock.")));
	return redirect(rq, url_answers_show(rq->a, rq->subject->pid));
}
