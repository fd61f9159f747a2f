/*
 * The anchor log: what accord-jobs saw of every chain, kept in a file outside
 * the database, so that a chain whose end was cut off is missed. Each hour the
 * chains that have grown get a line, and an anchor line closes the block:
 *
 *	case 17 10001-W 12 MAC
 *	account 5 - 3 MAC
 *	anchor 2026-03-03T10:00:00Z 1204 ROOT KEY-ID SIGNATURE
 *
 * 1204 are the rows of all chains together and ROOT a hash over all their ends
 * (core/audit.h). The signature covers every line of the file up to there, so
 * the log can be cut short, which its age shows, and not altered otherwise.
 */
#ifndef FCGI_ANCHOR_H
#define FCGI_ANCHOR_H

#include "core/audit.h"
#include "fcgi/seals.h"
#include "sql/chain.h"

struct anchor_tail {		/* the last that was seen of a chain */
	enum chain kind;
	struct audit_tail tail;
	char label[16];		/* reference of the case */
	bool met;		/* for the reader of the log */
};

struct anchors {
	struct anchor_tail *v;	/* by kind and key */
	size_t n, room;
	struct stamp at;	/* of the last anchor; none: there is none */
	struct hash32 root;	/* as it says */
	bool open;		/* lines stand after it */
	struct hash32 running;	/* over all lines */
	int64_t lines;
	int64_t wrong;		/* the first line that is not as it was written */
	bool torn;		/* the last line has no end */
	struct arena *a;
};

void	anchors_start(struct anchors *, struct arena *);

/*
 * Reads the log line by line. A file that is not there is an empty log;
 * E_INTERNAL, logged: it cannot be read.
 */
MUST_CHECK enum err anchors_read(struct anchors *, const char *path,
	    const struct seals_known *);

/* What was seen of a chain; NULL: nothing. */
struct anchor_tail *anchors_find(const struct anchors *, enum chain, int64_t id);

/*
 * Notes the end of a chain as it is now and prints its line, if it has grown.
 * False: it has become shorter or is another; the log keeps what it saw.
 */
bool	anchors_add(struct anchors *, struct out *, enum chain, const char *label,
    const struct audit_tail *);

/* Prints the line that closes the block. */
void	anchors_close(struct anchors *, struct out *, const struct key *audit,
    const struct key *seed, struct str key_id, struct stamp now);

/* The hash over the ends of all chains. */
struct hash32 anchors_root(const struct anchors *, const struct key *audit);

#endif
