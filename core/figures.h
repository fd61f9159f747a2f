/*
 * Figures by group: does the policy fall on all alike? Counts and averages by age
 * band, sex and team, from which nobody can be told apart.
 *
 * A number under 5 is hidden. Where it would be the only one in its column, the
 * smallest other is hidden too: else the sum of another table would tell it.
 */
#ifndef CORE_FIGURES_H
#define CORE_FIGURES_H

#include "core/base/types.h"

#define FIGURES_LEAST 5		/* what is shown */

#define SEX_LIST(X)							\
	X(SEX_NOT_SAID, 0, "", "Not said")				\
	X(SEX_FEMALE, 1, "female", "Female")				\
	X(SEX_MALE, 2, "male", "Male")

enum sex {		/* stored */
#define SEX_ENUM(name, value, word, words) name = value,
	SEX_LIST(SEX_ENUM)
#undef SEX_ENUM
	SEX_COUNT
};
struct str sex_words(enum sex);
bool	sex_parse(struct str word, enum sex *);	/* "" is SEX_NOT_SAID */

enum age_band { AGE_UNDER_7, AGE_7_TO_10, AGE_11_TO_15, AGE_16_AND_17, AGE_18_ON, AGE_BANDS };
enum age_band age_band_of(int years);
struct str age_band_words(enum age_band);

enum figure {
	FIG_CASES,
	FIG_SCORED,		/* cases with a score */
	FIG_ACCEPTED,		/* challenged questions, by the last answer to each */
	FIG_IN_PART,
	FIG_KEPT,
	FIG_LATE,		/* steps of the council that were late */
	FIGURES
};

struct figures {		/* of one group */
	struct str name;
	int64_t n[FIGURES];
	int64_t points, pence;	/* of the scored cases, added up */
	bool hidden[FIGURES];	/* figures_hide() */
};

struct figures_list {
	struct figures *v;
	size_t n;
};

/* Adds the numbers of one group to another. */
void	figures_add(struct figures *to, const struct figures *);

/* Leaves groups without a case out, and says which numbers are not to be shown. */
void	figures_hide(struct figures_list *);

/* Points and pence of a scored case, to the nearest one. */
int64_t	figures_average(const struct figures *, int64_t sum);

#endif
