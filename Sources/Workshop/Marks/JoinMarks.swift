import Foundation
internal import Platform

/// Joins the marks of `Marks/` with the texts in which they were made. The marks in other people's articles are only offsets, so the texts
/// have to be obtained from the places named in the folder's README. The trainers of speakers, figures and officials read the result.
enum JoinMarks: WorkshopCommand {
  static let path = ["marks", "join"]
  static let summary =
    "--texts FILE[,FILE…] (JSON Lines with id and text, or the Groningen Meaning Bank in CoNLL form) [--split train|tune|test] "
    + "[--kind quotes|figures|officials: only articles in which these are marked] [--out FILE]: "
    + "marked articles as JSON Lines, with their words"

  static func run(_ arguments: [String]) throws {
    let options = WorkshopOptions(arguments)
    let folder = URL(fileURLWithPath: options["marks"] ?? "Sources/Workshop/Marks")
    var texts = MarkedTexts()
    for file in (options["texts"] ?? "").split(separator: ",") { try texts.read(String(file)) }
    var lines: [String] = []
    var missing = 0
    for name in ["articles.jsonl", "own.jsonl"] {
      let file = try String(contentsOf: folder.appending(path: name), encoding: .utf8)
      for line in file.split(separator: "\n") {
        guard var article = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any], let id = article["id"] as? String
        else { throw WorkshopError("\(name): a line is no object") }
        if let kind = options["kind"], !MarkedKinds.hold(article, kind) { continue }
        if let split = options["split"], article["split"] as? String != split { continue }
        guard let text = try article["text"] as? String ?? texts.text(of: id, digest: article["digest"] as? String) else {
          missing += 1
          continue
        }
        article["text"] = text
        article["digest"] = nil
        MarkedWords(text).restore(&article)
        lines.append(
          String(
            decoding: try JSONSerialization.data(withJSONObject: article, options: [.sortedKeys, .withoutEscapingSlashes]), as: UTF8.self))
      }
    }
    let result = Data((lines.joined(separator: "\n") + "\n").utf8)
    if let out = options["out"] { try result.write(to: URL(fileURLWithPath: out)) } else { FileHandle.standardOutput.write(result) }
    FileHandle.standardError.write(Data("\(lines.count) marked articles, \(missing) without their text\n".utf8))
  }
}

/// The texts that marks were made in, by id.
struct MarkedTexts {
  private var texts: [String: String] = [:]
  private var sentences: [[String]] = []

  /// Reads a file: JSON Lines, or CoNLL (a word and its tags a line, a blank line between sentences).
  mutating func read(_ path: String) throws {
    let text = try String(contentsOfFile: path, encoding: .utf8)
    guard path.hasSuffix(".conll") else {
      for line in text.split(separator: "\n") {
        guard let object = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any], let id = object["id"] as? String
        else { throw WorkshopError("\(path): a line is no object with an id") }
        texts[id] = object["text"] as? String
      }
      return
    }
    var sentence: [String] = []
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.isEmpty {
        if !sentence.isEmpty { sentences.append(sentence) }
        sentence = []
      } else {
        sentence.append(String(line.prefix { $0 != "\t" }))
      }
    }
  }

  /// The text with an id: as it is in the file, or as many of its first paragraphs as the digest covers. `gmb-FIRST-END` are sentences by
  /// number.
  /// - Throws: if there is such a text, but not the one that was marked.
  func text(of id: String, digest: String?) throws -> String? {
    let parts = id.split(separator: "-")
    if parts.first == "gmb", parts.count == 3, let first = Int(parts[1]), let end = Int(parts[2]), end <= sentences.count {
      return try checked(sentences[first..<end].map(Self.written).joined(separator: "\n\n"), id, digest)
    }
    return try texts[id].map { try checked($0, id, digest) }
  }

  private func checked(_ text: String, _ id: String, _ digest: String?) throws -> String {
    if digest == nil || Digest.sha256(text) == digest { return text }
    var kept = ""
    for paragraph in text.components(separatedBy: "\n\n") {
      kept += kept.isEmpty ? paragraph : "\n\n" + paragraph
      if Digest.sha256(kept) == digest { return kept }
    }
    throw WorkshopError("\(id): the text is not the one that was marked")
  }

  /// A sentence as it would be written: no space before punctuation and endings, none after an opening bracket.
  static func written(_ words: [String]) -> String {
    var text = words.joined(separator: " ")
    text.replace(#/ ([.,;:!?)%]|'s\b|'(?= |$)|n't\b|'re\b|'ve\b|'ll\b)/#) { "\($0.1)" }
    text.replace(#/([($]) /#) { "\($0.1)" }
    text.replace(#/" (.*?) "/#) { "\"\($0.1)\"" }
    return text
  }
}

/// Puts the words back into marks: a list of stretches, in code points of the text, becomes the words there, separated by spaces.
private struct MarkedWords {
  private let scalars: [Unicode.Scalar]

  init(_ text: String) { scalars = Array(text.unicodeScalars) }

  func restore(_ article: inout [String: Any]) {
    article["quotes"] = objects(article["quotes"]).map { quote in
      var quote = quote
      quote["speaker"] = words(quote["speaker"])
      for key in ["cue", "source"] where quote[key] is NSNull || quote[key] == nil { quote[key] = [Any]() }
      return quote
    }
    article["figures"] = objects(article["figures"]).map { figure in
      var figure = figure
      if let span = figure["span"] as? [Int], span.count == 2 {
        figure["start"] = span[0]
        figure["end"] = span[1]
        figure["text"] = words([span])
      }
      figure["span"] = nil
      let usual: [String: Any] = [
        "bound": "=", "role": "level", "status": "actual", "vague": false, "optional": false, "value_high": NSNull(), "tolerance": NSNull(),
        "unit": NSNull(), "unit_kind": NSNull(), "change": NSNull(), "from": NSNull(), "compared_to": NSNull(), "period": NSNull(),
        "price_year": NSNull(),
      ]
      figure.merge(usual) { given, _ in given }
      for key in ["concept", "attributed_to"] { figure[key] = words(figure[key]) }
      if var others = figure["alt"] as? [String: [Any]] {
        for key in ["concept", "attributed_to"] { others[key] = others[key]?.map(words) }
        figure["alt"] = others
      }
      return figure
    }
    article["officials"] = objects(article["officials"]).map { official in
      var official = official
      for key in ["name", "title", "organization"] { official[key] = words(official[key]) }
      for key in ["alt_titles", "alt_organizations"] { official[key] = (official[key] as? [Any] ?? []).map(words) }
      official["optional"] = official["optional"] ?? false
      return official
    }
    article["persons"] = (article["persons"] as? [Any] ?? []).map(words)
  }

  private func objects(_ value: Any?) -> [[String: Any]] { value as? [[String: Any]] ?? [] }

  /// The words of a mark; a mark that already consists of words stays as it is.
  private func words(_ mark: Any?) -> Any {
    guard let spans = mark as? [[Int]] else { return mark ?? NSNull() }
    let parts = spans.map { span in
      String(String.UnicodeScalarView(scalars[max(0, span[0])..<min(scalars.count, max(span[0], span[1]))]))
    }
    return parts.joined(separator: " ")
  }
}
