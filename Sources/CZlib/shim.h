// zlib, which every Linux and macOS has: it unpacks .gz and .npz.
#include <zlib.h>
