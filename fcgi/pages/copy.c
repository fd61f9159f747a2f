/*
 * "Copy for the case system": the whole case as plain text, on a page and as a
 * file, and the number the case has in the council's own system. What is still
 * being written is its writer's, and is not in it.
 */
#include "core/assessment.h"
#include "core/base/civil.h"
#include "core/dispute.h"
#include "core/entry.h"
#include "core/meeting.h"
#include "core/outcome.h"
#include "core/plan.h"
#include "fcgi/letter/plain.h"
#include "fcgi/pages/considered.h"
#include "fcgi/req.h"
#include "gen/q_copy.h"
#include "gen/t_case_copy.h"
#include "gen/t_copy.h"
#include "web/copy.h"

#define TEXT_LIMIT ((size_t)4 * 1024 * 1024)
#define PART_LIMIT TEXT_LIMIT

/* ---- what a code means ---- */

static struct str
view_words(int code)
{
	return code == RAS_SAME ? S("The family sees it so") :
	    S("The family sees it differently");
}

static struct str
stage_words(int code)
{
	static const struct str words[] = {
		[SCORED_NONE] = S_INIT(""),
		[SCORED_APPROVED] = S_INIT("The score was approved"),
		[SCORED_RECONSIDERED] = S_INIT("The total was confirmed after the challenge was answered"),
		[SCORED_REVIEWED] = S_INIT("The contested scores were reviewed"),
	};

	return words[code >= 0 && code < (int)COUNT(words) ? code : 0];
}

static struct str
item_words(int code)
{
	return verdict_words((enum item_verdict)code);
}

static struct str
version_words(int code)
{
	return version_state_words((enum version_state)code);
}

static struct str
point_words(int code)
{
	return point_answer_words((enum point_answer)code);
}

static struct str
answer_words(int code)
{
	return plan_answer_words((enum plan_answer)code);
}

static struct str
way_words(int code)
{
	return meeting_way_words((enum meeting_way)code);
}

static struct str
talk_words(int code)
{
	return meeting_answer_words((enum meeting_answer)code);
}

static struct str
panel_words(int code)
{
	return panel_answer_words((enum panel_answer)code);
}

static struct str
told_words(int code)
{
	return entry_way_words((enum entry_way)code);
}

/* By copy_row.part; what a row is called, and what its texts are. */
static const struct part {
	struct str title;
	struct str row;		/* before the number; none: it has none */
	bool by_no;		/* the number is no, and not sub */
	bool day;		/* it has a day and no hour */
	struct str (*code)(int);
	struct str words, more, third;
} parts[] = {
	[COPY_PEOPLE] = { .title = S_INIT("Who took part in the assessment"),
	    .day = true, .words = S_INIT("Who they are") },
	[COPY_ANSWERS] = { .title = S_INIT("The answers of the questionnaire"),
	    .row = S_INIT("Question "), .words = S_INIT("Reason"),
	    .more = S_INIT("Evidence") },
	[COPY_VIEWS] = { .title = S_INIT("How the family sees the answers"),
	    .row = S_INIT("Question "), .code = view_words, .words = S_INIT("Words"),
	    .more = S_INIT("Reply"), .third = S_INIT("Said before") },
	[COPY_CHILD] = { .title = S_INIT("What the child said"),
	    .words = S_INIT("Words"), .more = S_INIT("Returned because") },
	[COPY_SCORES] = { .title = S_INIT("The score and its sum"),
	    .row = S_INIT("Stage "), .code = stage_words },
	[COPY_CHALLENGE] = { .title = S_INIT("The challenge"),
	    .row = S_INIT("Question "), .words = S_INIT("Why"), .more = S_INIT("Evidence") },
	[COPY_DECIDED] = { .title = S_INIT("The answers to the challenge"),
	    .row = S_INIT("Question "), .code = item_words, .words = S_INIT("Reason"),
	    .more = S_INIT("Relied on") },
	[COPY_CONTESTS] = { .title = S_INIT("What the family contests"),
	    .row = S_INIT("Question "), .words = S_INIT("Words"),
	    .more = S_INIT("Evidence") },
	[COPY_PLAN] = { .title = S_INIT("The support plan"),
	    .row = S_INIT("Version "), .by_no = true, .code = version_words,
	    .words = S_INIT("The child’s own words") },
	[COPY_PLAN_OUTCOMES] = { .title = S_INIT("Outcomes of the plan"),
	    .row = S_INIT("Version "), .by_no = true, .words = S_INIT("Outcome") },
	[COPY_PLAN_LINES] = { .title = S_INIT("Lines of the plan, in the family’s order"),
	    .row = S_INIT("Version "), .by_no = true, .code = point_words,
	    .words = S_INIT("What"), .more = S_INIT("Why"), .third = S_INIT("Answer") },
	[COPY_PLAN_ANSWERS] = { .title = S_INIT("The answers to the plan"),
	    .row = S_INIT("Version "), .by_no = true, .code = answer_words,
	    .words = S_INIT("Reason") },
	[COPY_MEETINGS] = { .title = S_INIT("Meetings asked for"),
	    .code = way_words, .words = S_INIT("About"), .more = S_INIT("Who comes"),
	    .third = S_INIT("Adjustments") },
	[COPY_NOTES] = { .title = S_INIT("Notes of meetings"),
	    .words = S_INIT("Note"), .more = S_INIT("The family’s correction") },
	[COPY_MEETING_ANSWERS] = { .title = S_INIT("What came of meetings"),
	    .code = talk_words, .words = S_INIT("Reasons"), .more = S_INIT("Next step") },
	[COPY_POINTS] = { .title = S_INIT("Points of disagreement"),
	    .row = S_INIT("Point "), .words = S_INIT("Words") },
	[COPY_POINT_ANSWERS] = { .title = S_INIT("Decisions on the points"),
	    .row = S_INIT("Point "), .code = point_words, .words = S_INIT("Reason"),
	    .more = S_INIT("Which") },
	[COPY_OUTCOMES] = { .title = S_INIT("Outcomes"),
	    .row = S_INIT("Round "), .by_no = true, .words = S_INIT("Does not cover"),
	    .more = S_INIT("Next step"), .third = S_INIT("Runs from another day because") },
	[COPY_PANEL] = { .title = S_INIT("The panel"),
	    .row = S_INIT("Round "), .by_no = true, .code = panel_words,
	    .words = S_INIT("Reasons") },
	[COPY_ENTRIES] = { .title = S_INIT("What staff entered for the family"),
	    .row = S_INIT("Entry "), .by_no = true, .code = told_words,
	    .words = S_INIT("Words"), .more = S_INIT("The family’s correction"),
	    .third = S_INIT("The council on that") },
	[COPY_COMMENTS] = { .title = S_INIT("Staff comments: no part of any decision, "
	    "and may be disclosed to the family on request"),
	    .row = S_INIT("Comment "), .by_no = true, .words = S_INIT("Words") },
};

/* ---- printing ---- */

static void
line(struct out *o, struct str label, struct str words)
{
	if (label.n == 0 || words.n == 0)
		return;
	out_str(o, label);
	out_lit(o, ": ");
	out_str(o, words);
	out_char(o, '\n');
}

/* "Question 5, Priya Nair, 3 March 2026: kept" */
static void
head(struct out *o, const struct part *p, const struct copy_row *r)
{
	struct str glue = S("");

	if (is_set(p->row)) {
		out_str(o, p->row);
		out_int(o, p->by_no ? r->no : r->sub);
		glue = S(", ");
	}
	if (is_set(r->who)) {
		out_str(o, glue);
		out_str(o, r->who);
		glue = S(", ");
	}
	if (is_set(r->at)) {
		out_str(o, glue);
		if (p->day)
			out_date(o, stamp_london_date(r->at));
		else
			out_stamp(o, r->at);
	}
	if (p->code != NULL && is_set(r->code)) {
		out_lit(o, ": ");
		out_str(o, p->code((int)r->code));
	}
	out_char(o, '\n');
}

static void
figures(struct out *o, const struct copy_row *r)
{
	if (is_set(r->was) && is_set(r->points)) {
		out_lit(o, "Points: from ");
		out_points(o, r->was);
		out_lit(o, " to ");
		out_points(o, r->points);
		out_char(o, '\n');
	} else if (is_set(r->points)) {
		out_lit(o, "Points: ");
		out_points(o, r->points);
		out_char(o, '\n');
	}
	if (is_set(r->sum)) {
		out_lit(o, "A year: ");
		out_money(o, r->sum);
		out_char(o, '\n');
	}
}

/* A copy has all of it, or there is none: what does not fit is never left out. */
static enum err
section_of(struct arena *a, const struct part *p, const struct copy_rows *rows,
    size_t *at, struct copy_section *s)
{
	enum copy_part part = rows->v[*at].part;
	struct out o;

	out_init(&o, a, PART_LIMIT);
	for (; *at < rows->n && rows->v[*at].part == part; (*at)++) {
		const struct copy_row *r = &rows->v[*at];
		if (o.n > 0)
			out_char(&o, '\n');
		head(&o, p, r);
		figures(&o, r);
		line(&o, p->words, r->words);
		line(&o, p->more, r->more);
		line(&o, p->third, r->third);
	}
	*s = (struct copy_section){ p->title, out_str_of(&o) };
	return out_ok(&o) ? OK : E_TOO_LARGE;
}

/* What each decision made of each document, told to the family or not yet. */
static enum err
weighed_section(struct req *rq, struct copy_sections *sections)
{
	struct considereds all;
	struct out o;

	TRY(considered_of(rq->db, rq->a, rq->subject->id, STAMP_ALL, &all));
	if (all.n == 0)
		return OK;
	out_init(&o, rq->a, PART_LIMIT);
	for (size_t i = 0; i < all.n; i++) {
		if (i > 0)
			out_char(&o, '\n');
		out_str(&o, all.v[i].purpose);
		out_lit(&o, " (");
		out_str(&o, all.v[i].name);
		out_lit(&o, ")\n");
		considered_out(&o, &all.v[i]);
		out_char(&o, '\n');
	}
	sections->v[sections->n++] = (struct copy_section){
		S("What the decisions made of the documents"), out_str_of(&o) };
	return out_ok(&o) ? OK : E_TOO_LARGE;
}

static enum err
letter_section(struct arena *a, const struct copy_letter *l, struct copy_section *s)
{
	struct out title, text;

	out_init(&title, a, 400);
	out_lit(&title, "Letter ");
	out_int(&title, l->no);
	out_lit(&title, ", ");
	out_stamp(&title, l->made);
	out_lit(&title, ": ");
	out_str(&title, l->title);
	out_init(&text, a, PART_LIMIT);
	TRY(letter_plain(a, &text, l->html));
	*s = (struct copy_section){ out_str_of(&title), out_str_of(&text) };
	return out_ok(&title) && out_ok(&text) ? OK : E_TOO_LARGE;
}

static enum err
copy_read(struct req *rq, struct case_copy *c)
{
	const struct casefile *s = rq->subject;
	struct copy_letters letters;
	struct copy_rows rows;

	TRY(copy_of(rq->db, rq->a, s->id, &rows));
	TRY(copy_letters(rq->db, rq->a, s->id, &letters));
	*c = (struct case_copy){
		.ref = s->ref, .child = s->child_name, .born = s->born,
		.council_number = s->council_number, .team = s->team_name,
		.worker = is_set(s->worker_name) ? s->worker_name : S(""),
		.by = rq->who.name, .at = rq->now,
		.sections = { ARENA_ARRAY(rq->a, COUNT(parts) + 1 + letters.n,
		    struct copy_section), 0 },
		.back = url_case_show(rq->a, s->pid), .text = url_copy_text(rq->a, s->pid),
	};
	for (size_t i = 0; i < rows.n;)
		TRY(section_of(rq->a, &parts[rows.v[i].part], &rows, &i,
		    &c->sections.v[c->sections.n++]));
	TRY(weighed_section(rq, &c->sections));
	for (size_t i = 0; i < letters.n; i++)
		TRY(letter_section(rq->a, &letters.v[i],
		    &c->sections.v[c->sections.n++]));
	return OK;
}

enum err
copy_show(struct req *rq)
{
	struct case_copy c;

	TRY(copy_read(rq, &c));
	struct form_view *f = view_of(rq, &the_form_council_number);
	form_fill(f, F_council_number_number, c.council_number);
	if (may(&rq->who, NUMBER_CASE, rq->relations, rq->acted))
		c.number = url_council_number_send(rq->a, rq->subject->pid);
	page_copy(page_begin(rq, S("Copy for the case system")), f, &c);
	return page_end(rq);
}

static struct str
attachment(struct req *rq)
{
	struct out o;

	out_init(&o, rq->a, 100);
	out_lit(&o, "attachment; filename=\"Accord ");
	out_str(&o, rq->subject->ref);
	out_lit(&o, ".txt\"");
	return out_str_of(&o);
}

enum err
copy_text(struct req *rq)
{
	struct case_copy c;
	const struct policy *p;

	TRY(today_policy(rq, &p));
	TRY(copy_read(rq, &c));
	out_init(&rq->out, rq->a, TEXT_LIMIT);
	text_case_copy(&rq->out, p, &c);
	if (!out_ok(&rq->out))
		return E_TOO_LARGE;
	note_view(rq, rq->subject->pid, ID_NONE);
	reply_header(rq->reply, REPLY_TYPE, S("text/plain; charset=utf-8"));
	reply_header(rq->reply, REPLY_DISPOSITION, attachment(rq));
	reply_header(rq->reply, REPLY_POLICY, S("default-src 'none'; sandbox"));
	rq->reply->status = 200;
	rq->reply->body = out_str_of(&rq->out);
	return OK;
}

/* ---- the council's own number ---- */

static bool
number_ok(struct str s)
{
	static const struct str others = S_INIT(" -/");

	for (size_t i = 0; i < s.n; i++) {
		char c = s.p[i];
		bool letter = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
		if (!letter && !(c >= '0' && c <= '9') && !str_has(others, c))
			return false;
	}
	return true;
}

enum err
council_number_send(struct req *rq)
{
	const struct form_council_number *f = rq->form;
	struct str number = is_set(f->number) ? f->number : S("");
	struct out o;
	int64_t n;

	if (!rq->form_errors && !number_ok(number))
		wrong(rq, F_council_number_number,
		    S("Use only letters, digits, spaces, - and /"));
	if (rq->form_errors)
		return copy_show(rq);
	TRY(council_number_set(rq->db, rq->subject->id, number, &n));
	out_init(&o, rq->a, 200);
	out_lit(&o, "From ");
	out_str(&o, rq->subject->council_number.n > 0 ? rq->subject->council_number :
	    S("none"));
	out_lit(&o, " to ");
	out_str(&o, number.n > 0 ? number : S("none"));
	out_char(&o, '.');
	note(rq, AUDIENCE_STAFF, PID_NONE, out_str_of(&o));
	return redirect(rq, url_copy_show(rq->a, rq->subject->pid));
}
