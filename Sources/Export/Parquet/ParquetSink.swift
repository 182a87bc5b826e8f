/// Writes Apache Parquet: every column is optional and typed, with one page per column and row group, compressed with gzip.
///
/// A row group ends at 100,000 rows or 16 MiB of values, so that memory is bounded however long the table is.
final class ParquetSink: RowSink {
  private struct Chunk {
    var offset: Int64
    var plainSize: Int64
    var packedSize: Int64
  }

  private struct Group {
    var chunks: [Chunk]
    var rows: Int64
  }

  private let output: ByteOutput
  private var table: Table?
  private var columns: [ParquetColumn] = []
  private var groups: [Group] = []
  private var rows: Int64 = 0
  private var offset: Int64 = 0
  private static let mostRows: Int64 = 100_000
  private static let mostBytes = 16 << 20
  private static let magic = Array("PAR1".utf8)

  init(_ output: @escaping ByteOutput) { self.output = output }

  func begin(_ table: Table) throws {
    self.table = table
    columns = table.columns.map { ParquetColumn($0) }
    try write(Self.magic)
  }

  func row(_ cells: [Cell]) throws {
    precondition(cells.count == columns.count, "a row has as many cells as the table has columns")
    for index in columns.indices { columns[index].take(cells[index]) }
    rows += 1
    if rows & 255 == 0, rows >= Self.mostRows || columns.reduce(0, { $0 + $1.size }) >= Self.mostBytes { try endGroup() }
  }

  func finish() throws {
    if rows > 0 { try endGroup() }
    let footer = footer()
    let size = UInt32(clamping: footer.count)
    try write(footer + (0..<4).map { UInt8(truncatingIfNeeded: size >> UInt32($0 * 8)) } + Self.magic)
  }

  func close() throws {}

  private func write(_ bytes: [UInt8]) throws {
    offset += Int64(bytes.count)
    try output(bytes)
  }

  private func endGroup() throws {
    var group = Group(chunks: [], rows: rows)
    for index in columns.indices {
      let page = columns[index].takePage()
      let packed = try Gzip.compress(page)
      var header = ThriftWriter()
      header.structure { header in
        header.field(1, 0)  // data page
        header.field(2, Int32(clamping: page.count))
        header.field(3, Int32(clamping: packed.count))
        header.field(5) { data in
          data.field(1, Int32(clamping: rows))
          data.field(2, 0)  // PLAIN
          data.field(3, 3)  // RLE
          data.field(4, 3)
        }
      }
      let start = offset
      let head = Int64(header.bytes.count)
      try write(header.bytes)
      try write(packed)
      group.chunks.append(Chunk(offset: start, plainSize: head + Int64(page.count), packedSize: head + Int64(packed.count)))
    }
    groups.append(group)
    rows = 0
  }

  private func footer() -> [UInt8] {
    var writer = ThriftWriter()
    writer.structure { file in
      file.field(1, 1)
      file.list(2, .structure, [-1] + Array(columns.indices)) { writer, index in
        guard index >= 0 else {
          return writer.structure { root in
            root.field(4, "schema")
            root.field(5, Int32(columns.count))
          }
        }
        columns[index].writeSchema(&writer)
      }
      file.field(3, long: groups.reduce(0) { $0 + $1.rows })
      file.list(4, .structure, groups) { writer, group in self.write(group, &writer) }
      file.list(5, .structure, [table].compactMap { $0 }) { writer, table in
        writer.structure { pair in
          pair.field(1, "onrecord.table")
          pair.field(2, table.name)
        }
      }
      file.field(6, "onrecord")
    }
    return writer.bytes
  }

  private func write(_ group: Group, _ writer: inout ThriftWriter) {
    writer.structure { writer in
      writer.list(1, .structure, Array(zip(columns, group.chunks))) { writer, pair in
        let (column, chunk) = pair
        writer.structure { entry in
          entry.field(2, long: chunk.offset)
          entry.field(3) { data in
            data.field(1, column.physical.rawValue)
            data.list(2, .int32, [0, 3]) { $0.zigzag($1) }
            data.list(3, .binary, [column.name]) { $0.binary($1) }
            data.field(4, 2)  // gzip
            data.field(5, long: group.rows)
            data.field(6, long: chunk.plainSize)
            data.field(7, long: chunk.packedSize)
            data.field(9, long: chunk.offset)
          }
        }
      }
      writer.field(2, long: group.chunks.reduce(0) { $0 + $1.plainSize })
      writer.field(3, long: group.rows)
    }
  }
}
