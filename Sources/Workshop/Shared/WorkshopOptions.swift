/// Options of the form `--name value`.
struct WorkshopOptions {
  private var values: [String: String] = [:]

  init(_ arguments: [String]) {
    var index = 0
    while index < arguments.count {
      if arguments[index].hasPrefix("--") {
        let name = String(arguments[index].dropFirst(2))
        values[name] = index + 1 < arguments.count && !arguments[index + 1].hasPrefix("--") ? arguments[index + 1] : ""
      }
      index += 1
    }
  }

  subscript(name: String) -> String? { values[name] }
}

/// What went wrong in the workshop, in a sentence.
struct WorkshopError: Error, CustomStringConvertible {
  var description: String
  init(_ description: String) { self.description = description }
}
