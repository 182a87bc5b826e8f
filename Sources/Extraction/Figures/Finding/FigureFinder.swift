package import Linguistics
package import Record

/// Finds the figures of a text: the numbers that state something.
package struct FigureFinder: Sendable {
  /// The most numbers without a unit or noun in a sentence. More of them are rows of data: no sentence of 1,488 articles has even twenty
  /// numbers.
  private static let mostBareNumbers = 64

  package init() {}

  /// The time expressions of a text, in text order, resolved against the article's publication date.
  package func periods(in text: AnalyzedText, article: Article) -> [PeriodFinding] {
    let reference = article.published.flatMap(CalendarDate.init(published:))
    let pieces = PieceText(text)
    var findings: [PeriodFinding] = []
    var memory = TimeMemory()
    for (number, bounds) in pieces.sentences.enumerated() where !bounds.isEmpty {
      let sentence = PieceSentence(source: pieces, bounds: bounds, number: number)
      let expressions = PeriodRecognizer(sentence, reference: reference, memory: memory).expressions()
      memory.note(expressions, in: number)
      for expression in expressions where expression.kind != .clock {
        findings.append(PeriodFinding(range: sentence.byteRange(expression.pieces), period: expression.period(reference)))
      }
    }
    return findings
  }

  /// The figures of a text, in text order.
  package func figures(
    in text: AnalyzedText, article: Article, quotes: [QuoteFinding], officials: [OfficialFinding]
  ) -> [FigureFinding] {
    var heads = HeadChooser(model: FigureModels.shared[.head])
    let (context, sentences, inTables) = read(text, article: article, quotes: quotes, officials: officials, heads: &heads)
    return TableFigures.merged(FigureWriter(context: context).read(sentences).map(\.finding), inTables)
  }

  /// Reads the numbers of a text once, so that several models can choose their fields in turn.
  /// - Parameter models: includes the ranker that chooses what numbers without a noun count.
  package func reading(
    of text: AnalyzedText, article: Article, quotes: [QuoteFinding], officials: [OfficialFinding], models: FigureModels? = nil
  ) -> FigureReading {
    var heads = HeadChooser(model: (models ?? .shared)[.head], isRecording: true)
    let (context, sentences, _) = read(text, article: article, quotes: quotes, officials: officials, heads: &heads)
    return FigureReading(context: context, sentences: sentences, heads: heads.choices)
  }

  /// The sentences that contain figures, and the figures of tables.
  private func read(
    _ text: AnalyzedText, article: Article, quotes: [QuoteFinding], officials: [OfficialFinding], heads: inout HeadChooser
  ) -> (FigureContext, [FigureSentence], [FigureFinding]) {
    let reference = article.published.flatMap(CalendarDate.init(published:))
    let pieces = PieceText(text)
    let dollar = DollarCountry.code(pieces, of: article)
    let degree = DegreeScale.code(pieces)
    let tables = TableFigures(pieces: pieces, tables: article.tables, reference: reference, dollar: dollar).read()
    let isPolitical = pieces.pieces.contains { CountWords.elections.contains($0.key) }
    let isPoll = isPolitical && pieces.pieces.contains { Poll.polls.contains($0.key) }
    // The ranker was trained on articles; for a single sentence the rules are better.
    if pieces.sentences.count == 1 { heads.model = nil }
    var sentences: [FigureSentence] = []
    var counted: (sentence: Int, noun: String)?
    // Only sentences with numbers add to the memory.
    var memory = TimeMemory()
    for (number, bounds) in pieces.sentences.enumerated() where !bounds.isEmpty {
      let sentence = PieceSentence(source: pieces, bounds: bounds, number: number)
      guard FigureScanner.holdsNumbers(sentence), sentence.isLatin else { continue }
      let times = PeriodRecognizer(sentence, reference: reference, memory: memory).expressions()
      memory.note(times, in: number)
      var candidates = FigureScanner(sentence, times: times, isPolitical: isPolitical, isPoll: isPoll).candidates()
      if candidates.count(where: { $0.kind == nil }) > Self.mostBareNumbers { candidates.removeAll { $0.kind == nil } }
      guard !candidates.isEmpty else { continue }
      candidates = RangeReader(sentence).resolve(candidates)
      ParallelLists.shareUnits(&candidates, in: sentence)
      ExchangeRates.read(&candidates, in: sentence)
      let judge = FigureJudge(sentence, dollar: dollar, degree: degree, counted: counted?.sentence == number - 1 ? counted?.noun : nil)
      candidates = judge.figures(candidates, times: times, heads: &heads)
      if !tables.cells.isEmpty { candidates.removeAll { tables.holds(sentence.byteRange($0.pieces)) } }
      if let noun = candidates.last(where: { $0.kind == .count && $0.rate == nil })?.code { counted = (number, noun) }
      heads.remember(candidates, sentence: number)
      if !candidates.isEmpty { sentences.append(FigureSentence(pieces: sentence, times: times, candidates: candidates)) }
    }
    let context = FigureContext(pieces: pieces, article: article, reference: reference, quotes: quotes, officials: officials)
    return (context, sentences, tables.figures)
  }
}

/// The figures of a text before their fields are chosen.
package struct FigureReading: Sendable {
  fileprivate let context: FigureContext
  fileprivate let sentences: [FigureSentence]
  /// The numbers without a noun of their own, with what they may count.
  package let heads: [HeadChoice]

  /// The figures, and the candidates from which their fields were chosen.
  /// - Parameters:
  ///   - models: the rankers.
  ///   - floors: probabilities below which a field stays empty, instead of the program's own.
  ///   - teacher: given a figure, a field and the candidates' answers, returns the index of the candidate to take, or `nil` to leave
  ///     the choice to the models.
  package func choices(
    models: FigureModels, floors: [FigureModels.Field: Double]? = nil,
    teacher: @escaping @Sendable (FigureFinding, FigureModels.Field, [String?]) -> Int?
  ) -> [(finding: FigureFinding, choices: [FigureChoice])] {
    var writer = FigureWriter(context: context, models: models)
    writer.teacher = teacher
    if let floors { writer.floors = floors }
    return writer.read(sentences)
  }
}

/// The temperature scale that "degrees" means in the article: the one that it names, if it names only one.
enum DegreeScale {
  private static let celsius = Words.set("celsius centigrade °c ℃")
  private static let fahrenheit = Words.set("fahrenheit °f ℉")

  static func code(_ pieces: PieceText) -> String? {
    var (cold, warm) = (false, false)
    for piece in pieces.pieces {
      if celsius.contains(piece.key) { cold = true }
      if fahrenheit.contains(piece.key) { warm = true }
    }
    return cold == warm ? nil : cold ? "Cel" : "[degF]"
  }
}
