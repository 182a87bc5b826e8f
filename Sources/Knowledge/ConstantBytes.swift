/// Bytes read in place: constant data of the program, or memory that is kept alive as long as it is used.
///
/// A model of several megabytes is usable at once this way: nothing is decoded or copied at start, and only the pages that are read are
/// loaded into memory. This type and ``ConstantTable`` are public because the compiler does not inline declarations of package access in
/// other modules, and they are read about a hundred times for each word. The pointers are used in this file only.
public struct ConstantBytes: Sendable {
  @usableFromInline let address: UInt
  /// The number of bytes.
  public let count: Int
  /// Keeps memory alive that is not part of the program.
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

  /// Copies bytes.
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

  /// A part of the bytes; traps if the range exceeds them.
  public subscript(range: Range<Int>) -> ConstantBytes {
    precondition(range.lowerBound >= 0 && range.upperBound <= count, "outside of the bytes")
    return ConstantBytes(address: address + UInt(range.lowerBound), count: range.count, keeper: keeper)
  }

  /// An array of values stored from a byte offset on; traps if it exceeds the bytes.
  public func table<Element: BitwiseCopyable & Sendable>(of type: Element.Type, at place: Int, count: Int) -> ConstantTable<Element> {
    ConstantTable(self[place..<place + count * MemoryLayout<Element>.stride], count: count)
  }

  /// A copy of the bytes.
  public var bytes: [UInt8] {
    guard let base = unsafe UnsafePointer<UInt8>(bitPattern: address) else { return [] }
    return withExtendedLifetime(keeper) { unsafe [UInt8](UnsafeBufferPointer(start: base, count: count)) }
  }
}

/// An array of values in constant bytes, at any alignment, in the native byte order.
public struct ConstantTable<Element: BitwiseCopyable & Sendable>: Sendable {
  @usableFromInline let address: UInt
  /// The number of values.
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
