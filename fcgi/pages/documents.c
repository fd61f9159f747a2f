/*
 * Documents of a case: the list with its receipts, adding one, sending a draft,
 * and opening one.
 */
#include "core/document.h"
#include "core/session.h"
#include "fcgi/document.h"
#include "fcgi/pages/considered.h"
#include "fcgi/pages/document_words.h"
#include "fcgi/req.h"
#include "fcgi/service.h"
#include "gen/t_documents.h"
#include "sql/store_document.h"

#define ABOUT_PLAN (QUESTIONS + 1)	/* of the form's words */
#define ABOUT_PICTURE (QUESTIONS + 2)

_Static_assert(QUESTIONS == 12, "fcgi/forms.def names them one by one");

/* ---- the list ---- */

struct shown {			/* what the page is made of */
	struct document_rows rows;
	struct considereds considered;
	const struct questions *questions;
};

/* ---- the list ---- */

static const struct questions no_questions;

/* The questions of the questionnaire on its way, or of the score that counts. */
static enum err
questions_of(struct req *rq, const struct questions **qs)
{
	const struct casefile *c = rq->subject;
	struct tool_used used;
	const struct policy *p;

	*qs = &no_questions;
	if (!is_set(c->questionnaire) && !is_set(c->assessment))
		return OK;
	TRY(tool_used(rq->db, rq->a, is_set(c->questionnaire) ? c->questionnaire :
	    c->assessment, &used));
	TRY(service_policy(rq->app, rq->db, rq->a, used.policy, &p));
	const struct tool *tool = policy_tool(p, used.tool);
	if (tool != NULL)
		*qs = &tool->questions;
	return OK;
}

static enum err
shown_load(struct req *rq, struct shown *s)
{
	TRY(document_rows(rq->db, rq->a, rq->subject->id, rq->who.id,
	    rq->who.role == FAMILY, role_is_staff(rq->who.role), &s->rows));
	TRY(considered_of(rq->db, rq->a, rq->subject->id, rq->now, &s->considered));
	return questions_of(rq, &s->questions);
}

static struct document_state
state_of(const struct document_row *d)
{
	return (struct document_state){
		d->audience, is_set(d->sent), d->own, d->role, d->named,
	};
}

/* The page of the documents, with a new version of one to be added. */
static struct url
newer_url(struct req *rq, struct pid document)
{
	return url_document_newer_show(rq->a, rq->subject->pid, document);
}

/*
 * A supporter is called one beside their name, which they chose themselves. Who
 * helps somebody else of the family has no name for the reader.
 */
static struct str
who_added(const struct req *rq, const struct document_row *d)
{
	struct out o;

	if (d->role != SUPPORTER)
		return d->added_name;
	if (!role_is_staff(rq->who.role) && !d->own && !d->named)
		return S("somebody who helps");
	out_init(&o, rq->a, 400);
	out_str(&o, d->added_name);
	out_lit(&o, ", who helps the family");
	return out_str_of(&o);
}

static struct document_view
view_of_row(struct req *rq, const struct shown *s, const struct document_row *d,
    bool may_add)
{
	struct document_state state = state_of(d);
	struct document_view v = {
		.id = pid_print(rq->a, d->pid),
		.open = url_document_open(rq->a, rq->subject->pid, d->pid),
		.name = d->name,
		.purpose = d->purpose,
		.about = document_about_words(rq->a, s->questions, d),
		.size = document_size_words(rq->a, d),
		.added = is_set(d->sent) ? d->sent : d->added,
		.who = who_added(rq, d),
		.seen_by = document_seen_by(rq->who.role, &state),
		.replaces = d->replaces,
		.received = document_print_words(rq->a, d->received),
		.kept = document_print_words(rq->a, d->kept),
		.made_anew = !str_eq(d->received, d->kept),
		.draft = !is_set(d->sent),
		.considered = considered_lines(rq->a, &s->considered, d->pid),
	};

	if (may_add && document_may_send(rq->who.role, &state))
		v.send = url_document_send_now(rq->a, rq->subject->pid, d->pid);
	if (may_add && !v.draft)
		v.newer = newer_url(rq, d->pid);
	return v;
}

static struct document_views
views_of_rows(struct req *rq, const struct shown *s, bool may_add)
{
	struct document_views all = {
		ARENA_ARRAY(rq->a, s->rows.n + 1, struct document_view), 0,
	};

	for (size_t i = 0; i < s->rows.n; i++)
		all.v[all.n++] = view_of_row(rq, s, &s->rows.v[i], may_add);
	return all;
}

/* ---- the form ---- */

static struct options *
abouts(struct req *rq, const struct questions *qs)
{
	struct options *o = ARENA_NEW(rq->a, struct options);

	o->v = ARENA_ARRAY(rq->a, qs->n + 3, struct option);
	o->v[o->n++] = (struct option){ S(""), S("The case as a whole"), S("") };
	for (size_t i = 0; i < qs->n; i++) {
		struct out value;
		out_init(&value, rq->a, 32);
		out_int(&value, qs->v[i].number);
		o->v[o->n++] = (struct option){ out_str_of(&value),
		    document_question_words(rq->a, &qs->v[i]), S("") };
	}
	o->v[o->n++] = (struct option){ S("plan"), S("The support plan"), S("") };
	o->v[o->n++] = (struct option){ S("picture"),
	    S("The support plan: the child’s own picture"), S("") };
	return o;
}

/* One row per choice; who may make it. The words are those of the receipt. */
static const struct {
	struct str value;
	struct str label, hint;
	bool family, supporter, staff;
} audiences[] = {
	{ S_INIT("all"), S_INIT("Your family, who helps you, and the council staff of "
	    "this case"), S_INIT(""), true, false, false },
	{ S_INIT("all"), S_INIT("The family, who helps them, and the council staff of "
	    "this case"), S_INIT(""), false, false, true },
	{ S_INIT("staff"), S_INIT("Council staff of this case only"),
	    S_INIT("The family may ask for a copy by law"), false, false, true },
	{ S_INIT("draft"), S_INIT("Only you, for now"),
	    S_INIT("You can send it later from this page"), true, false, true },
	{ S_INIT("draft"), S_INIT("You and the family, for now"),
	    S_INIT("The family decides whether to send it"), false, true, false },
};

static bool
is_offered(enum role role, size_t i)
{
	if (role == FAMILY)
		return audiences[i].family;
	return role == SUPPORTER ? audiences[i].supporter : audiences[i].staff;
}

static struct options *
audiences_for(struct req *rq)
{
	struct options *o = ARENA_NEW(rq->a, struct options);

	o->v = ARENA_ARRAY(rq->a, COUNT(audiences), struct option);
	for (size_t i = 0; i < COUNT(audiences); i++)
		if (is_offered(rq->who.role, i))
			o->v[o->n++] = (struct option){ audiences[i].value,
			    audiences[i].label, audiences[i].hint };
	return o;
}

/* The page of the case they come from, and the question it is about, if any. */
static enum err
next_of(const struct req *rq, struct str path, struct url *next, int *question)
{
	*next = route_page_in(path, rq->subject->pid, question);
	return is_set(path) && !is_set(next->s) ? E_BAD_REQUEST : OK;
}

/* What a file added from a page of the plan's draft belongs to; 0: not one of them. */
static int
about_plan(struct req *rq, struct url next)
{
	static const struct {
		struct url (*page)(struct arena *, struct pid);
		int about;
	} pages[] = {
		{ url_plan_draft_show, ABOUT_PLAN }, { url_plan_child_show, ABOUT_PICTURE },
	};

	for (size_t i = 0; i < COUNT(pages); i++)
		if (str_eq(next.s, pages[i].page(rq->a, rq->subject->pid).s))
			return pages[i].about;
	return 0;
}

static void
lead_back(struct req *rq, struct url next, int question, struct documents_view *v)
{
	v->back = is_set(next.s) ? next : url_case_show(rq->a, rq->subject->pid);
	v->back_words = !is_set(next.s) ? S("Back to the case") :
	    question > 0 ? S("Back to the question") :
	    about_plan(rq, next) > 0 ? S("Back to the plan") : S("Back");
	v->next = next.s;
}

/*
 * What the form begins with, by the page they come from. A draft is seen by who
 * writes it, and so are its files; what staff enter for a family is sent.
 */
static void
preset(struct req *rq, struct form_view *form, struct url next, int question)
{
	int plan = about_plan(rq, next);

	if (rq->form_errors)
		return;
	if (question > 0 && question <= QUESTIONS)
		form_fill_choice(form, F_document_about, question);
	if (plan > 0)
		form_fill_choice(form, F_document_about, plan);
	if (plan > 0 && rq->entry == NULL)
		form_fill(form, F_document_audience, S("draft"));
}

/* replaces: what a new version is added to, or PID_NONE; path: to come back to. */
static enum err
show(struct req *rq, struct pid replaces, struct str path)
{
	struct url next;
	int question;

	bool may_add = may(&rq->who, UPLOAD, rq->relations, rq->acted);
	struct shown s;

	TRY(shown_load(rq, &s));
	struct form_view *form = view_of(rq, &the_form_document);
	struct options *who = audiences_for(rq);
	TRY(next_of(rq, path, &next, &question));
	preset(rq, form, next, question);
	if (!is_set(form_raw(form, F_document_audience)))
		form_fill(form, F_document_audience, who->v[0].value);
	struct documents_view v = {
		.add = url_document_upload(rq->a, rq->subject->pid),
		.title = S("Documents you and the council have added"),
		.list = views_of_rows(rq, &s, may_add),
		.may_add = may_add,
		.form = form,
		.abouts = abouts(rq, s.questions),
		.audiences = who,
	};
	lead_back(rq, next, question, &v);
	if (role_is_staff(rq->who.role))
		v.title = S("Documents the family and the council have added");
	for (size_t i = 0; i < s.rows.n; i++)
		if (is_set(replaces) && pid_eq(s.rows.v[i].pid, replaces)) {
			v.replaces = s.rows.v[i].name;
			v.replaces_id = pid_print(rq->a, replaces);
		}
	if (is_set(replaces) && !is_set(v.replaces))
		return E_NOT_FOUND;
	page_documents(page_begin(rq, v.title), &v);
	return page_end(rq);
}

enum err
documents_show(struct req *rq)
{
	const struct form_then *f = rq->form;

	return show(rq, PID_NONE, f->next);
}

enum err
document_newer_show(struct req *rq)
{
	return show(rq, rq->id, STR_NONE);
}

/* ---- adding ---- */

enum { FOR_ALL = 1, FOR_STAFF, FOR_DRAFT };	/* of the form's words */

static bool
may_choose(enum role role, struct str value)
{
	for (size_t i = 0; i < COUNT(audiences); i++)
		if (is_offered(role, i) && str_eq(audiences[i].value, value))
			return true;
	return false;
}

/* A document this person may see, within the case. */
static enum err
seen_document(struct req *rq, struct pid pid, struct document *d)
{
	TRY(document_of(rq->db, rq->a, rq->subject->id, pid, rq->who.id, d));
	const struct document_state state = {
		d->audience, is_set(d->sent), d->own, d->role, d->named,
	};
	return document_visible(rq->who.role, &state) ? OK : E_NOT_FOUND;
}

/* What can be said before the file is looked at. */
static enum err
check_form(struct req *rq)
{
	const struct http_file *file = &rq->http->file;
	struct str full;

	if (is_set(file->field) && !str_eq(file->field, S("file")))
		return E_BAD_REQUEST;
	if (!is_set(file->field))
		wrong(rq, F_document_file, S("Choose a file"));
	if (!rq->form_errors && !may_choose(rq->who.role,
	    form_raw(&rq->view, F_document_audience)))
		return E_BAD_REQUEST;
	if (rq->form_errors)
		return OK;
	TRY(store_document_room(rq->db, rq->a, rq->subject, file->bytes.n, &full));
	if (is_set(full))
		wrong(rq, F_document_file, full);
	return OK;
}

/* Has the file looked at; says at the field why it is not taken. */
static enum err
check_file(struct req *rq, struct file_verdict *verdict, struct str *kept)
{
	const struct http_file *file = &rq->http->file;

	TRY(document_inspect(rq, file->bytes, verdict, kept));
	if (verdict->refusal == REFUSED_NOT &&
	    !document_name_fits(verdict->kind, file->name))
		verdict->refusal = REFUSED_NAME;
	if (verdict->refusal != REFUSED_NOT)
		wrong(rq, F_document_file, refusal_words(verdict->refusal));
	return OK;
}

static enum err
add(struct req *rq, const struct file_verdict *verdict, struct str kept, int64_t replaces,
    struct url next)
{
	const struct form_document *f = rq->form;
	const struct document_new n = {
		.name = rq->http->file.name,
		.purpose = f->purpose,
		.kind = verdict->kind,
		.audience = f->audience == FOR_STAFF ? DOCUMENT_STAFF : DOCUMENT_ALL,
		.question = f->about >= 1 && f->about <= QUESTIONS ? f->about : INT_NONE,
		.plan = f->about == ABOUT_PLAN ? PLAN_FILE :
		    f->about == ABOUT_PICTURE ? PLAN_PICTURE : INT_NONE,
		.pages = verdict->pages,
		.draft = f->audience == FOR_DRAFT,
		.received = rq->http->file.bytes,
		.kept = kept,
		.replaces = replaces,
	};
	struct pid pid;

	TRY(store_document(rq->db, rq->a, &rq->app->keys.documents, &rq->who, rq->now,
	    rq->subject, &n, &pid));
	/* that there is a draft is nobody's business until it is sent */
	note(rq, n.draft ? AUDIENCE_RECORD : f->audience == FOR_STAFF ?
	    AUDIENCE_STAFF : AUDIENCE_FAMILY, pid, n.purpose);
	return redirect(rq, route_then(rq->a, url_documents_show(rq->a, rq->subject->pid),
	    next));
}

enum err
document_upload(struct req *rq)
{
	const struct form_document *f = rq->form;
	struct document old = { 0 };
	struct file_verdict verdict;
	struct str kept;
	struct url next;
	int question;

	TRY(next_of(rq, f->next, &next, &question));
	if (is_set(f->replaces))
		TRY(seen_document(rq, f->replaces, &old));
	TRY(check_form(rq));
	if (!rq->form_errors)
		TRY(check_file(rq, &verdict, &kept));
	if (rq->form_errors)
		return show(rq, f->replaces, f->next);
	return add(rq, &verdict, kept, old.id, next);
}

/* ---- sending a draft, opening ---- */

enum err
document_send_now(struct req *rq)
{
	struct document d;
	int64_t changed;

	TRY(seen_document(rq, rq->id, &d));
	const struct document_state state = {
		d.audience, is_set(d.sent), d.own, d.role, d.named,
	};
	if (!document_may_send(rq->who.role, &state))
		return is_set(d.sent) ? E_CONFLICT : E_NOT_FOUND;
	TRY(document_send(rq->db, d.id, rq->now, &changed));
	if (changed != 1)
		return E_CONFLICT;
	note(rq, AUDIENCE_FAMILY, d.pid, d.name);
	return redirect(rq, url_documents_show(rq->a, rq->subject->pid));
}

enum err
document_open(struct req *rq)
{
	struct document *d = ARENA_NEW(rq->a, struct document);

	TRY(seen_document(rq, rq->id, d));
	note(rq, AUDIENCE_STAFF, d->pid, S(""));
	return document_reply(rq, d);
}
