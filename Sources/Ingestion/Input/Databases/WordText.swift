/// Reads the text of a Word document (`word/document.xml` of a .docx file): one line per paragraph.
enum WordText {
  /// The file in the archive that holds the text.
  static let part = "word/document.xml"

  /// The lines of a document's XML. Deleted text, field codes, and content that only old programs show are left out.
  static func text(_ xml: [UInt8]) -> [UInt8] {
    var tokens = XMLTokens(xml)
    var text: [UInt8] = []
    // How many elements are open whose text is not part of the page.
    var skipped = 0
    var isText = false
    while let token = tokens.next() {
      switch token {
      case .open(let name, _, let isEmpty):
        if hidden.contains(name) {
          if !isEmpty { skipped += 1 }
        } else if skipped == 0 {
          switch name {
          case "w:p" where text.last.map { $0 != 10 } ?? false: text.append(10)
          case "w:t": isText = !isEmpty
          case "w:tab": text.append(9)
          case "w:br", "w:cr": text.append(10)
          default: break
          }
        }
      case .close(let name):
        if hidden.contains(name) { skipped = max(0, skipped - 1) }
        if name == "w:t" { isText = false }
        if name == "w:p", skipped == 0 { text.append(10) }
      case .text(let bytes):
        if isText, skipped == 0 { text += bytes.map { $0 == 10 || $0 == 13 ? 32 : $0 } }
      }
    }
    return text
  }

  private static let hidden: Set<String> = ["mc:fallback", "w:del", "w:instrtext", "w:movefrom"]
}
