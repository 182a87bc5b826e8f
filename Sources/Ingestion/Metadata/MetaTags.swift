/// The `<meta>`, `<link>` and `<title>` of a page.
struct MetaTags: Sendable {
  /// Contents by lower-case name or property, in order.
  private(set) var contents: [String: [String]] = [:]
  /// `rel="canonical"`.
  private(set) var canonical: String?
  /// The `<title>`.
  private(set) var title: String?
  /// The `lang` of `<html>` or `<body>`.
  private(set) var language: String?

  init(_ tree: HTMLTree) {
    for node in 0..<tree.count {
      switch tree.tags[node] {
      case .meta:
        guard let content = tree.value(node, .content)?.trimmed, !content.isEmpty else { continue }
        for attribute in Self.naming {
          guard let name = tree.value(node, attribute)?.lowercased() else { continue }
          // Most have one name.
          let names = name.utf8.contains(32) ? name.split(separator: " ").map(String.init) : name.isEmpty ? [] : [name]
          for name in names { contents[attribute == .itemprop ? "itemprop " + name : name, default: []].append(content) }
        }
      case .link:
        if canonical == nil, tree.value(node, .rel, is: "canonical"), let address = tree.value(node, .href)?.trimmed, !address.isEmpty {
          canonical = address
        }
      case .title:
        if title == nil {
          let text = tree.plainText(node)
          if !text.isEmpty { title = text }
        }
      case .html, .body:
        if language == nil { language = tree.value(node, .lang) ?? tree.value(node, .xmlLang) }
      default: break
      }
    }
  }

  /// The attributes that name what a `<meta>` states.
  private static let naming = [HTMLAttribute.property, .name, .itemprop]

  /// The first content of the first of these names that has one.
  func first(_ names: String...) -> String? {
    for name in names {
      if let content = contents[name]?.first { return content }
    }
    return nil
  }

  /// All contents of a name.
  func all(_ name: String) -> [String] { contents[name] ?? [] }
}
