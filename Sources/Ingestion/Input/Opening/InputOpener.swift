internal import Platform
internal import Record

/// Opens a file: detects its format and compression, and refuses what is not text.
struct InputOpener {
  let format: InputFormat
  let limits: InputLimits
  /// Which keys of JSON hold what.
  var keys = JSONKeys.standard
  /// The unknown keys of JSON that were named already.
  let reportedKeys = ReportedKeys()
  /// The pages of web archives that revisits may refer to.
  var revisits = RevisitIndex()

  /// The name of standard input in messages.
  static let standardInputName = "standard input"

  /// How many first bytes are needed to distinguish formats; more are looked at if they are there. Waiting for more would block a pipe
  /// whose writer is waiting for an answer.
  private static let needed = 8
  /// How many first bytes are looked at.
  private static let looked = 4096

  /// Opens a path, or `-` for standard input.
  func open(_ path: String) throws(IngestionError) -> any PageStream {
    let isStandardInput = path == "-"
    let name = isStandardInput ? Self.standardInputName : path
    let bytes = isStandardInput ? FileSource.standardInput(name: name) : try FileSource(path: path, name: name)
    let reopen = { (offset: Int) throws(IngestionError) -> any ByteSource in try FileSource(path: path, offset: offset, name: name) }
    return try open(
      bytes, name: name, source: isStandardInput ? nil : path, named: isStandardInput ? nil : InputFormat(fileName: path),
      reopen: !isStandardInput && bytes.isSeekable ? reopen : nil)
  }

  /// Opens bytes.
  /// - Parameters:
  ///   - named: the format that the file name indicates.
  ///   - reopen: opens the same bytes again at an offset, if that is possible.
  func open(
    _ bytes: any ByteSource, name: String, source: String?, named: InputFormat?,
    reopen: ((Int) throws(IngestionError) -> any ByteSource)? = nil
  ) throws(IngestionError) -> any PageStream {
    let stored = BufferedInput(bytes)
    if !(try stored.fill(Self.needed)), stored.available == 0 { throw Self.empty(name) }
    if ZstdSource.isFrame(stored.window) {
      // The content of zstd frames cannot be read again from the middle.
      return try open(ZstdSource(stored, name: name), name: name, source: source, named: named, reopen: nil)
    }
    if stored.window.starts(with: [0x50, 0x4B, 3, 4]), let archive = try zip(stored, name: name, source: source, reopen: reopen) {
      return archive
    }
    let isCompressed = GunzipSource.isMember(stored.window)
    let first = isCompressed ? GunzipSource.beginning(of: stored, count: Self.looked) : stored.window.prefix(Self.looked)
    if format == .auto || format == .warc, ARCReader.isVersionBlock(first) {
      return ARCReader(stored, name: name, source: source, limits: limits)
    }
    if format == .warc || format == .auto && (WARCHeader.isVersionLine(first) || named == .warc && !first.isEmpty) {
      return WARCReader(stored, name: name, source: source, limits: limits, revisits: revisits, reopen: reopen)
    }
    let input = isCompressed ? BufferedInput(GunzipSource(stored, name: name)) : stored
    try input.fill(Self.needed)
    if input.available == 0 { throw Self.empty(name) }
    if !Self.isUTF16(first), let what = BinarySignature.description(first) {
      throw IngestionError(.binary, source: name, message: "is not a page but \(what)")
    }
    if format == .auto || format == .database, RichText.isDocument(first) {
      return DatabaseReader(input, .rich, name: name, source: source, limits: limits)
    }
    let text = Self.isUTF16(first) ? EncodingSniffer.decodeText(Array(first)).utf8[...] : first
    if format == .auto, let what = ForeignShape.description(text) ?? Self.code(named: source, text) {
      throw IngestionError(.unsupported, source: name, message: "is \(what)")
    }
    switch format == .auto ? chosen(named, first, text) : format {
    case .jsonl: return JSONLinesReader(input, name: name, limits: limits, keys: keys, reported: reportedKeys)
    case .text:
      let isGuessed = format == .auto
      return SinglePage(input, name: name, source: source, isText: true, limits: limits) {
        isGuessed && ForeignText.isDatabase($0[...]) ? ForeignShape.database : nil
      }
    case .mail: return MessageReader(input, name: name, source: source, limits: limits)
    case .feed: return FeedReader(input, name: name, source: source, limits: limits)
    case .database:
      return DatabaseReader(input, .plain(DatabaseForm(text) ?? .nexis), name: name, source: source, limits: limits)
    case .html where format == .auto && (DatabaseMarkup.isLikely(first) || EuropressePage.isLikely(input)):
      return DatabasePage(input, name: name, source: source, limits: limits)
    case .html, .auto, .warc: return SinglePage(input, name: name, source: source, isText: false, limits: limits)
    }
  }

  /// What a file is whose name says that it is source code, unless it begins as a page.
  private static func code(named source: String?, _ text: ArraySlice<UInt8>) -> String? {
    guard let source, ForeignText.isCode(named: source), text.first(where: { $0 > 0x20 }) != UInt8(ascii: "<") else { return nil }
    return ForeignShape.code
  }

  /// The format of a file. Its bytes, if they are conclusive, take precedence over its name.
  /// - Parameter text: the bytes as UTF-8.
  private func chosen(_ named: InputFormat?, _ first: ArraySlice<UInt8>, _ text: ArraySlice<UInt8>) -> InputFormat {
    let shown = Self.isUTF16(first) && DatabaseForm(text) != nil ? .database : InputFormat(firstBytes: first)
    if shown == .mail || shown == .feed || shown == .database { return named == .jsonl ? .jsonl : shown }
    return named ?? shown
  }

  /// The reader of a WACZ file or of a Word document; `nil` if another format was asked for.
  ///
  /// A ZIP archive is read from its end. One that comes through a pipe is kept in memory for that.
  private func zip(
    _ stored: BufferedInput, name: String, source: String?, reopen: ((Int) throws(IngestionError) -> any ByteSource)?
  ) throws(IngestionError) -> (any PageStream)? {
    guard format == .auto || format == .warc || format == .database else { return nil }
    let size: Int
    let open: (Int) throws(IngestionError) -> any ByteSource
    if let reopen, let source, let status = try? FileStatus(path: source) {
      (size, open) = (status.size, reopen)
    } else {
      guard let bytes = try stored.takeAll(limit: limits.archiveBytes) else {
        throw IngestionError(
          .tooLarge, source: name,
          message: "is a ZIP archive of more than \(limits.archiveBytes >> 20) MB that cannot be read twice; save it and name the file")
      }
      (size, open) = (bytes.count, { offset in MemorySource(bytes, from: offset) })
    }
    let directory = try ZipDirectory(size: size, name: name) { (offset, count) throws(IngestionError) in
      var bytes: [UInt8] = []
      _ = try BufferedInput(try open(offset), offset: offset).take(count, into: &bytes)
      return bytes
    }
    guard WACZReader.isWACZ(directory) else {
      if format != .warc, let text = directory.entries.first(where: { $0.name == WordText.part }) {
        let member = ZipMember(entry: text, place: "\(name): \(text.name)", open: open)
        return DatabaseReader(BufferedInput(try member.source()), .word, name: name, source: source, limits: limits)
      }
      if let what = ForeignShape.office(directory.entries.map(\.name)) {
        throw IngestionError(.unsupported, source: name, message: "is \(what)")
      }
      throw IngestionError(.binary, source: name, message: "is not a page but \(BinarySignature.zip)")
    }
    return WACZReader(directory: directory, name: name, source: source, limits: limits, revisits: revisits, open: open)
  }

  private static func isUTF16(_ bytes: ArraySlice<UInt8>) -> Bool { bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) }

  private static func empty(_ name: String) -> IngestionError {
    IngestionError(.isEmpty, source: name, message: "is empty; there is nothing to read")
  }
}

/// Bytes in memory, opened when the first page is asked for.
final class OpenedBytes: PageStream {
  private let bytes: [UInt8]
  private let opener: InputOpener
  private var stream: (any PageStream)?
  private var isOpened = false

  init(_ bytes: [UInt8], _ opener: InputOpener) {
    self.bytes = bytes
    self.opener = opener
  }

  var leftOut: Int { stream?.leftOut ?? 0 }

  func next() -> Result<RawPage, IngestionError>? {
    if !isOpened {
      isOpened = true
      do throws(IngestionError) {
        stream = try opener.open(MemorySource(bytes), name: InputOpener.standardInputName, source: nil, named: nil)
      } catch { return .failure(error) }
    }
    return stream?.next()
  }
}

extension InputOpener {
  /// Whether a word-processor document is an export.
  static func isDatabaseExport(_ path: String) -> Bool {
    guard let stream = try? InputOpener(format: .auto, limits: InputLimits()).open(path), stream is DatabaseReader else { return false }
    if case .success? = stream.next() { return true }
    return false
  }

  /// Whether a file begins with an article in JSON, or is a feed with full content.
  static func holdsArticle(_ path: String, _ kind: InputFormat, _ keys: JSONKeys) -> Bool {
    guard let file = try? FileSource(path: path, name: path) else { return false }
    let input = BufferedInput(file)
    guard (try? input.fill(searched)) != nil else { return false }
    let head = Array(input.window.prefix(searched))
    if kind == .feed {
      guard FeedReader.isFeed(head.prefix(looked)) else { return false }
      // The last item may be cut off; the first one is enough.
      let feed = FeedReader(BufferedInput(MemorySource(head)), name: path, source: path, limits: InputLimits())
      if case .success? = feed.next() { return true }
      return false
    }
    var scanner = JSONScanner(head)
    if scanner.next() == UInt8(ascii: "[") { scanner.skip(1) }
    guard scanner.next() == UInt8(ascii: "{") else { return false }
    let start = scanner.position
    guard (try? scanner.skipValue()) != nil else { return false }
    let object = BufferedInput(MemorySource(Array(head[start..<scanner.position])))
    guard case .success(let page)? = JSONLinesReader(object, name: path, limits: InputLimits(), keys: keys).next() else { return false }
    return page.bytes.count >= leastText
  }

  /// How much of a file of unknown content is searched for its first article.
  private static let searched = 1 << 20
  /// The least bytes of an article's text in such a file: settings have a "text" or "content" too.
  private static let leastText = 120
}
