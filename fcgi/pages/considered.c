#include "fcgi/pages/considered.h"

#include "core/letter.h"

enum err
considered_by(struct req *rq, struct considered_by *s)
{
	TRY(considered_of(rq->db, rq->a, rq->subject->id, rq->now, &s->said));
	return read_before_of(rq->db, rq->a, rq->subject->id, rq->now, &s->read);
}

static struct line
a_line(struct arena *a, struct str title, int question, struct stamp made,
    struct str said, struct str why)
{
	struct out o;

	out_init(&o, a, 4000);
	out_str(&o, title);
	if (is_set(question)) {
		out_lit(&o, ", question ");
		out_int(&o, question);
	}
	out_lit(&o, ", ");
	out_stamp(&o, made);
	out_lit(&o, ": ");
	out_str(&o, said);
	out_str(&o, why);
	return (struct line){ out_str_of(&o) };
}

/* "The answers to your challenge, question 3, 3 March 2026 at 2:05pm: …" */
struct lines
considered_lines(struct arena *a, const struct considered_by *s, struct pid document)
{
	struct lines lines = {
		ARENA_ARRAY(a, s->said.n + s->read.n + 1, struct line), 0 };

	for (size_t i = 0; i < s->said.n; i++) {
		const struct considered *c = &s->said.v[i];
		if (pid_eq(c->document, document))
			lines.v[lines.n++] = a_line(a, letter_title(c->what == WEIGHED_ANSWER ?
			    LETTER_ANSWER : LETTER_REVIEW), c->question, c->made,
			    c->said == SAID_RELIED ? S("the decision rests on it") :
			    S("received, but it did not decide it: "), c->why);
	}
	for (size_t i = 0; i < s->read.n; i++)
		if (pid_eq(s->read.v[i].document, document))
			lines.v[lines.n++] = a_line(a, s->read.v[i].title, INT_NONE,
			    s->read.v[i].made, S("read before the answer"), S(""));
	return lines;
}
