internal import Record

/// Writes the body of a `_bulk` request of OpenSearch or Elasticsearch (NDJSON): for each row a line that names the index and the
/// document's id, then the row in the form of JSON Lines.
///
/// The id is the row's own and the action is `index`, so a row that is sent twice is stored once.
final class BulkSink: RowSink {
  private let block: BlockWriter
  private var columns: [Column] = []
  private var index = ""

  init(_ output: @escaping ByteOutput) { block = BlockWriter(output) }

  func begin(_ table: Table) throws {
    columns = table.columns
    index = BulkMapping.index(of: table)
  }

  func row(_ cells: [Cell]) throws {
    guard let first = cells.first, let id = first.plainText else { throw ExportError("a row of \(index) has no id") }
    var writer = JSONWriter()
    writer.object { writer in
      writer.key("index")
      writer.object { writer in
        writer.key("_index")
        writer.string(index)
        writer.key("_id")
        writer.string(id)
      }
    }
    block.bytes.append(contentsOf: writer.bytes)
    block.bytes.append(0x0A)
    JSONLinesSink.append(cells, columns, to: &block.bytes)
    try block.passOn()
  }

  func finish() throws {}
  func close() throws { try block.flush() }
}

/// The settings and the mapping with which an index of OpenSearch or Elasticsearch is created before a table's rows are sent.
public enum BulkMapping {
  /// The name of a table's index in the search engine.
  public static func index(of table: Table) -> String { "onrecord-" + table.name }

  /// The body of the request that creates the index.
  ///
  /// Ids are keywords. Every other text can be searched by its words in English, and as a whole under `.keyword`, which is used for
  /// counting and sorting. Texts of more than 8,191 characters have no `.keyword`, because Lucene takes no longer term.
  public static func json(of table: Table) -> [UInt8] {
    let ids = Set(["id"] + table.references.map(\.column))
    var writer = JSONWriter()
    func pair(_ writer: inout JSONWriter, _ key: String, _ text: String) {
      writer.key(key)
      writer.string(text)
    }
    func mapping(_ writer: inout JSONWriter, of column: Column) {
      switch column.kind {
      case .string where ids.contains(column.name): pair(&writer, "type", "keyword")
      case .string, .array:
        pair(&writer, "type", "text")
        pair(&writer, "analyzer", "english")
        writer.key("fields")
        writer.object { writer in
          writer.key("keyword")
          writer.object { writer in
            pair(&writer, "type", "keyword")
            writer.key("ignore_above")
            writer.number(8191)
          }
        }
      case .integer: pair(&writer, "type", "long")
      case .number: pair(&writer, "type", "double")
      case .boolean: pair(&writer, "type", "boolean")
      case .date:
        pair(&writer, "type", "date")
        pair(&writer, "format", "strict_date")
      case .datetime:
        pair(&writer, "type", "date")
        pair(&writer, "format", "strict_date_optional_time_nanos")
      }
    }
    writer.object { writer in
      writer.key("mappings")
      writer.object { writer in
        pair(&writer, "dynamic", "strict")
        writer.key("properties")
        writer.object { writer in
          for column in table.columns {
            writer.key(column.name)
            writer.object { mapping(&$0, of: column) }
          }
        }
      }
    }
    return writer.bytes + [0x0A]
  }
}
