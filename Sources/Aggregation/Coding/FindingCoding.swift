internal import FullText
internal import Record

/// Encodes all findings of a version as one run of bytes: the counts of quotes, figures and officials, the lengths of the three parts, then
/// each finding. Names are keys into the table of names, offsets are differences from a nearby offset, kinds are numbers from 1, and bits
/// announce which optional fields are present.
struct FindingEncoder {
  /// Gives the key of a name.
  typealias NameKeys = (String?) throws(IndexError) -> Int64?

  private let nameKey: NameKeys
  private var bytes: [UInt8] = []

  private init(_ nameKey: @escaping NameKeys) { self.nameKey = nameKey }

  /// Encodes a record's findings; `store` gives the keys of their names.
  static func encode(_ record: ArticleRecord, _ store: @escaping NameKeys) throws(IndexError) -> [UInt8] {
    let places = Dictionary(record.officials.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
    var quotes = FindingEncoder(store)
    var last = (number: 0, end: 0, group: 0)
    for quote in record.quotes { try quotes.add(quote, officials: places, &last) }
    var figures = FindingEncoder(store)
    var before = (number: 0, end: 0)
    for figure in record.figures { try figures.add(figure, &before) }
    var officials = FindingEncoder(store)
    var number = 0
    for official in record.officials { try officials.add(official, &number) }
    var bytes: [UInt8] = []
    for count in [record.quotes.count, record.figures.count, record.officials.count] { bytes.append(signed: count) }
    for part in [quotes, figures] { bytes.append(signed: part.bytes.count) }
    return bytes + quotes.bytes + figures.bytes + officials.bytes
  }

  private mutating func add(
    _ quote: Quote, officials: [String: Int], _ last: inout (number: Int, end: Int, group: Int)
  ) throws(IndexError) {
    let number = Self.number(quote.id)
    bytes.append(signed: number - last.number - 1)
    bytes.append(signed: quote.span.start - last.end)
    bytes.append(signed: quote.span.end - quote.span.start)
    bytes.append(Self.kind(quote.kind) | Self.kind(quote.type) << 4)
    let official = quote.official.flatMap { officials[$0] }
    bytes.append(
      bits: [
        quote.group != nil, quote.speaker != nil, quote.speakerKind != nil, official != nil, quote.speakerMention != nil, quote.cue != nil,
        quote.confidence != nil, quote.speakerConfidence != nil,
      ])
    if let group = quote.group {
      bytes.append(signed: Self.number(group) - last.group)
      last.group = Self.number(group)
    }
    try add(name: quote.speaker)
    if let kind = quote.speakerKind { bytes.append(Self.kind(kind)) }
    if let official { bytes.append(signed: official) }
    for span in [quote.speakerMention, quote.cue] {
      guard let span else { continue }
      bytes.append(signed: span.start - quote.span.end)
      bytes.append(signed: span.end - span.start)
    }
    for confidence in [quote.confidence, quote.speakerConfidence] {
      if let confidence { bytes.append(number: confidence) }
    }
    last.number = number
    last.end = quote.span.end
  }

  private mutating func add(_ figure: Figure, _ last: inout (number: Int, end: Int)) throws(IndexError) {
    let number = Self.number(figure.id)
    bytes.append(signed: number - last.number - 1)
    bytes.append(signed: figure.span.start - last.end)
    bytes.append(signed: figure.span.end - figure.span.start)
    try FigureCoding.standard.append(figure, to: &bytes, nameKey)
    last = (number, figure.span.end)
  }

  private mutating func add(_ official: Official, _ last: inout Int) throws(IndexError) {
    let number = Self.number(official.id)
    bytes.append(signed: number - last - 1)
    last = number
    bytes.append(
      bits: [
        official.title != nil, official.titleSpan != nil, official.organization != nil, official.sector != nil,
        official.confidence != nil, official.organizationConfidence != nil,
      ])
    try add(name: official.name)
    try add(name: official.title)
    try add(name: official.organization)
    if let sector = official.sector { bytes.append(Self.kind(sector)) }
    bytes.append(signed: official.mentions.count)
    var end = 0
    for span in official.mentions + [official.titleSpan].compactMap({ $0 }) {
      bytes.append(signed: span.start - end)
      bytes.append(signed: span.end - span.start)
      end = span.end
    }
    for confidence in [official.confidence, official.organizationConfidence] {
      if let confidence { bytes.append(number: confidence) }
    }
  }

  private mutating func add(name: String?) throws(IndexError) {
    if let key = try nameKey(name) { bytes.append(signed: Int(key)) }
  }
  /// The number in `q12`, `g3`.
  private static func number(_ id: String) -> Int { Int(id.dropFirst()) ?? 0 }
  private static func kind<Case: CaseIterable & Equatable>(_ value: Case) -> UInt8 { DocumentPreparation.number(value) }
}

/// Decodes what ``FindingEncoder`` wrote. Text is cut out only for the findings that are asked for.
struct FindingDecoder {
  private let bytes: [UInt8]
  private let places: TextPlaces
  private let path: String
  private let name: (Int64) throws(IndexError) -> String?
  private var index = 0
  let counts: (quotes: Int, figures: Int, officials: Int)
  private let starts: [Int]
  /// For the one finding asked for last: its rank, from 1, among the findings of its kind with the same words.
  private(set) var nth = 1

  init(_ bytes: [UInt8], _ places: TextPlaces, path: String, name: @escaping (Int64) throws(IndexError) -> String?) {
    self.bytes = bytes
    self.places = places
    self.path = path
    self.name = name
    // No finding takes less than four bytes, so a larger count is damage.
    var place = 0
    let numbers = (0..<3).map { _ in max(0, min(bytes.signed(at: &place), bytes.count / 4)) }
    counts = (numbers[0], numbers[1], numbers[2])
    let quotes = bytes.signed(at: &place)
    let figures = bytes.signed(at: &place)
    let first = place
    starts = [first, first &+ quotes, first &+ quotes &+ figures].map { max(0, min(bytes.count, $0)) }
  }

  /// The quotes, or the one at a position, or the first of a group; `officials` are the ids of the officials by their position.
  mutating func quotes(only wanted: Int? = nil, firstOf group: String? = nil, officials: [String]) throws(IndexError) -> [Quote] {
    var quotes: [Quote] = []
    index = starts[0]
    var last = (number: 0, end: 0, group: 0)
    var before: [(start: Int, end: Int)] = []
    for ordinal in 0..<counts.quotes {
      last.number = last.number &+ number() &+ 1
      let start = last.end &+ number()
      let end = start &+ number()
      let kinds = byte()
      let has = byte()
      if has & 1 != 0 { last.group = last.group &+ number() }
      let isWanted = group.map { has & 1 != 0 && $0 == "g\(last.group)" } ?? (wanted == nil || wanted == ordinal)
      let speaker = has & 2 != 0 ? number() : 0
      let speakerKind = has & 4 != 0 ? byte() : 0
      let official = has & 8 != 0 ? number() : -1
      let mention = has & 16 != 0 ? stretch(after: end) : nil
      let cue = has & 32 != 0 ? stretch(after: end) : nil
      let confidence = has & 64 != 0 ? bytes.number(at: &index) : nil
      let speakerConfidence = has & 128 != 0 ? bytes.number(at: &index) : nil
      last.end = end
      guard isWanted else {
        before.append((start, end))
        continue
      }
      let isOne = wanted != nil || group != nil
      if isOne { nth = 1 + count(before, like: (start, end)) }
      guard let kind = RecordCoding.kind(QuoteKind.self, Int64(kinds & 15)),
        let type = RecordCoding.kind(AttributionType.self, Int64(kinds >> 4))
      else { throw damaged }
      quotes.append(
        Quote(
          id: "q\(last.number)", span: places.span(start, end), kind: kind, type: type, group: has & 1 != 0 ? "g\(last.group)" : nil,
          speaker: try name(Int64(speaker)), speakerKind: RecordCoding.kind(SpeakerKind.self, Int64(speakerKind)),
          official: officials.indices.contains(official) ? officials[official] : nil, speakerMention: span(mention), cue: span(cue),
          confidence: confidence, speakerConfidence: speakerConfidence))
      if isOne { break }
    }
    return quotes
  }

  mutating func figures(only wanted: Int? = nil) throws(IndexError) -> [Figure] {
    var figures: [Figure] = []
    index = starts[1]
    var last = (number: 0, end: 0)
    var before: [(start: Int, end: Int)] = []
    for ordinal in 0..<counts.figures {
      last.number = last.number &+ number() &+ 1
      let start = last.end &+ number()
      let end = start &+ number()
      last.end = end
      guard wanted == nil || wanted == ordinal else {
        FigureCoding.standard.skip(bytes, &index)
        before.append((start, end))
        continue
      }
      if wanted != nil { nth = 1 + count(before, like: (start, end)) }
      var figure = Figure(id: "f\(last.number)", span: places.span(start, end), value: 0)
      guard try FigureCoding.standard.read(&figure, bytes, &index, name) else { throw damaged }
      figures.append(figure)
      if wanted != nil { break }
    }
    return figures
  }

  mutating func officials(only wanted: Int? = nil) throws(IndexError) -> [Official] {
    let stored = storedOfficials()
    if let wanted {
      guard stored.indices.contains(wanted) else { return [] }
      nth = stored[...wanted].count { $0.name == stored[wanted].name }
      return [try official(stored[wanted])]
    }
    var officials: [Official] = []
    for official in stored { officials.append(try self.official(official)) }
    return officials
  }

  private func official(_ official: StoredOfficial) throws(IndexError) -> Official {
    Official(
      id: "o\(official.number)", name: try name(official.name) ?? "", title: try name(official.title), titleSpan: span(official.titleSpan),
      organization: try name(official.organization), sector: RecordCoding.kind(Sector.self, Int64(official.sector)),
      mentions: official.mentions.map { places.span($0.start, $0.end) }, confidence: official.confidence,
      organizationConfidence: official.organizationConfidence)
  }

  /// How many stretches hold the same words as a given one.
  private func count(_ stretches: [(start: Int, end: Int)], like other: (start: Int, end: Int)) -> Int {
    guard let words = places.range(other.start, other.end) else { return 0 }
    return stretches.count { stretch in
      guard stretch.end - stretch.start == other.end - other.start, let range = places.range(stretch.start, stretch.end),
        range.count == words.count
      else { return false }
      return places.bytes[range.start..<range.end].elementsEqual(places.bytes[words.start..<words.end])
    }
  }

  /// The ids of all officials.
  mutating func officialIDs() -> [String] { storedOfficials().map { "o\($0.number)" } }

  private struct StoredOfficial {
    var number = 0
    var name: Int64 = 0
    var title: Int64 = 0
    var organization: Int64 = 0
    var sector: UInt8 = 0
    var titleSpan: (start: Int, end: Int)?
    var mentions: [(start: Int, end: Int)] = []
    var confidence: Double?
    var organizationConfidence: Double?
  }

  private mutating func storedOfficials() -> [StoredOfficial] {
    index = starts[2]
    var officials: [StoredOfficial] = []
    var last = 0
    for _ in 0..<counts.officials {
      var official = StoredOfficial()
      last = last &+ number() &+ 1
      official.number = last
      let has = byte()
      official.name = Int64(number())
      official.title = has & 1 != 0 ? Int64(number()) : 0
      official.organization = has & 4 != 0 ? Int64(number()) : 0
      official.sector = has & 8 != 0 ? byte() : 0
      var end = 0
      for _ in 0..<max(0, min(number(), bytes.count)) {
        let mention = stretch(after: end)
        official.mentions.append(mention)
        end = mention.end
      }
      official.titleSpan = has & 2 != 0 ? stretch(after: end) : nil
      official.confidence = has & 16 != 0 ? bytes.number(at: &index) : nil
      official.organizationConfidence = has & 32 != 0 ? bytes.number(at: &index) : nil
      officials.append(official)
    }
    return officials
  }

  private var damaged: IndexError { .corrupt(path: path, detail: "a finding cannot be read") }
  private mutating func number() -> Int { bytes.signed(at: &index) }
  private mutating func byte() -> UInt8 {
    defer { index += 1 }
    return index < bytes.count ? bytes[index] : 0
  }
  private mutating func stretch(after place: Int) -> (start: Int, end: Int) {
    let start = place &+ number()
    return (start, start &+ number())
  }
  private func span(_ stretch: (start: Int, end: Int)?) -> TextSpan? { stretch.map { places.span($0.start, $0.end) } }
}
