/*
 * Figures by group, for those who answer for the service and those who check it.
 */
#include "core/money.h"
#include "fcgi/req.h"
#include "gen/q_figures.h"
#include "gen/t_figures.h"
#include "web/figures.h"

enum by { BY_AGE, BY_SEX, BY_TEAM };

struct grouping {
	enum by by;
	struct figures_list all;
	int64_t *team;		/* of each, by team */
};

/* What there is to show: each grouped three times. */
struct found {
	struct figures_rows rows;
	struct figures_verdicts verdicts;
	struct figures_lates late;
};

static enum figure
figure_of(enum item_verdict v)
{
	return v == VERDICT_ACCEPT ? FIG_ACCEPTED : v == VERDICT_PART ? FIG_IN_PART : FIG_KEPT;
}

/* The group of a case. By team they stand in the order in which they come. */
static struct figures *
group_of(struct grouping *g, int years, enum sex sex, int64_t team)
{
	if (g->by == BY_AGE)
		return &g->all.v[age_band_of(years)];
	if (g->by == BY_SEX)
		return &g->all.v[sex < SEX_COUNT ? sex : SEX_NOT_SAID];
	size_t i = 0;
	while (g->team[i] != ID_NONE && g->team[i] != team)
		i++;
	g->team[i] = team;
	return &g->all.v[i];
}

static struct str
name_of(const struct figures_row *r, enum by by)
{
	return by == BY_AGE ? age_band_words(age_band_of(r->years)) :
	    by == BY_SEX ? sex_words(r->sex) : r->team_name;
}

static struct grouping
grouping_new(struct req *rq, enum by by, size_t rows)
{
	size_t n = rows + AGE_BANDS + SEX_COUNT;
	struct grouping g = {
		by, { ARENA_ARRAY(rq->a, n, struct figures), n },
		ARENA_ARRAY(rq->a, n, int64_t),
	};

	for (size_t i = 0; i < n; i++) {
		g.all.v[i] = (struct figures){ .name = STR_NONE };
		g.team[i] = ID_NONE;
	}
	return g;
}

static struct figures_list
groups_of(struct req *rq, const struct found *all, enum by by)
{
	struct grouping g = grouping_new(rq, by, all->rows.n);

	for (size_t i = 0; i < all->rows.n; i++) {
		const struct figures_row *r = &all->rows.v[i];
		struct figures *to = group_of(&g, r->years, r->sex, r->team);
		to->name = name_of(r, by);
		figures_add(to, &(struct figures){
			.n = { [FIG_CASES] = r->cases, [FIG_SCORED] = r->scored },
			.points = r->points, .pence = r->yearly.pence,
		});
	}
	for (size_t i = 0; i < all->verdicts.n; i++) {
		const struct figures_verdict *r = &all->verdicts.v[i];
		group_of(&g, r->years, r->sex, r->team)->n[figure_of(r->verdict)] += r->items;
	}
	for (size_t i = 0; i < all->late.n; i++) {
		const struct figures_late *r = &all->late.v[i];
		group_of(&g, r->years, r->sex, r->team)->n[FIG_LATE] += r->steps;
	}
	figures_hide(&g.all);
	return g.all;
}

static struct str
number(struct req *rq, const struct figures *f, enum figure which)
{
	if (f->hidden[which])
		return f->n[which] < FIGURES_LEAST ? S("fewer than 5") : S("not shown");
	return int_words(rq->a, f->n[which]);
}

static struct str
average(struct req *rq, const struct figures *f, bool of_money)
{
	struct out o;

	if (f->hidden[FIG_SCORED])
		return S("not shown");
	out_init(&o, rq->a, 30);
	if (of_money)
		out_money(&o, (struct money){ 100 * figures_average(f, f->pence / 100) });
	else
		out_int(&o, figures_average(f, f->points));
	return out_str_of(&o);
}

static struct figures_lines
lines_by(struct req *rq, const struct found *found, enum by by)
{
	struct figures_list all = groups_of(rq, found, by);
	struct figures_lines lines = {
		ARENA_ARRAY(rq->a, all.n + 1, struct figures_line), all.n
	};

	for (size_t i = 0; i < all.n; i++) {
		const struct figures *f = &all.v[i];
		lines.v[i] = (struct figures_line){
			.name = f->name, .cases = number(rq, f, FIG_CASES),
			.scored = number(rq, f, FIG_SCORED),
			.points = average(rq, f, false), .yearly = average(rq, f, true),
			.accepted = number(rq, f, FIG_ACCEPTED),
			.in_part = number(rq, f, FIG_IN_PART),
			.kept = number(rq, f, FIG_KEPT), .late = number(rq, f, FIG_LATE),
		};
	}
	return lines;
}

enum err
figures_show(struct req *rq)
{
	struct found found;

	TRY(figures_rows(rq->db, rq->a, rq->today, &found.rows));
	TRY(figures_verdicts(rq->db, rq->a, rq->today, &found.verdicts));
	TRY(figures_late(rq->db, rq->a, rq->today, &found.late));
	struct figures_lines ages = lines_by(rq, &found, BY_AGE);
	struct figures_lines sexes = lines_by(rq, &found, BY_SEX);
	struct figures_lines teams = lines_by(rq, &found, BY_TEAM);
	page_figures(page_begin(rq, S("Figures by group")), &ages, &sexes, &teams,
	    url_home_show(rq->a));
	return page_end(rq);
}
