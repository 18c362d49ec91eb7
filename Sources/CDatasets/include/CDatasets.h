// The data files that come with the program, as bytes inside it: found from any folder, at no cost until they are read.
#ifndef CDATASETS_H
#define CDATASETS_H

#include <stddef.h>

/// The bytes of iris.csv and digits.csv, which stand beside the source of this module.
const unsigned char *_Nonnull cdatasets_iris(size_t *_Nonnull count);
const unsigned char *_Nonnull cdatasets_digits(size_t *_Nonnull count);

#endif
