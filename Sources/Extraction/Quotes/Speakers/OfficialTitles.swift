internal import Linguistics
internal import Record

/// The titles that the article gives its people, by their words.
struct OfficialTitles {
  private let text: AnalyzedText
  private var people: [UInt64: [Int]] = [:]

  init(_ text: AnalyzedText, officials: [OfficialFinding]) {
    self.text = text
    for official in officials {
      guard let title = official.title, official.person >= 0, official.person < text.people.count else { continue }
      for word in title.split(whereSeparator: { $0 == " " || $0 == "-" }) {
        let hash = WordHash.folded(String(word))
        people[hash, default: []].append(official.person)
        if let full = Self.fullForms[hash] { people[full, default: []].append(official.person) }
      }
    }
  }

  /// What abbreviated titles stand for: "Gov. Roe" is later "the governor".
  private static let fullForms: [UInt64: UInt64] = {
    let pairs = [
      ("gov", "governor"), ("sen", "senator"), ("rep", "representative"), ("gen", "general"), ("lt", "lieutenant"), ("col", "colonel"),
      ("capt", "captain"), ("sgt", "sergeant"), ("insp", "inspector"), ("det", "detective"), ("cllr", "councillor"), ("prof", "professor"),
      ("dr", "doctor"), ("rev", "reverend"), ("adm", "admiral"), ("maj", "major"), ("amb", "ambassador"), ("supt", "superintendent"),
      ("cmdr", "commander"), ("pres", "president"), ("atty", "attorney"), ("ald", "alderman"), ("cpl", "corporal"), ("pc", "constable"),
      ("const", "constable"), ("hon", "minister"), ("ceo", "chief"), ("mp", "lawmaker"), ("pm", "premier"),
    ]
    var forms: [UInt64: UInt64] = [:]
    for (short, full) in pairs { for form in [short, short + "."] { forms[WordHash.folded(form)] = WordHash.folded(full) } }
    return forms
  }()

  /// The people whose title holds a word.
  func bearers(of word: UInt64) -> [Int] { people[word] ?? [] }

  /// The bearer of the title that was named last before a token.
  func person(with word: UInt64, before token: Int) -> Int? {
    var best: (token: Int, person: Int)?
    for person in Set(bearers(of: word)) {
      let mentions = text.people[person].mentions
      var low = 0
      var high = mentions.count
      while low < high {
        let middle = (low + high) / 2
        if text.names[mentions[middle]].tokens.upperBound <= token { low = middle + 1 } else { high = middle }
      }
      if low > 0, case let place = text.names[mentions[low - 1]].tokens.lowerBound, place > best?.token ?? -1 { best = (place, person) }
    }
    return best?.person
  }
}
