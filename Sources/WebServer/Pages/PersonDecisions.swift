internal import Aggregation
internal import Linkage
internal import OnRecord
internal import Record

/// What users decide about persons (that mentions are of one person, or of two), and how to undo it.
enum PersonDecisions {
  private static let token = Route.Parameter(name: "token", help: "the form token of this run, as its pages hold it", isRequired: true)
  private static let person = Route.Parameter(name: "person", help: "the id of the person whose page is shown then", isRequired: true)

  static let routes: [Route] = [
    Route(
      method: "POST", path: ["persons", "decide"], summary: "Decide that mentions are of one person, or of two",
      parameters: [
        token, person, Route.Parameter(name: "kind", help: "what is decided", choices: ["merge", "split"], isRequired: true),
        Route.Parameter(name: "mention", help: "ids of the mentions that are or are not of that person; repeatable", isRequired: true),
      ], respond: decide),
    Route(
      method: "POST", path: ["persons", "undo"], summary: "Take a decision about persons back",
      parameters: [token, person, Route.Parameter(name: "number", help: "the decision's number", type: "integer", isRequired: true)],
      respond: undo),
  ]

  /// A decision with the names of the mentions it is about.
  struct Entry: Sendable {
    var number: Int
    var isMerge: Bool
    var first: String
    var second: String
  }

  /// The decisions about some mentions.
  static func about(_ mentions: [String], _ index: any SearchIndex) throws -> [Entry] {
    let wanted = Set(mentions)
    return try index.decisions().filter { wanted.contains($0.first) || wanted.contains($0.second) }.map { decision in
      Entry(
        number: decision.number, isMerge: decision.kind == .merge, first: words(decision.first, index),
        second: words(decision.second, index))
    }
  }

  /// A description of a mention while its article is in the index.
  private static func words(_ id: String, _ index: any SearchIndex) -> String {
    guard let stored = try? index.article(id, version: nil), let place = stored.officialIDs.firstIndex(of: id) else { return id }
    let official = stored.record.officials[place]
    let source = [stored.record.article.site, stored.record.article.published.map(Wording.date)].compactMap { $0 }.joined(separator: ", ")
    return [official.name, official.title, official.organization].compactMap { $0 }.joined(separator: ", ")
      + (source.isEmpty ? "" : " (\(source))")
  }

  private static func isMention(_ id: String, _ index: any SearchIndex) -> Bool {
    guard id.utf8.count == 16, let stored = try? index.article(id, version: nil) else { return false }
    return stored.officialIDs.contains(id)
  }

  /// The most mentions that one form can decide about.
  private static let most = 50

  @Sendable private static func decide(_ visit: Visit) throws -> HTTPResponse {
    let form = try visit.form()
    guard let kind = HTTPRequest.value("kind", in: form).flatMap({ PersonDecision.Kind(rawValue: $0) }) else {
      throw Problem(status: 400, title: "kind is merge or split")
    }
    let person = trimmed(HTTPRequest.value("person", in: form).orEmpty)
    let mentions = form.filter { $0.name == "mention" }.map { trimmed($0.value) }
    guard !mentions.isEmpty, mentions.count <= most else {
      throw Problem(status: 400, title: "A decision is about 1 to \(most) mentions")
    }
    try visit.site.indexes.lend { index in
      for id in [person] + mentions where !isMention(id, index) {
        throw Problem(
          status: 400, title: "No person of the index has that id",
          detail: "Asked for: \(id.prefix(40)). An id has 16 characters; it ends the address of a person's page.")
      }
    }
    guard !mentions.contains(person) else { throw Problem(status: 400, title: "Both ids are of one mention") }
    do {
      try visit.site.indexes.change { index in for mention in mentions { _ = try index.decideInAgreement(kind, person, mention) } }
    } catch let refusal as DecisionRefusal {
      throw Problem(status: 409, title: "The decision was not taken", detail: "\(refusal)")
    }
    return .seeOther(Place.person(person))
  }

  @Sendable private static func undo(_ visit: Visit) throws -> HTTPResponse {
    let form = try visit.form()
    guard let number = HTTPRequest.value("number", in: form).flatMap({ Int($0) }) else {
      throw Problem(status: 400, title: "number is the number of a decision")
    }
    guard try visit.site.indexes.change({ try $0.undo(decision: number) }) else {
      throw Problem(status: 404, title: "There is no decision \(number)")
    }
    return .seeOther(Place.person(HTTPRequest.value("person", in: form).orEmpty))
  }

  private static func trimmed(_ text: String) -> String {
    String(text.drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
  }
}
