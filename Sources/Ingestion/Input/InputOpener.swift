/// Opens a file: tells its format and compression, and refuses what is no text.
struct InputOpener {
  let format: InputFormat
  let limits: InputLimits

  /// How standard input is called in messages.
  static let standardInputName = "standard input"

  /// How many first bytes are needed to tell formats apart; more are looked at if they are there. Waiting for more would
  /// hold up a pipe whose writer waits for an answer.
  private static let needed = 8
  /// How many first bytes are looked at.
  private static let looked = 2048

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
  ///   - told: the format that a file name tells.
  ///   - reopen: opens the same bytes again at an offset, where that can be done.
  func open(
    _ bytes: any ByteSource, name: String, source: String?, told: InputFormat?,
    reopen: ((Int) throws(IngestionError) -> any ByteSource)? = nil
  ) throws(IngestionError) -> any PageStream {
    let stored = BufferedInput(bytes)
    if !(try stored.fill(Self.needed)), stored.available == 0 { throw Self.empty(name) }
    let isCompressed = GunzipSource.isMember(stored.window)
    let first = isCompressed ? GunzipSource.beginning(of: stored, count: Self.looked) : stored.window.prefix(Self.looked)
    if format == .warc || format == .auto && (WARCHeader.isVersionLine(first) || told == .warc && !first.isEmpty) {
      return WARCReader(stored, name: name, source: source, limits: limits, reopen: reopen)
    }
    let input = isCompressed ? BufferedInput(GunzipSource(stored, name: name)) : stored
    try input.fill(Self.needed)
    if input.available == 0 { throw Self.empty(name) }
    if !first.starts(with: [0xFF, 0xFE]), !first.starts(with: [0xFE, 0xFF]), let what = BinarySignature.description(first) {
      throw IngestionError(.binary, source: name, message: "is not a page but \(what)")
    }
    switch format == .auto ? told ?? InputFormat(firstBytes: first) : format {
    case .jsonl: return JSONLinesReader(input, name: name, limits: limits)
    case .text: return SinglePage(input, name: name, source: source, isText: true, limits: limits)
    case .html, .auto, .warc: return SinglePage(input, name: name, source: source, isText: false, limits: limits)
    }
  }

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
