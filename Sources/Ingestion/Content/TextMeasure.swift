/// Measures how much running text is in every node of a page.
///
/// Running text is any block of some length that does not consist of links, counted in bytes without white space.
struct TextMeasure: Sendable {
  /// Bytes of text directly in the node's block (stored at the block's own index).
  var lengths: [Int32]
  /// How many of these are inside links.
  var linkLengths: [Int32]
  /// Bytes of running text in the node and its descendants.
  var running: [Int32]

  /// Whether one-line paragraphs count too.
  private let isShort: Bool

  /// Whether the text that a block holds directly is running text.
  func isRunning(_ node: Int, _ tag: HTMLTag) -> Bool {
    lengths[node] > 0 && Self.running(tag, lengths[node], linkLengths[node], isShort) > 0
  }

  /// Measures the page, leaving out what `pruned` marks (with everything inside it). With `short`, one-line paragraphs count too.
  init(_ page: PageAnalysis, without pruned: [Bool]? = nil, short: Bool = false) {
    let tree = page.tree
    let count = tree.count
    lengths = [Int32](repeating: 0, count: count)
    linkLengths = [Int32](repeating: 0, count: count)
    running = [Int32](repeating: 0, count: count)
    var node = 0
    while node < count {
      if let pruned, pruned[node] {
        node = Int(tree.ends[node])
        continue
      }
      if tree.tags[node] == .text {
        let length = page.ink[node]
        let block = Int(page.blocks[node])
        lengths[block] += length
        if page.inLink[node] { linkLengths[block] += length }
      }
      node += 1
    }
    isShort = short
    for node in stride(from: count - 1, through: 0, by: -1) {
      if lengths[node] > 0 { running[node] += Self.running(tree.tags[node], lengths[node], linkLengths[node], short) }
      let parent = Int(tree.parents[node])
      if parent >= 0 { running[parent] += running[node] }
    }
  }

  private static func running(_ tag: HTMLTag, _ length: Int32, _ links: Int32, _ short: Bool) -> Int32 {
    if TagSet.heading.contains(tag) || tag == .figcaption || tag == .head || tag == .button { return 0 }
    let least: Int32 = tag == .p ? (short ? 12 : 40) : tag == .li || tag == .td ? 100 : 70
    return length >= least && links * 3 < length ? length - links : 0
  }
}
