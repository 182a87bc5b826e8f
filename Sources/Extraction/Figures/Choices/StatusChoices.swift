import Linguistics
import Ranking
import Record

/// Whether a figure is stated as a fact, forecast, plan, limit or supposition, and how likely its value and unit are right.
enum StatusChoices {
  private static let status = FeatureTemplate("status"), word = FeatureTemplate("status word"), close = FeatureTemplate("status close")
  private static let ahead = FeatureTemplate("status ahead"), bound = FeatureTemplate("status bound")

  /// Words of future, obligation, limit and supposition; each is a feature of the sentence, wherever it stands.
  private static let marked = Words.set(
    "will would could should may might must shall can if unless until expected expects expect forecast forecasts predicted predicts projected projects projection estimated estimates plan plans planned planning target targets aim aims goal pledge pledged promise promised propose proposed proposal budget seek seeks sought maximum minimum limit limits capped cap ceiling floor allowed capacity seats holds hold fine fined fines penalty jail sentence years prison face faces facing punishable least most required require requires deadline next by coming future potential potentially likely eventually to up n't not was were had has have been is are announced order ordered agreed set aside scheduled due"
  )

  /// One candidate for each status, in the order of ``FigureStatus``'s cases.
  static func candidates(_ figure: FigureSituation, period: String?, reference: CalendarDate?) -> [CandidateFeatures] {
    let sentence = figure.words
    var common = CandidateFeatures()
    figure.describe(&common)
    StatusFrame(figure).describe(&common, figure)
    let (start, end) = (figure.pieces.lowerBound, figure.pieces.upperBound)
    for k in (start - 9)..<start where sentence.isWord(k) && sentence.holds(k, marked) {
      common.add(word, sentence.key(k), 1)
      if start - k <= 4 { common.add(close, sentence.key(k), 1) }
    }
    for k in end..<(end + 7) where sentence.isWord(k) && sentence.holds(k, marked) { common.add(word, sentence.key(k), 2) }
    for k in sentence.bounds where sentence.holds(k, marked) { common.add(word, sentence.key(k)) }
    if let verb = figure.verb {
      common.add(close, sentence.key(verb), sentence.key(verb - 1), 3)
      common.add(close, sentence.key(verb), figure.kindCode, 4)
    }
    common.add(bound, WordHash.of(figure.candidate.bound?.bound.rawValue ?? "="), figure.kindCode)
    if let period, let reference {
      common.add(ahead, period.prefix(4) > CalendarDate.four(reference.year).prefix(4) ? 2 : period > reference.text ? 1 : 0)
    }
    return FigureStatus.allCases.indices.map { number in
      var features = CandidateFeatures()
      features.add(status, UInt64(number))
      features.append(common)
      features.cross(since: 1, status, UInt64(number))
      return features.dropping(1..<(1 + common.count))
    }
  }

  private static let core = FeatureTemplate("core"), form = FeatureTemplate("core form"), around = FeatureTemplate("core around")

  /// Two candidates: value, unit, bound and change are all right, or they are not.
  static func core(_ figure: FigureSituation) -> [CandidateFeatures] {
    let (candidate, sentence) = (figure.candidate, figure.words)
    var common = CandidateFeatures()
    let rule = WordHash.of(candidate.rule)
    let form = UInt64(candidate.numeral.form.rawValue)
    common.add(Self.form, rule)
    common.add(Self.form, rule, figure.roleCode)
    common.add(Self.form, figure.kindCode, form)
    common.add(Self.form, figure.kindCode, figure.roleCode)
    common.add(Self.form, candidate.numeral.scaled ? 1 : 0, candidate.numeral.decimal ? 1 : 0, form)
    common.add(Self.form, candidate.bound == nil ? 0 : 1, candidate.boundBehind == nil ? 0 : 1, figure.kindCode)
    common.add(Self.form, candidate.high == nil ? 0 : 1, candidate.isBare ? 1 : 0, candidate.impliedUnit == nil ? 0 : 1)
    common.add(Self.form, candidate.rate == nil ? 0 : 1, figure.kindCode)
    common.add(Self.form, candidate.from == nil ? 0 : 1, candidate.comparedTo == nil ? 0 : 1)
    common.add(around, figure.verbCode)
    common.add(around, sentence.key(figure.pieces.lowerBound - 1), 1)
    common.add(around, sentence.key(figure.pieces.upperBound), 2)
    common.add(around, tag(sentence, figure.pieces.lowerBound - 1), tag(sentence, figure.pieces.upperBound), figure.kindCode)
    common.add(around, UInt64(CandidateFeatures.bucket(figure.sentence.candidates.count)), 3)
    common.add(around, candidate.noun.map { WordHash.of($0.unit.lowercased()) } ?? 0, 4)
    return [0 as UInt64, 1].map { number in
      var features = CandidateFeatures()
      features.append(common)
      features.cross(since: 0, core, number)
      return features.dropping(0..<common.count)
    }
  }

  private static func tag(_ sentence: PieceSentence, _ k: Int) -> UInt64 {
    sentence.tag(k).flatMap { PartOfSpeech.allCases.firstIndex(of: $0) }.map { UInt64($0) } ?? 99
  }
}
