#include "CKnowledge.h"

static const unsigned char publishers_tsv[] = {
#embed "Lexicons/publishers.tsv"
};

static const onrecord_embedded table[] = {
  {"publishers.tsv", publishers_tsv, sizeof publishers_tsv},
};

const onrecord_embedded *onrecord_embedded_ingestion(unsigned long *count) {
  *count = sizeof table / sizeof *table;
  return table;
}
