#include "fcgi/inspect/kind.h"

#include <magic.h>

static magic_t magic;	/* the one thing that outlives a call: its tables */

bool
kind_open(void)
{
	magic = magic_open(MAGIC_MIME_TYPE | MAGIC_NO_CHECK_COMPRESS |
	    MAGIC_NO_CHECK_TAR | MAGIC_NO_CHECK_ELF);
	return magic != NULL && magic_load(magic, NULL) == 0;
}

/* How a file of ours begins; libmagic must agree. */
static const struct {
	struct str begins;
	enum document_kind kind;
	struct str type;	/* as libmagic calls it; a beginning of that */
} ours[] = {
	{ S_INIT("%PDF-"), DOCUMENT_PDF, S_INIT("application/pdf") },
	{ S_INIT("\xff\xd8\xff"), DOCUMENT_JPEG, S_INIT("image/jpeg") },
	{ S_INIT("\x89PNG\r\n\x1a\n"), DOCUMENT_PNG, S_INIT("image/png") },
	{ S_INIT("PK\3\4"), DOCUMENT_DOCX,
	    S_INIT("application/vnd.openxmlformats-officedocument.wordprocessingml") },
	{ S_INIT("PK\3\4"), DOCUMENT_DOCX, S_INIT("application/octet-stream") },
	{ S_INIT("PK\3\4"), DOCUMENT_DOCX, S_INIT("application/zip") },
	{ S_INIT("PK\3\4"), DOCUMENT_ODT,
	    S_INIT("application/vnd.oasis.opendocument.text") },
};

/* What else people send, by the beginning of libmagic's word for it. */
static const struct {
	struct str type;
	enum refusal why;
} others[] = {
	{ S_INIT("image/heic"), REFUSED_HEIC },
	{ S_INIT("image/heif"), REFUSED_HEIC },
	{ S_INIT("image/avif"), REFUSED_PICTURE_KIND },
	{ S_INIT("image/svg"), REFUSED_PICTURE_KIND },
	{ S_INIT("image/"), REFUSED_PICTURE_KIND },
	{ S_INIT("video/"), REFUSED_MEDIA },
	{ S_INIT("audio/"), REFUSED_MEDIA },
	{ S_INIT("application/msword"), REFUSED_OLD_WORD },
	{ S_INIT("application/vnd.ms-office"), REFUSED_OLD_WORD },
	{ S_INIT("application/CDFV2"), REFUSED_OLD_WORD },
	{ S_INIT("application/encrypted"), REFUSED_LOCKED },
	{ S_INIT("application/vnd.ms-excel"), REFUSED_SHEET },
	{ S_INIT("application/vnd.ms-powerpoint"), REFUSED_SHEET },
	{ S_INIT("application/vnd.openxmlformats-officedocument."), REFUSED_SHEET },
	{ S_INIT("application/vnd.oasis.opendocument"), REFUSED_SHEET },
	{ S_INIT("application/zip"), REFUSED_ARCHIVE },
	{ S_INIT("application/gzip"), REFUSED_ARCHIVE },
	{ S_INIT("application/x-rar"), REFUSED_ARCHIVE },
	{ S_INIT("application/x-7z"), REFUSED_ARCHIVE },
	{ S_INIT("application/x-tar"), REFUSED_ARCHIVE },
	{ S_INIT("application/x-dosexec"), REFUSED_PROGRAM },
	{ S_INIT("application/x-executable"), REFUSED_PROGRAM },
	{ S_INIT("application/x-sharedlib"), REFUSED_PROGRAM },
	{ S_INIT("application/x-pie-executable"), REFUSED_PROGRAM },
	{ S_INIT("application/x-mach-binary"), REFUSED_PROGRAM },
	{ S_INIT("application/java-archive"), REFUSED_PROGRAM },
	{ S_INIT("message/"), REFUSED_TEXT },
	{ S_INIT("text/"), REFUSED_TEXT },
};

#define OLD_OFFICE S("\xd0\xcf\x11\xe0")

/* A password on a DOCX makes it an old-style file that names its lock. */
static bool
is_locked_office(struct str file)
{
	static const char name[] = "E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e";

	return str_starts(file, OLD_OFFICE) &&
	    memmem(file.p, file.n, name, sizeof name) != NULL;
}

static enum refusal
why_not(struct str file, struct str type)
{
	if (is_locked_office(file))
		return REFUSED_LOCKED;
	for (size_t i = 0; i < COUNT(others); i++)
		if (str_starts(type, others[i].type))
			return others[i].why;
	return str_starts(file, OLD_OFFICE) ? REFUSED_OLD_WORD : REFUSED_KIND;
}

enum document_kind
kind_of(struct str file, enum refusal *why)
{
	struct str type = str_of(magic_buffer(magic, file.p, file.n));
	bool half = false;

	*why = REFUSED_NOT;
	if (!is_set(type))
		type = S("application/octet-stream");
	for (size_t i = 0; i < COUNT(ours); i++) {
		if (!str_starts(file, ours[i].begins))
			continue;
		if (str_starts(type, ours[i].type))
			return ours[i].kind;
		half = true;
	}
	*why = why_not(file, type);
	/* it begins as one of ours and is something else as well */
	if (half && !str_starts(file, S("PK")))
		*why = REFUSED_TWO;
	return DOCUMENT_NONE;
}
