/*
 * A council's policy as data: questionnaires, bands, money, limits, times,
 * titles, bank holidays and the rest that a council decides and may change.
 *
 * A policy is a version. Once used it never changes; a case keeps the version
 * it was scored under and can be worked out from it years later. What a version
 * holds is one table of rows each, in the shape of the files a council edits
 * (sql/policy/README.md names every column), so that a row on paper, a row in
 * the database and a row here are the same row.
 *
 * Life: rows come from a file or the database into an arena, policy_link()
 * joins them, policy_lint() reads them; if it finds nothing the policy is
 * sound and is handed around as const from then on. The functions below that
 * promise a value promise it for a sound policy only, and abort otherwise.
 *
 * Numbers of enums are stored: never renumber, never use one again.
 */
#ifndef CORE_POLICY_H
#define CORE_POLICY_H

#include "core/access.h"
#include "core/base/types.h"
#include "core/calendar.h"

struct arena;
struct out;

/* A word of a closed list, as it stands in the files, and its number. */
struct word {
	struct str word;
	int value;
};

struct words {
	const struct word *v;
	size_t n;
};

int	word_value(const struct words *, struct str);	/* 0: not in the list */
struct str word_of(const struct words *, int value);	/* none: likewise */

/* ---- questionnaires (P5) ---- */

#define QUESTIONS 12		/* in every questionnaire */
#define ADULT 18		/* children's funding ends with 17 */

#define TOOL_LIST(X)				\
	X(TOOL_UNDER_7, 1, "under_7")		\
	X(TOOL_KS2, 2, "key_stage_2")		\
	X(TOOL_KS3_4, 3, "key_stage_3_4")

enum tool_kind {
	TOOL_NONE = 0,
#define TOOL_ENUM(name, value, word) name = value,
	TOOL_LIST(TOOL_ENUM)
#undef TOOL_ENUM
};

enum school {
	SCHOOL_NONE = 0,
	SCHOOL_PRIMARY = 1,
	SCHOOL_SECONDARY = 2,
	SCHOOL_ANY = 3,		/* of a tool: whichever the child goes to */
};

struct level {			/* one answer to one question */
	enum tool_kind tool;
	int question;
	int number;		/* 1 is the lowest */
	struct str name;	/* "Regular" */
	struct str description;	/* how that looks at home */
	struct points points;
};

struct levels {
	struct level *v;
	size_t n;
};

struct question {
	enum tool_kind tool;
	int number;		/* 1 to QUESTIONS, the same need in every tool */
	struct str title;	/* "Nights" */
	struct str text;	/* the question, for the family */
	struct str guidance;	/* what to look for, for the worker; open to all */
	bool any_score;		/* any whole score up to the highest level */
	struct levels levels;	/* linked: lowest first; none if not scored */
};

struct questions {
	struct question *v;
	size_t n;
};

struct tool {
	enum tool_kind kind;
	struct str name;	/* "Key stage 2 questionnaire" */
	bool scored;		/* false: talked through, no points */
	int age_from, age_to;	/* in years, both included */
	enum school school;
	struct str about;	/* a sentence for the family */
	struct questions questions;	/* linked: by number */
};

struct tools {
	struct tool *v;
	size_t n;
};

/* ---- from points to money (P5) ---- */

struct band {
	struct str name;	/* "Medium" */
	struct points from, to;	/* both included */
	struct str note;	/* or none */
};

struct bands {
	struct band *v;
	size_t n;
};

struct funding_step {
	struct points from, to;	/* both included */
	struct money yearly;	/* the indicative allocation */
	struct str note;	/* or none */
};

struct funding_steps {
	struct funding_step *v;
	size_t n;
};

/* ---- limits ---- */

enum unit {
	UNIT_NONE = 0,
	UNIT_POUNDS = 1,
	UNIT_PERCENT = 2,
	UNIT_WORKING_DAYS = 3,
	UNIT_NIGHTS = 4,
	UNIT_DAYS = 7,
};

/* name, stored number, word in the file, unit */
#define LIMIT_LIST(X)							\
	X(LIMIT_PRACTICE_LEAD, 1, "practice_lead_authority", POUNDS)	\
	X(LIMIT_OPS_MANAGER, 2, "operations_manager_authority", POUNDS)	\
	X(LIMIT_CONTINGENCY_LEAST, 3, "contingency_least", PERCENT)	\
	X(LIMIT_CONTINGENCY_MOST, 4, "contingency_most", PERCENT)	\
	X(LIMIT_EQUIPMENT, 5, "equipment", POUNDS)			\
	X(LIMIT_LARGE_PURCHASE, 6, "large_purchase", POUNDS)		\
	X(LIMIT_STAY_NIGHTS, 8, "nights_in_one_stay", NIGHTS)		\
	X(LIMIT_YEAR_NIGHTS, 9, "nights_in_12_months", NIGHTS)		\
	X(LIMIT_PAPER_DAYS, 10, "paper_days", WORKING_DAYS)		\
	X(LIMIT_DRAFT_DAYS, 18, "unsent_kept", DAYS)			\
	X(LIMIT_MAIL_DAYS, 19, "mail_tried", DAYS)

enum limit_key {
	LIMIT_NONE = 0,
#define LIMIT_ENUM(name, value, word, unit) name = value,
	LIMIT_LIST(LIMIT_ENUM)
#undef LIMIT_ENUM
};

struct limit {
	enum limit_key key;
	enum unit unit;
	int value;		/* whole: of money, pounds */
	struct str note;	/* what it limits, for people */
};

struct limits {
	struct limit *v;
	size_t n;
};

/* ---- clocks (P15): aims in working days, counted by core/calendar.h ---- */

#define CLOCK_LIST(X)					\
	X(CLOCK_SHARE_ANSWERS, 1, "share_answers")	\
	X(CLOCK_CHALLENGE, 2, "challenge")		\
	X(CLOCK_RECONSIDER, 3, "reconsider")		\
	X(CLOCK_CONTEST, 4, "contest")			\
	X(CLOCK_CONTEST_REMINDER, 5, "contest_reminder") \
	X(CLOCK_REVIEW, 6, "review")			\
	X(CLOCK_ANSWER_PLAN, 7, "answer_plan")		\
	X(CLOCK_MEETING_OFFER, 8, "meeting_offer")	\
	X(CLOCK_MEETING_HOLD, 9, "meeting_hold")	\
	X(CLOCK_MEETING_WRITE, 10, "meeting_write")	\
	X(CLOCK_NOTE_CORRECTION, 11, "note_correction")	\
	X(CLOCK_DISCUSSION_OFFER, 12, "discussion_offer") \
	X(CLOCK_DISCUSSION_HOLD, 13, "discussion_hold")	\
	X(CLOCK_OUTCOME, 14, "outcome")			\
	X(CLOCK_AFTERWARDS, 15, "afterwards")		\
	X(CLOCK_LATE_HANDOVER, 16, "late_handover")	\
	X(CLOCK_LETTER_UNOPENED, 17, "letter_unopened")	\
	X(CLOCK_PANEL_LETTER, 18, "panel_letter")	\
	X(CLOCK_ENTRY_CORRECTION, 19, "entry_correction")	\
	X(CLOCK_REACH_FAMILY, 20, "reach_family")	\
	X(CLOCK_MAKE_FORM, 21, "make_form")		\
	X(CLOCK_ARRANGE, 22, "arrange_support")	\
	X(CLOCK_APPROVE, 23, "approve")

enum clock_step {
	CLOCK_NONE = 0,
#define CLOCK_ENUM(name, value, word) name = value,
	CLOCK_LIST(CLOCK_ENUM)
#undef CLOCK_ENUM
};

struct clock_aim {
	enum clock_step step;
	int days;		/* working days, 1 or more */
	struct str name;	/* what is due, for people */
};

struct clock_aims {
	struct clock_aim *v;
	size_t n;
};

/* ---- words for people ---- */

struct role_title {
	enum role role;
	struct str one, many;	/* "practice lead", "practice leads" */
	struct str called;	/* in sentences, where one is long; or none */
};

struct role_titles {
	struct role_title *v;
	size_t n;
};

enum reason_use {		/* what a reason is given for */
	FOR_GIVING = 1,		/* a case passes to another worker */
	FOR_HANDING_OVER = 2,	/* a step passes to somebody else */
	FOR_LATE = 4,		/* it stays with who has it, with a new date */
};

struct late_reason {		/* why a step is late; never anybody's health */
	int number;
	bool giving, handing_over, late;
	struct str words;
};

struct late_reasons {
	struct late_reason *v;
	size_t n;
};

#define HELPERS 4		/* P15, D: four voluntary organisations */

struct helper {
	int number;		/* the order on the page */
	struct str name;
	struct str about;
	struct str telephone;
	struct str hours;
};

struct helpers {
	struct helper *v;
	size_t n;
};

/* The statutory children's complaints procedure: all days are working days. */
struct complaint_stage {
	int number;
	struct str name;
	struct str who;		/* who answers */
	int days, most;		/* the aim, and the most it may take */
	int ask;		/* after the answer, to ask for the next stage; 0: it is the last */
};

struct complaint_stages {
	struct complaint_stage *v;
	size_t n;
};

/* Sentences that stand in every letter. A council may word them as it likes; no
 * figure may be in one, for figures come from the decision. */
#define WORDING_LIST(X)					\
	X(WORDING_GUIDE, 1, "guide")			\
	X(WORDING_NEED, 2, "need")			\
	X(WORDING_SORRY, 3, "sorry")			\
	X(WORDING_WAYS, 4, "ways")			\
	X(WORDING_NOTHING_STOPS, 5, "nothing_stops")	\
	X(WORDING_VERSIONS, 6, "versions")		\
	X(WORDING_REFERENCE, 7, "reference")		\
	X(WORDING_HELP, 8, "help")			\
	X(WORDING_MEDIATION, 9, "mediation")		\
	X(WORDING_COMPLAINT, 10, "complaint")		\
	X(WORDING_OMBUDSMAN, 11, "ombudsman")		\
	X(WORDING_FORMAT, 12, "format")

enum wording_key {
	WORDING_NONE = 0,
#define WORDING_ENUM(name, value, word) name = value,
	WORDING_LIST(WORDING_ENUM)
#undef WORDING_ENUM
};

struct wording {
	enum wording_key key;
	struct str words;
};

struct wordings {
	struct wording *v;
	size_t n;
};

/* ---- what support costs and what it may not be ---- */

enum rate_unit { RATE_UNIT_NONE = 0, RATE_HOUR = 1, RATE_NIGHT = 2, RATE_MONTH = 3 };
enum rate_when {
	RATE_WHEN_NONE = 0,
	RATE_ANY_TIME = 1, RATE_WEEKDAY = 2, RATE_WEEKEND = 3,
	RATE_BANK_HOLIDAY = 4, RATE_AT_NIGHT = 5,
};
enum rate_basis {
	RATE_BASIS_NONE = 0,
	RATE_GROSS = 1,		/* with the employer's costs */
	RATE_NET = 2,		/* without them */
};

struct rate {
	struct str code;	/* "personal_assistant" */
	struct str name;	/* "Personal assistant, on a weekday" */
	enum rate_unit unit;
	enum rate_when when;
	int carers;		/* 1 for 1:1, 2 for 2:1, 0 where it is not care */
	enum rate_basis basis;
	struct money amount;	/* a unit */
	struct date valid_from;
	struct date valid_to;	/* the last day, or none */
};

struct rates {
	struct rate *v;
	size_t n;
};

enum prohibition {
	PROHIBITION_NONE = 0,
	NEVER = 1,
	EXCEPTIONALLY = 2,	/* where the council agrees and the plan says so */
	TO_AGREE = 3,		/* a judgement: agreed and recorded in the plan */
};

struct prohibited {		/* P7: what a budget may not buy */
	int number;
	struct str name;
	enum prohibition rule;
	struct str words;	/* for the family: what, and what instead */
};

struct prohibited_kinds {
	struct prohibited *v;
	size_t n;
};

/* ---- the whole ---- */

struct policy_version {
	struct str label;	/* "reference-2026-1": the name nothing else has */
	struct str name;	/* for people */
	bool reference;		/* invented: every page that shows it says so */
	struct date valid_from;
};

/* Where the council is, and when it is in: at the head of every letter. None in a
 * version stored before there was such a table: then nothing is printed. */
struct council_office {
	struct str address;	/* on one line */
	struct str telephone;
	struct str hours;	/* "Monday to Friday, 9 to 5" */
};

struct policy {
	struct policy_version version;
	struct council_office council;
	struct tools tools;
	struct questions questions;	/* of all tools; tool.questions are slices */
	struct levels levels;		/* of all questions; likewise */
	struct bands bands;
	struct funding_steps steps;
	struct limits limits;
	struct clock_aims clocks;
	struct role_titles titles;
	struct bank_holidays bank_holidays;
	struct sending_week sending;
	struct late_reasons late_reasons;
	struct helpers helpers;
	struct helpers rights;		/* complaints, mediation, the Ombudsman */
	struct complaint_stages complaint_stages;
	struct rates rates;
	struct prohibited_kinds prohibited;
	struct wordings wording;
};

/* The words of the files. */
extern const struct words tool_words, school_words, unit_words, limit_words,
    clock_words, wording_words, weekday_words, rate_unit_words, rate_when_words,
    rate_basis_words, prohibition_words, role_key_words;

/*
 * Sorts questions and levels by tool, question and number, and makes
 * tool.questions and question.levels slices of them. Call it once, when all
 * rows are there. Rows whose tool or question is missing are left out (the
 * linter names them).
 */
void	policy_link(struct policy *);

/*
 * Reads the policy as a careful officer would, and writes each thing that is
 * wrong on a line of its own: which table, which row, what to mend. Returns how
 * many; 0 means sound. Rows are counted as a spreadsheet counts, the header
 * being row 1.
 */
size_t	policy_lint(const struct policy *, struct out *);

/* NULL where there is none. */
const struct tool *policy_tool(const struct policy *, enum tool_kind);
const struct question *tool_question(const struct tool *, int number);

/*
 * The questionnaire for a child of this age in this kind of school; where the
 * school is not known, school_usual() says which it would be. NULL outside 0 to
 * 17 years.
 */
const struct tool *policy_tool_for(const struct policy *, int age, enum school);

/* England: secondary from the first of September after the 11th birthday. */
enum school school_usual(struct date born, struct date on);

/* The most a question, and a whole questionnaire, can come to. */
struct points question_highest(const struct question *);
struct points tool_highest(const struct tool *);

/*
 * Of a sound policy: always there. A version stored before a clock existed lacks it,
 * and has the days of the reference policy that brought it in.
 */
int	policy_days(const struct policy *, enum clock_step);
int	policy_limit(const struct policy *, enum limit_key);
struct money policy_limit_money(const struct policy *, enum limit_key);
const struct role_title *policy_title(const struct policy *, enum role);

/* What a reason is for, a set of enum reason_use; 0: it says nothing. */
unsigned late_reason_uses(const struct late_reason *);

/* May it be chosen for one of these? */
bool	late_reason_fits(const struct late_reason *, unsigned uses);
struct str policy_called(const struct policy *, enum role);	/* in sentences */
struct str policy_wording(const struct policy *, enum wording_key);

/* The rate that holds on a day; NULL where none does. */
const struct rate *policy_rate(const struct policy *, struct str code,
	    enum rate_when, int carers, struct date on);

#endif
