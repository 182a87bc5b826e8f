#include "CKnowledge.h"

#pragma clang diagnostic ignored "-Wc23-extensions"

static const unsigned char titles_tsv[] = {
#embed "Lexicons/titles.tsv"
};

static const unsigned char non_titles_tsv[] = {
#embed "Lexicons/non-titles.tsv"
};

static const unsigned char officials_role_bin[] = {
#embed "Models/officials-role.bin"
};

static const unsigned char officials_body_bin[] = {
#embed "Models/officials-body.bin"
};

static const unsigned char officials_sector_bin[] = {
#embed "Models/officials-sector.bin"
};

static const onrecord_embedded table[] = {
  {"titles.tsv", titles_tsv, sizeof titles_tsv},
  {"non-titles.tsv", non_titles_tsv, sizeof non_titles_tsv},
  {"officials-role.bin", officials_role_bin, sizeof officials_role_bin},
  {"officials-body.bin", officials_body_bin, sizeof officials_body_bin},
  {"officials-sector.bin", officials_sector_bin, sizeof officials_sector_bin},
};

const onrecord_embedded *onrecord_embedded_officials(unsigned long *count) {
  *count = sizeof table / sizeof *table;
  return table;
}
