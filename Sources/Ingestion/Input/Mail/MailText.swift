/// The text of a message without what mail adds to it: broken lines, a signature, the note of whoever forwarded it.
enum MailText {
  /// A message within a text: "---------- Forwarded message ---------", its fields, its text.
  struct Forwarded: Equatable {
    var from: String?
    var date: String?
    var subject: String?
    var text: String
  }

  /// The text as it was written: lines that `format=flowed` (RFC 3676) has broken are joined.
  static func text(_ bytes: [UInt8], contentType: String?) -> String {
    let decoded = EncodingSniffer.decodeText(bytes, contentType: contentType).utf8
    let text = String(decoding: decoded, as: UTF8.self).replacing("\r\n", with: "\n")
    let isFlowed = MIMEPart.parameter("format", of: contentType)?.lowercased() == "flowed"
    let joint = MIMEPart.parameter("delsp", of: contentType)?.lowercased() == "yes" ? "" : " "
    var lines: [String] = []
    var isOpen = false
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      // A space before a line was stuffed to protect its first letter.
      let line = isFlowed && line.hasPrefix(" ") ? line.dropFirst() : line
      let goesOn = isFlowed && line.hasSuffix(" ") && line != signature
      let content = goesOn ? line.dropLast() : line
      if isOpen, let last = lines.indices.last { lines[last] += joint + content } else { lines.append(String(content)) }
      isOpen = goesOn
    }
    return lines.joined(separator: "\n")
  }

  /// The line before a signature.
  private static let signature = "-- "

  /// The text before the signature.
  static func withoutSignature(_ text: String) -> String {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    guard let mark = lines.firstIndex(where: { $0 == signature }), lines[..<mark].contains(where: { !$0.isEmpty }) else { return text }
    return lines[..<mark].joined(separator: "\n")
  }

  /// The message that a text forwards, if more was forwarded than written above it.
  static func forwarded(in text: String) -> Forwarded? {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      // Some programs quote what they forward.
      String(line.drop { $0 == ">" || $0 == " " }).trimmed
    }
    guard let mark = lines.firstIndex(where: isMark) else { return nil }
    var message = Forwarded(text: "")
    var known = 0
    var place = mark + 1
    while place < lines.count {
      if let field = field(lines[place]) {
        known += 1
        switch field.name {
        case "from": message.from = field.value
        case "date", "sent": message.date = field.value
        case "subject": message.subject = field.value
        default: break
        }
      } else if known > 0 || !lines[place].isEmpty {
        break
      }
      place += 1
    }
    guard known >= 2 else { return nil }
    let inner = lines[place...].drop { $0.isEmpty }
    let end = inner.lastIndex { !$0.isEmpty } ?? inner.startIndex - 1
    message.text = inner[..<(end + 1)].joined(separator: "\n")
    let before = lines[..<mark].reduce(0) { $0 + $1.utf8.count }
    return message.text.utf8.count > before ? message : nil
  }

  /// Whether a line is set above a forwarded message.
  private static func isMark(_ line: String) -> Bool {
    let words = line.lowercased()
    let isRuled = line.hasPrefix("---") && line.hasSuffix("---") && words.contains(where: \.isLetter)
    return isRuled && words.contains("message") || words == "begin forwarded message:"
  }

  private static func field(_ line: String) -> (name: String, value: String)? {
    guard let colon = line.firstIndex(of: ":") else { return nil }
    let name = line[..<colon].filter { $0 != "*" }.lowercased()
    guard ["from", "date", "sent", "subject", "to", "cc", "reply-to"].contains(name) else { return nil }
    return (name, String(line[line.index(after: colon)...].drop { $0 == "*" }).trimmed)
  }

  /// A subject without "Fwd:" and "Re:" before it.
  static func subject(_ given: String) -> String {
    var subject = given.trimmed
    while let colon = subject.firstIndex(of: ":"), ["fwd", "fw", "re"].contains(subject[..<colon].lowercased()) {
      subject = String(subject[subject.index(after: colon)...]).trimmed
    }
    return subject
  }
}
