#include "core/figures.h"

#include "core/base/str.h"

struct str
sex_words(enum sex sex)
{
	static const struct str words[SEX_COUNT] = {
#define SEX_WORDS(name, value, word, text) [name] = S_INIT(text),
		SEX_LIST(SEX_WORDS)
#undef SEX_WORDS
	};

	return words[sex < SEX_COUNT ? sex : SEX_NOT_SAID];
}

bool
sex_parse(struct str word, enum sex *sex)
{
	static const struct str words[SEX_COUNT] = {
#define SEX_WORD(name, value, word, text) [name] = S_INIT(word),
		SEX_LIST(SEX_WORD)
#undef SEX_WORD
	};

	for (int i = 0; i < SEX_COUNT; i++)
		if (str_eq(words[i], word)) {
			*sex = (enum sex)i;
			return true;
		}
	return false;
}

static const struct {
	int before;		/* this age */
	struct str words;
} bands[AGE_BANDS] = {
	[AGE_UNDER_7] = { 7, S_INIT("Under 7") },
	[AGE_7_TO_10] = { 11, S_INIT("7 to 10") },
	[AGE_11_TO_15] = { 16, S_INIT("11 to 15") },
	[AGE_16_AND_17] = { 18, S_INIT("16 and 17") },
	[AGE_18_ON] = { INT32_MAX, S_INIT("18 or over") },
};

enum age_band
age_band_of(int years)
{
	enum age_band b = AGE_UNDER_7;

	while (b < AGE_18_ON && years >= bands[b].before)
		b++;
	return b;
}

struct str
age_band_words(enum age_band b)
{
	return bands[b].words;
}

void
figures_add(struct figures *to, const struct figures *f)
{
	for (int i = 0; i < FIGURES; i++)
		to->n[i] += f->n[i];
	to->points += f->points;
	to->pence += f->pence;
}

static void
drop_empty(struct figures_list *all)
{
	size_t kept = 0;

	for (size_t i = 0; i < all->n; i++)
		if (all->v[i].n[FIG_CASES] > 0)
			all->v[kept++] = all->v[i];
	all->n = kept;
}

/* A second one beside the only one that is hidden. */
static void
hide_second(struct figures_list *all, int column)
{
	struct figures *least = NULL;
	size_t hidden = 0;

	for (size_t i = 0; i < all->n; i++) {
		struct figures *f = &all->v[i];
		if (f->hidden[column])
			hidden++;
		else if (least == NULL || f->n[column] < least->n[column])
			least = f;
	}
	if (hidden == 1 && least != NULL)
		least->hidden[column] = true;
}

void
figures_hide(struct figures_list *all)
{
	drop_empty(all);
	for (int column = FIG_CASES; column < FIGURES; column++) {
		for (size_t i = 0; i < all->n; i++) {
			struct figures *f = &all->v[i];
			f->hidden[column] = f->n[column] < FIGURES_LEAST ||
			    f->hidden[FIG_CASES];
		}
		hide_second(all, column);
	}
}

int64_t
figures_average(const struct figures *f, int64_t sum)
{
	int64_t n = f->n[FIG_SCORED];

	return n > 0 ? (sum + n / 2) / n : 0;
}
