/// Marks documents of a segment as deleted and subtracts them from the words' counts, so that ranking does not depend on deleted documents.
package struct DocumentDeletion {
  private let storage: any FullTextStorage
  private let segment: Segment
  private var bits: [UInt8]
  private var documents = 0
  private var words = 0
  /// For each group of words, and each word in it, the number of these documents that contain it.
  private var groups: [[UInt8]: (documents: Int, forms: [[UInt8]: Int])] = [:]

  /// Deletes documents of one segment.
  package init(_ storage: any FullTextStorage, _ segment: Segment) {
    self.storage = storage
    self.segment = segment
    bits = segment.deleted.isEmpty ? [UInt8](repeating: 0, count: (Int(segment.documents) + 7) / 8) : segment.deleted
  }

  /// Adds a document to be deleted: its words by field, without duplicates, and the length of its main field.
  package mutating func add(_ document: Int32, words terms: [(field: TermField, words: [[UInt8]])], length: Int) {
    bits[Int(document) >> 3] |= 1 << UInt8(document & 7)
    documents += 1
    words += length
    for (field, words) in terms {
      var keys: Set<[UInt8]> = []
      for word in words {
        let key = field.key(of: word)
        keys.insert(key)
        groups[key, default: (0, [:])].forms[word, default: 0] += 1
      }
      for key in keys { groups[key]?.documents += 1 }
    }
  }

  /// Writes the deletions; removes a segment of which no document is left.
  package func finish() throws {
    try storage.throwFailure()
    guard documents > 0 else { return }
    if segment.live == documents { return try storage.remove(segment: segment.id) }
    try storage.delete(bits, documents: documents, words: words, in: segment.id)
    var blocks: Set<Int64> = []
    for key in groups.keys { if let block = storage.block(of: key, in: segment.id) { blocks.insert(block) } }
    for block in blocks {
      let bytes = counted(TermBlockReader(storage.chunk(block)))
      try storage.throwFailure()
      try storage.replace(chunk: block, with: bytes)
    }
  }

  /// A block's bytes with updated document counts.
  private func counted(_ block: TermBlockReader) -> [UInt8] {
    var reader = block
    var bytes: [UInt8] = []
    var last: [UInt8] = []
    while reader.next() {
      let isStemItself = reader.forms == 1 && reader.word(0).elementsEqual(reader.key.dropFirst())
      TermBlock.append(
        key: reader.key, after: last, forms: reader.forms, hasUnion: reader.union != nil, isStemItself: isStemItself, to: &bytes)
      last = reader.key
      let removed = groups[reader.key]
      if var union = reader.union {
        union.dead += UInt32(removed?.documents ?? 0)
        union.append(list: reader.block, union.range, to: &bytes)
      }
      for form in 0..<reader.forms {
        if !isStemItself { TermBlock.append(form: reader.word(form), ofKey: reader.key, to: &bytes) }
        var list = reader.lists[form]
        list.dead += UInt32(removed?.forms[Array(reader.word(form))] ?? 0)
        list.append(list: reader.block, list.range, to: &bytes)
      }
    }
    return bytes
  }
}
