#include "core/audit.h"

#include "core/base/arena.h"
#include "core/base/out.h"
#include "core/base/str.h"

#define ROW_LIMIT ((size_t)1024 * 1024)

struct audit_tail
audit_tail_new(int64_t chain)
{
	return (struct audit_tail){ .chain = chain };
}

static void
put_int(struct out *o, int64_t v)
{
	for (int shift = 56; shift >= 0; shift -= 8)
		out_char(o, (char)((uint64_t)v >> shift & 0xff));
}

/* With its length before it, no two different rows have the same bytes. */
static void
put_str(struct out *o, struct str s)
{
	put_int(o, is_set(s) ? (int64_t)s.n : -1);
	out_str(o, s);
}

static struct hash32
out_hash(const struct key *k, const struct out *o)
{
	if (!out_ok(o))
		abort();
	return crypt_hash(k, out_str_of(o));
}

static struct hash32
audit_mac(struct arena *a, const struct key *k, const struct hash32 *before,
    const struct audit_row *r)
{
	struct arena_mark mark = arena_mark(a);
	struct out o;

	out_init(&o, a, ROW_LIMIT);
	put_str(&o, S("accord audit row 1"));
	out_str(&o, hash32_str(before));
	put_int(&o, r->chain);
	put_int(&o, r->no);
	put_int(&o, r->at.us);
	put_int(&o, r->actor);
	put_int(&o, r->entered_by);
	put_int(&o, r->role);
	put_int(&o, r->action);
	put_int(&o, r->audience);
	out_bytes(&o, r->thing.b, sizeof r->thing.b);
	put_str(&o, r->detail);
	put_str(&o, r->request);
	if (is_set(r->fingerprint))	/* rows from before it had one have none */
		put_str(&o, r->fingerprint);
	struct hash32 mac = out_hash(k, &o);
	arena_reset(a, mark);
	return mac;
}

static void
tail_move(struct audit_tail *t, const struct audit_row *r)
{
	t->no = r->no;
	t->mac = r->mac;
}

void
audit_add(struct arena *a, const struct key *k, struct audit_tail *t,
    struct audit_row *r)
{
	r->chain = t->chain;
	r->no = t->no + 1;
	r->mac = audit_mac(a, k, &t->mac, r);
	tail_move(t, r);
}

static enum audit_fault
row_fault(struct arena *a, const struct key *k, const struct audit_tail *t,
    const struct audit_row *r)
{
	if (r->chain != t->chain || r->no <= t->no)
		return AUDIT_ORDER;
	if (r->no > t->no + 1)
		return AUDIT_MISSING;
	struct hash32 mac = audit_mac(a, k, &t->mac, r);
	return hash32_eq(&mac, &r->mac) ? AUDIT_GOOD : AUDIT_ALTERED;
}

static bool
comes_later(const struct audit_row *v, size_t n, int64_t no)
{
	for (size_t i = 0; i < n; i++)
		if (v[i].no == no)
			return true;
	return false;
}

struct audit_verdict
audit_verify(struct arena *a, const struct key *k, struct audit_tail *t,
    const struct audit_row *v, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		enum audit_fault fault = row_fault(a, k, t, &v[i]);
		if (fault == AUDIT_MISSING && comes_later(v + i, n - i, t->no + 1))
			fault = AUDIT_ORDER;
		if (fault != AUDIT_GOOD)
			return (struct audit_verdict){ fault, v[i].no };
		tail_move(t, &v[i]);
	}
	return (struct audit_verdict){ AUDIT_GOOD, 0 };
}

struct audit_verdict
audit_against(const struct audit_tail *anchor, const struct audit_row *v,
    size_t n)
{
	for (size_t i = 0; i < n; i++) {
		if (v[i].no != anchor->no)
			continue;
		bool same = hash32_eq(&v[i].mac, &anchor->mac);
		return (struct audit_verdict){
		    same ? AUDIT_GOOD : AUDIT_REPLACED, same ? 0 : anchor->no };
	}
	if (anchor->no == 0)
		return (struct audit_verdict){ AUDIT_GOOD, 0 };
	return (struct audit_verdict){ AUDIT_CUT, anchor->no };
}

struct str
audit_fault_words(enum audit_fault fault)
{
	static const struct str words[] = {
		[AUDIT_GOOD] = S_INIT("is whole"),
		[AUDIT_MISSING] = S_INIT("at least one row before it is missing"),
		[AUDIT_ORDER] = S_INIT("stands where it does not belong"),
		[AUDIT_ALTERED] = S_INIT("is not as it was written"),
		[AUDIT_CUT] = S_INIT("is missing, though the anchor saw it"),
		[AUDIT_REPLACED] = S_INIT("is not the row the anchor saw"),
	};

	return words[fault];
}

struct hash32
audit_root_add(struct arena *a, const struct key *k,
    const struct hash32 *root, const struct audit_tail *t)
{
	struct arena_mark mark = arena_mark(a);
	struct out o;

	out_init(&o, a, ROW_LIMIT);
	put_str(&o, S("accord audit root 1"));
	out_str(&o, hash32_str(root));
	put_int(&o, t->chain);
	put_int(&o, t->no);
	out_str(&o, hash32_str(&t->mac));
	struct hash32 next = out_hash(k, &o);
	arena_reset(a, mark);
	return next;
}
