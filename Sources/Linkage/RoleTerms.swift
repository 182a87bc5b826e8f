internal import Knowledge
internal import Record

/// The words of titles and bodies in the forms that are compared, and what lists know of them.
enum RoleTerms {
  /// The words of a title, in one of the forms that mean the same: "CEO" as "chief executive", "chairwoman" as "chair".
  static func title(_ text: String) -> [String] {
    canonical(FoldedTokens.words(text).filter { !light.contains($0) && !times.contains($0) })
  }

  private static func canonical(_ words: [String]) -> [String] {
    var canonical: [String] = []
    var index = 0
    while index < words.count {
      let length = stride(from: min(mostOfForm, words.count - index), to: 0, by: -1).first {
        forms[words[index..<index + $0].joined(separator: " ")] != nil
      }
      guard let length else {
        canonical.append(neuter(words[index]))
        index += 1
        continue
      }
      canonical += (forms[words[index..<index + length].joined(separator: " ")] ?? []).map(neuter)
      index += length
    }
    return canonical
  }
  private static let mostOfForm = 4

  /// For each form the words of the title that it stands for.
  private static let forms: [String: [String]] = {
    let lexicon = Lexicon(named: "title-forms.tsv")
    let (title, others) = (lexicon.column("title"), lexicon.column("forms"))
    var forms: [String: [String]] = [:]
    for row in lexicon.rows {
      let words = FoldedTokens.words(row[title]).filter { !light.contains($0) }
      for form in row[others].split(separator: "|") {
        forms[FoldedTokens.words(String(form)).filter { !light.contains($0) }.joined(separator: " ")] = words
      }
    }
    return forms
  }()

  /// The titles that a text joins: of "friend, former police chief" the second alone, of "registered nurse and organiser" both.
  static func parts(ofTitle text: String) -> [String] {
    let pieces = text.split { $0 == "," || $0 == ";" }.flatMap { piece -> [String] in
      let words = piece.split(whereSeparator: \.isWhitespace).map(String.init)
      guard let joint = words.firstIndex(where: { $0 == "and" || $0 == "&" }), joint > 0, joint < words.count - 1 else {
        return words.isEmpty ? [] : [words.joined(separator: " ")]
      }
      // Of "education and health minister" the first word is no title.
      let (first, second) = (words[..<joint].joined(separator: " "), words[(joint + 1)...].joined(separator: " "))
      return endsInTitle(first) && !sectors(ofTitle: second).isEmpty ? [first, second] : [words.joined(separator: " ")]
    }
    guard pieces.count > 1 else { return pieces }
    let own = pieces.filter { FoldedTokens.words($0).first { !times.contains($0) }.map { !kin.contains($0) } ?? false }
    return own.isEmpty ? pieces : own
  }

  private static func endsInTitle(_ text: String) -> Bool {
    let words = FoldedTokens.words(text)
    return words.suffix(3).indices.contains { titleSectors[words[$0...].joined(separator: " ")] != nil }
  }

  /// What people are to others, beside what they do.
  private static let kin: Set<String> = Set(WordSets.words("RoleTerms.kin"))

  /// A place or body before an office: "Orley mayor", "Tarnian education minister", "High Court judge". In words with a capital, before one without.
  static func partedBody(_ title: String) -> (body: String, title: String)? {
    let pieces = title.split(whereSeparator: \.isWhitespace)
    var start = pieces.startIndex
    while start < pieces.count, times.contains(FoldedTokens.fold(pieces[start])) { start += 1 }
    guard let joint = pieces[start...].firstIndex(where: { $0.unicodeScalars.first?.properties.isLowercase == true }), joint > start else {
      return nil
    }
    let (body, rest) = (pieces[start..<joint].joined(separator: " "), pieces[joint...].joined(separator: " "))
    guard endsInTitle(rest), sectors(ofTitle: rest) != [.sport], !endsInTitle(body) else { return nil }
    return (body, rest)
  }

  /// A title that names a place, in two: "mayor of Puerto Alba". Only of offices that have one: "minister of Justice" has none.
  static func partedPlace(_ title: String) -> (title: String, place: String)? {
    let pieces = title.split(whereSeparator: \.isWhitespace)
    guard pieces.count > 2, let joint = pieces.dropFirst().dropLast().firstIndex(where: { ["of", "for", "to"].contains($0) }) else {
      return nil
    }
    let place = pieces[(joint + 1)...]
    guard place.first?.unicodeScalars.first?.properties.isUppercase == true || place.first == "the" else { return nil }
    guard let head = FoldedTokens.words(String(pieces[joint - 1])).last, placed.contains(head) else { return nil }
    return (pieces[..<joint].joined(separator: " "), place.joined(separator: " "))
  }
  private static let placed: Set<String> = Set(WordSets.words("RoleTerms.placed"))

  /// The ladder of ranks that a whole title stands on, and which of its rungs.
  static func rank(_ title: [String]) -> Rank? { ranks[title.joined(separator: " ")] }
  /// A rung of a ladder.
  struct Rank: Hashable, Sendable {
    var ladder: String
    var rung: Int
  }
  private static let ranks: [String: Rank] = {
    let lexicon = Lexicon(named: "ranks.tsv")
    let (ladder, rung, titles) = (lexicon.column("ladder"), lexicon.column("rank"), lexicon.column("titles"))
    var ranks: [String: Rank] = [:]
    for row in lexicon.rows {
      guard let number = Int(row[rung]) else { row.refuse(rung) }
      for form in row[titles].split(separator: "|") {
        let key = title(String(form)).joined(separator: " ")
        // A sergeant or a lieutenant stands on two ladders, and so on none.
        ranks[key] =
          ranks[key].map { $0.ladder == row[ladder] } ?? true
          ? Rank(ladder: row[ladder], rung: number) : Rank(ladder: "", rung: 0)
      }
    }
    return ranks.filter { !$0.value.ladder.isEmpty }
  }()

  /// Whether one of two words is made from the other: hydrology and hydrologist.
  static func areKin(_ a: String, _ b: String) -> Bool {
    a == b
      || (a.utf8.count >= kinLetters && b.utf8.count >= kinLetters && a.utf8.prefix(kinLetters).elementsEqual(b.utf8.prefix(kinLetters)))
  }
  private static let kinLetters = 7

  private static func neuter(_ word: String) -> String {
    for (ending, rest) in [("persons", 4), ("person", 4), ("woman", 4), ("women", 4), ("men", 4), ("man", 4)]
    where word.hasSuffix(ending) && word.utf8.count >= ending.utf8.count + rest { return String(word.dropLast(ending.utf8.count)) }
    return word == "councilor" || word == "councillor" ? "council" : word
  }

  private static let light: Set<String> = Set(WordSets.words("RoleTerms.light"))
  /// Words that say when somebody has a title.
  private static let times: Set<String> = Set(WordSets.words("RoleTerms.times"))

  /// Words of bodies' names that state only the kind.
  static let kinds: Set<String> = {
    var kinds = Set(WordSets.words("RoleTerms.kinds"))
    let lexicon = Lexicon(named: "bodies.tsv")
    let (name, kind) = (lexicon.column("name"), lexicon.column("kind"))
    for row in lexicon.rows where row[kind] != "name" {
      let words = FoldedTokens.words(row[name])
      if words.count == 1 { kinds.insert(words[0]) }
    }
    return kinds
  }()

  /// The words of a body's name; countries and states by their full names, whether the text has "US", "U.S.", "American", "Calif." or "Scottish".
  static func body(_ text: String) -> [String] {
    text.split(whereSeparator: \.isWhitespace).flatMap { piece -> [String] in
      let word = piece.last == "," || piece.last == ";" ? String(piece.dropLast()) : String(piece)
      if let full = abbreviations[word] { return full }
      return FoldedTokens.words(word).flatMap { word in
        if let country = countries[word] { return country }
        if let form = forms[word], form.count == 1 { return form }
        return [word]
      }
    }.filter { !light.contains($0) }
  }

  /// For the adjective of a country its name.
  private static let countries: [String: [String]] = {
    let lexicon = Lexicon(named: "nationalities.tsv")
    let (adjective, place) = (lexicon.column("adjective"), lexicon.column("place"))
    var countries = ["britain": ["united", "kingdom"]]
    for row in lexicon.rows where !row[place].isEmpty {
      let words = FoldedTokens.words(row[place])
      countries[FoldedTokens.fold(row[adjective])] = countries[words.joined(separator: " ")] ?? words
    }
    return countries
  }()

  private static let nations = Set(countries.values).union(abbreviations.values)

  /// For the short form of a country or state its name.
  private static let abbreviations: [String: [String]] = {
    let lexicon = Lexicon(named: "places.tsv")
    let (name, full) = (lexicon.column("name"), lexicon.column("full"))
    var places: [String: [String]] = [:]
    for row in lexicon.rows where !row[full].isEmpty { places[row[name]] = FoldedTokens.words(row[full]) }
    return places
  }()

  /// The trade that a word of a title or a body indicates.
  static func trade(_ word: String) -> String? {
    trades.words[word] ?? (word.hasSuffix("s") ? trades.words[String(word.dropLast())] : nil)
  }
  /// Of a thousand who are named in the news so many have a trade.
  static func share(ofTrade trade: String) -> Double { trades.shares[trade, default: 100] }

  private static let trades: (words: [String: String], shares: [String: Double]) = {
    let lexicon = Lexicon(named: "role-fields.tsv")
    let (field, share, words) = (lexicon.column("field"), lexicon.column("share"), lexicon.column("words"))
    var trades: [String: String] = [:]
    var shares: [String: Double] = [:]
    for row in lexicon.rows {
      for word in row[words].split(separator: " ") { trades[String(word)] = row[field] }
      shares[row[field]] = Double(row[share])
    }
    return (trades, shares)
  }()
  /// Fields by title, the words joined by spaces.
  private static let titleSectors: [String: Sector] = {
    let lexicon = Lexicon(named: "titles.tsv")
    let (title, sector) = (lexicon.column("title"), lexicon.column("sector"))
    var sectors: [String: Sector] = [:]
    var neutral: [String: Sector] = [:]
    for row in lexicon.rows {
      let words = FoldedTokens.words(row[title]).filter { !light.contains($0) }
      sectors[words.joined(separator: " ")] = row.value(sector, as: Sector.self)
      // A councillor is a "council" in ``canonical(_:)``.
      if words.last.map(neuter) == "council" { neutral[words.map(neuter).joined(separator: " ")] = row.value(sector, as: Sector.self) }
    }
    return sectors.merging(neutral) { own, _ in own }
  }()
  private static let bodySectors: (names: [String: Sector], heads: [String: Sector]) = {
    let lexicon = Lexicon(named: "bodies.tsv")
    let (name, kind, sector) = (lexicon.column("name"), lexicon.column("kind"), lexicon.column("sector"))
    var names: [String: Sector] = [:]
    var heads: [String: Sector] = [:]
    for row in lexicon.rows {
      let key = FoldedTokens.words(row[name]).filter { !light.contains($0) }.joined(separator: " ")
      if row[kind] == "name" {
        names[key] = row.value(sector, as: Sector.self)
      } else {
        heads[key] = heads[key] ?? row.value(sector, as: Sector.self)
      }
    }
    return (names, heads)
  }()

  /// The field of the longest title among a title's words, as written or in its other form; of two of one length the later.
  static func sectors(ofTitle title: String) -> Set<Sector> {
    let words = FoldedTokens.words(title).filter { !light.contains($0) && !times.contains($0) }
    return sector(of: words) ?? sector(of: canonical(words)) ?? []
  }

  private static func sector(of words: [String]) -> Set<Sector>? {
    for length in stride(from: min(words.count, 4), to: 0, by: -1) {
      for start in stride(from: words.count - length, through: 0, by: -1) {
        if let sector = titleSectors[words[start..<start + length].joined(separator: " ")] { return [sector] }
      }
    }
    return nil
  }

  static func sectors(ofBody words: [String]) -> Set<Sector> {
    // The United Kingdom is no club.
    if nations.contains(words) { return [] }
    if let sector = bodySectors.names[words.joined(separator: " ")] { return [sector] }
    for length in stride(from: min(words.count, 3), to: 0, by: -1) {
      for start in stride(from: words.count - length, through: 0, by: -1) {
        if let sector = bodySectors.heads[words[start..<start + length].joined(separator: " ")] { return [sector] }
      }
    }
    return []
  }
}
