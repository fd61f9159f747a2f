/*
 * How long somebody stays signed in. Staff see many families, so their
 * sessions end sooner when nobody is at the keyboard.
 */
#ifndef CORE_SESSION_H
#define CORE_SESSION_H

#include "core/access.h"

enum session_stage {		/* stored */
	STAGE_NONE = 0,
	STAGE_PASSWORD = 1,	/* the password was right, the code is to come */
	STAGE_SIGNED_IN = 2,
};

bool	role_is_staff(enum role);

/* Seconds until it ends by itself; 0 or less: it has ended. */
int64_t	session_left(enum role, enum session_stage, struct stamp opened,
	    struct stamp seen, struct stamp now);

#endif
