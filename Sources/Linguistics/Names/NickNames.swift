internal import Knowledge

/// Short forms of given names, from `short-names.tsv`. Two names of one row may belong to the same person.
enum NickNames {
  private static let lexicon = Lexicon(named: "short-names.tsv")

  private static let groups: [UInt64: Set<Int>] = {
    var groups: [UInt64: Set<Int>] = [:]
    for (number, row) in lexicon.rows.enumerated() {
      groups[row.hash(0), default: []].insert(number)
      for word in row.words(1) { groups[row.hash(of: word), default: []].insert(number) }
    }
    return groups
  }()

  /// Whether two given names may be forms of the same name.
  static func same(_ a: UInt64, _ b: UInt64) -> Bool {
    guard let first = groups[a], let second = groups[b] else { return false }
    return !first.isDisjoint(with: second)
  }

  /// Whether a name is a short form of another.
  static func isShort(_ short: UInt64, of full: UInt64) -> Bool {
    guard let groups = fullForms[full], short != full else { return false }
    return !(self.groups[short] ?? []).isDisjoint(with: groups)
  }

  /// The groups in which a name is the full form.
  private static let fullForms: [UInt64: Set<Int>] = {
    var forms: [UInt64: Set<Int>] = [:]
    for (number, row) in lexicon.rows.enumerated() { forms[row.hash(0), default: []].insert(number) }
    return forms
  }()
}
