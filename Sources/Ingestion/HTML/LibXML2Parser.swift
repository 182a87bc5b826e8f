internal import CLibXML2

/// Parses a cut page with libxml2's event interface straight into an ``HTMLTree``, without building a libxml2 tree.
///
/// This is the only file that sees libxml2's pointers; they live for one call.
enum LibXML2Parser {
  /// Initializes libxml2's tables and locks once, before the first parse. If two threads did this at the same time, they would deadlock.
  private static let isReady: Bool = {
    xmlInitParser()
    return true
  }()

  /// Parses a page. `limit` is how long the parse may take; whatever it did not reach is missing from the tree.
  static func parse(_ cut: PageCut, limit: Duration) -> (tree: HTMLTree, stoppedEarly: Bool) {
    var builder = HTMLTreeBuilder(cut, limit: limit)
    guard !cut.markup.isEmpty, isReady, let context = unsafe htmlNewParserCtxt() else { return (builder.finish(), false) }
    defer { unsafe htmlFreeParserCtxt(context) }
    guard let handler = unsafe context.pointee.sax else { return (builder.finish(), false) }
    unsafe handler.update(repeating: htmlSAXHandler(), count: 1)
    unsafe handler.pointee.startElement = startElement
    unsafe handler.pointee.endElement = endElement
    unsafe handler.pointee.characters = characters
    unsafe handler.pointee.cdataBlock = characters
    unsafe handler.pointee.ignorableWhitespace = characters
    unsafe handler.pointee.getEntity = nil
    unsafe builder.context = context
    let options = HTML_PARSE_RECOVER.rawValue | HTML_PARSE_NOERROR.rawValue | HTML_PARSE_NOWARNING.rawValue | HTML_PARSE_NONET.rawValue
    unsafe withUnsafeMutablePointer(to: &builder) { builder in
      unsafe context.pointee.userData = UnsafeMutableRawPointer(builder)
      unsafe cut.markup.withUnsafeBytes { buffer in
        let start = unsafe buffer.baseAddress?.assumingMemoryBound(to: CChar.self)
        let document = unsafe htmlCtxtReadMemory(
          context, start, Int32(buffer.count), nil, "UTF-8", Int32(options) | Int32(XML_PARSE_HUGE.rawValue))
        if let document = unsafe document { unsafe xmlFreeDoc(document) }
      }
    }
    return (builder.finish(), builder.stopped)
  }

  // The `data` of the callbacks is the builder, a value that only `parse` holds while libxml2 runs.
  private static let startElement: startElementSAXFunc = { data, name, attributes in
    guard let data = unsafe data, let name = unsafe name else { return }
    let builder = unsafe data.assumingMemoryBound(to: HTMLTreeBuilder.self)
    unsafe builder.pointee.open(tag(name), attributes: number(attributes))
  }

  /// The number of a tag's attributes in the cut page, which is the value of the tag's only attribute.
  private static func number(_ attributes: UnsafeMutablePointer<UnsafePointer<UInt8>?>?) -> Int? {
    guard let attributes = unsafe attributes, unsafe attributes[0] != nil, var digit = unsafe attributes[1] else { return nil }
    var number = 0
    while unsafe digit.pointee &- 48 < 10 {
      number = unsafe number * 10 + Int(digit.pointee &- 48)
      unsafe digit += 1
    }
    return number
  }

  private static let endElement: endElementSAXFunc = { data, _ in
    guard let data = unsafe data else { return }
    unsafe data.assumingMemoryBound(to: HTMLTreeBuilder.self).pointee.close()
  }

  private static let characters: charactersSAXFunc = { data, start, count in
    guard let data = unsafe data, let start = unsafe start else { return }
    unsafe data.assumingMemoryBound(to: HTMLTreeBuilder.self).pointee.add(text: UnsafeBufferPointer(start: start, count: Int(count)))
  }

  private static func tag(_ name: UnsafePointer<UInt8>) -> HTMLTag {
    var hash = HTMLTag.hashSeed
    var length = 0
    while unsafe name[length] != 0 {
      hash = HTMLTag.extend(hash, unsafe name[length])
      length += 1
    }
    let bytes = unsafe UnsafeBufferPointer(start: name, count: length)
    return HTMLTag.index.tag(of: hash) { known in unsafe known.elementsEqual(bytes) }
  }
}

/// A parse by libxml2 and nothing else, for the benchmark.
package enum BareParse {
  /// Parses to a libxml2 tree and frees it: what the bare parse costs, for the benchmark.
  package static func parseAndFree(_ bytes: [UInt8]) -> Bool {
    unsafe bytes.withUnsafeBytes { buffer in
      let start = unsafe buffer.baseAddress?.assumingMemoryBound(to: CChar.self)
      let options = HTML_PARSE_RECOVER.rawValue | HTML_PARSE_NOERROR.rawValue | HTML_PARSE_NOWARNING.rawValue | HTML_PARSE_NONET.rawValue
      guard let document = unsafe htmlReadMemory(start, Int32(buffer.count), nil, "UTF-8", Int32(options)) else { return false }
      unsafe xmlFreeDoc(document)
      return true
    }
  }
}

/// Receives the parser's events and writes the flat tree.
@safe private struct HTMLTreeBuilder {
  var tree = HTMLTree()
  var open: [Int32] = []
  var stopped = false
  var context: htmlParserCtxtPtr?
  private let deadline: ContinuousClock.Instant

  private let cut: PageCut
  /// The stretch of text that is expected next.
  private var nextText = 0

  init(_ cut: PageCut, limit: Duration) {
    self.cut = cut
    deadline = .now + limit
    tree.values = cut.values
    tree.text.reserveCapacity(cut.text.count + cut.text.count / 8)
    let nodes = cut.markup.count / 10
    tree.tags.reserveCapacity(nodes)
    tree.parents.reserveCapacity(nodes)
    tree.ends.reserveCapacity(nodes)
    tree.textStarts.reserveCapacity(nodes)
    tree.attributeStarts.reserveCapacity(nodes)
    tree.attributes.reserveCapacity(cut.attributes.count)
    open.reserveCapacity(64)
  }

  private mutating func append(_ tag: HTMLTag) {
    let node = tree.tags.count
    tree.tags.append(tag)
    tree.parents.append(open.last ?? -1)
    tree.ends.append(Int32(node + 1))
    tree.textStarts.append(Int32(tree.text.count))
    tree.attributeStarts.append(Int32(tree.attributes.count))
    if node & 1023 == 0, node > 0, ContinuousClock.now > deadline { stop() }
  }

  private mutating func stop() {
    stopped = true
    if let context = unsafe context { unsafe xmlStopParser(context) }
  }

  mutating func open(_ tag: HTMLTag, attributes: Int?) {
    append(tag)
    open.append(Int32(tree.tags.count - 1))
    if let range = attributes.flatMap({ cut.attributes(of: $0) }) { tree.attributes.append(contentsOf: cut.attributes[range]) }
  }

  mutating func close() {
    guard let node = open.popLast() else { return }
    tree.ends[Int(node)] = Int32(tree.tags.count)
  }

  /// Adds what the parser saw as text: white space, and characters that stand for stretches of text.
  mutating func add(text: UnsafeBufferPointer<UInt8>) {
    let last = tree.tags.count - 1
    if last < 0 || tree.tags[last] != .text || tree.parents[last] != open.last ?? -1 { append(.text) }
    var index = 0
    while index < text.count {
      if unsafe text[index] == 0xEE, index + 2 < text.count {
        if let found = unsafe cut.textRange(second: text[index + 1], third: text[index + 2], from: nextText) {
          tree.text.append(contentsOf: cut.text[found.range])
          nextText = found.next
        }
        index += 3
      } else {
        tree.text.append(unsafe text[index])
        index += 1
      }
    }
  }

  mutating func finish() -> HTMLTree {
    while let node = open.popLast() { tree.ends[Int(node)] = Int32(tree.tags.count) }
    return tree
  }
}
