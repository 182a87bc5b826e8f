internal import CLibXML2

/// Parses pages with libxml2's event interface straight into an ``HTMLTree``, without building a libxml2 tree: tokenized ones, and whole
/// ones as they are.
///
/// This is the only file that sees libxml2's pointers; they live for one call.
enum LibXML2Parser {
  /// Initializes libxml2's tables and locks once, before the first parse. If two threads did this at the same time, they would deadlock.
  private static let isReady: Bool = {
    xmlInitParser()
    return true
  }()

  /// Parses a tokenized page. `limit` is how long the parse may take; whatever it did not reach is missing from the tree. `isFollowed` is
  /// false if libxml2 did not report every stretch of text: then it did not take the tags for what they are.
  static func parse(_ cut: PageCut, limit: Duration) -> (tree: HTMLTree, stoppedEarly: Bool, isFollowed: Bool) {
    var builder = HTMLTreeBuilder(cut, limit: limit)
    guard let context = unsafe context(startElement, endElement, characters) else { return (builder.finish(), false, true) }
    defer { unsafe htmlFreeParserCtxt(context) }
    unsafe builder.context = context
    unsafe withUnsafeMutablePointer(to: &builder) { unsafe read(cut.markup, context, data: $0) }
    return (builder.finish(), builder.stopped, builder.stopped || builder.isComplete)
  }

  /// Parses a whole page, in UTF-8, as ``parse(_:limit:)`` does a tokenized one.
  static func parse(whole page: [UInt8], limit: Duration) -> WholePageBuilder {
    var events = WholePageEvents(builder: WholePageBuilder(limit: limit))
    guard let context = unsafe context(startWholeElement, endWholeElement, wholeCharacters) else { return events.builder }
    defer { unsafe htmlFreeParserCtxt(context) }
    unsafe events.context = context
    unsafe withUnsafeMutablePointer(to: &events) { unsafe read(page, context, data: $0) }
    events.builder.finish()
    return events.builder
  }

  /// A parser that only calls these functions.
  private static func context(
    _ startElement: @escaping startElementSAXFunc, _ endElement: @escaping endElementSAXFunc, _ characters: @escaping charactersSAXFunc
  ) -> htmlParserCtxtPtr? {
    guard isReady, let context = unsafe htmlNewParserCtxt() else { return nil }
    guard let handler = unsafe context.pointee.sax else { return unsafe context }
    unsafe handler.update(repeating: htmlSAXHandler(), count: 1)
    unsafe handler.pointee.startElement = startElement
    unsafe handler.pointee.endElement = endElement
    unsafe handler.pointee.characters = characters
    unsafe handler.pointee.cdataBlock = characters
    unsafe handler.pointee.ignorableWhitespace = characters
    return unsafe context
  }

  /// Reads a page; the functions get `data`.
  private static func read(_ page: [UInt8], _ context: htmlParserCtxtPtr, data: UnsafeMutableRawPointer) {
    guard !page.isEmpty else { return }
    unsafe context.pointee.userData = data
    // The bytes are UTF-8, whatever the page says.
    let options =
      HTML_PARSE_RECOVER.rawValue | HTML_PARSE_NOERROR.rawValue | HTML_PARSE_NOWARNING.rawValue | HTML_PARSE_NONET.rawValue
      | HTML_PARSE_IGNORE_ENC.rawValue
    unsafe page.withUnsafeBytes { buffer in
      let start = unsafe buffer.baseAddress?.assumingMemoryBound(to: CChar.self)
      let document = unsafe htmlCtxtReadMemory(
        context, start, Int32(buffer.count), nil, "UTF-8", Int32(options) | Int32(XML_PARSE_HUGE.rawValue))
      if let document = unsafe document { unsafe xmlFreeDoc(document) }
    }
  }

  // The `data` of the callbacks is a value that only `parse` holds while libxml2 runs.
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

  private static let startWholeElement: startElementSAXFunc = { data, name, attributes in
    guard let data = unsafe data, let name = unsafe name else { return }
    let events = unsafe data.assumingMemoryBound(to: WholePageEvents.self)
    let goesOn = unsafe events.pointee.builder.open(tag(name), known(attributes))
    if !goesOn, let context = unsafe events.pointee.context { unsafe xmlStopParser(context) }
  }

  private static let endWholeElement: endElementSAXFunc = { data, _ in
    guard let data = unsafe data else { return }
    unsafe data.assumingMemoryBound(to: WholePageEvents.self).pointee.builder.close()
  }

  private static let wholeCharacters: charactersSAXFunc = { data, start, count in
    guard let data = unsafe data, let start = unsafe start else { return }
    let text = unsafe Array(UnsafeBufferPointer(start: start, count: Int(count)))
    unsafe data.assumingMemoryBound(to: WholePageEvents.self).pointee.builder.add(text: text)
  }

  /// The attributes of a tag that ingestion knows.
  private static func known(_ attributes: UnsafeMutablePointer<UnsafePointer<UInt8>?>?) -> [(name: HTMLAttribute, value: [UInt8])] {
    guard let attributes = unsafe attributes else { return [] }
    var found: [(name: HTMLAttribute, value: [UInt8])] = []
    var index = 0
    while let name = unsafe attributes[index] {
      let (hash, length) = unsafe hashed(name)
      let attribute = HTMLAttribute.index.value(of: hash, length: length) { unsafe name[$0] }
      if attribute != .unknown {
        let value = unsafe attributes[index + 1]
        found.append((attribute, unsafe value.map { unsafe Array(UnsafeBufferPointer(start: $0, count: hashed($0).length)) } ?? []))
      }
      index += 2
    }
    return found
  }

  private static func tag(_ name: UnsafePointer<UInt8>) -> HTMLTag {
    let (hash, length) = unsafe hashed(name)
    return HTMLTag.index.value(of: hash, length: length) { unsafe name[$0] }
  }

  /// The hash of a C string and its length.
  @inline(__always) private static func hashed(_ string: UnsafePointer<UInt8>) -> (hash: UInt32, length: Int) {
    var hash = HTMLTag.hashSeed
    var length = 0
    while unsafe string[length] != 0 {
      hash = HTMLTag.extend(hash, unsafe string[length])
      length += 1
    }
    return (hash, length)
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

/// Where the events of a whole page go.
@safe private struct WholePageEvents {
  var builder: WholePageBuilder
  var context: htmlParserCtxtPtr?

  init(builder: WholePageBuilder) { self.builder = builder }
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
  private var receivedTexts = 0
  /// Whether every stretch of text has come.
  var isComplete: Bool { receivedTexts == cut.textEnds.count }

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
          receivedTexts += 1
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
