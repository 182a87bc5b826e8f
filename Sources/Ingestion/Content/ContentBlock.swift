internal import Record

/// A paragraph of the page on its way into the text.
struct ContentBlock: Sendable {
  /// What it is.
  var kind: ParagraphKind
  /// Its text as shown: white space collapsed, none at the ends.
  var text: [UInt8]
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

  /// Whether (nearly) all of it is link.
  var isLink: Bool { links > 0 && linkLength * 10 >= text.count * 8 }
}
