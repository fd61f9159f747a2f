#include "fcgi/pages/considered.h"

/* By weighed_for: the letter of the decision, and what its number counts. */
static const struct {
	enum letter_kind letter;
	struct str no;
} decisions[] = {
	[WEIGHED_NOTHING] = { LETTER_NONE, S_INIT("") },
	[WEIGHED_POINT] = { LETTER_OUTCOME, S_INIT(", point ") },
	[WEIGHED_MEETING] = { LETTER_MEETING, S_INIT("") },
	[WEIGHED_PLAN] = { LETTER_PLAN, S_INIT(", version ") },
	[WEIGHED_PANEL] = { LETTER_PANEL, S_INIT("") },
	[WEIGHED_ANSWER] = { LETTER_ANSWER, S_INIT(", question ") },
	[WEIGHED_REVIEW] = { LETTER_REVIEW, S_INIT(", question ") },
};

void
considered_out(struct out *o, const struct considered *c)
{
	out_str(o, letter_title(decisions[c->what].letter));
	if (is_set(c->no)) {
		out_str(o, decisions[c->what].no);
		out_int(o, c->no);
	}
	out_lit(o, ", ");
	out_str(o, c->who);
	out_lit(o, ", ");
	out_stamp(o, c->made);
	out_str(o, c->said == SAID_RELIED ? S(": the decision rests on it") :
	    S(": received, but it did not decide it: "));
	out_str(o, c->why);
}

static struct line
line_of(struct arena *a, const struct considered *c)
{
	struct out o;

	out_init(&o, a, 4000);
	considered_out(&o, c);
	return (struct line){ out_str_of(&o) };
}

struct lines
considered_lines(struct arena *a, const struct considereds *all, struct pid document)
{
	struct lines lines = { ARENA_ARRAY(a, all->n + 1, struct line), 0 };

	for (size_t i = 0; i < all->n; i++)
		if (pid_eq(all->v[i].document, document))
			lines.v[lines.n++] = line_of(a, &all->v[i]);
	return lines;
}
