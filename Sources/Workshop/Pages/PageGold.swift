import Foundation
import Ingestion

/// Pages with the text that a person found in them: `NAME.html` with `NAME.json` beside it, or a folder `html` with a `gold.jsonl` beside
/// it, whose lines have an `id` and a `body`.
struct PageGold {
  /// A page and the texts that are right for it, with and without standfirst if they differ.
  struct Item {
    var page: RawPage
    var bodies: [String]
    /// The page's host, or its name: pages of one host are never split between training and test.
    var host: String
  }

  let items: [Item]

  /// Reads a folder's pages; those without gold are left out.
  init(folder: String) throws {
    let url = URL(fileURLWithPath: folder)
    let bodies = try Self.lines(url.appendingPathComponent("gold.jsonl"))
    let pages = bodies == nil ? url : url.appendingPathComponent("html")
    var items: [Item] = []
    for result in PageSource(paths: [pages.path], format: .html) {
      guard case .success(let page) = result, let source = page.source else { continue }
      let file = URL(fileURLWithPath: source)
      let name = file.lastPathComponent.split(separator: ".").first.map(String.init) ?? ""
      if let bodies {
        if let right = bodies[name] { items.append(Item(page: page, bodies: right.bodies, host: right.host ?? name)) }
      } else if let data = try? Data(contentsOf: file.deletingPathExtension().appendingPathExtension("json")),
        let record = try JSONSerialization.jsonObject(with: data) as? [String: Any], let text = record["text"] as? String
      {
        items.append(Item(page: page, bodies: [text], host: name))
      }
    }
    self.items = items
  }

  private static func lines(_ file: URL) throws -> [String: (bodies: [String], host: String?)]? {
    guard let data = try? Data(contentsOf: file) else { return nil }
    var bodies: [String: (bodies: [String], host: String?)] = [:]
    for line in data.split(separator: 10) {
      guard let item = try JSONSerialization.jsonObject(with: line) as? [String: Any], let id = item["id"] as? String,
        let body = item["body"] as? String
      else { continue }
      bodies[id] = (
        [body], (item["url"] as? String).flatMap { URL(string: $0)?.host }.map { $0.split(separator: ".").suffix(2).joined(separator: ".") }
      )
      if let standfirst = item["standfirst"] as? String, !standfirst.isEmpty { bodies[id]?.bodies.append(standfirst + "\n\n" + body) }
    }
    return bodies
  }
}

/// How much two texts have in common, as multisets of runs of four words. It compares any text with another, such as that of a single step
/// with each of the texts that are right for a page; `CorpusScore` compares whole records, each with its only gold record.
struct ShingleMatch {
  var both = 0, extra = 0, missed = 0

  init(_ right: [Substring: Int], _ found: [Substring: Int]) {
    for (shingle, count) in found { both += min(count, right[shingle] ?? 0) }
    extra = found.values.reduce(0, +) - both
    missed = right.values.reduce(0, +) - both
  }

  var f1: Double { both + extra + missed == 0 ? 1 : Double(2 * both) / Double(2 * both + extra + missed) }

  /// The shingles of a text: runs of four words, with single spaces between them.
  static func shingles(_ text: String) -> [Substring: Int] {
    let words = text.split { !($0.isLetter || $0.isNumber || $0 == "_") }
    guard !words.isEmpty else { return [:] }
    var counts: [Substring: Int] = [:]
    for start in 0..<max(1, words.count - 3) {
      counts[Substring(words[start..<min(words.count, start + 4)].joined(separator: " ")), default: 0] += 1
    }
    return counts
  }
}
