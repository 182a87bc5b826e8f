#include "late_binding.h"

// Within this program alone: the library's own calls of its functions are not led through here.
#pragma GCC visibility push(hidden)
#include "shim.h"
#pragma GCC visibility pop

static onrecord_late_library library = {"libxml2.so.2", "libxml2.so", "libxml2", 0};

ONRECORD_LATE(void, xmlInitParser, (void))
ONRECORD_LATE(htmlParserCtxtPtr, htmlNewParserCtxt, (void))
ONRECORD_LATE(void, htmlFreeParserCtxt, (htmlParserCtxtPtr context), context)
ONRECORD_LATE(
  htmlDocPtr, htmlCtxtReadMemory,
  (htmlParserCtxtPtr context, const char *buffer, int size, const char *address, const char *encoding, int options), context, buffer, size,
  address, encoding, options)
ONRECORD_LATE(
  htmlDocPtr, htmlReadMemory, (const char *buffer, int size, const char *address, const char *encoding, int options), buffer, size, address,
  encoding, options)
ONRECORD_LATE(void, xmlFreeDoc, (xmlDocPtr document), document)
ONRECORD_LATE(void, xmlStopParser, (xmlParserCtxtPtr context), context)
