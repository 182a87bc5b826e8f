import Testing

@testable import Aggregation

/// Texts compressed by a dictionary of their like.
@Suite struct ZstandardDictionaryTests {
  private static let texts: [[UInt8]] = (0..<300).map { number in
    Array("The harbour board of Tarn met on day \(number) and agreed to pay \(number * 17) crowns for the quay, its clerk said.".utf8)
  }

  @Test func textsComeBack() throws {
    let dictionary = ZstandardDictionary.trained(on: Self.texts)
    let reader = ZstandardDictionary(dictionary.bytes)
    for text in Self.texts + [[], [0], [UInt8](repeating: 255, count: 70_000)] {
      let frame = try #require(dictionary.compress(text))
      #expect(reader.expand(frame, size: text.count) == text)
    }
  }

  @Test func textsOfItsKindShrink() throws {
    let dictionary = ZstandardDictionary.trained(on: Self.texts)
    let text = Array("The harbour board of Tarn met on day 999 and agreed to pay 5 crowns for the quay, its clerk said.".utf8)
    #expect(try #require(dictionary.compress(text)).count * 3 < text.count)
  }

  /// From one text, or none, nothing can be learned.
  @Test(arguments: [[], [Array("a".utf8)], [Array("The harbour board of Tarn met.".utf8)], [[UInt8](repeating: 7, count: 100_000)]])
  func anyTextsMakeADictionary(texts: [[UInt8]]) throws {
    let dictionary = ZstandardDictionary.trained(on: texts)
    let text = Array("The harbour board of Tarn met again.".utf8)
    #expect(ZstandardDictionary(dictionary.bytes).expand(try #require(dictionary.compress(text)), size: text.count) == text)
  }

  @Test func damageIsTold() throws {
    let dictionary = ZstandardDictionary.trained(on: Self.texts)
    let frame = try #require(dictionary.compress(Self.texts[7]))
    let size = Self.texts[7].count
    #expect(dictionary.expand(frame, size: size - 1) == nil)
    #expect(dictionary.expand(frame, size: size + 1) == nil)
    for count in 0..<frame.count { #expect(dictionary.expand(Array(frame.prefix(count)), size: size) == nil) }
    #expect(dictionary.expand([], size: size) == nil)
  }
}
