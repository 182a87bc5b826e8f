#include "CKnowledge.h"

#pragma clang diagnostic ignored "-Wc23-extensions"

static const unsigned char notice[] = {
#embed "../../NOTICE"
};

static const onrecord_embedded table[] = {
  {"NOTICE", notice, sizeof notice},
};

const onrecord_embedded *onrecord_embedded_notice(unsigned long *count) {
  *count = sizeof table / sizeof *table;
  return table;
}
