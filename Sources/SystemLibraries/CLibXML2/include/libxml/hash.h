#include "/usr/include/libxml2/libxml/hash.h"
