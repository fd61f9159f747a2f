/*
 * Telephone, paper and in person count the same (P15): staff enter what a
 * family said in one of these ways, with the day it was received, which starts
 * the clock. An entry is for one purpose. The family gets a copy and can say
 * "that is not what I said"; entry and correction stay side by side.
 */
#ifndef CORE_ENTRY_H
#define CORE_ENTRY_H

#include "core/access.h"

#define ENTRY_HOURS 12	/* then one left open is over, and finished by the service */

#define ENTRY_WAY_LIST(X)				\
	X(ENTRY_TELEPHONE, 1, "by telephone")		\
	X(ENTRY_PAPER, 2, "on paper")			\
	X(ENTRY_IN_PERSON, 3, "in person")

enum entry_way {	/* stored */
	ENTRY_NONE = 0,
#define ENTRY_WAY_ENUM(name, value, words) name = value,
	ENTRY_WAY_LIST(ENTRY_WAY_ENUM)
#undef ENTRY_WAY_ENUM
};

/* name, stored number, the form's word, words for whoever enters it */
#define ENTRY_KIND_LIST(X)						\
	X(ENTRY_CHALLENGE, 1, "challenge", "A challenge to the score")	\
	X(ENTRY_REPLY, 2, "reply",					\
	    "The answers to a challenge accepted or contested")	\
	X(ENTRY_WITHDRAWAL, 3, "withdrawal",				\
	    "A challenge withdrawn, or taken up again")		\
	X(ENTRY_PLAN, 4, "plan",					\
	    "A support plan, or a new version of it")			\
	X(ENTRY_CHOICE, 5, "choice",					\
	    "Settled with the answer, or the case ended or taken up again")	\
	X(ENTRY_SIGN, 6, "sign", "The plan signed")			\
	X(ENTRY_MEETING, 7, "meeting",					\
	    "A meeting: asked for, declined, a time, the note")		\
	X(ENTRY_POINTS, 8, "points",					\
	    "Points for the {operations_manager}, and their discussion")	\
	X(ENTRY_VIEW, 9, "view",					\
	    "How the family sees the answers of the questionnaire")		\
	X(ENTRY_CORRECTION, 10, "correction",				\
	    "What we entered is not what was said")

enum entry_kind {	/* stored */
	ENTRY_KIND_NONE = 0,
#define ENTRY_KIND_ENUM(name, value, word, words) name = value,
	ENTRY_KIND_LIST(ENTRY_KIND_ENUM)
#undef ENTRY_KIND_ENUM
	ENTRY_KIND_COUNT
};

enum entry_said {	/* stored: what the family says of an entry */
	ENTRY_UNSAID = 0,
	ENTRY_RIGHT = 1,
	ENTRY_WRONG = 2,
};

struct str entry_way_words(enum entry_way);
struct str entry_kind_words(enum entry_kind);

/* May this be done within an entry of this kind? Reading always may. */
bool	entry_allows(enum entry_kind, enum action);

/*
 * Days something can have been received on: not before what it answers could
 * be read, not after today. answers: none where it answers nothing; then from
 * the day the case was opened.
 */
enum entry_fault {
	ENTRY_FINE = 0,
	ENTRY_TOO_EARLY,	/* before the letter it answers could be read */
	ENTRY_BEFORE_CASE,
	ENTRY_IN_FUTURE,
	ENTRY_NOTHING_TO_ANSWER,	/* no such letter or offer has gone out */
};
enum entry_fault entry_check(enum entry_kind, struct date received,
    struct date answers, struct date opened, struct date today);

#endif
