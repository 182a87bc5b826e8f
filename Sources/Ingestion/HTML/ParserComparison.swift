/// Compares the two ways of parsing a page: the tree of the page that the cutter tokenized with the tree that libxml2 makes from the page's
/// own bytes, in which only the cutter's repairs have been made.
package enum ParserComparison {
  /// What a comparison showed.
  package struct Outcome: Sendable {
    /// How often each repair was made.
    package var repairs: [PageRepair: Int] = [:]
    /// The first difference of the trees, in words for a person.
    package var difference: String?
    /// The page is beyond a limit of the cutter, so that the trees cannot be compared.
    package var isBeyondLimits = false
  }

  /// Compares the trees of a page.
  package static func compare(_ page: [UInt8]) -> Outcome {
    let bytes = EncodingSniffer.decode(page).utf8
    let (cut, edits) = PageCutter.recordingCut(bytes)
    if !cut.warnings.isEmpty { return Outcome(isBeyondLimits: true) }
    var outcome = Outcome()
    var changes: [PageEdit] = []
    var known: [ArraySlice<UInt8>: Bool] = [:]
    var jsonLD: [[UInt8]] = []
    for edit in edits {
      let stretch = bytes[edit.range]
      if edit.isOneElement {
        let alone = LibXML2Parser.parse(
          whole: Array("<html><body><div>".utf8) + PageEdit.apply(edit.inner, to: stretch) + [120], limit: time)
        jsonLD += alone.jsonLD
        if alone.tree.tags != [.html, .body, .div, .text] || alone.tree.text != [120] {
          outcome.difference =
            "libxml2 sees more than one \(edit.repair.rawValue) in \(String(decoding: stretch, as: UTF8.self).debugDescription)"
        }
      } else if edit.repair == .reference {
        let isKnown = known[stretch] ?? isKnown(stretch, as: edit.replacement)
        known[stretch] = isKnown
        if isKnown { continue }
      }
      changes.append(edit)
      if !edit.isOneElement { outcome.repairs[edit.repair, default: 0] += 1 }
    }
    let (tree, _, isFollowed) = LibXML2Parser.parse(cut, limit: time)
    let whole = LibXML2Parser.parse(whole: PageEdit.apply(changes, to: bytes[...]), limit: time)
    outcome.difference = outcome.difference ?? difference(tree, whole.tree)
    if !isFollowed { outcome.difference = "libxml2 does not follow the cutter's tags" }
    // libxml2 drops control characters.
    let scripts = cut.jsonLD.map { $0.filter { $0 >= 32 } }
    for script in jsonLD where !scripts.contains(script.filter { $0 >= 32 }) { outcome.difference = "other JSON-LD" }
    return outcome
  }

  private static let time = Duration.seconds(60)

  /// Whether libxml2 reads a reference, which ends with a semicolon, as the cutter does.
  private static func isKnown(_ reference: ArraySlice<UInt8>, as markup: [UInt8]) -> Bool {
    // In an attribute, because references that are left in a text are decoded once more.
    func value(_ markup: some Sequence<UInt8>) -> [UInt8] {
      let escaped = markup.flatMap { $0 == UInt8(ascii: "\"") ? Array("&#34;".utf8) : [$0] }
      return LibXML2Parser.parse(whole: Array("<p id=\"x".utf8) + escaped + Array("\">".utf8), limit: .seconds(1)).tree.values
    }
    // A soft hyphen, which does not show, is a character for libxml2.
    return !markup.isEmpty && reference.last == UInt8(ascii: ";") && value(reference) == value(markup)
  }

  /// The first difference of two trees.
  private static func difference(_ cut: HTMLTree, _ whole: HTMLTree) -> String? {
    // libxml2 skips white space before the first text or tag, which the cutter may have left beside a text.
    let first = cut.tags.firstIndex(of: .text)
    for node in 0..<max(cut.count, whole.count) {
      let one = description(node, cut, isFirst: node == first), other = description(node, whole, isFirst: node == first)
      if one != other {
        let around = String(
          decoding: cut.text[..<(node < cut.count ? cut.textRange(node).lowerBound : cut.text.count)].suffix(60), as: UTF8.self)
        return "node \(node): cut \(one), whole \(other), after \(around.debugDescription)"
      }
    }
    return nil
  }

  private static func description(_ node: Int, _ tree: HTMLTree, isFirst: Bool) -> String {
    guard node < tree.count else { return "nothing" }
    let attributes = tree.attributeRange(node).map { index in
      let attribute = tree.attributes[index]
      return " \(attribute.name.name)="
        + String(decoding: tree.values[Int(attribute.start)..<Int(attribute.end)], as: UTF8.self).debugDescription
    }
    let bytes = tree.tags[node] == .text ? tree.text[tree.textRange(node)] : []
    // The cutter repairs each stretch between two tags, the other way each text.
    let text = TwiceEncoded.repaired(String(decoding: isFirst ? bytes.drop { $0 <= 32 } : bytes, as: UTF8.self)).debugDescription
    return "<\(tree.tags[node].name)\(attributes.joined())> in \(tree.parents[node]) \(text)"
  }
}
