/*
 * The answers of a questionnaire in words for a reader: what its pages, the
 * page "how this was worked out" and the score letter have in common.
 */
#ifndef FCGI_RAS_VIEW_H
#define FCGI_RAS_VIEW_H

#include "core/policy.h"
#include "core/ras.h"
#include "gen/q_assessment.h"
#include "web/ras.h"

/*
 * One line per question of the tool, answered or not. own: the reader is of the
 * family, and reads what it is about to say before it is sent.
 */
struct ras_lines ras_lines(struct arena *, const struct tool *,
	    const struct answers *, bool own);

struct ras_people ras_people(struct arena *, const struct took_parts *);

/* The answers as the rules add them up. */
struct ras_answers ras_given(struct arena *, const struct answers *);

/* "4 more points would reach £1,500 a year. …" */
struct str ras_next_words(struct arena *, const struct worked_out *);

/* "Reference policy …, version reference-2026-1, in force from 1 April 2025" */
struct str ras_policy_words(struct arena *, const struct policy *);

struct band_views ras_band_views(struct arena *, const struct policy *, struct points);
struct step_views ras_step_views(struct arena *, const struct policy *, struct points);

#endif
