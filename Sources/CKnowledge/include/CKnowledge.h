#ifndef CKNOWLEDGE_H
#define CKNOWLEDGE_H

// A file of Lexicons/ or Models/ embedded in the binary.
typedef struct {
  const char *name;
  const unsigned char *bytes;
  unsigned long count;
} onrecord_embedded;

// One table per area, so that a new file takes a line in the .c file of its area.
// Each function returns the table and sets the number of its rows.
const onrecord_embedded *onrecord_embedded_ingestion(unsigned long *count);
const onrecord_embedded *onrecord_embedded_linguistics(unsigned long *count);
const onrecord_embedded *onrecord_embedded_officials(unsigned long *count);
const onrecord_embedded *onrecord_embedded_quotes(unsigned long *count);
const onrecord_embedded *onrecord_embedded_figures(unsigned long *count);
// The attributions that the data's licences require.
const onrecord_embedded *onrecord_embedded_notice(unsigned long *count);

#endif
