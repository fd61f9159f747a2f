/*
 * DOCX and ODT are ZIP files of XML. Every entry is unpacked once, piece by
 * piece, into nothing: so what the directory claims of sizes is not believed
 * but counted, and each checksum is checked.
 */
#include <zip.h>

#include "core/base/arena.h"
#include "core/base/out.h"
#include "fcgi/inspect/inspect.h"
#include "fcgi/inspect/office_rules.h"

#define ENTRIES 2000
#define TOTAL ((uint64_t)200 * 1024 * 1024)	/* unpacked */
#define RATIO 100
#define RATIO_FROM ((uint64_t)1024 * 1024)	/* smaller ones do no harm */
#define PART ((uint64_t)32 * 1024 * 1024)	/* that is read as a whole */
#define PIECE ((size_t)64 * 1024)
#define EOCD ((size_t)22)			/* the end of the directory */

struct package {
	struct arena *a;
	zip_t *zip;
	enum document_kind kind;	/* as libmagic guessed */
	uint64_t total;
	struct office office;
};

static uint32_t
little32(const char *p)
{
	const unsigned char *u = (const unsigned char *)p;

	return (uint32_t)u[0] | (uint32_t)u[1] << 8 | (uint32_t)u[2] << 16 |
	    (uint32_t)u[3] << 24;
}

/*
 * The directory must end where the file ends, begin where it says, and have no
 * comment: nothing can hide before or behind it.
 */
static enum refusal
check_end(struct str file)
{
	if (memmem(file.p, file.n, "PK\5\6", 4) == NULL)
		return REFUSED_CUT;
	if (file.n < EOCD)
		return REFUSED_CUT;
	const char *end = file.p + file.n - EOCD;
	if (memcmp(end, "PK\5\6", 4) != 0 || end[20] != 0 || end[21] != 0)
		return REFUSED_TWO;
	uint64_t size = little32(end + 12), from = little32(end + 16);
	return from + size == file.n - EOCD ? REFUSED_NOT : REFUSED_TWO;
}

static enum refusal
check_sizes(struct package *k, const zip_stat_t *st)
{
	const zip_uint64_t need = ZIP_STAT_NAME | ZIP_STAT_SIZE |
	    ZIP_STAT_COMP_SIZE | ZIP_STAT_COMP_METHOD | ZIP_STAT_ENCRYPTION_METHOD;

	if ((st->valid & need) != need)
		return REFUSED_CUT;
	if (st->encryption_method != ZIP_EM_NONE)
		return REFUSED_LOCKED;
	if (st->comp_method != ZIP_CM_STORE && st->comp_method != ZIP_CM_DEFLATE)
		return REFUSED_HARD;
	if (st->size > TOTAL - k->total ||
	    (st->size > RATIO_FROM && st->size / RATIO > st->comp_size))
		return REFUSED_PACKED;
	k->total += st->size;
	return REFUSED_NOT;
}

/* Unpacks an entry to its end. Keeps it where to is not NULL. */
static enum refusal
unpack(zip_file_t *f, char *piece, uint64_t size, struct out *to, struct str *head)
{
	uint64_t n = 0;

	*head = STR_NONE;
	for (;;) {
		zip_int64_t got = zip_fread(f, piece, PIECE);
		if (got < 0)
			return REFUSED_CUT;
		if (got == 0)
			return n == size ? REFUSED_NOT : REFUSED_CUT;
		if (n == 0)
			*head = (struct str){ piece, (size_t)got };
		n += (uint64_t)got;
		if (n > size)
			return REFUSED_PACKED;
		if (to != NULL)
			out_bytes(to, piece, (size_t)got);
		else if (n == (uint64_t)got && office_is_file(*head))
			return REFUSED_INSIDE;
	}
}

static enum refusal
check_content(struct package *k, zip_uint64_t i, const zip_stat_t *st, struct str name)
{
	bool whole = office_reads(name);
	struct out part;
	struct str head;

	if (whole && st->size > PART)
		return REFUSED_PACKED;
	zip_file_t *f = zip_fopen_index(k->zip, i, ZIP_FL_UNCHANGED);
	if (f == NULL)
		return REFUSED_CUT;
	out_init(&part, k->a, (size_t)(whole ? st->size : 0) + 1);
	char *piece = arena_alloc(k->a, PIECE);
	enum refusal r = unpack(f, piece, st->size, whole ? &part : NULL, &head);
	zip_fclose(f);
	if (r != REFUSED_NOT || !whole)
		return r;
	return out_ok(&part) ? office_part(k->a, name, out_str_of(&part)) :
	    REFUSED_PACKED;
}

static enum refusal
check_entry(struct package *k, zip_uint64_t i)
{
	zip_stat_t st;

	zip_stat_init(&st);
	if (zip_stat_index(k->zip, i, ZIP_FL_ENC_RAW, &st) != 0)
		return REFUSED_CUT;
	struct str name = str_of(st.name);
	enum refusal r = check_sizes(k, &st);
	if (r == REFUSED_NOT)
		r = office_name(&k->office, name, i == 0);
	if (r != REFUSED_NOT || str_ends(name, S("/")))
		return r;
	struct arena_mark mark = arena_mark(k->a);
	r = check_content(k, i, &st, name);
	arena_reset(k->a, mark);
	return r;
}

static enum refusal
check_package(struct package *k)
{
	zip_int64_t n = zip_get_num_entries(k->zip, ZIP_FL_UNCHANGED);

	if (n <= 0)
		return REFUSED_CUT;
	if (n > ENTRIES)
		return REFUSED_PACKED;
	for (zip_int64_t i = 0; i < n; i++) {
		enum refusal r = check_entry(k, (zip_uint64_t)i);
		if (r != REFUSED_NOT)
			return r;
	}
	return office_end(&k->office, k->kind);
}

enum refusal
office_check(struct arena *a, struct str file, enum document_kind kind)
{
	struct package k = { .a = a, .kind = kind };
	zip_error_t error;

	enum refusal r = check_end(file);
	if (r != REFUSED_NOT)
		return r;
	zip_error_init(&error);
	zip_source_t *source = zip_source_buffer_create(file.p, file.n, 0, &error);
	if (source == NULL)
		return REFUSED_HARD;
	k.zip = zip_open_from_source(source, ZIP_RDONLY | ZIP_CHECKCONS, &error);
	if (k.zip == NULL) {
		zip_source_free(source);
		return REFUSED_CUT;
	}
	r = check_package(&k);
	zip_discard(k.zip);
	return r;
}
