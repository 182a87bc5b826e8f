internal import Record

/// The articles of a JSON Lines input: one object per line with text or HTML, and optionally id, address, date, title, site and authors,
/// under the names of ``JSONKeys``. Other keys are ignored and blank lines are skipped. A bad line is an error, and reading continues with
/// the next. An input that is one array of objects, or one object over several lines, is read as such.
final class JSONLinesReader: PageStream {
  private let input: BufferedInput
  private let name: String
  private let limits: InputLimits
  private let keys: JSONKeys
  private let reported: ReportedKeys
  /// The rest of an input that is one value over several lines.
  private var whole: (scanner: JSONScanner, isArray: Bool)?
  private var line = 0
  private var isOver = false
  private var hasGiven = false

  init(_ input: BufferedInput, name: String, limits: InputLimits, keys: JSONKeys = .standard, reported: ReportedKeys = ReportedKeys()) {
    self.input = input
    self.name = name
    self.limits = limits
    self.keys = keys
    self.reported = reported
  }

  func next() -> Result<RawPage, IngestionError>? {
    if whole != nil { return nextOfWhole() }
    while !isOver {
      do throws(IngestionError) {
        guard let (range, length, isWhole) = try input.nextLine(limit: limits.lineBytes) else { break }
        if line == 0, Self.beginsWhole(input.bytes[range]) { return try readWhole() }
        line += 1
        hasGiven = hasGiven || !range.isEmpty
        if !isWhole {
          try input.skipLine()
          return .failure(.tooLarge(source: name, place: place, limit: limits.lineBytes))
        }
        defer { input.consume(length) }
        if let page = try page(range) { return .success(page) }
      } catch {
        // An error in one line does not affect the others.
        isOver = error.reason != .badLine && error.reason != .tooLarge
        return .failure(error)
      }
    }
    if isOver || hasGiven { return nil }
    isOver = true
    return .failure(IngestionError(.isEmpty, source: name, message: "holds no line; there is nothing to read"))
  }

  private var place: String { whole == nil ? "line \(line)" : "object \(line)" }

  /// Whether the first line opens a value that continues on the next: `[`, `{`, or the first of an array's objects.
  private static func beginsWhole(_ line: ArraySlice<UInt8>) -> Bool {
    let bytes = line.drop { $0 <= 0x20 || $0 == 0xEF || $0 == 0xBB || $0 == 0xBF }
    if bytes.first == UInt8(ascii: "[") { return true }
    return bytes.first == UInt8(ascii: "{") && bytes.dropFirst().allSatisfy { $0 <= 0x20 }
  }

  private func readWhole() throws(IngestionError) -> Result<RawPage, IngestionError>? {
    isOver = true
    guard var bytes = try input.takeAll(limit: limits.lineBytes) else {
      throw IngestionError(
        .tooLarge, source: name,
        message: "is one JSON value of more than \(limits.lineBytes >> 20) MB; write an object a line (jq -c '.[]')")
    }
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes.removeFirst(3) }
    var scanner = JSONScanner(bytes)
    let isArray = scanner.next() == UInt8(ascii: "[")
    if isArray { scanner.skip(1) }
    whole = (scanner, isArray)
    return nextOfWhole()
  }

  /// The next object of an array, or the one object.
  private func nextOfWhole() -> Result<RawPage, IngestionError>? {
    guard let (unread, isArray) = whole else { return nil }
    var scanner = unread
    if scanner.next() == UInt8(ascii: ","), line > 0 { scanner.skip(1) }
    guard let first = scanner.next(), first != UInt8(ascii: "]") || !isArray else {
      whole = nil
      if line > 0 { return nil }
      return .failure(IngestionError(.isEmpty, source: name, message: "holds no object; there is nothing to read"))
    }
    line += 1
    defer { if whole != nil { whole = (scanner, isArray) } }
    do throws(IngestionError) {
      guard first == UInt8(ascii: "{") else {
        whole = nil
        throw badLine("is no JSON object")
      }
      var fields = Fields(keys: keys)
      do throws(JSONError) {
        try scanner.object { (scanner, key) throws(JSONError) in try fields.read(key, &scanner) }
      } catch {
        whole = nil
        throw badLine("is not as expected at byte \(error.offset + 1): \(error.message)")
      }
      if fields.content == nil { throw badLine(fields) }
      if let page = try page(fields) { return .success(page) }
      return nil
    } catch { return .failure(error) }
  }

  /// The page of the line `input.bytes[range]`; `nil` for a blank line.
  private func page(_ range: Range<Int>) throws(IngestionError) -> RawPage? {
    var range = range
    if line == 1, input.bytes[range].starts(with: [0xEF, 0xBB, 0xBF]) { range = range.lowerBound + 3..<range.upperBound }
    var scanner = JSONScanner(input.bytes, range)
    guard let first = scanner.next() else { return nil }
    guard first == UInt8(ascii: "{") else { throw badLine("is no JSON object") }
    var fields = Fields(keys: keys)
    do throws(JSONError) {
      try scanner.object { (scanner, key) throws(JSONError) in try fields.read(key, &scanner) }
      try scanner.finish()
    } catch {
      throw badLine("is not as expected at byte \(error.offset + range.lowerBound - input.head + 1): \(error.message)")
    }
    if fields.content == nil { throw badLine(fields) }
    return try page(fields)
  }

  private func page(_ fields: Fields) throws(IngestionError) -> RawPage? {
    guard let content = fields.content else { return nil }
    reported.read(fields.givenKeys, in: name)
    let (bytes, limit) =
      switch content {
      case .text(let bytes): (bytes, limits.textBytes)
      case .html(let bytes): (bytes, limits.pageBytes)
      }
    if bytes.count > limit { throw .tooLarge(source: name, place: place, limit: limit) }
    var page = RawPage(content, url: fields.url)
    page.id = fields.id
    page.title = fields.title
    page.site = fields.site
    page.published = fields.published
    page.authors = GivenJSON.authors(fields.authors, site: fields.site)
    // Whatever encoding a page declares, its characters were already decoded when the line was written.
    page.contentType = fields.text == nil ? "text/html; charset=utf-8" : "text/plain; charset=utf-8"
    page.inputName = name
    page.place = place
    return page
  }

  private func badLine(_ message: String) -> IngestionError {
    IngestionError(.badLine, source: name, place: place, message: message + "; correct or remove the line")
  }

  /// The error of an object without text. Its other keys are named unless they were before.
  private func badLine(_ fields: Fields) -> IngestionError {
    reported.read(fields.givenKeys, in: name)
    let names = reported.new(fields.unknown).prefix(12).joined(separator: ", ")
    var error = badLine(
      "the object has neither text nor html" + (fields.lost.map { "; it has no \($0)" } ?? "")
        + (names.isEmpty ? "" : "; its other keys are \(names): say which one holds the text"))
    if !names.isEmpty { error.setting = .keys }
    return error
  }

  /// What an object's keys have given so far.
  private struct Fields {
    let keys: JSONKeys
    var id: String?
    var text: [UInt8]?
    var html: [UInt8]?
    var authors: [String] = []
    private var strings: [JSONKeys.Field: String] = [:]
    /// How certain the name is under which a field was found.
    private var ranks: [JSONKeys.Field: Int] = [:]
    private(set) var unknown: [String] = []
    /// The given names that were found.
    private(set) var givenKeys: [String] = []

    init(keys: JSONKeys) { self.keys = keys }

    /// A name given for the text that the object does not have.
    var lost: String? {
      keys.given.first { name in [.text, .html].contains(keys.field(of: name)?.field) && !givenKeys.contains(name) }
    }

    var url: String? { strings[.url] }
    var title: String? { strings[.title] }
    var site: String? { strings[.site] }
    var published: String? { strings[.published] }

    /// The text if both are given, because then somebody has already extracted it from the page.
    var content: PageContent? { text.map { .text($0) } ?? html.map { .html($0) } }

    mutating func read(_ key: String, _ scanner: inout JSONScanner) throws(JSONError) {
      let paths = keys.paths(from: key)
      for path in paths { try read(path, in: scanner) }
      guard let (field, rank) = keys.field(of: key) else {
        if paths.isEmpty { unknown.append(key) }
        return try scanner.skipValue()
      }
      if rank == 0 { givenKeys.append(key) }
      if let known = ranks[field], known < rank { return try scanner.skipValue() }
      try read(field, key, rank, &scanner)
    }

    /// Reads what a given path leads to. Nothing there is no error: not every object has every field.
    private mutating func read(_ path: JSONKeys.Path, in outer: JSONScanner) throws(JSONError) {
      // A key that is written so takes precedence.
      if givenKeys.contains(path.name) { return }
      if var inner = try path.scanner(in: outer) {
        givenKeys.append(path.name)
        return try read(path.field, path.name, 0, &inner)
      }
      var outer = outer
      guard outer.next() == UInt8(ascii: "{") else { return }
      try outer.object { (scanner, key) throws(JSONError) in
        unknown.append(path.name.prefix { $0 != "." } + "." + key)
        try scanner.skipValue()
      }
    }

    private mutating func read(_ field: JSONKeys.Field, _ key: String, _ rank: Int, _ scanner: inout JSONScanner) throws(JSONError) {
      switch field {
      case .text, .html:
        let isSure = rank <= 1
        guard let bytes = try bytes(key, isSure: isSure, &scanner) else { return }
        ranks[field] = rank
        // In the output of some collectors, "body" and "content" hold markup.
        if field == .html || !isSure && Self.isMarkup(bytes) { html = bytes } else { text = bytes }
      case .id:
        switch try scanner.value() {
        case .string(let string): id = string
        case .number(let literal): id = literal
        case .null: id = nil
        default: throw JSONError(message: "the id is neither a string nor a number", offset: scanner.position)
        }
        ranks[field] = rank
      case .authors:
        let names = GivenJSON.names(try scanner.value())
        if !names.isEmpty { (authors, ranks[field]) = (names, rank) }
      case .published:
        if let date = GivenJSON.date(try scanner.value()) { (strings[field], ranks[field]) = (date, rank) }
      case .site: try readSite(rank, &scanner)
      case .url, .title:
        if let string = try scanner.value().string, !string.isEmpty { (strings[field], ranks[field]) = (string, rank) }
      }
    }

    /// Reads a site's name: a string or an object with a name. Under the same keys some collectors write the page's address.
    private mutating func readSite(_ rank: Int, _ scanner: inout JSONScanner) throws(JSONError) {
      let value = try scanner.value()
      guard let string = value.string ?? value["name"]?.string ?? value["title"]?.string, !string.isEmpty else { return }
      guard Self.isPageAddress(string) else {
        (strings[.site], ranks[.site]) = (string, rank)
        return
      }
      if ranks[.url].map({ $0 < JSONKeys.addressOfSite }) ?? false { return }
      (strings[.url], ranks[.url]) = (string, JSONKeys.addressOfSite)
    }

    /// Whether a text is the address of a page, not only of a site.
    private static func isPageAddress(_ text: String) -> Bool {
      for scheme in ["https://", "http://"] where text.hasPrefix(scheme) {
        let rest = text.dropFirst(scheme.count)
        return rest.firstIndex(of: "/").map { rest.index(after: $0) < rest.endIndex } ?? false
      }
      return false
    }

    private static func isMarkup(_ bytes: [UInt8]) -> Bool {
      bytes.first { $0 > 0x20 } == UInt8(ascii: "<") && bytes.firstRange(of: Array("</".utf8)) != nil
    }

    /// A string's bytes. A value of another type is an error under a certain name, and ignored under others.
    private func bytes(_ key: String, isSure: Bool, _ scanner: inout JSONScanner) throws(JSONError) -> [UInt8]? {
      if scanner.next() == UInt8(ascii: "\"") {
        let bytes = try scanner.stringBytes()
        return bytes.isEmpty && !isSure ? nil : bytes
      }
      let value = try scanner.value()
      if case .null = value { return nil }
      if !isSure { return nil }
      throw JSONError(message: "\(key) is not a string", offset: scanner.position)
    }
  }
}
