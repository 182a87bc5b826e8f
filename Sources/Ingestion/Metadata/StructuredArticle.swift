internal import Record

/// The article as the page's JSON-LD describes it.
struct StructuredArticle: Sendable {
  var headline: String?
  var alternativeHeadline: String?
  var authors: [Author] = []
  var publisher: String?
  var url: String?
  var published: String?
  var modified: String?
  var language: String?
  var body: String?
  var description: String?
  /// `keywords`, as separate entries.
  var keywords: [String] = []
  var section: String?
  /// `isAccessibleForFree`; `nil` if the page says nothing.
  var isFree: Bool?
  /// How many words the article has, as the page says.
  var wordCount: Int?
  /// Whether it is called an article or posting, under one of the page's titles.
  var isNews = false
  /// The CSS selectors of the parts that are not free to read.
  var paidParts: [String] = []

  /// An author with the type given by JSON-LD.
  struct Author: Sendable {
    var name: String
    var isOrganization: Bool
    var isPerson: Bool
  }

  /// Reads the scripts; `nil` if none describes an article. `titles` distinguishes the page's own article from others that are listed.
  init?(_ scripts: [[UInt8]], titles: [String]) {
    var graph = Graph()
    for script in scripts {
      for value in JSONValue.lenient(script) { graph.add(value, depth: 0) }
    }
    guard let article = graph.article(titles: titles) else { return nil }
    isNews = graph.isNews(article, titles)
    headline = Self.text(article["headline"]) ?? Self.text(article["name"])
    alternativeHeadline = Self.text(article["alternativeHeadline"]) ?? Self.text(article["alternateName"])
    for key in ["author", "creator", "contributor"] where authors.isEmpty {
      authors = graph.authors(article[key], depth: 0)
    }
    publisher = graph.name(article["publisher"]) ?? graph.site
    url = Self.text(article["url"]) ?? graph.identifier(article["mainEntityOfPage"])
    published = Self.text(article["datePublished"]) ?? graph.date("datePublished") ?? Self.text(article["dateCreated"])
    modified = Self.text(article["dateModified"]) ?? graph.date("dateModified")
    language = Self.text(article["inLanguage"])
    body = Self.text(article["articleBody"])
    description = Self.text(article["description"])
    keywords = Self.keywords(article["keywords"])
    section = Self.text(article["articleSection"])
    wordCount = Self.text(article["wordCount"]).flatMap { Int($0) } ?? article["wordCount"]?.double.flatMap { Int(exactly: $0) }
    let parts = article["hasPart"].map { $0.elements.isEmpty ? [$0] : $0.elements } ?? []
    let paid = parts.filter { Self.truth($0["isAccessibleForFree"]) == false }
    isFree = Self.truth(article["isAccessibleForFree"]) ?? graph.isFree ?? (paid.isEmpty ? nil : false)
    paidParts = paid.flatMap { part in part["cssSelector"].map { $0.elements.isEmpty ? [$0] : $0.elements } ?? [] }.compactMap(\.string)
  }

  /// `keywords` may be a list, or one text with commas or semicolons.
  private static func keywords(_ value: JSONValue?) -> [String] {
    switch value {
    case .array(let values): values.flatMap { value in text(value["name"] ?? value).map { [$0] } ?? [] }
    case .string(let string): decoded(string).split { $0 == "," || $0 == ";" }.map { String($0).trimmed }
    default: []
    }
  }

  /// A truth value as pages write it: `false`, `"False"`, `"http://schema.org/False"`.
  static func truth(_ value: JSONValue?) -> Bool? {
    switch value {
    case .bool(let value): value
    case .string(let string): truth(string)
    default: nil
    }
  }

  /// The same for an attribute's text.
  static func truth(_ text: String) -> Bool? {
    let word = text.lowercased().split { $0 == "/" || $0 == "#" }.last
    return word == "true" ? true : word == "false" ? false : nil
  }

  /// A string, or the first of several; character references decoded.
  static func text(_ value: JSONValue?) -> String? {
    switch value {
    case .string(let string):
      let plain = Self.decoded(string)
      return plain.isEmpty ? nil : plain
    case .array(let values): return values.lazy.compactMap { text($0) }.first
    case .object: return value?["@value"].flatMap { text($0) }
    default: return nil
    }
  }

  /// JSON-LD often contains HTML character references, even escaped twice.
  static func decoded(_ string: String) -> String {
    guard string.utf8.contains(UInt8(ascii: "&")) else { return TwiceEncoded.repaired(string) }
    return TwiceEncoded.repaired(PlainMarkup.text(PlainMarkup.text(string)))
  }
}

/// All objects of a page's JSON-LD, wherever they are nested.
private struct Graph {
  var objects: [JSONValue] = []
  var byID: [String: JSONValue] = [:]

  mutating func add(_ value: JSONValue, depth: Int) {
    guard depth < 12, objects.count < 2_000 else { return }
    switch value {
    case .array(let values):
      for element in values { add(element, depth: depth + 1) }
    case .object(let members):
      if value["@type"] != nil { objects.append(value) }
      if let id = value["@id"]?.string, members.count > 1, byID[id] == nil || value["name"] != nil { byID[id] = value }
      for member in members {
        switch member.value {
        case .array, .object: add(member.value, depth: depth + 1)
        default: break
        }
      }
    default: break
    }
  }

  /// The page's own article: the object with the highest score for its type, the page's headline, a date and the like; the first of equals.
  func article(titles: [String]) -> JSONValue? {
    let folded = titles.map { FoldedText.fold($0) }
    var best: JSONValue?
    var bestScore = 0
    for object in objects {
      var score = Self.score(object["@type"])
      guard score > 0 else { continue }
      if let headline = StructuredArticle.text(object["headline"]) ?? StructuredArticle.text(object["name"]) {
        score += folded.contains(FoldedText.fold(headline)) ? 30 : 2
      }
      if object["datePublished"] != nil { score += 10 }
      if object["author"] != nil { score += 5 }
      if object["articleBody"] != nil { score += 3 }
      if score > bestScore {
        best = object
        bestScore = score
      }
    }
    return best
  }

  /// Whether an object is an article by its type, and the page's own by its headline.
  func isNews(_ object: JSONValue, _ titles: [String]) -> Bool {
    guard Self.score(object["@type"]) >= 35, let headline = StructuredArticle.text(object["headline"]) else { return false }
    let folded = FoldedText.fold(headline)
    return titles.contains { FoldedText.fold($0) == folded }
  }

  private static func score(_ type: JSONValue?) -> Int {
    switch type {
    case .string(let name):
      let short = name.split(whereSeparator: { $0 == "/" || $0 == ":" }).last.map(String.init) ?? name
      if short.hasSuffix("NewsArticle") || short == "LiveBlogPosting" { return 40 }
      if short.hasSuffix("Article") || short.hasSuffix("Posting") || short == "Report" { return 35 }
      return ["Review", "Recipe", "HowTo", "QAPage", "CreativeWork", "ClaimReview"].contains(short) ? 15 : short == "WebPage" ? 5 : 0
    case .array(let names): return names.map { score($0) }.max() ?? 0
    default: return 0
    }
  }

  /// A date given by some other object of the page.
  func date(_ key: String) -> String? {
    for object in objects where ["WebPage", "ItemPage"].contains(object["@type"]?.string) {
      if let date = StructuredArticle.text(object[key]) { return date }
    }
    return nil
  }

  /// The name of the site.
  var site: String? {
    for object in objects where object["@type"]?.string == "WebSite" || object["@type"]?.string == "NewsMediaOrganization" {
      if let name = StructuredArticle.text(object["name"]) { return name }
    }
    return nil
  }

  /// What the page says about itself as a whole.
  var isFree: Bool? {
    for object in objects where ["WebPage", "ItemPage"].contains(object["@type"]?.string) {
      if let truth = StructuredArticle.truth(object["isAccessibleForFree"]) { return truth }
    }
    return nil
  }

  func resolve(_ value: JSONValue) -> JSONValue {
    if case .object = value, value["name"] == nil, let id = value["@id"]?.string, let whole = byID[id] { return whole }
    return value
  }

  func name(_ value: JSONValue?) -> String? {
    switch value {
    case .string(let string): return string.hasPrefix("http") ? nil : StructuredArticle.decoded(string)
    case .array(let values): return values.lazy.compactMap { name($0) }.first
    case .object: return value.map { resolve($0) }.flatMap { StructuredArticle.text($0["name"]) }
    default: return nil
    }
  }

  func identifier(_ value: JSONValue?) -> String? {
    switch value {
    case .string(let string): return string
    case .object: return value?["@id"]?.string ?? value?["url"]?.string
    default: return nil
    }
  }

  /// A name given in its parts.
  private static func personName(_ person: JSONValue) -> String? {
    let parts = ["givenName", "firstName", "additionalName", "familyName", "lastName"].compactMap { StructuredArticle.text(person[$0]) }
    return parts.isEmpty ? StructuredArticle.text(person["alternateName"]) : parts.joined(separator: " ")
  }

  func authors(_ value: JSONValue?, depth: Int) -> [StructuredArticle.Author] {
    guard depth < 4, let value else { return [] }
    switch value {
    case .string(let string):
      // Some systems write the object into a string.
      if string.hasPrefix("{") || string.hasPrefix("[") {
        return JSONValue.lenient(Array(string.utf8)).flatMap { authors($0, depth: depth + 1) }
      }
      return [.init(name: StructuredArticle.decoded(string), isOrganization: false, isPerson: false)]
    case .array(let values): return values.flatMap { authors($0, depth: depth + 1) }
    case .object:
      let whole = resolve(value)
      let type = StructuredArticle.text(whole["@type"]) ?? ""
      for wrapper in ["@list", "@set", "@value"] where whole[wrapper] != nil { return authors(whole[wrapper], depth: depth + 1) }
      // A role or a page about a person holds the person.
      for inner in ["author", "mainEntity"] where whole[inner] != nil && type != "Person" {
        let found = authors(whole[inner], depth: depth + 1)
        if !found.isEmpty { return found }
      }
      let isOrganization = type.hasSuffix("Organization") || type == "Corporation"
      if case .array(let names) = whole["name"] {
        return names.compactMap(\.string).map {
          .init(name: StructuredArticle.decoded($0), isOrganization: isOrganization, isPerson: type == "Person")
        }
      }
      // `"name": {"@type": "Person", "name": …}`
      if case .object(let members)? = whole["name"] {
        let named = authors(whole["name"], depth: depth + 1)
        // `"name": {"en": …}`: the same name in each language.
        guard named.isEmpty, let name = members.lazy.compactMap({ StructuredArticle.text($0.value) }).first else { return named }
        return [.init(name: name, isOrganization: isOrganization, isPerson: type == "Person")]
      }
      guard let name = StructuredArticle.text(whole["name"]) ?? Self.personName(whole) else { return [] }
      return [.init(name: name, isOrganization: isOrganization, isPerson: type == "Person")]
    default: return []
    }
  }
}
