/// Receives the bytes of an export as they are written.
public typealias ByteOutput = (_ bytes: [UInt8]) throws -> Void

/// Writes tables in one format: `begin`, each `row` and `finish` for each table, then `close` at the very end.
///
/// A sink holds a bounded number of rows at any time. The same tables and rows always give the same bytes.
public protocol RowSink: AnyObject {
  /// Begins a table. Only a format that ``ExportFormat/holdsManyTables`` may begin a second one.
  func begin(_ table: Table) throws
  /// Writes a row; its cells are in the order of the columns.
  func row(_ cells: [Cell]) throws
  /// Ends the table.
  func finish() throws
  /// Ends the export: everything has been written when it returns.
  func close() throws
}

/// Why an export could not be written.
public struct ExportError: Error, Sendable, CustomStringConvertible {
  /// What went wrong, in words for a person.
  public let description: String

  /// Makes an error.
  public init(_ description: String) { self.description = description }
}

/// Collects bytes and passes them on in blocks of 64 KiB.
final class BlockWriter {
  var bytes: [UInt8] = []
  private let output: ByteOutput
  private static let size = 1 << 16

  init(_ output: @escaping ByteOutput) {
    self.output = output
    bytes.reserveCapacity(Self.size + 4096)
  }

  /// Passes on what has been collected if it is a block or more.
  func passOn() throws { if bytes.count >= Self.size { try flush() } }

  /// Passes on what has been collected.
  func flush() throws {
    guard !bytes.isEmpty else { return }
    try output(bytes)
    bytes.removeAll(keepingCapacity: true)
  }
}
