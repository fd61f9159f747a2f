/*
 * Functions that do not compile here. The build includes this file first in
 * every .c file of ours.
 */
#ifndef CORE_BASE_BANNED_H
#define CORE_BASE_BANNED_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#pragma GCC poison strcpy strcat strncpy strncat sprintf vsprintf gets
#pragma GCC poison strtok atoi atol atoll atof strtod scanf sscanf
#pragma GCC poison system popen rand srand random srandom
#pragma GCC poison asctime ctime localtime gmtime tmpnam mktemp
#pragma GCC poison FCGX_FPrintF FCGX_VFPrintF

#endif
