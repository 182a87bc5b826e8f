internal import FullText

/// Removes a version's documents from the full text.
struct DocumentRemover<Backend: SegmentStore> {
  private let store: Backend

  init(_ store: Backend) { self.store = store }

  /// Removes the documents of one version.
  func remove(_ entry: IndexEntry, version: Int64) throws(IndexError) {
    for kind in FindingKind.allCases { try remove(entry.documents.filter { $0.kind == kind }, of: kind, version: version, entry) }
  }

  private func remove(_ documents: [PreparedDocument], of kind: FindingKind, version: Int64, _ entry: IndexEntry) throws(IndexError) {
    guard !documents.isEmpty else { return }
    let segments = try store.runFullText { try SegmentLibrary(store.fullText).segments(of: kind.schema) }
    var left = documents
    for segment in segments where !left.isEmpty {
      var deletion = DocumentDeletion(store.fullText, segment)
      left.removeAll { document in
        let tie = entry.tie | UInt64(document.ordinal)
        guard let number = segment.document(time: entry.time, tie: tie, owner: UInt32(truncatingIfNeeded: version)) else { return false }
        deletion.add(number, words: entry.words(of: document), length: document.length)
        return true
      }
      try store.runFullText { try deletion.finish() }
    }
    guard left.isEmpty else { throw .corrupt(path: store.path, detail: "a finding is missing in the full text; run onrecord reindex") }
  }
}

extension IndexEntry {
  /// The words of each field of a document, each once.
  fileprivate func words(of document: PreparedDocument) -> [(field: TermField, words: [[UInt8]])] {
    counts(of: document).map { field, counts in (field, counts.keys.map { Array(words.word(Int($0))) }) }
  }
}
