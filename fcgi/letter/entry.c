#include "fcgi/letter/entry.h"

#include "core/base/arena.h"
#include "core/base/civil.h"
#include "core/base/str.h"
#include "core/calendar.h"
#include "core/policy.h"
#include "core/titled.h"
#include "fcgi/config.h"
#include "fcgi/letter/facts.h"
#include "fcgi/letter/you.h"
#include "fcgi/notice.h"
#include "fcgi/pages/story.h"
#include "gen/q_entry.h"
#include "gen/t_entry_letter.h"
#include "sql/store_step.h"

enum err
entry_deeds_shown(struct db *db, struct arena *a, const struct policy *p, int64_t entry,
    struct entry_deed_views *all)
{
	struct entry_deeds rows;

	TRY(entry_deeds(db, a, entry, &rows));
	*all = (struct entry_deed_views){
		ARENA_ARRAY(a, rows.n + 1, struct entry_deed_view), 0 };
	for (size_t i = 0; i < rows.n; i++)
		all->v[all->n++] = (struct entry_deed_view){
			story_title(a, p, rows.v[i].action), rows.v[i].note };
	return OK;
}

static enum err
letter_write(const struct entry_end *d, struct date by, struct out *letter)
{
	struct letter_desk desk = {
		.db = d->db, .a = d->a, .council = d->config->council, .c = d->c,
		.who = { .role = FAMILY }, .now = d->now,
		.decided = stamp_london_date(d->now), .policy = d->policy,
	};
	struct entry_row e;
	struct entry_letter l = {
		.called = d->c->called, .by = by,
		.contact = d->c->worker_name, .telephone = d->c->worker_phone,
		.help = help_lines(d->a, &d->policy->helpers),
	};

	TRY(letter_head_of(&desk, S("Entered on"), &l.head));
	TRY(entry_by_no(d->db, d->a, d->c->id, d->no, &e));
	l.e = (struct entry_view_page){
		.kind = titled(d->a, d->policy, entry_kind_words(e.kind)),
		.way = entry_way_words(e.way),
		.relative = e.relative, .staff = e.staff, .words = e.words,
		.received = e.received,
	};
	TRY(entry_deeds_shown(d->db, d->a, d->policy, d->id, &l.e.deeds));
	for (size_t i = 0; i < l.e.deeds.n; i++) {
		struct entry_deed_view *deed = &l.e.deeds.v[i];
		deed->what = said_to_family(d->a, deed->what);
		deed->note = said_to_family(d->a, deed->note);
	}
	out_init(letter, d->a, LETTER_LIMIT);
	letter_entry_letter(letter, &l);
	return OK;
}

enum err
entry_copy_out(const struct entry_end *d, struct letter_made *made)
{
	const struct policy *p = d->policy;
	struct stamp out_at = sending_time(&p->sending, &p->bank_holidays, d->now);
	/* who rang or wrote may well read it on paper */
	struct date by = clock_due(&p->bank_holidays, stamp_london_date(out_at),
	    policy_limit(p, LIMIT_PAPER_DAYS), policy_days(p, CLOCK_ENTRY_CORRECTION));
	struct out letter;
	int64_t n;

	TRY(letter_write(d, by, &letter));
	TRY(store_letter(d->db, d->a, p, d->staff, d->now, d->c, LETTER_ENTRY, &letter,
	    made));
	TRY(entry_finish(d->db, d->id, d->now, d->scan, made->pid, by, &n));
	if (n != 1)
		return E_CONFLICT;
	TRY(store_step_close(d->db, d->c, STEP_CHECK_ENTRY));
	TRY(store_step_open_until(d->db, made->available, d->c, STEP_CHECK_ENTRY, by,
	    (struct holder){ ID_NONE }));
	return notice_family(d->db, d->a, d->config, d->c, d->now, made->available,
	    S("We have entered what you told us. Please look at it, and tell us if it is "
	    "not what you said."), by);
}
