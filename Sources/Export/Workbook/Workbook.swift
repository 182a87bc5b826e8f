internal import CXlsxWriter

/// An Excel workbook that is being written by libxlsxwriter in its constant-memory mode. The only owner of a `lxw_workbook*`.
@safe final class Workbook {
  private let workbook: UnsafeMutablePointer<lxw_workbook>
  private var sheet: UnsafeMutablePointer<lxw_worksheet>?
  private let formats: [Style: UnsafeMutablePointer<lxw_format>]
  private var isClosed = false
  private let path: String

  /// How a cell is shown.
  enum Style: CaseIterable {
    case header, day, instant
  }

  /// The most rows of a sheet.
  static let mostRows = 1_048_576
  /// The most characters of a cell, with a little to spare.
  private static let mostCharacters = 32_000

  init(path: String) throws(ExportError) {
    if let problem = unsafe onrecord_xlsx_problem() { throw ExportError("no workbook can be written: \(unsafe String(cString: problem))") }
    var options = unsafe lxw_workbook_options()
    unsafe options.constant_memory = 1
    unsafe options.use_zip64 = 1
    guard let workbook = unsafe workbook_new_opt(path, &options) else { throw ExportError("\(path) cannot be written") }
    unsafe self.workbook = workbook
    self.path = path
    var properties = unsafe lxw_doc_properties()
    // A fixed time, so that the same rows give the same bytes.
    unsafe properties.created = 946_684_800
    _ = unsafe workbook_set_properties(workbook, &properties)
    var formats: [Style: UnsafeMutablePointer<lxw_format>] = unsafe [:]
    for style in Style.allCases {
      guard let format = unsafe workbook_add_format(workbook) else { continue }
      switch style {
      case .header: unsafe format_set_bold(format)
      case .day: unsafe format_set_num_format(format, "yyyy-mm-dd")
      case .instant: unsafe format_set_num_format(format, "yyyy-mm-dd hh:mm:ss")
      }
      unsafe formats[style] = format
    }
    unsafe self.formats = formats
  }

  deinit { if !isClosed { _ = unsafe workbook_close(workbook) } }

  /// Begins a sheet; its first row is frozen.
  func beginSheet(_ name: String) throws(ExportError) {
    guard let sheet = unsafe workbook_add_worksheet(workbook, name) else { throw ExportError("the sheet \(name) cannot be made") }
    unsafe worksheet_freeze_panes(sheet, 1, 0)
    unsafe self.sheet = sheet
  }

  /// Sets a column's width in characters.
  func setWidth(_ column: Int, _ width: Double) {
    _ = unsafe worksheet_set_column(sheet, lxw_col_t(column), lxw_col_t(column), width, nil)
  }

  func write(_ text: String, row: Int, column: Int, _ style: Style? = nil) throws(ExportError) {
    var text = text
    if text.utf8.count > Self.mostCharacters, text.unicodeScalars.count > Self.mostCharacters {
      text = String(String.UnicodeScalarView(text.unicodeScalars.prefix(Self.mostCharacters - 1))) + "\u{2026}"
    }
    let format = unsafe style.flatMap { unsafe formats[$0] }
    try check(unsafe worksheet_write_string(sheet, UInt32(row), UInt16(column), text, format))
  }

  func write(_ number: Double, row: Int, column: Int, _ style: Style? = nil) throws(ExportError) {
    let format = unsafe style.flatMap { unsafe formats[$0] }
    try check(unsafe worksheet_write_number(sheet, UInt32(row), UInt16(column), number, format))
  }

  func write(_ value: Bool, row: Int, column: Int) throws(ExportError) {
    try check(unsafe worksheet_write_boolean(sheet, UInt32(row), UInt16(column), value ? 1 : 0, nil))
  }

  /// Finishes and zips the file.
  func close() throws(ExportError) {
    guard !isClosed else { return }
    isClosed = true
    try check(unsafe workbook_close(workbook))
  }

  private func check(_ code: lxw_error) throws(ExportError) {
    guard code == LXW_NO_ERROR else { throw ExportError("\(path): \(unsafe String(cString: lxw_strerror(code)))") }
  }
}
