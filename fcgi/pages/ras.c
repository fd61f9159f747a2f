/*
 * The questionnaire: its task list, the page that checks the answers, and the
 * moves that are made from there.
 */
#include "fcgi/pages/ras.h"

#include "core/base/civil.h"
#include "core/session.h"
#include "fcgi/pages/moves.h"
#include "fcgi/pages/preview.h"
#include "fcgi/pages/status.h"
#include "fcgi/request/gate.h"
#include "fcgi/scoring.h"
#include "fcgi/service.h"
#include "gen/q_entry.h"
#include "gen/t_ras.h"
#include "gen/t_ras_check.h"

/* A reply is its writer's until the decision is out, and the letter with it. */
static bool
hides_replies(const struct req *rq, const struct ras *r)
{
	if (r->state == RAS_VIEWED)
		return !may(&rq->who, ANSWER_VIEW, rq->relations,
		    acted_of(rq->subject, ANSWER_VIEW));
	return is_set(r->told) && rq->now.us < r->told.us && !role_is_staff(rq->who.role);
}

static void
hide_replies(struct ras_lines *lines)
{
	for (size_t i = 0; i < lines->n; i++)
		lines->v[i].reply = STR_NONE;
}

/*
 * Who enters for a family sees what was entered, and never what the family has
 * written itself and not sent.
 */
static enum err
entered_views(struct req *rq, struct ras_read *r)
{
	struct entry_views all;
	int n = 0;

	TRY(entry_views(rq->db, rq->a, rq->entry->id, &all));
	for (size_t i = 0; i < r->answers.n; i++) {
		struct answer *a = &r->answers.v[i];
		a->view = RAS_UNSAID;
		a->view_words = S("");
		for (size_t k = 0; k < all.n; k++)
			if (all.v[k].question == a->question) {
				a->view = (enum ras_view)all.v[k].view;
				a->view_words = all.v[k].words;
				n++;
			}
	}
	r->ras.unseen = (int)r->answers.n - n;
	return OK;
}

enum err
ras_read(struct req *rq, struct ras_read *r)
{
	const struct casefile *c = rq->subject;
	unsigned acted = acted_of(c, ANSWER_RAS);

	*r = (struct ras_read){ .on_its_way = is_set(c->questionnaire) };
	if (!r->on_its_way && !is_set(c->assessment))
		return E_NOT_FOUND;
	TRY(ras_by_id(rq->db, rq->a, r->on_its_way ? c->questionnaire : c->assessment,
	    &r->ras));
	TRY(service_policy(rq->app, rq->db, rq->a, r->ras.policy, &r->policy));
	r->tool = policy_tool(r->policy, r->ras.tool);
	r->own = rq->who.role == FAMILY;
	bool fills = may(&rq->who, ANSWER_RAS, rq->relations, acted);
	TRY(answers_of(rq->db, rq->a, r->ras.id, fills, &r->answers));
	if (rq->entry != NULL)
		TRY(entered_views(rq, r));
	r->lines = ras_lines(rq->a, r->tool, &r->answers, r->own && r->on_its_way);
	if (hides_replies(rq, &r->ras))
		hide_replies(&r->lines);
	r->facts = store_ras_facts(r->policy, &r->ras, rq->today);
	r->moves = assessment_open(&r->facts, rq->who.role, rq->relations, acted);
	r->may_fill = fills && r->on_its_way && store_ras_editable(c);
	return OK;
}

bool
ras_offers(const struct ras_read *r, enum ras_event event)
{
	for (size_t i = 0; i < r->moves.n; i++)
		if (r->moves.v[i].event == event)
			return r->on_its_way;
	return false;
}

enum err
ras_doing(struct req *rq, struct ras_doing *d)
{
	if (!is_set(rq->subject->questionnaire))	/* approved meanwhile? */
		return is_set(rq->subject->assessment) ? E_CONFLICT : E_NOT_FOUND;
	*d = (struct ras_doing){ doing_of(rq, NULL), rq->subject };
	return service_policy(rq->app, rq->db, rq->a, rq->subject->ras_policy, &d->by.policy);
}

/* ---- the task list ---- */

struct status { struct str words, colour; };

/* How an answer stands, for whoever reads the list. */
static struct status
status_of(const struct ras_read *r, const struct answer *a)
{
	if (a == NULL)
		return (struct status){ S("To do"), S("teal") };
	if (!is_set(a->shared))
		return (struct status){ S("Saved, not shared"), S("orange") };
	enum ras_view view = r->own ? a->view : a->said;
	if (view == RAS_SAME)
		return (struct status){ r->own ? S("You see it so") :
		    S("Family sees it so"), S("green") };
	if (view == RAS_DIFFERENT && a->reply.n > 0 && !r->own)
		return (struct status){ S("Difference answered"), S("green") };
	if (view == RAS_DIFFERENT)
		return (struct status){ r->own ? S("You see it differently") :
		    S("Family sees it differently"), S("orange") };
	if (r->own && r->on_its_way && r->facts.state == RAS_VIEWED)
		return (struct status){ S("You said nothing of it"), S("grey") };
	return r->own && r->on_its_way ? (struct status){ S("To read"), S("teal") } :
	    (struct status){ S("Shared"), S("green") };
}

static void
statuses(struct req *rq, struct ras_read *r)
{
	for (size_t i = 0; i < r->lines.n; i++) {
		struct ras_line *l = &r->lines.v[i];
		const struct answer *a = NULL;
		for (size_t k = 0; k < r->answers.n; k++)
			if (r->answers.v[k].question == l->number)
				a = &r->answers.v[k];
		struct status s = status_of(r, a);
		l->status = s.words;
		l->colour = s.colour;
		l->to = url_question_show(rq->a, rq->subject->pid, l->number);
	}
}

/* Where it stands, in one sentence for everybody. */
static struct str
stands(struct req *rq, const struct ras_read *r)
{
	static const struct str own[RAS_STATE_COUNT] = {
		[RAS_DRAFT] = S_INIT("You and your worker are answering it together."),
		[RAS_SHARED] = S_INIT("All answers are shared with you. Please say how you see them "
		    "by "),
		[RAS_UNSEEN] = S_INIT("It is still open until the {practice_lead} decides: you can "
		    "say how you see the answers."),
		[RAS_VIEWED] = S_INIT("You have sent how you see the answers."),
	};
	static const struct str words[RAS_STATE_COUNT] = {
		[RAS_DRAFT] = S_INIT("The worker and the family are answering it together."),
		[RAS_SHARED] = S_INIT("All answers are shared. The family says how it sees them by "),
		[RAS_UNSEEN] = S_INIT("The family’s days to look at it are over. It can still say "
		    "how it sees the answers, until the {practice_lead} decides."),
		[RAS_VIEWED] = S_INIT("The family has said how it sees the answers."),
		[RAS_RETURNED] = S_INIT("The {practice_lead} has returned it to the worker."),
		[RAS_APPROVED] = S_INIT("The {practice_lead} has approved it. The letter can "
		    "be read from "),
		[RAS_SUPERSEDED] = S_INIT("A newer one has taken its place."),
	};
	struct out o;

	if (r->facts.state == RAS_DRAFT && r->may_fill)
		return S("You and the family are answering it together.");
	out_init(&o, rq->a, 400);
	out_str(&o, with_titles(rq, r->own && is_set(own[r->facts.state])
	    ? own[r->facts.state] : words[r->facts.state]));
	if (r->facts.state == RAS_SHARED)
		out_date(&o, r->ras.view_due);
	if (r->facts.state == RAS_APPROVED)
		out_stamp(&o, r->ras.told);
	if (r->facts.state == RAS_SHARED || r->facts.state == RAS_APPROVED)
		out_char(&o, '.');
	return out_str_of(&o);
}

/* What this reader does here now; none where it is others' turn. */
static struct str
to_do(struct req *rq, const struct ras_read *r)
{
	if (r->may_fill)
		return S("Answer each question together with the family, and share each "
		    "answer when you both have talked about it. Then check and share all.");
	if (r->own && r->on_its_way && r->facts.state == RAS_VIEWED)
		return with_titles(rq, S("You can still change what you say and send it again, "
		    "until the {practice_lead} decides."));
	if (r->own && r->on_its_way && r->answers.n > 0)
		return S("Read each answer. Say if you see it so, or differently and why. "
		    "Nothing is sent until you press send on the last page.");
	if (r->own && r->on_its_way)
		return S("No answer is shared with you yet. You will see each one here as "
		    "soon as your worker shares it.");
	if (rq->who.role == PRACTICE_LEAD && r->facts.state == RAS_VIEWED)
		return S("Answer every difference with a reason. Then approve it, or return it.");
	if (rq->who.role == PRACTICE_LEAD && r->facts.state == RAS_UNSEEN)
		return S("Read the answers. Then approve the questionnaire, or return it.");
	return STR_NONE;
}

/* Adds what is still to do before it can be shared. */
static void
missing(struct ras_page *v, struct str words, struct url to)
{
	v->missing.v[v->missing.n++] = (struct ras_missing){ words, to };
}

static void
missings(struct req *rq, const struct ras_read *r, struct ras_page *v)
{
	v->missing.v = ARENA_ARRAY(rq->a, r->lines.n + 2, struct ras_missing);
	if (!r->may_fill)
		return;
	for (size_t i = 0; i < r->lines.n; i++)
		if (!r->lines.v[i].answered)
			missing(v, r->lines.v[i].title, r->lines.v[i].to);
	if (!r->facts.taking_part_noted)
		missing(v, S("Who took part, and when"), v->people_at);
	if (!r->facts.child_noted)
		missing(v, S("What the child said or showed"), v->child_at);
}

/* Points and pounds come after the reasons, and first to staff (need before
 * resources); to everybody when the letter is out. */
static void
sum_of(struct req *rq, const struct ras_read *r, struct ras_page *v)
{
	struct ras_answers given = ras_given(rq->a, &r->answers);
	struct worked_out w;

	ras_worked_out(r->policy, r->tool, &given, &w);
	v->highest = w.highest;
	v->shows_sum = r->on_its_way && w.complete && role_is_staff(rq->who.role) &&
	    r->facts.unreasoned == 0;
	if (!v->shows_sum)
		return;
	v->total = w.score.total;
	v->band = w.score.band->name;
	v->yearly = w.score.step->yearly;
}

static void
buttons(struct req *rq, const struct ras_read *r, struct ras_page *v)
{
	struct pid pid = rq->subject->pid;

	if (ras_offers(r, RAS_SHARE))
		v->share = url_ras_share(rq->a, pid);
	if (ras_offers(r, RAS_SAY))
		v->say = url_ras_view_send(rq->a, pid);
	if (ras_offers(r, RAS_RETURN))
		v->give_back = url_ras_return(rq->a, pid);
	if (ras_offers(r, RAS_APPROVE))
		v->letter = url_ras_letter(rq->a, pid);
	v->unseen = r->own ? r->ras.unseen : 0;
	v->unanswered = is_set(v->give_back.s) ? r->facts.differences_unanswered : 0;
	v->give_back_form = view_of(rq, &the_form_give_back);
}

static void
page_of(struct req *rq, struct ras_read *r, struct ras_page *v)
{
	struct pid pid = rq->subject->pid;
	bool people = r->facts.taking_part_noted, child = r->facts.child_noted;

	statuses(rq, r);
	*v = (struct ras_page){
		.called = rq->subject->called, .back = url_case_show(rq->a, pid),
		.self = url_ras_show(rq->a, pid), .check = url_ras_check(rq->a, pid),
		.people_at = url_took_part_show(rq->a, pid),
		.child_at = url_child_said_show(rq->a, pid),
		.tool = r->tool->name, .about = r->tool->about,
		.scored = r->tool->scored, .stands = stands(rq, r), .to_do = to_do(rq, r),
		.returned_because = r->ras.state == RAS_RETURNED ? r->ras.returned_because :
		    STR_NONE,
		.lines = r->lines, .may_fill = r->may_fill,
		.people_status = people ? S("Recorded") : S("To do"),
		.people_colour = people ? S("green") : S("teal"),
		.child_status = child ? S("Recorded") : S("To do"),
		.child_colour = child ? S("green") : S("teal"),
		.child_said = r->ras.child_said,
	};
	if (is_set(rq->subject->assessment))
		v->worked_out = url_worked_out_show(rq->a, pid);
	missings(rq, r, v);
	buttons(rq, r, v);
}

/* Nothing is there yet. */
static enum err
ras_none(struct req *rq)
{
	struct ras_page v = {
		.called = rq->subject->called,
		.back = url_case_show(rq->a, rq->subject->pid),
		.stands = S("It has not been begun yet."),
	};
	int age = date_years(rq->subject->born, rq->today);
	const struct policy *p;

	TRY(today_policy(rq, &p));
	const struct tool *tool =
	    policy_tool_for(p, age, (enum school)rq->subject->school_stage);
	if (tool != NULL) {
		v.tool = tool->name;
		v.about = tool->about;
		v.scored = tool->scored;
	}
	if (tool != NULL && may(&rq->who, ANSWER_RAS, rq->relations, rq->acted))
		v.begin = url_ras_open(rq->a, rq->subject->pid);
	page_ras(page_begin(rq, S("The questionnaire")), &v);
	return page_end(rq);
}

enum err
ras_show(struct req *rq)
{
	struct ras_read r;
	struct ras_page v;
	enum err e = ras_read(rq, &r);

	if (e == E_NOT_FOUND)
		return ras_none(rq);
	TRY(e);
	page_of(rq, &r, &v);
	if (r.on_its_way) {
		const struct policy *p;
		TRY(today_policy(rq, &p));
		TRY(case_status(rq, p, &v.status));
	}
	bool again = !r.on_its_way && may(&rq->who, ANSWER_RAS, rq->relations, ACTED_NOTHING);
	if (again)
		v.begin = url_ras_open(rq->a, rq->subject->pid);
	page_ras(page_begin(rq, S("The questionnaire")), &v);
	return page_end(rq);
}

enum err
ras_check(struct req *rq)
{
	struct took_parts people;
	struct ras_read r;
	struct ras_page v;

	TRY(ras_read(rq, &r));
	TRY(took_part_of(rq->db, rq->a, r.ras.id, &people));
	page_of(rq, &r, &v);
	v.people = ras_people(rq->a, &people);
	sum_of(rq, &r, &v);
	page_ras_check(page_begin(rq, S("Check the answers")), &v);
	return page_end(rq);
}

/* ---- the moves ---- */

enum err
ras_open(struct req *rq)
{
	struct ras_doing d = { doing_of(rq, NULL), rq->subject };
	int64_t id;

	TRY(today_policy(rq, &d.by.policy));
	TRY(store_ras_open(rq->db, rq->a, &d, rq->session.policy, &id));
	note(rq, AUDIENCE_FAMILY, PID_NONE, S("The questionnaire was begun."));
	return redirect(rq, url_ras_show(rq->a, rq->subject->pid));
}

static enum err
move(struct req *rq, enum ras_event event, struct str words, struct ras_moved *m)
{
	struct ras_doing d;

	TRY(ras_doing(rq, &d));
	return store_ras_move(rq->db, rq->a, &d, event, words, m);
}

enum err
ras_share(struct req *rq)
{
	struct ras_moved m;
	struct out o;

	TRY(move(rq, RAS_SHARE, STR_NONE, &m));
	out_init(&o, rq->a, 200);
	out_lit(&o, "All of them. The family says how it sees them by ");
	out_date(&o, m.due);
	out_char(&o, '.');
	note(rq, AUDIENCE_FAMILY, PID_NONE, out_str_of(&o));
	TRY(tell_news(rq, S("The answers to the questionnaire are there for you. Please "
	    "say how you see each of them."), m.due));
	return redirect(rq, url_ras_show(rq->a, rq->subject->pid));
}

enum err
ras_view_send(struct req *rq)
{
	struct ras_moved m;

	TRY(move(rq, RAS_SAY, STR_NONE, &m));
	note(rq, AUDIENCE_FAMILY, PID_NONE,
	    with_titles(rq, S("The {practice_lead} looks at it now.")));
	return redirect(rq, url_ras_show(rq->a, rq->subject->pid));
}

enum err
ras_return(struct req *rq)
{
	const struct form_give_back *f = rq->form;
	struct ras_moved m;

	if (rq->form_errors)
		return ras_check(rq);
	TRY(move(rq, RAS_RETURN, f->reason, &m));
	note(rq, AUDIENCE_FAMILY, PID_NONE, S("The reason stands with the questionnaire."));
	TRY(tell_news(rq, S("The questionnaire goes back to your worker, who will be in "
	    "touch."), DATE_NONE));
	return redirect(rq, url_ras_show(rq->a, rq->subject->pid));
}

/* The score letter, looked at before the score is approved. */
enum err
ras_letter(struct req *rq)
{
	struct pid pid = rq->subject->pid;
	struct preview look = { .v = {
		.back = url_ras_check(rq->a, pid), .send = url_ras_approve(rq->a, pid),
		.button = S("Approve and send the letter"),
	} };
	struct ras_doing d;
	struct ras_read r;

	TRY(ras_read(rq, &r));
	if (!ras_offers(&r, RAS_APPROVE))
		return redirect(rq, look.v.back);
	TRY(ras_doing(rq, &d));
	look.v.available = store_sending(d.by.policy, rq->subject, rq->now);
	TRY(preview_begin(rq, &look));
	TRY(scoring_letter(rq->db, rq->a, rq->app->config, &d, &rq->out));
	return preview_end(rq, &look);
}

enum err
ras_approve(struct req *rq)
{
	struct letter_made letter;
	struct ras_moved m;
	struct ras_doing d;
	struct out o;

	TRY(ras_doing(rq, &d));
	out_init(&o, rq->a, LETTER_LIMIT);
	TRY(scoring_letter(rq->db, rq->a, rq->app->config, &d, &o));
	if (!preview_kept(rq, &o))
		return ras_letter(rq);
	TRY(scoring_approve(rq->db, rq->a, rq->app->config, &d, &m, &letter));
	out_init(&o, rq->a, 500);
	if (!is_set(m.total))
		out_lit(&o, UNSCORED_APPROVED " ");
	out_lit(&o, "The letter can be read from ");
	out_stamp(&o, letter.available);
	out_char(&o, '.');
	if (m.replaces)
		out_str(&o, is_set(m.total) ? S(" This score takes the place of the one before.") :
		    S(" This assessment takes the place of the one before."));
	if (m.ends_challenge)
		out_lit(&o, " What was open in the challenge of that one ends here. Each "
		    "answer of the new score can be challenged.");
	note(rq, AUDIENCE_FAMILY, letter.pid, out_str_of(&o));
	return redirect(rq, url_worked_out_show(rq->a, rq->subject->pid));
}
