internal import Platform

/// A page's tree with what content finding needs to know of every node: its purpose, nearest block, links, what is pruned, how much text.
struct PageAnalysis: Sendable {
  let tree: HTMLTree
  /// What class, id and role say of a node itself.
  var purposes: [ElementPurposes]
  /// The nearest block element, the node itself included.
  var blocks: [Int32]
  /// Bytes of a text node that are not white space.
  var ink: [Int32]
  /// Whether the node is inside a link.
  var inLink: [Bool]
  /// The first `h1` with text; -1 if there is none.
  var headline = -1

  init(_ tree: HTMLTree, vocabulary: PageVocabulary) {
    self.tree = tree
    let count = tree.count
    purposes = [ElementPurposes](repeating: [], count: count)
    blocks = [Int32](repeating: 0, count: count)
    inLink = [Bool](repeating: false, count: count)
    ink = [Int32](repeating: 0, count: count)
    for node in 0..<count {
      let tag = tree.tags[node]
      let parent = Int(tree.parents[node])
      blocks[node] = TagSet.block.contains(tag) || parent < 0 ? Int32(node) : blocks[parent]
      inLink[node] = (tag == .a && Self.leadsAway(node, tree)) || (parent >= 0 && inLink[parent])
      if tag == .text {
        ink[node] = Int32(ByteSearch.ink(tree.text, tree.textRange(node)))
        continue
      }
      if tag == .meta || tag == .link { continue }
      if tag == .h1, headline < 0, tree.hasText(node) { headline = node }
      var found: ElementPurposes = []
      for index in tree.attributeRange(node) {
        let attribute = tree.attributes[index]
        let value = tree.values[Int(attribute.start)..<Int(attribute.end)]
        switch attribute.name {
        case .classes: found.formUnion(Self.classMarks(of: value, node, tree, vocabulary))
        case .id: found.formUnion(Self.idPurposes(of: value, node, tree, vocabulary))
        case .dataTestID, .dataComponent, .dataName, .dataGUName: found.formUnion(vocabulary.purposes(of: value))
        case .itemprop:
          found.insert(.property)
          if value.elementsEqual("articleBody".utf8) { found.insert(.body) }
          if value.elementsEqual("headline".utf8) { found.insert(.headline) }
        case .hidden: found.insert(.hidden)
        case .ariaHidden: if value.elementsEqual("true".utf8) { found.insert(.ariaHidden) }
        case .href: if tag == .a, SocialPost.isAddress(value) { found.insert(.embed) }
        case .style: if Self.hides(value) { found.insert(.hidden) }
        case .role:
          if value.elementsEqual("navigation".utf8) || value.elementsEqual("complementary".utf8) || value.elementsEqual("dialog".utf8)
            || value.elementsEqual("contentinfo".utf8) || value.elementsEqual("search".utf8)
          {
            found.insert(.drop)
          }
        default: break
        }
      }
      purposes[node] = found
    }
  }

  /// Whether a heading's link leads to another page. Anchors and links within the page mark its own headings, and a link around a whole
  /// article was never closed.
  private static func leadsAway(_ node: Int, _ tree: HTMLTree) -> Bool {
    guard let range = tree.valueRange(node, .href) else { return false }
    return !range.isEmpty && tree.values[range.lowerBound] != UInt8(ascii: "#") && tree.textRange(node).count < 2_000
  }

  /// What a class says. A long paragraph is not dropped because of one word of its class if the class also contains other words.
  private static func classMarks(
    of value: ArraySlice<UInt8>, _ node: Int, _ tree: HTMLTree, _ vocabulary: PageVocabulary
  ) -> ElementPurposes {
    var purposes = vocabulary.purposes(of: value)
    if tree.tags[node] == .p, purposes.contains(.drop), tree.textRange(node).count >= 80, !vocabulary.isPlain(value) {
      purposes.remove(.drop)
    }
    return purposes
  }

  /// What an id says. The ids of headings, and of the parts that they head, are made from the heading's words, so they prove nothing about
  /// purpose.
  private static func idPurposes(of value: ArraySlice<UInt8>, _ node: Int, _ tree: HTMLTree, _ vocabulary: PageVocabulary)
    -> ElementPurposes
  {
    var purposes = vocabulary.purposes(of: value)
    guard !purposes.isDisjoint(with: topics) else { return purposes }
    let isHeading = TagSet.heading.contains(tree.tags[node])
    if isHeading || isSlug(value, of: node, tree) || !vocabulary.isPlain(value) && isSectionOfText(node, tree, vocabulary) {
      purposes.subtract(topics)
    }
    return purposes
  }

  /// The purposes that an id names by chance if it spells a topic.
  private static let topics: ElementPurposes = [.drop, .comments, .hidden, .gallery, .caption, .byline, .date]

  /// Whether an element is a section of running text: a heading that is no link, then two or more long paragraphs, after long paragraphs of
  /// the same parent. Nothing in it is a form, a list or a part of the page by its class.
  private static func isSectionOfText(_ node: Int, _ tree: HTMLTree, _ vocabulary: PageVocabulary) -> Bool {
    guard tree.tags[node] == .section || tree.tags[node] == .div else { return false }
    var paragraphs = 0, rest = 0, headings = 0
    for inner in node..<Int(tree.ends[node]) {
      let tag = tree.tags[inner]
      if ofBoxes.contains(tag) { return false }
      if let range = tree.valueRange(inner, .classes), !vocabulary.purposes(of: tree.values[range]).isDisjoint(with: topics) {
        return false
      }
      if tag == .p {
        if tree.isLongParagraph(inner) { paragraphs += 1 } else { rest += tree.textRange(inner).count }
      } else if TagSet.heading.contains(tag) {
        headings += 1
        if paragraphs == 0, headings > 1 || tree.holdsLink(inner) { return false }
      }
    }
    guard paragraphs >= 2, rest < 80 else { return false }
    let parent = Int(tree.parents[node])
    var before = 0
    var child = parent + 1
    while parent >= 0, child < node {
      if tree.isLongParagraph(child) { before += 1 }
      child = Int(tree.ends[child])
    }
    return before >= 2
  }

  /// Elements that boxes beside the text have, and sections of the text do not.
  private static let ofBoxes: TagSet = [.form, .input, .button, .ul, .ol, .aside, .figure, .time, .article, .nav]

  /// Whether an id of two or more words repeats the heading that the element begins with.
  private static func isSlug(_ id: ArraySlice<UInt8>, of node: Int, _ tree: HTMLTree) -> Bool {
    guard id.contains(UInt8(ascii: "-")) || id.contains(UInt8(ascii: "_")),
      let heading = (node..<min(Int(tree.ends[node]), node + 12)).first(where: { TagSet.heading.contains(tree.tags[$0]) })
    else { return false }
    let wanted = FoldedText.fold(id).filter { $0 != 32 }
    let words = FoldedText.letters(tree.plainText(heading))
    return wanted.count >= 8 && (words.starts(with: wanted) || wanted.starts(with: words) && words.count >= 8)
  }

  private static func hides(_ style: ArraySlice<UInt8>) -> Bool {
    let squeezed = style.filter { $0 > 32 }.map { $0 | 32 }
    let wanted = Array("display:none".utf8).map { $0 | 32 }
    guard squeezed.count >= wanted.count else { return false }
    return (0...(squeezed.count - wanted.count)).contains { squeezed[$0..<$0 + wanted.count].elementsEqual(wanted) }
  }
}

extension HTMLTree {
  /// Whether the node holds any text that shows.
  func hasText(_ node: Int) -> Bool { text[textRange(node)].contains { $0 > 32 } }

  /// Whether the node holds a link.
  func holdsLink(_ node: Int) -> Bool { (node..<Int(ends[node])).contains { tags[$0] == .a } }

  /// Whether the node is a paragraph of some length, most of it not in links.
  func isLongParagraph(_ node: Int) -> Bool {
    guard tags[node] == .p, textRange(node).count >= 80 else { return false }
    let linked = (node..<Int(ends[node])).reduce(0) { $0 + (tags[$1] == .a ? textRange($1).count : 0) }
    return linked * 4 < textRange(node).count
  }
}
