import Extraction
import Foundation
import Linguistics
import Record

/// A figure as a person marked it.
struct MarkedFigure {
  var range: ByteRange
  var value: Double
  var high: Double?
  var unit: String?
  /// Right units, the marked one first.
  var units: [String?]
  var bound: String
  var change: String?
  /// "level" or "change", if it is marked.
  var role: String?
  /// Other changes that are also right; `nil` means none.
  var otherChanges: [String?] = []
  /// Right answers, the marked one first; `nil` if the right answer is none.
  var periods: [String?]
  var sources: [String?]
  var concepts: [String?]
  var status: String?
  /// The level that it comes from and the one it is compared with; `nil` if unmarked.
  var levels: MarkedLevels?
  /// Only some fields are marked; the example teaches only these.
  var isPartial: Bool
  /// It is truly doubtful whether this is a figure.
  var isOptional: Bool
}

/// The marked levels that a figure comes from ("from 9 to 8") and is compared with.
struct MarkedLevels {
  var from: Double?
  var comparedTo: Double?
  /// Whether the figure is the level that a change led to.
  var isMoved = false

  /// Both, for the list of errors.
  var text: String { "from \(from.map { "\($0)" } ?? "none"), compared \(comparedTo.map { "\($0)" } ?? "none")" }

  /// Whether an answer of the ranker, such as "from 9.0", "compared 9.0" or none, says what is marked.
  func hold(_ answer: String?) -> Bool {
    guard let parts = answer?.split(separator: " "), let value = parts.last.flatMap({ Double($0) }) else {
      return from == nil && comparedTo == nil
    }
    // "up from 900": a level before that is marked only as compared with.
    return Self.isSame(from ?? comparedTo, value) && (parts[0] == "from" ? from != nil || isMoved : from == nil)
  }

  private static func isSame(_ one: Double?, _ other: Double?) -> Bool {
    guard let one, let other else { return one == nil && other == nil }
    return abs(one - other) <= max(1e-4, abs(other) * 1e-5)
  }
}

/// An article with marked figures: a line of a JSON Lines file with `id`, `text`, `published` and `figures`, whose offsets count code
/// points. If the line says `"partial": true`, fields that a figure leaves out are unmarked.
struct FigureLine {
  var id: String
  var text: String
  var published: String?
  /// Not all figures and fields are marked.
  var isPartial: Bool
  /// Belongs to the articles of which a fifth is kept for testing.
  var isSplit: Bool
  /// An article in which all figures are marked, and which is not a gold record of the corpus.
  var isWhole: Bool
  var figures: [MarkedFigure]
  /// The file's name, for reports.
  var origin = ""

  /// Reads a file, or the gold records (`NAME.json`) of a folder.
  static func read(_ path: String) throws -> [FigureLine] {
    let place = URL(fileURLWithPath: path)
    guard try place.resourceValues(forKeys: [.isDirectoryKey]).isDirectory ?? false else {
      return try Data(contentsOf: place).split(separator: 10).compactMap { data in
        var line = try line(Data(data), path)
        line?.origin = place.deletingPathExtension().lastPathComponent
        return line
      }
    }
    let files = try FileManager.default.contentsOfDirectory(at: place, includingPropertiesForKeys: nil)
    return try files.filter { $0.pathExtension == "json" }.sorted { $0.path < $1.path }.compactMap { file in
      guard var line = try line(try Data(contentsOf: file), file.path) else { return nil }
      line.origin = place.lastPathComponent
      line.id = "corpus-" + file.deletingPathExtension().lastPathComponent
      return line
    }.filter { !$0.figures.isEmpty }
  }

  private static func line(_ data: Data, _ path: String) throws -> FigureLine? {
    guard let object = try JSONSerialization.jsonObject(with: data) as? [String: Any] else {
      throw WorkshopError("\(path): a line is no JSON object")
    }
    guard MarkedKinds.hold(object, "figures") else { return nil }
    let text = object["text"] as? String ?? ""
    let (offsets, marked) = (QuoteLine.offsets(text), object["figures"] as? [[String: Any]] ?? [])
    let isPartial = object["partial"] as? Bool ?? false
    let tellsStatus = object["split"] != nil || object["provenance"] == nil && marked.contains { $0["status"] != nil }
    let figures = marked.compactMap { figure(of: $0, offsets, isPartial: isPartial, status: tellsStatus && !isPartial ? "actual" : nil) }
    return FigureLine(
      id: object["id"] as? String ?? "", text: text, published: object["published"] as? String, isPartial: isPartial,
      isSplit: object["split"] != nil, isWhole: !isPartial && object["provenance"] == nil, figures: figures)
  }

  private static func figure(of object: [String: Any], _ offsets: [Int], isPartial: Bool, status: String?) -> MarkedFigure? {
    guard let start = object["start"] as? Int, let end = object["end"] as? Int, start < end, end < offsets.count,
      let value = (object["value"] as? NSNumber)?.doubleValue
    else { return nil }
    let alternatives = object["alt"] as? [String: Any] ?? [:]
    func answers(_ key: String) -> [String?] {
      object[key] == nil && isPartial ? [] : [object[key] as? String] + (alternatives[key] as? [Any] ?? []).map { $0 as? String }
    }
    return MarkedFigure(
      range: ByteRange(offsets[start], offsets[end]), value: value, high: (object["value_high"] as? NSNumber)?.doubleValue,
      unit: object["unit"] as? String, units: answers("unit"), bound: object["bound"] as? String ?? "=",
      change: object["change"] as? String, role: object["role"] as? String,
      otherChanges: (alternatives["change"] as? [Any] ?? []).map { $0 as? String },
      periods: answers("period"), sources: answers("attributed_to"), concepts: answers("concept"),
      status: status.map { object["status"] as? String ?? $0 } ?? (isPartial ? object["status"] as? String : nil),
      levels: isPartial && object["from"] == nil && object["compared_to"] == nil
        ? nil
        : MarkedLevels(
          from: (object["from"] as? NSNumber)?.doubleValue,
          comparedTo: ((object["compared_to"] as? [String: Any])?["value"] as? NSNumber)?.doubleValue,
          isMoved: object["change"] as? String != nil && object["role"] as? String != "change"),
      isPartial: isPartial,
      isOptional: object["optional"] as? Bool ?? false)
  }

  /// The article's figures as the program's own readers find them, before their fields are chosen.
  /// - Parameter models: chooses what numbers without a noun count.
  func reading(models: FigureModels) -> FigureReading {
    let paragraphs = PlainParagraphs.of(self.text)
    let article = Article(
      id: id, published: published, text: self.text, paragraphs: paragraphs,
      provenance: Provenance(contentSHA256: "", mediaType: "text/plain", encoding: "utf-8"))
    let text = Analyzer().analyze(self.text, paragraphs: paragraphs)
    let officials = OfficialFinder().officials(in: text, article: article)
    let quotes = QuoteFinder().quotes(in: text, article: article, officials: officials)
    return FigureFinder().reading(of: text, article: article, quotes: quotes, officials: officials, models: models)
  }
}

/// Decides whether an answer of the program counts as the marked one.
enum FigureAnswers {
  private static let small: Set<String> = [
    "a", "an", "and", "as", "at", "by", "for", "from", "in", "of", "on", "or", "per", "the", "their", "this", "that", "these", "those",
    "to",
    "total", "with", "its", "his", "her", "-",
  ]

  /// The content words of a concept or name.
  static func words(_ text: String?) -> Set<String> {
    let parts = (text ?? "").lowercased().split { " ,;:()\"“”\n\t".contains($0) }
    return Set(parts.map(String.init)).subtracting(small)
  }

  static func isSame(_ marked: MarkedFigure, _ found: FigureFinding) -> Bool {
    marked.range.start < found.range.end && found.range.start < marked.range.end && close(marked.value, found.value)
      && close(marked.high ?? marked.value, found.valueHigh ?? found.value)
  }

  static func touches(_ marked: MarkedFigure, _ found: FigureFinding) -> Bool {
    marked.range.start < found.range.end && found.range.start < marked.range.end
  }

  private static func close(_ a: Double, _ b: Double) -> Bool { abs(a - b) <= max(1e-4, abs(b) * 1e-5) }

  /// Whether a source is one of the right ones: it shares a word with one, or is its initials.
  static func isSource(_ answer: String?, _ right: [String?]) -> Bool {
    right.contains { one in
      guard let one, let answer else { return one == nil && answer == nil }
      let (a, b) = (words(one), words(answer))
      return !a.isDisjoint(with: b) || b.contains(initials(one)) || a.contains(initials(answer))
    }
  }

  private static func initials(_ name: String) -> String {
    name.split(separator: " ").filter { $0.first?.isUppercase ?? false }.compactMap(\.first).map { String($0).lowercased() }.joined()
  }

  /// The similarity of two concepts: F-measure of their content words.
  /// - Parameter recall: how much more recall of the marked words counts than precision.
  static func likeness(_ answer: String?, _ right: String?, recall: Double = 1) -> Double {
    let (a, b) = (words(answer), words(right))
    if a.isEmpty || b.isEmpty { return a.isEmpty && b.isEmpty ? 1 : 0 }
    let (common, weight) = (Double(a.intersection(b).count), recall * recall)
    return (1 + weight) * common / (Double(a.count) + weight * Double(b.count))
  }
}
