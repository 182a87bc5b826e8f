internal import Ingestion
internal import Synchronization

/// Passes on the pages of a source, and keeps what there is to report about it at the end.
final class PageFeed: Sendable {
  private let skipped = Mutex<(files: [SkippedFile: Int], endings: [String: Int])>(([:], [:]))

  /// The pages one after the other, `nil` at the end.
  func pages(of source: sending PageSource) -> sending () -> Result<RawPage, IngestionError>? {
    return { [self] in
      if let page = source.next() { return page }
      skipped.withLock { $0 = (source.skippedFiles, source.skippedEndings) }
      return nil
    }
  }

  /// How many files in folders were skipped and why, in one line; `nil` if none was.
  ///
  /// Parts of saved pages and hidden files are mentioned only beside others, because nobody misses them.
  var skippedInWords: String? {
    let (files, endings) = skipped.withLock { $0 }
    guard files[.notAnInput] ?? 0 > 0 || files[.otherFormat] ?? 0 > 0 else { return nil }
    let reasons = SkippedFile.allCases.compactMap { reason -> String? in
      guard let count = files[reason] else { return nil }
      return "\(count) \(reason.words)" + (reason == .notAnInput ? Self.list(endings) : "")
    }
    let sum = files.values.reduce(0, +)
    return "\(sum) \(sum == 1 ? "file" : "files") passed over: \(reasons.joined(separator: ", "))"
  }

  /// " (12 .pdf, 3 .docx, 1 without an ending)"
  private static func list(_ endings: [String: Int]) -> String {
    let most = endings.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(5)
    let words = most.map { "\($0.value) \($0.key.isEmpty ? "without an ending" : $0.key)" }
    return " (\(words.joined(separator: ", "))\(endings.count > most.count ? " …" : ""))"
  }
}
