#include "fcgi/pages/preview.h"

#include "core/crypt.h"
#include "core/fingerprint.h"
#include "fcgi/pages/contest.h"
#include "gen/t_letter_preview.h"

static struct str
print_of(struct req *rq, struct str html)
{
	struct hash32 hash = crypt_fingerprint(html);

	return fingerprint_print(rq->a, hash32_str(&hash));
}

enum err
preview_begin(struct req *rq, struct preview *p)
{
	struct reader_rows *readers = ARENA_NEW(rq->a, struct reader_rows);

	TRY(contest_readers(rq, readers));
	p->v.readers = readers;
	p->v.changed = rq->form_errors;
	frame_letter_preview_top(page_begin(rq, S("The letter, before it is sent")), &p->v);
	p->from = rq->out.n;
	return OK;
}

enum err
preview_end(struct req *rq, struct preview *p)
{
	p->v.seen = print_of(rq, str_skip(out_str_of(&rq->out), p->from));
	frame_letter_preview_bottom(&rq->page, &p->v);
	return page_end(rq);
}

bool
preview_kept(struct req *rq, const struct out *html)
{
	const struct form_letter_seen *f = rq->form;

	if (!is_set(f->seen) || f->seen.n == 0 ||
	    str_eq(f->seen, print_of(rq, out_str_of(html))))
		return true;
	wrong(rq, F_letter_seen_seen, S("The letter has changed since you read it"));
	return false;
}
