// The headers in the folder libxml stand for those of libxml2-dev, which are not where compilers look; to name the folder to the linker too
// would bind the library to the program's start.
//
// libxml2's headers pull in ICU's, whose names clash with Foundation's; this package needs none of ICU.
#include <libxml/xmlversion.h>
#undef LIBXML_ICU_ENABLED
#include <libxml/HTMLparser.h>
#include <libxml/HTMLtree.h>
#include <libxml/parser.h>
#include <libxml/tree.h>
#include <libxml/xmlerror.h>
