#include "fcgi/score_letter.h"

#include "core/base/civil.h"
#include "core/money.h"
#include "fcgi/config.h"
#include "fcgi/notice.h"
#include "fcgi/ras_view.h"
#include "gen/q_step.h"
#include "sql/store_document.h"
#include "gen/t_answers_letter.h"
#include "gen/t_review_letter.h"
#include "gen/t_withdrawn_letter.h"

#define LETTER_LIMIT ((size_t)1024 * 1024)
#define WORDS ((size_t)4096)

struct stamp
desk_available(const struct score_desk *d)
{
	return store_sending(d->m.clocks, d->c, d->m.now);
}

/* The day that stands on it; one that is held goes out later. */
static struct date
letter_day(const struct score_desk *d)
{
	return stamp_london_date(store_sending_at_best(d->m.clocks, d->m.now));
}

struct score_book
desk_book(const struct score_desk *d, struct stamp until)
{
	return (struct score_book){ d->a, d->policy, d->m.clocks, d->tool, &d->s, until };
}

/* "Maria Osei and Joseph Osei" */
static enum err
dear(const struct score_desk *d, struct str *names)
{
	struct relatives family;
	struct out o;

	TRY(family_of(d->db, d->a, d->c->id, &family));
	out_init(&o, d->a, WORDS);
	for (size_t i = 0; i < family.n; i++) {
		if (i > 0)
			out_str(&o, i + 1 == family.n ? S(" and ") : S(", "));
		out_str(&o, family.v[i].name);
	}
	*names = out_str_of(&o);
	return OK;
}

/* Why the reviewer is of another team, where one was named. */
static enum err
why_them(const struct score_desk *d, struct str *words)
{
	struct reviewer_nameds named;
	struct out o;

	*words = STR_NONE;
	TRY(reviewers_named(d->db, d->a, d->s.d.standing.assessment, &named));
	if (named.n == 0 || !str_eq(named.v[0].name, d->m.who->name))
		return OK;
	out_init(&o, d->a, WORDS);
	out_str(&o, named.v[0].named_by);
	out_lit(&o, " named ");
	out_str(&o, named.v[0].name);
	out_lit(&o, " of the ");
	out_str(&o, named.v[0].team_name);
	out_lit(&o, " to review it: ");
	out_str(&o, named.v[0].reason);
	*words = out_str_of(&o);
	return OK;
}

static struct total_rows
totals_of(const struct score_desk *d, const struct score_now *s)
{
	static const struct str what[] = {
		[SCORED_NONE] = S_INIT("Decided"),
		[SCORED_APPROVED] = S_INIT("The score was approved"),
		[SCORED_RECONSIDERED] = S_INIT("The challenge was answered"),
		[SCORED_REVIEWED] = S_INIT("The contested answers were reviewed"),
	};
	struct total_rows rows = { ARENA_ARRAY(d->a, s->scores.n + 1, struct total_row), 0 };

	for (size_t i = 0; i < s->scores.n; i++) {
		const struct score *k = &s->scores.v[i];
		struct out o;
		out_init(&o, d->a, WORDS);
		out_str(&o, person_words(d->a, d->m.clocks, k->name, k->role));
		out_lit(&o, ", on ");
		out_date(&o, stamp_london_date(k->at));
		rows.v[rows.n++] = (struct total_row){
			what[k->stage], out_str_of(&o), k->total,
			ras_band(d->policy, k->total)->name, k->yearly,
		};
	}
	return rows;
}

/* A sentence for each step whose answer came after its day. */
static struct lines
late_of(const struct score_desk *d, const struct score_now *s)
{
	struct lines all = { ARENA_ARRAY(d->a, 2, struct line), 0 };

	for (enum tier tier = TIER_WORKER; tier <= TIER_REVIEWER; tier++) {
		enum step step = tier == TIER_WORKER ? STEP_RECONSIDER : STEP_REVIEW;
		const struct item_answer *worst = NULL;
		int most = 0;
		for (size_t i = 0; i < s->given.n; i++) {
			const struct item_answer *g = &s->given.v[i];
			int late = g->tier != tier ? 0 : step_days_late(d->m.clocks, step,
			    g->due, stamp_london_date(g->decided));
			if (late > most) {
				most = late;
				worst = g;
			}
		}
		if (worst == NULL)
			continue;
		struct out o;
		out_init(&o, d->a, WORDS);
		out_str(&o, tier == TIER_WORKER ? S("Looking at your challenge again") :
		    S("The review"));
		out_lit(&o, " was due on ");
		out_date(&o, worst->due);
		out_lit(&o, " and was ");
		out_int(&o, most);
		out_str(&o, most == 1 ? S(" working day late.") : S(" working days late."));
		all.v[all.n++] = (struct line){ out_str_of(&o) };
	}
	return all;
}

/* What the tables say a budget never pays for. */
static struct lines
not_covered_by(const struct score_desk *d)
{
	const struct prohibited_kinds *p = &d->policy->prohibited;
	struct lines all = { ARENA_ARRAY(d->a, p->n + 1, struct line), 0 };

	for (size_t i = 0; i < p->n; i++)
		if (p->v[i].rule == NEVER)
			all.v[all.n++] = (struct line){ p->v[i].name };
	return all;
}

static struct help_lines
help_of(struct arena *a, const struct helpers *h)
{
	struct help_lines lines = { ARENA_ARRAY(a, h->n + 1, struct help_line), 0 };

	for (size_t i = 0; i < h->n; i++)
		lines.v[lines.n++] = (struct help_line){
			h->v[i].name, h->v[i].telephone, h->v[i].hours,
		};
	return lines;
}

/* The sum by the day, to the end of the council's year, 31 March. */
static void
this_year(const struct score_desk *d, struct decision_letter *l)
{
	struct ymd today = date_ymd(d->m.today);
	int ends = today.month > 3 ? today.year + 1 : today.year;
	struct date begins = date_of((struct ymd){ ends - 1, 4, 1 });
	struct stamp told = d->s.d.standing.told;

	l->runs_from = is_set(told) && !stamp_is_held(told) ? stamp_london_date(told) : d->m.today;
	l->year_end = date_of((struct ymd){ ends, 3, 31 });
	struct date from = l->runs_from.days > begins.days ? l->runs_from : begins;
	l->this_year = money_times(l->yearly, date_diff(from, l->year_end) + 1,
	    date_diff(begins, l->year_end) + 1);
}

static const struct {
	struct str words;
	bool contest;		/* the family's aim to contest is the date */
} next_of[] = {
	[LETTER_NONE] = { S_INIT(""), false },
	[LETTER_ANSWER] = { S_INIT("Accept or contest each answer. If you say nothing, nothing "
	    "is settled: the answers rest, and you can take them up later."), true },
	[LETTER_REVIEW] = { S_INIT("The score is settled. You can plan with the sum, and your plan "
	    "may ask for more. Answers that rest with you can still be contested."), false },
	[LETTER_WITHDRAWN] = { S_INIT("You can take each question up again with one click. It comes "
	    "back to where it was, with a full new clock."), false },
};

static struct date
contest_by(const struct score_desk *d)
{
	return step_due(d->m.clocks, STEP_CONTEST, (struct clock_from){
		.available = letter_day(d) });
}

static enum err
facts(const struct score_desk *d, const struct score_now *s, enum letter_kind kind,
    struct decision_letter *l)
{
	struct score_book book = desk_book(d, STAMP_ALL);
	struct chain_views chains, annex;
	const struct score *last = &s->scores.v[s->scores.n - 1];

	book.s = s;
	chains_of(&book, CHALLENGED_ONES, &chains);
	chains_of(&book, OTHER_ONES, &annex);
	*l = (struct decision_letter){
		.council = d->config->council, .ref = d->c->ref, .called = d->c->called,
		.day = letter_day(d),
		.decided_by = person_words(d->a, d->m.clocks, d->m.who->name,
		    d->m.who->role),
		.chains = chains, .annex = annex, .totals = totals_of(d, s),
		.total = last->total, .band = ras_band(d->policy, last->total)->name,
		.yearly = last->yearly, .policy = ras_policy_words(d->a, d->policy),
		.reference = d->policy->version.reference,
		.not_covered = not_covered_by(d), .late = late_of(d, s),
		.next = next_of[kind].words,
		.next_by = next_of[kind].contest ? contest_by(d) : DATE_NONE,
		.contact = d->c->worker_name, .telephone = d->c->worker_phone,
		.help = help_of(d->a, &d->m.clocks->helpers),
		.rights = help_of(d->a, &d->m.clocks->rights),
	};
	this_year(d, l);
	TRY(why_them(d, &l->why_them));
	return dear(d, &l->dear);
}

enum err
score_letter_print(const struct score_desk *d, const struct score_now *s,
    enum letter_kind kind, struct out *html)
{
	struct decision_letter l;

	TRY(facts(d, s, kind, &l));
	if (kind == LETTER_ANSWER)
		letter_answers_letter(html, &l);
	else if (kind == LETTER_REVIEW)
		letter_review_letter(html, &l);
	else
		letter_withdrawn_letter(html, &l);
	return OK;
}

/* What was sent about the questions decided: its receipt names the letter. */
static enum err
considered(const struct score_desk *d, const struct letter_made *made)
{
	struct document_rows all;

	TRY(document_rows(d->db, d->a, d->c->id, d->m.who->id, false, true, &all));
	for (size_t i = 0; i < all.n; i++) {
		const struct document_row *v = &all.v[i];
		if (is_set(v->sent) && dispute_item(&d->s.d, v->question) != NULL)
			TRY(store_document_considered(d->db, d->a, d->c, v->pid, made->pid,
			    d->m.now));
	}
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
	TRY(store_letter(d->db, d->a, d->m.clocks, d->m.who->id, d->m.now, d->c, kind,
	    &html, made));
	if (kind != LETTER_WITHDRAWN)
		TRY(considered(d, made));
	return notice_family(d->db, d->a, d->config, d->c, d->m.now, made->available,
	    news, by);
}

enum err
score_confirm(struct score_desk *d, struct letter_made *made)
{
	TRY(store_total_confirm(d->db, d->a, &d->m, d->policy, d->c, &d->s,
	    desk_available(d)));
	return write_letter(d, LETTER_ANSWER, S("Your challenge is answered. There is a "
	    "letter for you to read."), contest_by(d), made);
}

enum err
score_review(struct score_desk *d, const struct decisions *list, struct letter_made *made)
{
	TRY(store_review(d->db, d->a, &d->m, d->policy, d->tool, d->c, &d->s, list,
	    desk_available(d)));
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
