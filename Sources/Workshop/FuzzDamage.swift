internal import Aggregation
import Foundation
internal import Record

/// Changes the file of an index as bad disks do, and compares all its answers with those of the intact file.
enum FuzzDamage: WorkshopCommand {
  static let path = ["fuzz", "damage"]
  static let summary =
    "[--flips N] (5,000) [--articles N] (60) [--seed N]: bits turned (N), pages of zeros, pages that stand in another's place, files cut off (N/10 each): the answers of the sound index or an error, and check finds it"

  /// What happens to a file.
  private enum Damage: String, CaseIterable {
    case bit = "turned bits"
    case zeros = "pages of zeros"
    case exchange = "pages in another's place"
    case cut = "files cut off"
  }

  private struct Count {
    var tried = 0
    var refused = 0
    var unfound = 0
    var silent = 0
  }

  private static let pageSize = 8_192

  static func run(_ arguments: [String]) throws {
    let options = WorkshopOptions(arguments)
    func number(_ name: String, _ usual: Int) -> Int { options[name].flatMap { Int($0) } ?? usual }
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
      "onrecord-damage-\(ProcessInfo.processInfo.processIdentifier)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let seed = options["seed"].flatMap { UInt64($0) } ?? UInt64.random(in: 1...1_000_000)
    // A crash ends the run, so the seed is printed first.
    print("seed \(seed)")
    fflush(nil)
    let path = folder.appendingPathComponent("sound.db").path
    try fill(path, articles: number("articles", 60), seed: seed)
    let sound = try Data(contentsOf: URL(fileURLWithPath: path))
    let expected = try answers(path)
    var random = SeededGenerator(seed: seed)
    var isFaulty = false
    for damage in Damage.allCases {
      let flips = number("flips", 5_000)
      var count = Count()
      for _ in 0..<(damage == .bit ? flips : flips / 10) {
        let damaged = folder.appendingPathComponent("damaged.db").path
        let (bytes, place) = change(sound, damage, &random)
        if bytes == sound { continue }
        try bytes.write(to: URL(fileURLWithPath: damaged))
        count.tried += 1
        let given = try? answers(damaged)
        if given == nil { count.refused += 1 }
        if let given, given != expected {
          count.silent += 1
          print("FAULT \(damage.rawValue) at byte \(place): other answers, and no error")
        }
        let report = try? SQLiteIndex(path: damaged, mode: .read).check()
        if let report, report.problems.isEmpty, given != expected {
          count.unfound += 1
          print("FAULT \(damage.rawValue) at byte \(place): check finds nothing")
        }
      }
      print(
        "\(damage.rawValue): \(count.tried), \(count.refused) of them refused with an error, \(count.silent) answered otherwise in silence, "
          + "\(count.unfound) not found by check")
      isFaulty = isFaulty || count.silent + count.unfound > 0
    }
    if isFaulty { throw CocoaError(.fileReadCorruptFile) }
  }

  /// An index with articles, older versions, removed ones, links and archived pages.
  private static func fill(_ path: String, articles: Int, seed: UInt64) throws {
    var news = ZipfNews(seed: seed)
    let index = try SQLiteIndex(path: path, mode: .write)
    defer { index.close() }
    for round in 0..<2 {
      let records = (0..<articles / (round + 1)).map { news.article($0) }
      _ = try index.add(try records.map { try IndexEntry($0, page: Array($0.article.text.utf8), pageKey: UInt64(round)) })
    }
    _ = try index.remove(article: String(0x1000_0000_0000 + 3, radix: 16))
  }

  private static func change(_ sound: Data, _ damage: Damage, _ random: inout SeededGenerator) -> (Data, place: Int) {
    var bytes = sound
    let pages = sound.count / pageSize
    // The first page holds the schema; a file without it is not an index at all.
    let page = 1 + random.number(max(1, pages - 1))
    let range = page * pageSize..<(page + 1) * pageSize
    switch damage {
    case .bit:
      // One change in ten is in the header, which is a thousandth of the file.
      let place = random.number(10) == 0 ? random.number(100) : random.number(bytes.count)
      bytes[place] ^= UInt8(1 << random.number(8))
      return (bytes, place)
    case .zeros:
      bytes.replaceSubrange(range, with: Data(count: pageSize))
      return (bytes, range.lowerBound)
    case .exchange:
      let other = 1 + random.number(max(1, pages - 1))
      bytes.replaceSubrange(range, with: sound[other * pageSize..<(other + 1) * pageSize])
      return (bytes, range.lowerBound)
    case .cut:
      let place = random.number(2) == 0 ? range.lowerBound : range.lowerBound + random.number(pageSize)
      return (bytes.prefix(place), place)
    }
  }

  /// Everything that an index holds, and its answers to some searches, as text.
  private static func answers(_ path: String) throws -> [String] {
    let index = try SQLiteIndex(path: path, mode: .read)
    defer { index.close() }
    var answers: [String] = []
    try index.eachStoredArticle { answers.append(String(decoding: RecordEncoder.encode($0.record), as: UTF8.self)) }
    for text in ["the", "the OR of", "\"of the\"", "the NEAR/3 of", "th*", "published:2014..2016", "speaker:a*"] {
      let search = Search(try Query(parsing: text), limit: 20)
      answers += try index.quotes(search).hits.map(\.id) + index.articles(search).hits.map(\.article.id)
      answers.append("\(try index.facets(.quote, search, top: 5)) \(try index.count(.quote, search))")
    }
    answers += try index.stories().map { "\($0)" }
    let counts = try index.statistics()
    answers.append("\(counts.articles) \(counts.quotes) \(counts.figures) \(counts.officials)")
    return answers
  }
}
