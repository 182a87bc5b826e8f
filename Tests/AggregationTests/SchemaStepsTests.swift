import Foundation
import FullText
import Record
import TestSupport
import Testing

@testable import Aggregation

/// Indexes of an earlier schema are brought up to date by the next command that writes.
@Suite struct SchemaStepsTests {
  /// Writes an index as schema 1 had it: texts and headlines in pieces of a dictionary, and a full text that nothing of today reads.
  private static func makeEarlier(_ path: String, _ makers: [RecordMaker], damaging sql: String = "") throws {
    let index = try SQLiteIndex(path: path, mode: .write)
    for maker in makers { _ = try index.add([maker.entry()]) }
    _ = try index.add([(try #require(makers.first)).changed.entry()])
    index.close()
    let store = try IndexOpening.open(path: path, mode: .write)
    let pieces = EarlierPieces(makers.map(\.text))
    // The versions have the numbers in whose order they came.
    let rows = (makers + [try #require(makers.first).changed]).enumerated().map {
      (key: Int64($0 + 1), text: Array($1.text.utf8), title: $1.title)
    }
    try store.transaction(writing: true) {
      try store.execute(
        "DROP TABLE dictionary; CREATE TABLE dictionary(id INTEGER PRIMARY KEY, articles INTEGER NOT NULL, pieces BLOB NOT NULL)")
      try store.run("INSERT INTO dictionary(id, articles, pieces) VALUES(1, ?, ?)", [SQLiteValue(rows.count), .blob(pieces.stored)])
      for row in rows {
        // Some texts were left to zlib then, too.
        if row.key % 5 == 0 {
          try store.run(
            "UPDATE version SET text = ?, dictionary = 0 WHERE id = ?", [.blob(Deflate.compress(row.text, level: 6)), .integer(row.key)])
          continue
        }
        var title = SQLiteValue(row.title)
        if let text = row.title {
          var bytes: [UInt8] = []
          bytes.append(varint: UInt32(text.utf8.count))
          title = .blob(bytes + pieces.encode(Array(text.utf8)))
        }
        try store.run(
          "UPDATE version SET text = ?, dictionary = 1, title = ? WHERE id = ?", [.blob(pieces.encode(row.text)), title, .integer(row.key)])
      }
      // Texts and findings were compared by other numbers.
      try store.execute("UPDATE version SET content = content / 2 + 1, findings = findings / 2 + 1")
      try store.execute("DELETE FROM term; UPDATE chunk SET bytes = zeroblob(8); DELETE FROM story_key")
      try store.execute("ALTER TABLE doc_values RENAME TO facts")
      try store.execute("\(sql); DROP TABLE setting; PRAGMA user_version = 1")
    }
    try store.execute("PRAGMA wal_checkpoint(TRUNCATE)")
  }

  private static func sample(_ count: Int) -> [RecordMaker] { InventedNews.articles(count, seed: 31) }

  @Test(arguments: [12, 130]) func anEarlierFileIsBroughtUpToDate(articles: Int) throws {
    let folder = try TemporaryFolder()
    let makers = Self.sample(articles)
    let fresh = try SQLiteIndex(path: folder.file("fresh.db"), mode: .write)
    for maker in makers { _ = try fresh.add([maker.entry()]) }
    _ = try fresh.add([makers[0].changed.entry()])
    let path = folder.file("earlier.db")
    try Self.makeEarlier(path, makers)
    let before = try Data(contentsOf: URL(fileURLWithPath: path))
    // Who reads is told what to do, and changes nothing.
    #expect(throws: IndexError.olderSchema(path: path, found: 1, known: Schema.version)) { try SQLiteIndex(path: path, mode: .read) }
    #expect("\(IndexError.olderSchema(path: path, found: 1, known: Schema.version))".contains("onrecord reindex --index \(path)"))
    #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == before)
    let index = try SQLiteIndex(path: path, mode: .write)
    #expect(try index.check().problems == [])
    #expect(try index.statistics().schema == Schema.version)
    #expect(try IndexContract.state(index) == IndexContract.state(fresh))
    for maker in makers {
      let (one, other) = (try index.article(maker.id, version: nil), try fresh.article(maker.id, version: nil))
      #expect(one.record.article.text == other.record.article.text && one.record.article.title == other.record.article.title)
      #expect(one.record.quotes == other.record.quotes && one.record.figures == other.record.figures)
      #expect(one.versions.count == other.versions.count)
    }
    #expect(try index.add([makers[1].entry()]) == [.unchanged])
  }

  /// Schema 2 had another name for the table of doc values.
  @Test func schema2IsBroughtUpToDate() throws {
    let folder = try TemporaryFolder()
    let path = folder.file("second.db")
    let made = try SQLiteIndex(path: path, mode: .write)
    _ = try made.add(Self.sample(40).map { try $0.entry() })
    let state = try IndexContract.state(made)
    made.close()
    try IndexOpening.open(path: path, mode: .write).execute(
      "ALTER TABLE doc_values RENAME TO facts; UPDATE setting SET digest = 'earlier'; PRAGMA user_version = 2")
    #expect(throws: IndexError.olderSchema(path: path, found: 2, known: Schema.version)) { try SQLiteIndex(path: path, mode: .read) }
    let index = try SQLiteIndex(path: path, mode: .write)
    #expect(try index.check().problems == [])
    #expect(try IndexContract.state(index) == state)
    #expect(try index.add(Self.sample(40).map { try $0.entry() }) == Array(repeating: .unchanged, count: 40))
    index.close()
    #expect(try IndexContract.state(SQLiteIndex(path: path, mode: .read)) == state)
  }

  /// A text that cannot be read leaves the file as it was.
  @Test func aDamagedEarlierFileStaysAsItIs() throws {
    let folder = try TemporaryFolder()
    let path = folder.file("earlier.db")
    try Self.makeEarlier(path, Self.sample(12), damaging: "UPDATE version SET text = x'fd00' WHERE id = 8")
    for _ in 0..<2 {
      #expect {
        try SQLiteIndex(path: path, mode: .write)
      } throws: { error in
        if case IndexError.corrupt = error { true } else { false }
      }
    }
    #expect(throws: IndexError.olderSchema(path: path, found: 1, known: Schema.version)) { try SQLiteIndex(path: path, mode: .read) }
  }

  /// Whether a file has the newest schema and nothing wrong in it; `false` for one of the earlier schema.
  private static func isNew(_ path: String, _ moment: String) throws -> Bool {
    var problems: [String]?
    do {
      let index = try SQLiteIndex(path: path, mode: .read)
      problems = try index.check().problems
    } catch IndexError.olderSchema {
      return false
    }
    #expect(problems == [], "\(moment)")
    return true
  }

  /// A kill at any moment leaves an earlier file or one of today.
  @Test func killsLeaveOneSchemaOrTheOther() throws {
    let folder = try TemporaryFolder()
    let source = folder.file("earlier.db")
    try Self.makeEarlier(source, Self.sample(300))
    func run(_ path: String) throws -> CommandRun { try CommandRun(Project.binary, ["person", "undo", "1", "--index", path]) }
    let whole = folder.file("whole.db")
    try FileManager.default.copyItem(atPath: source, toPath: whole)
    let start = Date()
    _ = try run(whole).wait()
    let usual = Date().timeIntervalSince(start)
    var kinds: Set<Bool> = []
    for number in 0..<12 {
      let path = folder.file("killed-\(number).db")
      try FileManager.default.copyItem(atPath: source, toPath: path)
      let command = try run(path)
      Thread.sleep(forTimeInterval: usual * Double(number + 1) / 12)
      _ = command.kill()
      kinds.insert(try Self.isNew(path, "kill \(number)"))
      let after = try SQLiteIndex(path: path, mode: .write)
      #expect(try after.check().problems == [], "after kill \(number)")
      #expect(try after.statistics().articles == 300)
    }
    #expect(kinds.contains(false), "kills met the step")
  }

  /// Reindexing rebuilds lists that are kept in the order of impact.
  @Test func longListsAreRebuilt() throws {
    let folder = try TemporaryFolder()
    var limits = ImpactParts.Limits()
    limits.fewest = 20
    limits.fewestOfPrefix = 20
    limits.fewestInSegment = 20
    let index = try SQLiteIndex(path: folder.file("long.db"), mode: .write, impacts: limits)
    let makers = Self.sample(60)
    let records = Dictionary(uniqueKeysWithValues: makers.map { ($0.id, $0.record) })
    _ = try index.add(makers.map { try $0.entry() })
    let state = try IndexContract.state(index)
    for _ in 0..<2 {
      _ = try index.reindex { try #require(records[$0.id]) }
      #expect(try IndexContract.state(index) == state)
      #expect(try index.check().problems == [])
    }
  }

  /// The steps of a database end with what is derived made anew.
  @Test(.enabled(if: PostgreSQLCluster.isInstalled, "\(PostgreSQLCluster.missing)")) func aDatabaseIsBroughtUpToDate() throws {
    let cluster = try PostgreSQLCluster()
    let place = try cluster.database("steps")
    let makers = Self.sample(40)
    let earlier = try PostgreSQLIndex(place, mode: .write)
    _ = try earlier.add(makers.map { try $0.entry() })
    let state = try IndexContract.state(earlier)
    earlier.close()
    // A schema that drops what is derived and keeps the records.
    let next = PostgreSQLSchema(
      steps: PostgreSQLSchema.newest.steps + [
        "ALTER TABLE version ADD COLUMN note text; TRUNCATE segment, doc_values, chunk, term, summary, impact, prefix, story_key"
      ])
    let known = next.version
    #expect(throws: IndexError.olderSchema(path: place, found: known - 1, known: known)) {
      try PostgreSQLIndex(place, mode: .read, schema: next)
    }
    let index = try PostgreSQLIndex(place, mode: .write, schema: next)
    #expect(try index.check().problems == [])
    #expect(try IndexContract.state(index) == state)
    #expect(throws: IndexError.newerSchema(path: place, found: known, known: known - 1)) { try PostgreSQLIndex(place, mode: .read) }
  }

  /// Schema 1 of a database had another name for the table of doc values. It may have been partitioned over several servers.
  @Test(.enabled(if: PostgreSQLCluster.isInstalled, "\(PostgreSQLCluster.missing)"), arguments: [false, true])
  func schema1OfADatabaseIsBroughtUpToDate(isPartitioned: Bool) throws {
    let cluster = try PostgreSQLCluster()
    let place = try cluster.database("first")
    let makers = Self.sample(40)
    let made = try PostgreSQLIndex(place, mode: .write)
    _ = try made.add(makers.map { try $0.entry() })
    let state = try IndexContract.state(made)
    made.close()
    try cluster.execute(
      "ALTER TABLE onrecord.doc_values RENAME TO facts; ALTER INDEX onrecord.doc_values_pkey RENAME TO facts_pkey", in: "first")
    if isPartitioned {
      try cluster.execute(
        """
        SET search_path = onrecord; ALTER TABLE facts RENAME TO facts_all; CREATE TABLE facts(id bigint NOT NULL, bytes bytea NOT NULL)
        PARTITION BY RANGE (id); ALTER TABLE facts ATTACH PARTITION facts_all FOR VALUES FROM (MINVALUE) TO (MAXVALUE)
        """, in: "first")
    }
    let digest = PostgreSQLSchema(steps: [PostgreSQLSchema.first]).digest
    try cluster.execute("UPDATE onrecord.setting SET schema = 1, digest = '\(digest)'", in: "first")
    #expect(throws: IndexError.olderSchema(path: place, found: 1, known: PostgreSQLSchema.newest.version)) {
      try PostgreSQLIndex(place, mode: .read)
    }
    let index = try PostgreSQLIndex(place, mode: .write)
    #expect(try index.check().problems == [])
    #expect(try IndexContract.state(index) == state)
    #expect(try index.add(makers.map { try $0.entry() }) == Array(repeating: .unchanged, count: 40))
  }
}

extension RecordMaker {
  /// The article with another paragraph, as it was changed later.
  fileprivate var changed: RecordMaker {
    var maker = RecordMaker(id, url: url, site: site, title: title, published: published)
    maker.filler("The harbour court will hear the case in spring, and the ferries keep their summer times until then.")
    maker.modified = "2031-01-01"
    return maker
  }
}

/// Writes texts as schema 1 did.
private struct EarlierPieces {
  private let pieces: [[UInt8]]
  private let numbers: [[UInt8]: Int]

  /// A dictionary of the words of some texts, each with the space before it.
  init(_ texts: [String]) {
    var counts: [[UInt8]: Int] = [:]
    for text in texts { for piece in Self.pieces(Array(text.utf8)) { counts[piece, default: 0] += 1 } }
    pieces = counts.filter { $0.value > 1 }.sorted { ($1.value, $0.key.count) < ($0.value, $1.key.count) }.map(\.key)
    numbers = Dictionary(uniqueKeysWithValues: pieces.enumerated().map { ($1, $0) })
  }

  private static func pieces(_ text: [UInt8]) -> [[UInt8]] {
    text.reduce(into: []) { pieces, byte in
      if byte == 0x20 || pieces.isEmpty || pieces[pieces.count - 1].count == 200 { pieces.append([]) }
      pieces[pieces.count - 1].append(byte)
    }
  }

  /// Number, lengths, pieces.
  var stored: [UInt8] {
    var bytes: [UInt8] = []
    bytes.append(varint: UInt32(pieces.count))
    return bytes + pieces.map { UInt8($0.count) } + pieces.flatMap { $0 }
  }

  func encode(_ text: [UInt8]) -> [UInt8] {
    var code: [UInt8] = []
    var literals: [[UInt8]] = []
    for piece in Self.pieces(text) {
      if let number = numbers[piece] {
        if number < 128 {
          code.append(UInt8(number))
        } else if number < 128 + 122 << 8 {
          code += [UInt8(128 + (number - 128) >> 8), UInt8((number - 128) & 0xFF)]
        } else {
          let rest = number - 128 - 122 << 8
          code += [250, UInt8(rest >> 8), UInt8(rest & 0xFF)]
        }
      } else if let known = literals.firstIndex(of: piece) {
        code.append(0xFE)
        code.append(varint: UInt32(known))
      } else {
        literals.append(piece)
        code.append(0xFF)
        code.append(varint: UInt32(piece.count))
        code += piece
      }
    }
    return code
  }
}
