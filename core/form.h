/*
 * Forms: what a page may be sent. A form is declared once, in fcgi/forms.def;
 * from there come its struct, its field numbers and its table of fields. A
 * field that is not declared does not exist: one that comes all the same, or
 * comes twice, makes the whole request a 400.
 *
 * Some fields speak of one of the things that a page lists, a document or so. The
 * input is then called after the thing, "said_" and its id, and never after its place
 * in the list: what is typed stays with what it was typed for, whatever comes in
 * meanwhile. The form has as many such fields as there can be things; which of them
 * speaks of which is settled anew for each view.
 *
 * What a person typed wrongly is not an error but an answer: the view keeps
 * what was typed and holds a sentence for each field, and the page is shown
 * again with both.
 */
#ifndef CORE_FORM_H
#define CORE_FORM_H

#include "core/base/err.h"
#include "core/base/str.h"

struct arena;

enum field_kind {
	FIELD_LINE,	/* struct str: one line, trimmed */
	FIELD_TEXT,	/* struct str: several lines, trimmed */
	FIELD_SECRET,	/* struct str: as typed, never shown again */
	FIELD_EMAIL,	/* struct str: an address, in lower case */
	FIELD_NUMBER,	/* int: whole, 0 to max; INT_NONE if empty */
	FIELD_MONEY,	/* struct money: pounds, 0 to max pounds */
	FIELD_DATE,	/* struct date: three inputs name-day -month -year */
	FIELD_CHOICE,	/* int: 1 for the first of words, 0 if empty */
	FIELD_TICK,	/* bool */
	FIELD_PID,	/* struct pid: of something on the page */
};

struct field {
	struct str name;	/* of the input, and its id on the page */
	enum field_kind kind;
	bool required;
	int32_t max;		/* letters, or the greatest number */
	struct str words;	/* CHOICE: the values allowed, "yes|no" */
	struct str missing;	/* what to say when it is empty */
	size_t offset;		/* of its value in the form's struct */
	int each;		/* it speaks of the n-th thing listed; 0: of the whole */
};

struct form {
	struct str name;
	const struct field *field;
	size_t n;
	size_t size;		/* of the form's struct */
};

struct pair {			/* one field as it came, decoded */
	struct str name, value;
};

enum { DAY, MONTH, YEAR, PARTS };

struct form_view {		/* what the page shows */
	const struct form *form;
	struct str (*raw)[PARTS];	/* typed text; dates have three parts */
	bool (*same)[PARTS];	/* typed, and what is stored already */
	struct str *error;	/* per field; none: nothing wrong */
	struct str *name;	/* of its input; none: it speaks of nothing yet */
	struct pair *loose;	/* drafts of what the page has not listed (yet) */
	struct stamp *loose_at;
	size_t n_loose;
	bool any;		/* is anything wrong? */
	bool typed;		/* it came with this request */
	int drafts;		/* inputs that show what was typed earlier */
	struct stamp kept;	/* when that was; none: no draft */
};

/* A view of a form nobody has filled in. */
void	form_blank(struct arena *, const struct form *, struct form_view *);

/*
 * Reads what came. *values is set to the form's struct, in the arena; it holds
 * each field that was right. Returns E_BAD_REQUEST where a field is unknown or
 * repeated; else OK, with view->any telling whether something is wrong.
 */
MUST_CHECK enum err form_read(struct arena *, const struct form *,
	    const struct pair *, size_t n, void **values, struct form_view *);

/*
 * The field that speaks of this thing; first: any of those that ask the same. The page
 * names each thing it lists so. -1: the form speaks of as many as it can.
 */
int	form_field_of(struct arena *, struct form_view *, int first, struct pid of);

/* "said_" and an id: the input that speaks of it. */
struct str form_input_of(struct arena *, const struct field *, struct pid of);

/* Of how many things the view speaks by now. */
int	form_things(const struct form_view *, int first);

/* A further complaint, found by a rule (never overwrites an earlier one). */
void	form_wrong(struct form_view *, int field, struct str words);

/* Was something typed into it that is wrong? Then that is said in these words. */
void	form_reword(struct form_view *, int field, struct str words);

/*
 * What was typed into an input earlier and not sent, kept as a draft: shown
 * instead of what form_fill() brings. False if the form has no such input.
 */
bool	form_keep(struct form_view *, struct str input, struct str value,
	    struct stamp at);

/* Is this the name of one of the form's inputs, and no secret? */
bool	form_keeps(const struct form *, struct str input);

/* Did what came with this request say what is stored already, in this input? */
bool	form_same(const struct form_view *, struct str input);

/*
 * Puts a stored value in a view, as if it had been typed. Never replaces what
 * somebody did type, now or earlier.
 */
void	form_fill(struct form_view *, int field, struct str);
void	form_fill_int(struct arena *, struct form_view *, int field, int);
void	form_fill_money(struct arena *, struct form_view *, int field, struct money);
void	form_fill_date(struct arena *, struct form_view *, int field, struct date);
void	form_fill_choice(struct form_view *, int field, int value);

/* For templates. */
struct str form_name(const struct form_view *, int field);
struct str form_raw(const struct form_view *, int field);
struct str form_part(const struct form_view *, int field, int part);
struct str form_error(const struct form_view *, int field);	/* or none */
bool	form_has(const struct form_view *, int field);	/* an error? */
bool	form_checked(const struct form_view *, int field, struct str value);
int	form_max(const struct form_view *, int field);
/* The id its error summary links to: a date's first input. */
struct str form_anchor(struct arena *, const struct form_view *, int field);

/* What people call the field of that name: "Two carers". */
struct str form_label(struct arena *, struct str name);

/* Does an input of this name belong to the field? */
bool	form_takes(const struct form *, int field, struct str name);

struct form_problem {
	struct str anchor, words;
};

struct form_problems {
	struct form_problem *v;
	size_t n;
};

/* All that is wrong, in the order of the page. */
struct form_problems form_problems(struct arena *, const struct form_view *);

#endif
