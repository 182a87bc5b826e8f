internal import Record

/// A paragraph of the page on its way into the text.
struct ContentBlock: Sendable {
  /// What it is.
  var kind: ParagraphKind
  /// Its text as displayed: white space collapsed, none at the ends.
  let text: [UInt8]
  /// The text folded, for comparing it with phrases and headlines.
  let folded: [UInt8]
  /// The block element that holds it.
  var node: Int
  /// Bytes of text inside links.
  var linkLength = 0
  /// Number of links.
  var links = 0
  /// Bytes of text in bold or italics.
  var emphasis = 0
  /// Where its text begins in the tree.
  var firstNode: Int
  /// Whether its end was cut off because it was too long.
  var isCut = false
  /// For a table's row or caption, the table's node, else -1.
  var table = -1
  /// For a table's row, the cells that display words, with their ranges in ``text``.
  var cells: [TableCell] = []
  private var foundMentions: PagePhrases.Purposes?

  init(kind: ParagraphKind, text: [UInt8], node: Int, linkLength: Int = 0, links: Int = 0, emphasis: Int = 0, firstNode: Int) {
    self.kind = kind
    self.text = text
    folded = FoldedText.fold(text)
    self.node = node
    self.linkLength = linkLength
    self.links = links
    self.emphasis = emphasis
    self.firstNode = firstNode
  }

  /// What phrases at its beginning say about it.
  var purposes: PagePhrases.Purposes { PagePhrases.standard.purposes(of: folded, length: text.count) }

  /// What phrases anywhere in it say about it.
  var mentions: PagePhrases.Purposes { foundMentions ?? PagePhrases.standard.mentions(folded) }

  /// As ``mentions``, which the block then knows.
  mutating func findMentions() -> PagePhrases.Purposes {
    let found = mentions
    foundMentions = found
    return found
  }

  /// Whether it mentions nothing that only the page's own notes do. Without a link, "watch" is no word of a player.
  var isWithoutNotes: Bool { mentions.subtracting(links == 0 ? .player : []).isEmpty }

  /// Whether it is the caption of a table that holds data. It says what the numbers are, so it stays with them.
  var isTableCaption: Bool { table >= 0 && cells.isEmpty }

  /// Whether (nearly) all of it is a link.
  var isLink: Bool { links > 0 && linkLength * 10 >= text.count * 8 }
}
