/// Base letters of accented letters, in lower case: one entry per code point, `-` if there is none.
///
/// Made from the Unicode Character Database (compatibility decomposition without combining marks, then lower case). The letters that do not
/// decompose were added by hand: ß ss, æ ae, œ oe, ø o, đ d, ł l, þ th, ð d, ı i, ŋ n, ħ h, ŧ t, ĸ k, ſ s.
enum LetterFolding {
  /// The UTF-8 of the folded letter, empty if the table has none.
  static func folded(_ scalar: UInt32) -> [UInt8] {
    for block in blocks where scalar >= block.first && scalar < block.first + UInt32(block.letters.count) {
      return block.letters[Int(scalar - block.first)]
    }
    return []
  }

  private struct Block: Sendable {
    let first: UInt32
    let letters: [[UInt8]]

    init(_ first: UInt32, _ table: String) {
      self.first = first
      letters = table.split(whereSeparator: \.isWhitespace).map { $0 == "-" ? [] : Array($0.utf8) }
    }
  }

  private static let blocks: [Block] = [
    Block(
      0xC0,
      """
      a a a a a a ae c e e e e i i i i
      d n o o o o o - o u u u u y th ss
      a a a a a a ae c e e e e i i i i
      d n o o o o o - o u u u u y th y
      a a a a a a c c c c c c c c d d
      d d e e e e e e e e e e g g g g
      g g g g h h h h i i i i i i i i
      i i ij ij j j k k k l l l l l l l
      l l l n n n n n n n n n o o o o
      o o oe oe r r r r r r s s s s s s
      s s t t t t t t u u u u u u u u
      u u u u w w y y y z z z z z z s
      b ɓ ƃ ƃ ƅ ƅ ɔ ƈ ƈ ɖ ɗ ƌ ƌ ƍ ǝ ə
      ɛ ƒ ƒ ɠ ɣ ƕ ɩ ɨ ƙ ƙ ƚ ƛ ɯ ɲ ƞ ɵ
      o o ƣ ƣ ƥ ƥ ʀ ƨ ƨ ʃ ƪ ƫ ƭ ƭ ʈ u
      u ʊ ʋ ƴ ƴ ƶ ƶ ʒ ƹ ƹ ƺ ƻ ƽ ƽ ƾ ƿ
      ǀ ǁ ǂ ǃ dz dz dz lj lj lj nj nj nj a a i
      i o o u u u u u u u u u u ǝ a a
      a a æ æ ǥ ǥ g g k k o o o o ʒ ʒ
      j dz dz dz g g ƕ ƿ n n a a æ æ ø ø
      a a a a e e e e i i i i o o o o
      r r r r u u u u s s t t ȝ ȝ h h
      ƞ ȡ ȣ ȣ ȥ ȥ a a e e o o o o o o
      o o y y ȴ ȵ ȶ ȷ ȸ ȹ ⱥ ȼ ȼ ƚ ⱦ ȿ
      ɀ ɂ ɂ ƀ ʉ ʌ ɇ ɇ ɉ ɉ ɋ ɋ ɍ ɍ ɏ ɏ
      """),
    Block(
      0x370,
      """
      ͱ ͱ ͳ ͳ ʹ - ͷ ͷ - - - ͻ ͼ ͽ - ϳ
      - - - - - - α - ε η ι - ο - υ ω
      ι α β γ δ ε ζ η θ ι κ λ μ ν ξ ο
      π ρ - σ τ υ φ χ ψ ω ι υ α ε η ι
      υ α β γ δ ε ζ η θ ι κ λ μ ν ξ ο
      π ρ ς σ τ υ φ χ ψ ω ι υ ο υ ω ϗ
      β θ υ υ υ φ π ϗ ϙ ϙ ϛ ϛ ϝ ϝ ϟ ϟ
      ϡ ϡ ϣ ϣ ϥ ϥ ϧ ϧ ϩ ϩ ϫ ϫ ϭ ϭ ϯ ϯ
      κ ρ ς ϳ θ ε - ϸ ϸ σ ϻ ϻ ϼ ͻ ͼ ͽ
      """),
    Block(
      0x1E00,
      """
      a a b b b b b b c c d d d d d d
      d d d d e e e e e e e e e e f f
      g g h h h h h h h h h h i i i i
      k k k k k k l l l l l l l l m m
      m m m m n n n n n n n n o o o o
      o o o o p p p p r r r r r r r r
      s s s s s s s s s s t t t t t t
      t t u u u u u u u u u u v v v v
      w w w w w w w w w w x x x x y y
      z z z z z z h t w y aʾ s ẜ ẝ ss ẟ
      a a a a a a a a a a a a a a a a
      a a a a a a a a e e e e e e e e
      e e e e e e e e i i i i o o o o
      o o o o o o o o o o o o o o o o
      o o o o u u u u u u u u u u u u
      u u y y y y y y y y ỻ ỻ ỽ ỽ ỿ ỿ
      α α α α α α α α α α α α α α α α
      ε ε ε ε ε ε - - ε ε ε ε ε ε - -
      η η η η η η η η η η η η η η η η
      ι ι ι ι ι ι ι ι ι ι ι ι ι ι ι ι
      ο ο ο ο ο ο - - ο ο ο ο ο ο - -
      υ υ υ υ υ υ υ υ - υ - υ - υ - υ
      ω ω ω ω ω ω ω ω ω ω ω ω ω ω ω ω
      α α ε ε η η ι ι ο ο υ υ ω ω - -
      α α α α α α α α α α α α α α α α
      η η η η η η η η η η η η η η η η
      ω ω ω ω ω ω ω ω ω ω ω ω ω ω ω ω
      α α α α α - α α α α α α α - ι -
      - - η η η - η η ε ε η η η - - -
      ι ι ι ι - - ι ι ι ι ι ι - - - -
      υ υ υ υ ρ ρ υ υ υ υ υ υ ρ - - -
      - - ω ω ω - ω ω ο ο ω ω ω - - -
      """),
  ]
}
