internal import Platform

/// Opens a file: detects its format and compression, and refuses what is not text.
struct InputOpener {
  let format: InputFormat
  let limits: InputLimits
  /// Which keys of JSON hold what.
  var keys = JSONKeys.standard
  /// The unknown keys of JSON that were named already.
  let toldKeys = ToldKeys()
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
      bytes, name: name, source: isStandardInput ? nil : path, told: isStandardInput ? nil : InputFormat(fileName: path),
      reopen: !isStandardInput && bytes.isSeekable ? reopen : nil)
  }

  /// Opens bytes.
  /// - Parameters:
  ///   - told: the format given by a file name.
  ///   - reopen: opens the same bytes again at an offset, if that is possible.
  func open(
    _ bytes: any ByteSource, name: String, source: String?, told: InputFormat?,
    reopen: ((Int) throws(IngestionError) -> any ByteSource)? = nil
  ) throws(IngestionError) -> any PageStream {
    let stored = BufferedInput(bytes)
    if !(try stored.fill(Self.needed)), stored.available == 0 { throw Self.empty(name) }
    if ZstdSource.isFrame(stored.window) {
      // The content of zstd frames cannot be read again from the middle.
      return try open(ZstdSource(stored, name: name), name: name, source: source, told: told, reopen: nil)
    }
    if stored.window.starts(with: [0x50, 0x4B, 3, 4]), let archive = try zip(name: name, source: source, reopen: reopen) { return archive }
    let isCompressed = GunzipSource.isMember(stored.window)
    let first = isCompressed ? GunzipSource.beginning(of: stored, count: Self.looked) : stored.window.prefix(Self.looked)
    if format == .auto || format == .warc, ARCReader.isVersionBlock(first) {
      return ARCReader(stored, name: name, source: source, limits: limits)
    }
    if format == .warc || format == .auto && (WARCHeader.isVersionLine(first) || told == .warc && !first.isEmpty) {
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
    if format == .auto, let what = ForeignShape.description(text) {
      throw IngestionError(.unsupported, source: name, message: "is \(what)")
    }
    switch format == .auto ? chosen(told, first, text) : format {
    case .jsonl: return JSONLinesReader(input, name: name, limits: limits, keys: keys, told: toldKeys)
    case .text: return SinglePage(input, name: name, source: source, isText: true, limits: limits)
    case .mail: return MessageReader(input, name: name, source: source, limits: limits)
    case .feed: return FeedReader(input, name: name, source: source, limits: limits)
    case .database:
      return DatabaseReader(input, .plain(DatabaseForm(text) ?? .nexis), name: name, source: source, limits: limits)
    case .html where format == .auto && DatabaseMarkup.isLikely(first):
      return DatabasePage(input, name: name, source: source, limits: limits)
    case .html, .auto, .warc: return SinglePage(input, name: name, source: source, isText: false, limits: limits)
    }
  }

  /// The format of a file. Its bytes, if they are conclusive, take precedence over its name.
  /// - Parameter text: the bytes as UTF-8.
  private func chosen(_ told: InputFormat?, _ first: ArraySlice<UInt8>, _ text: ArraySlice<UInt8>) -> InputFormat {
    let shown = Self.isUTF16(first) && DatabaseForm(text) != nil ? .database : InputFormat(firstBytes: first)
    if shown == .mail || shown == .feed || shown == .database { return told == .jsonl ? .jsonl : shown }
    return told ?? shown
  }

  /// The reader of a WACZ file or of a Word document; `nil` if the ZIP archive is something else.
  private func zip(
    name: String, source: String?, reopen: ((Int) throws(IngestionError) -> any ByteSource)?
  ) throws(IngestionError) -> (any PageStream)? {
    guard format == .auto || format == .warc || format == .database, let reopen, let source, let status = try? FileStatus(path: source)
    else { return nil }
    let directory = try ZipDirectory(size: status.size, name: name) { (offset, count) throws(IngestionError) in
      var bytes: [UInt8] = []
      _ = try BufferedInput(try reopen(offset), offset: offset).take(count, into: &bytes)
      return bytes
    }
    guard WACZReader.isWACZ(directory) else {
      if format != .warc, let text = directory.entries.first(where: { $0.name == WordText.part }) {
        let member = ZipMember(entry: text, place: "\(name): \(text.name)", open: reopen)
        return DatabaseReader(BufferedInput(try member.source()), .word, name: name, source: source, limits: limits)
      }
      if let what = ForeignShape.office(directory.entries.map(\.name)) {
        throw IngestionError(.unsupported, source: name, message: "is \(what)")
      }
      return nil
    }
    return WACZReader(directory: directory, name: name, source: source, limits: limits, revisits: revisits, open: reopen)
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
        stream = try opener.open(MemorySource(bytes), name: InputOpener.standardInputName, source: nil, told: nil)
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
}
