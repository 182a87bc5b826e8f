import Foundation
import Record
import TestSupport
import Testing

@testable import Extraction

/// Pages of the corpus whose gold records have no figures: dates, scores and names alone. ``CorpusGoldenTests`` compares the others.
@Suite("Pages without figures") struct CorpusFiguresTests {
  struct Page: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let text: String
    let published: String?
  }

  static let pages: [Page] = {
    let files = (try? FileManager.default.contentsOfDirectory(at: Project.corpus, includingPropertiesForKeys: nil)) ?? []
    return files.filter { $0.pathExtension == "json" }.sorted { $0.path < $1.path }.compactMap { file in
      guard let data = try? Data(contentsOf: file), let gold = try? JSONSerialization.jsonObject(with: data) as? [String: Any],
        let text = gold["text"] as? String, (gold["figures"] as? [Any])?.isEmpty == true
      else { return nil }
      return Page(testDescription: file.lastPathComponent, text: text, published: gold["published"] as? String)
    }
  }()

  @Test func thereAreSuchPages() { #expect(Self.pages.count >= 10) }

  @Test("a page of dates, scores and names alone gives no figure", arguments: pages) func none(_ page: Page) {
    let found = FigureReading.record(page.text, published: page.published).figures
    #expect(found.isEmpty, "\(found.map(\.span.text))")
  }
}
