internal import Record

/// Writes schema.org `Quotation`s as a JSON-LD graph: who said it (`spokenByCharacter` and `creator`) with title and body, and the
/// `NewsArticle` it is from.
final class QuotationSink: RowSink {
  private let document: JSONDocument
  private var row: NamedCells?

  init(_ output: @escaping ByteOutput) {
    document = JSONDocument(output, head: #"{"@context":"https://schema.org","@graph":["#, tail: "]}")
  }

  func begin(_ table: Table) throws {
    row = NamedCells(table)
    document.begin()
  }

  func row(_ cells: [Cell]) throws {
    row?.cells = cells
    guard let row else { return }
    try document.item { quotation in
      quotation.present("@type", "Quotation")
      quotation.present("@id", "urn:onrecord:quote:\(row.text("id") ?? "")")
      quotation.present("text", row.text("text"))
      if let speaker = row.text("speaker") {
        for name in ["creator", "spokenByCharacter"] {
          quotation.member(name) { person in Self.write(speaker, row, &person) }
        }
      }
      quotation.member("isPartOf") { article in
        article.present("@type", "NewsArticle")
        article.present("@id", row.address)
        article.present("url", row.text("canonical_url") ?? row.text("url"))
        article.present("headline", row.headline)
        article.present("datePublished", row.text("published") ?? row.text("published_date"))
        article.present("dateModified", row.text("modified") ?? row.text("modified_date"))
        if !row.authors.isEmpty {
          article.key("author")
          article.array(row.authors) { writer, name in
            writer.object { author in
              author.present("@type", "Person")
              author.present("name", name)
            }
          }
        }
        if let outlet = row.text("outlet") {
          article.member("publisher") { publisher in
            publisher.present("@type", "NewsMediaOrganization")
            publisher.present("name", outlet)
          }
        }
      }
    }
  }

  func finish() throws {}
  func close() throws { try document.close() }

  private static func write(_ speaker: String, _ row: NamedCells, _ person: inout JSONWriter) {
    let kind = row.text("speaker_kind")
    let isPerson = kind == nil || kind == "person"
    person.present("@type", isPerson ? "Person" : kind == "document" ? "CreativeWork" : "Organization")
    person.present("name", speaker)
    guard isPerson else { return }
    person.present("jobTitle", row.text("speaker_title"))
    if let body = row.text("organization") {
      person.member("affiliation") { organization in
        organization.present("@type", "Organization")
        organization.present("name", body)
      }
    }
  }
}
