/// A field of a finding: its name, what kind of value it has, and how the value is read and set.
///
/// The fields of each kind of finding are listed once (``FieldedFinding/fields``). The JSON record, the fingerprint, the columns of exports
/// and what the index stores of a figure follow from the list.
package struct FindingField<Finding>: Sendable {
  /// How a value is read and set.
  package struct Access<Value>: Sendable {
    package let get: @Sendable (Finding) -> Value
    package let set: @Sendable (inout Finding, Value) -> Void
  }

  /// A value from a closed list: its word, and its position in the list.
  package struct Choice: Sendable {
    package let words: [String]
    package let word: @Sendable (Finding) -> String?
    package let position: @Sendable (Finding) -> Int?
    /// Sets the value at a position of the list.
    package let set: @Sendable (inout Finding, Int) -> Void
  }

  /// The kinds of values.
  package enum Content: Sendable {
    case number(Access<Double?>)
    /// A probability; read with three decimals.
    case chance(Access<Double?>)
    case integer(Access<Int?>)
    case flag(Access<Bool>)
    /// Words of the article.
    case text(Access<String?>)
    /// Words that many findings share: names of speakers, organizations, units.
    case name(Access<String?>)
    /// An ISO 8601 / EDTF date or interval.
    case period(Access<String?>)
    case choice(Choice)
    /// A letter and a number, by which the record knows the finding itself, another finding or a group.
    case reference(Access<String?>, letter: Character)
    /// Where the finding is. The record has start, end and text as members of the finding.
    case place(Access<TextSpan>)
    case span(Access<TextSpan?>)
    case spans(Access<[TextSpan]>)
    /// A value of several fields, and whether it is there.
    case parts([FindingField], isThere: @Sendable (Finding) -> Bool)
  }

  /// Where the index stores the value.
  package enum Storage: Sendable {
    /// Always there, before the bits.
    case beforeBits
    /// Always there, behind the bits.
    case behindBits
    /// There if a bit is set. Values of the same kind stand in the order of their bits; no bit may ever change its meaning.
    case bit(Int)
    /// In a form of its own.
    case special
  }

  /// The key in the record: the property's name with underscores.
  package let key: String
  package let content: Content
  package let storage: Storage
}

/// A finding whose fields are listed.
package protocol FieldedFinding: Sendable {
  /// All fields but the explanation, in the order of the record.
  static var fields: [FindingField<Self>] { get }
  /// Which rule made the finding.
  var explanation: Explanation? { get }
}

extension FindingField {
  package typealias Get<Value> = @Sendable (Finding) -> Value
  package typealias Set<Value> = @Sendable (inout Finding, Value) -> Void

  static func number(_ key: String, stored storage: Storage = .special, _ get: @escaping Get<Double?>, _ set: @escaping Set<Double?>)
    -> Self
  {
    Self(key: key, content: .number(Access(get: get, set: set)), storage: storage)
  }
  static func chance(_ key: String, stored storage: Storage = .special, _ get: @escaping Get<Double?>, _ set: @escaping Set<Double?>)
    -> Self
  {
    Self(key: key, content: .chance(Access(get: get, set: set)), storage: storage)
  }
  static func integer(_ key: String, stored storage: Storage = .special, _ get: @escaping Get<Int?>, _ set: @escaping Set<Int?>) -> Self {
    Self(key: key, content: .integer(Access(get: get, set: set)), storage: storage)
  }
  static func flag(_ key: String, stored storage: Storage = .special, _ get: @escaping Get<Bool>, _ set: @escaping Set<Bool>) -> Self {
    Self(key: key, content: .flag(Access(get: get, set: set)), storage: storage)
  }
  static func text(_ key: String, stored storage: Storage = .special, _ get: @escaping Get<String?>, _ set: @escaping Set<String?>) -> Self
  {
    Self(key: key, content: .text(Access(get: get, set: set)), storage: storage)
  }
  static func name(_ key: String, stored storage: Storage = .special, _ get: @escaping Get<String?>, _ set: @escaping Set<String?>) -> Self
  {
    Self(key: key, content: .name(Access(get: get, set: set)), storage: storage)
  }
  static func period(_ key: String, stored storage: Storage = .special, _ get: @escaping Get<String?>, _ set: @escaping Set<String?>)
    -> Self
  {
    Self(key: key, content: .period(Access(get: get, set: set)), storage: storage)
  }
  static func reference(
    _ key: String, _ letter: Character, stored storage: Storage = .special, _ get: @escaping Get<String?>, _ set: @escaping Set<String?>
  ) -> Self {
    Self(key: key, content: .reference(Access(get: get, set: set), letter: letter), storage: storage)
  }
  static func choice<Case: CaseIterable & RawRepresentable & Equatable & Sendable>(
    _ key: String, stored storage: Storage = .special, _ get: @escaping Get<Case?>, _ set: @escaping Set<Case>
  ) -> Self where Case.RawValue == String {
    let cases = Array(Case.allCases)
    let choice = Choice(
      words: cases.map(\.rawValue), word: { get($0)?.rawValue }, position: { finding in get(finding).flatMap { cases.firstIndex(of: $0) } },
      set: { set(&$0, cases[$1]) })
    return Self(key: key, content: .choice(choice), storage: storage)
  }
  static func place(_ key: String, _ get: @escaping Get<TextSpan>, _ set: @escaping Set<TextSpan>) -> Self {
    Self(key: key, content: .place(Access(get: get, set: set)), storage: .special)
  }
  static func span(_ key: String, _ get: @escaping Get<TextSpan?>, _ set: @escaping Set<TextSpan?>) -> Self {
    Self(key: key, content: .span(Access(get: get, set: set)), storage: .special)
  }
  static func spans(_ key: String, _ get: @escaping Get<[TextSpan]>, _ set: @escaping Set<[TextSpan]>) -> Self {
    Self(key: key, content: .spans(Access(get: get, set: set)), storage: .special)
  }
  static func parts(_ key: String, _ isThere: @escaping Get<Bool>, _ parts: [Self]) -> Self {
    Self(key: key, content: .parts(parts, isThere: isThere), storage: .special)
  }
}
