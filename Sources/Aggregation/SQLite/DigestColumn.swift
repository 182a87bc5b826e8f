/// Digests in a column.
extension RecordCoding {
  /// A digest of 64 hexadecimal digits is stored in half as many bytes; any other text stays as it is.
  static func digest(_ text: String) -> SQLiteValue {
    func digit(_ byte: UInt8) -> UInt8? {
      switch byte {
      case 0x30...0x39: byte - 0x30
      case 0x61...0x66: byte - 0x57
      default: nil
      }
    }
    let digits = text.utf8.compactMap(digit)
    guard digits.count == 64, text.utf8.count == 64 else { return .text(text) }
    return .blob(stride(from: 0, to: 64, by: 2).map { digits[$0] << 4 | digits[$0 + 1] })
  }

  /// A digest as it was given.
  static func digest(_ row: borrowing SQLiteStatement, _ column: Int32) -> String {
    guard row.isBlob(column) else { return row.text(column) }
    let digits = Array("0123456789abcdef".utf8)
    return String(decoding: row.blob(column).flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
  }
}
