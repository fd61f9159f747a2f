/*
 * What the pages of a contested score have in common.
 */
#ifndef FCGI_PAGES_CONTEST_H
#define FCGI_PAGES_CONTEST_H

#include "fcgi/letter/score.h"
#include "fcgi/req.h"
#include "gen/q_document.h"
#include "web/contest.h"

/* Reads the score for this request. E_NOT_FOUND: the case has none. */
MUST_CHECK enum err contest_open(struct req *, struct score_desk *);

/* As this reader may know it by now: told_until(). */
struct score_book contest_book(const struct req *, const struct score_desk *);

/* What is written of a question and not sent; NULL: nothing. */
const struct item_draft *contest_draft(const struct item_drafts *, int question);

/* The question of the path. E_NOT_FOUND: there is no such question. */
MUST_CHECK enum err contest_question(const struct req *, const struct score_desk *,
	    const struct question **);

/* Who of the family's side reads what is sent, and the staff in one line. */
MUST_CHECK enum err contest_readers(struct req *, struct reader_rows *);

/* "3. Nights, 5. Keeping safe" for the record. */
struct str contest_titles(struct req *, const struct score_desk *,
	    const struct decisions *);
struct str contest_title(struct req *, const struct question *);

/* The answers a question can have, for radios; those between two scores. */
struct level_views contest_levels(struct req *, const struct question *);
struct options contest_between(struct req *, const struct question *,
	    const struct ras_range *);

/* The documents about a question that this reader may see; of many questions. */
MUST_CHECK enum err contest_evidence(struct req *, int question,
	    struct evidence_rows *);
MUST_CHECK enum err contest_documents(struct req *, struct document_rows *);
struct evidence_rows contest_about(struct req *, const struct document_rows *,
	    int question);

/* Where one is added to the question of a page, with the way back to it. */
struct url contest_add(struct req *, struct url page);

/* E-mail to the family, at once. */
MUST_CHECK enum err contest_news(struct req *, struct str what, struct date by);

/* Which scores a question can have, as what to do; said at a field that is wrong. */
struct str contest_scores(const struct req *, const struct question *);
void	contest_reword(struct req *, int field, const struct question *);

/* "From 9 points, regular, to 27 points, exceptional" */
struct str contest_change(struct req *, const struct question *, struct points from,
	    struct points to);

#endif
