#include "fcgi/letter/facts.h"

#include "core/base/arena.h"
#include "core/base/civil.h"
#include "core/base/out.h"
#include "core/money.h"
#include "fcgi/letter/late.h"
#include "fcgi/letter/stages.h"
#include "fcgi/ras_view.h"
#include "fcgi/service.h"
#include "gen/q_letter.h"
#include "gen/q_meeting.h"
#include "gen/q_step.h"
#include "sql/store_allocation.h"
#include "sql/store_letter.h"

#define WORDS ((size_t)4096)

enum err
letter_desk_open(struct app *app, const struct config *config, struct db *db,
    struct arena *a, const struct casefile *c, const struct actor *who, struct stamp now,
    const struct policy *p, struct letter_desk *d)
{
	struct standing s;

	*d = (struct letter_desk){
		db, a, config->council, c, *who, now, stamp_london_date(now), p, NULL,
	};
	enum err e = standing_of(db, a, c->id, &s);
	if (e == E_NOT_FOUND)
		return OK;
	TRY(e);
	return service_policy(app, db, a, s.policy, &d->scored);
}

struct stamp
letter_readable(const struct letter_desk *d)
{
	return sending_time(&d->policy->sending, &d->policy->bank_holidays, d->now);
}

struct str
letter_aim(const struct letter_desk *d, struct str before, enum step step, struct str after)
{
	struct out o;

	out_init(&o, d->a, WORDS);
	out_str(&o, before);
	out_date(&o, step_due(d->policy, step, (struct clock_from){
		.available = stamp_london_date(letter_readable(d)),
		.paper = d->c->by_post }));
	out_str(&o, after);
	return out_str_of(&o);
}

struct str
letter_aim_to_fit(const struct letter_desk *d)
{
	struct out o;

	out_init(&o, d->a, WORDS);
	out_str(&o, d->c->worker_name);
	out_lit(&o, " fits the plan to the sum with you. The aim is to do it by ");
	return letter_aim(d, out_str_of(&o), STEP_FIT_PLAN, S("."));
}

struct help_lines
help_lines(struct arena *a, const struct helpers *h)
{
	struct help_lines lines = { ARENA_ARRAY(a, h->n + 1, struct help_line), 0 };

	for (size_t i = 0; i < h->n; i++)
		lines.v[lines.n++] = (struct help_line){
			h->v[i].name, h->v[i].telephone, h->v[i].hours,
		};
	return lines;
}

/* Who answers for the letter: of the council, whoever's decision it tells. */
static enum err
sign(const struct letter_desk *d, struct letter_head *h)
{
	bool family = d->who.role == FAMILY;
	struct own_number own = { .phone = STR_NONE };

	if (!family)
		TRY(phone_of_person(d->db, d->a, d->who.id, &own));
	h->signed_by = person_words(d->a, d->policy,
	    family ? d->c->worker_name : d->who.name, family ? WORKER : d->who.role,
	    family ? d->c->worker_title : d->who.title);
	h->telephone = is_set(own.phone) && own.phone.n > 0 ? own.phone : d->c->worker_phone;
	return OK;
}

enum err
letter_head_of(const struct letter_desk *d, struct str did, struct letter_head **head)
{
	struct letter_head *h = ARENA_NEW(d->a, struct letter_head);

	*h = (struct letter_head){
		.council = d->council, .office = d->policy->council, .ref = d->c->ref,
		.did = did, .decided = d->decided,
		.day = d->c->format != FORMAT_NONE ? DATE_NONE :
		    stamp_london_date(letter_readable(d)),
	};
	*head = h;
	TRY(sign(d, h));
	return letter_family(d->db, d->a, d->c, &h->dear);
}

enum err
letter_family(struct db *db, struct arena *a, const struct casefile *c, struct str *names)
{
	struct relatives family;
	struct out o;

	TRY(family_of(db, a, c->id, &family));
	out_init(&o, a, WORDS);
	for (size_t i = 0; i < family.n; i++) {
		if (i > 0)
			out_str(&o, i + 1 == family.n ? S(" and ") : S(", "));
		out_str(&o, family.v[i].name);
	}
	*names = out_str_of(&o);
	return OK;
}

/* ---- the rest ---- */

/* From the first letter about the score; this is it, or a new score begins here. */
static enum err
runs_from(const struct letter_desk *d, int64_t assessment, struct letter_facts *f)
{
	struct sum_now sum;

	TRY(store_allocation(d->db, d->a, d->c->id, STAMP_ALL, &sum));
	f->runs_from = is_set(sum.from) && sum.assessment == assessment ? sum.from :
	    stamp_london_date(letter_readable(d));
	return OK;
}

/*
 * Up to when it tells what was decided: its own decision included, also where
 * that is held.
 */
static struct stamp
letter_told(const struct letter_desk *d)
{
	return store_sending(d->policy, d->c, d->now);
}

/* "another language, Polish"; none: no other form is needed. */
static struct str
format_of(const struct letter_desk *d)
{
	struct out o;

	if (d->c->format == FORMAT_NONE)
		return STR_NONE;
	out_init(&o, d->a, WORDS);
	out_str(&o, letter_format_words(d->c->format));
	if (is_set(d->c->format_words) && d->c->format_words.n > 0) {
		out_lit(&o, ", ");
		out_str(&o, d->c->format_words);
	}
	return out_str_of(&o);
}

/* "Gambling: Betting, lotteries and games for money." */
static struct str
kind_words(struct arena *a, const struct prohibited *k)
{
	struct out o;

	out_init(&o, a, WORDS);
	out_str(&o, k->name);
	out_lit(&o, ": ");
	out_str(&o, k->words);
	return out_str_of(&o);
}

/* What the tables say a budget never pays for. */
static struct lines
never_covered(const struct letter_desk *d)
{
	const struct prohibited_kinds *p = &d->policy->prohibited;
	struct lines all = { ARENA_ARRAY(d->a, p->n + 1, struct line), 0 };

	for (size_t i = 0; i < p->n; i++)
		if (p->v[i].rule == NEVER)
			all.v[all.n++] = (struct line){ kind_words(d->a, &p->v[i]) };
	return all;
}

static struct str
criteria_of(const struct letter_desk *d, const struct tool *tool)
{
	struct out o;

	out_init(&o, d->a, WORDS);
	out_str(&o, tool->name);
	out_str(&o, tool->scored ? S(", with its questions, what to look for, levels, "
	    "points, bands and sums. ") : S(". "));
	out_str(&o, ras_policy_words(d->a, d->scored));
	return out_str_of(&o);
}

/* The questions; nothing without a score. */
static void
score_facts(const struct letter_desk *d, const struct score_now *s, struct letter_facts *f)
{
	const struct tool *tool;
	struct score_book book;

	if (d->scored == NULL)
		return;
	tool = policy_tool(d->scored, (enum tool_kind)s->d.standing.tool);
	f->criteria = criteria_of(d, tool);
	f->scored = s->scores.n > 0;
	if (!f->scored)
		return;
	book = (struct score_book){
		d->a, d->scored, d->policy, tool, s, letter_told(d), true
	};
	chains_of(&book, CHALLENGED_ONES, &f->chains);
	chains_of(&book, OTHER_ONES, &f->annex);
}

enum err
letter_facts_of(const struct letter_desk *d, const struct score_now *s,
    const struct letter_change *now, struct letter_facts *f)
{
	struct date today = stamp_london_date(d->now);
	struct score_now recorded;

	if (s == NULL) {
		TRY(store_score_read(d->db, d->a, d->c, today, letter_told(d), &recorded));
		s = &recorded;
	}
	*f = (struct letter_facts){
		.policy = d->policy, .called = d->c->called,
		.by_post = d->c->by_post,
		.decided_by = person_words(d->a, d->policy, d->who.name, d->who.role,
		    d->who.title),
		.decided = d->decided, .total = POINTS_NONE,
		.never_covered = never_covered(d),
		.guidance = ras_policy_words(d->a, d->policy),
		.reference = d->policy->version.reference,
		.format = format_of(d),
		.aim = S("There is no last day for this."),
		.contact = d->c->worker_name, .telephone = d->c->worker_phone,
		.help = help_lines(d->a, &d->policy->helpers),
		.rights = help_lines(d->a, &d->policy->rights),
	};
	score_facts(d, s, f);
	TRY(runs_from(d, s->d.standing.assessment, f));
	TRY(letter_stages(d, s, now, f));
	TRY(letter_late_of(d, s, &f->late));
	TRY(letter_handovers_of(d, s, &f->handovers));
	return letter_head_of(d, d->who.role == FAMILY ? S("You told us on") :
	    S("Decided on"), &f->head);
}
