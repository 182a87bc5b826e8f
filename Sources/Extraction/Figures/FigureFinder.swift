package import Linguistics
package import Record

/// Finds the numbers that say something.
package struct FigureFinder: Sendable {
  package init() {}

  /// The time expressions of a text, in order of place, resolved against the article's publication date.
  package func periods(in text: AnalyzedText, article: Article) -> [PeriodFinding] {
    let reference = article.published.flatMap(CalendarDate.init(published:))
    let pieces = PieceText(text)
    var findings: [PeriodFinding] = []
    var quarter: CalendarSpan?
    for (number, bounds) in pieces.sentences.enumerated() where !bounds.isEmpty {
      let sentence = PieceSentence(source: pieces, bounds: bounds, number: number)
      for expression in PeriodRecognizer(sentence, reference: reference, quarter: quarter).expressions() where expression.kind != .clock {
        if let span = expression.span, span.isQuarter { quarter = span }
        findings.append(PeriodFinding(range: sentence.byteRange(expression.pieces), period: expression.period(reference)))
      }
    }
    return findings
  }

  /// The figures of a text, in order of place.
  package func figures(
    in text: AnalyzedText, article: Article, quotes: [QuoteFinding], officials: [OfficialFinding]
  ) -> [FigureFinding] {
    let reference = article.published.flatMap(CalendarDate.init(published:))
    let pieces = PieceText(text)
    let dollar = DollarCountry.code(pieces, of: article)
    let degree = DegreeScale.code(pieces)
    let isPolitical = pieces.pieces.contains { FigureWords.elections.contains($0.key) }
    var sentences: [FigureSentence] = []
    var counted: (sentence: Int, noun: String)?
    var quarter: CalendarSpan?
    for (number, bounds) in pieces.sentences.enumerated() where !bounds.isEmpty {
      let sentence = PieceSentence(source: pieces, bounds: bounds, number: number)
      guard FigureScanner.holdsNumbers(sentence), sentence.isLatin else { continue }
      let times = PeriodRecognizer(sentence, reference: reference, quarter: quarter).expressions()
      quarter = times.last { $0.span?.isQuarter ?? false }?.span ?? quarter
      var candidates = FigureScanner(sentence, times: times, isPolitical: isPolitical).candidates()
      guard !candidates.isEmpty else { continue }
      candidates = RangeReader(sentence).resolve(candidates)
      let judge = FigureJudge(sentence, dollar: dollar, degree: degree, counted: counted?.sentence == number - 1 ? counted?.noun : nil)
      candidates = judge.figures(candidates)
      if let noun = candidates.last(where: { $0.kind == .count && $0.rate == nil })?.code { counted = (number, noun) }
      if !candidates.isEmpty { sentences.append(FigureSentence(pieces: sentence, times: times, candidates: candidates)) }
    }
    let context = FigureContext(pieces: pieces, article: article, reference: reference, quotes: quotes, officials: officials)
    return FigureWriter(context: context).findings(sentences)
  }
}

/// A sentence that holds figures.
struct FigureSentence: Sendable {
  var pieces: PieceSentence
  var times: [TimeExpression]
  var candidates: [FigureCandidate]
}

/// The scale that the article means by "degrees": the one that it names, where it names one alone.
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
