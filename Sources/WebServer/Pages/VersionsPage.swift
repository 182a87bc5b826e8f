internal import Aggregation
internal import Record

/// An article's versions, and what changed between two of them.
enum VersionsPage {
  static let route = Route(
    path: ["article", "{article}", "versions"], summary: "What two versions of an article differ in",
    parameters: [
      Route.Parameter(name: "from", help: "the older version's number; without it the one before", type: "integer"),
      Route.Parameter(name: "to", help: "the newer version's number; without it the newest", type: "integer"),
    ]
  ) { visit in
    let (from, to) = (try ArticlePage.number("from", visit), try ArticlePage.number("to", visit))
    let reference = visit.values[0]
    let (stored, difference) = try visit.site.indexes.lend { index -> (StoredArticle, VersionDifference?) in
      let stored = try index.article(reference, version: nil)
      guard stored.versions.count > 1 else { return (stored, nil) }
      let newer = to ?? stored.versions.map(\.number).max() ?? 2
      return (stored, try index.difference(reference, from: from ?? max(1, newer - 1), to: newer))
    }
    return VersionsView(stored, difference).response()
  }
}

/// The page of an article's versions.
struct VersionsView {
  private let stored: StoredArticle
  private let difference: VersionDifference?

  init(_ stored: StoredArticle, _ difference: VersionDifference?) {
    self.stored = stored
    self.difference = difference
  }

  func response() -> HTTPResponse {
    var html = HTML()
    html("div", .class("versions")) { html in
      ArticleHeader(stored, page: .versions).write(&html)
      list(&html)
      if let difference { changes(difference, &html) }
    }
    return Layout(title: "Versions: \(stored.record.article.title ?? stored.record.article.id)").response(html)
  }

  private func list(_ html: inout HTML) {
    let id = stored.record.article.id
    html.table(["Version", "Fetched", "Changed", "SHA-256", "Compare"], caption: "Versions stored") { html in
      for version in stored.versions {
        html("tr") { html in
          html("th", .set("scope", "row")) { html in
            html("a", .href(Place.article(id, version: version.number)), text: "Version \(version.number)")
            if version.isCurrent { html.text(" (searched)") }
          }
          html("td", text: version.retrieved.map(Wording.date) ?? "not stated")
          html("td", text: version.modified.map(Wording.date) ?? "not stated")
          html("td") { $0("code", text: String(version.contentSHA256.prefix(16))) }
          html("td") { html in
            guard version.number > 1 else { return }
            let query = [("from", Optional(String(version.number - 1))), ("to", String(version.number))]
            html("a", .href(Place.article(id, page: "versions", query: query)), text: "with version \(version.number - 1)")
          }
        }
      }
    }
  }

  private func changes(_ difference: VersionDifference, _ html: inout HTML) {
    html("h2", text: "From version \(difference.older) to version \(difference.newer)")
    if let titles = difference.titles {
      html("p", .class("headline")) { html in
        html("del", text: titles.older ?? "(no headline)")
        html.text(" ")
        html("ins", text: titles.newer ?? "(no headline)")
      }
    }
    var paragraphs = difference.paragraphs[...]
    var kept = 0
    while let paragraph = paragraphs.popFirst() {
      if case .kept = paragraph {
        kept += 1
        continue
      }
      unchanged(&kept, &html)
      switch paragraph {
      case .kept: break
      case .removed(let old):
        // A paragraph that is removed where another is added was changed: show it word by word.
        if case .added(let new)? = paragraphs.first {
          paragraphs.removeFirst()
          html("p", .class("changed")) { MarkedDifference(old, new).write(&$0) }
        } else {
          html("p", .class("changed")) { $0("del", text: old) }
        }
      case .added(let new): html("p", .class("changed")) { $0("ins", text: new) }
      }
    }
    unchanged(&kept, &html)
    findings("Findings gone", difference.removed, &html)
    findings("Findings new", difference.added, &html)
  }

  private func unchanged(_ count: inout Int, _ html: inout HTML) {
    if count > 0 { html("p", .class("note"), text: Wording.count(count, "paragraph") + " as before") }
    count = 0
  }

  private func findings(_ title: String, _ findings: [VersionDifference.Finding], _ html: inout HTML) {
    guard !findings.isEmpty else { return }
    html("h3", text: title)
    html("ul", .class("plain")) { html in
      for finding in findings {
        html("li") { html in
          html("span", .class("name"), text: finding.kind.rawValue)
          html.text(" " + finding.words)
        }
      }
    }
  }
}

/// The words that only one of two texts has.
struct MarkedDifference {
  private let old: [Substring]
  private let new: [Substring]
  /// Longer texts are shown one after the other instead.
  private static let mostWords = 1500

  init(_ old: String, _ new: String) {
    self.old = old.split(separator: " ", omittingEmptySubsequences: false)
    self.new = new.split(separator: " ", omittingEmptySubsequences: false)
  }

  func write(_ html: inout HTML) {
    guard old.count + new.count <= Self.mostWords else {
      html("del", text: old.joined(separator: " "))
      html.text(" ")
      html("ins", text: new.joined(separator: " "))
      return
    }
    var gone: Set<Int> = []
    var come: Set<Int> = []
    for change in new.difference(from: old) {
      switch change {
      case .remove(let offset, _, _): gone.insert(offset)
      case .insert(let offset, _, _): come.insert(offset)
      }
    }
    var (i, j) = (0, 0)
    var runs: [(kind: Kind, words: [Substring])] = []
    func add(_ kind: Kind, _ word: Substring) {
      if runs.last?.kind == kind { runs[runs.count - 1].words.append(word) } else { runs.append((kind, [word])) }
    }
    while i < old.count || j < new.count {
      if i < old.count, gone.contains(i) {
        add(.removed, old[i])
        i += 1
      } else if j < new.count, come.contains(j) {
        add(.added, new[j])
        j += 1
      } else {
        if j < new.count { add(.kept, new[j]) }
        i += 1
        j += 1
      }
    }
    for (index, run) in runs.enumerated() {
      if index > 0 { html.text(" ") }
      let words = run.words.joined(separator: " ")
      switch run.kind {
      case .kept: html.text(words)
      case .removed: html("del", text: words)
      case .added: html("ins", text: words)
      }
    }
  }

  private enum Kind { case kept, removed, added }
}
