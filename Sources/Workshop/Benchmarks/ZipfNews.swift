internal import Record

/// Articles of invented words whose frequencies follow Zipf's law, always the same for the same seed: the data with which the index is
/// measured.
///
/// The commonest words are those of English. The others are made of syllables, some of them in several forms (-s, -ed, -ing), as in
/// English. A quote has 32 words on average, about 240 bytes.
struct ZipfNews {
  /// The words, commonest first.
  let vocabulary: [String]
  private let speakers: [String]
  private let organizations: [String]
  private let outlets: [String]
  private let words: ZipfSampler
  private let names: ZipfSampler
  private let places: ZipfSampler
  private var random: SeededGenerator

  private static let commonest = [
    "the", "of", "and", "to", "a", "in", "that", "is", "for", "it", "on", "we", "was", "with", "as", "be", "are", "have", "this", "not",
    "by",
    "they", "but", "from", "has", "will", "people", "there", "more", "been", "would", "their", "our", "who", "what", "all", "were", "can",
    "one",
    "about", "year", "new", "government", "time", "so", "if", "no", "up", "out", "when", "police", "country", "public", "city", "work",
    "report",
  ]

  init(seed: UInt64) {
    random = SeededGenerator(seed: seed)
    var made: Set<String> = Set(Self.commonest)
    var list = Self.commonest
    while list.count < 200_000 {
      let base = Self.word(&random)
      guard made.insert(base).inserted else { continue }
      list.append(base)
      guard random.number(3) == 0 else { continue }
      for ending in ["s", "ed", "ing"] where random.number(2) == 0 && made.insert(base + ending).inserted { list.append(base + ending) }
    }
    vocabulary = list
    words = ZipfSampler(list.count, exponent: 1)
    func names(_ count: Int, _ parts: Int, _ random: inout SeededGenerator) -> [String] {
      (0..<count).map { _ in
        (0..<parts).map { _ in
          let word = Self.word(&random)
          return word.prefix(1).uppercased() + word.dropFirst()
        }.joined(separator: " ")
      }
    }
    speakers = names(20_000, 2, &random)
    organizations = names(2_000, 3, &random)
    outlets = names(200, 2, &random)
    self.names = ZipfSampler(20_000, exponent: 0.9)
    places = ZipfSampler(2_000, exponent: 0.9)
  }

  private static func word(_ random: inout SeededGenerator) -> String {
    let onsets = ["b", "c", "d", "f", "g", "h", "l", "m", "n", "p", "r", "s", "t", "v", "w", "st", "tr", "pl", "ch", "gr"]
    let nuclei = ["a", "e", "i", "o", "u", "ai", "ea", "ou"]
    let codas = ["", "", "n", "r", "l", "t", "m", "st", "nd"]
    return (0..<1 + random.number(3)).map { _ in random.pick(onsets) + random.pick(nuclei) + random.pick(codas) }.joined()
  }

  private mutating func sentence(_ count: Int) -> String {
    var text = ""
    for index in 0..<count {
      if index > 0 { text += " " }
      text += vocabulary[words.sample(&random)]
    }
    return text
  }

  /// The speaker with a given rank.
  func speaker(_ rank: Int) -> String { speakers[rank] }

  /// An article of 50 figures, each in its own sentence, with two sentences per paragraph.
  mutating func tally(_ number: Int) -> ArticleRecord {
    var text = ""
    var figures: [Figure] = []
    var paragraphs: [Paragraph] = []
    for index in 1...50 {
      let begin = index % 2 == 1 ? text.utf8.count + (index > 1 ? 2 : 0) : paragraphs[paragraphs.count - 1].range.start
      if index > 1 { text += index % 2 == 1 ? "\n\n" : " " }
      let words = sentence(12)
      let value = random.number(1_000_000)
      let unit = ["person", "USD", "percent", "km"][random.number(4)]
      let start = text.utf8.count
      let amount = "\(value) \(unit)"
      text += "\(amount) \(words)."
      if index % 2 == 0 { paragraphs.removeLast() }
      paragraphs.append(Paragraph(ByteRange(begin, text.utf8.count), .paragraph))
      figures.append(
        Figure(
          id: "f\(index)", span: TextSpan(start: start, end: start + amount.utf8.count, text: amount), value: Double(value), unit: unit,
          unitText: unit, unitKind: .count, concept: words, period: "\(2008 + random.number(10))", confidence: 0.9))
    }
    let id = String(0x2000_0000_0000 + number, radix: 16)
    let article = Article(
      id: id, source: nil, url: "https://outlet.example/\(id)", site: outlets[random.number(outlets.count)], title: sentence(8),
      authors: [],
      published: "\(2008 + number % 10)-\(Self.two(number % 12 + 1))-\(Self.two(number % 28 + 1))", language: "en", text: text,
      paragraphs: paragraphs,
      provenance: Provenance(contentSHA256: String(repeating: "0", count: 64), mediaType: "text/html", encoding: "utf-8"))
    return ArticleRecord(article: article, quotes: [], figures: figures, officials: [], extractor: "benchmark", rules: "benchmark")
  }

  /// The article with a given number, with five quotes, one figure and one official.
  mutating func article(_ number: Int) -> ArticleRecord {
    var text = ""
    var length = 0
    var paragraphs: [Paragraph] = []
    // The words are ASCII, so bytes and code points are the same.
    func write(_ words: String) -> TextSpan {
      let start = length
      text += words
      length += words.utf8.count
      return TextSpan(start: start, end: length, text: words)
    }
    func paragraph(_ body: () -> Void) {
      if length > 0 { _ = write("\n\n") }
      let start = length
      body()
      paragraphs.append(Paragraph(ByteRange(start, length), .paragraph))
    }
    let speaker = speakers[names.sample(&random)]
    let organization = organizations[places.sample(&random)]
    var officials: [Official] = []
    var figures: [Figure] = []
    var quotes: [Quote] = []
    let value = random.number(100_000)
    paragraph {
      let mention = write(speaker)
      _ = write(" is ")
      let title = write(["mayor", "minister", "chief constable", "director"][number % 4])
      _ = write(" at ")
      _ = write(organization)
      _ = write(", with ")
      let figure = write("\(value) people")
      officials.append(
        Official(
          id: "o1", name: speaker, title: title.text, titleSpan: title, organization: organization, sector: .government, mentions: [mention]
        ))
      figures.append(
        Figure(
          id: "f1", span: figure, value: Double(value), unit: "person", unitText: "people", unitKind: .count, concept: "staff",
          confidence: 0.9))
    }
    for index in 1...5 {
      let isOfficial = random.number(2) == 0
      let name = isOfficial ? speaker : speakers[names.sample(&random)]
      let words = sentence(16 + random.number(33))
      let type: AttributionType = random.number(5) == 0 ? .belief : .assertion
      paragraph {
        let span = write(words)
        _ = write(", ")
        let mention = write(name)
        _ = write(" ")
        let cue = write("said")
        quotes.append(
          Quote(
            id: "q\(index)", span: span, kind: .direct, type: type, group: "g\(index)", speaker: name, speakerKind: .person,
            official: isOfficial ? "o1" : nil, speakerMention: mention, cue: cue, confidence: 0.9))
      }
    }
    let day = random.number(3650)
    let date =
      "\(2008 + day / 365)-\(Self.two(day % 365 / 31 + 1))-\(Self.two(day % 28 + 1))T\(Self.two(random.number(24))):\(Self.two(random.number(60))):00Z"
    let id = String(0x1000_0000_0000 + number, radix: 16)
    let article = Article(
      id: id, source: nil, url: "https://outlet.example/\(id)", canonicalURL: nil, site: outlets[random.number(outlets.count)],
      title: sentence(8),
      authors: [], published: date, modified: nil, language: "en", text: text, paragraphs: paragraphs,
      provenance: Provenance(contentSHA256: String(repeating: "0", count: 64), mediaType: "text/html", encoding: "utf-8"))
    return ArticleRecord(
      article: article, quotes: quotes, figures: figures, officials: officials, extractor: "benchmark", rules: "none")
  }

  private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}

/// Draws ranks by Zipf's law in constant time (Walker's alias method).
struct ZipfSampler {
  private let chance: [Double]
  private let alias: [Int]

  init(_ count: Int, exponent: Double) {
    var weights = (1...count).map { rank in 1 / power(Double(rank), exponent) }
    let total = weights.reduce(0, +)
    weights = weights.map { $0 * Double(count) / total }
    var alias = Array(0..<count)
    var small = weights.indices.filter { weights[$0] < 1 }
    var large = weights.indices.filter { weights[$0] >= 1 }
    while let less = small.popLast(), let more = large.last {
      alias[less] = more
      weights[more] -= 1 - weights[less]
      if weights[more] < 1 {
        large.removeLast()
        small.append(more)
      }
    }
    chance = weights
    self.alias = alias
  }

  func sample(_ random: inout SeededGenerator) -> Int {
    let slot = random.number(chance.count)
    return random.fraction() < chance[slot] ? slot : alias[slot]
  }
}

/// x to the power of y, for x of at least 1 and y from 0 to 1, by halving the exponent.
private func power(_ x: Double, _ y: Double) -> Double {
  var result = 1.0
  var root = x
  var rest = y
  for _ in 0..<40 where rest > 0 {
    if rest >= 1 {
      result *= root
      rest -= 1
    }
    root = root.squareRoot()
    rest *= 2
  }
  return result
}
