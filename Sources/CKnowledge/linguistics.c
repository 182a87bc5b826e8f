#include "CKnowledge.h"

#pragma clang diagnostic ignored "-Wc23-extensions"

// Weights are read in place, in units of cache lines, and are therefore aligned.
#define ALIGNED __attribute__((aligned(64)))

static const unsigned char columns_tsv[] = {
#embed "Lexicons/columns.tsv"
};

static const unsigned char word_sets_tsv[] = {
#embed "Lexicons/word-sets.tsv"
};

static const unsigned char abbreviations_tsv[] = {
#embed "Lexicons/abbreviations.tsv"
};

static const unsigned char given_names_tsv[] = {
#embed "Lexicons/given-names.tsv"
};

static const unsigned char short_names_tsv[] = {
#embed "Lexicons/short-names.tsv"
};

static const unsigned char nicknames_tsv[] = {
#embed "Lexicons/nicknames.tsv"
};

static const unsigned char name_shares_tsv[] = {
#embed "Lexicons/name-shares.tsv"
};

static const unsigned char role_fields_tsv[] = {
#embed "Lexicons/role-fields.tsv"
};

static const unsigned char name_styles_tsv[] = {
#embed "Lexicons/name-styles.tsv"
};

static const unsigned char family_first_tsv[] = {
#embed "Lexicons/family-first.tsv"
};

static const unsigned char unisex_names_tsv[] = {
#embed "Lexicons/unisex-names.tsv"
};

static const unsigned char demonyms_tsv[] = {
#embed "Lexicons/demonyms.tsv"
};

static const unsigned char title_forms_tsv[] = {
#embed "Lexicons/title-forms.tsv"
};

static const unsigned char person_weights_tsv[] = {
#embed "Lexicons/person-weights.tsv"
};

static const unsigned char ranks_tsv[] = {
#embed "Lexicons/ranks.tsv"
};

static const unsigned char surnames_tsv[] = {
#embed "Lexicons/surnames.tsv"
};

static const unsigned char places_tsv[] = {
#embed "Lexicons/places.tsv"
};

static const unsigned char nationalities_tsv[] = {
#embed "Lexicons/nationalities.tsv"
};

static const unsigned char bodies_tsv[] = {
#embed "Lexicons/bodies.tsv"
};

static const unsigned char common_words_tsv[] = {
#embed "Lexicons/common-words.tsv"
};

ALIGNED static const unsigned char tags_bin[] = {
#embed "Models/tags.bin"
};

ALIGNED static const unsigned char names_bin[] = {
#embed "Models/names.bin"
};

ALIGNED static const unsigned char word_classes_bin[] = {
#embed "Models/word-classes.bin"
};

static const onrecord_embedded table[] = {
  {"columns.tsv", columns_tsv, sizeof columns_tsv},
  {"word-sets.tsv", word_sets_tsv, sizeof word_sets_tsv},
  {"abbreviations.tsv", abbreviations_tsv, sizeof abbreviations_tsv},
  {"given-names.tsv", given_names_tsv, sizeof given_names_tsv},
  {"short-names.tsv", short_names_tsv, sizeof short_names_tsv},
  {"nicknames.tsv", nicknames_tsv, sizeof nicknames_tsv},
  {"name-shares.tsv", name_shares_tsv, sizeof name_shares_tsv},
  {"role-fields.tsv", role_fields_tsv, sizeof role_fields_tsv},
  {"name-styles.tsv", name_styles_tsv, sizeof name_styles_tsv},
  {"family-first.tsv", family_first_tsv, sizeof family_first_tsv},
  {"unisex-names.tsv", unisex_names_tsv, sizeof unisex_names_tsv},
  {"demonyms.tsv", demonyms_tsv, sizeof demonyms_tsv},
  {"title-forms.tsv", title_forms_tsv, sizeof title_forms_tsv},
  {"person-weights.tsv", person_weights_tsv, sizeof person_weights_tsv},
  {"ranks.tsv", ranks_tsv, sizeof ranks_tsv},
  {"surnames.tsv", surnames_tsv, sizeof surnames_tsv},
  {"places.tsv", places_tsv, sizeof places_tsv},
  {"nationalities.tsv", nationalities_tsv, sizeof nationalities_tsv},
  {"bodies.tsv", bodies_tsv, sizeof bodies_tsv},
  {"common-words.tsv", common_words_tsv, sizeof common_words_tsv},
  {"tags.bin", tags_bin, sizeof tags_bin},
  {"names.bin", names_bin, sizeof names_bin},
  {"word-classes.bin", word_classes_bin, sizeof word_classes_bin},
};

const onrecord_embedded *onrecord_embedded_linguistics(unsigned long *count) {
  *count = sizeof table / sizeof *table;
  return table;
}
