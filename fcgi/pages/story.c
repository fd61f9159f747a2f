#include "fcgi/pages/story.h"

#include "core/policy.h"
#include "core/session.h"

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
	[ANSWER_RAS] = S_INIT("The questionnaire was filled in"),
	[SHARE_RAS] = S_INIT("Answers were shared with the family"),
	[FAMILY_VIEW] = S_INIT("The family said how it sees the answers"),
	[ANSWER_VIEW] = S_INIT("A difference was answered"),
	[RETURN_RAS] = S_INIT("The questionnaire was returned to the worker"),
	[APPROVE_RAS] = S_INIT("The score was approved"),
	[WRITE_PLAN] = S_INIT("The support plan"),
	[ANSWER_PLAN] = S_INIT("The answer to the plan was written"),
	[CONFIRM_PLAN_ANSWER] = S_INIT("The answer to the plan was checked"),
	[SETTLE] = S_INIT("The family said how it goes on"),
	[SIGN_FOR_COUNCIL] = S_INIT("The plan was fitted to the sum"),
	[SIGN_PLAN] = S_INIT("The plan was signed"),
	[NAME_SUPPORTER] = S_INIT("The family chose who helps"),
	[CHALLENGE] = S_INIT("The score was challenged"),
	[RECONSIDER] = S_INIT("A decision was written, and not sent"),
	[SHARE_ANSWER] = S_INIT("An answer to the challenge was shared with the family"),
	[CONFIRM_TOTAL] = S_INIT("The new total was confirmed"),
	[CONTEST] = S_INIT("The family answered"),
	[NAME_REVIEWER] = S_INIT("A reviewer from another team was named"),
	[REVIEW] = S_INIT("The contested answers were reviewed"),
	[WITHDRAW] = S_INIT("The family withdrew a question, or came back to it"),
	[WRITE_DRAFT] = S_INIT("A draft was written, and not sent"),
	[ASK_MEETING] = S_INIT("The family and the meeting"),
	[OFFER_MEETING] = S_INIT("Times for a meeting were offered"),
	[CORRECT_NOTE] = S_INIT("The note of the meeting was looked at"),
	[WRITE_MEETING] = S_INIT("The meeting"),
	[RAISE_POINTS] = S_INIT("The family and its points of disagreement"),
	[OFFER_DISCUSSION] = S_INIT("The discussion with the operations manager"),
	[DECIDE_POINTS] = S_INIT("The points of disagreement were decided"),
	[NOTE_PANEL] = S_INIT("The panel’s decision"),
	[HAND_OVER] = S_INIT("Who does a step, and by when"),
	[SEND_LETTER_AGAIN] = S_INIT("A letter was sent again"),
	[CHOOSE_FORMAT] = S_INIT("The form the letters come in"),
	[CONTACT_FAMILY] = S_INIT("A letter on its way to the family"),
	[ENTER_FOR_FAMILY] = S_INIT("The council entered what the family told it"),
	[NUMBER_CASE] = S_INIT("The number in the council’s own system"),
	[ADMIN_ACCOUNTS] = S_INIT("The case was opened"),
	[CHOOSE_NOTICE_NAME] = S_INIT("The name that stands in emails"),
	[CORRECT_ENTRY] = S_INIT("The family looked at what was entered for it"),
};

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
story_title(int action)
{
	const struct action_rule *rule = action_rule((enum action)action);

	if (action >= 0 && action < ACTION_COUNT && is_set(done[action]))
		return done[action];
	return rule != NULL ? rule->sentence : S("Something was recorded");
}

static struct str
who_of(struct req *rq, const struct policy *p, const struct record_row *r)
{
	struct out o;

	if (!is_set(r->actor_name))
		return r->role == ADMINISTRATOR ? S("at the server") :
		    S("by the calendar");
	out_init(&o, rq->a, 400);
	out_lit(&o, "by ");
	out_str(&o, r->actor_name);
	if (r->role != FAMILY) {
		out_lit(&o, ", ");
		out_str(&o, policy_title(p, r->role)->one);
	}
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
			.title = story_title(r->action),
			.at = r->at,
			.who = who_of(rq, p, r),
			.text = r->note,
		};
		link_to(rq, r, &story->v[i]);
	}
}
