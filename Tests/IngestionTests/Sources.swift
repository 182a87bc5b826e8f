import Testing

@testable import Ingestion

/// The pages that bytes in memory give, as an input of that name.
func pages(
  _ bytes: [UInt8], named name: String = "-", format: InputFormat = .auto, limits: InputLimits = InputLimits()
) -> [Result<RawPage, IngestionError>] {
  do {
    let stream = try InputOpener(format: format, limits: limits).open(
      MemorySource(bytes), name: name, source: name == "-" ? nil : name, named: name == "-" ? nil : InputFormat(fileName: name))
    var results: [Result<RawPage, IngestionError>] = []
    while let result = stream.next() { results.append(result) }
    return results
  } catch { return [.failure(error)] }
}

/// As ``pages(_:named:format:limits:)``, for text.
func pages(_ text: String, named name: String = "-", format: InputFormat = .auto) -> [Result<RawPage, IngestionError>] {
  pages(Array(text.utf8), named: name, format: format)
}

extension Result where Success == RawPage, Failure == IngestionError {
  /// The page's bytes as text.
  var words: String? {
    switch self {
    case .success(let page):
      switch page.content {
      case .html(let bytes), .text(let bytes): String(decoding: bytes, as: UTF8.self)
      }
    case .failure: nil
    }
  }

  /// The error's reason.
  var reason: IngestionError.Reason? {
    if case .failure(let error) = self { return error.reason }
    return nil
  }

  /// The page.
  var page: RawPage? { try? get() }

  /// The error.
  var error: IngestionError? {
    if case .failure(let error) = self { return error }
    return nil
  }
}
