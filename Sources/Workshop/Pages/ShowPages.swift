import Foundation
import Ingestion
import Record

/// Prints the articles of pages as JSON Lines: text, paragraphs, metadata and where each value came from.
enum ShowPages: WorkshopCommand {
  static let path = ["show", "pages"]
  static let summary = "the articles of the HTML files given, as JSON Lines with the origin of each value"

  static func run(_ arguments: [String]) throws {
    for file in arguments {
      var page = RawPage(.html(try Data(contentsOf: URL(fileURLWithPath: file)).map { $0 }))
      page.source = file
      guard case .html(let bytes) = page.content else { continue }
      do {
        let article = try HTMLArticleReader.article(of: page, bytes: bytes)
        let map = article.text.unicodeScalars
        _ = map
        var offsets = [Int](repeating: 0, count: article.text.utf8.count + 1)
        var points = 0
        for (index, byte) in article.text.utf8.enumerated() {
          if byte & 0xC0 != 0x80 { points += 1 }
          offsets[index + 1] = points
        }
        let paragraphs = article.paragraphs.map {
          ["start": offsets[$0.range.start], "end": offsets[$0.range.end], "kind": $0.kind.rawValue] as [String: Any]
        }
        let object: [String: Any] = [
          "source": file, "text": article.text, "paragraphs": paragraphs, "title": article.title ?? NSNull(),
          "authors": article.authors, "published": article.published ?? NSNull(), "modified": article.modified ?? NSNull(),
          "site": article.site ?? NSNull(), "url": article.url ?? NSNull(), "canonical_url": article.canonicalURL ?? NSNull(),
          "language": article.language ?? NSNull(), "origins": article.origins, "warnings": article.warnings,
        ]
        let data = try JSONSerialization.data(withJSONObject: object, options: [.sortedKeys, .withoutEscapingSlashes])
        print(String(decoding: data, as: UTF8.self))
      } catch {
        FileHandle.standardError.write(Data("\(file): \(error)\n".utf8))
      }
    }
  }
}
