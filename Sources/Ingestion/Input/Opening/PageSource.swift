/// The pages of files, folders and standard input, one at a time and in order.
///
/// Pages are read as they are asked for, so memory stays the same however long the input is. For a page that cannot be read, there is an
/// error in its place, and the next page follows. If the original of a revisit is in a later file, the revisit's page comes at the end.
///
/// ```swift
/// let source = PageSource(paths: ["pages/", "-"])
/// while let result = source.next() { … }
/// ```
public final class PageSource: Sequence, IteratorProtocol {
  private var walker: InputWalker
  private let opener: InputOpener
  private let revisits = RevisitIndex(waits: true)
  /// Revisits whose pages were in no file before them, the next one last.
  private var waiting: [Revisit]?
  private var current: (any PageStream)?
  /// Whether the current file was found in a folder rather than named by the user.
  private var isWalked = false
  private var leftOutBefore = 0
  /// Whether the given keys that no object had were reported.
  private var hasReportedKeys = false

  /// Makes a source of files, folders and `-` for standard input.
  /// - Parameter keys: which keys of JSON hold what.
  public init(paths: [String], format: InputFormat = .auto, limits: InputLimits = InputLimits(), keys: JSONKeys = .standard) {
    walker = InputWalker(paths: paths, format: format, keys: keys)
    opener = InputOpener(format: format, limits: limits, keys: keys, revisits: revisits)
  }

  /// Makes a source of bytes in memory, as if they came from standard input.
  public init(bytes: [UInt8], format: InputFormat = .auto, limits: InputLimits = InputLimits(), keys: JSONKeys = .standard) {
    walker = InputWalker(paths: [], format: format)
    opener = InputOpener(format: format, limits: limits, keys: keys, revisits: revisits)
    current = OpenedBytes(bytes, opener)
  }

  /// How many files there are in the paths and the folders among them, for a progress bar. A folder that cannot be walked counts as one.
  public static func fileCount(_ paths: [String], format: InputFormat = .auto) -> Int {
    var walker = InputWalker(paths: paths, format: format)
    var count = 0
    while walker.next() != nil { count += 1 }
    return count
  }

  /// How many records of WARC files were not pages so far (requests, images, redirects) and were left out.
  public var leftOut: Int { leftOutBefore + (current?.leftOut ?? 0) }

  /// How many files in folders have been skipped so far, by reason.
  public var skippedFiles: [SkippedFile: Int] { walker.skipped }

  /// How many of the skipped files of an unknown kind have each ending (".pdf"; empty for none).
  public var skippedEndings: [String: Int] { walker.skippedEndings }

  /// The next page, or the reason why there is none in its place; `nil` at the end.
  public func next() -> Result<RawPage, IngestionError>? {
    while true {
      if let result = current?.next() {
        guard isWalked, case .success(var page) = result else { return result }
        page.isWalked = true
        return .success(page)
      }
      leftOutBefore = leftOut
      current = nil
      switch walker.next() {
      case nil: return nextRevisit()
      case .failure(let error): return .failure(error)
      case .success(let file):
        do throws(IngestionError) {
          isWalked = !file.isGiven
          current = try opener.open(file.path)
        } catch { return .failure(error) }
      }
    }
  }

  /// The report, made once, of given keys that no object had.
  private func missingKeys() -> Result<RawPage, IngestionError>? {
    defer { hasReportedKeys = true }
    return hasReportedKeys ? nil : opener.reportedKeys.missing(opener.keys).map { .failure($0) }
  }

  /// The page of the next revisit that waited for records read after it.
  private func nextRevisit() -> Result<RawPage, IngestionError>? {
    if waiting == nil { waiting = revisits.takeWaiting().reversed() }
    guard let revisit = waiting?.popLast() else { return missingKeys() }
    do throws(IngestionError) {
      guard let page = try revisit.page(among: revisits) else { return .failure(revisit.failure) }
      return .success(page)
    } catch { return .failure(error) }
  }
}
