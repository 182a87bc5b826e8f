/// The pages of one input, one after the other.
protocol PageStream: AnyObject {
  /// The next page, or the reason why one could not be read; `nil` at the end.
  func next() -> Result<RawPage, IngestionError>?
  /// How many parts of the input were not pages so far and were left out.
  var leftOut: Int { get }
}

extension PageStream {
  var leftOut: Int { 0 }
}

/// An input that is one page: an HTML or text file.
final class SinglePage: PageStream {
  private var input: BufferedInput?
  private let name: String
  private let source: String?
  private let isText: Bool
  /// What it is if it is no article, by its bytes.
  private let refusal: @Sendable ([UInt8]) -> String?
  private let limits: InputLimits

  init(
    _ input: BufferedInput, name: String, source: String?, isText: Bool, limits: InputLimits,
    refusal: @escaping @Sendable ([UInt8]) -> String? = { _ in nil }
  ) {
    self.input = input
    self.name = name
    self.source = source
    self.isText = isText
    self.refusal = refusal
    self.limits = limits
  }

  func next() -> Result<RawPage, IngestionError>? {
    guard let input else { return nil }
    self.input = nil
    do throws(IngestionError) {
      let limit = isText ? limits.textBytes : limits.pageBytes
      guard let bytes = try input.takeAll(limit: limit) else { return .failure(.tooLarge(source: name, limit: limit)) }
      if bytes.allSatisfy({ $0 <= 0x20 }) {
        return .failure(IngestionError(.isEmpty, source: name, message: "is empty; there is nothing to read"))
      }
      if let what = refusal(bytes) { return .failure(IngestionError(.unsupported, source: name, message: "is \(what)")) }
      return .success(page(bytes))
    } catch { return .failure(error) }
  }

  private func page(_ bytes: [UInt8]) -> RawPage {
    var page = RawPage(isText ? .text(bytes) : .html(bytes), source: source)
    page.inputName = name
    return page
  }
}

extension IngestionError {
  /// The error for a page beyond the limit.
  static func tooLarge(source: String, place: String? = nil, limit: Int) -> IngestionError {
    IngestionError(
      .tooLarge, source: source, place: place,
      message: "is larger than \(limit >> 20) MB, which no article is; split it or leave it out")
  }
}
