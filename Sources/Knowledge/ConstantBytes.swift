/// Bytes that are read where they stand: constant data of the program, or memory of their own that lives as long as they are used.
///
/// A model of megabytes is used at once that way: nothing is decoded or copied at start, and only what is read is brought into memory.
/// Public, as is ``ConstantTable``, since the compiler inlines nothing of package access in other modules, and these are read a
/// hundred times a word. This file is the only one that sees the pointers.
public struct ConstantBytes: Sendable {
  @usableFromInline let address: UInt
  /// Number of bytes.
  public let count: Int
  /// Keeps the memory of bytes that are not the program's.
  @usableFromInline let keeper: Keeper?

  @usableFromInline final class Keeper: Sendable {
    let address: UInt
    init(_ bytes: [UInt8]) {
      let memory = UnsafeMutableRawPointer.allocate(byteCount: max(1, bytes.count), alignment: 64)
      unsafe bytes.withUnsafeBytes { source in
        if let start = source.baseAddress { unsafe memory.copyMemory(from: start, byteCount: source.count) }
      }
      address = UInt(bitPattern: memory)
    }
    deinit { if let memory = unsafe UnsafeMutableRawPointer(bitPattern: address) { unsafe memory.deallocate() } }
  }

  /// A copy of bytes.
  public init(_ bytes: [UInt8]) {
    let keeper = Keeper(bytes)
    self.init(address: keeper.address, count: bytes.count, keeper: keeper)
  }

  /// Constant data of the program at an address.
  init(address: UInt, count: Int) { self.init(address: address, count: count, keeper: nil) }

  private init(address: UInt, count: Int, keeper: Keeper?) {
    self.address = address
    self.count = count
    self.keeper = keeper
  }

  /// The byte at `index`; traps outside of `0 ..< count`.
  @inlinable public subscript(index: Int) -> UInt8 {
    precondition(index >= 0 && index < count, "outside of the bytes")
    return withExtendedLifetime(keeper) {
      guard let base = unsafe UnsafePointer<UInt8>(bitPattern: address) else { return 0 }
      return unsafe base[index]
    }
  }

  /// A part of the bytes; traps where it is not within them.
  public subscript(range: Range<Int>) -> ConstantBytes {
    precondition(range.lowerBound >= 0 && range.upperBound <= count, "outside of the bytes")
    return ConstantBytes(address: address + UInt(range.lowerBound), count: range.count, keeper: keeper)
  }

  /// Values side by side as they stand in memory, from a byte on; traps where they are not all within the bytes.
  public func table<Element: BitwiseCopyable & Sendable>(of type: Element.Type, at place: Int, count: Int) -> ConstantTable<Element> {
    ConstantTable(self[place..<place + count * MemoryLayout<Element>.stride], count: count)
  }

  /// A copy of the bytes.
  public var bytes: [UInt8] {
    guard let base = unsafe UnsafePointer<UInt8>(bitPattern: address) else { return [] }
    return withExtendedLifetime(keeper) { unsafe [UInt8](UnsafeBufferPointer(start: base, count: count)) }
  }
}

/// Values of one size side by side in constant bytes, at any alignment, in this machine's order of bytes.
public struct ConstantTable<Element: BitwiseCopyable & Sendable>: Sendable {
  @usableFromInline let address: UInt
  /// Number of values.
  public let count: Int
  @usableFromInline let keeper: ConstantBytes.Keeper?

  init(_ bytes: ConstantBytes, count: Int) {
    address = bytes.address
    keeper = bytes.keeper
    self.count = count
  }

  /// The value at `index`; traps outside of `0 ..< count`.
  @inlinable @inline(__always) public subscript(index: Int) -> Element {
    precondition(index >= 0 && index < count, "outside of the table")
    return withExtendedLifetime(keeper) {
      unsafe UnsafeRawPointer(bitPattern: address).unsafelyUnwrapped.loadUnaligned(
        fromByteOffset: index &* MemoryLayout<Element>.stride, as: Element.self)
    }
  }
}
