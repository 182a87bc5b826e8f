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
  private let keys: JSONKeys
  private var current: (any PageStream)?
  private var leftOutBefore = 0

  /// Makes a source of files, folders and `-` for standard input.
  /// - Parameter keys: which keys of JSON hold what.
  public init(paths: [String], format: InputFormat = .auto, limits: InputLimits = InputLimits(), keys: JSONKeys = .standard) {
    self.keys = keys
    walker = InputWalker(paths: paths, format: format)
    self.format = format
    self.limits = limits
  }

  /// Makes a source of bytes in memory, as if they came from standard input.
  public init(bytes: [UInt8], format: InputFormat = .auto, limits: InputLimits = InputLimits(), keys: JSONKeys = .standard) {
    self.keys = keys
    walker = InputWalker(paths: [], format: format)
    self.format = format
    self.limits = limits
    current = OpenedBytes(bytes, InputOpener(format: format, limits: limits, keys: keys))
  }

  /// How many files the paths and the folders among them hold, for a progress bar; what cannot be walked counts as one.
  public static func fileCount(_ paths: [String], format: InputFormat = .auto) -> Int {
    var walker = InputWalker(paths: paths, format: format)
    var count = 0
    while walker.next() != nil { count += 1 }
    return count
  }

  /// How many records of WARC files were no pages so far (requests, images, redirects), and were left out.
  public var leftOut: Int { leftOutBefore + (current?.leftOut ?? 0) }

  /// Files in folders that were passed over so far, by why.
  public var skippedFiles: [SkippedFile: Int] { walker.skipped }

  /// The next page, or why there is none in its place; `nil` at the end.
  public func next() -> Result<RawPage, IngestionError>? {
    while true {
      if let result = current?.next() { return result }
      leftOutBefore = leftOut
      current = nil
      switch walker.next() {
      case nil: return nil
      case .failure(let error): return .failure(error)
      case .success(let file):
        do throws(IngestionError) {
          current = try InputOpener(format: format, limits: limits, keys: keys).open(file.path)
        } catch { return .failure(error) }
      }
    }
  }
}
