#include <xlsxwriter.h>

// Why the library cannot be used on this machine; NULL where it can.
const char *onrecord_xlsx_problem(void);
