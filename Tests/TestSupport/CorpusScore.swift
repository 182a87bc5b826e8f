package import Foundation
package import Record

/// Compares records with gold records in every field, and counts what agrees: the one scorer of records that are right in full, as those of
/// `Corpus/` are, for the tests and for the Workshop. Marked articles, in which several answers can be right or some fields are not marked, have
/// scorers of their own.
///
/// Findings are paired by place: quotes whose spans agree by four fifths of what either covers, figures that overlap and have the same
/// value, officials with the same name. A field counts if the gold record gives it and if the program's record does, once each, so that
/// neither silence nor invention is free. A field that a gold record does not have at all is not counted there.
package struct CorpusScore: Sendable {
  /// How often something was right, and how often it was counted.
  package struct Count: Sendable, Hashable {
    package var right = 0
    package var all = 0

    package init() {}

    /// In percent; 100 if nothing was counted.
    package var percent: Double { all == 0 ? 100 : 100 * Double(right) / Double(all) }
  }

  /// The findings of a list, such as `quotes`.
  private struct Findings {
    /// How many the program has, how many the gold records have, and how many are the same.
    var (found, gold, same) = (0, 0, 0)
  }

  /// How many pages were scored.
  package private(set) var pages = 0
  private var lists: [String: Findings] = [:]
  /// By the name of what is counted: `quotes.speaker`, `figures.found`, `title`.
  package private(set) var counts: [String: Count] = [:]
  /// What is wrong, one line each, if it is asked for.
  package private(set) var errors: [String] = []
  private let keepsErrors: Bool
  private var page = ""

  /// Makes an empty score.
  package init(keepsErrors: Bool = false) { self.keepsErrors = keepsErrors }

  /// Scores the pages of a folder that have a gold record beside them: `NAME.html` with `NAME.json`.
  /// - Parameter records: gives the records of a page's file.
  package init(of folder: URL, keepsErrors: Bool = false, records: (URL) throws -> [ArticleRecord]) throws {
    self.init(keepsErrors: keepsErrors)
    for (page, gold) in try Self.gold(in: folder) {
      for record in try records(page) {
        let printed = try JSONSerialization.jsonObject(with: Data(RecordEncoder.encode(record))) as? [String: Any] ?? [:]
        count(printed, against: gold, page: page.lastPathComponent)
      }
    }
  }

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

  /// The precision and recall of a list of findings, and the results of its fields.
  package func table(of list: String) -> String {
    let all = lists[list] ?? Findings()
    func row(_ name: String, _ part: Int, _ whole: Int) -> String {
      "\(list) \(name)\t\(whole == 0 ? "-" : String(format: "%.1f", 100 * Double(part) / Double(whole)))\t\(part)/\(whole)\n"
    }
    let fields = table.split(separator: "\n").filter { $0.hasPrefix(list + ".") }.map { $0 + "\n" }.joined()
    return row("precision", all.same, all.found) + row("recall", all.same, all.gold) + fields
  }

  // MARK: Counting

  private typealias Finding = [String: Any]
  private static let listNames = ["quotes", "figures", "officials"]
  /// Fields of the article that are counted in a way of their own, or that say where the page was.
  private static let special: Set<String> = [
    "id", "source", "text", "paragraphs", "quotes", "figures", "officials", "not_quotes", "not_figures",
  ]

  /// Scores a page's record against the gold record, both in their printed form.
  package mutating func count(_ record: [String: Any], against gold: [String: Any], page name: String) {
    page = name
    pages += 1
    for key in gold.keys.sorted() where !Self.special.contains(key) { compare(key, record[key], gold[key]) }
    let texts = (record["text"] as? String ?? "", gold["text"] as? String ?? "")
    countShared("text", texts.0.split(whereSeparator: \.isWhitespace), texts.1.split(whereSeparator: \.isWhitespace))
    countShared("paragraphs", paragraphs(record), paragraphs(gold))
    var pairs: [String: [(found: Int, gold: Int)]] = [:]
    var names = (found: Names(), gold: Names())
    for list in Self.listNames {
      let (found, gold) = (findings(record, list), findings(gold, list))
      pairs[list] = pair(list, found, gold)
      names.gold.add(list, gold) { gold[$0]["id"] as? String }
      names.found.add(list, found) { place in
        pairs[list]?.first { $0.found == place }.flatMap { gold[$0.gold]["id"] as? String }
      }
    }
    for list in Self.listNames {
      let (found, gold) = (findings(record, list), findings(gold, list))
      for (place, partner) in pairs[list] ?? [] { compare(list, found[place], gold[partner], names) }
      countChances(list, found, gold, pairs[list] ?? [])
      for (place, finding) in gold.enumerated() where finding["kind"] as? String == "direct" {
        add("quotes.direct", pairs[list]?.contains { $0.gold == place } == true, Self.words(finding))
      }
    }
    for list in ["quotes", "figures"] {
      for stretch in findings(gold, "not_" + list) {
        let isFound = findings(record, list).contains { list == "quotes" ? Self.isSamePlace($0, stretch) : Self.touches($0, stretch) }
        add("not_" + list, !isFound, Self.words(stretch))
      }
    }
  }

  private func findings(_ record: [String: Any], _ list: String) -> [Finding] { record[list] as? [Finding] ?? [] }

  /// The paragraphs' words, each with its kind.
  private func paragraphs(_ record: [String: Any]) -> [String] {
    let text = Array((record["text"] as? String ?? "").unicodeScalars)
    return findings(record, "paragraphs").compactMap { paragraph in
      guard let range = Self.range(paragraph), range.upperBound <= text.count else { return nil }
      var words = String.UnicodeScalarView()
      words.append(contentsOf: text[range])
      return "\(paragraph["kind"] as? String ?? "") \(String(words))"
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

  /// How many of each side's parts the other side has, each as often.
  private mutating func countShared<Part: Hashable>(_ name: String, _ found: [Part], _ gold: [Part]) {
    let (left, right) = (Dictionary(found.map { ($0, 1) }, uniquingKeysWith: +), Dictionary(gold.map { ($0, 1) }, uniquingKeysWith: +))
    let both = right.reduce(0) { $0 + min($1.value, left[$1.key] ?? 0) }
    counts[name, default: Count()].right += 2 * both
    counts[name, default: Count()].all += found.count + gold.count
    guard keepsErrors, name != "text" else { return }
    for (part, times) in left where times > right[part] ?? 0 { errors.append("\(name) too many\t\(page)\t\(part)") }
    for (part, times) in right where times > left[part] ?? 0 { errors.append("\(name) missed\t\(page)\t\(part)") }
  }

  /// Pairs the findings of a list; what is left was missed, or is too many.
  private mutating func pair(_ list: String, _ found: [Finding], _ gold: [Finding]) -> [(found: Int, gold: Int)] {
    var open = Array(found.indices)
    var pairs: [(found: Int, gold: Int)] = []
    for (place, finding) in gold.enumerated() {
      guard let partner = open.firstIndex(where: { Self.isSame(list, found[$0], finding) }) else {
        if keepsErrors { errors.append("\(list) missed\t\(page)\t\(Self.words(finding))") }
        continue
      }
      pairs.append((open.remove(at: partner), place))
    }
    if keepsErrors { for place in open { errors.append("\(list) too many\t\(page)\t\(Self.words(found[place]))") } }
    lists[list, default: Findings()].found += found.count
    lists[list, default: Findings()].gold += gold.count
    lists[list, default: Findings()].same += pairs.count
    // F1, computed from the parts of what both have together.
    counts["\(list).found", default: Count()].right += 2 * pairs.count
    counts["\(list).found", default: Count()].all += found.count + gold.count
    return pairs
  }

  private mutating func compare(_ list: String, _ found: Finding, _ gold: Finding, _ names: (found: Names, gold: Names)) {
    let words = Self.words(gold)
    if let range = Self.range(gold) { add("\(list).span", Self.range(found) == range, "\(Self.words(found)), not \(words)") }
    for key in gold.keys.sorted() where !["id", "start", "end", "text", "confidence"].contains(key) {
      let name = "\(list).\(key)"
      switch key {
      case "official", "quote", "group", "same_as":
        compare(name, (found[key] as? String).map(names.found.common), (gold[key] as? String).map(names.gold.common), words)
      case "mentions": countShared(name, findings(found, key).compactMap(Self.range), findings(gold, key).compactMap(Self.range))
      case "vague": compare(name, found[key] as? Bool == true ? "yes" : nil, gold[key] as? Bool == true ? "yes" : nil, words)
      case "compared_to":
        compare(name, found[key], gold[key], words)
        compare("\(name).period", (found[key] as? Finding)?["period"], (gold[key] as? Finding)?["period"], words)
      default: compare(name, found[key], gold[key], words)
      }
    }
  }

  /// What the confidences are worth: 100 less the mean square of their distance from 0 where the finding or field is wrong, and from 1
  /// where it is right (the Brier score). Concepts are left out: their confidence says that the meaning is right, and only equal words count
  /// here.
  private mutating func countChances(_ list: String, _ found: [Finding], _ gold: [Finding], _ pairs: [(found: Int, gold: Int)]) {
    let fields = ["speaker", "period", "attributed_to", "organization"]
    let core = ["quotes": [], "figures": ["unit", "bound", "change"], "officials": ["title"]][list] ?? []
    let partners = Dictionary(pairs.map { ($0.found, $0.gold) }, uniquingKeysWith: { first, _ in first })
    func isRight(_ key: String, _ finding: Finding, _ partner: Finding) -> Bool { Self.text(finding[key]) == Self.text(partner[key]) }
    for (place, finding) in found.enumerated() {
      let partner = partners[place].map { gold[$0] }
      count(
        "\(list).confidence", finding["confidence"], partner.map { partner in core.allSatisfy { isRight($0, finding, partner) } } ?? false)
      guard let partner else { continue }
      for field in fields { count("\(list).\(field)_confidence", finding["\(field)_confidence"], isRight(field, finding, partner)) }
    }
  }

  private mutating func count(_ name: String, _ chance: Any?, _ isRight: Bool) {
    guard let chance = (chance as? NSNumber)?.doubleValue else { return }
    let distance = chance - (isRight ? 1 : 0)
    counts[name, default: Count()].right += 1000 - Int((1000 * distance * distance).rounded())
    counts[name, default: Count()].all += 1000
  }

  // MARK: Findings

  /// What the ids of one record are called when they are compared with those of another: the gold record's id of the finding that is
  /// paired with the one meant. A group is called by its first quote.
  private struct Names {
    private var names: [String: String] = [:]

    mutating func add(_ list: String, _ findings: [Finding], _ name: (Int) -> String?) {
      for (place, finding) in findings.enumerated() {
        let name = name(place) ?? "another"
        if let id = finding["id"] as? String { names[id] = name }
        if let group = finding["group"] as? String, names[group] == nil { names[group] = name }
      }
    }
    func common(_ id: String) -> String { names[id] ?? "nothing" }
  }

  private static func words(_ finding: Finding) -> String { (finding["text"] ?? finding["name"]) as? String ?? "" }

  private static func isSame(_ list: String, _ found: Finding, _ gold: Finding) -> Bool {
    switch list {
    case "officials": found["name"] as? String == gold["name"] as? String
    case "quotes": isSamePlace(found, gold)
    default:
      touches(found, gold) && text(found["value"]) == text(gold["value"]) && text(found["value_high"]) == text(gold["value_high"])
    }
  }

  private static func isSamePlace(_ found: Finding, _ gold: Finding) -> Bool {
    guard let first = range(found), let second = range(gold) else { return false }
    let shared = first.clamped(to: second).count
    return Double(shared) >= 0.8 * Double(first.count + second.count - shared)
  }

  private static func touches(_ found: Finding, _ gold: Finding) -> Bool {
    guard let first = range(found), let second = range(gold) else { return false }
    return !first.clamped(to: second).isEmpty
  }

  private static func range(_ finding: Finding) -> Range<Int>? {
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
