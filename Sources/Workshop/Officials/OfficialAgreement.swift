import Foundation
import Linguistics

/// Whether names, titles and bodies agree with the marks of an article, which accept several forms of each: tells a trainer which candidates
/// are right. `CorpusScore` compares records in which each field has one right form.
enum OfficialAgreement {
  private static let honorifics: Set<String> = ["mr", "mrs", "ms", "miss", "dr", "sir", "dame", "lord", "lady"]
  private static let suffixes: Set<String> = ["jr", "sr", "ii", "iii", "iv"]
  private static let dropped: Set<String> = ["the", "a", "an", "then", "current", "currently", "now", "longtime", "of", "s"]
  private static let titleWords: [String: String] = {
    var words: [String: String] = [:]
    for pair
      in ("sen senator,sens senator,senators senator,rep representative,reps representative,representatives representative,gov governor,"
      + "govs governor,lt lieutenant,gen general,sgt sergeant,capt captain,col colonel,maj major,cmdr commander,adm admiral,rev reverend,"
      + "del delegate,prof professor,dr doctor,asst assistant,sec secretary,pres president,insp inspector,det detective,cpl corporal,"
      + "chairperson chair,chairman chair,chairwoman chair,spokesman spokesperson,spokeswoman spokesperson,congresswoman congressman,"
      + "ceo chief executive,cfo chief financial officer,adviser advisor").split(separator: ",")
    {
      guard let blank = pair.firstIndex(of: " ") else { continue }
      words[String(pair[..<blank])] = String(pair[pair.index(after: blank)...])
    }
    return words
  }()

  /// How well two names agree: 0 not at all, 3 the same.
  static func score(_ gold: String, _ found: String) -> Int {
    let (a, b) = (parts(gold), parts(found))
    if a == b { return 3 }
    guard a.surname == b.surname, !a.surname.isEmpty, !(!a.given.isEmpty && b.given.isEmpty) else { return 0 }
    let (short, long) = a.given.count <= b.given.count ? (a.given, b.given) : (b.given, a.given)
    let isCompatible = short.allSatisfy { one in
      long.contains { other in
        one == other || (one.count == 1 || other.count == 1) && one.first == other.first
          || min(one.count, other.count) >= 3 && (one.hasPrefix(other) || other.hasPrefix(one))
      }
    }
    return isCompatible ? a.suffix == b.suffix ? 2 : 1 : 0
  }

  private struct Parts: Equatable {
    var given: [String]
    var surname: String
    var suffix: [String]
  }

  private static func parts(_ name: String) -> Parts {
    let words = name.split(whereSeparator: \.isWhitespace).flatMap { word -> [String] in
      // "J.D." is two initials.
      word.contains(".") && word.count > 2 && word.split(separator: ".").allSatisfy { $0.count == 1 }
        ? word.split(separator: ".").map { String($0).lowercased() }
        : [word.trimmingCharacters(in: CharacterSet(charactersIn: ".,")).replacingOccurrences(of: "’", with: "'").lowercased()]
    }.filter { !$0.isEmpty && !honorifics.contains($0) }
    let suffix = words.filter { suffixes.contains($0) }
    let own = words.filter { !suffixes.contains($0) }
    let kept = own.isEmpty ? words : own
    return Parts(given: Array(kept.dropLast()), surname: kept.last ?? "", suffix: suffix)
  }

  private static func words(_ text: String) -> [String] {
    let folded = text.lowercased().replacingOccurrences(of: "’", with: "'").replacingOccurrences(of: "'s", with: "")
    var words: [String] = []
    for part in folded.split(whereSeparator: { !$0.isLetter && !$0.isNumber && $0 != "." }) {
      let letters = part.split(separator: ".")
      if letters.count > 1, letters.allSatisfy({ $0.count == 1 }) {
        words.append(letters.joined())
      } else {
        words += letters.map(String.init)
      }
    }
    return words
  }

  private static func form(_ title: String) -> [String] {
    words(title).flatMap { (titleWords[$0] ?? $0).split(separator: " ").map(String.init) }.filter { !dropped.contains($0) }
  }

  private static func overlap(_ a: [String], _ b: [String]) -> Double {
    var rest = b
    var common = 0.0
    for word in a {
      if let place = rest.firstIndex(of: word) {
        rest.remove(at: place)
        common += 1
      }
    }
    return a.isEmpty || b.isEmpty ? 0 : 2 * common / Double(a.count + b.count)
  }

  /// Whether a title is one of those accepted, or shares most of its words with one.
  static func isRight(title: String?, among accepted: [String?]) -> Bool {
    guard let title else { return accepted.contains(nil) }
    return accepted.contains { $0.map { overlap(form($0), form(title)) >= 0.5 } ?? false }
  }

  /// Whether an organization is one of those accepted, or shares most of its words with one. Full names of states and countries are equal
  /// to their abbreviations and adjectives.
  static func isRight(organization: String?, among accepted: [String?]) -> Bool {
    guard let organization else { return accepted.contains(nil) }
    let own = bodyForm(organization)
    return accepted.contains { $0.map { overlap(bodyForm($0), own) >= 0.5 } ?? false }
  }

  private static func bodyForm(_ name: String) -> [String] {
    var name = name.trimmingCharacters(in: CharacterSet(charactersIn: "() "))
    for party in ["R-", "D-", "I-"] where name.hasPrefix(party) { name.removeFirst(2) }
    if let place = PlaceLexicon.place(of: name) { name = place }
    return words(name).map { $0 == "us" ? "united states" : $0 == "un" ? "united nations" : $0 }
      .flatMap { $0.split(separator: " ").map(String.init) }.filter { !dropped.contains($0) }
  }

  /// Pairs marked and found officials, best agreement first; each is used once.
  static func pairs(_ marked: [OfficialLine.Marked], _ found: [String]) -> [Int: Int] {
    var scored: [(score: Int, marked: Int, found: Int)] = []
    for (i, official) in marked.enumerated() {
      for (j, name) in found.enumerated() {
        let score = score(official.name, name)
        if score > 0 { scored.append((score * 2 + (official.isOptional ? 0 : 1), i, j)) }
      }
    }
    scored.sort { ($0.score, -$0.marked, -$0.found) > ($1.score, -$1.marked, -$1.found) }
    var byFound: [Int: Int] = [:]
    var used: Set<Int> = []
    for pair in scored where byFound[pair.found] == nil && !used.contains(pair.marked) {
      byFound[pair.found] = pair.marked
      used.insert(pair.marked)
    }
    return byFound
  }
}
