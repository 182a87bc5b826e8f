/// A small generator with a seed (xorshift64*).
struct SeededGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = (seed &+ 1) &* 0x9E37_79B9_7F4A_7C15 | 1 }

  mutating func next() -> UInt64 {
    state ^= state >> 12
    state ^= state << 25
    state ^= state >> 27
    return state &* 0x2545_F491_4F6C_DD1D
  }
  /// From 0 up to but not including a limit.
  mutating func number(_ limit: Int) -> Int { Int((next() >> 33) % UInt64(limit)) }
  /// From 0 up to but not including 1.
  mutating func fraction() -> Double { Double(next() >> 11) / 9_007_199_254_740_992 }
  mutating func pick<Value>(_ list: [Value]) -> Value { list[number(list.count)] }
}
