internal import Record

/// Reads the paragraphs of a part of the page in the form in which a reader sees them.
struct BlockReader {
  let page: PageAnalysis
  let pruned: [Bool]
  let root: Int
  private var blocks: [ContentBlock] = []
  private var text: [UInt8] = []
  private var owner = -1
  private var firstNode = 0
  private var linkLength = 0
  private var links = 0
  private var emphasis = 0
  private var lastLink = -1
  private var breaks = 0
  private var space = false
  private var isCut = false
  /// Tables that hold data rather than the page's layout, and where their cells are.
  private var dataTables: [Int: [Int: TableGrid.Place]] = [:]
  /// The cells of the row that is being read: their nodes, and where their words begin and end in the row.
  private var cells: [(node: Int, range: ByteRange)] = []

  init(_ page: PageAnalysis, pruned: [Bool], root: Int) {
    self.page = page
    self.pruned = pruned
    self.root = root
  }

  /// The blocks under `root`, in order.
  static func blocks(_ page: PageAnalysis, pruned: [Bool], root: Int) -> [ContentBlock] {
    var reader = BlockReader(page, pruned: pruned, root: root)
    reader.run(root..<Int(page.tree.ends[root]))
    return reader.blocks
  }

  /// The blocks under several elements, none of which is inside another.
  static func blocks(_ page: PageAnalysis, pruned: [Bool], roots: [Int]) -> [ContentBlock] {
    roots.flatMap { blocks(page, pruned: pruned, root: $0) }
  }

  /// The blocks among some nodes under `root`.
  static func blocks(_ page: PageAnalysis, pruned: [Bool], root: Int, among nodes: Range<Int>) -> [ContentBlock] {
    var reader = BlockReader(page, pruned: pruned, root: root)
    reader.run(nodes)
    return reader.blocks
  }

  private mutating func run(_ nodes: Range<Int>) {
    let tree = page.tree
    let end = nodes.upperBound
    for table in nodes where tree.tags[table] == .table && isData(table) {
      dataTables[table] = TableGrid.places(tree, table)
    }
    var node = nodes.lowerBound
    while node < end {
      if pruned[node] {
        if TagSet.block.contains(tree.tags[node]) { endBlock() }
        node = Int(tree.ends[node])
        continue
      }
      let tag = tree.tags[node]
      if tag == .text {
        add(node)
      } else if tag == .br || page.purposes[node].contains(.lineBreak) {
        breaks += 1
      } else if TagSet.block.contains(tag) {
        startBlock(node, tag)
      }
      node += 1
    }
    endBlock()
  }

  private mutating func startBlock(_ node: Int, _ tag: HTMLTag) {
    if Self.inRow.contains(tag), let row = dataRow(node), row == owner {
      space = true
      return
    }
    endBlock()
  }

  private mutating func add(_ node: Int) {
    let tree = page.tree
    let range = tree.textRange(node)
    if page.ink[node] == 0 {
      if !text.isEmpty { space = true }
      return
    }
    let block = dataRow(Int(page.blocks[node])) ?? Int(page.blocks[node])
    if block != owner || breaks > 1 || breaks == 1 && isWholeParagraph { endBlock() }
    if text.isEmpty {
      owner = block
      firstNode = node
    } else if breaks == 1 {
      space = true
    }
    breaks = 0
    let before = text.count
    if isCut { return }
    tree.append(range, to: &text, &space)
    if text.count > Self.longest { cutOff() }
    if let cell = tree.nearest(node, in: Self.cell, within: owner), !dataTables.isEmpty { addCell(cell, from: before) }
    let added = text.count - before
    if page.inLink[node] {
      linkLength += added
      let link = tree.nearest(node, in: Self.link) ?? -1
      if link != lastLink { links += 1 }
      lastLink = link
    }
    if tree.nearest(node, in: Self.emphasis, within: owner) != nil { emphasis += added }
  }

  /// Records that the text from `before` on belongs to a cell.
  private mutating func addCell(_ cell: Int, from before: Int) {
    var start = before
    // White space, including no-break spaces (U+00A0), separates cells and belongs to none.
    while start < text.count {
      if text[start] == 32 {
        start += 1
      } else if start + 1 < text.count, text[start] == 0xC2, text[start + 1] == 0xA0 {
        start += 2
      } else {
        break
      }
    }
    guard start < text.count else { return }
    if cells.last?.node == cell {
      cells[cells.count - 1].range.end = text.count
    } else {
      cells.append((cell, ByteRange(start, text.count)))
    }
  }

  /// The most bytes of one paragraph. The rest is cut off, because no real text is longer, and later stages read a paragraph as a whole.
  static let longest = 1 << 20

  private mutating func cutOff() {
    isCut = true
    var end = Self.longest
    while end > 0, text[end] & 0xC0 == 0x80 { end -= 1 }
    text.removeSubrange(end...)
  }

  /// Whether what was read up to a single line break is a paragraph of its own: the end of a sentence in text without `<p>`.
  private var isWholeParagraph: Bool {
    guard owner >= 0, text.count >= 60 else { return false }
    let tag = page.tree.tags[owner]
    return tag != .p && tag != .li && !TagSet.heading.contains(tag) && TextShape.endsSentence(text)
  }

  private mutating func endBlock() {
    breaks = 0
    space = false
    defer {
      text.removeAll(keepingCapacity: true)
      cells.removeAll(keepingCapacity: true)
      (linkLength, links, emphasis, lastLink, owner, isCut) = (0, 0, 0, -1, -1, false)
    }
    let cut = trim()
    guard !text.isEmpty else { return }
    // A copy of its own, so that the buffer can be used again.
    var block = ContentBlock(
      kind: kind(of: owner), text: Array(text[...]), node: owner, linkLength: linkLength, links: links, emphasis: emphasis,
      firstNode: firstNode)
    block.isCut = isCut
    if !dataTables.isEmpty { tell(&block, cutOff: cut) }
    blocks.append(block)
  }

  /// Records in a row's or caption's block which table it belongs to.
  /// - Parameter cut: how many bytes at the beginning of what was read are left out.
  private func tell(_ block: inout ContentBlock, cutOff cut: Int) {
    let tree = page.tree
    if let caption = tree.tags[owner] == .figcaption ? owner : tree.nearest(owner, in: Self.figureCaption),
      let table = tree.tableCaptioned(by: caption), dataTables[table] != nil
    {
      block.table = table
      return
    }
    guard let table = tree.nearest(owner, in: Self.table), table >= root, let places = dataTables[table] else {
      // "Source: …" directly below a table belongs to it.
      if let last = blocks.last, !last.cells.isEmpty, TextBuilder.namesSource(block.text) { block.table = last.table }
      return
    }
    if tree.tags[owner] == .caption { block.table = table }
    block.cells = cells.compactMap { cell in
      guard let place = places[cell.node] else { return nil }
      let range = ByteRange(max(0, cell.range.start - cut), min(block.text.count, cell.range.end - cut))
      guard range.start < range.end else { return nil }
      return TableCell(
        range: range, row: place.row, column: place.column, rowSpan: place.rowSpan, columnSpan: place.columnSpan, isHeader: place.isHeader)
    }
    if !block.cells.isEmpty { block.table = table }
  }

  // Removes no-break spaces and zero-width spaces at the ends, which are invisible.
  // - Returns: how many bytes were removed at the beginning.
  private mutating func trim() -> Int {
    while let last = text.last {
      if last <= 32 {
        text.removeLast()
      } else if text.count >= 2, last == 0xA0, text[text.count - 2] == 0xC2 {
        text.removeLast(2)
      } else if text.count >= 3, text[text.count - 3] == 0xE2, text[text.count - 2] == 0x80, (0x80...0x8F).contains(last) {
        text.removeLast(3)
      } else {
        break
      }
    }
    var start = 0
    while start < text.count {
      if text[start] <= 32 {
        start += 1
      } else if start + 1 < text.count, text[start] == 0xC2, text[start + 1] == 0xA0 {
        start += 2
      } else if start + 2 < text.count, text[start] == 0xE2, text[start + 1] == 0x80, (0x80...0x8F).contains(text[start + 2]) {
        start += 3
      } else if start + 2 < text.count, text[start] == 0xEF, text[start + 1] == 0xBB, text[start + 2] == 0xBF {
        start += 3
      } else {
        break
      }
    }
    if start > 0 { text.removeFirst(start) }
    return start
  }

  /// What a block is, judging by the elements around it.
  private func kind(of block: Int) -> ParagraphKind {
    let tree = page.tree
    var node = block
    var isItem = false
    while node >= 0 {
      let tag = tree.tags[node]
      if page.purposes[node].contains(.correction) { return .correction }
      if TagSet.heading.contains(tag) { return .heading }
      if tag == .blockquote || page.purposes[node].contains(.embed) { return .blockquote }
      if tag == .li || tag == .dd || tag == .dt { isItem = true }
      if tag == .tr, dataRow(node) != nil { return isItem ? .listItem : .table }
      if node == root { break }
      node = Int(tree.parents[node])
    }
    return isItem ? .listItem : .paragraph
  }

  /// The table row that a block is part of, if its table holds data rather than the page's layout.
  private func dataRow(_ block: Int) -> Int? {
    if dataTables.isEmpty { return nil }
    var row: Int?
    var node = block
    while node >= root {
      let tag = page.tree.tags[node]
      if tag == .tr, row == nil { row = node }
      if tag == .table { return dataTables[node] == nil ? nil : row }
      node = Int(page.tree.parents[node])
    }
    return nil
  }

  private func isData(_ table: Int) -> Bool {
    let tree = page.tree
    // A data table has rows of several cells, none of them long.
    var widest = 0, cells = 0
    for node in table + 1..<max(table + 1, Int(tree.ends[table])) {
      switch tree.tags[node] {
      case .table: return false
      case .tr: cells = 0
      case .td, .th:
        cells += 1
        widest = max(widest, cells)
        if tree.textRange(node).count > 500 { return false }
      default: break
      }
    }
    return widest > 1
  }

  private static let link: TagSet = [.a]
  private static let cell: TagSet = [.td, .th]
  private static let table: TagSet = [.table]
  private static let figureCaption: TagSet = [.figcaption]
  private static let emphasis: TagSet = [.strong, .b, .em, .i]
  /// Elements that do not end a table row's text.
  private static let inRow: TagSet = [.td, .th, .p, .div, .ul, .ol, .li]
}

extension HTMLTree {
  private static let figure: TagSet = [.figure]

  /// The table of the figure that a `figcaption` belongs to.
  func tableCaptioned(by caption: Int) -> Int? {
    guard let figure = nearest(caption, in: Self.figure) else { return nil }
    return (figure..<Int(ends[figure])).first { tags[$0] == .table }
  }

  /// The nearest ancestor in `set`, looking no further than `limit`.
  func nearest(_ node: Int, in set: TagSet, within limit: Int) -> Int? {
    var index = node
    while index > limit {
      if set.contains(tags[index]) { return index }
      index = Int(parents[index])
    }
    return nil
  }
}
