/*
 * Room on the disk the database is on. A database whose disk is full ends; so
 * below a floor (disk.floor_mb) people's work is refused with the reason while
 * there is still room for what has to go on: signing in, sessions, who looked,
 * and drafts of what is typed.
 */
#ifndef FCGI_REQUEST_ROOM_H
#define FCGI_REQUEST_ROOM_H

#include "fcgi/config.h"

/* Megabytes free to ordinary users on disk.folder; -1: it cannot be asked. */
int64_t	room_mb(const struct config *);

/* True where no folder is named, and where it cannot be asked (logged). */
bool	room_left(const struct config *);

#endif
