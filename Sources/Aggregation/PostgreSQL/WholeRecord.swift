internal import FullText
internal import Record

/// A record in one run of bytes, its text left out: the metadata, the names, and the findings as ``FindingEncoder`` writes them with the names'
/// places in that list, from 1.
enum WholeRecord {
  /// Writes a record.
  static func encode(_ record: ArticleRecord) throws(IndexError) -> [UInt8] {
    var names: [String] = []
    // By bytes: equal strings may be two spellings of an accent.
    var places: [[UInt8]: Int64] = [:]
    let findings = try FindingEncoder.encode(record) { (name) throws(IndexError) in
      guard let name else { return nil }
      let bytes = Array(name.utf8)
      if let known = places[bytes] { return known }
      names.append(name)
      places[bytes] = Int64(names.count)
      return Int64(names.count)
    }
    let article = record.article
    let provenance = article.provenance
    var bytes: [UInt8] = []
    for text in [
      article.id, article.source, article.url, article.canonicalURL, article.site, article.title, article.published, article.modified,
      article.language, provenance.retrieved, provenance.contentSHA256, provenance.mediaType, provenance.encoding, provenance.warcRecordID,
      provenance.warcOffset.map(String.init), record.extractor, record.rules, article.section, article.access?.rawValue,
    ] {
      bytes.append(optional: text)
    }
    let origins = article.origins.sorted { $0.key < $1.key }.flatMap { [$0.key, $0.value] }
    for list in [article.authors, origins, article.warnings, names, article.tags] {
      bytes.append(varint: UInt32(list.count))
      for text in list { bytes.append(optional: text) }
    }
    let paragraphs = RecordCoding.paragraphs(article.paragraphs)
    bytes.append(varint: UInt32(paragraphs.count))
    return bytes + paragraphs + findings
  }

  /// The parts of a record as they were written; `nil` if they are damaged.
  static func decode(_ bytes: [UInt8], text: [UInt8]) -> Parts? {
    var place = 0
    let texts = (0..<19).map { _ in bytes.optionalText(at: &place) }
    var lists: [[String]] = []
    for _ in 0..<5 {
      let count = Int(bytes.varint(at: &place))
      guard count <= bytes.count else { return nil }
      lists.append((0..<count).map { _ in bytes.optionalText(at: &place) ?? "" })
    }
    let size = Int(bytes.varint(at: &place))
    guard let id = texts[0], place + size <= bytes.count else { return nil }
    let provenance = Provenance(
      retrieved: texts[9], contentSHA256: texts[10] ?? "", mediaType: texts[11] ?? "", encoding: texts[12] ?? "", warcRecordID: texts[13],
      warcOffset: texts[14].flatMap { Int($0) })
    let origins = stride(from: 0, to: lists[1].count - 1, by: 2).reduce(into: [:]) { $0[lists[1][$1]] = lists[1][$1 + 1] }
    var article = Article(
      id: id, source: texts[1], url: texts[2], canonicalURL: texts[3], site: texts[4], title: texts[5], authors: lists[0],
      published: texts[6], modified: texts[7], language: texts[8], text: String(decoding: text, as: UTF8.self),
      paragraphs: RecordCoding.paragraphs(Array(bytes[place..<place + size])), provenance: provenance, origins: origins,
      warnings: lists[2])
    article.tags = lists[4]
    article.section = texts[17]
    article.access = texts[18].flatMap(ArticleAccess.init)
    return Parts(
      article: article, extractor: texts[15] ?? "", rules: texts[16] ?? "", names: lists[3], found: Array(bytes[(place + size)...]))
  }

  struct Parts {
    var article: Article
    var extractor: String
    var rules: String
    var names: [String]
    var found: [UInt8]
  }
}

extension [UInt8] {
  /// A text, or that there is none: its length and one more, or 0.
  fileprivate mutating func append(optional text: String?) {
    guard let text else { return append(0) }
    append(varint: UInt32(text.utf8.count + 1))
    append(contentsOf: text.utf8)
  }

  fileprivate func optionalText(at place: inout Int) -> String? {
    let size = Int(varint(at: &place))
    guard size > 0 else { return nil }
    let end = Swift.min(count, place + size - 1)
    defer { place = end }
    return String(decoding: self[Swift.min(place, end)..<end], as: UTF8.self)
  }
}
