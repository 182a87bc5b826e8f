#include "CKnowledge.h"

static const unsigned char units_tsv[] = {
#embed "Lexicons/units.tsv"
};

static const onrecord_embedded table[] = {
  {"units.tsv", units_tsv, sizeof units_tsv},
};

const onrecord_embedded *onrecord_embedded_figures(unsigned long *count) {
  *count = sizeof table / sizeof *table;
  return table;
}
