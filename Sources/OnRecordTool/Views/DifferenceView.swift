internal import Aggregation

/// What has changed between two versions of an article.
struct DifferenceView {
  private let difference: VersionDifference

  /// Makes the view of a difference.
  init(_ difference: VersionDifference) { self.difference = difference }

  /// The view as text: paragraphs and findings that only one version has.
  func text(_ style: TerminalStyle) -> String {
    var text = style.lines(StyledText("Changes from version \(difference.older) to version \(difference.newer)", .strong))
    if let titles = difference.titles {
      text += line("- ", titles.older ?? "(no headline)", style) + line("+ ", titles.newer ?? "(no headline)", style)
    }
    for paragraph in difference.paragraphs {
      switch paragraph {
      case .kept: break
      case .removed(let words): text += line("- ", words, style)
      case .added(let words): text += line("+ ", words, style)
      }
    }
    for finding in difference.removed { text += line("- ", "\(finding.kind.rawValue) \(finding.id): \(finding.words)", style) }
    for finding in difference.added { text += line("+ ", "\(finding.kind.rawValue) \(finding.id): \(finding.words)", style) }
    return text
  }

  private func line(_ sign: String, _ words: String, _ style: TerminalStyle) -> String {
    style.lines(StyledText(sign + words, sign == "+ " ? .quote : .faint), indent: 2, hanging: 4)
  }
}
