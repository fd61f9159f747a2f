#include "fcgi/score_view.h"

#include <string.h>

#include "core/base/arena.h"
#include "core/base/civil.h"
#include "core/base/out.h"
#include "core/entry.h"
#include "core/money.h"
#include "fcgi/evidence_words.h"

#define WORDS ((size_t)65536)

static struct str
lower(struct arena *a, struct str s)
{
	char *p = str_cstr(a, s);

	if (s.n > 0 && p[0] >= 'A' && p[0] <= 'Z')
		p[0] = (char)(p[0] + ('a' - 'A'));
	return (struct str){ p, s.n };
}

static void
out_points_words(struct out *o, struct points points)
{
	out_points(o, points);
	out_str(o, points.n == 1 ? S(" point") : S(" points"));
}

struct str
score_words(struct arena *a, const struct question *q, struct points points)
{
	const struct level *level = ras_level(q, points);
	struct out o;

	out_init(&o, a, WORDS);
	out_points_words(&o, points);
	if (level != NULL) {
		out_lit(&o, ", ");
		out_str(&o, lower(a, level->name));
	}
	return out_str_of(&o);
}

struct str
person_words(struct arena *a, const struct policy *titles, struct str name, enum role role,
    struct str own)
{
	struct out o;

	out_init(&o, a, WORDS);
	out_str(&o, name);
	if (role != FAMILY) {
		out_lit(&o, ", ");
		out_str(&o, own.n > 0 ? own : titles == NULL ? role_words(role) :
		    policy_title(titles, role)->one);
	}
	return out_str_of(&o);
}

static struct str
on_day(struct arena *a, struct str who, struct stamp at)
{
	struct out o;

	out_init(&o, a, WORDS);
	out_str(&o, who);
	out_lit(&o, ", on ");
	out_date(&o, stamp_london_date(at));
	return out_str_of(&o);
}

static struct str
join(struct arena *a, struct str one, struct str glue, struct str two)
{
	struct out o;

	out_init(&o, a, WORDS);
	out_str(&o, one);
	out_str(&o, glue);
	out_str(&o, two);
	return out_str_of(&o);
}

/* ---- one question ---- */

static struct str
scored_by(const struct score_book *b)
{
	const struct standing *s = &b->s->d.standing;
	struct str who = person_words(b->a, b->titles, s->worker_name, WORKER,
	    s->worker_title);

	if (!is_set(s->approver_name))
		return who;
	who = join(b->a, who, S("; approved by "),
	    person_words(b->a, b->titles, s->approver_name, PRACTICE_LEAD,
	    s->approver_title));
	return is_set(s->approved) ? on_day(b->a, who, s->approved) : who;
}

#define MOST_SAID 8	/* scored, seen, replied to, challenged, reconsidered, accepted,
			 * contested, reviewed */

/* "Maria Osei, on 3 March 2026 (told by telephone on 2 March 2026, entered by …)" */
static struct str
by_family(const struct score_book *b, struct str who, struct stamp at)
{
	struct out o;

	out_init(&o, b->a, WORDS);
	out_str(&o, on_day(b->a, who, at));
	for (size_t i = 0; i < b->s->told.n; i++) {
		const struct told_for *t = &b->s->told.v[i];
		if (t->at.us != at.us)
			continue;
		out_lit(&o, " (told ");
		out_str(&o, entry_way_words(t->way));
		out_lit(&o, " on ");
		out_date(&o, t->received);
		out_lit(&o, ", entered by ");
		out_str(&o, t->staff);
		out_char(&o, ')');
		break;
	}
	return out_str_of(&o);
}

static struct str
the_family(const struct score_book *b)
{
	return b->to_family ? S("You") : S("The family");
}

static struct str
sentence(struct arena *a, struct str s)
{
	struct out o;

	out_init(&o, a, WORDS);
	out_sentence(&o, s);
	return out_str_of(&o);
}

static struct weighing
weighing_of(const struct score_now *s, const struct item_answer *g)
{
	const struct item *item = dispute_item(&s->d, g->question);

	return (struct weighing){
		tier_weighs(g->tier),
		item != NULL ? item->id : ID_NONE, g->decided_by,
	};
}

struct str
evidence_relied(struct arena *a, const struct score_now *s, const struct item_answer *g)
{
	struct weighing w = weighing_of(s, g);

	return evidence_words(a, &s->marks, &w, SAID_RELIED, g->relied);
}

struct str
evidence_other(struct arena *a, const struct score_now *s, const struct item_answer *g)
{
	struct weighing w = weighing_of(s, g);

	return evidence_words(a, &s->marks, &w, SAID_NOT_DECISIVE, S(""));
}

static void
add(const struct score_book *b, struct chain_view *v, struct chain_entry entry)
{
	entry.reason = sentence(b->a, entry.reason);
	entry.evidence = sentence(b->a, entry.evidence);
	v->said.v[v->said.n++] = entry;
}

static void
add_answer(const struct score_book *b, struct chain_view *v, const struct question *q,
    enum tier tier)
{
	const struct item_answer *g = score_given(b->s, q->number, tier);
	struct str step = tier == TIER_WORKER ? S("Reconsidered: ") : S("Reviewed: ");

	if (g == NULL || g->shared.us > b->until.us)
		return;
	add(b, v, (struct chain_entry){
		.step = join(b->a, step, S(""), verdict_words(g->verdict)),
		.who = on_day(b->a, person_words(b->a, b->titles, g->decider, g->role,
		    g->own_title), g->decided),
		.score = score_words(b->a, q, g->points), .points = g->points,
		.reason = g->reason, .evidence = evidence_relied(b->a, b->s, g),
		.other = evidence_other(b->a, b->s, g),
	});
	v->points = g->points;
}

/* How the family saw it before it was approved, and what it was answered. */
static void
add_view(const struct score_book *b, struct chain_view *v, const struct question *q,
    const struct answer_now *answer)
{
	static const struct str seen[2][2] = {
		{ S_INIT("sees it so"), S_INIT("sees it differently") },
		{ S_INIT("you see it so"), S_INIT("you see it differently") },
	};
	bool differs = answer->said == RAS_DIFFERENT;

	if (!differs && answer->said_words.n == 0)
		return;
	add(b, v, (struct chain_entry){
		.step = b->to_family ? S("Seen by you before approval") :
		    S("Seen by the family before approval"),
		.who = is_set(answer->said_at) ? by_family(b, answer->said_by,
		    answer->said_at) : the_family(b),
		.score = seen[b->to_family][differs],
		.points = POINTS_NONE,
		.reason = answer->said_words,
	});
	if (answer->reply.n == 0 || !is_set(answer->replied))
		return;
	add(b, v, (struct chain_entry){
		.step = S("Answered before approval"),
		.who = on_day(b->a, person_words(b->a, b->titles, answer->replied_by,
		    PRACTICE_LEAD, STR_NONE), answer->replied),
		.score = score_words(b->a, q, answer->original),
		.points = answer->original, .reason = answer->reply,
	});
}

static void
add_accepted(const struct score_book *b, struct chain_view *v, const struct question *q,
    const struct item *item)
{
	if (item->state == ITEM_ACCEPTED)
		add(b, v, (struct chain_entry){
			.step = S("Accepted"), .who = by_family(b, the_family(b), item->moved),
			.score = score_words(b->a, q, v->points), .points = v->points,
		});
}

static void
add_contest(const struct score_book *b, struct chain_view *v, const struct question *q)
{
	const struct item_contest *k = score_contest(b->s, q->number);
	const struct item *item = dispute_item(&b->s->d, q->number);

	if (k == NULL)
		return;
	add(b, v, (struct chain_entry){
		.step = S("Contested"),
		.who = by_family(b, k->name, k->at),
		.score = join(b->a, S("asks for "), S(""),
		    score_words(b->a, q, item->asked)),
		.points = item->asked,
		.reason = k->words, .evidence = k->evidence,
	});
}

static bool
is_named(const struct chain_entries *said, const struct question *q, const struct level *level)
{
	for (size_t i = 0; i < said->n; i++)
		if (is_set(said->v[i].points) && ras_level(q, said->v[i].points) == level)
			return true;
	return false;
}

/* What the levels mean that somebody gave or asked for. */
static struct level_views
levels_named(const struct score_book *b, const struct question *q,
    const struct chain_entries *said)
{
	struct level_views all = { ARENA_ARRAY(b->a, q->levels.n + 1, struct level_view), 0 };

	for (size_t i = 0; i < q->levels.n; i++) {
		const struct level *level = &q->levels.v[i];
		if (is_named(said, q, level))
			all.v[all.n++] = (struct level_view){
				.label = level->name, .hint = level->description,
				.points = level->points,
			};
	}
	return all;
}

static const struct {
	struct str words, colour;
} states[ITEM_STATE_COUNT] = {
	[ITEM_NONE] = { S_INIT("Not challenged"), S_INIT("grey") },
	[ITEM_WITH_WORKER] = { S_INIT("Being looked at again"), S_INIT("teal") },
	[ITEM_SHARED] = { S_INIT("Answered, total to be confirmed"), S_INIT("teal") },
	[ITEM_ANSWERED] = { S_INIT("Answered, rests with the family"), S_INIT("orange") },
	[ITEM_ACCEPTED] = { S_INIT("The family accepts the answer"), S_INIT("green") },
	[ITEM_CONTESTED] = { S_INIT("With the reviewer"), S_INIT("teal") },
	[ITEM_SETTLED] = { S_INIT("Settled by the review"), S_INIT("green") },
	[ITEM_LEFT_WORKER] = { S_INIT("Withdrawn"), S_INIT("grey") },
	[ITEM_LEFT_SHARED] = { S_INIT("Withdrawn, total to be confirmed"), S_INIT("grey") },
	[ITEM_LEFT_ANSWERED] = { S_INIT("Withdrawn"), S_INIT("grey") },
	[ITEM_LEFT_REVIEW] = { S_INIT("Withdrawn"), S_INIT("grey") },
};

static const struct str states_to_family[ITEM_STATE_COUNT] = {	/* none: the same */
	[ITEM_ANSWERED] = S_INIT("Answered, rests with you"),
	[ITEM_ACCEPTED] = S_INIT("You accept the answer"),
};

struct chain_view
chain_of(const struct score_book *b, int question)
{
	const struct question *q = tool_question(b->tool, question);
	const struct answer_now *answer = score_answer(b->s, question);
	const struct item *item = dispute_item(&b->s->d, question);
	enum item_state state = item != NULL ? item->state : ITEM_NONE;
	struct chain_view v = {
		.number = question, .title = q->title, .text = q->text,
		.guidance = q->guidance, .points = answer->original,
		.challenged = item != NULL,
		.said.v = ARENA_ARRAY(b->a, MOST_SAID, struct chain_entry),
		.state = b->to_family && is_set(states_to_family[state]) ?
		    states_to_family[state] : states[state].words, .colour = states[state].colour,
	};

	add(b, &v, (struct chain_entry){
		.step = S("As scored"), .who = scored_by(b),
		.score = score_words(b->a, q, answer->original),
		.points = answer->original, .reason = answer->reason, .evidence = answer->evidence,
	});
	add_view(b, &v, q, answer);
	if (item != NULL) {
		add(b, &v, (struct chain_entry){
			.step = S("Challenged"),
			.who = by_family(b, item->challenger, item->challenged),
			.score = join(b->a, S("asks for "), S(""),
			    score_words(b->a, q, item->proposed)),
			.points = item->proposed,
			.reason = item->why, .evidence = item->evidence,
		});
		add_answer(b, &v, q, TIER_WORKER);
		add_accepted(b, &v, q, item);
		add_contest(b, &v, q);
		add_answer(b, &v, q, TIER_REVIEWER);
	}
	if (state == ITEM_SETTLED && score_given(b->s, question, TIER_REVIEWER)->shared.us >
	    b->until.us)
		v.state = S("Reviewed, the letter is on its way");
	v.score = score_words(b->a, q, v.points);
	v.levels = levels_named(b, q, &v.said);
	return v;
}

void
chains_of(const struct score_book *b, enum chains which, struct chain_views *all)
{
	*all = (struct chain_views){
		ARENA_ARRAY(b->a, b->s->answers.n + 1, struct chain_view), 0
	};
	for (size_t i = 0; i < b->s->answers.n; i++) {
		int question = b->s->answers.v[i].question;
		bool challenged = dispute_item(&b->s->d, question) != NULL;
		if (which == EVERY_ONE || challenged == (which == CHALLENGED_ONES))
			all->v[all->n++] = chain_of(b, question);
	}
}

/* ---- what it comes to ---- */

static struct effect_side
side_of(const struct ras_score *score)
{
	return (struct effect_side){
		score->total,
		score->band != NULL ? score->band->name : S("no band"),
		score->step != NULL ? score->step->yearly : (struct money){ 0 },
	};
}

static struct str
difference(struct arena *a, int points, struct money yearly)
{
	struct out o;

	out_init(&o, a, WORDS);
	if (points == 0)
		return S("The points stay as they are.");
	out_int(&o, points > 0 ? points : -points);
	out_str(&o, points == 1 || points == -1 ? S(" point ") : S(" points "));
	out_str(&o, points > 0 ? S("more") : S("fewer"));
	if (yearly.pence == 0) {
		out_lit(&o, ". The sum stays the same.");
		return out_str_of(&o);
	}
	out_lit(&o, ", and ");
	out_money(&o, yearly.pence > 0 ? yearly : money_sub((struct money){ 0 }, yearly));
	out_str(&o, yearly.pence > 0 ? S(" a year more.") : S(" a year less."));
	return out_str_of(&o);
}

void
effect_of(const struct score_book *b, const struct ras_changes *changes,
    struct effect_view *view)
{
	struct ras_answers answers = score_answers(b->a, b->s);
	struct ras_effect e = ras_effect(b->policy, &answers, changes);

	*view = (struct effect_view){
		.before = side_of(&e.before), .after = side_of(&e.after),
		.words = difference(b->a, e.points, e.yearly),
	};
}
