// The lessons that come with the program, as bytes inside it: found from any folder, at no cost until they are read.
#ifndef CLESSONS_H
#define CLESSONS_H

#include <stddef.h>

/// The name of a lesson, without .nns, and the bytes of its file in the folder sessions.
typedef struct {
    const char *_Nonnull name;
    const unsigned char *_Nonnull bytes;
    size_t count;
} CLesson;

/// All lessons, in the order of their names; the tour comes last.
const CLesson *_Nonnull clessons(size_t *_Nonnull count);

#endif
