#include "/usr/include/libxml2/libxml/valid.h"
