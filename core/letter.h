/*
 * Letters. A letter is made once, from recorded facts, in the transaction of
 * the decision it tells; what is stored is never made again.
 */
#ifndef CORE_LETTER_H
#define CORE_LETTER_H

#include "core/base/types.h"

#define LETTER_LIST(X)							\
	X(LETTER_SCORE, 1, "Your score and indicative allocation")	\
	X(LETTER_ANSWER, 2, "The answers to your challenge")		\
	X(LETTER_REVIEW, 3, "The score after the review")		\
	X(LETTER_PLAN, 4, "The answer to your support plan")		\
	X(LETTER_MEETING, 5, "What came of our meeting")		\
	X(LETTER_OUTCOME, 6, "The outcome of your points of disagreement") \
	X(LETTER_WITHDRAWN, 7, "What stands after your withdrawal")	\
	X(LETTER_PANEL, 8, "What the panel decided")			\
	X(LETTER_PLAN_BACK, 9, "You took back your support plan")	\
	X(LETTER_ENDED, 10, "You have ended the case")			\
	X(LETTER_POINTS_BACK, 11, "You took your points back")		\
	X(LETTER_FOUND, 12, "What the assessment found")		\
	X(LETTER_ENTRY, 20, "What you told us, as we entered it")

enum letter_kind {	/* stored */
	LETTER_NONE = 0,
#define LETTER_ENUM(name, value, title) name = value,
	LETTER_LIST(LETTER_ENUM)
#undef LETTER_ENUM
};

struct str letter_title(enum letter_kind);	/* in the list, and at its head */

/*
 * The form a family needs its letters in. A needed form holds the sending until
 * a person has made it (P15). Name, stored number, word in the form, words in a
 * sentence and at the head of one, what it is for.
 */
#define FORMAT_LIST(X)							\
	X(FORMAT_EASY_READ, 1, "easy_read", "easy read", "Easy read",	\
	    "Short sentences with pictures")				\
	X(FORMAT_BSL, 2, "bsl", "British Sign Language",		\
	    "British Sign Language",					\
	    "Signed to you, or as a video")				\
	X(FORMAT_LANGUAGE, 3, "language", "another language",		\
	    "Another language",						\
	    "Translated, or read to you by an interpreter")		\
	X(FORMAT_OTHER, 4, "other", "another form", "Another form",	\
	    "Such as braille, or a recording to listen to")

enum letter_format {	/* stored */
	FORMAT_NONE = 0,	/* as it is made: a page, PDF, large print */
#define FORMAT_ENUM(name, value, word, words, title, hint) name = value,
	FORMAT_LIST(FORMAT_ENUM)
#undef FORMAT_ENUM
	FORMAT_COUNT
};

struct str letter_format_word(enum letter_format);	/* as the form sends it */
struct str letter_format_words(enum letter_format);	/* "easy read" */
struct str letter_format_name(enum letter_format);	/* "Easy read" */
struct str letter_format_hint(enum letter_format);

/* How a held letter was made ready, or the family was reached. */
#define MADE_LIST(X)							\
	X(MADE_DOCUMENT, 1, "document", "It is among the documents")	\
	X(MADE_READ, 2, "read", "It was read or signed to the family")	\
	X(MADE_BOOKED, 3, "booked", "An interpreter is booked to go through it") \
	X(MADE_RANG, 4, "rang", "I rang, and spoke to the family")	\
	X(MADE_POSTED, 5, "posted", "I posted it")

enum letter_made_ready {	/* stored */
	MADE_NONE = 0,
#define MADE_ENUM(name, value, word, words) name = value,
	MADE_LIST(MADE_ENUM)
#undef MADE_ENUM
	MADE_COUNT
};
struct str letter_made_word(enum letter_made_ready);	/* as the form sends it */
struct str letter_made_words(enum letter_made_ready);

/* Which decision changed the sum above the score's figure. */
enum sum_by {
	SUM_BY_NOTHING = 0,
	SUM_BY_PLAN = 1,
	SUM_BY_MEETING = 2,
	SUM_BY_POINTS = 3,
	SUM_BY_PANEL = 4,
	SUM_BY_COUNT
};
struct str sum_by_words(enum sum_by);	/* "The support plan was answered" */

/* Decisions whose evidence is written down beside them: what it rests on, and
 * what was received and did not decide it, and why. */
enum weighed_for {	/* stored */
	WEIGHED_NOTHING = 0,
	WEIGHED_POINT = 1,	/* of a point of disagreement */
	WEIGHED_MEETING = 2,
	WEIGHED_PLAN = 3,	/* the answer to a version of a plan */
	WEIGHED_PANEL = 4,	/* what the panel made of a round of points */
	WEIGHED_ANSWER = 5,	/* of a challenged question: 4 and its tier */
	WEIGHED_REVIEW = 6,
};

/* What a decision made of one document. */
enum document_said {	/* stored; the order of the form's words */
	SAID_NOTHING = 0,
	SAID_RELIED = 1,	/* it rests on it */
	SAID_NOT_DECISIVE = 2,	/* received, and it did not decide it, because … */
};

#endif
