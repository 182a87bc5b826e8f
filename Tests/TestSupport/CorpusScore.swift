package import Foundation

/// Compares records with gold records in every field, and counts what agrees: the one scorer of the corpus's pages, for the tests and for
/// the Workshop.
///
/// Findings are paired by place: quotes whose spans agree by four fifths of what either covers, figures that overlap and have the same
/// value, officials with the same name. A field counts if the gold record gives it and if the program's record does, once each, so that
/// neither silence nor invention is free.
package struct CorpusScore: Sendable {
  /// How often something was right, and how often it was counted.
  package struct Count: Sendable, Hashable {
    package var right = 0
    package var all = 0

    package init() {}

    /// In percent; 100 if nothing was counted.
    package var percent: Double { all == 0 ? 100 : 100 * Double(right) / Double(all) }
  }

  /// By the name of what is counted: `quotes.speaker`, `figures.found`, `title`.
  package private(set) var counts: [String: Count] = [:]
  /// What is wrong, one line each, if it is asked for.
  package private(set) var errors: [String] = []
  private let keepsErrors: Bool
  private var page = ""

  /// Makes an empty score.
  package init(keepsErrors: Bool = false) { self.keepsErrors = keepsErrors }

  /// The gold records of a folder: each page with its record.
  package static func gold(in folder: URL) throws -> [(page: URL, record: [String: Any])] {
    let files = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
    return try files.filter { $0.pathExtension == "html" }.sorted { $0.path < $1.path }.compactMap { page in
      let gold = page.deletingPathExtension().appendingPathExtension("json")
      guard FileManager.default.fileExists(atPath: gold.path) else { return nil }
      return (page, try JSONSerialization.jsonObject(with: Data(contentsOf: gold)) as? [String: Any] ?? [:])
    }
  }

  /// The results, one line each: name, percentage, right, and counted.
  package var table: String {
    counts.sorted { $0.key < $1.key }.map { name, count in
      "\(name)\t\(String(format: "%.1f", count.percent))\t\(count.right)/\(count.all)\n"
    }.joined()
  }

  // MARK: Counting

  /// Fields that hold a place or refer to another finding, or say how sure the program is.
  private static let skipped: Set<String> = [
    "id", "source", "text", "paragraphs", "quotes", "figures", "officials", "not_quotes", "not_figures", "start", "end", "group", "quote",
    "confidence", "mentions", "title_span", "unit_text", "period_text", "tolerance", "vague",
  ]

  /// Scores a page's record against the gold record, both in their printed form.
  package mutating func count(_ record: [String: Any], against gold: [String: Any], page name: String) {
    page = name
    for key in gold.keys.sorted() where !Self.skipped.contains(key) { compare(key, record[key], gold[key]) }
    compareText(record["text"] as? String ?? "", gold["text"] as? String ?? "")
    let lists = ["quotes", "figures", "officials"]
    for list in lists {
      pair(
        list, record[list] as? [[String: Any]] ?? [], gold[list] as? [[String: Any]] ?? [], officials: (officials(record), officials(gold)))
    }
  }

  private mutating func add(_ name: String, _ isRight: Bool, _ words: @autoclosure () -> String) {
    counts[name, default: Count()].all += 1
    if isRight { counts[name, default: Count()].right += 1 } else if keepsErrors { errors.append("\(name)\t\(page)\t\(words())") }
  }

  private mutating func compare(_ name: String, _ found: Any?, _ gold: Any?, _ words: String = "") {
    let (found, gold) = (Self.text(found), Self.text(gold))
    guard found != nil || gold != nil else { return }
    add(name, found == gold, "\(found ?? "-"), not \(gold ?? "-")\(words.isEmpty ? "" : ": ")\(words)")
  }

  /// The words of the body, as a multiset: how many of each side's words the other side has.
  private mutating func compareText(_ found: String, _ gold: String) {
    func words(_ text: String) -> [Substring: Int] {
      Dictionary(text.split(whereSeparator: \.isWhitespace).map { ($0, 1) }, uniquingKeysWith: +)
    }
    let (found, gold) = (words(found), words(gold))
    let both = gold.reduce(0) { $0 + min($1.value, found[$1.key] ?? 0) }
    counts["text", default: Count()].right += 2 * both
    counts["text", default: Count()].all += found.values.reduce(0, +) + gold.values.reduce(0, +)
  }

  private func officials(_ record: [String: Any]) -> [String: String] {
    let all = (record["officials"] as? [[String: Any]] ?? []).compactMap { official -> (String, String)? in
      guard let id = official["id"] as? String, let name = official["name"] as? String else { return nil }
      return (id, name)
    }
    return Dictionary(all, uniquingKeysWith: { first, _ in first })
  }

  /// Pairs the findings of a list; what is left was missed, or is too many.
  private mutating func pair(
    _ list: String, _ found: [[String: Any]], _ gold: [[String: Any]], officials: (found: [String: String], gold: [String: String])
  ) {
    var open = Array(found.indices)
    var matched = 0
    for finding in gold {
      let words = (finding["text"] ?? finding["name"]) as? String ?? ""
      guard let place = open.firstIndex(where: { Self.isSame(list, found[$0], finding) }) else {
        if keepsErrors { errors.append("\(list) missed\t\(page)\t\(words)") }
        continue
      }
      let partner = found[open.remove(at: place)]
      matched += 1
      for key in finding.keys.sorted() where !Self.skipped.contains(key) {
        if key == "official" {
          compare(
            "\(list).official", (partner[key] as? String).flatMap { officials.found[$0] },
            (finding[key] as? String).flatMap { officials.gold[$0] }, words)
        } else {
          compare("\(list).\(key)", partner[key], finding[key], words)
        }
      }
    }
    if keepsErrors {
      for place in open { errors.append("\(list) too many\t\(page)\t\((found[place]["text"] ?? found[place]["name"]) ?? "")") }
    }
    // F1, computed from the parts of what both have together.
    counts["\(list).found", default: Count()].right += 2 * matched
    counts["\(list).found", default: Count()].all += found.count + gold.count
  }

  private static func isSame(_ list: String, _ found: [String: Any], _ gold: [String: Any]) -> Bool {
    if list == "officials" { return found["name"] as? String == gold["name"] as? String }
    guard let first = range(found), let second = range(gold) else { return false }
    let shared = first.clamped(to: second).count
    if list == "quotes" { return Double(shared) >= 0.8 * Double(first.count + second.count - shared) }
    return shared > 0 && text(found["value"]) == text(gold["value"]) && text(found["value_high"]) == text(gold["value_high"])
  }

  private static func range(_ finding: [String: Any]) -> Range<Int>? {
    guard let start = finding["start"] as? Int, let end = finding["end"] as? Int, start <= end else { return nil }
    return start..<end
  }

  /// A value for comparison: numbers to five digits, spans by their words, lists by their parts; `nil` for none.
  private static func text(_ value: Any?) -> String? {
    switch value {
    case let text as String: text
    case let number as NSNumber: String(format: "%.5g", number.doubleValue)
    case let list as [Any]: list.isEmpty ? nil : list.compactMap(text).joined(separator: "; ")
    case let object as [String: Any]: (object["text"] ?? object["value"]).flatMap(text)
    default: nil
    }
  }
}
