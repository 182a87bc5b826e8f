/// Writes an article record as one line of JSON: every key, in the order of the schema, `null` where unknown.
public enum RecordEncoder {
  /// The record as one JSON object, without a final line feed. Equal records give equal bytes.
  public static func encode(_ record: ArticleRecord) -> [UInt8] {
    var writer = JSONWriter()
    write(record, to: &writer)
    return writer.bytes
  }

  /// Writes a record as an object.
  public static func write(_ record: ArticleRecord, to writer: inout JSONWriter) {
    let article = record.article
    let map = CodePointMap(article.text)
    writer.object { writer in
      writer.member("id", article.id)
      writer.member("source", article.source)
      writer.member("url", article.url)
      writer.member("canonical_url", article.canonicalURL)
      writer.member("site", article.site)
      writer.member("title", article.title)
      writer.key("authors")
      writer.array(article.authors) { $0.string($1) }
      writer.member("published", article.published)
      writer.member("modified", article.modified)
      writer.member("language", article.language)
      writer.member("text", article.text)
      writer.key("paragraphs")
      writer.array(article.paragraphs) { writer, paragraph in
        writer.object { writer in
          writer.member("start", map.codePoint(at: paragraph.range.start))
          writer.member("end", map.codePoint(at: paragraph.range.end))
          writer.member("kind", paragraph.kind.rawValue)
        }
      }
      writer.key("quotes")
      writer.array(record.quotes) { write($1, to: &$0) }
      writer.key("figures")
      writer.array(record.figures) { write($1, to: &$0) }
      writer.key("officials")
      writer.array(record.officials) { write($1, to: &$0) }
      if let periods = record.periods {
        writer.key("periods")
        writer.array(periods) { writer, period in
          writer.object { writer in
            writer.span(period.span)
            writer.member("period", period.period)
          }
        }
      }
      writer.key("provenance")
      writer.object { writer in
        writer.member("retrieved", article.provenance.retrieved)
        writer.member("content_sha256", article.provenance.contentSHA256)
        writer.member("media_type", article.provenance.mediaType)
        writer.member("encoding", article.provenance.encoding)
        writer.key("warc")
        writer.object { writer in
          writer.member("record_id", article.provenance.warcRecordID)
          writer.member("offset", article.provenance.warcOffset)
        }
        writer.member("extractor", record.extractor)
        writer.member("rules", record.rules)
      }
    }
  }

  /// Writes a quote as an object.
  public static func write(_ quote: Quote, to writer: inout JSONWriter) { write(finding: quote, to: &writer) }

  /// Writes a figure as an object.
  public static func write(_ figure: Figure, to writer: inout JSONWriter) { write(finding: figure, to: &writer) }

  /// Writes an official as an object.
  public static func write(_ official: Official, to writer: inout JSONWriter) { write(finding: official, to: &writer) }

  private static func write<Finding: FieldedFinding>(finding: Finding, to writer: inout JSONWriter) {
    writer.object { writer in
      for field in Finding.fields { writer.member(field, of: finding) }
      writer.explanation(finding.explanation)
    }
  }
}

extension FindingField {
  /// A probability as records and exports have it, with three decimals: a calibrated probability is not more precise.
  package static func rounded(_ chance: Double?) -> Double? { chance.map { ($0 * 1000).rounded() / 1000 } }
}

extension JSONWriter {
  /// Writes a key and a string or `null`.
  public mutating func member(_ name: String, _ value: String?) {
    key(name)
    string(value)
  }

  /// Writes a key and an integer or `null`.
  public mutating func member(_ name: String, _ value: Int?) {
    key(name)
    number(value)
  }

  /// Writes a key and a number or `null`.
  public mutating func member(_ name: String, _ value: Double?) {
    key(name)
    number(value)
  }

  /// Writes a key and a span as an object, or `null`.
  mutating func member(_ name: String, _ value: TextSpan?) {
    key(name)
    guard let value else { return null() }
    object { $0.span(value) }
  }

  /// Writes a field of a finding.
  fileprivate mutating func member<Finding>(_ field: FindingField<Finding>, of finding: Finding) {
    switch field.content {
    case .number(let value): member(field.key, value.get(finding))
    case .chance(let value): member(field.key, FindingField<Finding>.rounded(value.get(finding)))
    case .integer(let value): member(field.key, value.get(finding))
    case .flag(let value):
      key(field.key)
      bool(value.get(finding))
    case .text(let value), .name(let value), .period(let value), .reference(let value, _): member(field.key, value.get(finding))
    case .choice(let choice): member(field.key, choice.word(finding))
    case .place(let value): span(value.get(finding))
    case .span(let value): member(field.key, value.get(finding))
    case .spans(let value):
      key(field.key)
      array(value.get(finding)) { writer, span in writer.object { $0.span(span) } }
    case .parts(let parts, let isThere):
      key(field.key)
      guard isThere(finding) else { return null() }
      object { writer in for part in parts { writer.member(part, of: finding) } }
    }
  }

  /// Writes a span's members into the open object.
  mutating func span(_ span: TextSpan) {
    member("start", span.start)
    member("end", span.end)
    member("text", span.text)
  }

  /// Writes the last key of a finding, if explanations were requested.
  mutating func explanation(_ explanation: Explanation?) {
    guard let explanation else { return }
    key("explanation")
    object { writer in
      writer.member("rule", explanation.rule)
      writer.key("evidence")
      writer.array(explanation.evidence) { writer, evidence in
        writer.object { writer in
          writer.span(evidence.span)
          writer.member("role", evidence.role)
        }
      }
    }
  }
}
