internal import Record

/// The articles of a JSON Lines input: an object a line with `text` or `html`, and optionally `id`, `url`, `published`,
/// `title` and `site`. Other keys are ignored, blank lines skipped; a bad line is an error and the next line goes on.
final class JSONLinesReader: PageStream {
  private let input: BufferedInput
  private let name: String
  private let limits: InputLimits
  private var line = 0
  private var isOver = false
  private var hasGiven = false

  init(_ input: BufferedInput, name: String, limits: InputLimits) {
    self.input = input
    self.name = name
    self.limits = limits
  }

  func next() -> Result<RawPage, IngestionError>? {
    while !isOver {
      do throws(IngestionError) {
        guard let (range, length, isWhole) = try input.nextLine(limit: limits.lineBytes) else { break }
        line += 1
        hasGiven = hasGiven || !range.isEmpty
        if !isWhole {
          try input.skipLine()
          return .failure(.tooLarge(source: name, place: place, limit: limits.lineBytes))
        }
        defer { input.consume(length) }
        if let page = try page(range) { return .success(page) }
      } catch {
        // What is wrong with a line leaves the others as they are.
        isOver = error.reason != .badLine && error.reason != .tooLarge
        return .failure(error)
      }
    }
    if isOver || hasGiven { return nil }
    isOver = true
    return .failure(IngestionError(.isEmpty, source: name, message: "holds no line; there is nothing to read"))
  }

  private var place: String { "line \(line)" }

  /// The page of the line `input.bytes[range]`; `nil` for a blank line.
  private func page(_ range: Range<Int>) throws(IngestionError) -> RawPage? {
    var range = range
    if line == 1, input.bytes[range].starts(with: [0xEF, 0xBB, 0xBF]) { range = range.lowerBound + 3..<range.upperBound }
    var scanner = JSONScanner(input.bytes, range)
    guard let first = scanner.next() else { return nil }
    guard first == UInt8(ascii: "{") else { throw badLine("is no JSON object") }
    var fields = Fields()
    do throws(JSONError) {
      try scanner.object { (scanner, key) throws(JSONError) in try fields.read(key, &scanner) }
      try scanner.finish()
      if fields.content == nil { throw JSONError(message: "the object has neither text nor html", offset: 0) }
    } catch {
      throw badLine("is not as expected at byte \(error.offset + range.lowerBound - input.head + 1): \(error.message)")
    }
    return try page(fields)
  }

  private func page(_ fields: Fields) throws(IngestionError) -> RawPage? {
    guard let content = fields.content else { return nil }
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
    // Whatever a page declares, its characters were told apart when the line was written.
    page.contentType = fields.text == nil ? "text/html; charset=utf-8" : "text/plain; charset=utf-8"
    page.inputName = name
    page.place = place
    return page
  }

  private func badLine(_ message: String) -> IngestionError {
    IngestionError(.badLine, source: name, place: place, message: message + "; correct or remove the line")
  }

  /// The keys that are known.
  private struct Fields {
    var id: String?
    var text: [UInt8]?
    var html: [UInt8]?
    var url: String?
    var title: String?
    var site: String?
    var published: String?

    /// The text where both are given: someone already told it from the page.
    var content: PageContent? { text.map { .text($0) } ?? html.map { .html($0) } }

    mutating func read(_ key: String, _ scanner: inout JSONScanner) throws(JSONError) {
      switch key {
      case "text": text = try bytes(key, &scanner)
      case "html": html = try bytes(key, &scanner)
      case "url": url = try string(&scanner)
      case "title": title = try string(&scanner)
      case "site": site = try string(&scanner)
      case "published": published = try string(&scanner)
      case "id":
        switch try scanner.value() {
        case .string(let string): id = string
        case .number(let literal): id = literal
        case .null: id = nil
        default: throw JSONError(message: "the id is neither a string nor a number", offset: scanner.position)
        }
      default: try scanner.skipValue()
      }
    }

    private func bytes(_ key: String, _ scanner: inout JSONScanner) throws(JSONError) -> [UInt8]? {
      if scanner.next() == UInt8(ascii: "\"") { return try scanner.stringBytes() }
      if case .null = try scanner.value() { return nil }
      throw JSONError(message: "\(key) is not a string", offset: scanner.position)
    }

    /// A string that is not empty; values of other types are left out.
    private func string(_ scanner: inout JSONScanner) throws(JSONError) -> String? {
      guard scanner.next() == UInt8(ascii: "\"") else {
        try scanner.skipValue()
        return nil
      }
      let string = try scanner.string()
      return string.isEmpty ? nil : string
    }
  }
}
