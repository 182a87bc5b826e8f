/// A page as a flat tree: nodes in document order, so that a node's descendants are the nodes after it up to `end`.
///
/// Nodes are indices into parallel arrays; text and attribute values are byte ranges of two buffers.
struct HTMLTree: Sendable {
  /// An attribute: its name and the position of its value in ``HTMLTree/values``.
  struct Attribute: Sendable {
    var name: HTMLAttribute
    var start: Int32
    var end: Int32
  }

  /// The element, or `.text`.
  var tags: [HTMLTag] = []
  /// The node's parent; -1 for a root.
  var parents: [Int32] = []
  /// The first node after the node's descendants.
  var ends: [Int32] = []
  /// Where the node's text begins in ``text``; it ends where that of the node at `ends` begins.
  var textStarts: [Int32] = []
  /// The node's first attribute; its last is before the first of the next node.
  var attributeStarts: [Int32] = []
  /// All attributes, node by node.
  var attributes: [Attribute] = []
  /// The text of all text nodes, in order.
  var text: [UInt8] = []
  /// The values of all attributes.
  var values: [UInt8] = []

  /// Number of nodes.
  var count: Int { tags.count }

  /// The bytes of ``text`` that are inside the node.
  @inline(__always) func textRange(_ node: Int) -> Range<Int> {
    let end = Int(ends[node])
    return Int(textStarts[node])..<(end < count ? Int(textStarts[end]) : text.count)
  }

  /// The node's attributes, as positions in ``attributes``.
  @inline(__always) func attributeRange(_ node: Int) -> Range<Int> {
    Int(attributeStarts[node])..<(node + 1 < count ? Int(attributeStarts[node + 1]) : attributes.count)
  }

  /// The value of an attribute, as a range of ``values``.
  func valueRange(_ node: Int, _ name: HTMLAttribute) -> Range<Int>? {
    for index in attributeRange(node) where attributes[index].name == name {
      return Int(attributes[index].start)..<Int(attributes[index].end)
    }
    return nil
  }

  /// The value of an attribute.
  func value(_ node: Int, _ name: HTMLAttribute) -> String? {
    valueRange(node, name).map { String(decoding: values[$0], as: UTF8.self) }
  }

  /// Whether an attribute has that value, ignoring letter case.
  func value(_ node: Int, _ name: HTMLAttribute, is wanted: StaticString) -> Bool {
    guard let range = valueRange(node, name), range.count == wanted.utf8CodeUnitCount else { return false }
    return String(decoding: values[range], as: UTF8.self).lowercased() == "\(wanted)"
  }

  /// The text inside the node, white space collapsed to single spaces.
  func plainText(_ node: Int) -> String {
    var bytes: [UInt8] = []
    var space = false
    var blockEnds: [Int32] = []
    for index in node..<Int(ends[node]) {
      while let end = blockEnds.last, Int(end) <= index {
        blockEnds.removeLast()
        space = true
      }
      if tags[index] != .text {
        if tags[index] == .br { space = true }
        if TagSet.block.contains(tags[index]) {
          space = true
          blockEnds.append(ends[index])
        }
        continue
      }
      append(textRange(index), to: &bytes, &space)
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Appends a stretch of text as it is displayed: white space collapsed, none at the beginning. `space` says whether a space is pending.
  func append(_ range: Range<Int>, to shown: inout [UInt8], _ space: inout Bool) {
    var position = range.lowerBound
    while position < range.upperBound {
      if text[position] <= 32 {
        space = true
        position += 1
        continue
      }
      if space, !shown.isEmpty { shown.append(32) }
      space = false
      // Copies up to white space that has to be collapsed.
      let start = position
      repeat {
        position += 1
      } while position < range.upperBound
        && (text[position] > 32 || text[position] == 32 && position + 1 < range.upperBound && text[position + 1] > 32)
      shown.append(contentsOf: text[start..<position])
    }
  }

  /// Whether `node` is `ancestor` or inside it.
  @inline(__always) func isInside(_ node: Int, _ ancestor: Int) -> Bool { node >= ancestor && node < Int(ends[ancestor]) }

  /// The nearest ancestor (or the node itself) that is one of `set`.
  func nearest(_ node: Int, in set: TagSet) -> Int? {
    var index = node
    while index >= 0 {
      if set.contains(tags[index]) { return index }
      index = Int(parents[index])
    }
    return nil
  }

  /// Elements of one kind, in document order.
  func all(_ tag: HTMLTag) -> [Int] { tags.indices.filter { tags[$0] == tag } }
}
