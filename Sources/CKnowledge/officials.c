#include "CKnowledge.h"

#pragma clang diagnostic ignored "-Wc23-extensions"

static const unsigned char titles_tsv[] = {
#embed "Lexicons/titles.tsv"
};

static const unsigned char unroles_tsv[] = {
#embed "Lexicons/unroles.tsv"
};

static const onrecord_embedded table[] = {
  {"titles.tsv", titles_tsv, sizeof titles_tsv},
  {"unroles.tsv", unroles_tsv, sizeof unroles_tsv},
};

const onrecord_embedded *onrecord_embedded_officials(unsigned long *count) {
  *count = sizeof table / sizeof *table;
  return table;
}
