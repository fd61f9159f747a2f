/*
 * The page of a case: who has it now, what waits for the reader, everything
 * said so far, and every letter.
 */
#include "core/base/civil.h"
#include "core/session.h"
#include "fcgi/letter/you.h"
#include "fcgi/pages/moves.h"
#include "fcgi/pages/reach.h"
#include "fcgi/pages/status.h"
#include "fcgi/pages/story.h"
#include "fcgi/req.h"
#include "gen/q_comment.h"
#include "gen/t_casefile.h"

#define STORY_ROWS 50
#define RECORD_READ 120		/* of the record, for so many rows of the story */

static struct str
case_title(struct req *rq)
{
	struct out o;

	if (role_is_staff(rq->who.role))
		return rq->subject->child_name;
	out_init(&o, rq->a, 300);
	out_str(&o, rq->subject->called);
	out_lit(&o, "’s budget");
	return out_str_of(&o);
}

/* What hangs on a case: each with the right it takes. */
static const struct {
	struct str words;
	struct url (*to)(struct arena *, struct pid);
	enum action action;
	enum {
		NOTHING, ASSESSMENT,
		SCORED, UNSCORED,	/* an assessment with points, or without */
		TOLD,			/* a score, and its letter can be read */
	} needs;
} links[] = {
	/* what the council has said, and how it came to it … */
	{ S_INIT("Letters"), url_letters_show, SEE_DOCUMENT, NOTHING },
	{ S_INIT("How the score was worked out"), url_worked_out_show, SEE_CASE, SCORED },
	{ S_INIT("What the assessment says"), url_worked_out_show, SEE_CASE, UNSCORED },
	/* … what the family can do about it … */
	{ S_INIT("Challenge the score"), url_challenge_show, WRITE_DRAFT, TOLD },
	{ S_INIT("The challenge and its answers"), url_answers_show, SEE_CASE, TOLD },
	{ S_INIT("The support plan"), url_plan_show, SEE_CASE, NOTHING },
	{ S_INIT("The meeting with {a practice_lead}"), url_meeting_show, SEE_CASE, ASSESSMENT },
	{ S_INIT("Points for the {operations_manager}"), url_points_show, SEE_CASE, ASSESSMENT },
	/* … what it rests on … */
	{ S_INIT("Documents: see them, or add one"), url_documents_show, SEE_DOCUMENT,
	    NOTHING },
	{ S_INIT("The questionnaire"), url_ras_show, SEE_CASE, NOTHING },
	/* … and who takes part, and how */
	{ S_INIT("Enter what the family told you"), url_entry_show, ENTER_FOR_FAMILY, NOTHING },
	{ S_INIT("What was entered for the family"), url_entries_show, SEE_CASE, NOTHING },
	{ S_INIT("Somebody to help you"), url_supporters_show, NAME_SUPPORTER, NOTHING },
	{ S_INIT("The form your letters come in"), url_letter_form_show, CHOOSE_FORMAT,
	    NOTHING },
	{ S_INIT("The name that stands in emails"), url_notice_name_show, CHOOSE_NOTICE_NAME,
	    NOTHING },
	{ S_INIT("Give this case to another worker"), url_case_give_show, GIVE_CASE, NOTHING },
	{ S_INIT("Complaints"), url_complaints_show, SEE_COMPLAINT, NOTHING },
	{ S_INIT("Staff comments"), url_comments_show, WRITE_COMMENT, NOTHING },
	{ S_INIT("Copy for the case system"), url_copy_show, COPY_CASE, NOTHING },
	{ S_INIT("Who has looked at this case"), url_views_show, SEE_VIEWS, NOTHING },
	{ S_INIT("Everything that was done in this case"), url_record_show, SEE_RECORD,
	    NOTHING },
};

/* The family challenges a score once it can read the letter about it. */
static bool
score_is_told(const struct req *rq, const struct case_todos *todos)
{
	if (role_is_staff(rq->who.role))
		return true;
	for (size_t i = 0; i < todos->n; i++)
		if (todos->v[i].step == STEP_CHALLENGE && todos->v[i].since.us > rq->now.us)
			return false;
	return true;
}

/* Does the case have what the link is about? */
static bool
is_there(const struct req *rq, size_t link, const struct case_todos *todos)
{
	bool assessed = is_set(rq->subject->assessment), points = !rq->subject->unscored;

	switch (links[link].needs) {
	case NOTHING:
		return true;
	case ASSESSMENT:
		return assessed;
	case SCORED:
		return assessed && points;
	case UNSCORED:
		return assessed && !points;
	case TOLD:
		break;
	}
	return assessed && points && score_is_told(rq, todos);
}

/* "Staff comments (3)" */
static struct str
comments_words(struct arena *a, int n)
{
	struct out o;

	out_init(&o, a, 60);
	out_lit(&o, "Staff comments (");
	out_int(&o, n);
	out_char(&o, ')');
	return out_str_of(&o);
}

static struct case_links
links_of(struct req *rq, const struct case_todos *todos, int comments)
{
	struct case_links all = { ARENA_ARRAY(rq->a, COUNT(links), struct case_link), 0 };

	for (size_t i = 0; i < COUNT(links); i++) {
		if (!is_there(rq, i, todos))
			continue;
		if (!may(&rq->who, links[i].action, rq->relations, rq->acted))
			continue;
		all.v[all.n++] = (struct case_link){
			links[i].to(rq->a, rq->subject->pid),
			links[i].action == WRITE_COMMENT ?
			    comments_words(rq->a, comments) :
			    said_to(rq->a, rq->who.role, with_titles(rq, links[i].words)),
		};
	}
	return all;
}

enum err
case_show(struct req *rq)
{
	struct record_rows record;
	struct story_rows story;
	struct case_now now;
	const struct policy *p;

	TRY(record_rows(rq->db, rq->a, rq->subject->id, INT32_MAX,
	    (int)story_audience(rq->who.role), RECORD_READ, &record));
	TRY(today_policy(rq, &p));
	TRY(case_now(rq, p, &now));
	story_of(rq, p, &record, &story);
	story_fold(rq, &record, STORY_ROWS, &story);
	struct case_view view;
	struct sum_view sum;

	TRY(front_sum(rq, now.front, &sum));
	view = (struct case_view){
		.title = case_title(rq),
		.ref = rq->subject->ref,
		.staff = role_is_staff(rq->who.role),
		.child_name = rq->subject->child_name,
		.called = rq->subject->called,
		.born = rq->subject->born,
		.age = date_years(rq->subject->born, rq->today),
		.team = rq->subject->team_name,
		.worker = worker_words(rq, p),
		.council_number = rq->subject->council_number,
		.links = links_of(rq, &now.waiting.waits.todos, now.front->comments),
		.may_hold = may(&rq->who, MARK_VIEW, rq->relations, rq->acted),
		.hold = url_views_hold(rq->a, rq->subject->pid),
		.status = now.status,
		.sum = &sum,
		.also = now.also,
	};
	if (now.mine != NULL) {
		view.asks = now.ask.words;
		view.due = case_aim(&now.waiting, now.mine, &view.kind);
		view.act = now.ask.to;
	}
	if (view.staff && is_set(now.front->unreached))
		view.undelivered = undelivered_words(rq->a, now.front->unreached);
	page_casefile(page_begin(rq, S("The case")), &view, &story,
	    view_of(rq, &the_form_hold));
	return page_end(rq);
}
