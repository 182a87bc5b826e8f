/// The articles of a database export.
final class DatabaseReader: PageStream {
  /// The file format that an export is wrapped in.
  enum Container {
    case plain(DatabaseForm)
    /// A word-processor document. Whether it is an export shows only in its text.
    case word, rich
  }

  private let container: Container
  private var input: BufferedInput?
  private let name: String
  private let source: String?
  private let limits: InputLimits
  private var documents: [(number: Int, document: DatabaseDocument)] = []
  /// Warnings that follow the documents.
  private var damage: IngestionError?

  init(_ input: BufferedInput, _ container: Container, name: String, source: String?, limits: InputLimits) {
    self.input = input
    self.container = container
    self.name = name
    self.source = source
    self.limits = limits
  }

  func next() -> Result<RawPage, IngestionError>? {
    if let input {
      self.input = nil
      do throws(IngestionError) {
        let limit = limits.lineBytes
        guard let bytes = try input.takeAll(limit: limit) else { throw .tooLarge(source: name, limit: limit) }
        documents = try parsed(bytes).enumerated().map { ($0.offset + 1, $0.element) }.reversed()
        if documents.isEmpty {
          if damage != nil { return next() }
          throw IngestionError(.notArticle, source: name, message: "is a database export without a document that holds text")
        }
      } catch { return .failure(error) }
    }
    guard let (number, document) = documents.popLast() else {
      defer { damage = nil }
      return damage.map { .failure($0) }
    }
    return .success(document.page(number, name: name, source: source))
  }

  private func parsed(_ bytes: [UInt8]) throws(IngestionError) -> [DatabaseDocument] {
    let text: [UInt8], kind: String
    switch container {
    case .plain(let form): return DatabaseParser(form: form).documents(EncodingSniffer.decodeText(bytes).utf8)
    case .word: (text, kind) = (WordText.text(bytes), "a Word document")
    case .rich:
      let (lines, isWhole) = RichText.text(bytes)
      (text, kind) = (lines, "an RTF document")
      if !isWhole {
        damage = IngestionError(
          .truncated, source: name, message: "is an RTF document that ends in the middle; the file was cut, get it again")
      }
    }
    guard let form = DatabaseForm(text[...]) else {
      if let cut = damage {
        damage = nil
        throw cut
      }
      throw IngestionError(
        .unsupported, source: name,
        message: "is \(kind), and no export of Nexis, Factiva or ProQuest; save it as text or HTML first, for example with pandoc")
    }
    return DatabaseParser(form: form, linesAreParagraphs: true).documents(text)
  }
}
