/// Packs numbers with as many bits each as the largest one needs.
enum BitPacking {
  /// The number of bits that the largest number needs, 0 to 32.
  static func width(_ numbers: ArraySlice<UInt32>) -> Int {
    var all: UInt32 = 0
    for number in numbers { all |= number }
    return 32 - all.leadingZeroBitCount
  }

  /// Appends the numbers, starting at the lowest bits.
  static func pack(_ numbers: ArraySlice<UInt32>, width: Int, into bytes: inout [UInt8]) {
    guard width > 0 else { return }
    var held: UInt64 = 0
    var bits = 0
    for number in numbers {
      held |= UInt64(number) &<< UInt64(bits)
      bits += width
      while bits >= 8 {
        bytes.append(UInt8(truncatingIfNeeded: held))
        held >>= 8
        bits -= 8
      }
    }
    if bits > 0 { bytes.append(UInt8(truncatingIfNeeded: held)) }
  }
}
