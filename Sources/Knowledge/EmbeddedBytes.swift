internal import CKnowledge

/// A file of `CKnowledge` (a lexicon, a model, the notice) as it stands in the binary.
///
/// The bytes are constant data of the program, so they live as long as it does; this file is the only one that sees
/// their pointer.
package struct EmbeddedBytes: Sendable {
  /// The file's name: `titles.tsv`, `quotes.bin`.
  package let name: String
  /// Number of bytes.
  package let count: Int
  private let address: UInt

  /// The embedded file of that name, or `nil` where there is none.
  package init?(named name: String) {
    for file in Self.all where file.name == name {
      self = file
      return
    }
    return nil
  }

  private init(name: String, address: UInt, count: Int) {
    self.name = name
    self.address = address
    self.count = count
  }

  /// Every embedded file, area by area.
  package static let all: [EmbeddedBytes] = {
    var files: [EmbeddedBytes] = []
    var count: UInt = 0
    unsafe append(onrecord_embedded_ingestion(&count), count, to: &files)
    unsafe append(onrecord_embedded_linguistics(&count), count, to: &files)
    unsafe append(onrecord_embedded_officials(&count), count, to: &files)
    unsafe append(onrecord_embedded_quotes(&count), count, to: &files)
    unsafe append(onrecord_embedded_figures(&count), count, to: &files)
    return files
  }()

  /// The attributions that the data's licences ask for, as text.
  package static let notice: String = {
    var files: [EmbeddedBytes] = []
    var count: UInt = 0
    unsafe append(onrecord_embedded_notice(&count), count, to: &files)
    return files.first.map { String(decoding: $0.bytes, as: UTF8.self) } ?? ""
  }()

  private static func append(_ table: UnsafePointer<onrecord_embedded>?, _ count: UInt, to files: inout [EmbeddedBytes]) {
    guard let table = unsafe table else { return }
    for index in 0..<Int(count) {
      let row = unsafe table[index]
      guard let name = unsafe row.name, let bytes = unsafe row.bytes else { continue }
      unsafe files.append(EmbeddedBytes(name: String(cString: name), address: UInt(bitPattern: bytes), count: Int(row.count)))
    }
  }

  /// The byte at `index`; traps outside of `0 ..< count`.
  package subscript(index: Int) -> UInt8 {
    precondition(index >= 0 && index < count, "outside of \(name)")
    guard let base = unsafe UnsafePointer<UInt8>(bitPattern: address) else { return 0 }
    return unsafe base[index]
  }

  /// A copy of the bytes.
  package var bytes: [UInt8] {
    guard let base = unsafe UnsafePointer<UInt8>(bitPattern: address) else { return [] }
    return unsafe [UInt8](UnsafeBufferPointer(start: base, count: count))
  }
}
