// The compiler puts the files in as they are (#embed of C23).
#include "CDatasets.h"

#pragma clang diagnostic ignored "-Wc23-extensions"

static const unsigned char iris[] = {
#embed "iris.csv"
};

static const unsigned char digits[] = {
#embed "digits.csv"
};

const unsigned char *cdatasets_iris(size_t *count) {
    *count = sizeof iris;
    return iris;
}

const unsigned char *cdatasets_digits(size_t *count) {
    *count = sizeof digits;
    return digits;
}
