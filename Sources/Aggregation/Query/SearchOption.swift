/// An option that narrows a search. The raw value is its name on the command line (`--since`), in an address (`since=`) and in a saved search.
///
/// The command line, the pages and the saved searches all go through this list: each of them offers, reads and keeps every option in it.
public enum SearchOption: String, CaseIterable, Sendable {
  case speaker, organization, outlet, since, until, url, kind, type, unit
  case minimum = "min"
  case maximum = "max"
  case confidence = "min-confidence"
  case speakerConfidence = "min-speaker-confidence"
  case organizationConfidence = "min-organization-confidence"
  case conceptConfidence = "min-concept-confidence"
  case periodConfidence = "min-period-confidence"

  /// The option for the confidence of a part.
  public static func confidence(of part: FindingPart) -> SearchOption {
    switch part {
    case .speaker: .speakerConfidence
    case .organization: .organizationConfidence
    case .concept: .conceptConfidence
    case .period: .periodConfidence
    }
  }

  /// The kinds of finding that it is offered for.
  public var kinds: [FindingKind] {
    switch self {
    case .speaker, .organization, .outlet, .since, .until, .url, .kind: FindingKind.allCases
    case .type: [.quote]
    case .unit, .minimum, .maximum: [.figure]
    case .confidence: FindingKind.allCases.filter { $0 != .article }
    case .speakerConfidence: FindingPart.speaker.kinds
    case .organizationConfidence: FindingPart.organization.kinds
    case .conceptConfidence: FindingPart.concept.kinds
    case .periodConfidence: FindingPart.period.kinds
    }
  }

  /// The property of the options that holds its value.
  fileprivate enum Storage {
    case text(WritableKeyPath<QueryOptions, String?>)
    case number(WritableKeyPath<QueryOptions, Double?>)
    /// A number from 0 to 1.
    case chance(WritableKeyPath<QueryOptions, Double?>)
  }

  fileprivate var storage: Storage {
    switch self {
    case .speaker: .text(\.speaker)
    case .organization: .text(\.organization)
    case .outlet: .text(\.outlet)
    case .since: .text(\.since)
    case .until: .text(\.until)
    case .url: .text(\.url)
    case .kind: .text(\.kind)
    case .type: .text(\.type)
    case .unit: .text(\.unit)
    case .minimum: .number(\.minimum)
    case .maximum: .number(\.maximum)
    case .confidence: .chance(\.minimumConfidence)
    case .speakerConfidence: .chance(\.minimumPartConfidence[.speaker])
    case .organizationConfidence: .chance(\.minimumPartConfidence[.organization])
    case .conceptConfidence: .chance(\.minimumPartConfidence[.concept])
    case .periodConfidence: .chance(\.minimumPartConfidence[.period])
    }
  }
}

extension QueryOptions {
  /// Makes options from their values as text, which a function gives; `nil` does not narrow.
  public init(reading value: (SearchOption) -> String?) throws(SearchOptionError) {
    self.init()
    for option in SearchOption.allCases {
      guard let text = value(option) else { continue }
      switch option.storage {
      case .text(let place): self[keyPath: place] = text
      case .number(let place):
        guard let number = Double(text.filter { $0 != "," && $0 != "_" }), number.isFinite else {
          throw SearchOptionError(option: option, value: text, needed: "a number")
        }
        self[keyPath: place] = number
      case .chance(let place):
        guard let number = Double(text), number >= 0, number <= 1 else {
          throw SearchOptionError(option: option, value: text, needed: "a number from 0 to 1")
        }
        self[keyPath: place] = number
      }
    }
  }

  /// An option's value as text; `nil` if it does not narrow.
  public subscript(option: SearchOption) -> String? {
    switch option.storage {
    case .text(let place): self[keyPath: place]
    case .number(let place), .chance(let place): self[keyPath: place].map { "\($0)" }
    }
  }
}

/// An error for an option whose value cannot be read.
public struct SearchOptionError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The option.
  public var option: SearchOption
  /// Its value as given.
  public var value: String
  /// What the value has to be: "a number".
  public var needed: String

  /// The message in one line.
  public var description: String { "\(option.rawValue) takes \(needed), not “\(value)”" }
}
