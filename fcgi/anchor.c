#include "fcgi/anchor.h"

#include <errno.h>

#include "core/base/arena.h"
#include "core/base/civil.h"
#include "core/base/out.h"
#include "core/base/str.h"
#include "fcgi/log.h"

#define LINE_LIMIT 1024
#define WORDS_MAX 6

static const struct str kinds[CHAINS] = {
	[CHAIN_CASE] = S_INIT("case"),
	[CHAIN_ACCOUNT] = S_INIT("account"),
};

void
anchors_start(struct anchors *l, struct arena *a)
{
	*l = (struct anchors){ .a = a, .at = STAMP_NONE };
}

/* --- the ends of the chains, in order --- */

/* Where it stands, or would stand. */
static size_t
place_of(const struct anchors *l, enum chain kind, int64_t id)
{
	size_t low = 0, high = l->n;

	while (low < high) {
		size_t mid = (low + high) / 2;
		const struct anchor_tail *t = &l->v[mid];
		bool before = t->kind < kind || (t->kind == kind && t->tail.chain < id);
		if (before)
			low = mid + 1;
		else
			high = mid;
	}
	return low;
}

struct anchor_tail *
anchors_find(const struct anchors *l, enum chain kind, int64_t id)
{
	size_t at = place_of(l, kind, id);

	if (at == l->n || l->v[at].kind != kind || l->v[at].tail.chain != id)
		return NULL;
	return &l->v[at];
}

static void
make_room(struct anchors *l)
{
	if (l->n < l->room)
		return;
	size_t room = l->room > 0 ? 2 * l->room : 256;
	struct anchor_tail *v = ARENA_ARRAY(l->a, room, struct anchor_tail);
	if (l->n > 0)
		memcpy(v, l->v, l->n * sizeof *v);
	l->v = v;
	l->room = room;
}

static void
keep(struct anchors *l, enum chain kind, struct str label, const struct audit_tail *tail)
{
	struct anchor_tail *t = anchors_find(l, kind, tail->chain);

	if (t == NULL) {
		size_t at = place_of(l, kind, tail->chain);
		make_room(l);
		memmove(l->v + at + 1, l->v + at, (l->n - at) * sizeof *l->v);
		l->n++;
		t = &l->v[at];
		*t = (struct anchor_tail){ .kind = kind };
		label = str_head(label, sizeof t->label - 1);
		memcpy(t->label, label.p, label.n);
	}
	t->tail = *tail;
}

struct hash32
anchors_root(const struct anchors *l, const struct key *audit)
{
	struct key key[CHAINS];
	struct hash32 root = { { 0 } };

	for (size_t i = 0; i < CHAINS; i++)
		key[i] = chain_key(audit, (enum chain)i);
	for (size_t i = 0; i < l->n; i++)
		root = audit_root_add(l->a, &key[l->v[i].kind], &root, &l->v[i].tail);
	return root;
}

static int64_t
rows_of(const struct anchors *l)
{
	int64_t rows = 0;

	for (size_t i = 0; i < l->n; i++)
		rows += l->v[i].tail.no;
	return rows;
}

/* --- lines --- */

/* What is signed at a line: all before it, and as much of it. */
static struct hash32
run_on(const struct anchors *l, struct str line)
{
	char bytes[sizeof(struct hash32) + LINE_LIMIT];
	size_t n = line.n < LINE_LIMIT ? line.n : LINE_LIMIT;

	memcpy(bytes, l->running.b, sizeof l->running.b);
	if (n > 0)
		memcpy(bytes + sizeof l->running.b, line.p, n);
	return crypt_fingerprint((struct str){ bytes, sizeof l->running.b + n });
}

static bool
bytes_of(struct arena *a, struct str text, void *to, size_t n)
{
	struct str bytes;

	if (!is_set(text) || !crypt_unbase64(a, text, &bytes) || bytes.n != n)
		return false;
	memcpy(to, bytes.p, n);
	return true;
}

/* "2026-03-03T10:00:00Z" */
static bool
time_of(struct str s, struct stamp *at)
{
	struct str time = s;
	struct date day;
	int64_t h, m, sec;

	if (s.n != 20 || !date_parse_iso(str_cut(&time, 'T'), &day) || time.n != 9)
		return false;
	if (!str_int(str_head(time, 2), 23, &h) ||
	    !str_int(str_head(str_skip(time, 3), 2), 59, &m) ||
	    !str_int(str_head(str_skip(time, 6), 2), 59, &sec))
		return false;
	*at = stamp_of_utc(day, (int)h, (int)m, (int)sec);
	return true;
}

static bool
read_tail(struct anchors *l, enum chain kind, const struct str *word)
{
	const struct anchor_tail *before;
	struct audit_tail t;

	if (!str_int(word[1], INT64_MAX, &t.chain) ||
	    !str_int(word[3], INT64_MAX, &t.no) ||
	    !bytes_of(l->a, word[4], t.mac.b, sizeof t.mac.b))
		return false;
	before = anchors_find(l, kind, t.chain);
	if (before != NULL && before->tail.no >= t.no)
		return false;	/* a chain only grows */
	keep(l, kind, word[2], &t);
	l->open = true;
	return true;
}

static bool
read_anchor(struct anchors *l, struct str line, const struct str *word,
    const struct seals_known *known)
{
	const struct public_key *pub = seals_find(known, word[4]);
	struct signature sig;
	struct stamp at;

	if (pub == NULL || !time_of(word[1], &at) ||
	    !bytes_of(l->a, word[3], l->root.b, sizeof l->root.b) ||
	    !bytes_of(l->a, word[5], sig.b, sizeof sig.b))
		return false;
	struct hash32 all = run_on(l, str_head(line, (size_t)(word[5].p - line.p)));
	if (!crypt_signed(pub, hash32_str(&all), &sig))
		return false;
	l->at = at;
	l->open = false;
	return true;
}

static void
read_line(struct anchors *l, struct str line, const struct seals_known *known)
{
	struct str word[WORDS_MAX] = { { NULL, 0 } }, rest = line;
	bool good = false, ours = false;

	for (size_t i = 0; i < WORDS_MAX && is_set(rest); i++)
		word[i] = str_cut(&rest, ' ');
	for (size_t i = 0; i < CHAINS; i++)
		if (str_eq(word[0], kinds[i]) && is_set(word[4])) {
			good = read_tail(l, (enum chain)i, word);
			ours = true;
		}
	if (str_eq(word[0], S("anchor")) && is_set(word[5])) {
		good = read_anchor(l, line, word, known);
		ours = true;
	}
	l->lines++;
	/* a line torn by a crash says nothing; the next signature covers it */
	if (ours && !good && l->wrong == 0)
		l->wrong = l->lines;
	l->running = run_on(l, line);
}

enum err
anchors_read(struct anchors *l, const char *path, const struct seals_known *known)
{
	char buffer[LINE_LIMIT];
	FILE *f = fopen(path, "r");

	if (f == NULL && errno == ENOENT)
		return OK;
	if (f == NULL) {
		log_error("anchors", log_text("path", path), log_sys(errno));
		return E_INTERNAL;
	}
	while (fgets(buffer, sizeof buffer, f) != NULL) {
		struct arena_mark mark = arena_mark(l->a);
		size_t n = l->n, room = l->room;
		struct str line = str_of(buffer);
		l->torn = !str_ends(line, S("\n"));
		read_line(l, l->torn ? line : str_head(line, line.n - 1), known);
		if (l->room == room && l->n >= n)
			arena_reset(l->a, mark);
	}
	fclose(f);
	return OK;
}

/* --- writing --- */

static void
out_line(struct anchors *l, struct out *o, size_t from)
{
	struct str all = out_str_of(o);

	l->running = run_on(l, str_skip(all, from));
	l->lines++;
	out_char(o, '\n');
}

bool
anchors_add(struct anchors *l, struct out *o, enum chain kind, const char *label,
    const struct audit_tail *tail)
{
	const struct anchor_tail *before = anchors_find(l, kind, tail->chain);
	size_t from = o->n;

	if (before != NULL && before->tail.no == tail->no)
		return hash32_eq(&before->tail.mac, &tail->mac);
	if (before != NULL && before->tail.no > tail->no)
		return false;
	if (tail->no == 0)
		return true;
	keep(l, kind, str_of(label), tail);
	out_str(o, kinds[kind]);
	out_char(o, ' ');
	out_int(o, tail->chain);
	out_char(o, ' ');
	out_str(o, str_of(label));
	out_char(o, ' ');
	out_int(o, tail->no);
	out_char(o, ' ');
	out_str(o, crypt_base64(l->a, hash32_str(&tail->mac)));
	out_line(l, o, from);
	return true;
}

void
anchors_close(struct anchors *l, struct out *o, const struct key *audit,
    const struct key *seed, struct str key_id, struct stamp now)
{
	size_t from = o->n;

	l->root = anchors_root(l, audit);
	out_lit(o, "anchor ");
	out_stamp_iso(o, now);
	out_char(o, ' ');
	out_int(o, rows_of(l));
	out_char(o, ' ');
	out_str(o, crypt_base64(l->a, hash32_str(&l->root)));
	out_char(o, ' ');
	out_str(o, key_id);
	out_char(o, ' ');
	struct hash32 all = run_on(l, str_skip(out_str_of(o), from));
	struct signature sig = crypt_sign(seed, hash32_str(&all));
	out_str(o, crypt_base64(l->a, (struct str){ (const char *)sig.b, sizeof sig.b }));
	out_line(l, o, from);
	l->at = now;
	l->open = false;
}
