/// Makes a tree from libxml2's events for a whole page. What the cutter leaves out of a page is ignored here; what it repairs is not repaired.
struct WholePageBuilder {
  private(set) var tree = HTMLTree()
  /// The contents of the `application/ld+json` scripts, in order.
  private(set) var jsonLD: [[UInt8]] = []
  /// Whether the parse took too long or the page has too many elements.
  private(set) var isStopped = false

  /// What an element that libxml2 opened is in the tree.
  private enum Element {
    case node(Int)
    /// Its tags are ignored, its content is not.
    case unread
    /// It is ignored with its content, of which JSON-LD is kept.
    case removed(isJSONLD: Bool)
  }

  private var open: [Element] = []
  private var parents: [Int32] = []
  private let deadline: ContinuousClock.Instant
  private let limits = PageCutter.Limits()

  init(limit: Duration) { deadline = .now + limit }

  /// Opens an element. Returns false if the parse is to stop.
  mutating func open(_ tag: HTMLTag, _ attributes: [(name: HTMLAttribute, value: [UInt8])]) -> Bool {
    if isRemoved {
      open.append(.removed(isJSONLD: false))
    } else if TagSet.removed.contains(tag) {
      let isJSONLD = tag == .script && attributes.contains { $0.name == .type && HTMLAttribute.namesJSONLD($0.value[...]) }
      if isJSONLD { jsonLD.append([]) }
      open.append(.removed(isJSONLD: isJSONLD))
    } else if TagSet.unread.contains(tag) || tag == .link && !attributes.contains(where: { $0.name.namesAddress($0.value[...]) }) {
      open.append(.unread)
    } else {
      append(tag)
      let node = tree.count - 1
      open.append(.node(node))
      parents.append(Int32(node))
      for (name, value) in attributes.lazy.filter({ $0.name.isRead($0.value[...]) }).prefix(limits.attributes) { add(name, value) }
      isStopped = node > limits.elements || node & 1023 == 1023 && ContinuousClock.now > deadline
    }
    return !isStopped
  }

  mutating func close() {
    guard case .node(let node)? = open.popLast() else { return }
    parents.removeLast()
    cleanText()
    tree.ends[node] = Int32(tree.count)
  }

  mutating func add(text: [UInt8]) {
    if case .removed(let isJSONLD)? = open.last {
      if isJSONLD { jsonLD[jsonLD.count - 1] += text }
      return
    }
    if tree.tags.last != .text || tree.parents.last != parents.last ?? -1 { append(.text) }
    tree.text += text
  }

  mutating func finish() {
    while !open.isEmpty { close() }
    cleanText()
  }

  private var isRemoved: Bool { if case .removed? = open.last { true } else { false } }

  private mutating func append(_ tag: HTMLTag) {
    cleanText()
    tree.tags.append(tag)
    tree.parents.append(parents.last ?? -1)
    tree.ends.append(Int32(tree.count))
    tree.textStarts.append(Int32(tree.text.count))
    tree.attributeStarts.append(Int32(tree.attributes.count))
  }

  private mutating func add(_ name: HTMLAttribute, _ value: [UInt8]) {
    let start = tree.values.count
    tree.values += Self.withoutSoftHyphens(value.prefix(limits.attributeBytes))
    if name == .content || name == .title {
      TwiceEncoded.decodeReferences(&tree.values, from: start)
      TwiceEncoded.repair(&tree.values, from: start)
    }
    tree.attributes.append(.init(name: name, start: Int32(start), end: Int32(tree.values.count)))
  }

  /// Does with the last node's text, if it is text, what ``PageCut`` does with a stretch of text.
  private mutating func cleanText() {
    guard tree.tags.last == .text, let first = tree.textStarts.last else { return }
    let start = Int(first)
    tree.text.replaceSubrange(start..., with: Self.withoutSoftHyphens(tree.text[start...]))
    TwiceEncoded.decodeReferences(&tree.text, from: start)
    TwiceEncoded.repair(&tree.text, from: start)
    if tree.text.count == start {
      tree.tags.removeLast()
      tree.parents.removeLast()
      tree.ends.removeLast()
      tree.textStarts.removeLast()
      tree.attributeStarts.removeLast()
    }
  }

  private static func withoutSoftHyphens(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
    var kept: [UInt8] = []
    kept.reserveCapacity(bytes.count)
    var index = bytes.startIndex
    while index < bytes.endIndex {
      if bytes[index] == 0xC2, index + 1 < bytes.endIndex, bytes[index + 1] == 0xAD {
        index += 2
        continue
      }
      kept.append(bytes[index])
      index += 1
    }
    return kept
  }
}
