package import Linguistics
internal import Record

/// The titles of the article's people, indexed by word.
package struct OfficialTitles {
  private let text: AnalyzedText
  /// By word, the people, ascending, each once.
  private var people: [UInt64: [Int]] = [:]
  /// By word, the mentions of these people, as indices into ``AnalyzedText/names``, ascending.
  private var mentions: [UInt64: [Int]] = [:]

  package init(_ text: AnalyzedText, officials: [OfficialFinding]) {
    self.text = text
    for official in officials {
      guard let title = official.title, official.person >= 0, official.person < text.people.count else { continue }
      for word in title.split(whereSeparator: { $0 == " " || $0 == "-" }) {
        let hash = WordHash.folded(String(word))
        people[hash, default: []].append(official.person)
        for full in Self.fullForms[hash] ?? [] { people[full, default: []].append(official.person) }
      }
      // "Chief Financial Officer Ann Roe" is later "the CFO".
      if let acronym = Self.acronym(of: title) { people[acronym, default: []].append(official.person) }
    }
    people = people.mapValues { Set($0).sorted() }
    mentions = people.mapValues { people in people.flatMap { text.people[$0].mentions }.sorted() }
  }

  /// The initials of a title of at least three words, folded.
  private static func acronym(of title: String) -> UInt64? {
    let words = title.split(whereSeparator: { $0 == " " || $0 == "-" }).filter { !["of", "the", "and", "for"].contains($0.lowercased()) }
    guard (3...5).contains(words.count) else { return nil }
    return WordHash.folded(String(words.compactMap(\.first)))
  }

  /// Later forms of titles, including expanded abbreviations: "Gov. Roe" becomes "the governor", "Rep. Roe" "the congresswoman".
  private static let fullForms: [UInt64: [UInt64]] = {
    let pairs = [
      ("gov", "governor"), ("sen", "senator lawmaker"), ("senator", "lawmaker"),
      ("rep", "representative congressman congresswoman lawmaker"), ("congressman", "lawmaker"), ("congresswoman", "lawmaker"),
      ("gen", "general"), ("lt", "lieutenant"), ("col", "colonel"), ("capt", "captain"), ("sgt", "sergeant"), ("insp", "inspector"),
      ("det", "detective"), ("detective", "officer"), ("constable", "officer"), ("cllr", "councillor"), ("prof", "professor"),
      ("dr", "doctor"), ("rev", "reverend priest"), ("adm", "admiral"), ("maj", "major"), ("amb", "ambassador"), ("supt", "superintendent"),
      ("cmdr", "commander"), ("pres", "president"), ("atty", "attorney lawyer"), ("attorney", "lawyer"), ("barrister", "lawyer"),
      ("solicitor", "lawyer"), ("ald", "alderman"), ("cpl", "corporal"), ("pc", "constable officer"), ("const", "constable officer"),
      ("hon", "minister"), ("ceo", "chief boss"), ("mp", "lawmaker politician parliamentarian"), ("msp", "lawmaker politician"),
      ("mep", "lawmaker politician"), ("td", "politician"), ("pm", "premier"), ("premier", "leader"), ("chancellor", "leader"),
      ("coach", "manager boss"), ("manager", "boss"), ("singer", "musician star"), ("actor", "star"), ("actress", "star"),
      ("professor", "academic scientist researcher"), ("researcher", "scientist"), ("physicist", "scientist"), ("biologist", "scientist"),
      ("striker", "forward"), ("sheriff", "lawman"),
    ]
    var forms: [UInt64: [UInt64]] = [:]
    for (short, full) in pairs { for form in [short, short + "."] { forms[WordHash.folded(form)] = WordHash.foldedWords(full) } }
    return forms
  }()

  /// The people whose title contains a word, ascending.
  package func bearers(of word: UInt64) -> [Int] { people[word] ?? [] }

  /// Whether a person's title contains a word.
  func bears(_ person: Int, _ word: UInt64) -> Bool {
    let bearers = bearers(of: word)
    var low = 0
    var high = bearers.count
    while low < high {
      let middle = (low + high) / 2
      if bearers[middle] < person { low = middle + 1 } else { high = middle }
    }
    return low < bearers.count && bearers[low] == person
  }

  /// The holder of the title who was named last before a token.
  package func person(with word: UInt64, before token: Int) -> Int? {
    let mentions = mentions[word] ?? []
    var low = 0
    var high = mentions.count
    while low < high {
      let middle = (low + high) / 2
      if text.names[mentions[middle]].tokens.upperBound <= token { low = middle + 1 } else { high = middle }
    }
    return low > 0 ? text.names[mentions[low - 1]].entity : nil
  }
}
