/// Mostly small numbers, packed with as many bits each as most of them need; the few that need more are patched.
///
/// Stored are the bits per number, the number of patches, for each patch the distance from the previous one and the high bits, then the
/// packed low bits of all numbers. The numbers of one document can be read without the others.
enum PatchedNumbers {
  /// Appends at most 2¹⁶ numbers.
  static func append(_ numbers: [UInt32], to bytes: inout [UInt8]) {
    let width = bestWidth(numbers)
    bytes.append(UInt8(width))
    let mask = UInt32(truncatingIfNeeded: (UInt64(1) << UInt64(width)) - 1)
    bytes.append(varint: UInt32(numbers.count { $0 > mask }))
    var last = 0
    for (index, number) in numbers.enumerated() where number > mask {
      bytes.append(varint: UInt32(index - last))
      bytes.append(varint: number >> UInt32(width))
      last = index
    }
    var held: UInt64 = 0
    var bits = 0
    for number in numbers {
      held |= UInt64(number & mask) &<< UInt64(bits)
      bits += width
      while bits >= 8 {
        bytes.append(UInt8(truncatingIfNeeded: held))
        held >>= 8
        bits -= 8
      }
    }
    if bits > 0 { bytes.append(UInt8(truncatingIfNeeded: held)) }
  }

  /// The width that takes the fewest bytes; a patch takes three more.
  private static func bestWidth(_ numbers: [UInt32]) -> Int {
    // How many numbers need each number of bits.
    var counts = [Int](repeating: 0, count: 33)
    for number in numbers { counts[32 - number.leadingZeroBitCount] += 1 }
    var best = 32
    var least = Int.max
    var above = 0
    var width = 32
    while width >= 0 {
      let cost = numbers.count * width + above * 24
      if cost < least { (least, best) = (cost, width) }
      above += counts[width]
      width -= 1
    }
    return best
  }

}

/// Reads the header of numbers packed by ``PatchedNumbers``, and through it any of them.
struct PatchedReader {
  private var width = 0
  private var firstBit = 0
  private var mended: [(index: Int, high: UInt32)] = []

  /// Reads the header at an offset.
  mutating func open(_ bytes: PackedBits, at place: Int) {
    var place = place
    width = min(32, Int(bytes.byte(place)))
    place += 1
    mended.removeAll(keepingCapacity: true)
    var index = 0
    for _ in 0..<min(bytes.count, Int(bytes.varint(at: &place))) {
      index += Int(bytes.varint(at: &place))
      mended.append((index, bytes.varint(at: &place) &<< UInt32(width)))
    }
    firstBit = place * 8
  }

  /// Appends the numbers of a range.
  func read(_ range: Range<Int>, from bytes: PackedBits, into numbers: inout [UInt32]) {
    // No more numbers than there are bits for. With a width of 0, each number is patched or 0, as a document's first position may be.
    let most = width == 0 ? 128 + mended.count : max(0, bytes.count * 8 - firstBit) / width
    let end = min(range.upperBound, most)
    guard range.lowerBound < end else { return }
    let first = numbers.count
    if width == 0 {
      numbers.append(contentsOf: repeatElement(0, count: end - range.lowerBound))
    } else {
      for index in range.lowerBound..<end { numbers.append(bytes.number(at: firstBit + index * width, width: width)) }
    }
    for (index, high) in mended where index >= range.lowerBound {
      guard index < end else { break }
      numbers[first + index - range.lowerBound] |= high
    }
  }
}
