#include "fcgi/pages/contest.h"

#include "core/session.h"
#include "fcgi/evidence_words.h"
#include "fcgi/pages/moves.h"
#include "fcgi/service.h"
#include "gen/q_document.h"

#define WORDS ((size_t)4000)

enum err
contest_open(struct req *rq, struct score_desk *d)
{
	bool deciding = rq->http->method == POST;

	*d = (struct score_desk){
		.db = rq->db, .a = rq->a, .config = rq->app->config, .c = rq->subject,
		.m = doing_of(rq, NULL),
	};
	if (!is_set(rq->subject->assessment))
		return E_NOT_FOUND;
	TRY(store_score_read(rq->db, rq->a, rq->subject, rq->today,
	    deciding ? STAMP_ALL : told_until(rq), &d->s));
	if (d->s.answers.n == 0 || told_until(rq).us < d->s.d.standing.told.us)
		return E_NOT_FOUND;	/* or not told yet */
	TRY(today_policy(rq, &d->m.policy));
	TRY(service_policy(rq->app, rq->db, rq->a, d->s.d.standing.policy, &d->policy));
	d->tool = policy_tool(d->policy, (enum tool_kind)d->s.d.standing.tool);
	return OK;
}

const struct item_draft *
contest_draft(const struct item_drafts *drafts, int question)
{
	for (size_t i = 0; i < drafts->n; i++)
		if (drafts->v[i].question == question)
			return &drafts->v[i];
	return NULL;
}

struct score_book
contest_book(const struct req *rq, const struct score_desk *d)
{
	struct score_book book = desk_book(d, told_until(rq));

	book.to_family = rq->who.role == FAMILY;
	return book;
}

enum err
contest_question(const struct req *rq, const struct score_desk *d,
    const struct question **q)
{
	*q = tool_question(d->tool, rq->number);
	return *q != NULL && score_answer(&d->s, rq->number) != NULL ? OK : E_NOT_FOUND;
}

enum err
contest_readers(struct req *rq, struct reader_rows *rows)
{
	bool staff = role_is_staff(rq->who.role);
	struct readers readers;
	struct step_holders holders;
	const struct policy *p;
	struct out o;

	TRY(today_policy(rq, &p));
	TRY(readers_of(rq->db, rq->a, rq->subject->id, rq->who.id, rq->now, &readers));
	TRY(step_holders(rq->db, rq->a, rq->subject->id, &holders));
	*rows = (struct reader_rows){
		ARENA_ARRAY(rq->a, readers.n + holders.n + 1, struct reader_row), 0
	};
	for (size_t i = 0; i < readers.n; i++)
		rows->v[rows->n++] = (struct reader_row){
			readers.v[i].known || staff ? readers.v[i].name :
			    S("Somebody"),
			readers.v[i].helps ? S("chosen by the family to help") :
			    S("family"),
		};
	out_init(&o, rq->a, WORDS);
	out_lit(&o, "The council’s staff in this case: ");
	out_str(&o, is_set(rq->subject->worker_name) ? rq->subject->worker_name :
	    with_titles(rq, S("the {worker}")));
	out_str(&o, with_titles(rq, S(" and the {practice_leads} of the ")));
	out_str(&o, rq->subject->team_name);
	out_str(&o, with_titles(rq, S("; the {operations_managers}")));
	rows->v[rows->n++] = (struct reader_row){ out_str_of(&o), S("work on it, or answer for it") };
	for (size_t i = 0; i < holders.n; i++)
		rows->v[rows->n++] = (struct reader_row){
			person_words(rq->a, p, holders.v[i].name, holders.v[i].role,
			    holders.v[i].own_title),
			S("while a step of the case is theirs by name"),
		};
	return OK;
}

struct str
contest_title(struct req *rq, const struct question *q)
{
	struct out o;

	out_init(&o, rq->a, WORDS);
	out_int(&o, q->number);
	out_lit(&o, ". ");
	out_str(&o, q->title);
	return out_str_of(&o);
}

struct str
contest_titles(struct req *rq, const struct score_desk *d, const struct decisions *list)
{
	struct out o;

	out_init(&o, rq->a, WORDS);
	for (size_t i = 0; i < list->n; i++) {
		if (i > 0)
			out_lit(&o, ", ");
		out_str(&o, contest_title(rq, tool_question(d->tool, list->v[i].question)));
	}
	return out_str_of(&o);
}

static struct str
number(struct arena *a, struct points points)
{
	struct out o;

	out_init(&o, a, 20);
	out_points(&o, points);
	return out_str_of(&o);
}

struct level_views
contest_levels(struct req *rq, const struct question *q)
{
	struct level_views all = { ARENA_ARRAY(rq->a, q->levels.n + 1, struct level_view), 0 };

	for (size_t i = 0; i < q->levels.n; i++) {
		const struct level *l = &q->levels.v[i];
		all.v[all.n++] = (struct level_view){
			number(rq->a, l->points), l->name, l->description, l->points,
		};
	}
	return all;
}

struct options
contest_between(struct req *rq, const struct question *q, const struct ras_range *range)
{
	struct options all = { ARENA_ARRAY(rq->a, q->levels.n + 1, struct option), 0 };

	if (!range->exists || range->any_score)
		return all;
	for (size_t i = 0; i < q->levels.n; i++) {
		const struct level *l = &q->levels.v[i];
		if (l->points.n < range->low.n || l->points.n > range->high.n)
			continue;
		all.v[all.n++] = (struct option){
			number(rq->a, l->points), score_words(rq->a, q, l->points),
			l->description,
		};
	}
	return all;
}

enum err
contest_documents(struct req *rq, struct document_rows *all)
{
	bool family = rq->who.role == FAMILY, staff = role_is_staff(rq->who.role);

	return document_rows(rq->db, rq->a, rq->subject->id, rq->who.id, family, staff, all);
}

struct evidence_rows
contest_about(struct req *rq, const struct document_rows *all, int question)
{
	struct evidence_rows rows = {
		.v = ARENA_ARRAY(rq->a, all->n + 1, struct evidence_row)
	};

	for (size_t i = 0; i < all->n; i++)
		if (all->v[i].question == question)
			rows.v[rows.n++] = (struct evidence_row){
				all->v[i].name, all->v[i].purpose,
				url_document_open(rq->a, rq->subject->pid, all->v[i].pid),
				is_set(all->v[i].sent) ? document_came(rq->a,
				    all->v[i].alike, all->v[i].sent) : STR_NONE,
				-1, -1,
			};
	return rows;
}

enum err
contest_evidence(struct req *rq, int question, struct evidence_rows *rows)
{
	struct document_rows all;

	TRY(contest_documents(rq, &all));
	*rows = contest_about(rq, &all, question);
	return OK;
}

struct url
contest_add(struct req *rq, struct url page)
{
	return route_then(rq->a, url_documents_show(rq->a, rq->subject->pid), page);
}

/* "Enter a whole score from 0 to 27"; "Choose one of these scores: 0, 9 or 18" */
struct str
contest_scores(const struct req *rq, const struct question *q)
{
	struct out o;

	out_init(&o, rq->a, WORDS);
	if (q->any_score) {
		out_lit(&o, "Enter a whole score from 0 to ");
		out_points(&o, question_highest(q));
		return out_str_of(&o);
	}
	out_lit(&o, "Choose one of these scores: ");
	for (size_t i = 0; i < q->levels.n; i++) {
		if (i > 0)
			out_str(&o, i + 1 < q->levels.n ? S(", ") : S(" or "));
		out_points(&o, q->levels.v[i].points);
	}
	return out_str_of(&o);
}

void
contest_reword(struct req *rq, int field, const struct question *q)
{
	form_reword(&rq->view, field, contest_scores(rq, q));
}

enum err
contest_news(struct req *rq, struct str what, struct date by)
{
	return tell_news(rq, what, by);
}

struct str
contest_change(struct req *rq, const struct question *q, struct points from,
    struct points to)
{
	struct out o;

	out_init(&o, rq->a, WORDS);
	if (from.n == to.n) {
		out_lit(&o, "Stays at ");
		out_str(&o, score_words(rq->a, q, to));
		return out_str_of(&o);
	}
	out_lit(&o, "From ");
	out_str(&o, score_words(rq->a, q, from));
	out_lit(&o, ", to ");
	out_str(&o, score_words(rq->a, q, to));
	return out_str_of(&o);
}
