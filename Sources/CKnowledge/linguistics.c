#include "CKnowledge.h"

static const unsigned char abbreviations_tsv[] = {
#embed "Lexicons/abbreviations.tsv"
};

static const onrecord_embedded table[] = {
  {"abbreviations.tsv", abbreviations_tsv, sizeof abbreviations_tsv},
};

const onrecord_embedded *onrecord_embedded_linguistics(unsigned long *count) {
  *count = sizeof table / sizeof *table;
  return table;
}
