import Knowledge
import Linguistics
import Record

/// A counted noun: "New Brunswick harbour pilots".
struct CountNoun: Sendable {
  /// The head noun in the singular, in its original case.
  var unit: String
  /// The noun phrase, up to the head.
  var pieces: Range<Int>
  /// The position of the head.
  var head: Int
  var plural: Bool
}

/// Words that end a noun phrase, from `function-words.tsv`, and context words of numbers, from `figure-contexts.tsv`.
enum CountWords {
  static let closed: Set<UInt64> = {
    let lexicon = Lexicon(named: "function-words.tsv")
    let words = lexicon.column("words")
    return lexicon.rows.reduce(into: []) { $0.formUnion(Words.set($1[words])) }
  }()
  static func closed(_ kind: String) -> Set<UInt64> { words("function-words.tsv", kind) }
  static let prepositions = closed("preposition")
  static let pronouns = closed("pronoun")
  static let auxiliaries = closed("auxiliary")
  static let determiners = closed("determiner")
  static let adverbs = closed("adverb")
  static let labels = words("figure-contexts.tsv", "label")
  static let streets = words("figure-contexts.tsv", "street")
  static let hyphenCounts = words("figure-contexts.tsv", "hyphen")
  static let indexNames = words("figure-contexts.tsv", "index")
  static let polls = words("figure-contexts.tsv", "poll")
  static let elections = Words.set(WordSets["CountNounReader.elections"])
  static let games = words("figure-contexts.tsv", "game")
  static let family = words("figure-contexts.tsv", "family")

  private static func words(_ file: String, _ kind: String) -> Set<UInt64> {
    let lexicon = Lexicon(named: file)
    let (kinds, words) = (lexicon.column("kind"), lexicon.column("words"))
    return lexicon.rows.first { $0[kinds] == kind }.map { Words.set($0[words]) } ?? []
  }

  /// Irregular plurals, from `plurals.tsv`.
  static let plurals: [UInt64: String] = {
    let lexicon = Lexicon(named: "plurals.tsv")
    let (plural, singular) = (lexicon.column("plural"), lexicon.column("singular"))
    return Dictionary(lexicon.rows.map { (WordHash.of($0[plural]), $0[singular]) }, uniquingKeysWith: { first, _ in first })
  }()

  /// The singular of a noun, keeping its case.
  static func singular(_ word: String) -> String {
    let lower = word.lowercased()
    if let known = plurals[WordHash.of(lower)] {
      return word.first == lower.first ? known : known.prefix(1).uppercased() + known.dropFirst()
    }
    if isMen(lower) { return String(word.dropLast(2)) + "an" }
    for (ending, cut, add) in [("ies", 3, "y"), ("sses", 2, ""), ("shes", 2, ""), ("ches", 2, ""), ("xes", 2, ""), ("zzes", 2, "")]
    where lower.hasSuffix(ending) && lower.count > ending.count + 1 { return String(word.dropLast(cut)) + add }
    for ending in ["ss", "us", "is"] where lower.hasSuffix(ending) { return word }
    return lower.hasSuffix("s") && lower.count > 2 ? String(word.dropLast()) : word
  }

  private static let noMen = Words.set("abdomen acumen bitumen cyclamen regimen specimen stamen")

  /// "longshoremen", "batsmen": plurals in "-men" that name an occupation.
  static func isMen(_ lower: String) -> Bool {
    lower.utf8.count > 5 && lower.hasSuffix("men") && !noMen.contains(WordHash.of(lower))
  }

  /// Whether a lower-case form is a known plural or looks like one.
  static func looksPlural(_ lower: String, key: UInt64) -> Bool {
    if plurals[key] != nil || isMen(lower) { return true }
    return lower.count > 2 && lower.hasSuffix("s") && !lower.hasSuffix("ss") && !lower.hasSuffix("us") && !lower.hasSuffix("is")
  }
}

/// Finds the noun that a number counts.
struct CountNounReader {
  let sentence: PieceSentence
  init(_ sentence: PieceSentence) { self.sentence = sentence }

  /// "100 injured": words for people by what happened to them.
  private static let people = Words.set(WordSets["CountNounReader.people"])

  /// "two free throws moments later": after the second noun these words show that it is a time.
  private static let afterTimes = Words.set("later ago earlier")

  private enum Role { case modifier, noun, plural, stop }
  private static let longest = 9

  private func role(_ i: Int, first: Bool) -> Role {
    let piece = sentence[i]
    guard piece.kind == .word, !piece.machine else { return .stop }
    // "three by-elections", "12 hit-and-runs", "33 no-shows", "two double-doubles": function words inside a compound.
    if sentence.isHyphen(i + 1), sentence.isWord(i + 2),
      CountWords.closed.contains(piece.key) || NumberWords.table[piece.key]?.kind == .multiple
    {
      return .modifier
    }
    if CountWords.closed.contains(piece.key), !(piece.capitalized && !first && piece.allCaps) { return .stop }
    if NumberWords.table[piece.key]?.kind == .multiple { return .stop }
    switch piece.tag {
    case .JJ, .JJR, .JJS, .VBN, .VBG:
      return CountWords.plurals[piece.key] != nil && endsPhrase(i + 1) ? .plural : .modifier
    case .NNS, .NNPS: return .plural
    case .NN, .NNP:
      if CountWords.plurals[piece.key] != nil || isPluralOfCapitals(i) || CountWords.isMen(sentence.lowercase(i)) { return .plural }
      return piece.tag == .NN && CountWords.looksPlural(sentence.lowercase(i), key: piece.key) ? .plural : .noun
    case .CD: return .modifier
    // "sail-only engines": a word joined by a hyphen is a modifier.
    case .RB, .RBS:
      return sentence.isHyphen(i - 1) || sentence.isHyphen(i + 1) || sentence.has(i + 1) && [.JJ, .VBN, .VBG].contains(sentence[i + 1].tag)
        ? .modifier : .stop
    case .VBD, .VBZ, .VBP, .VB, .FW:
      // A verb tag on the first word after a number is usually an error.
      guard first else { return .stop }
      return CountWords.looksPlural(sentence.lowercase(i), key: piece.key) ? .plural : .modifier
    default: return .stop
    }
  }

  /// "ODIs", "MPs".
  private func isPluralOfCapitals(_ i: Int) -> Bool {
    let bytes = sentence.bytes(i)
    return bytes.count > 2 && bytes.last == UInt8(ascii: "s") && bytes.dropLast().allSatisfy { $0 >= 0x41 && $0 <= 0x5a }
  }

  private func endsPhrase(_ i: Int) -> Bool { !sentence.isWord(i) || CountWords.closed.contains(sentence.key(i)) }

  /// The noun phrase that begins at `k`.
  func noun(_ k: Int, singular: Bool = false) -> CountNoun? {
    var i = k
    var head: (at: Int, plural: Bool)?
    while sentence.has(i), i < k + Self.longest {
      if sentence.isHyphen(i) || (sentence.holds(i, Words.apostropheS) && sentence.glued(i) && i > k) {
        guard sentence.isWord(i + 1) else { break }
        // "sail-only engines": a word joined by a hyphen is a modifier.
        if sentence.isHyphen(i), sentence.isWord(i + 2), CountWords.closed.contains(sentence.key(i + 1)),
          !CountWords.closed.contains(sentence.key(i + 2))
        {
          i += 2
          continue
        }
        i += 1
        if sentence.isHyphen(i - 1), i + 1 < sentence.end, head?.at == i - 2 { head = nil }
        continue
      }
      if sentence.isNumber(i), sentence.isHyphen(i - 1) {
        i += 1
        continue
      }
      // "40,000 12 kilo sacks"
      if i == k, sentence.isNumber(i), let inner = UnitReader(sentence).name(i + 1)?.unit, inner.kind == .measure {
        i = inner.pieces.upperBound
        continue
      }
      switch role(i, first: i == k) {
      case .modifier: break
      case .noun: head = (i, false)
      case .plural:
        if sentence.isHyphen(i + 1) { break }
        head = (i, true)
        // "teachers unions": a plural that modifies another noun.
        if sentence.isWord(i + 1), role(i + 1, first: false) == .plural, sentence[i + 1].tag == .NNS,
          !sentence.holds(i + 2, Self.afterTimes)
        {
          break
        }
        return finish(k, i, plural: true)
      case .stop:
        // A plural that the tagger took for a verb: "two powertrain options:".
        if head?.plural == false, sentence.tag(i) == .VBZ, CountWords.looksPlural(sentence.lowercase(i), key: sentence.key(i)), !singular,
          !sentence.isWord(i + 1) || sentence.tag(i + 1) == .TO || sentence.tag(i + 1) == .IN
        {
          return finish(k, i, plural: true)
        }
        // "Alder and Birch tractors", "large, slow ships": coordinated modifiers.
        if i > k, head?.plural != true, sentence.holds(i, "and") || sentence.holds(i, "or") || sentence.holds(i, ","),
          sentence.isWord(i + 1),
          let rest = noun(i + 1), rest.plural, rest.pieces.count <= 4, sentence[i - 1].capitalized == sentence[i + 1].capitalized,
          rest.pieces.count > 1
        {
          return finish(k, rest.head, plural: true)
        }
        return close(k, head, singular)
      }
      i += 1
    }
    return close(k, head, singular)
  }

  private func close(_ k: Int, _ head: (at: Int, plural: Bool)?, _ singular: Bool) -> CountNoun? {
    guard let head, head.plural || singular else { return nil }
    return finish(k, head.at, plural: head.plural)
  }

  private func finish(_ k: Int, _ head: Int, plural: Bool) -> CountNoun {
    var unit = CountWords.singular(sentence.string(head))
    if sentence[head].capitalized, sentence.holds(head - 1, "new"), sentence.capitalized(head - 1), head > k { unit = "New " + unit }
    // "great-grandchildren", "break-ins": a compound of two words.
    if sentence.isHyphen(head - 1), sentence.isWord(head - 2), head - 2 >= k {
      if !sentence.isHyphen(head - 3) {
        unit = "\(sentence.string(head - 2))-\(unit)"
      } else if CountWords.closed.contains(sentence.key(head - 2)), sentence.isWord(head - 4), head - 4 >= k, !sentence.isHyphen(head - 5) {
        // "hit-and-runs"
        unit = "\(sentence.string(head - 4))-\(sentence.string(head - 2))-\(unit)"
      }
    }
    if sentence.holds(head, Self.people) { unit = "person" }
    if sentence.holds(head - 1, "police"), head > k, unit == "officer" { unit = "police officer" }
    return CountNoun(unit: unit, pieces: k..<(head + 1), head: head, plural: plural)
  }
}
