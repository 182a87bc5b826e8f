#include "CKnowledge.h"

#pragma clang diagnostic ignored "-Wc23-extensions"

static const unsigned char publishers_tsv[] = {
#embed "Lexicons/publishers.tsv"
};

static const unsigned char outlets_tsv[] = {
#embed "Lexicons/outlets.tsv"
};

static const unsigned char encoding_labels_tsv[] = {
#embed "Lexicons/encoding-labels.tsv"
};

static const unsigned char html_entities_tsv[] = {
#embed "Lexicons/html-entities.tsv"
};

static const unsigned char page_vocabulary_tsv[] = {
#embed "Lexicons/page-vocabulary.tsv"
};

static const unsigned char page_phrases_tsv[] = {
#embed "Lexicons/page-phrases.tsv"
};

static const unsigned char byline_words_tsv[] = {
#embed "Lexicons/byline-words.tsv"
};

static const unsigned char month_names_tsv[] = {
#embed "Lexicons/month-names.tsv"
};

static const unsigned char language_words_tsv[] = {
#embed "Lexicons/language-words.tsv"
};

static const unsigned char date_labels_tsv[] = {
#embed "Lexicons/date-labels.tsv"
};

static const unsigned char containers_bin[] = {
#embed "Models/containers.bin"
};

static const unsigned char lines_bin[] = {
#embed "Models/lines.bin"
};

static const onrecord_embedded table[] = {
  {"lines.bin", lines_bin, sizeof lines_bin},
  {"date-labels.tsv", date_labels_tsv, sizeof date_labels_tsv},
  {"containers.bin", containers_bin, sizeof containers_bin},
  {"publishers.tsv", publishers_tsv, sizeof publishers_tsv},
  {"outlets.tsv", outlets_tsv, sizeof outlets_tsv},
  {"language-words.tsv", language_words_tsv, sizeof language_words_tsv},
  {"month-names.tsv", month_names_tsv, sizeof month_names_tsv},
  {"byline-words.tsv", byline_words_tsv, sizeof byline_words_tsv},
  {"page-phrases.tsv", page_phrases_tsv, sizeof page_phrases_tsv},
  {"page-vocabulary.tsv", page_vocabulary_tsv, sizeof page_vocabulary_tsv},
  {"encoding-labels.tsv", encoding_labels_tsv, sizeof encoding_labels_tsv},
  {"html-entities.tsv", html_entities_tsv, sizeof html_entities_tsv},
};

const onrecord_embedded *onrecord_embedded_ingestion(unsigned long *count) {
  *count = sizeof table / sizeof *table;
  return table;
}
