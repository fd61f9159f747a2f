#include "fcgi/seals.h"

#include <unistd.h>

#include "core/base/arena.h"
#include "core/base/out.h"
#include "core/base/str.h"
#include "fcgi/command/admin.h"
#include "fcgi/wholefile.h"

#define FILE_NAME "seals.pub"
#define FILE_LIMIT ((size_t)64 * 1024)
#define ID_BYTES 6

static struct str
public_bytes(const struct public_key *pub)
{
	return (struct str){ (const char *)pub->b, sizeof pub->b };
}

/* "letter-0123456789ab": after its own key, so that no list of names is kept. */
static struct str
id_of(struct arena *a, struct str kind, const struct key *seed)
{
	struct public_key pub = crypt_public(seed);
	struct hash32 hash = crypt_fingerprint(public_bytes(&pub));
	struct out o;

	out_init(&o, a, 32);
	out_str(&o, kind);
	out_char(&o, '-');
	out_hex(&o, hash.b, ID_BYTES);
	return out_str_of(&o);
}

static void
out_seal(struct arena *a, struct out *o, struct str id, const struct key *seed)
{
	struct public_key pub = crypt_public(seed);

	out_str(o, id);
	out_char(o, ' ');
	out_str(o, crypt_base64(a, public_bytes(&pub)));
	out_char(o, '\n');
}

void
seals_open(struct arena *a, const struct config *c, const struct key *seed,
    struct seals *s)
{
	struct seals_known known = { 0 };
	const char *path = file_in(a, c->keys_dir, FILE_NAME);
	struct str text = S("");
	struct out o;

	*s = (struct seals){ .letters = *seed,
		.anchors = crypt_key_for(seed, S("anchor log")) };
	s->letter_id = id_of(a, S("letter"), &s->letters);
	s->anchor_id = id_of(a, S("anchor"), &s->anchors);
	if (access(path, F_OK) == 0 && (seals_known(a, c, &known) != OK ||
	    file_read(a, path, &text) != OK))
		return;
	out_init(&o, a, FILE_LIMIT);
	out_str(&o, text);
	if (seals_find(&known, s->letter_id) == NULL)
		out_seal(a, &o, s->letter_id, &s->letters);
	if (seals_find(&known, s->anchor_id) == NULL)
		out_seal(a, &o, s->anchor_id, &s->anchors);
	if (out_str_of(&o).n > text.n &&
	    file_put(a, c->keys_dir, FILE_NAME, out_str_of(&o)) != OK)
		log_warn("seals", log_text("path", path),
		    log_text("error", "add the public keys by hand"));
}

enum err
seals_known(struct arena *a, const struct config *c, struct seals_known *known)
{
	struct str text, bytes;

	TRY(file_read(a, file_in(a, c->keys_dir, FILE_NAME), &text));
	known->v = ARENA_ARRAY(a, text.n / 44 + 1, struct seal_key);
	known->n = 0;
	while (is_set(text) && text.n > 0) {
		struct str key = str_trim(str_cut(&text, '\n'));
		struct str id = str_cut(&key, ' ');
		if (!is_set(key) || !crypt_unbase64(a, key, &bytes) ||
		    bytes.n != sizeof known->v->pub.b)
			continue;
		struct seal_key *k = &known->v[known->n++];
		k->id = id;
		memcpy(k->pub.b, bytes.p, bytes.n);
	}
	return OK;
}

const struct public_key *
seals_find(const struct seals_known *known, struct str id)
{
	for (size_t i = 0; i < known->n; i++)
		if (str_eq(known->v[i].id, id))
			return &known->v[i].pub;
	return NULL;
}
