/// The names of elements or attributes with what they stand for: an open hash table whose names are in one array, so that a look-up neither
/// allocates nor counts references.
struct NameTable<Value: Sendable>: Sendable {
  private var slots: [Slot]
  private var letters: [UInt8] = []
  private let none: Value
  private let mask: Int

  private struct Slot: Sendable {
    var hash: UInt32
    var start: Int32
    var length: Int32
    var value: Value
  }

  /// Makes a table of lower-case names; `none` is what any other name stands for.
  init(_ names: [(name: [UInt8], value: Value)], none: Value) {
    var size = 16
    while size < names.count * 4 { size *= 2 }
    mask = size - 1
    self.none = none
    slots = [Slot](repeating: Slot(hash: 0, start: 0, length: 0, value: none), count: size)
    for (name, value) in names {
      let hash = HTMLTag.hash(name)
      var slot = Int(hash) & mask
      while slots[slot].hash != 0 { slot = (slot + 1) & mask }
      slots[slot] = Slot(hash: hash, start: Int32(letters.count), length: Int32(name.count), value: value)
      letters += name
    }
  }

  /// What a name stands for, given its hash (``HTMLTag/hash(_:)``) and where it is spelled, in letters of any case. Many names share a
  /// 32-bit hash, so the letters are compared too.
  @inline(__always) func value(of hash: UInt32, spelled bytes: [UInt8], _ name: Range<Int>) -> Value {
    value(of: hash, length: name.count) { bytes[name.lowerBound + $0] }
  }

  /// The same for a name whose letters are given one by one.
  @inline(__always) func value(of hash: UInt32, length: Int, letter: (Int) -> UInt8) -> Value {
    var slot = Int(hash) & mask
    while slots[slot].hash != 0 {
      let found = slots[slot]
      if found.hash == hash, Int(found.length) == length {
        var same = 0
        while same < length, letters[Int(found.start) + same] == HTMLTag.lowercased(letter(same)) { same += 1 }
        if same == length { return found.value }
      }
      slot = (slot + 1) & mask
    }
    return none
  }
}
