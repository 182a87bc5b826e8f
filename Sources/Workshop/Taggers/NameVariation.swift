import Linguistics
import Record
import Training

/// Copies of training texts in which the people have other names, of many origins: the model is to learn where names are, not whose names
/// were in the news.
struct NameVariation {
  private var random: SplitMix64

  init(seed: UInt64) { random = SplitMix64(state: seed) }

  /// A copy with new names; `nil` if the text names no person in full. A name is replaced by the same new name throughout the text.
  mutating func vary(_ text: AnnotatedText) -> AnnotatedText? {
    var given: [String: String] = [:]
    var surnames: [String: String] = [:]
    var copy = AnnotatedText(set: text.set)
    var read = 0
    var changed = false
    for name in text.names {
      let person = NameLabeling.kind(name.label) == .person
      let range = person ? withoutTitles(name.range, text.bytes) : name.range
      guard range.start >= read else { continue }
      copy.bytes += text.bytes[read..<range.start]
      let start = copy.bytes.count
      let words = String(decoding: text.bytes[range.start..<range.end], as: UTF8.self)
      if person, let new = renamed(words, &given, &surnames) {
        copy.bytes += Array(new.utf8)
        changed = changed || words.contains(" ")
      } else {
        copy.bytes += text.bytes[range.start..<range.end]
      }
      copy.names.append((ByteRange(start, copy.bytes.count), name.label))
      read = range.end
    }
    copy.bytes += text.bytes[read...]
    return changed ? copy : nil
  }

  /// GMB counts "President" as part of the name.
  private func withoutTitles(_ range: ByteRange, _ bytes: [UInt8]) -> ByteRange {
    var start = range.start
    while let space = bytes[start..<range.end].firstIndex(of: 32) {
      let classes = WordClasses.shared[WordHash.folded(bytes, start..<space)]
      guard !classes.isDisjoint(with: [.role, .courtesy]), classes.isDisjoint(with: .given) else { break }
      start = space + 1
    }
    return ByteRange(start, range.end)
  }

  private mutating func renamed(_ words: String, _ given: inout [String: String], _ surnames: inout [String: String]) -> String? {
    let parts = words.split(separator: " ").map(String.init)
    guard let last = parts.last, parts.count < 5, parts.allSatisfy({ $0.first?.isUppercase == true }) else { return nil }
    if parts.count == 1 {
      if let known = surnames[last] ?? given[last] { return known }
      let new = origin().surname
      surnames[last] = new
      return new
    }
    let suffixes: Set<String> = ["Jr.", "Sr.", "II", "III", "Jr", "IV"]
    if suffixes.contains(last) { return nil }
    let first = parts[0]
    if let a = given[first], let b = surnames[last] { return a + " " + b }
    let new = origin()
    let surname = surnames[last] ?? new.surname
    let short = first.hasSuffix(".") ? String(new.given.prefix(1)) + "." : new.given
    given[first] = given[first] ?? short
    surnames[last] = surname
    return (given[first] ?? short) + " " + surname
  }

  private mutating func origin() -> (given: String, surname: String) {
    let origin = NameOrigins.all[Int(random.next() % UInt64(NameOrigins.all.count))]
    let given = origin.given[Int(random.next() % UInt64(origin.given.count))]
    var surname = origin.surnames[Int(random.next() % UInt64(origin.surnames.count))]
    switch random.next() % 16 {
    case 0: surname += "-" + origin.surnames[Int(random.next() % UInt64(origin.surnames.count))]
    case 1 where !origin.isLone: surname = origin.given[Int(random.next() % UInt64(origin.given.count))] + " " + surname
    default: break
    }
    return (given, surname)
  }
}
