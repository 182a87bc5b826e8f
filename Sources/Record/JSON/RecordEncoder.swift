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
  public static func write(_ quote: Quote, to writer: inout JSONWriter) {
    writer.object { writer in
      writer.member("id", quote.id)
      writer.span(quote.span)
      writer.member("kind", quote.kind.rawValue)
      writer.member("type", quote.type.rawValue)
      writer.member("group", quote.group)
      writer.member("speaker", quote.speaker)
      writer.member("speaker_kind", quote.speakerKind?.rawValue)
      writer.member("official", quote.official)
      writer.member("speaker_mention", quote.speakerMention)
      writer.member("cue", quote.cue)
      writer.member("confidence", quote.confidence.map(rounded))
      writer.member("speaker_confidence", quote.speakerConfidence.map(rounded))
      writer.explanation(quote.explanation)
    }
  }

  /// Writes a figure as an object.
  public static func write(_ figure: Figure, to writer: inout JSONWriter) {
    writer.object { writer in
      writer.member("id", figure.id)
      writer.span(figure.span)
      writer.member("value", figure.value)
      writer.member("value_high", figure.valueHigh)
      writer.member("bound", figure.bound.rawValue)
      writer.member("tolerance", figure.tolerance)
      writer.key("vague")
      writer.bool(figure.vague)
      writer.member("unit", figure.unit)
      writer.member("unit_text", figure.unitText)
      writer.member("unit_kind", figure.unitKind?.rawValue)
      writer.member("change", figure.change?.rawValue)
      writer.member("role", figure.role.rawValue)
      writer.member("from", figure.from)
      writer.key("compared_to")
      if let comparison = figure.comparedTo {
        writer.object { writer in
          writer.member("value", comparison.value)
          writer.member("period", comparison.period)
        }
      } else {
        writer.null()
      }
      writer.member("status", figure.status.rawValue)
      writer.member("price_year", figure.priceYear)
      writer.member("concept", figure.concept)
      writer.member("period", figure.period)
      writer.member("period_text", figure.periodText)
      writer.member("attributed_to", figure.attributedTo)
      writer.member("quote", figure.quote)
      writer.member("same_as", figure.sameAs)
      writer.member("confidence", figure.confidence.map(rounded))
      writer.member("concept_confidence", figure.conceptConfidence.map(rounded))
      writer.member("period_confidence", figure.periodConfidence.map(rounded))
      writer.member("attributed_to_confidence", figure.attributedToConfidence.map(rounded))
      writer.explanation(figure.explanation)
    }
  }

  /// Writes an official as an object.
  public static func write(_ official: Official, to writer: inout JSONWriter) {
    writer.object { writer in
      writer.member("id", official.id)
      writer.member("name", official.name)
      writer.member("title", official.title)
      writer.member("title_span", official.titleSpan)
      writer.member("organization", official.organization)
      writer.member("sector", official.sector?.rawValue)
      writer.key("mentions")
      writer.array(official.mentions) { writer, mention in writer.object { $0.span(mention) } }
      writer.member("confidence", official.confidence.map(rounded))
      writer.member("organization_confidence", official.organizationConfidence.map(rounded))
      writer.explanation(official.explanation)
    }
  }

  /// Rounds to three decimals; a calibrated probability is not more precise.
  private static func rounded(_ confidence: Double) -> Double { (confidence * 1000).rounded() / 1000 }
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
