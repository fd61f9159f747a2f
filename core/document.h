/*
 * Documents that families and the council add to a case: which kinds there
 * are, how large and how many, who may see one, and why one is not taken.
 *
 * A file is looked at by a program of its own (fcgi/inspect), which holds no
 * secret and is not trusted with words: its verdict is a few lines of text, and
 * what a person reads is looked up here.
 */
#ifndef CORE_DOCUMENT_H
#define CORE_DOCUMENT_H

#include "core/access.h"
#include "core/base/types.h"

struct out;

#define DOCUMENT_BYTES ((size_t)20 * 1024 * 1024)	/* of one file */
#define DOCUMENTS 60					/* of one case */
#define DOCUMENTS_BYTES ((int64_t)300 * 1024 * 1024)	/* of one case */
#define DOCUMENT_PAGES 2000

/* X(NAME, stored value, word of the verdict, media type, what people call it) */
#define DOCUMENT_KINDS(X)						\
	X(DOCUMENT_PDF, 1, "pdf", "application/pdf", "PDF")		\
	X(DOCUMENT_DOCX, 2, "docx", "application/vnd.openxmlformats-"	\
	    "officedocument.wordprocessingml.document", "Word")		\
	X(DOCUMENT_ODT, 3, "odt",					\
	    "application/vnd.oasis.opendocument.text", "OpenDocument")	\
	X(DOCUMENT_JPEG, 4, "jpeg", "image/jpeg", "Photo")		\
	X(DOCUMENT_PNG, 5, "png", "image/png", "Picture")

enum document_kind {	/* stored */
	DOCUMENT_NONE = 0,
#define KIND_ENUM(name, value, word, type, words) name = value,
	DOCUMENT_KINDS(KIND_ENUM)
#undef KIND_ENUM
};

struct str document_type(enum document_kind);	/* "application/pdf" */
struct str document_words(enum document_kind);	/* "PDF" */

/*
 * Does a file's name end as its kind does? One without an ending does: it is
 * given document_ending() when it goes out.
 */
bool	document_name_fits(enum document_kind, struct str name);
struct str document_ending(enum document_kind, struct str name);	/* ".pdf" or "" */

/* X(NAME, word of the verdict, what to tell the person who sent it) */
#define REFUSALS(X)							\
	X(REFUSED_EMPTY, "empty",					\
	    "This file is empty. Open it on your own machine to check, "	\
	    "then choose it again")					\
	X(REFUSED_LARGE, "large",					\
	    "This file is larger than 20 MB. Save it smaller, or in "	\
	    "parts, and add those")					\
	X(REFUSED_KIND, "kind",						\
	    "We cannot take this kind of file. Save or print it as a PDF "	\
	    "and add that. We take PDF, DOCX, ODT, JPG and PNG")	\
	X(REFUSED_HEIC, "heic",						\
	    "This photo is in Apple’s HEIC format, which we cannot take. "	\
	    "On the iPhone choose Settings, Camera, Formats, Most "	\
	    "Compatible, and take it again. Or export it as JPEG and add "	\
	    "that")							\
	X(REFUSED_PICTURE_KIND, "picture-kind",				\
	    "We cannot take this kind of picture. Open it and save it as "	\
	    "JPG or PNG, then add that")				\
	X(REFUSED_OLD_WORD, "old-word",					\
	    "This is an old kind of Office file. Open it and save it as "	\
	    "DOCX or PDF, then add that")				\
	X(REFUSED_SHEET, "sheet",					\
	    "We cannot take spreadsheets or slides. Save or print it as a "	\
	    "PDF and add that")						\
	X(REFUSED_ARCHIVE, "archive",					\
	    "This is a folder of packed files, such as a ZIP. Unpack it and "	\
	    "add each file by itself")					\
	X(REFUSED_MEDIA, "media",					\
	    "We cannot take sound or film. Ring your worker to agree how to "	\
	    "hand it over, or write down what it shows")		\
	X(REFUSED_TEXT, "text",						\
	    "This is plain text, a web page or an email. Print it as a PDF "	\
	    "and add that")						\
	X(REFUSED_PROGRAM, "program",					\
	    "This file is a program, not a document. We cannot take it")	\
	X(REFUSED_CUT, "cut",						\
	    "This file is damaged or cut short. Open it on your own machine "	\
	    "and save it again, then add that")				\
	X(REFUSED_LOCKED, "locked",					\
	    "This file is locked with a password or against copying. Open "	\
	    "it, print it as a PDF without a lock, and add that")	\
	X(REFUSED_MACRO, "macro",					\
	    "This document holds macros, which are small programs. Save it "	\
	    "as a PDF and add that")					\
	X(REFUSED_SCRIPT, "script",					\
	    "This PDF holds a script or starts something when it is opened. "	\
	    "Print it to a new PDF and add that")			\
	X(REFUSED_FORM, "form",						\
	    "This PDF is a form of the old XFA kind, which may show other "	\
	    "words later. Print it to a new PDF and add that")		\
	X(REFUSED_INSIDE, "inside",					\
	    "This document has other files packed inside it. Save it as a "	\
	    "PDF, or take them out, and add each by itself")		\
	X(REFUSED_OUTSIDE, "outside",					\
	    "This document fetches parts from somewhere else when it is "	\
	    "opened. Save it as a PDF and add that")			\
	X(REFUSED_TWO, "two",						\
	    "This file is two kinds of file in one. Save or print it as a "	\
	    "new PDF and add that")					\
	X(REFUSED_PACKED, "packed",					\
	    "This file unpacks to far more than its size, so we do not open "	\
	    "it. Save it as a PDF and add that")			\
	X(REFUSED_PAGES, "pages",					\
	    "This PDF has more than 2,000 pages. Add it in parts")	\
	X(REFUSED_PIXELS, "pixels",					\
	    "This picture is larger than 50 megapixels. Save it smaller "	\
	    "and add that")						\
	X(REFUSED_HARD, "hard",						\
	    "We could not check this file, it is too large or too "		\
	    "complicated. Print it to a new PDF and add that")		\
	X(REFUSED_NAME, "name",						\
	    "The end of this file’s name does not fit what is in it. Save it "	\
	    "again in the program that made it, then add that")		\
	X(REFUSED_VIRUS, "virus",					\
	    "The virus scanner found something harmful in this file. We "	\
	    "have not kept it. Check your own machine")			\
	X(REFUSED_NO_SCAN, "no-scan",					\
	    "We could not check this file for viruses just now. Nothing is "	\
	    "wrong with it. Try again in a few minutes")

enum refusal {
	REFUSED_NOT = 0,
#define REFUSAL_ENUM(name, word, words) name,
	REFUSALS(REFUSAL_ENUM)
#undef REFUSAL_ENUM
};

/* A sentence or more, without the last full stop. */
struct str refusal_words(enum refusal);

/* ---- the verdict of accord-inspect, on its standard output ---- */

struct file_verdict {
	enum refusal refusal;	/* REFUSED_NOT: the rest says what it is */
	enum document_kind kind;
	int pages;		/* of a PDF; 0 otherwise */
	size_t clean;		/* bytes that follow: kept instead of the file */
};

#define VERDICT_MAX ((size_t)200)	/* bytes, at most */

/*
 *	accord-inspect 1
 *	good jpeg | refused WORD
 *	pages 0
 *	clean 12345
 *	(an empty line, then that many bytes)
 */
void	verdict_print(struct out *, const struct file_verdict *);

/*
 * Reads one from the beginning of s; *rest is what follows it. Strictly: false
 * for anything verdict_print() does not print.
 */
bool	verdict_read(struct str s, struct file_verdict *, struct str *rest);

/* ---- who may see one ---- */

enum plan_file_kind {	/* stored: what a document is to the plan */
	PLAN_FILE = 1,
	PLAN_PICTURE = 2,	/* the child's own */
};

enum document_audience {	/* stored */
	DOCUMENT_ALL = 1,	/* the family, who helps it, and staff */
	DOCUMENT_STAFF = 2,	/* staff of the case */
};

/* What somebody adds can wait as a draft of theirs until it is sent. */
struct document_state {
	enum document_audience audience;
	bool sent;
	bool own;		/* the viewer added it */
	enum role added_by;	/* role in the case of who did */
	bool named;		/* the viewer chose who did to help */
};

/*
 * May this role in the case, which may see its documents, see this one? A draft is
 * its writer's alone; what a supporter drafted is for who chose them to send.
 */
bool	document_visible(enum role viewer, const struct document_state *);

/* May they send this draft? */
bool	document_may_send(enum role viewer, const struct document_state *);

/* "Who will see this", in words, for this viewer. */
struct str document_seen_by(enum role viewer, const struct document_state *);

#endif
