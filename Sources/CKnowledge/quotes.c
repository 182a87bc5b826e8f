#include "CKnowledge.h"

static const unsigned char cue_verbs_tsv[] = {
#embed "Lexicons/cue-verbs.tsv"
};

static const onrecord_embedded table[] = {
  {"cue-verbs.tsv", cue_verbs_tsv, sizeof cue_verbs_tsv},
};

const onrecord_embedded *onrecord_embedded_quotes(unsigned long *count) {
  *count = sizeof table / sizeof *table;
  return table;
}
