/* Shows a program a list of sound cards where the kernel has none, so that it starts on a machine without one.

   Loaded with LD_PRELOAD; SOUND_CARDS names the file to show in place of /proc/asound/cards. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef FILE *opener(const char *, const char *);

static FILE *open_with(const char *name, const char *path, const char *mode) {
    opener *next = (opener *)dlsym(RTLD_NEXT, name);
    const char *cards = getenv("SOUND_CARDS");
    if (cards && path && strcmp(path, "/proc/asound/cards") == 0)
        path = cards;
    return next(path, mode);
}

FILE *fopen(const char *path, const char *mode) { return open_with("fopen", path, mode); }
FILE *fopen64(const char *path, const char *mode) { return open_with("fopen64", path, mode); }
