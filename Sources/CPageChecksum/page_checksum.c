#include "CPageChecksum.h"

#include <stdint.h>
#include <string.h>

// A file of ours begins with what SQLite knows, then stands the real file's own memory.
typedef struct {
  sqlite3_file base;
  int is_database;          // a main database file
  int can_fail;             // its name says that faults are wanted
  int has_checksums;        // its header says that its pages have room for checksums
  int page_size;            // as the header says
  unsigned char *page;      // room for a page, made when it is needed first
  int room;
} checked_file;

static sqlite3_file *real(sqlite3_file *file) { return (sqlite3_file *)((checked_file *)file + 1); }

static onrecord_fault fault_kind = ONRECORD_FAULT_NONE;
static long fault_at = 0;
static long fault_count = 0;

void onrecord_fault_set(onrecord_fault kind, long at) {
  fault_kind = kind;
  fault_at = at;
  fault_count = 0;
}

long onrecord_fault_calls(void) { return fault_count; }

static int fails(const checked_file *file, onrecord_fault kind) {
  return fault_kind == kind && file->can_fail && ++fault_count == fault_at;
}

void onrecord_checksum(const unsigned char *bytes, int size, uint32_t number, unsigned char sum[ONRECORD_CHECKSUM_BYTES]) {
  uint32_t first = number, second = 0, words[2];
  for (int place = 0; place + 8 <= size; place += 8) {
    memcpy(words, bytes + place, 8);
    first += words[0] + second;
    second += words[1] + first;
  }
  memcpy(sum, &first, 4);
  memcpy(sum + 4, &second, 4);
}

// Whether a read or write of this size and place is one of a whole page.
static int is_page(int size, sqlite3_int64 offset) { return size >= 512 && (size & (size - 1)) == 0 && offset % size == 0; }

static int checked_close(sqlite3_file *file) {
  sqlite3_free(((checked_file *)file)->page);
  return real(file)->pMethods->xClose(real(file));
}

// Byte 20 of a database is the number of bytes that each page reserves, bytes 16 and 17 are the page's size (1 is 65536). SQLite reads the
// header first of all, and writes the first page of a new database before the others.
static void read_header(checked_file *file, const unsigned char *bytes, int size, sqlite3_int64 offset) {
  if (!file->is_database || offset != 0 || size < 100) return;
  file->has_checksums = bytes[20] == ONRECORD_CHECKSUM_BYTES;
  file->page_size = bytes[16] << 8 | bytes[17];
  if (file->page_size == 1) file->page_size = 65536;
}

static int make_room(checked_file *file, int size) {
  if (file->room >= size) return SQLITE_OK;
  unsigned char *larger = sqlite3_realloc(file->page, size);
  if (!larger) return SQLITE_IOERR_NOMEM;
  file->page = larger;
  file->room = size;
  return SQLITE_OK;
}

// Pages that were never written, holes of the file, are zeros and have no checksum.
static int is_hole(const unsigned char *page, int size) { return page[0] == 0 && memcmp(page, page + 1, size - 1) == 0; }

static int verify(const unsigned char *page, int size, sqlite3_int64 offset) {
  unsigned char sum[ONRECORD_CHECKSUM_BYTES];
  onrecord_checksum(page, size - ONRECORD_CHECKSUM_BYTES, (uint32_t)(offset / size), sum);
  if (memcmp(page + size - ONRECORD_CHECKSUM_BYTES, sum, sizeof sum) == 0) return SQLITE_OK;
  return is_hole(page, size) ? SQLITE_OK : SQLITE_IOERR_DATA;
}

static int read_real(checked_file *own, void *bytes, int size, sqlite3_int64 offset) {
  sqlite3_file *file = real(&own->base);
  if (!fails(own, ONRECORD_FAULT_SHORT_READ)) return file->pMethods->xRead(file, bytes, size, offset);
  int code = file->pMethods->xRead(file, bytes, size / 2, offset);
  memset((unsigned char *)bytes + size / 2, 0, size - size / 2);
  return code == SQLITE_OK ? SQLITE_IOERR_SHORT_READ : code;
}

// What a short read of a database means. SQLite takes one for the end of the file and goes on with zeros. That is right only where the file
// ends before this place; inside of the file, bytes are missing that it should hold.
static int missing(checked_file *own, int size, sqlite3_int64 offset) {
  sqlite3_int64 end = 0;
  int code = real(&own->base)->pMethods->xFileSize(real(&own->base), &end);
  if (code != SQLITE_OK) return code;
  if (offset >= end) return SQLITE_IOERR_SHORT_READ;
  return offset + size <= end ? SQLITE_IOERR_READ : SQLITE_IOERR_DATA;
}

// Overflow pages may be read without their last bytes: the page is read whole, verified, and the part handed out.
static int read_part(checked_file *own, void *bytes, int size, sqlite3_int64 offset) {
  sqlite3_int64 start = offset - offset % own->page_size;
  int code = make_room(own, own->page_size);
  if (code == SQLITE_OK) code = read_real(own, own->page, own->page_size, start);
  if (code == SQLITE_OK) code = verify(own->page, own->page_size, start);
  if (code == SQLITE_OK) memcpy(bytes, own->page + (offset - start), size);
  return code;
}

static int checked_read(sqlite3_file *file, void *bytes, int size, sqlite3_int64 offset) {
  checked_file *own = (checked_file *)file;
  if (fails(own, ONRECORD_FAULT_READ)) return SQLITE_IOERR_READ;
  int is_part = own->has_checksums && !is_page(size, offset) && own->page_size >= 512 && offset >= own->page_size;
  if (is_part && offset % own->page_size + size <= own->page_size) return read_part(own, bytes, size, offset);
  int code = read_real(own, bytes, size, offset);
  if (code == SQLITE_IOERR_SHORT_READ && own->is_database) return missing(own, size, offset);
  if (code != SQLITE_OK) return code;
  read_header(own, bytes, size, offset);
  return own->has_checksums && is_page(size, offset) ? verify(bytes, size, offset) : code;
}

static int checked_write(sqlite3_file *file, const void *bytes, int size, sqlite3_int64 offset) {
  checked_file *own = (checked_file *)file;
  if (fails(own, ONRECORD_FAULT_WRITE)) return SQLITE_IOERR_WRITE;
  read_header(own, bytes, size, offset);
  if (own->has_checksums && is_page(size, offset)) {
    int code = make_room(own, size);
    if (code != SQLITE_OK) return code;
    memcpy(own->page, bytes, size - ONRECORD_CHECKSUM_BYTES);
    onrecord_checksum(
      own->page, size - ONRECORD_CHECKSUM_BYTES, (uint32_t)(offset / size), own->page + size - ONRECORD_CHECKSUM_BYTES);
    bytes = own->page;
  }
  if (fails(own, ONRECORD_FAULT_SHORT_WRITE)) {
    real(file)->pMethods->xWrite(real(file), bytes, size / 2, offset);
    return SQLITE_FULL;
  }
  return real(file)->pMethods->xWrite(real(file), bytes, size, offset);
}

static int checked_sync(sqlite3_file *file, int flags) {
  if (fails((checked_file *)file, ONRECORD_FAULT_SYNC)) return SQLITE_IOERR_FSYNC;
  return real(file)->pMethods->xSync(real(file), flags);
}

static int checked_truncate(sqlite3_file *file, sqlite3_int64 size) { return real(file)->pMethods->xTruncate(real(file), size); }
static int checked_size(sqlite3_file *file, sqlite3_int64 *size) { return real(file)->pMethods->xFileSize(real(file), size); }
static int checked_lock(sqlite3_file *file, int level) { return real(file)->pMethods->xLock(real(file), level); }
static int checked_unlock(sqlite3_file *file, int level) { return real(file)->pMethods->xUnlock(real(file), level); }
static int checked_reserved(sqlite3_file *file, int *is) { return real(file)->pMethods->xCheckReservedLock(real(file), is); }
static int checked_control(sqlite3_file *file, int what, void *value) {
  return real(file)->pMethods->xFileControl(real(file), what, value);
}
static int checked_sector(sqlite3_file *file) { return real(file)->pMethods->xSectorSize(real(file)); }
// A power cut can tear a page, whatever the disk promises: the real file's own word is passed on.
static int checked_device(sqlite3_file *file) { return real(file)->pMethods->xDeviceCharacteristics(real(file)); }
static int checked_map(sqlite3_file *file, int region, int size, int extend, void volatile **memory) {
  return real(file)->pMethods->xShmMap(real(file), region, size, extend, memory);
}
static int checked_shared_lock(sqlite3_file *file, int offset, int count, int flags) {
  return real(file)->pMethods->xShmLock(real(file), offset, count, flags);
}
static void checked_barrier(sqlite3_file *file) { real(file)->pMethods->xShmBarrier(real(file)); }
static int checked_unmap(sqlite3_file *file, int remove) { return real(file)->pMethods->xShmUnmap(real(file), remove); }

// Version 2: with shared memory for the write-ahead log, without mapped pages, which would come unchecked.
static const sqlite3_io_methods methods = {
  2, checked_close, checked_read, checked_write, checked_truncate, checked_sync, checked_size, checked_lock, checked_unlock,
  checked_reserved, checked_control, checked_sector, checked_device, checked_map, checked_shared_lock, checked_barrier, checked_unmap,
  0, 0,
};

static sqlite3_vfs checked;
static sqlite3_vfs *usual(void) { return (sqlite3_vfs *)checked.pAppData; }

static int checked_open(sqlite3_vfs *system, const char *name, sqlite3_file *file, int flags, int *out) {
  (void)system;
  checked_file *own = (checked_file *)file;
  memset(own, 0, sizeof *own);
  own->is_database = (flags & SQLITE_OPEN_MAIN_DB) != 0;
  own->can_fail = name && strstr(name, ".faulty") != 0;
  int code = usual()->xOpen(usual(), name, real(file), flags, out);
  file->pMethods = code == SQLITE_OK ? &methods : 0;
  return code;
}

int onrecord_checksum_register(void) {
  sqlite3_mutex *lock = sqlite3_mutex_alloc(SQLITE_MUTEX_STATIC_APP1);
  sqlite3_mutex_enter(lock);
  int code = SQLITE_OK;
  if (!checked.zName) {
    sqlite3_vfs *found = sqlite3_vfs_find(0);
    if (found) {
      checked = *found;
      checked.pNext = 0;
      checked.pAppData = found;
      checked.zName = "onrecord-checksum";
      checked.szOsFile = (int)sizeof(checked_file) + found->szOsFile;
      checked.xOpen = checked_open;
      code = sqlite3_vfs_register(&checked, 0);
    } else {
      code = SQLITE_ERROR;
    }
  }
  sqlite3_mutex_leave(lock);
  return code;
}

int onrecord_sqlite3_defensive(sqlite3 *database) { return sqlite3_db_config(database, SQLITE_DBCONFIG_DEFENSIVE, 1, (int *)0); }

int onrecord_sqlite3_reserve(sqlite3 *database) {
  int bytes = ONRECORD_CHECKSUM_BYTES;
  return sqlite3_file_control(database, "main", SQLITE_FCNTL_RESERVE_BYTES, &bytes);
}

int onrecord_sqlite3_reserved(sqlite3 *database) {
  int bytes = -1;
  return sqlite3_file_control(database, "main", SQLITE_FCNTL_RESERVE_BYTES, &bytes) == SQLITE_OK ? bytes : -1;
}
