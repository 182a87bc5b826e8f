/// What the words of an element's class, id and role say about it.
struct ElementPurposes: OptionSet, Sendable {
  let rawValue: UInt32
  /// Never part of the article: share bars, related stories, newsletters, comments.
  static let drop = ElementPurposes(rawValue: 1)
  /// The article's body.
  static let body = ElementPurposes(rawValue: 2)
  /// The article with its headline, or the page's main column.
  static let story = ElementPurposes(rawValue: 4)
  /// A sentence or two under the headline.
  static let standfirst = ElementPurposes(rawValue: 8)
  /// Names of the authors.
  static let byline = ElementPurposes(rawValue: 16)
  /// Date and time of publication.
  static let date = ElementPurposes(rawValue: 32)
  /// Caption or credit of a picture.
  static let caption = ElementPurposes(rawValue: 64)
  /// A correction or clarification.
  static let correction = ElementPurposes(rawValue: 128)
  /// A post or letter quoted in full.
  static let embed = ElementPurposes(rawValue: 256)
  /// The headline.
  static let headline = ElementPurposes(rawValue: 512)
  /// Not shown.
  static let hidden = ElementPurposes(rawValue: 1024)

  /// A line break, by its class.
  static let lineBreak = ElementPurposes(rawValue: 2048)

  /// What readers wrote.
  static let comments = ElementPurposes(rawValue: 4096)

  /// Has an `itemprop`, whatever it says.
  static let property = ElementPurposes(rawValue: 8192)

  /// A box that belongs to the article's own text: a statement, a list of key points.
  static let callout = ElementPurposes(rawValue: 16_384)

  /// A series of pictures beside the article.
  static let gallery = ElementPurposes(rawValue: 32_768)

  /// Hidden from screen readers; what is visible may still be text.
  static let ariaHidden = ElementPurposes(rawValue: 65_536)

  /// The mark for a purpose in `page-vocabulary.tsv`.
  init?(purpose: String) {
    switch purpose {
    case "drop": self = .drop
    case "body": self = .body
    case "story": self = .story
    case "standfirst": self = .standfirst
    case "byline": self = .byline
    case "date": self = .date
    case "caption": self = .caption
    case "correction": self = .correction
    case "embed": self = .embed
    case "headline": self = .headline
    case "comments": self = .comments
    case "break": self = .lineBreak
    case "hidden": self = .hidden
    case "callout": self = .callout
    case "gallery": self = [.gallery, .drop]
    default: return nil
    }
  }

  init(rawValue: UInt32) { self.rawValue = rawValue }
}
