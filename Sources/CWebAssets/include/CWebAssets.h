#ifndef CWEBASSETS_H
#define CWEBASSETS_H

// A file of Files/ as it stands in the binary.
typedef struct {
  const char *name;
  const unsigned char *bytes;
  unsigned long count;
} onrecord_asset;

// The table of all files; sets the number of its rows.
const onrecord_asset *onrecord_assets(unsigned long *count);

#endif
