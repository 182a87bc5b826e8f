internal import FullText
internal import Record

/// How the fields of a figure other than its id and place are stored, as ``Figure/fields`` lists them: first what is always there, then bits
/// that announce the optional fields, then those fields by kind: numbers, keys of names, positions in lists, texts, whole numbers.
struct FigureCoding: Sendable {
  private typealias Field = FindingField<Figure>
  private struct Part<Value: Sendable>: Sendable {
    let bit: Int
    let value: Value
  }
  /// A whole number, or the number in the id of a finding.
  private struct Whole: Sendable {
    let get: @Sendable (Figure) -> Int?
    let set: @Sendable (inout Figure, Int) -> Void
  }

  static let standard = FigureCoding()

  private var firstNumbers: [Field.Access<Double?>] = []
  private var firstChoices: [Field.Choice] = []
  private var lastChoices: [Field.Choice] = []
  private var flags: [Part<Field.Access<Bool>>] = []
  private var numbers: [Part<Field.Access<Double?>>] = []
  private var names: [Part<Field.Access<String?>>] = []
  private var choices: [Part<Field.Choice>] = []
  private var texts: [Part<Field.Access<String?>>] = []
  private var wholes: [Part<Whole>] = []
  private var bitBytes = 0

  private init() {
    for field in Figure.fields { add(field) }
    numbers.sort { $0.bit < $1.bit }
    names.sort { $0.bit < $1.bit }
    choices.sort { $0.bit < $1.bit }
    texts.sort { $0.bit < $1.bit }
    wholes.sort { $0.bit < $1.bit }
  }

  private mutating func add(_ field: Field) {
    switch (field.content, field.storage) {
    case (.number(let value), .beforeBits): firstNumbers.append(value)
    case (.choice(let choice), .beforeBits): firstChoices.append(choice)
    case (.choice(let choice), .behindBits): lastChoices.append(choice)
    case (.parts(let parts, _), _): for part in parts { add(part) }
    case (let content, .bit(let bit)):
      bitBytes = max(bitBytes, bit / 8 + 1)
      add(content, bit)
    default: break
    }
  }

  private mutating func add(_ content: Field.Content, _ bit: Int) {
    switch content {
    case .flag(let value): flags.append(Part(bit: bit, value: value))
    case .number(let value), .chance(let value): numbers.append(Part(bit: bit, value: value))
    case .name(let value): names.append(Part(bit: bit, value: value))
    case .choice(let choice): choices.append(Part(bit: bit, value: choice))
    case .text(let value), .period(let value): texts.append(Part(bit: bit, value: value))
    case .integer(let value): wholes.append(Part(bit: bit, value: Whole(get: value.get, set: { value.set(&$0, $1) })))
    case .reference(let value, let letter):
      wholes.append(
        Part(
          bit: bit,
          value: Whole(
            get: { value.get($0).map { Int($0.dropFirst()) ?? 0 } }, set: { value.set(&$0, "\(letter)\($1)") })))
    case .place, .span, .spans, .parts: break
    }
  }

  /// Appends a figure's fields; `nameKey` gives the keys of names.
  func append(_ figure: Figure, to bytes: inout [UInt8], _ nameKey: FindingEncoder.NameKeys) throws(IndexError) {
    for value in firstNumbers { bytes.append(number: value.get(figure) ?? 0) }
    for choice in firstChoices { bytes.append(Self.number(choice, figure)) }
    var has: UInt64 = 0
    for part in flags where part.value.get(figure) { has |= 1 << UInt64(part.bit) }
    for part in numbers where part.value.get(figure) != nil { has |= 1 << UInt64(part.bit) }
    for part in names where part.value.get(figure) != nil { has |= 1 << UInt64(part.bit) }
    for part in choices where part.value.position(figure) != nil { has |= 1 << UInt64(part.bit) }
    for part in texts where part.value.get(figure) != nil { has |= 1 << UInt64(part.bit) }
    for part in wholes where part.value.get(figure) != nil { has |= 1 << UInt64(part.bit) }
    for place in 0..<bitBytes { bytes.append(UInt8(truncatingIfNeeded: has >> UInt64(8 * place))) }
    for choice in lastChoices { bytes.append(Self.number(choice, figure)) }
    for part in numbers { if let value = part.value.get(figure) { bytes.append(number: value) } }
    for part in names { if let key = try nameKey(part.value.get(figure)) { bytes.append(signed: Int(key)) } }
    for part in choices where has >> UInt64(part.bit) & 1 != 0 { bytes.append(Self.number(part.value, figure)) }
    for part in texts { if let text = part.value.get(figure) { bytes.append(text: text) } }
    for part in wholes { if let value = part.value.get(figure) { bytes.append(signed: value) } }
  }

  /// Reads a figure's fields. `false` if they cannot be read.
  func read(
    _ figure: inout Figure, _ bytes: [UInt8], _ index: inout Int, _ name: (Int64) throws(IndexError) -> String?
  ) throws(IndexError) -> Bool {
    for value in firstNumbers { value.set(&figure, bytes.number(at: &index)) }
    for choice in firstChoices { guard Self.read(choice, &figure, bytes, &index) else { return false } }
    let has = bits(bytes, &index)
    for choice in lastChoices { guard Self.read(choice, &figure, bytes, &index) else { return false } }
    for part in flags { part.value.set(&figure, has >> UInt64(part.bit) & 1 != 0) }
    for part in numbers where has >> UInt64(part.bit) & 1 != 0 { part.value.set(&figure, bytes.number(at: &index)) }
    for part in names where has >> UInt64(part.bit) & 1 != 0 {
      part.value.set(&figure, try name(Int64(bytes.signed(at: &index))))
    }
    for part in choices where has >> UInt64(part.bit) & 1 != 0 { _ = Self.read(part.value, &figure, bytes, &index) }
    for part in texts where has >> UInt64(part.bit) & 1 != 0 { part.value.set(&figure, bytes.text(at: &index)) }
    for part in wholes where has >> UInt64(part.bit) & 1 != 0 { part.value.set(&figure, bytes.signed(at: &index)) }
    return true
  }

  /// Goes over a figure's fields.
  func skip(_ bytes: [UInt8], _ index: inout Int) {
    for _ in firstNumbers { bytes.skipNumber(at: &index) }
    index += firstChoices.count
    let has = bits(bytes, &index)
    index += lastChoices.count
    for part in numbers where has >> UInt64(part.bit) & 1 != 0 { bytes.skipNumber(at: &index) }
    for part in names where has >> UInt64(part.bit) & 1 != 0 { _ = bytes.signed(at: &index) }
    for part in choices where has >> UInt64(part.bit) & 1 != 0 { index += 1 }
    for part in texts where has >> UInt64(part.bit) & 1 != 0 { bytes.skipText(at: &index) }
    for part in wholes where has >> UInt64(part.bit) & 1 != 0 { _ = bytes.signed(at: &index) }
  }

  private func bits(_ bytes: [UInt8], _ index: inout Int) -> UInt64 {
    var has: UInt64 = 0
    for place in 0..<bitBytes {
      if bytes.indices.contains(index) { has |= UInt64(bytes[index]) << UInt64(8 * place) }
      index += 1
    }
    return has
  }

  /// A choice as a number: its position, from 1.
  private static func number(_ choice: Field.Choice, _ figure: Figure) -> UInt8 { UInt8((choice.position(figure) ?? -1) + 1) }

  /// Reads a choice. `false` if the number is none of the list's.
  private static func read(_ choice: Field.Choice, _ figure: inout Figure, _ bytes: [UInt8], _ index: inout Int) -> Bool {
    let position = (bytes.indices.contains(index) ? Int(bytes[index]) : 0) - 1
    index += 1
    guard choice.words.indices.contains(position) else { return false }
    choice.set(&figure, position)
    return true
  }
}
