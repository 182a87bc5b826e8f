import Foundation
import Ingestion
import OnRecord
import Record
import TestSupport

/// Counts the records that each mutant changes, apart from their confidences. This is the part of ``Mutate`` that runs in the copy with
/// mutants.
enum MutantRecords: WorkshopCommand {
  static let path = ["mutate", "records"]
  static let summary =
    "--mutants FILE (a number a line, the count of all in the first) [--texts FILE] [--sample N] (400): how many records each changes; "
    + "run by mutate in a build with mutants"

  private struct Text {
    var article: Article
    var record = Data()
    var reached: [Bool] = []
  }

  static func run(_ arguments: [String]) throws {
    let options = WorkshopOptions(arguments)
    guard let path = ProcessInfo.processInfo.environment[MutantSwitchFile.variable], let list = options["mutants"] else {
      throw WorkshopError("mutate records is run by mutate; \(MutantSwitchFile.variable) or --mutants is missing")
    }
    let numbers = try String(contentsOfFile: list, encoding: .utf8).split(separator: "\n").compactMap { Int($0) }
    guard let count = numbers.first else { throw WorkshopError("\(list): no numbers") }
    let sample = max(1, options["sample"].flatMap { Int($0) } ?? 400)
    let file = try MutantSwitchFile(URL(fileURLWithPath: path), count: count)
    let pipeline = Pipeline()
    var texts = try articles(options["texts"]).map { Text(article: $0) }
    // A first round computes everything that is computed once per process.
    try file.set(0)
    for text in texts { _ = pipeline.record(of: text.article) }
    let first = try file.reached()
    for index in texts.indices {
      try file.set(0)
      texts[index].record = printed(pipeline.record(of: texts[index].article))
      texts[index].reached = try file.reached()
    }
    for number in numbers.dropFirst() {
      // Written immediately, so that the parent process knows which mutant ended this one.
      MutantRuns.tell(["begin", "\(number)"])
      let touched = texts.filter { $0.reached[number] }
      if touched.isEmpty {
        MutantRuns.tell(["end", "\(number)", first[number] ? "start" : "unreached", "0", "0", "", "0"])
        continue
      }
      var changed = 0
      var looked = 0
      var example = ""
      try file.set(number)
      // A sample of the texts, spread evenly. If none of them changes, all the others too, until one does.
      let step = max(1, touched.count / sample)
      let order = touched.indices.filter { $0 % step == 0 } + touched.indices.filter { $0 % step != 0 }
      for place in order {
        if looked >= sample, changed > 0 { break }
        looked += 1
        let record = printed(pipeline.record(of: touched[place].article))
        if record == touched[place].record { continue }
        changed += 1
        if example.isEmpty || changed == 3 { example += (example.isEmpty ? "" : " ‖ ") + difference(touched[place].record, record) }
      }
      try file.set(0)
      MutantRuns.tell(["end", "\(number)", "read", "\(looked)", "\(changed)", example, "\(touched.count)"])
    }
    let isSame = texts.allSatisfy { printed(pipeline.record(of: $0.article)) == $0.record }
    if !isSame { print(MutantRuns.memory) }
  }

  /// The articles of Corpus and those of a file of JSON lines.
  private static func articles(_ texts: String?) throws -> [Article] {
    let reader = PageReader()
    let pages = PageSource(paths: [Project.corpus.path], format: .html)
    let corpus = try pages.map { try reader.article(of: try $0.get()) }
    guard let texts else { return corpus }
    return try corpus + PageSource(paths: [texts], format: .jsonl).map { try reader.article(of: try $0.get()) }
  }

  /// What a record says, without confidences, which any small change of a feature moves.
  static func printed(_ record: ArticleRecord) -> Data {
    let bytes = RecordEncoder.encode(record)
    let name = Array("confidence\":".utf8)
    var kept = Data(capacity: bytes.count)
    var index = 0
    while index < bytes.count {
      kept.append(bytes[index])
      index += 1
      guard bytes[index - 1] == name.last, bytes[..<index].suffix(name.count).elementsEqual(name) else { continue }
      while index < bytes.count, bytes[index] != UInt8(ascii: ","), bytes[index] != UInt8(ascii: "}") { index += 1 }
      kept.append(contentsOf: "0".utf8)
    }
    return kept
  }

  /// The first finding that only one of the records has, with the text around it.
  private static func difference(_ old: Data, _ new: Data) -> String {
    func findings(_ record: Data) -> (text: [Unicode.Scalar], all: [String: [String: Any]]) {
      let object = (try? JSONSerialization.jsonObject(with: record)) as? [String: Any] ?? [:]
      var all: [String: [String: Any]] = [:]
      for kind in ["quotes", "figures", "officials"] {
        for var finding in object[kind] as? [[String: Any]] ?? [] {
          finding["id"] = nil
          finding["kind"] = finding["kind"] ?? kind
          let line = (try? JSONSerialization.data(withJSONObject: finding, options: .sortedKeys)) ?? Data()
          all[String(decoding: line, as: UTF8.self)] = finding
        }
      }
      return (Array((object["text"] as? String ?? "").unicodeScalars), all)
    }
    let (before, after) = (findings(old), findings(new))
    let gone = before.all.filter { after.all[$0.key] == nil }
    let come = after.all.filter { before.all[$0.key] == nil }
    func place(_ finding: [String: Any]) -> Int {
      finding["start"] as? Int ?? ((finding["mentions"] as? [[String: Any]])?.first?["start"] as? Int) ?? 0
    }
    let first = (Array(gone.values) + Array(come.values)).map(place).min() ?? 0
    func shown(_ sign: String, _ found: [String: [String: Any]]) -> String {
      found.filter { place($0.value) == first }.map { " \(sign) \($0.key)" }.joined()
    }
    var text = String.UnicodeScalarView()
    text.append(contentsOf: before.text[max(0, min(first, before.text.count) - 250)..<min(before.text.count, first + 350)])
    return (String(text) + shown("−", gone) + shown("+", come)).replacing("\n", with: "¶").replacing("\t", with: " ")
  }
}
