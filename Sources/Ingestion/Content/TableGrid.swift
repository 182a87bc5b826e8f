/// Places the cells of a table in its grid with HTML's algorithm for forming a table (HTML Standard, 4.9.12); rows are counted across row
/// groups.
enum TableGrid {
  /// A cell's place.
  struct Place: Sendable, Equatable {
    /// Its first row and column, from 0.
    var row: Int
    var column: Int
    /// How many rows and columns it covers.
    var rowSpan: Int
    var columnSpan: Int
    /// A `th`, or a cell of `thead`.
    var isHeader: Bool
  }

  /// The widest table: no table in news has more columns, so a larger `colspan` is a mistake or an attack.
  private static let widest = 256
  /// The most rows that one cell may span (the standard's own limit).
  private static let tallest = 65534

  /// The places of a table's cells, by node. Cells of nested tables are not included.
  static func places(_ tree: HTMLTree, _ table: Int) -> [Int: Place] {
    var places: [Int: Place] = [:]
    // For each column, the first row in which it is free.
    var free: [Int] = []
    var (row, column) = (-1, 0)
    var head = table
    var node = table + 1
    while node < Int(tree.ends[table]) {
      switch tree.tags[node] {
      case .table:
        node = Int(tree.ends[node])
        continue
      case .thead: head = Int(tree.ends[node])
      case .tr:
        row += 1
        column = 0
      case .td,
        .th where row >= 0:
        while column < free.count, free[column] > row { column += 1 }
        guard column < widest else { break }
        let width = min(span(tree, node, .colspan, least: 1, most: widest), widest - column)
        // 0 means up to the end of the row group.
        let height = span(tree, node, .rowspan, least: 0, most: tallest)
        let rows = height == 0 ? tallest : height
        places[node] = Place(row: row, column: column, rowSpan: rows, columnSpan: width, isHeader: tree.tags[node] == .th || node < head)
        while free.count < column + width { free.append(0) }
        for covered in column..<column + width { free[covered] = row + rows }
        column += width
      default: break
      }
      node += 1
    }
    return places
  }

  private static func span(_ tree: HTMLTree, _ node: Int, _ name: HTMLAttribute, least: Int, most: Int) -> Int {
    guard let range = tree.valueRange(node, name) else { return 1 }
    var value = 0, digits = 0
    for byte in tree.values[range].drop(while: { $0 <= 32 }) {
      guard byte &- 48 < 10 else { break }
      value = min(most, value * 10 + Int(byte - 48))
      digits += 1
    }
    return digits == 0 || value < least ? 1 : value
  }
}
