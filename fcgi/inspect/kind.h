/*
 * What a file is, by its content alone (libmagic). What it is called, and what
 * the browser says of it, counts for nothing.
 */
#ifndef FCGI_INSPECT_KIND_H
#define FCGI_INSPECT_KIND_H

#include "core/base/str.h"
#include "core/document.h"

/* Loads what libmagic knows; once, before the sandbox is closed. */
MUST_CHECK bool kind_open(void);

/* DOCUMENT_NONE: *why says why we do not take it. */
enum document_kind kind_of(struct str file, enum refusal *why);

#endif
