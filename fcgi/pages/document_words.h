/*
 * A document in words, as its receipt has them.
 */
#ifndef FCGI_PAGES_DOCUMENT_WORDS_H
#define FCGI_PAGES_DOCUMENT_WORDS_H

#include "core/policy.h"
#include "gen/q_document.h"

/* "PDF, 3 pages, 1.2 MB" */
struct str document_size_words(struct arena *, const struct document_row *);

/* A fingerprint in groups of eight, so that a narrow page can break the line. */
struct str document_print_words(struct arena *, struct str hash);

/* "Question 5: Keeping safe" */
struct str document_question_words(struct arena *, const struct question *);

/* What it belongs to; none: the case as a whole. */
struct str document_about_words(struct arena *, const struct questions *,
    const struct document_row *);

#endif
