/*
 * What a step is to those who wait for it: to the family itself, and to anybody
 * else, who reads of "the family"; and the page on which it is done.
 */
#include "fcgi/pages/status.h"

#include "core/base/civil.h"
#include "core/titled.h"

static const struct {
	struct step_words others;
	struct step_words family;	/* none: the same words */
} told[STEP_COUNT] = {
	[STEP_FILL_IN] = {
		{ S_INIT("The questionnaire is being answered, with the family"),
		    S_INIT("Each answer is shared with the family. The family says how it "
		    "sees it, before anything is approved.") },
		{ S_INIT("The questionnaire is being answered, with you"),
		    S_INIT("Each answer is shared with you. You say how you see it, before "
		    "anything is approved.") },
	},
	[STEP_SEE_ANSWERS] = {
		{ S_INIT("The family looks at the answers"),
		    S_INIT("The {practice_lead} answers every difference, and approves "
		    "them all or returns them. Then the letter goes out.") },
		{ S_INIT("You can look at the answers"),
		    S_INIT("The {practice_lead} answers every difference, and approves "
		    "them all or returns them. Then the letter goes out.") },
	},
	[STEP_APPROVE] = {
		.others = { S_INIT("The answers are with the {practice_lead}"),
		    S_INIT("The {practice_lead} answers every difference with a reason. On "
		    "approval the letter goes out.") },
	},
	[STEP_CHALLENGE] = {
		{ S_INIT("The family has the score letter"),
		    S_INIT("The family may challenge any score, plan with the sum, or do "
		    "both. Nothing is refused as late.") },
		{ S_INIT("You have the score letter"),
		    S_INIT("You may challenge any score, plan with the sum, or do both. "
		    "Nothing is refused as late.") },
	},
	[STEP_OFFER_MEETING] = {
		{ S_INIT("A meeting was asked for"),
		    S_INIT("{A practice_lead} offers times. The family chooses one, or asks "
		    "for others.") },
		{ S_INIT("You asked for a meeting"),
		    S_INIT("{A practice_lead} offers times. You choose one, or ask for "
		    "others.") },
	},
	[STEP_CHOOSE_MEETING] = {
		{ S_INIT("Times for a meeting are offered"),
		    S_INIT("The family chooses a time, and says what it needs to take "
		    "part.") },
		{ S_INIT("Times for a meeting are offered"),
		    S_INIT("You choose a time, and say what you need to take part.") },
	},
	[STEP_HOLD_MEETING] = {
		{ S_INIT("The time of the meeting is fixed"),
		    S_INIT("After the meeting the family gets a note, and can correct it.") },
		{ S_INIT("The time of the meeting is fixed"),
		    S_INIT("After the meeting you get a note, and can correct it.") },
	},
	[STEP_CORRECT_NOTE] = {
		{ S_INIT("The family can correct the note of the meeting"),
		    S_INIT("Then the {practice_lead} writes what came of it, with reasons.") },
		{ S_INIT("You can correct the note of the meeting"),
		    S_INIT("Then the {practice_lead} writes what came of it, with reasons.") },
	},
	[STEP_WRITE_MEETING] = {
		{ S_INIT("What came of the meeting is being written"),
		    S_INIT("A letter follows. The family can settle, or put its points to "
		    "the {operations_manager}.") },
		{ S_INIT("What came of the meeting is being written"),
		    S_INIT("A letter follows. You can settle, or put your points to the "
		    "{operations_manager}.") },
	},
	[STEP_AFTER_MEETING] = {
		{ S_INIT("The meeting is answered in writing"),
		    S_INIT("The family settles, or puts its points to the "
		    "{operations_manager}.") },
		{ S_INIT("The meeting is answered in writing"),
		    S_INIT("You settle, or put your points to the {operations_manager}.") },
	},
	[STEP_OFFER_DISCUSSION] = {
		{ S_INIT("The points are with the {operations_manager}"),
		    S_INIT("Times for the discussion are offered, in the way the family "
		    "chose.") },
		{ S_INIT("Your points are with the {operations_manager}"),
		    S_INIT("Times for the discussion are offered, in the way you chose.") },
	},
	[STEP_CHOOSE_DISCUSSION] = {
		{ S_INIT("Times for the discussion are offered"),
		    S_INIT("The family chooses a time, or does it in writing only.") },
		{ S_INIT("Times for the discussion are offered"),
		    S_INIT("You choose a time, or do it in writing only.") },
	},
	[STEP_HOLD_DISCUSSION] = {
		.others = { S_INIT("The time of the discussion is fixed"),
		    S_INIT("After it, each point is decided with its reason.") },
	},
	[STEP_OUTCOME] = {
		{ S_INIT("The points are being decided"),
		    S_INIT("Each point is answered by itself. The letter says the sum.") },
		{ S_INIT("Your points are being decided"),
		    S_INIT("Each point is answered by itself. The letter says the sum.") },
	},
	[STEP_PANEL] = {
		.others = { S_INIT("The sum is recommended to the panel"),
		    S_INIT("The panel decides, and a letter follows.") },
	},
	[STEP_PLAN] = {
		{ S_INIT("The family can write the support plan"),
		    S_INIT("A plan is encouraged and never a condition. The council "
		    "answers it line by line, in writing.") },
		{ S_INIT("You can write the support plan"),
		    S_INIT("A plan is encouraged and never a condition. The council "
		    "answers it line by line, in writing.") },
	},
	[STEP_ANSWER_PLAN] = {
		{ S_INIT("The support plan is with the {worker}"),
		    S_INIT("Each line is answered with a reason. {A practice_lead} confirms "
		    "the answer, and it goes out in a letter.") },
		{ S_INIT("Your support plan is with the {worker}"),
		    S_INIT("Each line is answered with a reason. {A practice_lead} confirms "
		    "the answer, and it goes out in a letter.") },
	},
	[STEP_CONFIRM_PLAN] = {
		{ S_INIT("The answer to the plan is being confirmed"),
		    S_INIT("{A practice_lead} checks it with all its amounts. Then it goes "
		    "out in a letter.") },
		{ S_INIT("The answer to your plan is being confirmed"),
		    S_INIT("{A practice_lead} checks it with all its amounts. Then it goes "
		    "out in a letter.") },
	},
	[STEP_AFTER_ANSWER] = {
		{ S_INIT("The family has the answer to its plan"),
		    S_INIT("The family settles, asks for a meeting, or puts its points to "
		    "the {operations_manager}.") },
		{ S_INIT("You have the answer to your plan"),
		    S_INIT("You settle, ask for a meeting, or put your points to the "
		    "{operations_manager}.") },
	},
	[STEP_FIT_PLAN] = {
		{ S_INIT("The plan is being fitted to the sum"),
		    S_INIT("The {worker} does it with the family. Then both sign.") },
		{ S_INIT("Your plan is being fitted to the sum"),
		    S_INIT("The {worker} does it with you. Then both sign.") },
	},
	[STEP_SIGN_PLAN] = {
		{ S_INIT("The council has signed the plan"),
		    S_INIT("When the family signs too, the plan is agreed.") },
		{ S_INIT("The council has signed the plan"),
		    S_INIT("When you sign too, the plan is agreed.") },
	},
	[STEP_RECONSIDER] = {
		{ S_INIT("The challenge is with the worker, who looks at each answer "
		    "again"),
		    S_INIT("The family sees each answer when it is shared. The "
		    "{practice_lead} who approved the score confirms the new total, and a "
		    "letter goes out.") },
		{ S_INIT("Your challenge is with the worker, who looks at each answer "
		    "again"),
		    S_INIT("You see each answer when it is shared. The {practice_lead} who "
		    "approved the score confirms the new total, and a letter goes "
		    "out.") },
	},
	[STEP_CONFIRM_TOTAL] = {
		{ S_INIT("The challenge is answered, and the new total is being "
		    "confirmed"),
		    S_INIT("The letter with the answers goes out. The family may then "
		    "accept or contest each answer.") },
		{ S_INIT("Your challenge is answered, and the new total is being "
		    "confirmed"),
		    S_INIT("The letter with the answers goes out. You may then accept or "
		    "contest each answer.") },
	},
	[STEP_CONTEST] = {
		{ S_INIT("The answers rest with the family"),
		    S_INIT("The family may accept or contest each answer. If it says "
		    "nothing, nothing is settled, and it can take them up later.") },
		{ S_INIT("The answers rest with you"),
		    S_INIT("You may accept or contest each answer. If you say nothing, "
		    "nothing is settled, and you can take them up later.") },
	},
	[STEP_REVIEW] = {
		.others = { S_INIT("{A practice_lead} who had no part in the score reviews it"),
		    S_INIT("The letter with the score and the reasons goes out, question "
		    "by question. Then the score is settled.") },
	},
	[STEP_REACH_FAMILY] = {
		{ S_INIT("A letter was not opened yet"),
		    S_INIT("The {worker} rings about it, or posts it.") },
		{ S_INIT("You have a letter that you have not opened"),
		    S_INIT("The {worker} rings you about it, or posts it.") },
	},
	[STEP_MAKE_FORM] = {
		{ S_INIT("A letter is being made in the form the family needs"),
		    S_INIT("When it is ready it is sent, and the days of the family count "
		    "from then.") },
		{ S_INIT("A letter is being made in the form you need"),
		    S_INIT("When it is ready it is sent, and your days count from then.") },
	},
	[STEP_ARRANGE] = {
		{ S_INIT("The direct payment has stopped: its consent was withdrawn"),
		    S_INIT("The {worker} arranges the support another way with the "
		    "family. The sum stays as it is.") },
		{ S_INIT("The direct payment has stopped: its consent was withdrawn"),
		    S_INIT("The {worker} arranges the support another way with you. The "
		    "sum stays as it is.") },
	},
	[STEP_UNDELIVERED] = {
		{ S_INIT("A message to the family could not be delivered"),
		    S_INIT("The {worker} rings, or sends it by post.") },
		{ S_INIT("A message to you could not be delivered"),
		    S_INIT("The {worker} rings you, or sends it by post.") },
	},
	[STEP_NAME_REVIEWER] = {
		{ S_INIT("A reviewer from another team is being named"),
		    S_INIT("The family is told who reviews the score, and why. The review "
		    "and its letter follow.") },
		{ S_INIT("A reviewer from another team is being named"),
		    S_INIT("You are told who reviews the score, and why. The review and "
		    "its letter follow.") },
	},
};

struct step_words
step_words(struct arena *a, const struct policy *p, enum step step, bool family)
{
	const struct step_words *w = family && is_set(told[step].family.now)
	    ? &told[step].family : &told[step].others;

	return (struct step_words){ titled(a, p, w->now), titled(a, p, w->next) };
}

/* Where a step is done; the page of the case where its holder only waits. */
static struct url (*const where[STEP_COUNT])(struct arena *, struct pid) = {
	[STEP_NONE] = url_case_show,
	[STEP_PLAN] = url_plan_show,
	[STEP_ANSWER_PLAN] = url_plan_answer_show,
	[STEP_CONFIRM_PLAN] = url_plan_confirm_show,
	[STEP_AFTER_ANSWER] = url_plan_show,
	[STEP_FIT_PLAN] = url_plan_fit_show,
	[STEP_SIGN_PLAN] = url_plan_sign_show,
	[STEP_FILL_IN] = url_ras_show,
	[STEP_SEE_ANSWERS] = url_ras_show,
	[STEP_APPROVE] = url_ras_show,
	[STEP_CHALLENGE] = url_worked_out_show,
	[STEP_OFFER_MEETING] = url_meeting_show,
	[STEP_CHOOSE_MEETING] = url_meeting_show,
	[STEP_HOLD_MEETING] = url_meeting_show,
	[STEP_CORRECT_NOTE] = url_meeting_show,
	[STEP_WRITE_MEETING] = url_meeting_answer_show,
	[STEP_AFTER_MEETING] = url_points_show,
	[STEP_OFFER_DISCUSSION] = url_discussion_show,
	[STEP_CHOOSE_DISCUSSION] = url_discussion_show,
	[STEP_HOLD_DISCUSSION] = url_discussion_show,
	[STEP_OUTCOME] = url_decide_show,
	[STEP_PANEL] = url_panel_show,
	[STEP_RECONSIDER] = url_reconsider_show,
	[STEP_CONFIRM_TOTAL] = url_total_show,
	[STEP_CONTEST] = url_answers_show,
	[STEP_REVIEW] = url_review_show,
	[STEP_NAME_REVIEWER] = url_reviewer_show,
	[STEP_REACH_FAMILY] = url_unopened_show,
	[STEP_MAKE_FORM] = url_held_show,
	[STEP_UNDELIVERED] = url_unopened_show,
	[STEP_ARRANGE] = url_plan_deliver_show,
	[STEP_READ_LETTER] = url_letters_show,
	[STEP_READ_ANSWER] = url_answers_show,
	[STEP_CHECK_ENTRY] = url_entries_show,
};

struct url
step_url(struct arena *a, enum step step, struct pid casefile)
{
	return (where[step] != NULL ? where[step] : url_case_show)(a, casefile);
}

/* ---- who, and by when ---- */

static void
out_days(struct out *o, int n, struct str what)
{
	out_int(o, n);
	out_str(o, n == 1 ? S(" working day ") : S(" working days "));
	out_str(o, what);
}

struct str
due_words(struct req *rq, const struct policy *p, enum step step, struct date due)
{
	struct out o;

	if (!is_set(due))
		return S("There is no date for this");
	out_init(&o, rq->a, 200);
	out_str(&o, weekday_name(weekday_of(due)));
	out_char(&o, ' ');
	out_date(&o, due);
	int late = step_days_late(p, step, due, rq->today);
	int left = step_days_left(p, due, rq->today);
	if (late > 0) {
		out_lit(&o, ", ");
		out_days(&o, late, S("late"));
	} else if (date_diff(due, rq->today) == 0) {
		out_lit(&o, ", today");
	} else if (left > 0) {
		out_lit(&o, ", ");
		out_days(&o, left, S("left"));
	} else if (step_rule(step)->holder == FAMILY && !step_closes(step)) {
		out_lit(&o, " (still open)");
	}
	return out_str_of(&o);
}

static struct str
title_of(const struct policy *p, enum role role)
{
	return policy_title(p, role)->one;
}

struct str
holder_words(struct arena *a, const struct policy *p, struct str name, enum role role,
    struct str own, struct str team)
{
	struct out o;

	out_init(&o, a, 400);
	if (is_set(name)) {
		out_str(&o, name);
		out_lit(&o, ", ");
		out_str(&o, own.n > 0 ? own : title_of(p, role));
		return out_str_of(&o);
	}
	out_with_article(&o, title_of(p, role), true);
	if (is_set(team) && (role == WORKER || role == PRACTICE_LEAD)) {
		out_lit(&o, " of the ");
		out_str(&o, team);
	}
	return out_str_of(&o);
}

struct str
worker_words(struct req *rq, const struct policy *p)
{
	const struct casefile *c = rq->subject;

	return is_set(c->worker_name) ? holder_words(rq->a, p, c->worker_name, WORKER,
	    c->worker_title, STR_NONE) : STR_NONE;
}

/*
 * Views are taken until the practice lead decides, and some steps close on their
 * day. Nothing else is refused as late.
 */
enum ask_kind
step_ask_kind(enum step step, struct date due, struct date today)
{
	bool past = is_set(due) && due.days < today.days;

	if (!is_set(due))
		return ASK_ANY_TIME;
	if (step_closes(step))
		return ASK_LAST_DAY;
	if (step == STEP_SEE_ANSWERS)
		return past ? ASK_UNTIL_PAST : ASK_UNTIL;
	return past ? ASK_PAST : ASK_AIM;
}
