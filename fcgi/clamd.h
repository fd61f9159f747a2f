/*
 * ClamAV's daemon, where one is configured (clamd.socket). It must be run with
 * --alert-encrypted and --alert-exceeds-max: without them it says OK to what it
 * could not look into.
 */
#ifndef FCGI_CLAMD_H
#define FCGI_CLAMD_H

#include "core/base/str.h"
#include "core/document.h"

/*
 * REFUSED_NOT: clean. REFUSED_VIRUS: it found something. REFUSED_NO_SCAN: it
 * gave no answer; a file that was not scanned is not kept.
 */
enum refusal clamd_scan(const char *socket_path, struct str file);

/* Its answer, "stream: OK" and the like; pure. */
enum refusal clamd_answer(struct str answer);

#endif
