/// Where a figure stands: what its record does not hold, but its article's text does.
public struct FigureSetting: Sendable {
  /// The sentences around the figure.
  public var sentence: String
  /// The figure's first code point in them.
  public var offset: Int
  /// The place that the article is written from (see ``Dateline``).
  public var dateline: String?
  /// The outlet's name.
  public var outlet: String?
  /// The article's address.
  public var address: String?

  /// Makes a setting.
  public init(sentence: String, offset: Int, dateline: String?, outlet: String?, address: String?) {
    self.sentence = sentence
    self.offset = offset
    self.dateline = dateline
    self.outlet = outlet
    self.address = address
  }
}

/// The place that a figure is about.
public struct FigurePlace: Hashable, Sendable {
  /// What indicated the place; the later cases are more certain.
  public enum Source: Int, Sendable, Comparable {
    case outlet, dateline, sentence, concept

    /// By how sure they are.
    public static func < (a: Source, b: Source) -> Bool { a.rawValue < b.rawValue }
  }
  /// Its names, folded and sorted; countries and states by their full names.
  public var names: [String]
  /// What indicated it.
  public var source: Source
}

/// Finds the place and the population that a sentence gives to a figure in it.
struct SentencePlaces {
  private let words: [WrittenWord]
  private let figure: Int

  init(_ setting: FigureSetting) {
    words = WrittenWord.words(setting.sentence)
    figure = words.firstIndex { $0.start >= setting.offset } ?? words.count
  }

  /// A place or an event that a phrase such as "in Leeds" or "in the Varga derailment" names.
  struct Found {
    var name: String
    /// Stems of the nouns behind the name.
    var nouns: Set<String> = []
    fileprivate var distance: Int
  }

  /// How many words behind a figure its own place stands at most.
  private static let ownPlace = 3
  private static let prepositions: Set<String> = ["in", "at", "across", "throughout", "near"]

  /// The place nearest the figure.
  /// - Parameter knownAlone: only what the gazetteer knows.
  func place(knownAlone: Bool) -> Found? {
    var nearest: Found?
    for index in words.indices.dropLast() where Self.prepositions.contains(words[index].folded) && !words[index].isEnd {
      guard let found = place(behind: index, knownAlone: knownAlone), found.distance < nearest?.distance ?? .max else { continue }
      nearest = found
    }
    return nearest
  }

  private func place(behind preposition: Int, knownAlone: Bool) -> Found? {
    let isEvent = words[preposition + 1].folded == "the"
    let start = preposition + (isEvent ? 2 : 1)
    guard words.indices.contains(start), words[start].isCapital, !PlaceNames.isCalendar(words[start].folded) else { return nil }
    // A phrase that begins the sentence holds for all of it but what stands with a place of its own: "5 percent in Hull".
    let distance = start > figure ? start - figure : min(figure - preposition, preposition == 0 ? Self.ownPlace + 1 : .max)
    if let known = PlaceNames.place(words, at: start) {
      // "In the Paris office" and "the German army" name no place of their own.
      return isEvent && known.count == 1 && isNoun(start + 1, from: start) ? nil : Found(name: known.name, distance: distance)
    }
    guard !knownAlone else { return nil }
    var end = start
    repeat { end += 1 } while words.indices.contains(end) && words[end].isCapital && !words[end - 1].isEnd
    let name = words[start..<end].map(\.folded)
    guard !name.allSatisfy(PlaceNames.isCommon) else { return nil }
    var found = Found(name: name.joined(separator: " "), distance: distance)
    while isEvent, end - start < 5, isNoun(end, from: start) {
      found.nouns.formUnion(FigureWords.stems(words[end].text))
      end += 1
    }
    return found
  }

  /// Whether a content word in lower case goes on a phrase.
  private func isNoun(_ index: Int, from start: Int) -> Bool {
    guard words.indices.contains(index), !words[index - 1].isEnd || index == start else { return false }
    let word = words[index]
    return !word.isCapital && word.text.first?.isLetter == true && !FigureWords.isLight(word.folded)
  }

  /// Stems of the group that a share is of: "among women".
  var population: Set<String> {
    var nearest: (distance: Int, words: Set<String>)?
    for index in words.indices where FigureWords.leadsToPopulation(words[index].folded) && !words[index].isEnd {
      var stems: Set<String> = []
      for word in words[(index + 1)...].prefix(Self.mostOfPopulation) {
        if FigureWords.isLight(word.folded), !stems.isEmpty { break }
        stems.formUnion(FigureWords.stems(word.text))
        if word.isEnd { break }
      }
      let distance = abs(index - figure)
      if !stems.isEmpty, distance < nearest?.distance ?? .max { nearest = (distance, stems) }
    }
    return nearest?.words ?? []
  }
  private static let mostOfPopulation = 4
}

/// The place at the beginning of an article from which it is written: "PARIS, March 3 (Reuters) —".
public enum Dateline {
  private static let longest = 90
  private static let mostWords = 10

  /// The place of a paragraph's dateline, folded; `nil` if it has none.
  public static func place(_ paragraph: String) -> String? {
    guard let head = head(paragraph) else { return nil }
    let bracket = head.firstIndex(of: "(") ?? head.endIndex
    let words = WrittenWord.words(head)
    guard let first = words.first, words.count <= mostWords, first.isCapital else { return nil }
    // In capitals, or with an agency behind it.
    let isAgency = bracket < head.endIndex && head[bracket...].contains { $0.isUppercase }
    guard first.isInCapitals || isAgency else { return nil }
    guard words.allSatisfy({ $0.isCapital || $0.text.first?.isNumber == true || PlaceNames.isCalendar($0.folded) }) else { return nil }
    if let known = PlaceNames.place(words, at: 0) { return known.name }
    var name: [String] = []
    for word in WrittenWord.words(String(head[..<bracket])) where word.isInCapitals == first.isInCapitals {
      name.append(word.folded)
      if word.isEnd { break }
    }
    // "BREAKING —" is no place.
    return name.isEmpty || name.allSatisfy(PlaceNames.isCommon) ? nil : name.joined(separator: " ")
  }

  /// What stands before a paragraph's first dash, near its beginning.
  private static func head(_ paragraph: String) -> String? {
    let beginning = String(paragraph.prefix(longest))
    let dashes = ["\u{2014}", "\u{2013}", " - ", "--"].compactMap { beginning.firstRange(of: $0)?.lowerBound }
    return dashes.min().map { String(beginning[..<$0]) }
  }
}

/// The town or country of an outlet.
enum OutletPlace {
  /// Endings of two letters that are used in every country.
  private static let everywhere: Set<Substring> = ["tv", "io", "me", "co", "ai", "fm", "ly", "to", "eu"]

  /// By the outlet's name, else by the country's letters in its address.
  static func name(_ setting: FigureSetting) -> String? {
    if let town = setting.outlet.flatMap(PlaceNames.place(in:)) { return town }
    guard let address = setting.address, let scheme = address.firstRange(of: "://") else { return nil }
    let host = address[scheme.upperBound...].prefix { $0 != "/" && $0 != ":" }
    guard let ending = host.split(separator: ".").last, ending.utf8.count == 2, !everywhere.contains(ending) else { return nil }
    return "." + ending
  }
}
