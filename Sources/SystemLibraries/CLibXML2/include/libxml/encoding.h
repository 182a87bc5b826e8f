#include "/usr/include/libxml2/libxml/encoding.h"
