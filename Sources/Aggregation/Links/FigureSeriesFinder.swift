internal import Linkage
internal import Record

extension SearchIndex {
  /// The figures that a search finds, grouped by what they are about, the longest series first. Copies count once.
  public func series(_ search: Search) throws -> [FigureSeries] {
    func order(_ hit: FigureHit) -> (String, String, String) { (hit.figure.period ?? "9999", hit.article.published ?? "9999", hit.id) }
    var series: [FigureSeries] = []
    for group in FigureGroups(try toldFigures(search)).groups {
      let figures = group.sorted { order($0.hit) < order($1.hit) }
      var concepts: [String: Int] = [:]
      for figure in figures { concepts[figure.hit.figure.concept ?? "", default: 0] += 1 }
      let concept = concepts.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key ?? ""
      guard let subject = figures.map(\.subject).max(by: { $0.placeRank < $1.placeRank }) else { continue }
      series.append(FigureSeries(subject: subject, concept: concept, figures: figures.map(\.hit)))
    }
    func order(_ one: FigureSeries) -> (Int, String, String, String, String) {
      (-one.figures.count, one.concept, one.subject.unit, one.place ?? "", one.figures.first?.id ?? "")
    }
    return series.sorted { order($0) < order($1) }
  }

  /// Pairs among the figures that a search finds which are about one thing and time and cannot both be true.
  public func conflicts(_ search: Search) throws -> [FigureConflictHit] {
    let figures = try toldFigures(search)
    var ofArticle: [String: [FigureCore: [ValueRange]]] = [:]
    for figure in figures {
      ofArticle[figure.hit.article.id, default: [:]][figure.subject.core, default: []].append(ValueRange(figure.hit.figure))
    }
    // An article that gives both values is about two different things.
    func knows(_ article: String, _ other: ToldFigure) -> Bool {
      ofArticle[article]?[other.subject.core]?.contains { $0.agrees(with: ValueRange(other.hit.figure)) } == true
    }
    var conflicts: [FigureConflictHit] = []
    try FigureGroups(figures).eachPair { first, second in
      guard first.hit.article.id != second.hit.article.id, first.subject.isSpecific || second.subject.isSpecific else { return }
      if knows(first.hit.article.id, second) || knows(second.hit.article.id, first) { return }
      let days = [first, second].map { $0.hit.article.published.flatMap { PeriodRange.days($0)?.lowerBound } }
      if FigureConflict.excludes(first.hit.figure, published: days[0], second.hit.figure, published: days[1]) {
        conflicts.append(FigureConflictHit(first: first.hit, second: second.hit))
      }
    }
    func order(_ pair: FigureConflictHit) -> (String, String, String) {
      (pair.first.article.published ?? "9999", pair.first.id, pair.second.id)
    }
    return conflicts.sorted { order($0) < order($1) }
  }

  private func toldFigures(_ search: Search) throws -> [ToldFigure] {
    var search = search
    search.limit = nil
    var figures: [ToldFigure] = []
    try eachFigure(search) { hit in
      // A repeat within an article says nothing new.
      guard hit.figure.sameAs == nil, let subject = FigureSubject(hit.figure, in: hit.setting) else { return }
      figures.append(ToldFigure(hit: hit, subject: subject))
    }
    return figures
  }
}

extension FigureHit {
  fileprivate var setting: FigureSetting {
    FigureSetting(
      sentence: sentence.text, offset: figure.span.start - sentence.start, dateline: dateline, outlet: article.site,
      address: article.canonicalURL ?? article.url)
  }
}

extension FigureSubject {
  /// Which of several subjects of a series indicates its place best.
  fileprivate var placeRank: Int { place.map { $0.source.rawValue + 1 } ?? 0 }
}

/// A figure with what it is about.
private struct ToldFigure {
  var hit: FigureHit
  var subject: FigureSubject

  func isOne(with other: ToldFigure) -> Bool {
    subject.isOne(with: other.subject, sameStory: hit.article.story != nil && hit.article.story?.story == other.hit.article.story?.story)
  }
}

/// Figures by what they may have in common.
private struct FigureGroups {
  private let figures: [ToldFigure]
  /// The figures' positions by words and place together, and by the words alone.
  private var byWhole: [FigureCore: [Int]] = [:]
  private var byCore: [FigureCore: [Int]] = [:]

  init(_ figures: [ToldFigure]) {
    func order(_ figure: ToldFigure) -> (String, String) { (figure.hit.article.published ?? "9999", figure.hit.id) }
    self.figures = figures.sorted { order($0) < order($1) }
    for (index, figure) in self.figures.enumerated() {
      byWhole[figure.subject.whole, default: []].append(index)
      byCore[figure.subject.core, default: []].append(index)
    }
  }

  /// The most figures of one subject that are compared with one another.
  private static let mostCompared = 300

  /// Calls the closure for each pair on one thing, the earlier published first.
  func eachPair(_ body: (ToldFigure, ToldFigure) throws -> Void) throws {
    for (isWhole, bucket) in byWhole.values.map({ (true, $0) }) + byCore.values.map({ (false, $0) }) where bucket.count > 1 {
      let bucket = bucket.prefix(Self.mostCompared)
      for (place, first) in bucket.enumerated() {
        for second in bucket.dropFirst(place + 1) {
          let (a, b) = (figures[first], figures[second])
          // Those that are in both buckets are compared once.
          if !isWhole, a.subject.whole == b.subject.whole { continue }
          if a.isOne(with: b) { try body(a, b) }
        }
      }
    }
  }

  /// Figures on one thing, each in one group.
  var groups: [[ToldFigure]] {
    // Those with the same words and place belong together, whatever indicated the place.
    var groups: [[Int]] = []
    var placed: [FigureCore: [Int]] = [:]
    for bucket in byWhole.values {
      var parts: [[Int]] = []
      for index in bucket {
        if let part = parts.firstIndex(where: { figures[$0[0]].isOne(with: figures[index]) }) {
          parts[part].append(index)
        } else {
          parts.append([index])
        }
      }
      for part in parts {
        for core in Set(part.filter { figures[$0].hasPlace }.map { figures[$0].subject.core }) {
          placed[core, default: []].append(groups.count)
        }
        groups.append(part)
      }
    }
    // Figures whose place nothing indicates join those of the one place that fits, if there is only one.
    let known = groups
    for number in known.indices where !known[number].contains(where: { figures[$0].hasPlace }) {
      var rest: [Int] = []
      for index in known[number] {
        let fitting = placed[figures[index].subject.core, default: []].filter { other in
          known[other].contains { figures[$0].isOne(with: figures[index]) }
        }
        if fitting.count == 1 { groups[fitting[0]].append(index) } else { rest.append(index) }
      }
      groups[number] = rest
    }
    return groups.filter { !$0.isEmpty }.map { $0.map { figures[$0] } }
  }
}

extension ToldFigure {
  /// Whether the article's text indicates the figure's place.
  fileprivate var hasPlace: Bool { (subject.place?.source ?? .outlet) >= .dateline }
}
