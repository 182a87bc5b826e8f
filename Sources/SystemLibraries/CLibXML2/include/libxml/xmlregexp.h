#include "/usr/include/libxml2/libxml/xmlregexp.h"
