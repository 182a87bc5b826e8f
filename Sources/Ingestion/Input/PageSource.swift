internal import Platform

/// The pages of files, folders and standard input, one at a time and in order.
///
/// Pages are read as they are asked for, so memory stays the same however long the input is. What cannot be read comes
/// as an error in its place, and the next page follows.
///
/// ```swift
/// let source = PageSource(paths: ["pages/", "-"])
/// while let result = source.next() { … }
/// ```
public final class PageSource: Sequence, IteratorProtocol {
  private var walker: InputWalker
  private let format: InputFormat
  private let limits: InputLimits
  private var current: (any PageStream)?

  /// Makes a source of files, folders and `-` for standard input.
  public init(paths: [String], format: InputFormat = .auto, limits: InputLimits = InputLimits()) {
    walker = InputWalker(paths: paths, format: format)
    self.format = format
    self.limits = limits
  }

  /// How many files the paths and the folders among them hold, for a progress bar; what cannot be walked counts as one.
  public static func fileCount(_ paths: [String], format: InputFormat = .auto) -> Int {
    var walker = InputWalker(paths: paths, format: format)
    var count = 0
    while walker.next() != nil { count += 1 }
    return count
  }

  /// The next page, or why there is none in its place; `nil` at the end.
  public func next() -> Result<RawPage, IngestionError>? {
    while true {
      if let result = current?.next() { return result }
      current = nil
      switch walker.next() {
      case nil: return nil
      case .failure(let error): return .failure(error)
      case .success(let file):
        do throws(IngestionError) {
          current = try InputOpener(format: format, limits: limits).open(file.path)
        } catch { return .failure(error) }
      }
    }
  }
}

/// Opens a file: tells its format and compression, and refuses what is no text.
struct InputOpener {
  let format: InputFormat
  let limits: InputLimits

  /// How an input is called in messages.
  static let standardInputName = "standard input"

  /// How many first bytes tell the format.
  private static let sniffed = 2048

  func open(_ path: String) throws(IngestionError) -> any PageStream {
    let isStandardInput = path == "-"
    let name = isStandardInput ? Self.standardInputName : path
    let file: FileInput
    do {
      file = isStandardInput ? .standardInput : try FileInput(path: path)
    } catch { throw IngestionError(error, source: name) }
    return try open(
      FileSource(file, name: name), name: name, source: isStandardInput ? nil : path,
      told: isStandardInput ? nil : InputFormat(fileName: path))
  }

  /// Opens bytes; `told` is the format that a file name tells.
  func open(_ bytes: any ByteSource, name: String, source: String?, told: InputFormat?) throws(IngestionError) -> any PageStream {
    let stored = BufferedInput(bytes)
    try stored.fill(Self.sniffed)
    if stored.available == 0 { throw IngestionError(.isEmpty, source: name, message: "is empty; there is nothing to read") }
    let isCompressed = GunzipSource.isMember(stored.window)
    let input = isCompressed ? BufferedInput(GunzipSource(stored, name: name)) : stored
    try input.fill(Self.sniffed)
    if input.available == 0 { throw IngestionError(.isEmpty, source: name, message: "is empty; there is nothing to read") }
    let first = input.window.prefix(Self.sniffed)
    if !first.starts(with: [0xFF, 0xFE]), !first.starts(with: [0xFE, 0xFF]), let what = BinarySignature.description(first) {
      throw IngestionError(.binary, source: name, message: "is not a page but \(what)")
    }
    switch chosen(told: told, first: first) {
    case .jsonl: return JSONLinesReader(input, name: name, limits: limits)
    case .warc: throw IngestionError(.unsupported, source: name, message: "WARC files are not read yet")
    case .text: return SinglePage(input, name: name, source: source, isText: true, limits: limits)
    case .html, .auto: return SinglePage(input, name: name, source: source, isText: false, limits: limits)
    }
  }

  private func chosen(told: InputFormat?, first: ArraySlice<UInt8>) -> InputFormat {
    if format != .auto { return format }
    if WARCHeader.isVersionLine(first) { return .warc }
    return told ?? InputFormat(firstBytes: first)
  }
}
