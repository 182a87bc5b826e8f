#ifndef CKNOWLEDGE_H
#define CKNOWLEDGE_H

// A file of Lexicons/ or Models/ as it stands in the binary.
typedef struct {
  const char *name;
  const unsigned char *bytes;
  unsigned long count;
} onrecord_embedded;

// One table an area, so that a new file is a line in its area's .c file.
// Each returns the table and sets the number of its rows.
const onrecord_embedded *onrecord_embedded_ingestion(unsigned long *count);
const onrecord_embedded *onrecord_embedded_linguistics(unsigned long *count);
const onrecord_embedded *onrecord_embedded_officials(unsigned long *count);
const onrecord_embedded *onrecord_embedded_quotes(unsigned long *count);
const onrecord_embedded *onrecord_embedded_figures(unsigned long *count);
// The attributions that the data's licences ask for.
const onrecord_embedded *onrecord_embedded_notice(unsigned long *count);

#endif
