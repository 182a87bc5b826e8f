// libxml2's headers pull in ICU's, whose names clash with Foundation's; this package needs none of ICU.
#include <libxml/xmlversion.h>
#undef LIBXML_ICU_ENABLED
#include <libxml/HTMLparser.h>
#include <libxml/HTMLtree.h>
#include <libxml/parser.h>
#include <libxml/tree.h>
#include <libxml/xmlerror.h>

// `xmlFree` is a C global variable, which Swift 6 does not import.
static inline void onrecord_xml_free(void *pointer) { xmlFree(pointer); }
