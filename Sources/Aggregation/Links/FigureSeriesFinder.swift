internal import Linkage
internal import Record

extension SearchIndex {
  /// The figures that a search finds, grouped by what they are about, the longest series first. Copies count once.
  public func series(_ search: Search) throws -> [FigureSeries] {
    func order(_ hit: FigureHit) -> (String, String, String) { (hit.figure.period ?? "9999", hit.article.published ?? "9999", hit.id) }
    var series: [FigureSeries] = []
    for (subject, figures) in try figuresBySubject(search) {
      let figures = figures.sorted { order($0) < order($1) }
      var concepts: [String: Int] = [:]
      for hit in figures { concepts[hit.figure.concept ?? "", default: 0] += 1 }
      let concept = concepts.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key ?? ""
      series.append(FigureSeries(subject: subject, concept: concept, figures: figures))
    }
    return series.sorted { ($1.figures.count, $0.concept, $0.subject.unit) < ($0.figures.count, $1.concept, $1.subject.unit) }
  }

  /// Pairs among the figures that a search finds which are about one thing and time and cannot both be true.
  public func conflicts(_ search: Search) throws -> [FigureConflictHit] {
    var conflicts: [FigureConflictHit] = []
    for (_, all) in try figuresBySubject(search) where all.count > 1 {
      func order(_ hit: FigureHit) -> (String, String) { (hit.article.published ?? "9999", hit.id) }
      let figures = all.sorted { order($0) < order($1) }.prefix(Self.mostCompared)
      var ofArticle: [String: [ValueRange]] = [:]
      for hit in figures { ofArticle[hit.article.id, default: []].append(ValueRange(hit.figure)) }
      // An article that gives both values is about two different things.
      func knows(_ article: String, _ figure: Figure) -> Bool {
        ofArticle[article, default: []].contains { $0.agrees(with: ValueRange(figure)) }
      }
      for (index, first) in figures.enumerated() {
        for second in figures.dropFirst(index + 1) where first.article.id != second.article.id {
          guard FigureSubject.isSpecific(first.figure) || FigureSubject.isSpecific(second.figure) else { continue }
          if knows(first.article.id, second.figure) || knows(second.article.id, first.figure) { continue }
          let days = [first, second].map { hit in hit.article.published.flatMap { PeriodRange.days($0)?.lowerBound } }
          if FigureConflict.excludes(first.figure, published: days[0], second.figure, published: days[1]) {
            conflicts.append(FigureConflictHit(first: first, second: second))
          }
        }
      }
    }
    return conflicts.sorted {
      ($0.first.article.published ?? "9999", $0.first.id, $0.second.id) < ($1.first.article.published ?? "9999", $1.first.id, $1.second.id)
    }
  }

  /// The most figures of one subject that are compared with one another.
  private static var mostCompared: Int { 300 }

  private func figuresBySubject(_ search: Search) throws -> [FigureSubject: [FigureHit]] {
    var search = search
    search.limit = nil
    var series: [FigureSubject: [FigureHit]] = [:]
    try eachFigure(search) { hit in
      // A repeat within an article says nothing new.
      guard hit.figure.sameAs == nil, let subject = FigureSubject(hit.figure) else { return }
      series[subject, default: []].append(hit)
    }
    return series
  }
}
