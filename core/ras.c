#include "core/ras.h"

#include "core/money.h"

const struct level *
ras_level(const struct question *q, struct points points)
{
	const struct level *reached = NULL;

	for (size_t i = 0; i < q->levels.n; i++)
		if (q->levels.v[i].points.n <= points.n)
			reached = &q->levels.v[i];
	return reached;
}

/* Is this one of the scores the question can have? */
static bool
score_ok(const struct question *q, struct points points)
{
	const struct level *level = ras_level(q, points);

	if (level == NULL || points.n > question_highest(q).n)
		return false;
	return q->any_score || level->points.n == points.n;
}

bool
ras_answer_ok(const struct question *q, const struct ras_answer *answer)
{
	if (answer->question != q->number)
		return false;
	if (answer->not_applicable)
		return answer->points.n == 0;
	return score_ok(q, answer->points);
}

struct points
ras_total(const struct ras_answers *answers)
{
	int sum = 0;

	for (size_t i = 0; i < answers->n; i++)
		if (is_set(answers->v[i].points))
			sum += answers->v[i].points.n;
	return (struct points){ (int16_t)sum };
}

const struct band *
ras_band(const struct policy *p, struct points total)
{
	for (size_t i = 0; i < p->bands.n; i++) {
		const struct band *b = &p->bands.v[i];
		if (total.n >= b->from.n && total.n <= b->to.n)
			return b;
	}
	return NULL;
}

const struct funding_step *
ras_step(const struct policy *p, struct points total)
{
	for (size_t i = 0; i < p->steps.n; i++) {
		const struct funding_step *s = &p->steps.v[i];
		if (total.n >= s->from.n && total.n <= s->to.n)
			return s;
	}
	return NULL;
}

struct ras_score
ras_score(const struct policy *p, struct points total)
{
	return (struct ras_score){ total, ras_band(p, total), ras_step(p, total) };
}

static const struct ras_answer *
answer_to(const struct ras_answers *answers, int question)
{
	for (size_t i = 0; i < answers->n; i++)
		if (answers->v[i].question == question)
			return &answers->v[i];
	return NULL;
}

static struct worked_line
worked_line(const struct question *q, const struct ras_answer *answer)
{
	struct worked_line line = {
		.question = q, .points = POINTS_NONE, .highest = question_highest(q),
	};

	if (answer == NULL || !is_set(answer->points))
		return line;
	line.answered = true;
	line.not_applicable = answer->not_applicable;
	line.points = answer->points;
	line.level = ras_level(q, answer->points);
	return line;
}

void
ras_neighbours(const struct policy *p, struct worked_out *w)
{
	int total = w->score.total.n;

	w->up = w->down = (struct worked_next){ NULL, { 0 } };

	for (size_t i = 0; i < p->steps.n; i++) {
		const struct funding_step *s = &p->steps.v[i];
		int up = s->from.n - total, down = total - s->to.n;
		if (up > 0 && s->from.n <= w->highest.n &&
		    (w->up.step == NULL || up < w->up.away.n))
			w->up = (struct worked_next){ s, { (int16_t)up } };
		if (down > 0 && (w->down.step == NULL || down < w->down.away.n))
			w->down = (struct worked_next){ s, { (int16_t)down } };
	}
}

void
ras_worked_out(const struct policy *p, const struct tool *tool,
    const struct ras_answers *answers, struct worked_out *w)
{
	int total = 0;

	*w = (struct worked_out){ .tool = tool, .highest = tool_highest(tool) };
	for (size_t i = 0; i < tool->questions.n && i < QUESTIONS; i++) {
		const struct question *q = &tool->questions.v[i];
		struct worked_line line = worked_line(q, answer_to(answers, q->number));
		w->lines.v[w->lines.n++] = line;
		if (line.answered)
			total += line.points.n;
		else
			w->missing.v[w->missing.n++] = q;
	}
	w->score.total.n = (int16_t)total;
	w->complete = tool->scored && w->missing.n == 0;
	if (!w->complete)
		return;
	w->score = ras_score(p, w->score.total);
	ras_neighbours(p, w);
}

struct ras_range
ras_in_part(const struct question *q, struct points original, struct points proposed)
{
	struct points low = original, high = proposed;
	struct ras_range range = { POINTS_NONE, POINTS_NONE, false, q->any_score };

	if (low.n > high.n) {
		low = proposed;
		high = original;
	}
	for (int n = low.n + 1; n < high.n; n++) {
		struct points between = { (int16_t)n };
		if (!score_ok(q, between))
			continue;
		if (!range.exists)
			range.low = between;
		range.high = between;
		range.exists = true;
	}
	return range;
}

bool
ras_decision_ok(const struct question *q, struct points original,
    struct points proposed, struct points decided)
{
	struct ras_range part = ras_in_part(q, original, proposed);

	if (decided.n == original.n || decided.n == proposed.n)
		return true;
	return part.exists && decided.n >= part.low.n && decided.n <= part.high.n &&
	    score_ok(q, decided);
}

static struct money
yearly_of(const struct ras_score *score)
{
	return score->step == NULL ? (struct money){ 0 } : score->step->yearly;
}

static struct points
changed_to(const struct ras_changes *changes, const struct ras_answer *a)
{
	for (size_t i = 0; i < changes->n; i++)
		if (changes->v[i].question == a->question)
			return changes->v[i].to;
	return a->points;
}

struct ras_effect
ras_effect(const struct policy *p, const struct ras_answers *answers,
    const struct ras_changes *changes)
{
	struct ras_effect effect = { .before = ras_score(p, ras_total(answers)) };
	int after = 0;

	for (size_t i = 0; i < answers->n; i++)
		if (is_set(answers->v[i].points))
			after += changed_to(changes, &answers->v[i]).n;
	effect.after = ras_score(p, (struct points){ (int16_t)after });
	effect.points = after - effect.before.total.n;
	effect.yearly = money_sub(yearly_of(&effect.after), yearly_of(&effect.before));
	return effect;
}
