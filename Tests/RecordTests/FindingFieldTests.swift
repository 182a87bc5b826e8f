import Foundation
import Record
import TestSupport
import Testing

/// The lists of fields against the types, the record's JSON, its schema, and the types that Spark is told.
@Suite struct FindingFieldTests {
  @Test func everyPropertyIsListed() {
    let unlisted = FullRecord.quote.unlisted.union(FullRecord.figure.unlisted).union(FullRecord.official.unlisted)
    #expect(unlisted.isEmpty, "properties and FindingFields.swift differ")
    let unset = FullRecord.quote.unset + FullRecord.figure.unset + FullRecord.official.unset
    #expect(unset.isEmpty, "FullRecord.swift gives these fields no value")
  }

  /// The bits that announce fields of a stored figure.
  @Test func noBitHasTwoMeanings() {
    func bits(_ fields: [FindingField<Figure>]) -> [Int] {
      fields.flatMap { field -> [Int] in
        if case .parts(let parts, _) = field.content { return bits(parts) }
        if case .bit(let bit) = field.storage { return [bit] }
        return []
      }
    }
    let all = bits(Figure.fields)
    #expect(Set(all).count == all.count && all.allSatisfy { (0..<64).contains($0) })
    // Id and place are stored for all findings alike; what is compared with has its parts stored.
    let special = Figure.fields.filter { if case .special = $0.storage { true } else { false } }.map(\.key)
    #expect(special == ["id", "span", "compared_to"])
  }

  private static func json<Finding: FieldedFinding>(_ finding: Finding) -> [UInt8] {
    var quotes: [Quote] = []
    var figures: [Figure] = []
    var officials: [Official] = []
    switch finding {
    case let quote as Quote: quotes = [quote]
    case let figure as Figure: figures = [figure]
    case let official as Official: officials = [official]
    default: break
    }
    return RecordEncoder.encode(FullRecord.record(quotes, figures, officials))
  }

  private static func check<Finding: FieldedFinding>(_ full: Finding) throws {
    let schema = try JSONSchema(Data(contentsOf: Project.recordSchema))
    let before = json(full)
    // What the schema says against the full finding, it would say against each variant as well.
    let violations = try schema.violations(in: Data(before))
    try #require(violations.isEmpty, "record.schema.json does not allow the fields of \(Finding.self)")
    for (field, variant) in full.variants {
      let after = json(variant)
      #expect(after != before, "\(field) is not in the JSON")
      // Some values are no more than different: an official without a name.
      if field != "name" { #expect(try schema.violations(in: Data(after)) == [], "\(field)") }
    }
  }

  @Test func everyFieldIsInTheJSONAsTheSchemaSays() throws {
    try Self.check(FullRecord.quote)
    try Self.check(FullRecord.figure)
    try Self.check(FullRecord.official)
  }

  /// The keys of an object of the schema, and the words of each closed list.
  private static func keys<Finding>(_ fields: [FindingField<Finding>]) -> [String] {
    fields.flatMap { field -> [String] in if case .place = field.content { ["start", "end", "text"] } else { [field.key] } }
  }

  private static func checkSchema<Finding: FieldedFinding>(_ name: String, _ type: Finding.Type) throws {
    let data = try Data(contentsOf: Project.recordSchema)
    let schema = try #require(JSONSerialization.jsonObject(with: data) as? [String: Any])
    let object = try #require((schema["$defs"] as? [String: Any])?[name] as? [String: Any])
    let keys = keys(Finding.fields)
    let required = object["required"] as? [String] ?? []
    let properties = try #require(object["properties"] as? [String: Any])
    let missing = keys.filter { !required.contains($0) || properties[$0] == nil }
    #expect(missing.isEmpty, "record.schema.json lacks them in `required` or `properties` of \(name)")
    let unknown = Set(properties.keys).union(required).subtracting(keys + ["explanation"]).sorted()
    #expect(unknown.isEmpty, "record.schema.json has them in \(name), FindingFields.swift has not")
    let isInOrder = required == keys
    #expect(isInOrder || !missing.isEmpty || !unknown.isEmpty, "`required` of \(name) is in another order than FindingFields.swift")
    for field in Finding.fields {
      guard case .choice(let choice) = field.content else { continue }
      let words = (properties[field.key] as? [String: Any])?["enum"] as? [Any]
      #expect(words?.compactMap { $0 as? String } == choice.words, "\(name).\(field.key)")
    }
  }

  @Test func theSchemaHasTheListedFields() throws {
    try Self.checkSchema("quote", Quote.self)
    try Self.checkSchema("figure", Figure.self)
    try Self.checkSchema("official", Official.self)
  }

  /// A type in the words of Spark.
  private static func spark<Finding>(_ fields: [FindingField<Finding>]) -> String {
    let span = "struct<start:bigint,end:bigint,text:string>"
    let members = fields.map { field -> String in
      let key = field.key == "from" ? "`from`" : field.key
      switch field.content {
      case .number, .chance: return "\(key):double"
      case .integer: return "\(key):bigint"
      case .flag: return "\(key):boolean"
      case .text, .name, .period, .choice, .reference: return "\(key):string"
      case .place: return "start:bigint,end:bigint,text:string"
      case .span: return "\(key):\(span)"
      case .spans: return "\(key):array<\(span)>"
      case .parts(let parts, _): return "\(key):\(spark(parts))"
      }
    }
    return "struct<\(members.joined(separator: ","))>"
  }

  @Test func sparkIsToldTheListedFields() throws {
    let file = try String(contentsOf: Project.folder.appending(path: "Sources/Spark/onrecord_spark.py"), encoding: .utf8)
    func told(_ name: String) throws -> String {
      let body = try #require(file.components(separatedBy: "\n\(name) = (\n").dropFirst().first?.components(separatedBy: "\")\n").first)
      return (body + "\"").matches(of: /"([^"]*)"/).map { String($0.1) }.joined()
        .replacing("{SPAN}", with: "struct<start:bigint,end:bigint,text:string>")
    }
    for (name, fields) in [
      ("QUOTE", Self.spark(Quote.fields)), ("FIGURE", Self.spark(Figure.fields)), ("OFFICIAL", Self.spark(Official.fields)),
    ] {
      let isSame = try told(name) == fields
      #expect(isSame, "\(name) in Sources/Spark/onrecord_spark.py is to be \(fields)")
    }
  }
}
