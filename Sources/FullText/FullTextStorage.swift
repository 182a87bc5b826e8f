/// Where an index is stored: rows of bytes, identified by numbers, in a transaction that the caller begins and ends.
///
/// Reading methods do not throw, because searches read inside tight loops. A failed read returns nothing and records the failure, and the
/// code that runs the search asks for it afterwards. Writing methods throw the errors of the storage.
package protocol FullTextStorage: AnyObject {
  /// Records a failure, unless one is recorded already.
  func note(_ error: FullTextError)
  /// Throws the recorded failure, once.
  func throwFailure() throws

  // MARK: Segments

  /// The segments of a collection, in the order in which they were added.
  func segments(of collection: Int64) throws -> [SegmentHead]
  /// Adds a segment and returns its number. Numbers are not reused.
  func addSegment(collection: Int64, documents: Int, words: Int) throws -> Int64
  /// One bit for each document, set if it was deleted; the first is the lowest bit. Empty if none was deleted.
  func deleted(in segment: Int64) -> [UInt8]
  /// Replaces the deletion bits; the newly deleted have `documents` documents and `words` words.
  func delete(_ bits: [UInt8], documents: Int, words: Int, in segment: Int64) throws
  /// Records which chunks belong to a segment, once it is written.
  func finish(segment: Int64, chunks: ClosedRange<Int64>) throws
  /// Removes a segment with all its data.
  func remove(segment: Int64) throws

  // MARK: Blocks of terms and chunks of lists

  /// Stores bytes and returns the number of the chunk, one more than that of the previous chunk.
  func addChunk(_ bytes: [UInt8]) throws -> Int64
  /// Records that a chunk is a block of terms, with its first key.
  func addBlock(_ chunk: Int64, first: [UInt8], to segment: Int64) throws
  /// Replaces the bytes of a chunk.
  func replace(chunk: Int64, with bytes: [UInt8]) throws
  /// The block that contains a key, if any does: the last one whose first key is not greater.
  func block(of key: [UInt8], in segment: Int64) -> Int64?
  /// The blocks whose first keys lie strictly between two keys, or all blocks of the segment for `nil`, in key order.
  func blocks(between keys: (after: [UInt8], before: [UInt8])?, in segment: Int64) -> [Int64]
  /// The bytes of a chunk.
  func chunk(_ number: Int64) -> [UInt8]
  /// The bytes of consecutive chunks, for reading bit by bit.
  func bits(_ chunks: ClosedRange<Int64>) -> [PackedBits]

  // MARK: Other data

  /// Stores a page of doc values.
  func addValues(_ bytes: [UInt8], _ group: DocValueGroup, page: Int, to segment: Int64) throws
  /// A page of doc values; `nil` if there is none.
  func values(_ group: DocValueGroup, page: Int, of segment: Int64) -> PackedBits?
  /// Stores the facet summary of a list, which is identified by its first chunk.
  func addSummary(_ bytes: [UInt8], list: Int64) throws
  /// A facet summary; `nil` if there is none.
  func summary(list: Int64) -> [UInt8]?
  /// Stores a part (numbered from 0) of a list in impact order. The list is identified by its first chunk, or by the number that
  /// ``addPrefix(_:documents:to:)`` returned.
  func addImpacts(_ bytes: [UInt8], list: Int64, part: Int) throws
  /// A part of a list in impact order; `nil` if there is none.
  func impacts(list: Int64, part: Int) -> PackedBits?
  /// Records that the words with a prefix (a field's byte and letters) have so many documents; returns the number of their impact list.
  func addPrefix(_ key: [UInt8], documents: Int, to segment: Int64) throws -> Int64
  /// What was stored for a prefix.
  func prefix(_ key: [UInt8], in segment: Int64) -> StoredPrefix?
}

/// A segment's entry in the storage.
package struct SegmentHead: Sendable {
  /// Its number.
  package var id: Int64
  /// The number of documents, including deleted ones.
  package var documents: Int
  /// The number of deleted documents.
  package var dead: Int
  /// The number of words in the documents that are not deleted.
  package var words: Int

  /// Makes a head.
  package init(id: Int64, documents: Int, dead: Int, words: Int) {
    self.id = id
    self.documents = documents
    self.dead = dead
    self.words = words
  }
}

/// All words of a field with one prefix.
package struct StoredPrefix: Sendable {
  /// The number of their impact list.
  package var list: Int64
  /// The sum of the words' documents, including deleted ones.
  package var documents: Int

  /// Makes one.
  package init(list: Int64, documents: Int) {
    self.list = list
    self.documents = documents
  }
}
