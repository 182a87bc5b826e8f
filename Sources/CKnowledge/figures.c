#include "CKnowledge.h"

#pragma clang diagnostic ignored "-Wc23-extensions"

static const unsigned char numbers_tsv[] = {
#embed "Lexicons/numbers.tsv"
};

static const unsigned char units_tsv[] = {
#embed "Lexicons/units.tsv"
};

static const unsigned char currencies_tsv[] = {
#embed "Lexicons/currencies.tsv"
};

static const unsigned char bounds_tsv[] = {
#embed "Lexicons/bounds.tsv"
};

static const unsigned char changes_tsv[] = {
#embed "Lexicons/changes.tsv"
};

static const unsigned char times_tsv[] = {
#embed "Lexicons/times.tsv"
};

static const unsigned char holidays_tsv[] = {
#embed "Lexicons/holidays.tsv"
};

static const unsigned char plurals_tsv[] = {
#embed "Lexicons/plurals.tsv"
};

static const unsigned char figure_contexts_tsv[] = {
#embed "Lexicons/figure-contexts.tsv"
};

static const unsigned char table_headers_tsv[] = {
#embed "Lexicons/table-headers.tsv"
};

static const unsigned char conversions_tsv[] = {
#embed "Lexicons/conversions.tsv"
};

static const unsigned char status_frames_tsv[] = {
#embed "Lexicons/status-frames.tsv"
};

static const unsigned char function_words_tsv[] = {
#embed "Lexicons/function-words.tsv"
};

static const unsigned char figure_words_tsv[] = {
#embed "Lexicons/figure-words.tsv"
};

static const unsigned char credits_tsv[] = {
#embed "Lexicons/credits.tsv"
};

static const unsigned char dollar_countries_tsv[] = {
#embed "Lexicons/dollar-countries.tsv"
};

static const unsigned char local_currencies_tsv[] = {
#embed "Lexicons/local-currencies.tsv"
};

static const unsigned char figures_bin[] = {
#embed "Models/figures.bin"
};

static const onrecord_embedded table[] = {
  {"numbers.tsv", numbers_tsv, sizeof numbers_tsv},
  {"units.tsv", units_tsv, sizeof units_tsv},
  {"currencies.tsv", currencies_tsv, sizeof currencies_tsv},
  {"bounds.tsv", bounds_tsv, sizeof bounds_tsv},
  {"changes.tsv", changes_tsv, sizeof changes_tsv},
  {"times.tsv", times_tsv, sizeof times_tsv},
  {"holidays.tsv", holidays_tsv, sizeof holidays_tsv},
  {"plurals.tsv", plurals_tsv, sizeof plurals_tsv},
  {"figure-contexts.tsv", figure_contexts_tsv, sizeof figure_contexts_tsv},
  {"table-headers.tsv", table_headers_tsv, sizeof table_headers_tsv},
  {"conversions.tsv", conversions_tsv, sizeof conversions_tsv},
  {"status-frames.tsv", status_frames_tsv, sizeof status_frames_tsv},
  {"function-words.tsv", function_words_tsv, sizeof function_words_tsv},
  {"figure-words.tsv", figure_words_tsv, sizeof figure_words_tsv},
  {"credits.tsv", credits_tsv, sizeof credits_tsv},
  {"figures.bin", figures_bin, sizeof figures_bin},
  {"local-currencies.tsv", local_currencies_tsv, sizeof local_currencies_tsv},
  {"dollar-countries.tsv", dollar_countries_tsv, sizeof dollar_countries_tsv},
};

const onrecord_embedded *onrecord_embedded_figures(unsigned long *count) {
  *count = sizeof table / sizeof *table;
  return table;
}
