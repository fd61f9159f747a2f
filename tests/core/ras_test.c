#include "core/ras.h"
#include "tests/core/policy_sample.h"
#include "tests/tap.h"

static struct arena *a;
static struct policy *p;
static const struct tool *tool;

static void
setup(void)
{
	a = arena_new((size_t)1024 * 1024);
	p = sample_policy(a);
	tool = policy_tool(p, TOOL_KS2);
}

static void
teardown(void)
{
	arena_free(a);
}

/* Twelve answers that come to a total: as high as can be, from the first on. */
static struct ras_answers
answers_of(int total)
{
	struct ras_answer *v = ARENA_ARRAY(a, QUESTIONS, struct ras_answer);

	for (int i = 0; i < QUESTIONS; i++) {
		int points = total < 27 ? total : 27;
		v[i] = (struct ras_answer){ i + 1, { (int16_t)points }, false };
		total -= points;
	}
	return (struct ras_answers){ v, QUESTIONS };
}

/* Both edges of every band and of every step. */
static const struct { int16_t total; const char *band; int64_t pounds; } edges[] = {
	{ 0, "No support", 0 }, { 99, "No support", 0 },
	{ 100, "Low", 1000 }, { 101, "Low", 1000 }, { 121, "Low", 1000 },
	{ 122, "Low", 1500 }, { 142, "Low", 1500 },
	{ 143, "Medium", 2800 }, { 160, "Medium", 2800 },
	{ 161, "Medium", 4000 }, { 177, "Medium", 4000 },
	{ 178, "Medium", 6000 }, { 194, "Medium", 6000 },
	{ 195, "High", 8000 }, { 220, "High", 8000 },
	{ 221, "High", 11000 }, { 246, "High", 11000 },
	{ 247, "Exceptional", 15000 }, { 285, "Exceptional", 15000 },
	{ 286, "Exceptional", 20000 }, { 324, "Exceptional", 20000 },
};

START_TEST(edge)
{
	struct ras_score s = ras_score(p, (struct points){ edges[_i].total });

	ck_assert(str_eq(s.band->name, str_of(edges[_i].band)));
	ck_assert_int_eq(s.step->yearly.pence, edges[_i].pounds * 100);
}
END_TEST

START_TEST(every_total)
{
	for (int16_t n = 0; n <= 324; n++) {
		int bands = 0, steps = 0;
		for (size_t i = 0; i < p->bands.n; i++)
			bands += n >= p->bands.v[i].from.n && n <= p->bands.v[i].to.n;
		for (size_t i = 0; i < p->steps.n; i++)
			steps += n >= p->steps.v[i].from.n && n <= p->steps.v[i].to.n;
		ck_assert_int_eq(bands, 1);
		ck_assert_int_eq(steps, 1);
		ck_assert_ptr_nonnull(ras_band(p, (struct points){ n }));
		ck_assert_ptr_nonnull(ras_step(p, (struct points){ n }));
	}
	ck_assert_ptr_null(ras_band(p, (struct points){ 325 }));
	ck_assert_ptr_null(ras_step(p, (struct points){ -1 }));
}
END_TEST

static const struct {
	int question;
	int16_t points;
	bool not_applicable, ok;
	int level;			/* its number; 0: none */
} answers[] = {
	{ 1, 0, false, true, 1 }, { 1, 9, false, true, 2 },
	{ 1, 18, false, true, 3 }, { 1, 27, false, true, 4 },
	{ 1, 8, false, false, 1 }, { 1, 10, false, false, 2 },
	{ 1, 28, false, false, 4 }, { 1, -1, false, false, 0 },
	{ 1, 0, true, true, 1 }, { 1, 9, true, false, 2 },
	{ 4, 0, false, true, 1 }, { 4, 8, false, true, 1 }, { 4, 9, false, true, 2 },
	{ 4, 26, false, true, 3 }, { 4, 27, false, true, 4 },
	{ 4, 28, false, false, 4 }, { 12, 13, false, true, 2 },
	{ 1, INT16_MIN, false, false, 0 },
};

START_TEST(answer)
{
	const struct question *q = tool_question(tool, answers[_i].question);
	struct ras_answer given = {
		q->number, { answers[_i].points }, answers[_i].not_applicable,
	};
	const struct level *level = ras_level(q, given.points);

	ck_assert_int_eq(ras_answer_ok(q, &given), answers[_i].ok);
	ck_assert_int_eq(level == NULL ? 0 : level->number, answers[_i].level);
	given.question++;
	ck_assert(!ras_answer_ok(q, &given));
}
END_TEST

/* The distance to the next sum, up and down; 0 where there is none. */
static const struct { int total, up; int64_t up_pounds; int down; int64_t down_pounds; }
next[] = {
	{ 0, 100, 1000, 0, 0 }, { 99, 1, 1000, 0, 0 },
	{ 100, 22, 1500, 1, 0 }, { 118, 4, 1500, 19, 0 },
	{ 121, 1, 1500, 22, 0 }, { 122, 21, 2800, 1, 1000 },
	{ 194, 1, 8000, 17, 4000 }, { 195, 26, 11000, 1, 6000 },
	{ 285, 1, 20000, 39, 11000 }, { 286, 0, 0, 1, 15000 },
	{ 324, 0, 0, 39, 15000 },
};

START_TEST(distance)
{
	struct ras_answers given = answers_of(next[_i].total);
	struct worked_out w;

	ras_worked_out(p, tool, &given, &w);
	ck_assert(w.complete);
	ck_assert_int_eq(w.score.total.n, next[_i].total);
	ck_assert_int_eq(w.up.step != NULL, next[_i].up > 0);
	ck_assert_int_eq(w.down.step != NULL, next[_i].down > 0);
	ck_assert_int_eq(w.up.away.n, next[_i].up);
	ck_assert_int_eq(w.down.away.n, next[_i].down);
	if (w.up.step != NULL)
		ck_assert_int_eq(w.up.step->yearly.pence, next[_i].up_pounds * 100);
	if (w.down.step != NULL)
		ck_assert_int_eq(w.down.step->yearly.pence, next[_i].down_pounds * 100);
}
END_TEST

START_TEST(lines)
{
	struct ras_answers given = answers_of(118);	/* 27 27 27 27 10 0 … */
	struct worked_out w;

	ras_worked_out(p, tool, &given, &w);
	ck_assert_uint_eq(w.lines.n, QUESTIONS);
	ck_assert_uint_eq(w.missing.n, 0);
	ck_assert_int_eq(w.highest.n, 324);
	ck_assert_int_eq(ras_total(&given).n, 118);
	for (int i = 0; i < QUESTIONS; i++) {
		const struct worked_line *line = &w.lines.v[i];
		ck_assert_int_eq(line->question->number, i + 1);
		ck_assert(line->answered);
		ck_assert_int_eq(line->points.n, given.v[i].points.n);
		ck_assert_int_eq(line->level->number, i < 4 ? 4 : i == 4 ? 2 : 1);
		ck_assert_int_eq(line->highest.n, 27);
	}
}
END_TEST

START_TEST(missing)
{
	struct ras_answers given = answers_of(324);
	struct ras_answer some[3] = { given.v[11], given.v[0], { 2, POINTS_NONE, false } };
	struct worked_out w;

	ras_worked_out(p, tool, &(struct ras_answers){ some, 3 }, &w);
	ck_assert(!w.complete);
	ck_assert_int_eq(w.score.total.n, 54);
	ck_assert_ptr_null(w.score.band);
	ck_assert_ptr_null(w.score.step);
	ck_assert_ptr_null(w.up.step);
	ck_assert_uint_eq(w.missing.n, 10);
	ck_assert_int_eq(w.missing.v[0]->number, 2);
	ck_assert(!is_set(w.lines.v[1].points));
	ck_assert_ptr_null(w.lines.v[1].level);
}
END_TEST

START_TEST(strange_answers)
{
	struct ras_answers given = answers_of(0);
	struct ras_answer all[QUESTIONS + 2];
	struct worked_out w;

	memcpy(all, given.v, sizeof given.v[0] * QUESTIONS);
	all[0].not_applicable = true;
	all[QUESTIONS] = (struct ras_answer){ 1, { 27 }, false };	/* again */
	all[QUESTIONS + 1] = (struct ras_answer){ 13, { 27 }, false };
	ras_worked_out(p, tool, &(struct ras_answers){ all, COUNT(all) }, &w);
	ck_assert(w.complete);
	ck_assert_int_eq(w.score.total.n, 0);
	ck_assert(w.lines.v[0].not_applicable);
}
END_TEST

START_TEST(not_scored)
{
	struct ras_answers none = { NULL, 0 };
	struct worked_out w;

	ras_worked_out(p, policy_tool(p, TOOL_UNDER_7), &none, &w);
	ck_assert(!w.complete);
	ck_assert_ptr_null(w.score.band);
	ck_assert_uint_eq(w.lines.n, QUESTIONS);
}
END_TEST

/* What may be decided between an original and a proposed answer. */
static const struct {
	int question;
	int16_t original, proposed, low, high;	/* low > high: nothing between */
} parts[] = {
	{ 1, 0, 9, 1, 0 }, { 1, 9, 0, 1, 0 }, { 1, 9, 9, 1, 0 },
	{ 1, 0, 18, 9, 9 }, { 1, 18, 0, 9, 9 }, { 1, 0, 27, 9, 18 },
	{ 1, 27, 0, 9, 18 }, { 1, 9, 27, 18, 18 },
	{ 4, 0, 27, 1, 26 }, { 4, 10, 13, 11, 12 }, { 4, 13, 10, 11, 12 },
	{ 4, 10, 12, 11, 11 }, { 4, 10, 11, 1, 0 }, { 4, 10, 10, 1, 0 },
};

START_TEST(in_part)
{
	const struct question *q = tool_question(tool, parts[_i].question);
	struct points from = { parts[_i].original }, to = { parts[_i].proposed };
	struct ras_range range = ras_in_part(q, from, to);
	bool exists = parts[_i].low <= parts[_i].high;

	ck_assert_int_eq(range.exists, exists);
	ck_assert_int_eq(range.any_score, q->number == 4);
	ck_assert_int_eq(is_set(range.low), exists);
	if (exists) {
		ck_assert_int_eq(range.low.n, parts[_i].low);
		ck_assert_int_eq(range.high.n, parts[_i].high);
	}
	for (int16_t n = -1; n <= 28; n++) {
		int16_t low = from.n < to.n ? from.n : to.n;
		int16_t high = from.n < to.n ? to.n : from.n;
		bool ok = n >= low && n <= high && (q->number == 4 || n % 9 == 0);
		ck_assert_int_eq(ras_decision_ok(q, from, to, (struct points){ n }), ok);
	}
}
END_TEST

START_TEST(effect)
{
	struct ras_answers given = answers_of(118);	/* 27 27 27 27 10 0 … */
	struct ras_change up[] = { { 6, { 9 } }, { 7, { 18 } }, { 6, { 27 } } };
	struct ras_change down[] = { { 1, { 0 } }, { 13, { 27 } } };
	struct ras_effect e;

	e = ras_effect(p, &given, &(struct ras_changes){ up, COUNT(up) });
	ck_assert_int_eq(e.before.total.n, 118);
	ck_assert_int_eq(e.after.total.n, 145);
	ck_assert_int_eq(e.points, 27);
	ck_assert(str_eq(e.before.band->name, S("Low")));
	ck_assert(str_eq(e.after.band->name, S("Medium")));
	ck_assert_int_eq(e.yearly.pence, 180000);
	e = ras_effect(p, &given, &(struct ras_changes){ down, COUNT(down) });
	ck_assert_int_eq(e.after.total.n, 91);
	ck_assert_int_eq(e.points, -27);
	ck_assert_int_eq(e.yearly.pence, -100000);
	e = ras_effect(p, &given, &(struct ras_changes){ NULL, 0 });
	ck_assert_int_eq(e.points, 0);
	ck_assert_int_eq(e.yearly.pence, 0);
}
END_TEST

static Suite *
suite(void)
{
	Suite *s = suite_create("ras");
	TCase *t = tcase_create("ras");

	tcase_add_checked_fixture(t, setup, teardown);
	tcase_add_loop_test(t, edge, 0, COUNT(edges));
	tcase_add_test(t, every_total);
	tcase_add_loop_test(t, answer, 0, COUNT(answers));
	tcase_add_loop_test(t, distance, 0, COUNT(next));
	tcase_add_test(t, lines);
	tcase_add_test(t, missing);
	tcase_add_test(t, strange_answers);
	tcase_add_test(t, not_scored);
	tcase_add_loop_test(t, in_part, 0, COUNT(parts));
	tcase_add_test(t, effect);
	suite_add_tcase(s, t);
	return s;
}

int
main(void)
{
	return tap_main("ras", suite());
}
