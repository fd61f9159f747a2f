#include "fcgi/letter/stages.h"

#include "core/allocation.h"
#include "core/base/arena.h"
#include "core/base/civil.h"
#include "core/base/out.h"
#include "core/money.h"
#include "gen/q_letter.h"
#include "sql/store_allocation.h"

#define WORDS ((size_t)4096)

static struct str
by_whom(const struct letter_desk *d, struct str name, enum role role, struct str own,
    struct stamp at)
{
	struct out o;

	out_init(&o, d->a, WORDS);
	out_str(&o, person_words(d->a, d->policy, name, role, own));
	out_lit(&o, ", on ");
	out_date(&o, stamp_london_date(at));
	return out_str_of(&o);
}

static struct str
points_and_band(const struct letter_desk *d, struct points total)
{
	const struct band *band = ras_band(d->scored, total);
	struct out o;

	out_init(&o, d->a, WORDS);
	out_points(&o, total);
	out_lit(&o, " points, ");
	out_str(&o, band != NULL ? band->name : S("no band"));
	return out_str_of(&o);
}

static struct str
difference(const struct letter_desk *d, struct money before, struct money after)
{
	bool more = money_cmp(after, before) > 0;
	struct out o;

	if (after.pence == before.pence)
		return S("no change");
	out_init(&o, d->a, WORDS);
	out_money(&o, more ? money_sub(after, before) : money_sub(before, after));
	out_str(&o, more ? S(" more") : S(" less"));
	return out_str_of(&o);
}

static const struct str score_stages[] = {
	[SCORED_NONE] = S_INIT("Decided"),
	[SCORED_APPROVED] = S_INIT("The score was approved"),
	[SCORED_RECONSIDERED] = S_INIT("The challenge was answered"),
	[SCORED_REVIEWED] = S_INIT("The contested answers were reviewed"),
};

/* "Reconsidered by Hannah Brandt, social worker; total confirmed by …" */
static struct str
by_both(const struct letter_desk *d, const struct score *s)
{
	struct out o;

	if (!is_set(s->answered_by) || s->answered_by.n == 0)
		return by_whom(d, s->name, s->role, s->own_title, s->at);
	out_init(&o, d->a, WORDS);
	out_lit(&o, "Reconsidered by ");
	out_str(&o, person_words(d->a, d->policy, s->answered_by, WORKER, s->answered_title));
	out_lit(&o, "; total confirmed by ");
	out_str(&o, by_whom(d, s->name, s->role, s->own_title, s->at));
	return out_str_of(&o);
}

static void
add_score(const struct letter_desk *d, const struct score *s, struct letter_facts *f)
{
	struct money before = f->sum;

	f->figure = s->yearly;
	f->sum = money_add(f->figure, f->agreed);
	f->total = s->total;
	f->band = ras_band(d->scored, s->total)->name;
	f->stages.v[f->stages.n] = (struct stage_line){
		score_stages[s->stage], by_both(d, s),
		points_and_band(d, s->total),
		f->stages.n > 0 ? difference(d, before, f->sum) : S(""), f->sum,
	};
	f->stages.n++;
}

static struct str
recommended_words(const struct letter_desk *d, struct money added)
{
	struct out o;

	out_init(&o, d->a, WORDS);
	out_money(&o, added);
	out_lit(&o, " more is recommended to the panel");
	return out_str_of(&o);
}

static void
add_change(const struct letter_desk *d, const struct sum_change *k, struct letter_facts *f)
{
	struct money before = f->sum;

	if (!k->recommended)
		f->agreed = money_add(f->agreed, k->added);
	f->sum = money_add(f->figure, f->agreed);
	f->stages.v[f->stages.n++] = (struct stage_line){
		sum_by_words(k->made_by), by_whom(d, k->name, k->role, k->own_title, k->at),
		S("as before"),
		k->recommended ? recommended_words(d, k->added)
		    : difference(d, before, f->sum),
		f->sum,
	};
}

/* A part of the sum that does not begin with the first score letter. */
static void
add_run(const struct letter_desk *d, const struct sum_change *k, struct letter_facts *f)
{
	struct out o;

	out_init(&o, d->a, WORDS);
	out_money(&o, k->added);
	out_lit(&o, " of it, agreed on ");
	out_date(&o, stamp_london_date(k->at));
	out_lit(&o, ", runs from ");
	out_date(&o, k->runs_from);
	out_char(&o, '.');
	f->runs.v[f->runs.n++] = (struct line){ out_str_of(&o) };
}

/* "£145.31 of it is for the £438.32 that runs from 12 January 2027." */
static struct str
share_words(const struct letter_desk *d, const struct run_part *part, struct money share)
{
	struct out o;

	out_init(&o, d->a, WORDS);
	out_money(&o, share);
	out_lit(&o, " of it is for the ");
	out_money(&o, part->yearly);
	out_lit(&o, " that runs from ");
	out_date(&o, part->from);
	out_char(&o, '.');
	return out_str_of(&o);
}

/* What the sum makes this year: each part of it from its own day. More than one
 * are named, so that the letter adds up. */
static void
add_shares(const struct letter_desk *d, const struct run_parts *parts, struct letter_facts *f)
{
	struct date today = stamp_london_date(d->now);
	struct date in = f->runs_from.days > today.days ? f->runs_from : today;

	f->shares.v = ARENA_ARRAY(d->a, parts->n, struct line);
	for (size_t i = 0; i < parts->n; i++) {
		const struct run_part *part = &parts->v[i];
		struct year_share share = allocation_this_year(part->yearly, part->from, in);
		f->year_end = share.last;
		f->this_year = money_add(f->this_year, share.sum);
		if (part->yearly.pence > 0)
			f->shares.v[f->shares.n++] = (struct line){
				share_words(d, part, share.sum) };
	}
	if (f->shares.n == 1)
		f->shares.n = 0;
}

/*
 * Is the sum, and the score, as it was before what is decided now? Before the first
 * decision there was none. The newest of each kind alone can be of now.
 */
static void
stays(const struct letter_desk *d, const struct score_now *s, const struct sum_changes *all,
    struct letter_facts *f)
{
	size_t scores = s->scores.n, changes = all->n;
	struct money before = f->agreed;

	if (changes > 0 && all->v[changes - 1].at.us >= d->now.us) {
		changes--;
		if (!all->v[changes].recommended)
			before = money_sub(before, all->v[changes].added);
	}
	if (scores > 0 && s->scores.v[scores - 1].at.us >= d->now.us)
		scores--;
	if (scores > 0)
		before = money_add(before, s->scores.v[scores - 1].yearly);
	f->total_stays = scores > 0 && s->scores.v[scores - 1].total.n == f->total.n;
	f->sum_stays = scores + changes > 0 && before.pence == f->sum.pence;
}

static void
stages_of(const struct letter_desk *d, const struct score_now *s,
    const struct sum_changes *all, struct letter_facts *f)
{
	struct run_parts parts = { ARENA_ARRAY(d->a, all->n + 1, struct run_part), 0 };
	size_t next = 0;

	run_parts_add(&parts, f->runs_from, (struct money){ 0 });	/* it comes first */
	f->stages.v = ARENA_ARRAY(d->a, s->scores.n + all->n + 1, struct stage_line);
	f->runs.v = ARENA_ARRAY(d->a, all->n + 1, struct line);
	for (size_t i = 0; i < all->n; i++) {
		const struct sum_change *k = &all->v[i];
		while (next < s->scores.n && s->scores.v[next].at.us <= k->at.us)
			add_score(d, &s->scores.v[next++], f);
		add_change(d, k, f);
		if (k->recommended || k->added.pence == 0)
			continue;
		bool own_day = is_set(k->runs_from) &&
		    k->runs_from.days != f->runs_from.days;
		if (own_day) {
			add_run(d, k, f);
			f->runs_later = money_add(f->runs_later, k->added);
		}
		run_parts_add(&parts, own_day ? k->runs_from : f->runs_from, k->added);
	}
	while (next < s->scores.n)
		add_score(d, &s->scores.v[next++], f);
	stays(d, s, all, f);
	run_parts_add(&parts, f->runs_from, f->figure);
	add_shares(d, &parts, f);
	f->runs_first = money_sub(f->sum, f->runs_later);
}

/* What is recorded, and what this letter's own decision adds. */
static enum err
changes_of(const struct letter_desk *d, const struct score_now *s,
    const struct letter_change *now, struct sum_changes *all)
{
	struct sum_changes recorded;

	TRY(sum_changes(d->db, d->a, d->c->id, s->d.standing.assessment, STAMP_ALL,
	    &recorded));
	*all = (struct sum_changes){
		ARENA_ARRAY(d->a, recorded.n + 1, struct sum_change), 0
	};
	for (size_t i = 0; i < recorded.n; i++)
		all->v[all->n++] = recorded.v[i];
	if (now != NULL && now->by != SUM_BY_NOTHING)
		all->v[all->n++] = (struct sum_change){
			d->now, now->by, now->added, now->recommended, now->runs_from,
			d->who.name, d->who.role, d->who.title,
		};
	return OK;
}

enum err
letter_stages(const struct letter_desk *d, const struct score_now *s,
    const struct letter_change *now, struct letter_facts *f)
{
	struct sum_changes all;

	TRY(changes_of(d, s, now, &all));
	stages_of(d, s, &all, f);
	return OK;
}
