/*
 * The unix socket a pool listens on.
 */
#ifndef FCGI_SERVER_LISTENER_H
#define FCGI_SERVER_LISTENER_H

#include "fcgi/config.h"

/*
 * Opens it, mode 0660, of group where that is not NULL; replaces one left
 * behind, but not one somebody still answers on. It does not block. Returns
 * -1 where it cannot (logged).
 */
int	listener_open(const char *path, const char *group);

#endif
