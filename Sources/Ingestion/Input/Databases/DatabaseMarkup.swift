/// The HTML in which news databases export articles, several in one page. Read as lines, it is one of the formats of their text exports.
enum DatabaseMarkup {
  /// Names at the beginning of such a page.
  private static let signs = ["Factiva", "factiva", "DOCFULL", "DOCUMENTS", "Nexis", "ProQuest", "DocPublicationName"].map {
    Array($0.utf8)
  }
  /// How long an export's markup may take to parse.
  private static let timeLimit = Duration.seconds(60)

  /// Whether a page may be an export, judging by its first bytes; only its lines decide.
  static func isLikely(_ first: ArraySlice<UInt8>) -> Bool {
    first.indices.contains { place in
      beginnings.contains(first[place]) && signs.contains { first[place...].starts(with: $0) }
    }
  }

  private static let beginnings = signs.compactMap(\.first)

  /// A page's tree.
  static func tree(_ bytes: [UInt8]) -> HTMLTree {
    PageParser.parse(EncodingSniffer.decode(bytes, contentType: nil).utf8, limit: timeLimit).tree
  }

  /// The lines of some nodes as a reader sees them; the cells of a row are in one line, separated by tabs.
  /// - Parameter showsRules: whether a rule (`hr`) is a line of underscores, as in exports as text.
  static func lines(_ tree: HTMLTree, _ nodes: Range<Int>, showsRules: Bool = false) -> [UInt8] {
    var out: [UInt8] = []
    var ends: [Int32] = []
    var space = false
    var row: Int32 = -1
    func endLine() {
      space = false
      if let last = out.last, last != 10, last != 9 { out.append(10) }
    }
    for node in nodes {
      while let end = ends.last, Int(end) <= node {
        ends.removeLast()
        endLine()
      }
      let tag = tree.tags[node]
      switch tag {
      case .text:
        if tree.nearest(node, in: [.head]) != nil { continue }
        for byte in tree.text[tree.textRange(node)] {
          if byte <= 32 {
            space = true
            continue
          }
          if space, let last = out.last, last > 32 { out.append(32) }
          space = false
          out.append(byte)
        }
      case .td, .th:
        // The first cell of a row begins a line.
        if tree.parents[node] == row {
          while out.last == 10 { out.removeLast() }
          // "HD&nbsp;"
          while out.suffix(2).elementsEqual([0xC2, 0xA0]) { out.removeLast(2) }
          out.append(9)
        } else {
          endLine()
        }
        row = tree.parents[node]
        space = false
      case .br: endLine()
      case .hr:
        endLine()
        if showsRules { out += Array(repeating: UInt8(ascii: "_"), count: 40) + [10] }
      default:
        if TagSet.block.contains(tag) {
          endLine()
          ends.append(tree.ends[node])
        }
      }
    }
    return out
  }
}

/// A page that may be an export: its articles, or else the page itself.
final class DatabasePage: PageStream {
  private let page: SinglePage
  private let name: String
  private let source: String?
  private var documents: [RawPage]?

  init(_ input: BufferedInput, name: String, source: String?, limits: InputLimits) {
    page = SinglePage(input, name: name, source: source, isText: false, limits: limits)
    self.name = name
    self.source = source
  }

  func next() -> Result<RawPage, IngestionError>? {
    if documents != nil { return documents?.popLast().map { .success($0) } }
    documents = []
    let result = page.next()
    guard case .success(let whole)? = result else { return result }
    let found = Self.documents(DatabaseMarkup.tree(whole.bytes))
    if found.isEmpty { return result }
    documents = found.enumerated().map { $0.element.page($0.offset + 1, name: name, source: source) }.reversed()
    return documents?.popLast().map { .success($0) }
  }

  private static func documents(_ tree: HTMLTree) -> [DatabaseDocument] {
    let marked = EuropressePage.documents(tree)
    if !marked.isEmpty { return marked }
    let lines = DatabaseMarkup.lines(tree, 0..<tree.count)
    guard let form = DatabaseForm(lines[...]) else { return [] }
    let parser = DatabaseParser(form: form, linesAreParagraphs: true)
    return parser.documents(form == .proquest ? DatabaseMarkup.lines(tree, 0..<tree.count, showsRules: true) : lines)
  }
}
