import Foundation

/// A function that returns a constant.
struct Mutant {
  /// From 1, in the order of files and lines.
  var number: Int
  /// The file's path within the package.
  var file: String
  var line: Int
  var function: String
  /// What it returns: `nil`, `false`.
  var constant: String
}

/// Writes mutants into source files. Each function that returns a truth value, an optional, a collection or a range first asks
/// ``switchSource`` whether to return a constant. So one build contains all mutants ("mutant schemata": Untch, Offutt, Harrold, ISSTA
/// 1993).
struct SourceMutator {
  /// The mutants written so far.
  private(set) var mutants: [Mutant] = []
  /// Functions with a type that could be mutated, but in a form that is not understood.
  private(set) var unread: [String] = []
  /// How many functions return another type.
  private(set) var otherTypes = 0

  /// A file's text with its mutants.
  mutating func mutate(_ text: String, file: String) -> String {
    let source = MaskedSource(text)
    let scanner = FunctionScanner(source)
    unread += scanner.unread.map { "\(file):\($0.line) \($0.name)" }
    var bytes = source.bytes
    var insertions: [(at: Int, text: String)] = []
    for function in scanner.functions {
      guard let type = function.returns else { continue }
      let constants = Self.constants(of: type)
      if constants.isEmpty {
        otherTypes += 1
        continue
      }
      var statement = ""
      for constant in constants {
        let mutant = Mutant(
          number: mutants.count + 1, file: file, line: function.line, function: function.name, constant: constant)
        mutants.append(mutant)
        statement += "if MutantSwitch.isOn(\(mutant.number)) { return \(constant) }; "
      }
      insertions.append((function.bodyStart, statement + (function.isExpression ? "return " : "")))
    }
    for insertion in insertions.sorted(by: { $0.at > $1.at }) {
      bytes.insert(contentsOf: Array(insertion.text.utf8), at: insertion.at)
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The constants to try for a return type; none for types without a simple one.
  static func constants(of type: String) -> [String] {
    if type == "Bool" { return ["false", "true"] }
    // The type of a function that returns a function ends with the inner function's type.
    var depth = 0
    let type = type.replacing("->", with: "→")
    for character in type {
      if "([<".contains(character) { depth += 1 }
      if ")]>".contains(character) { depth -= 1 }
      if character == "→", depth == 0 { return [] }
    }
    if type.hasSuffix("?") { return ["nil"] }
    if type.hasPrefix("Set<") || type.hasPrefix("Array<") || type.hasPrefix("ArraySlice<") { return ["[]"] }
    if type.hasPrefix("["), type.hasSuffix("]") { return [isDictionary(type) ? "[:]" : "[]"] }
    switch type {
    case "Range<Int>": return ["0..<0"]
    case "ByteRange": return ["ByteRange(0, 0)"]
    default: return []
    }
  }

  /// Whether a bracketed type has a colon outside its tuples, so that it is a dictionary.
  private static func isDictionary(_ type: String) -> Bool {
    var depth = 0
    for character in type {
      if "([<".contains(character) { depth += 1 }
      if ")]>".contains(character) { depth -= 1 }
      if character == ":", depth == 1 { return true }
    }
    return false
  }

  /// A file that is added only to the copy's module, and to nothing that is shipped. Which mutant is on, and which were reached, is kept in
  /// a file mapped into memory, so that another process can read and set both.
  static let switchSource = """
    import Glibc

    enum MutantSwitch {
      /// The number of the mutant that is on in four bytes, then a byte a mutant: whether it was asked.
      private static let address: UInt = {
        let size = 1 << 16
        if let path = getenv("ONRECORD_MUTANTS") {
          let file = open(path, O_RDWR)
          let memory = mmap(nil, size, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0)
          if memory != MAP_FAILED { return UInt(bitPattern: memory) }
        }
        return UInt(bitPattern: calloc(1, size))
      }()

      @inline(never) static func isOn(_ mutant: Int32) -> Bool {
        guard let memory = UnsafeMutableRawPointer(bitPattern: address) else { return false }
        memory.storeBytes(of: 1, toByteOffset: 4 + Int(mutant), as: UInt8.self)
        return memory.load(as: Int32.self) == mutant
      }
    }

    """
}
