#include "late_binding.h"

// Within this program alone: the library's own calls of its functions are not led through here.
#pragma GCC visibility push(hidden)
#include "shim.h"
#pragma GCC visibility pop

static onrecord_late_library library = {"libxlsxwriter.so.4", "libxlsxwriter.so", "libxlsxwriter4", 0};

const char *onrecord_xlsx_problem(void) { return onrecord_late_problem(&library); }

ONRECORD_LATE(lxw_workbook *, workbook_new_opt, (const char *path, lxw_workbook_options *options), path, options)
ONRECORD_LATE(lxw_error, workbook_set_properties, (lxw_workbook *workbook, lxw_doc_properties *properties), workbook, properties)
ONRECORD_LATE(lxw_format *, workbook_add_format, (lxw_workbook *workbook), workbook)
ONRECORD_LATE(lxw_worksheet *, workbook_add_worksheet, (lxw_workbook *workbook, const char *name), workbook, name)
ONRECORD_LATE(lxw_error, workbook_close, (lxw_workbook *workbook), workbook)
ONRECORD_LATE(void, format_set_bold, (lxw_format *format), format)
ONRECORD_LATE(void, format_set_num_format, (lxw_format *format, const char *shape), format, shape)
ONRECORD_LATE(void, worksheet_freeze_panes, (lxw_worksheet *sheet, lxw_row_t row, lxw_col_t column), sheet, row, column)
ONRECORD_LATE(
  lxw_error, worksheet_set_column, (lxw_worksheet *sheet, lxw_col_t first, lxw_col_t last, double width, lxw_format *format), sheet, first,
  last, width, format)
ONRECORD_LATE(
  lxw_error, worksheet_write_boolean, (lxw_worksheet *sheet, lxw_row_t row, lxw_col_t column, int value, lxw_format *format), sheet, row,
  column, value, format)
ONRECORD_LATE(
  lxw_error, worksheet_write_number, (lxw_worksheet *sheet, lxw_row_t row, lxw_col_t column, double value, lxw_format *format), sheet, row,
  column, value, format)
ONRECORD_LATE(
  lxw_error, worksheet_write_string, (lxw_worksheet *sheet, lxw_row_t row, lxw_col_t column, const char *text, lxw_format *format), sheet,
  row, column, text, format)
ONRECORD_LATE(char *, lxw_strerror, (lxw_error error), error)
