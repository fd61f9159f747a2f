/*
 * Telephone, paper and in person count the same. A member of staff says what a
 * family told the council, who, how and when, in the family's own words; until
 * they finish, they may do that one thing in this case as the family may. Then
 * the family gets a copy to correct. What the family has written itself and not
 * sent stays the family's.
 */
#include "fcgi/pages/entry.h"

#include "core/base/civil.h"
#include "core/calendar.h"
#include "core/policy.h"
#include "fcgi/letter/entry.h"
#include "fcgi/service.h"
#include "gen/t_entry.h"

#define SCANS 10	/* the newest documents are offered */

/* Where each kind is typed: on the pages the family itself would use. */
static const struct {
	enum entry_kind kind;
	struct url (*to)(struct arena *, struct pid);
	struct str words;
} starts[] = {
	{ ENTRY_CHALLENGE, url_challenge_show, S_INIT("Mark the questions and send the challenge") },
	{ ENTRY_REPLY, url_answers_show, S_INIT("Accept or contest each answer") },
	{ ENTRY_WITHDRAWAL, url_answers_show, S_INIT("Withdraw questions, or come back to them") },
	{ ENTRY_PLAN, url_plan_draft_show, S_INIT("Write the plan and send it") },
	{ ENTRY_PLAN, url_plan_take_back_show, S_INIT("Take back the plan that was sent") },
	{ ENTRY_CHOICE, url_plan_settle_show, S_INIT("They are settled with the answer") },
	{ ENTRY_CHOICE, url_plan_end_show, S_INIT("They end the case") },
	{ ENTRY_CHOICE, url_plan_show, S_INIT("They come back to a case they ended") },
	{ ENTRY_SIGN, url_plan_sign_show, S_INIT("They sign the plan") },
	{ ENTRY_MEETING, url_meeting_show, S_INIT("The meeting with {a practice_lead}") },
	{ ENTRY_POINTS, url_points_show, S_INIT("Write the points and send them") },
	{ ENTRY_POINTS, url_discussion_show, S_INIT("The discussion with the {operations_manager}") },
	{ ENTRY_VIEW, url_ras_show, S_INIT("How they see each answer") },
	{ ENTRY_CORRECTION, url_entries_show, S_INIT("Choose the entry they correct") },
};

static struct entry_links
starts_of(struct req *rq, enum entry_kind kind)
{
	struct entry_links all = { ARENA_ARRAY(rq->a, COUNT(starts), struct entry_link), 0 };

	for (size_t i = 0; i < COUNT(starts); i++)
		if (starts[i].kind == kind)
			all.v[all.n++] = (struct entry_link){
				starts[i].to(rq->a, rq->subject->pid),
				with_titles(rq, starts[i].words) };
	return all;
}

static struct options *
options_new(struct req *rq, size_t most)
{
	struct options *o = ARENA_NEW(rq->a, struct options);

	*o = (struct options){ ARENA_ARRAY(rq->a, most + 1, struct option), 0 };
	return o;
}

static const struct options *
kinds_of(struct req *rq)
{
	static const struct { struct str word, words; } kinds[] = {
#define KIND_OPTION(name, value, word, words) { S_INIT(word), S_INIT(words) },
		ENTRY_KIND_LIST(KIND_OPTION)
#undef KIND_OPTION
	};
	struct options *all = options_new(rq, COUNT(kinds));

	for (size_t i = 0; i < COUNT(kinds); i++)
		all->v[all->n++] = (struct option){ kinds[i].word,
			with_titles(rq, kinds[i].words), S("") };
	return all;
}

static const struct options *
ways_of(void)
{
	static struct option v[] = {
		{ S_INIT("telephone"), S_INIT("By telephone"), S_INIT("") },
		{ S_INIT("paper"), S_INIT("On paper"),
		    S_INIT("You will be asked for the scan before you finish") },
		{ S_INIT("in_person"), S_INIT("In person"), S_INIT("") },
	};
	static const struct options all = { v, COUNT(v) };

	return &all;
}

static const struct options *
relatives_of(struct req *rq, const struct entry_relatives *rows)
{
	struct options *all = options_new(rq, rows->n);

	for (size_t i = 0; i < rows->n; i++)
		all->v[all->n++] = (struct option){ pid_print(rq->a, rows->v[i].pid),
			rows->v[i].name, S("") };
	return all;
}

static enum err
scans_of(struct req *rq, const struct options **scans)
{
	struct entry_scans rows;

	TRY(entry_scans(rq->db, rq->a, rq->subject->id, rq->who.id, SCANS, &rows));
	struct options *all = options_new(rq, rows.n + 1);
	for (size_t i = 0; i < rows.n; i++)
		all->v[all->n++] = (struct option){ pid_print(rq->a, rows.v[i].pid),
			rows.v[i].name, rows.v[i].purpose };
	all->v[all->n++] = (struct option){ S(""), S("There is no scan"), S("") };
	*scans = all;
	return OK;
}

static struct str
open_words(struct req *rq, const struct entry_open *e)
{
	struct out o;

	out_init(&o, rq->a, 400);
	out_str(&o, e->relative_name);
	out_lit(&o, " told it ");
	out_str(&o, entry_way_words(e->way));
	out_lit(&o, " on ");
	out_date(&o, e->received);
	return out_str_of(&o);
}

static enum err
open_of(struct req *rq, struct entry_open *e)
{
	*e = (struct entry_open){ .id = ID_NONE };
	enum err found = entry_open_of(rq->db, rq->a, rq->subject->id, rq->who.id, e);
	return found == E_NOT_FOUND ? OK : found;
}

static enum err
entry_page(struct req *rq, const struct entry_open *e)
{
	struct pid pid = rq->subject->pid;
	struct entry_relatives rows;
	struct entry_page v = {
		.back = url_case_show(rq->a, pid), .begin = url_entry_begin(rq->a, pid),
		.finish = url_entry_end(rq->a, pid), .all = url_entries_show(rq->a, pid),
		.documents = url_documents_show(rq->a, pid),
		.kinds = kinds_of(rq), .how = ways_of(),
	};

	TRY(entry_relatives(rq->db, rq->a, rq->subject->id, &rows));
	v.who = relatives_of(rq, &rows);
	if (e->id != ID_NONE) {
		TRY(scans_of(rq, &v.scans));
		v.open = open_words(rq, e);
		v.kind = with_titles(rq, entry_kind_words(e->kind));
		v.words = e->words;
		v.over = stamp_add(e->begun, (int64_t)ENTRY_HOURS * 3600).us < rq->now.us;
		v.sent = is_set(e->sent);
		v.to = starts_of(rq, e->kind);
	}
	page_entry(page_begin(rq, S("Enter what the family told you")),
	    view_of(rq, &the_form_entry), view_of(rq, &the_form_entry_end), &v);
	return page_end(rq);
}

enum err
entry_show(struct req *rq)
{
	struct entry_open e;

	TRY(open_of(rq, &e));
	return entry_page(rq, &e);
}

/* ---- beginning ---- */

/* What an entry of a kind answers; none where it answers nothing. */
static struct stamp
answered_by(const struct entry_answers *a, enum entry_kind kind)
{
	const struct stamp of[ENTRY_KIND_COUNT] = {
		[ENTRY_KIND_NONE] = STAMP_NONE,
		[ENTRY_CHALLENGE] = a->score,
		[ENTRY_REPLY] = a->answers,
		[ENTRY_WITHDRAWAL] = a->challenged,
		[ENTRY_PLAN] = STAMP_NONE,
		[ENTRY_CHOICE] = a->plan,
		[ENTRY_SIGN] = a->council,
		[ENTRY_MEETING] = a->meeting,
		[ENTRY_POINTS] = a->plan,
		[ENTRY_VIEW] = a->questionnaire,
		[ENTRY_CORRECTION] = a->entered,
	};

	return of[kind];
}

static void
complain(struct req *rq, enum entry_fault fault, struct date answers)
{
	struct out o;

	switch (fault) {
	case ENTRY_FINE:
		return;
	case ENTRY_NOTHING_TO_ANSWER:
		wrong(rq, F_entry_kind, S("There is nothing of this kind to answer yet"));
		return;
	case ENTRY_IN_FUTURE:
		wrong(rq, F_entry_received, S("Enter today or an earlier day"));
		return;
	case ENTRY_BEFORE_CASE:
		wrong(rq, F_entry_received, S("Enter a day from when the case was opened"));
		return;
	case ENTRY_TOO_EARLY:
		break;
	}
	out_init(&o, rq->a, 200);
	out_lit(&o, "The day it came cannot be before ");
	out_date(&o, answers);
	out_lit(&o, ": what it is about was not there earlier. Enter that day or a later one");
	wrong(rq, F_entry_received, out_str_of(&o));
}

static enum err
check(struct req *rq, int64_t *relative)
{
	const struct form_entry *f = rq->form;
	struct entry_relatives rows;
	struct entry_answers answers;
	struct date from = DATE_NONE;

	*relative = ID_NONE;
	TRY(entry_relatives(rq->db, rq->a, rq->subject->id, &rows));
	for (size_t i = 0; i < rows.n; i++)
		if (pid_eq(rows.v[i].pid, f->relative))
			*relative = rows.v[i].id;
	if (rq->form_errors)
		return OK;
	if (*relative == ID_NONE)
		wrong(rq, F_entry_relative, S("Choose one of the answers on the page"));
	if (f->kind == ENTRY_SIGN && (rq->acted & ACTED_SIGNED) != 0)
		wrong(rq, F_entry_kind, S("You have signed this plan for the council. A "
		    "colleague enters the signature of the family"));
	TRY(entry_answers_of(rq->db, rq->a, rq->subject->id, &answers));
	struct stamp since = answered_by(&answers, (enum entry_kind)f->kind);
	if (is_set(since))
		from = stamp_london_date(since);
	complain(rq, entry_check((enum entry_kind)f->kind, f->received, from,
	    rq->subject->opened, rq->today), from);
	return OK;
}

enum err
entry_begin(struct req *rq)
{
	const struct form_entry *f = rq->form;
	struct entry_count count;
	struct entry_open open;
	int64_t relative, id;

	TRY(open_of(rq, &open));
	if (open.id != ID_NONE)
		return redirect_undone(rq, url_entry_show(rq->a, rq->subject->pid));
	TRY(check(rq, &relative));
	if (rq->form_errors)
		return entry_page(rq, &open);
	TRY(entry_count_of(rq->db, rq->a, rq->subject->id, &count));
	TRY(entry_add(rq->db, rq->subject->id, count.n + 1, rq->who.id, relative,
	    (enum entry_kind)f->kind, (enum entry_way)f->way, f->received, f->words,
	    rq->now, &id));
	note(rq, AUDIENCE_STAFF, PID_NONE,
	    with_titles(rq, entry_kind_words((enum entry_kind)f->kind)));
	return redirect(rq, url_entry_show(rq->a, rq->subject->pid));
}

/* ---- finishing ---- */

static bool
scan_offered(const struct options *scans, struct arena *a, struct pid scan)
{
	for (size_t i = 0; i < scans->n; i++)
		if (str_eq(scans->v[i].value, pid_print(a, scan)))
			return true;
	return false;
}

static enum err
check_scan(struct req *rq, const struct entry_open *e)
{
	const struct form_entry_end *f = rq->form;
	const struct options *scans;

	TRY(scans_of(rq, &scans));
	if (is_set(f->scan) && !scan_offered(scans, rq->a, f->scan))
		wrong(rq, F_entry_end_scan, S("Choose one of the answers on the page"));
	else if (!is_set(f->scan) && e->way == ENTRY_PAPER)
		wrong(rq, F_entry_end_scan, S("Choose the scan of what they wrote. If it "
		    "is not in the list, add it to the documents first"));
	return OK;
}

enum err
entry_end(struct req *rq)
{
	const struct form_entry_end *f = rq->form;
	struct letter_made made;
	struct entry_open e;
	const struct policy *p;
	int64_t n;

	TRY(open_of(rq, &e));
	if (e.id == ID_NONE)
		return E_CONFLICT;
	if (!is_set(e.sent)) {		/* nothing came of it: nobody is told */
		TRY(entry_close(rq->db, rq->subject->id, rq->who.id, rq->now, &n));
		note(rq, AUDIENCE_STAFF, PID_NONE, S("Nothing was entered."));
		rq->told = S("The entry is closed. Nothing was entered, so nobody is told.");
		return redirect(rq, url_case_show(rq->a, rq->subject->pid));
	}
	TRY(check_scan(rq, &e));
	if (rq->form_errors)
		return entry_page(rq, &e);
	TRY(today_policy(rq, &p));
	TRY(entry_copy_out(&(struct entry_end){
		.db = rq->db, .a = rq->a, .config = rq->app->config, .policy = p,
		.c = rq->subject, .now = rq->now, .id = e.id, .no = e.no,
		.staff = rq->who.id, .scan = f->scan,
	}, &made));
	note(rq, AUDIENCE_FAMILY, made.pid, S("It is entered. A letter has a copy of it, "
	    "and the family can correct it."));
	return redirect(rq, url_entry_read(rq->a, rq->subject->pid, e.no));
}
