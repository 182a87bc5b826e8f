internal import Aggregation
internal import Charts
internal import Linkage
internal import OnRecord
internal import Record

/// The page of a person, put together from all articles. If articles name several persons with that name, it offers a choice. If none gives
/// the speaker an office, it shows what was said under the name.
enum PersonPage {
  static let route = Route(
    path: ["person", "{name}"],
    summary: "A person, by name or a mention's id: offices with their proofs, quotes, figures; the other formats are the quotes",
    formats: Format.all(of: QuoteHit.table), parameters: FindPage.parameters.filter { ["limit", "after", "copies"].contains($0.name) },
    columns: QuoteHit.columns, isKept: true
  ) { visit in
    let reference = visit.values[0]
    return try visit.site.indexes.lend { index in
      let found = try Found(reference, visit, index)
      guard visit.format == .html else {
        guard let exact = found.exact, found.isNamesake else { return try Rows.response(visit, found.asked) }
        // The pages of two persons with one name differ by their articles, which no query can express.
        guard [.json, .jsonl, .csv].contains(visit.format) else {
          throw Problem(status: 404, title: "Several persons have that name; their quotes are to be had as .csv, .jsonl and .json")
        }
        return Rows.response(visit, name: "person-\(exact.id)", columns: QuoteHit.columns, exact.quotes.map(\.cells))
      }
      return try found.response(visit, index)
    }
  }

  static let topicsRoute = Route(
    path: ["person", "{name}", "topics"],
    summary:
      "What a person speaks about: words of the newest quotes that stand out against the whole index, and what their figures are about",
    formats: [.json, .jsonl, .csv], columns: TopicList.columns, isKept: true
  ) { visit in
    let answers = visit.answers
    let rows = try visit.site.indexes.lend { index in
      let found = try Found(visit.values[0], visit, index)
      let topics = try found.topics(answers, index)
      guard !found.persons.isEmpty || topics.quotesRead + topics.figuresRead > 0 else {
        throw Problem(status: 404, title: "No article of the index names such a person", detail: "Asked for: \(found.name)")
      }
      return TopicList(
        topics, asked: found.asked, credited: found.credited, isNamesake: found.isNamesake, reference: found.name
      ).rows
    }
    return Rows.response(visit, name: "topics", columns: TopicList.columns, rows)
  }

  /// The persons that a reference can mean.
  struct Found {
    /// The name asked for, or the name in the mention asked for.
    let name: String
    /// Everyone whom the reference can mean.
    let persons: [PersonProfile]
    /// Others with the same surname.
    let others: [PersonProfile]
    /// The search of all quotes under the person's names.
    let asked: Asked
    /// Whether quotes under the person's names could be by other persons.
    let isNamesake: Bool
    /// The one person with all quotes and figures; read only if the name alone does not identify them.
    let exact: PersonProfile?

    init(_ reference: String, _ visit: Visit, _ index: any SearchIndex) throws {
      var name = reference
      let isID = reference.utf8.count == 16 && UInt64(reference, radix: 16) != nil
      if isID {
        guard let stored = try? index.article(reference, version: nil), let place = stored.officialIDs.firstIndex(of: reference) else {
          throw Problem(status: 404, title: "No article of the index names a person with that id", detail: "Asked for: \(reference)")
        }
        name = stored.record.officials[place].name
      }
      let wanted = PersonName(name)
      let family = try index.persons(wanted.surname.joined(separator: "-"))
      func isMeant(_ profile: PersonProfile) -> Bool {
        isID
          ? profile.mentions.contains(reference)
          : !wanted.isBare && profile.variants.contains { PersonName($0).isCompatible(with: wanted) }
      }
      persons = family.filter(isMeant)
      others = family.filter { !isMeant($0) }
      self.name = persons.count == 1 ? persons[0].name : name
      var asked = try Asked(.quote, visit.request.query)
      asked.query = nil
      asked.filters = [.speaker: self.name, .type: "all", .confidence: "0"]
      self.asked = asked
      let full = PersonName(self.name)
      isNamesake =
        persons.count == 1 && others.contains { other in other.variants.contains { PersonName($0).isCompatible(with: full) } }
      exact = isNamesake ? try index.person(persons[0].id).first : nil
    }

    /// The search of all figures credited to the person.
    var credited: Asked { Asked(.figure, filters: [.speaker: name, .confidence: "0"]) }

    /// What the person speaks about, according to the newest quotes and figures.
    func topics(_ answers: Answers, _ index: any SearchIndex) throws -> PersonTopics {
      let names = [name] + persons.flatMap(\.variants)
      if let exact { return try index.topics(quotes: exact.quotes.reversed(), figures: exact.figures.reversed(), names: names) }
      func newest(_ asked: Asked) throws -> Search {
        var asked = asked
        (asked.sort, asked.after, asked.limit) = (.date, nil, nil)
        return try answers.search(asked, limit: PersonTopics.mostRead, in: index)
      }
      return try index.topics(
        quotes: try index.quotes(newest(asked)).hits, figures: try index.figures(newest(credited)).hits, names: names)
    }

    func response(_ visit: Visit, _ index: any SearchIndex) throws -> HTTPResponse {
      let answers = visit.answers
      var view = PersonView(name: name, token: visit.site.settings.formToken, asked: asked, credited: credited)
      view.profile = persons.count == 1 ? persons[0] : nil
      view.namesakes = persons.count > 1 ? persons : []
      view.others = Array(others.prefix(8))
      view.topics = try topics(answers, index)
      if let exact {
        view.isNamesake = true
        view.quotes = Array(exact.quotes.reversed().prefix(10))
        view.quoteCount = exact.quotes.count
        view.figures = Array(exact.figures.reversed().prefix(10))
        view.figureCount = exact.figures.count
        var months: [String: Int] = [:]
        for quote in exact.quotes { if let day = quote.article.published { months[String(day.prefix(7)), default: 0] += 1 } }
        view.months = months.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
      } else {
        let search = try answers.search(asked, limit: 10, in: index)
        view.quotes = try index.quotes(search).hits
        let facets = try answers.facets(asked) { try index.facets(.quote, search, top: FacetView.top) }
        view.quoteCount = facets.total
        view.months = facets.month.compactMap { entry in entry.value.map { ($0, entry.count) } }
        let figures = try answers.search(credited, limit: 10, in: index)
        view.figures = try index.figures(figures).hits
        view.figureCount = try answers.count(credited) { try index.count(.figure, figures) }.matches
      }
      guard !(persons.isEmpty && view.quotes.isEmpty && view.figures.isEmpty) else {
        throw Problem(status: 404, title: "No article of the index names such a person", detail: "Asked for: \(name)")
      }
      view.decisions = try PersonDecisions.about(persons.flatMap(\.mentions), index)
      return view.response()
    }
  }
}
