internal import Record

/// Reads what collectors write about an article in JSON: dates and authors in their many forms.
enum GivenJSON {
  /// A date in the form of RFC 3339, if it is one; otherwise the text as given. `nil` for values that are no date at all.
  static func date(_ value: JSONValue) -> String? {
    switch value {
    case .string(let string): string.isEmpty ? nil : date(string)
    case .number(let literal): date(literal)
    // MongoDB's exports: {"$date": "…"}, {"$date": 1714730400000}, {"$date": {"$numberLong": "1714730400000"}}
    case .object: (value["$date"] ?? value["$numberLong"]).flatMap(date)
    default: nil
    }
  }

  private static func date(_ given: String) -> String {
    if let normalized = GivenDate.normalized(given) { return normalized }
    if let instant = instant(given) { return instant }
    let first = PageDateReader.standard.read(given, monthFirst: true)
    // Nothing says whether 03/05/2024 is in March or in May.
    return first == PageDateReader.standard.read(given, monthFirst: false) ? first ?? given : given
  }

  /// Seconds or milliseconds since 1970. Numbers of other lengths are days and times without separators, or nothing known.
  private static func instant(_ given: String) -> String? {
    guard let number = Double(given), number >= 1e8, number < 1e10 || number >= 1e12 && number < 1e13 else { return nil }
    return PageDateReader.instant(Int(number < 1e10 ? number : number / 1000))
  }

  /// The names in the value of an authors' key, each or several of them as written.
  static func names(_ value: JSONValue) -> [String] {
    switch value {
    case .string(let string): listed(string) ?? (string.isEmpty ? [] : [string])
    case .array(let values): values.flatMap(names)
    case .object:
      if let name = value["name"] ?? value["full_name"] ?? value["fullName"] {
        names(name)
      } else {
        [joined(value)].filter { !$0.isEmpty }
      }
    default: []
    }
  }

  private static let givenNames = ["given", "givenName", "given_name", "first", "firstName", "first_name", "firstname"]
  private static let familyNames = ["family", "familyName", "family_name", "last", "lastName", "last_name", "lastname", "surname"]

  /// A name given in its parts.
  private static func joined(_ person: JSONValue) -> String {
    [givenNames, familyNames].compactMap { keys in keys.lazy.compactMap { person[$0]?.string }.first { !$0.isEmpty } }
      .joined(separator: " ")
  }

  /// The elements of a list that was written as a string: "['Ann Roe', \"Bo O'Dell\"]"; `nil` for other strings.
  private static func listed(_ string: String) -> [String]? {
    let text = string.trimmed
    guard text.hasPrefix("["), text.hasSuffix("]") else { return nil }
    var names: [String] = []
    var rest = text.dropFirst().dropLast()
    while let quote = rest.first(where: { $0 != " " && $0 != "," }) {
      guard quote == "'" || quote == "\"", let open = rest.firstIndex(of: quote) else { return [String(rest).trimmed] }
      let content = rest[rest.index(after: open)...]
      // A quotation mark within a name is followed by more of the name.
      guard
        let close = content.indices.first(where: { index in
          content[index] == quote && [nil, ","].contains(content[content.index(after: index)...].first { $0 != " " })
        })
      else { return [String(content).trimmed] }
      names.append(String(content[..<close]))
      rest = content[content.index(after: close)...]
    }
    return names
  }

  /// The people in what an authors' key holds: "By Ann Roe and Bo Lee", "Roe, Ann; Lee, Bo".
  static func authors(_ given: [String], site: String?) -> [String] {
    var authors: [String] = []
    for piece in given.flatMap({ $0.split(separator: ";") }) {
      for name in people(String(piece).trimmed, site) where !authors.contains(name) { authors.append(name) }
    }
    return authors
  }

  private static func people(_ piece: String, _ site: String?) -> [String] {
    let parts = piece.split(separator: ",", omittingEmptySubsequences: false).map { String($0).trimmed }
    guard parts.count == 2, parts.allSatisfy({ !$0.isEmpty && !AuthorNames.standard.isAgency($0) }) else {
      return AuthorNames.standard.names(in: piece, site: site)
    }
    // "van der Berg, Ann": only a family name begins in small letters.
    if parts[0].unicodeScalars.first?.properties.isLowercase == true, parts[0].contains(" "), !parts[1].contains(" "),
      !AuthorNames.standard.beginsByline(FoldedText.fold(parts[0]))
    {
      return [parts[1] + " " + parts[0]]
    }
    return AuthorNames.standard.names(in: piece, site: site, isPerson: true)
  }
}
