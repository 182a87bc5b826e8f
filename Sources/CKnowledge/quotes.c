#include "CKnowledge.h"

#pragma clang diagnostic ignored "-Wc23-extensions"

// Weights are read in place, in units of cache lines, and are therefore aligned.
#define ALIGNED __attribute__((aligned(64)))

static const unsigned char cue_verbs_tsv[] = {
#embed "Lexicons/cue-verbs.tsv"
};

static const unsigned char cue_words_tsv[] = {
#embed "Lexicons/cue-words.tsv"
};

static const unsigned char quote_words_tsv[] = {
#embed "Lexicons/quote-words.tsv"
};

static const unsigned char speaker_nouns_tsv[] = {
#embed "Lexicons/speaker-nouns.tsv"
};

ALIGNED static const unsigned char quotes_bin[] = {
#embed "Models/quotes.bin"
};

static const unsigned char speakers_bin[] = {
#embed "Models/speakers.bin"
};

static const unsigned char claims_bin[] = {
#embed "Models/claims.bin"
};

static const onrecord_embedded table[] = {
  {"cue-verbs.tsv", cue_verbs_tsv, sizeof cue_verbs_tsv},
  {"cue-words.tsv", cue_words_tsv, sizeof cue_words_tsv},
  {"quote-words.tsv", quote_words_tsv, sizeof quote_words_tsv},
  {"speaker-nouns.tsv", speaker_nouns_tsv, sizeof speaker_nouns_tsv},
  {"quotes.bin", quotes_bin, sizeof quotes_bin},
  {"speakers.bin", speakers_bin, sizeof speakers_bin},
  {"claims.bin", claims_bin, sizeof claims_bin},
};

const onrecord_embedded *onrecord_embedded_quotes(unsigned long *count) {
  *count = sizeof table / sizeof *table;
  return table;
}
