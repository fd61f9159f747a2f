#include "fcgi/ras_view.h"

#include "core/base/arena.h"
#include "core/base/out.h"
#include "core/base/str.h"

#define WORDS ((size_t)1000)

static const struct answer *
answer_to(const struct answers *all, int question)
{
	for (size_t i = 0; i < all->n; i++)
		if (all->v[i].question == question)
			return &all->v[i];
	return NULL;
}

/* What the family says of the answer: as sent, or to itself as it is written. */
static void
say(struct ras_line *l, const struct answer *a, bool own)
{
	static const struct str words[2][RAS_DIFFERENT + 1] = {
		{ [RAS_SAME] = S_INIT("The family sees it so"),
		    [RAS_DIFFERENT] = S_INIT("The family sees it differently") },
		{ [RAS_SAME] = S_INIT("You see it so"),
		    [RAS_DIFFERENT] = S_INIT("You see it differently") },
	};
	bool sent = a->view == a->said && str_eq(a->view_words, a->said_words);

	l->said = words[own][own ? a->view : a->said];
	l->said_words = own ? a->view_words : a->said_words;
	l->said_by = !own || sent ? a->said_by : S("not sent yet");
	l->said_before = a->said_before.n > 0 ? a->said_before : STR_NONE;
	l->reply = a->reply.n > 0 ? a->reply : STR_NONE;
	l->replied_by = a->replied_by;
}

static struct ras_line
line_of(const struct tool *tool, const struct question *q, const struct answer *a, bool own)
{
	struct ras_line l = {
		.number = q->number, .title = q->title, .text = q->text,
		.guidance = q->guidance, .points = POINTS_NONE,
		.most = tool->scored ? question_highest(q) : POINTS_NONE,
		.answered = a != NULL,
	};

	if (a == NULL)
		return l;
	const struct level *level = is_set(a->points) ? ras_level(q, a->points) : NULL;
	l.points = a->points;
	l.two_carers = a->two_carers;
	l.reason = a->reason;
	l.evidence = a->evidence;
	l.level = S("Talked through");
	if (a->not_applicable)
		l.level = S("Does not apply");
	else if (level != NULL) {
		l.level = level->name;
		l.described = level->description;
	}
	say(&l, a, own);
	return l;
}

struct ras_lines
ras_lines(struct arena *a, const struct tool *tool, const struct answers *all, bool own)
{
	size_t n = tool->questions.n;
	struct ras_lines lines = { ARENA_ARRAY(a, n + 1, struct ras_line), n };

	for (size_t i = 0; i < n; i++) {
		const struct question *q = &tool->questions.v[i];
		lines.v[i] = line_of(tool, q, answer_to(all, q->number), own);
	}
	return lines;
}

struct ras_people
ras_people(struct arena *a, const struct took_parts *all)
{
	struct ras_people people = { ARENA_ARRAY(a, all->n + 1, struct ras_person), 0 };

	for (size_t i = 0; i < all->n; i++)
		people.v[people.n++] = (struct ras_person){
			.name = all->v[i].name, .who = all->v[i].who, .day = all->v[i].day,
		};
	return people;
}

struct ras_answers
ras_given(struct arena *a, const struct answers *all)
{
	struct ras_answer *given = ARENA_ARRAY(a, all->n + 1, struct ras_answer);

	for (size_t i = 0; i < all->n; i++)
		given[i] = (struct ras_answer){
			all->v[i].question, all->v[i].points, all->v[i].not_applicable,
		};
	return (struct ras_answers){ given, all->n };
}

static void
out_points_words(struct out *o, struct points p, struct str more)
{
	out_points(o, p);
	out_str(o, more);
	out_str(o, p.n == 1 ? S(" point would mean ") : S(" points would mean "));
}

struct str
ras_next_words(struct arena *a, const struct worked_out *w)
{
	struct out o;

	out_init(&o, a, WORDS);
	if (w->up.step != NULL) {
		out_points_words(&o, w->up.away, S(" more"));
		out_money(&o, w->up.step->yearly);
		out_lit(&o, " a year. ");
	} else {
		out_lit(&o, "There is no higher step. ");
	}
	if (w->down.step != NULL) {
		out_points_words(&o, w->down.away, S(" fewer"));
		out_money(&o, w->down.step->yearly);
		out_lit(&o, " a year.");
	} else {
		out_lit(&o, "There is no lower step.");
	}
	return out_str_of(&o);
}

struct str
ras_policy_words(struct arena *a, const struct policy *p)
{
	struct out o;

	out_init(&o, a, WORDS);
	out_str(&o, p->version.name);
	out_lit(&o, ", version ");
	out_str(&o, p->version.label);
	out_lit(&o, ", in force from ");
	out_date(&o, p->version.valid_from);
	return out_str_of(&o);
}

struct band_views
ras_band_views(struct arena *a, const struct policy *p, struct points total)
{
	struct band_views all = { ARENA_ARRAY(a, p->bands.n + 1, struct band_view), 0 };
	const struct band *here = ras_band(p, total);

	for (size_t i = 0; i < p->bands.n; i++) {
		const struct band *b = &p->bands.v[i];
		all.v[all.n++] = (struct band_view){
			b->name, b->from.n, b->to.n, b == here,
		};
	}
	return all;
}

struct step_views
ras_step_views(struct arena *a, const struct policy *p, struct points total)
{
	struct step_views all = { ARENA_ARRAY(a, p->steps.n + 1, struct step_view), 0 };
	const struct funding_step *here = ras_step(p, total);

	for (size_t i = 0; i < p->steps.n; i++) {
		const struct funding_step *s = &p->steps.v[i];
		all.v[all.n++] = (struct step_view){ s->from, s->to, s->yearly, s == here };
	}
	return all;
}
