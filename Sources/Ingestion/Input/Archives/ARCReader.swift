/// The HTML pages of an ARC file, the format of web archives before WARC. Each record is a line with address, IP, time, type and length,
/// followed by the HTTP response.
final class ARCReader: PageStream {
  private let stored: BufferedInput
  private let input: BufferedInput
  private let gunzip: GunzipSource?
  private let name: String
  private let source: String?
  private let limits: InputLimits
  private var isOver = false
  private var hasGiven = false
  private(set) var leftOut = 0

  private static let longestLine = 1 << 16

  init(_ stored: BufferedInput, name: String, source: String?, limits: InputLimits) {
    self.stored = stored
    self.name = name
    self.source = source
    self.limits = limits
    gunzip = GunzipSource.isMember(stored.window) ? GunzipSource(stored, name: name) : nil
    input = gunzip.map { BufferedInput($0) } ?? stored
  }

  /// Whether bytes begin as an ARC file does.
  static func isVersionBlock(_ bytes: ArraySlice<UInt8>) -> Bool { bytes.starts(with: "filedesc://".utf8) }

  func next() -> Result<RawPage, IngestionError>? {
    while !isOver {
      do throws(IngestionError) {
        guard let record = try record() else { break }
        if let page = try page(record) {
          hasGiven = true
          return .success(page)
        }
        leftOut += 1
      } catch {
        // Records can only be found by their lengths, so once one is lost, the file ends.
        isOver = error.reason != .tooLarge && error.reason != .unsupported
        hasGiven = true
        return .failure(error)
      }
    }
    if isOver || hasGiven { return nil }
    isOver = true
    return .failure(IngestionError(.notArticle, source: name, message: "holds no HTML page among its \(leftOut) records"))
  }

  private struct Record {
    var address: String
    var time: String
    var length: Int
    var offset: Int?
    var place: String
  }

  private func record() throws(IngestionError) -> Record? {
    while try input.fill(1), let byte = input.window.first, byte == 0x0A || byte == 0x0D { input.consume(1) }
    let offset = gunzip == nil ? input.offset : gunzip?.memberStart(at: input.offset)
    let place = "record at offset \(offset ?? input.offset)"
    guard let line = try input.nextLine(limit: Self.longestLine) else { return nil }
    guard line.isWhole else { throw problem("no ARC record begins here; the file is damaged", place) }
    let fields = input.bytes[line.range].split(separator: 32, omittingEmptySubsequences: false).map { String(decoding: $0, as: UTF8.self) }
    input.consume(line.length)
    guard fields.count >= 5, let length = fields.last.flatMap({ Int($0.filter { $0 != "\r" }) }), length >= 0,
      let time = fields.first(where: { $0.utf8.count == 14 && $0.utf8.allSatisfy { $0 &- 48 < 10 } })
    else { throw problem("no ARC record begins here; the file is damaged", place) }
    return Record(address: fields[0], time: time, length: length, offset: offset, place: place)
  }

  private func page(_ record: Record) throws(IngestionError) -> RawPage? {
    let isPage = record.address.hasPrefix("http://") || record.address.hasPrefix("https://")
    guard isPage, record.length <= limits.pageBytes + Self.longestLine else {
      guard try input.skip(record.length) else { throw cut(record) }
      if isPage { throw .tooLarge(source: name, place: record.place, limit: limits.pageBytes) }
      return nil
    }
    var block: [UInt8] = []
    guard try input.take(record.length, into: &block) else { throw cut(record) }
    guard let http = HeaderFields(block[...]) else { return nil }
    let body: (bytes: [UInt8], type: String?)?
    do throws(HTTPBody.Problem) {
      body = try HTTPBody(limits: limits).page(Array(block.dropFirst(http.length)), http)
    } catch {
      throw IngestionError(error.reason, source: name, place: record.place, message: error.message)
    }
    guard let body else { return nil }
    var page = RawPage(.html(body.bytes), source: source, url: record.address)
    page.contentType = body.type
    page.retrieved = Self.date(record.time)
    page.warcOffset = record.offset
    page.inputName = name
    page.place = record.place
    return page
  }

  /// "20010912134500" in RFC 3339.
  private static func date(_ digits: String) -> String? {
    let d = Array(digits.utf8)
    func part(_ range: Range<Int>) -> String { String(decoding: d[range], as: UTF8.self) }
    return GivenDate.normalized("\(part(0..<4))-\(part(4..<6))-\(part(6..<8))T\(part(8..<10)):\(part(10..<12)):\(part(12..<14))Z")
  }

  private func problem(_ message: String, _ place: String) -> IngestionError {
    IngestionError(.badRecord, source: name, place: place, message: message)
  }

  private func cut(_ record: Record) -> IngestionError {
    IngestionError(
      .truncated, source: name, place: record.place, message: "the file ends in the middle of a record; it was cut, get it again")
  }
}
