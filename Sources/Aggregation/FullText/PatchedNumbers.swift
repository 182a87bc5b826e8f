/// Numbers of which most are small, packed with as many bits each as most need; the few that need more are mended behind.
///
/// The bits, the numbers' low bits packed, how many are to be mended, and for each of those the distance of its place and its high bits.
enum PatchedNumbers {
  /// Appends numbers; at most 2¹⁶ at once.
  static func append(_ numbers: [UInt32], to bytes: inout [UInt8]) {
    let width = bestWidth(numbers)
    bytes.append(UInt8(width))
    let mask = UInt32(truncatingIfNeeded: (UInt64(1) << UInt64(width)) - 1)
    var held: UInt64 = 0
    var bits = 0
    var mended = 0
    for number in numbers {
      held |= UInt64(number & mask) &<< UInt64(bits)
      bits += width
      while bits >= 8 {
        bytes.append(UInt8(truncatingIfNeeded: held))
        held >>= 8
        bits -= 8
      }
      if number > mask { mended += 1 }
    }
    if bits > 0 { bytes.append(UInt8(truncatingIfNeeded: held)) }
    bytes.append(varint: UInt32(mended))
    guard mended > 0 else { return }
    var last = 0
    for (index, number) in numbers.enumerated() where number > mask {
      bytes.append(varint: UInt32(index - last))
      bytes.append(varint: number >> UInt32(width))
      last = index
    }
  }

  /// The width that takes the fewest bytes; a mended number takes three more.
  private static func bestWidth(_ numbers: [UInt32]) -> Int {
    // How many numbers need so many bits.
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

  /// Reads so many numbers behind those that are in `numbers` and moves behind them.
  static func read(_ bytes: [UInt8], at place: inout Int, count: Int, into numbers: inout [UInt32]) {
    guard place < bytes.count else { return }
    let width = min(32, Int(bytes[place]))
    place += 1
    let first = numbers.count
    // No more numbers than there are bits for; without bits each is mended or 0.
    let count = width == 0 ? min(count, 1 << 20) : min(count, (bytes.count - place) * 8 / width)
    let mask: UInt64 = (1 << UInt64(width)) - 1
    var held: UInt64 = 0
    var bits = 0
    var next = place
    let end = min(bytes.count, place + (count * width + 7) / 8)
    numbers.reserveCapacity(first + count)
    for _ in 0..<count {
      while bits < width, next < end {
        held |= UInt64(bytes[next]) &<< UInt64(bits)
        next += 1
        bits += 8
      }
      numbers.append(UInt32(truncatingIfNeeded: held & mask))
      held >>= UInt64(width)
      bits -= width
    }
    place = end
    var index = first
    for _ in 0..<min(count, Int(bytes.varint(at: &place))) {
      index += Int(bytes.varint(at: &place))
      let high = bytes.varint(at: &place)
      guard index < numbers.count else { return }
      numbers[index] |= high &<< UInt32(width)
    }
  }
}
