import Knowledge
import Testing

/// Bytes and values that are read where they are.
@Suite struct ConstantBytesTests {
  @Test func bytesAndPartsAreThoseGiven() {
    let bytes = ConstantBytes([1, 2, 3, 4, 5])
    #expect(bytes.count == 5 && bytes[0] == 1 && bytes[4] == 5)
    #expect(bytes[1..<4].bytes == [2, 3, 4] && bytes[1..<4][2] == 4)
    #expect(bytes[5..<5].bytes.isEmpty && ConstantBytes([]).bytes.isEmpty)
  }

  @Test func valuesAreReadAtAnyPlace() {
    let bytes = ConstantBytes([9, 1, 0, 0, 0, 2, 0, 0, 0, 255, 255, 255, 255])
    let numbers = bytes.table(of: UInt32.self, at: 1, count: 3)
    #expect(numbers.count == 3 && (0..<3).map { numbers[$0] } == [1, 2, .max])
    let lanes = bytes.table(of: SIMD4<UInt8>.self, at: 5, count: 2)
    #expect(lanes[1] == SIMD4(repeating: 255))
  }

  /// The memory lives as long as a part of it is used.
  @Test func partsOutliveTheWhole() {
    func part() -> ConstantTable<UInt16> {
      ConstantBytes((0..<20_000).map { UInt8($0 & 255) })[10_000..<10_008].table(of: UInt16.self, at: 0, count: 4)
    }
    let tables = (0..<50).map { _ in part() }
    for table in tables { #expect((0..<4).map { table[$0] } == [0x1110, 0x1312, 0x1514, 0x1716]) }
  }

  @Test func secondFieldIsOfTheLineWithJustThatKey() throws {
    let file = try #require(EmbeddedBytes(named: "outlets.tsv"))
    #expect(file.secondField(ofLine: Array("bbc.co.uk".utf8)) == "BBC News")
    #expect(file.secondField(ofLine: Array("bbc.co".utf8)) == nil)
    #expect(file.secondField(ofLine: Array("zimbabwesituation.com".utf8)) == "The Zimbabwe Situation")
  }
}
