#ifndef CPAGECHECKSUM_H
#define CPAGECHECKSUM_H

#include <sqlite3.h>
#include <stdint.h>

// The number of bytes that each page of a database reserves at its end for the checksum.
#define ONRECORD_CHECKSUM_BYTES 8

// Faults for tests: calls of a kind are counted from 1, and the one whose number equals `at` fails.
typedef enum {
  ONRECORD_FAULT_NONE = 0,
  ONRECORD_FAULT_READ = 1,         // the read fails
  ONRECORD_FAULT_WRITE = 2,        // the write fails, nothing is written
  ONRECORD_FAULT_SHORT_WRITE = 3,  // half is written, then the disk is full
  ONRECORD_FAULT_SYNC = 4,         // the sync fails
  ONRECORD_FAULT_SHORT_READ = 5    // half is read, the rest is zeros, as from a file that was cut off
} onrecord_fault;

// Registers the file system "onrecord-checksum", which is the default one but for this: every page written to a main database file gets a
// checksum of its bytes and its number in the reserved ones at its end, and a page read whole whose checksum is another, or that stands in another's
// place, gives SQLITE_IOERR_DATA. Holes of the file, pages of zeros, have none. Returns SQLITE_OK, also when it is registered already. Safe to call from several threads once
// sqlite3_initialize has run.
int onrecord_checksum_register(void);

// The checksum: two sums of 32-bit little-endian words that feed each other (as of SQLite's write-ahead log), begun with the page's number from 0.
// `size` is a multiple of 8.
void onrecord_checksum(const unsigned char *bytes, int size, uint32_t number, unsigned char sum[ONRECORD_CHECKSUM_BYTES]);

// Lets the call numbered `at` fail, counted from now on over all files whose names hold ".faulty"; kind NONE lets none fail. For tests; not for
// several threads.
void onrecord_fault_set(onrecord_fault kind, long at);
// How many calls of the kind that was set have been made since.
long onrecord_fault_calls(void);

// Defensive mode: no SQL can write to the file past the database, and no code in the schema is trusted. Variadic in SQLite, so wrapped.
int onrecord_sqlite3_defensive(sqlite3 *database);
// Reserves bytes at the end of each page of a database that has no pages yet.
int onrecord_sqlite3_reserve(sqlite3 *database);
// How many bytes each page of a database reserves.
int onrecord_sqlite3_reserved(sqlite3 *database);

#endif
