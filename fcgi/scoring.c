#include "fcgi/scoring.h"

#include "core/base/arena.h"
#include "core/base/civil.h"
#include "core/base/out.h"
#include "fcgi/config.h"
#include "fcgi/letter/facts.h"
#include "fcgi/notice.h"
#include "fcgi/ras_view.h"
#include "gen/t_score_letter.h"

/* What the family said of each answer, said to the family. */
static void
address(struct score_letter *l, const struct answers *all)
{
	for (size_t i = 0; i < l->lines.n; i++) {
		struct ras_line *line = &l->lines.v[i];
		for (size_t k = 0; k < all->n; k++)
			if (all->v[k].question == line->number && is_set(line->said))
				line->said = all->v[k].said == RAS_DIFFERENT ?
				    S("You see it differently") : S("You see it as we do");
		l->same += is_set(line->said) && line->said_words.n == 0;
		l->unsaid += !is_set(line->said);
	}
}

/* What only this letter says, from the answers and what they come to. */
static enum err
letter_facts(struct db *db, struct arena *a, const struct ras_doing *d,
    const struct ras_moved *m, struct score_letter *l)
{
	const struct policy *p = d->by.policy;
	const struct tool *tool = policy_tool(p, m->ras.tool);
	struct took_parts people;
	struct worked_out w;
	struct answers all;

	TRY(answers_of(db, a, m->ras.id, true, &all));
	TRY(took_part_of(db, a, m->ras.id, &people));
	struct ras_answers given = ras_given(a, &all);
	ras_worked_out(p, tool, &given, &w);
	*l = (struct score_letter){
		.scored = tool->scored,
		.total = m->total, .highest = w.highest, .yearly = m->yearly,
		.lines = ras_lines(a, tool, &all, false),
		.people = ras_people(a, &people), .child_said = m->ras.child_said,
		.worker = m->ras.worker_name,
		.worked = person_words(a, p, m->ras.worker_name, m->ras.worker_role,
		    m->ras.worker_title),
		.approved = person_words(a, p, d->by.who.name, d->by.who.role,
		    d->by.who.title),
		.replaces = m->replaces, .ends_challenge = m->ends_challenge,
	};
	address(l, &all);
	if (w.complete) {
		const struct band *band = w.score.band;
		l->band = band->name;
		if (m->total.n == band->from.n)
			l->band_note = band->note;	/* it says why the band begins here */
		l->next = ras_next_words(a, &w);
	}
	return OK;
}

/* The score as this approval makes it, recorded or not yet. */
static struct score_now
approved_score(struct arena *a, const struct ras_doing *d, const struct ras_moved *m)
{
	struct score_now s = {
		.d.standing = {
			.assessment = m->ras.id, .tool = (int)m->ras.tool,
			.opened = m->ras.opened, .total = m->total, .yearly = m->yearly,
		},
	};

	if (!is_set(m->total))
		return s;
	s.scores.v = ARENA_NEW(a, struct score);
	s.scores.v[s.scores.n++] = (struct score){
		1, SCORED_APPROVED, m->total, m->yearly, d->by.now, m->told, d->by.who.name,
		d->by.who.role, d->by.who.title, STR_NONE, STR_NONE,
	};
	return s;
}

static enum err
print_letter(struct db *db, struct arena *a, const struct config *config,
    const struct ras_doing *d, const struct ras_moved *m, struct out *html)
{
	struct score_now s = approved_score(a, d, m);
	struct letter_desk desk = {
		db, a, config->council, d->c, d->by.who, d->by.now, d->by.today, d->by.policy,
		d->by.policy,
	};
	struct score_letter l;
	struct letter_facts f;

	TRY(letter_facts(db, a, d, m, &l));
	TRY(letter_facts_of(&desk, &s, NULL, &f));
	f.next = l.scored ? S("The next step is yours: plan, challenge, or both.")
	    : S("The next step is yours: write the plan, or ask for a meeting.");
	if (l.scored)
		f.aim = letter_aim(&desk, S("To challenge, please aim for "),
		    STEP_CHALLENGE, S(". If you need longer, take it."));
	f.contact = m->ras.worker_name;
	f.telephone = m->ras.worker_phone;
	letter_score_letter(html, &f, &l);
	return OK;
}

enum err
scoring_letter(struct db *db, struct arena *a, const struct config *config,
    const struct ras_doing *d, struct out *html)
{
	struct ras_moved m;

	TRY(store_ras_approval(db, a, d, &m));
	return print_letter(db, a, config, d, &m, html);
}

enum err
scoring_approve(struct db *db, struct arena *a, const struct config *config,
    const struct ras_doing *d, struct ras_moved *m, struct letter_made *made)
{
	struct out html;

	TRY(store_ras_move(db, a, d, RAS_APPROVE, STR_NONE, m));
	out_init(&html, a, LETTER_LIMIT);
	TRY(print_letter(db, a, config, d, m, &html));
	TRY(store_letter(db, a, d->by.policy, d->by.who.id, d->by.now, d->c,
	    is_set(m->total) ? LETTER_SCORE : LETTER_FOUND, &html, made));
	return notice_family(db, a, config, d->c, d->by.now, made->available,
	    m->replaces ? S("There is a letter for you to read, about a new score. It "
	    "takes the place of the score before.") :
	    S("There is a letter for you to read, about the score."), m->challenge_due);
}
