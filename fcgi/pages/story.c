#include "fcgi/pages/story.h"

#include "core/base/civil.h"
#include "core/policy.h"
#include "core/ranges.h"
#include "core/session.h"
#include "core/titled.h"
#include "fcgi/letter/you.h"
#include "fcgi/pages/ras.h"
#include "fcgi/score_view.h"
#include "fcgi/scoring.h"

enum audience
story_audience(enum role role)
{
	if (role == AUDITOR)
		return AUDIENCE_RECORD;
	return role_is_staff(role) ? AUDIENCE_STAFF : AUDIENCE_FAMILY;
}

/* What an action is called once it is done. */
static const struct str done[ACTION_COUNT] = {
	[ACTION_NONE] = S_INIT("A date has come"),
	[UPLOAD] = S_INIT("A document was added"),
	[ANSWER_RAS] = S_INIT("The questionnaire was worked on"),
	[SHARE_RAS] = S_INIT("Answers were shared with the family"),
	[FAMILY_VIEW] = S_INIT("The family said how it sees the answers"),
	[ANSWER_VIEW] = S_INIT("A difference was answered"),
	[RETURN_RAS] = S_INIT("The questionnaire was returned to the worker"),
	[APPROVE_RAS] = S_INIT("The score was approved"),
	[WRITE_PLAN] = S_INIT("The support plan"),
	[ANSWER_PLAN] = S_INIT("The answer to the plan was written"),
	[CONFIRM_PLAN_ANSWER] = S_INIT("The answer to the plan was checked"),
	[SETTLE] = S_INIT("How the case goes on"),
	[SIGN_FOR_COUNCIL] = S_INIT("The plan and the sum"),
	[SIGN_PLAN] = S_INIT("The agreed plan"),
	[NAME_SUPPORTER] = S_INIT("Somebody helps the family"),
	[CHALLENGE] = S_INIT("The score was challenged"),
	[RECONSIDER] = S_INIT("A decision was written, and not sent"),
	[SHARE_ANSWER] = S_INIT("An answer to the challenge was shared with the family"),
	[CONFIRM_TOTAL] = S_INIT("The new total was confirmed"),
	[CONTEST] = S_INIT("The family answered"),
	[NAME_REVIEWER] = S_INIT("A reviewer from another team was named"),
	[REVIEW] = S_INIT("The contested answers were reviewed"),
	[WITHDRAW] = S_INIT("The challenge was changed by the family"),
	[WRITE_DRAFT] = S_INIT("A draft was written, and not sent"),
	[ASK_MEETING] = S_INIT("The meeting"),
	[OFFER_MEETING] = S_INIT("Times for a meeting were offered"),
	[CORRECT_NOTE] = S_INIT("The note of the meeting"),
	[WRITE_MEETING] = S_INIT("The meeting"),
	[RAISE_POINTS] = S_INIT("The points of disagreement"),
	[OFFER_DISCUSSION] = S_INIT("The discussion with the {operations_manager}"),
	[DECIDE_POINTS] = S_INIT("The points of disagreement were decided"),
	[NOTE_PANEL] = S_INIT("The panel’s decision"),
	[HAND_OVER] = S_INIT("Who does a step, and by when"),
	[SEND_LETTER_AGAIN] = S_INIT("A letter was sent again"),
	[CHOOSE_FORMAT] = S_INIT("The form the letters come in"),
	[CONTACT_FAMILY] = S_INIT("A letter on its way to the family"),
	[ENTER_FOR_FAMILY] = S_INIT("The council entered what the family told it"),
	[WRITE_COMMENT] = S_INIT("A staff comment was written"),
	[NUMBER_CASE] = S_INIT("The number in the council’s own system"),
	[ADMIN_ACCOUNTS] = S_INIT("The case was opened"),
	[CHOOSE_NOTICE_NAME] = S_INIT("The name that stands in emails"),
	[CORRECT_ENTRY] = S_INIT("The family looked at what was entered for it"),
};

/*
 * An action under which several things are done: the first sentence of the note
 * says which, and is the title.
 */
static const bool by_note[ACTION_COUNT] = {
	[ACTION_NONE] = true, [ANSWER_RAS] = true, [WRITE_PLAN] = true, [SETTLE] = true,
	[SIGN_FOR_COUNCIL] = true, [SIGN_PLAN] = true, [NAME_SUPPORTER] = true,
	[WITHDRAW] = true, [ASK_MEETING] = true, [CORRECT_NOTE] = true,
	[WRITE_MEETING] = true, [RAISE_POINTS] = true, [OFFER_DISCUSSION] = true,
	[HAND_OVER] = true, [ADMIN_ACCOUNTS] = true,
};

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* Does the full stop at i end a sentence, as after "2026" and not after "5"? */
static bool
ends_at(struct str note, size_t i)
{
	if (note.p[i] != '.' || (i + 1 < note.n && note.p[i + 1] != ' '))
		return false;
	return i + 1 == note.n || !is_digit(note.p[i - 1]) ||
	    (i > 2 && is_digit(note.p[i - 2]) && is_digit(note.p[i - 3]));
}

/* How long the first sentence is, its full stop included; 0: it is none. */
static size_t
first_sentence(struct str note)
{
	for (size_t i = 1; i < note.n; i++)
		if (ends_at(note, i))
			return i + 1;
	return 0;
}

static void
title_of(struct req *rq, const struct policy *p, const struct record_row *r,
    struct story_row *row)
{
	bool known = r->action >= 0 && r->action < ACTION_COUNT;
	bool noted = str_starts(r->note, S(UNSCORED_APPROVED)) || (known && by_note[r->action]);
	size_t n = noted ? first_sentence(r->note) : 0;

	row->title = n > 1 ? str_head(r->note, n - 1) : story_title(rq->a, p, r->action);
	row->text = str_trim(str_skip(r->note, n));
}

/* Where what was done can be seen; of a letter, the letter itself. */
static const struct {
	struct url (*to)(struct arena *, struct pid);
	struct str words;
} shown_at[ACTION_COUNT] = {
	[SHARE_RAS] = { url_ras_show, S_INIT("See the answers") },
	[FAMILY_VIEW] = { url_ras_show, S_INIT("See the answers") },
	[ANSWER_VIEW] = { url_ras_show, S_INIT("See the answers") },
	[CHALLENGE] = { url_answers_show, S_INIT("See the challenge") },
	[SHARE_ANSWER] = { url_answers_show, S_INIT("See the answers") },
	[CONTEST] = { url_answers_show, S_INIT("See the answers") },
	[WITHDRAW] = { url_answers_show, S_INIT("See the challenge") },
	[WRITE_PLAN] = { url_plan_show, S_INIT("See the plan") },
	[SETTLE] = { url_plan_show, S_INIT("See the plan") },
	[SIGN_FOR_COUNCIL] = { url_plan_show, S_INIT("See the plan") },
	[SIGN_PLAN] = { url_plan_show, S_INIT("See the plan") },
	[ASK_MEETING] = { url_meeting_show, S_INIT("See the meeting") },
	[OFFER_MEETING] = { url_meeting_show, S_INIT("See the times") },
	[CORRECT_NOTE] = { url_meeting_show, S_INIT("See the note") },
	[WRITE_MEETING] = { url_meeting_show, S_INIT("See the note") },
	[RAISE_POINTS] = { url_points_show, S_INIT("See the points") },
	[OFFER_DISCUSSION] = { url_discussion_show, S_INIT("See the discussion") },
	[WRITE_COMMENT] = { url_comments_show, S_INIT("See the comments") },
};

/* Links only what this reader may open now. */
static void
link_to(struct req *rq, const struct record_row *r, struct story_row *row)
{
	struct pid c = rq->subject->pid;
	bool staff = role_is_staff(rq->who.role);

	if (!may(&rq->who, SEE_CASE, rq->relations, rq->acted))
		return;
	if (is_set(r->readable)) {
		if (!staff && r->readable.us > rq->now.us)
			return;
		row->to = url_letter_show(rq->a, c, r->thing);
		row->to_words = S("Read the letter");
	} else if (r->action == UPLOAD && is_set(r->thing)) {
		row->to = url_document_open(rq->a, c, r->thing);
		row->to_words = S("Open the document");
	} else if (r->action > ACTION_NONE && r->action < ACTION_COUNT &&
	    shown_at[r->action].to != NULL) {
		row->to = shown_at[r->action].to(rq->a, c);
		row->to_words = shown_at[r->action].words;
	}
}

struct str
story_title(struct arena *a, const struct policy *p, int action)
{
	const struct action_rule *rule = action_rule((enum action)action);

	if (action >= 0 && action < ACTION_COUNT && is_set(done[action]))
		return titled(a, p, done[action]);
	return rule != NULL ? titled(a, p, rule->sentence) : S("Something was recorded");
}

static struct str
who_of(struct req *rq, const struct policy *p, const struct record_row *r)
{
	struct out o;

	if (!is_set(r->actor_name))
		return r->role == ADMINISTRATOR ? S("by the council") :
		    S("by the calendar");
	out_init(&o, rq->a, 400);
	out_lit(&o, "by ");
	out_str(&o, person_words(rq->a, p, r->actor_name, r->role, r->own_title));
	if (is_set(r->entered_by)) {
		out_lit(&o, ", entered by ");
		out_str(&o, r->entered_by);
	}
	return out_str_of(&o);
}

void
story_of(struct req *rq, const struct policy *p, const struct record_rows *record,
    struct story_rows *story)
{
	*story = (struct story_rows){
		ARENA_ARRAY(rq->a, record->n + 1, struct story_row), 0
	};
	for (size_t i = 0; i < record->n; i++) {
		const struct record_row *r = &record->v[i];
		story->v[story->n++] = (struct story_row){
			.at = r->at,
			.who = who_of(rq, p, r),
		};
		title_of(rq, p, r, &story->v[i]);
		struct story_row *row = &story->v[i];
		row->title = said_to(rq->a, rq->who.role, row->title);
		row->text = said_to(rq->a, rq->who.role, row->text);
		link_to(rq, r, &story->v[i]);
	}
}

/* --- what was done bit by bit --- */

#define QUESTIONS_MOST 99

/* Done question by question, or line by line. */
static const bool bit_by_bit[ACTION_COUNT] = {
	[ANSWER_RAS] = true, [SHARE_RAS] = true, [FAMILY_VIEW] = true,
	[ANSWER_VIEW] = true, [SIGN_FOR_COUNCIL] = true,
};

/* The number in "Question 3: …"; 0: the row is not about one. */
static int
question_in(struct str note)
{
	int64_t n;

	if (!str_starts(note, S(QUESTION)))
		return 0;
	struct str rest = str_skip(note, S(QUESTION).n);
	return str_int(str_cut(&rest, ':'), QUESTIONS_MOST, &n) ? (int)n : 0;
}

static bool
is_person(struct str note)
{
	return str_starts(note, S(TOOK_PART));
}

/* Bits of one piece of work: by the same person, on the same day. */
static bool
belong_together(const struct record_row *a, const struct record_row *b)
{
	bool same_bit = str_eq(a->note, b->note);
	bool questions = question_in(a->note) > 0 && question_in(b->note) > 0;
	bool people = is_person(a->note) && is_person(b->note);

	return a->action == b->action && bit_by_bit[a->action] &&
	    (same_bit || questions || people) && a->role == b->role &&
	    is_set(a->actor_name) && is_set(b->actor_name) &&
	    str_eq(a->actor_name, b->actor_name) &&
	    !is_set(a->entered_by) && !is_set(b->entered_by) &&
	    stamp_london_date(a->at).days == stamp_london_date(b->at).days;
}

static struct str
all_questions(struct arena *a, const bool *in, struct str note)
{
	struct out o;

	if (question_in(note) == 0)
		return note;
	out_init(&o, a, 400);
	out_lit(&o, "Questions ");
	out_str(&o, ranges_words(a, in, QUESTIONS_MOST));
	return out_str_of(&o);
}

/* "Beth Mistry, mother, on 3 March 2026. Yusuf Demir, worker, on 3 March 2026." */
static struct str
and_person(struct arena *a, struct str all, struct str note)
{
	struct out o;

	out_init(&o, a, 1 << 18);
	out_str(&o, all);
	out_str(&o, str_skip(note, S(TOOK_PART).n));
	return out_str_of(&o);
}

/* Marks the later rows that belong to row i, and says them all in its row. */
static void
gather(struct req *rq, const struct record_rows *record, size_t i, bool *told,
    struct story_row *row)
{
	bool in[QUESTIONS_MOST + 2] = { false };
	int more = 0;

	in[question_in(record->v[i].note)] = true;
	for (size_t k = i + 1; k < record->n; k++) {
		if (told[k] || !belong_together(&record->v[i], &record->v[k]))
			continue;
		told[k] = true;
		in[question_in(record->v[k].note)] = true;
		if (is_person(record->v[k].note))
			row->text = and_person(rq->a, row->text, record->v[k].note);
		more++;
	}
	if (more > 0 && !is_person(record->v[i].note))
		row->text = all_questions(rq->a, in, record->v[i].note);
}

void
story_fold(struct req *rq, const struct record_rows *record, size_t most,
    struct story_rows *story)
{
	bool *told = ARENA_ARRAY(rq->a, record->n + 1, bool);
	size_t n = 0;

	for (size_t i = 0; i < record->n && n < most; i++) {
		if (told[i])
			continue;
		if (record->v[i].action > ACTION_NONE && record->v[i].action < ACTION_COUNT &&
		    bit_by_bit[record->v[i].action])
			gather(rq, record, i, told, &story->v[i]);
		story->v[n++] = story->v[i];
	}
	story->n = n;
}
