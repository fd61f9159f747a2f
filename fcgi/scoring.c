#include "fcgi/scoring.h"

#include "core/base/arena.h"
#include "core/base/civil.h"
#include "core/base/out.h"
#include "fcgi/config.h"
#include "fcgi/notice.h"
#include "fcgi/ras_view.h"
#include "gen/q_step.h"
#include "gen/t_score_letter.h"

#define LETTER_LIMIT ((size_t)1024 * 1024)

/* "Maria Osei and Joseph Osei" */
static enum err
family_names(struct db *db, struct arena *a, const struct casefile *c, struct str *names)
{
	struct relatives family;
	struct out o;

	TRY(family_of(db, a, c->id, &family));
	out_init(&o, a, 4096);
	for (size_t i = 0; i < family.n; i++) {
		if (i > 0)
			out_str(&o, i + 1 == family.n ? S(" and ") : S(", "));
		out_str(&o, family.v[i].name);
	}
	*names = out_str_of(&o);
	return OK;
}

static struct help_lines
lines_of(struct arena *a, const struct helpers *all)
{
	struct help_lines lines = { ARENA_ARRAY(a, all->n + 1, struct help_line), 0 };

	for (size_t i = 0; i < all->n; i++)
		lines.v[lines.n++] = (struct help_line){
			all->v[i].name, all->v[i].telephone, all->v[i].hours,
		};
	return lines;
}

/* Everything the letter says, from what the transaction has just recorded. */
static enum err
letter_facts(struct db *db, struct arena *a, const struct config *config,
    const struct ras_doing *d, const struct ras_moved *m, struct score_letter *l)
{
	const struct policy *p = d->policy;
	const struct tool *tool = policy_tool(p, m->ras.tool);
	struct took_parts people;
	struct worked_out w;
	struct answers all;

	TRY(answers_of(db, a, m->ras.id, true, &all));
	TRY(took_part_of(db, a, m->ras.id, &people));
	struct ras_answers given = ras_given(a, &all);
	ras_worked_out(p, tool, &given, &w);
	*l = (struct score_letter){
		.council = config->council, .ref = d->c->ref, .called = d->c->called,
		.day = stamp_london_date(store_sending_at_best(p, d->now)), .tool = tool->name,
		.scored = tool->scored, .reference = p->version.reference,
		.total = m->total, .highest = w.highest, .yearly = m->yearly,
		.lines = ras_lines(a, tool, &all, false),
		.people = ras_people(a, &people), .child_said = m->ras.child_said,
		.worker = m->ras.worker_name, .worker_phone = m->ras.worker_phone,
		.worker_title = policy_title(p, m->ras.worker_role)->one,
		.approver = d->who->name,
		.approver_title = policy_title(p, d->who->role)->one,
		.approved = d->now, .policy = ras_policy_words(a, p),
		.replaces = m->replaces, .ends_challenge = m->ends_challenge,
		.challenge_due = m->challenge_due, .help = lines_of(a, &p->helpers),
		.rights = lines_of(a, &p->rights),
	};
	if (w.complete) {
		l->band = w.score.band->name;
		l->band_note = w.score.band->note;
		l->next = ras_next_words(a, &w);
	}
	return family_names(db, a, d->c, &l->family);
}

enum err
scoring_approve(struct db *db, struct arena *a, const struct config *config,
    const struct ras_doing *d, struct ras_moved *m, struct letter_made *made)
{
	struct score_letter facts;
	struct out html;

	TRY(store_ras_move(db, a, d, RAS_APPROVE, STR_NONE, m));
	TRY(letter_facts(db, a, config, d, m, &facts));
	out_init(&html, a, LETTER_LIMIT);
	letter_score_letter(&html, &facts);
	TRY(store_letter(db, a, d->policy, d->who->id, d->now, d->c, LETTER_SCORE,
	    &html, made));
	return notice_family(db, a, config, d->c, d->now, made->available,
	    m->replaces ? S("There is a letter for you to read, about a new score. It "
	    "takes the place of the score before.") :
	    S("There is a letter for you to read, about the score."), m->challenge_due);
}
