internal import FullText
internal import Linkage
internal import Record

/// What a person speaks about: the words of their quotes that stand out against the whole index, and what their figures are about.
public struct PersonTopics: Hashable, Sendable {
  /// A word that stands out, with all its forms.
  public struct Word: Hashable, Sendable {
    /// The form that occurs in the most of the quotes, as written there.
    public var text: String
    /// How many of the quotes read hold it.
    public var quotes: Int
    /// How many quotes of the whole index hold it.
    public var inIndex: Int
    /// Dunning's log-likelihood ratio: the greater, the less likely it is chance.
    public var score: Double
  }
  /// Something that figures are about.
  public struct Concept: Hashable, Sendable {
    /// The concept, as one of the figures words it.
    public var text: String
    /// How many of the figures read are about it.
    public var figures: Int
  }

  /// The words, those that stand out most first.
  public var words: [Word] = []
  /// The concepts, the most frequent first.
  public var concepts: [Concept] = []
  /// How many quotes were read: the newest, at most ``mostRead``.
  public var quotesRead = 0
  /// Figures that were read.
  public var figuresRead = 0
  /// Quotes of the index.
  public var quotesInIndex = 0

  /// Topics of nobody.
  public init() {}

  /// The most quotes and figures that are read, so that the work does not grow with a person's fame.
  public static let mostRead = 300
  /// The most words and concepts that are returned.
  public static let mostTold = 12
  /// Words compared with the index, those in the most quotes.
  fileprivate static let mostCompared = 120
}

extension SearchIndex {
  /// The topics of the quotes and figures (newest first) of a person with these names.
  ///
  /// A word counts once per quote, however often it occurs there. Words in only one quote are not topics, nor are function words, numbers,
  /// and the person's own names.
  public func topics(quotes: [QuoteHit], figures: [FigureHit], names: [String]) throws(IndexError) -> PersonTopics {
    var topics = PersonTopics()
    let quotes = quotes.prefix(PersonTopics.mostRead)
    let figures = figures.prefix(PersonTopics.mostRead)
    (topics.quotesRead, topics.figuresRead) = (quotes.count, figures.count)
    topics.concepts = PersonTopics.concepts(of: figures)
    let found = PersonTopics.WordTally(quotes.map(\.quote.span.text), without: names)
    let candidates = found.most(PersonTopics.mostCompared)
    let counts = try wordCounts(candidates.map(\.word), of: .quote)
    topics.quotesInIndex = counts.findings
    for (candidate, all) in zip(candidates, counts.holding) {
      let score = StandingOut.score(holding: candidate.quotes, of: quotes.count, all: all, of: counts.findings)
      guard score >= StandingOut.least else { continue }
      topics.words.append(.init(text: candidate.text, quotes: candidate.quotes, inIndex: max(all, candidate.quotes), score: score))
    }
    topics.words.sort { $0.score != $1.score ? $0.score > $1.score : $0.text < $1.text }
    topics.words = Array(topics.words.prefix(PersonTopics.mostTold))
    return topics
  }
}

extension PersonTopics {
  /// The words of texts, by their stems, and how many texts each occurs in.
  fileprivate struct WordTally {
    private var stems: [[UInt8]: (texts: Int, forms: [String: Int], word: [String: Int])] = [:]

    init(_ texts: [String], without names: [String]) {
      let own = Set(names.flatMap { FoldedWords($0).all.map(EnglishStemmer.stem) })
      for text in texts {
        let bytes = Array(text.utf8)
        let words = FoldedWords(bytes)
        var seen: Set<[UInt8]> = []
        for index in 0..<words.count {
          let word = words[index]
          let folded = String(decoding: word, as: UTF8.self)
          guard word.count > 2, !word.contains(where: { (0x30...0x39).contains($0) }), !StandingOut.isFunctionWord(folded) else { continue }
          let stem = EnglishStemmer.stem(word)
          guard !own.contains(stem) else { continue }
          let place = words.places[index]
          var entry = stems[stem] ?? (0, [:], [:])
          if seen.insert(stem).inserted { entry.texts += 1 }
          entry.forms[String(decoding: bytes[place.start..<place.end], as: UTF8.self), default: 0] += 1
          entry.word[folded, default: 0] += 1
          stems[stem] = entry
        }
      }
    }

    /// The stems in the most texts, but in at least two: a form as written, a form to search for, and how many texts it occurs in.
    func most(_ limit: Int) -> [(text: String, word: String, quotes: Int)] {
      let often = stems.filter { $0.value.texts > 1 }.sorted {
        $0.value.texts != $1.value.texts ? $0.value.texts > $1.value.texts : $0.key.lexicographicallyPrecedes($1.key)
      }
      return often.prefix(limit).map { (Self.most(of: $0.value.forms), Self.most(of: $0.value.word), $0.value.texts) }
    }

    private static func most(of forms: [String: Int]) -> String {
      forms.max { $0.value != $1.value ? $0.value < $1.value : $0.key > $1.key }?.key ?? ""
    }
  }

  fileprivate static func concepts(of figures: ArraySlice<FigureHit>) -> [Concept] {
    var counts: [[[UInt8]]: (text: String, figures: Int)] = [:]
    for concept in figures.compactMap(\.figure.concept) {
      let key = FoldedWords(concept).all
      guard !key.isEmpty else { continue }
      counts[key, default: (concept, 0)].figures += 1
    }
    let sorted = counts.values.sorted { $0.figures != $1.figures ? $0.figures > $1.figures : $0.text < $1.text }
    return sorted.prefix(mostTold).map { Concept(text: $0.text, figures: $0.figures) }
  }
}
