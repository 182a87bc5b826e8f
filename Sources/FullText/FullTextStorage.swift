/// Where an index is kept: rows of bytes under numbers, in one transaction that the caller opens and ends.
///
/// Methods that read do not throw, since searches read in the middle of loops: a failure is kept by the storage, the call gives nothing, and whoever
/// runs the search asks the storage for the failure afterwards. Methods that write throw, whatever the storage's errors are.
package protocol FullTextStorage: AnyObject {
  /// Keeps a failure, if it is the first.
  func note(_ error: FullTextError)
  /// Throws the failure that was kept, once.
  func throwFailure() throws

  // MARK: Segments

  /// The segments of a collection, in the order in which they were added.
  func segments(of collection: Int64) throws -> [SegmentHead]
  /// Adds a segment; its number. Numbers are not used again.
  func addSegment(collection: Int64, documents: Int, words: Int) throws -> Int64
  /// One bit a document that was deleted, the first in the lowest; empty if none was.
  func deleted(in segment: Int64) -> [UInt8]
  /// Replaces the bits of the deleted documents; `documents` and `words` fall away with the new ones.
  func delete(_ bits: [UInt8], documents: Int, words: Int, in segment: Int64) throws
  /// Says which chunks a segment has, when it is written.
  func finish(segment: Int64, chunks: ClosedRange<Int64>) throws
  /// Takes a segment out with all that was added to it.
  func remove(segment: Int64) throws

  // MARK: Blocks of terms and chunks of lists

  /// Stores bytes; their number, one more than that of the chunk stored before.
  func addChunk(_ bytes: [UInt8]) throws -> Int64
  /// Says that a chunk is a block of terms, and which is its first key.
  func addBlock(_ chunk: Int64, first: [UInt8], to segment: Int64) throws
  /// Replaces the bytes of a chunk.
  func replace(chunk: Int64, with bytes: [UInt8]) throws
  /// The block that holds a key, if any does: the last whose first key is not behind it.
  func block(of key: [UInt8], in segment: Int64) -> Int64?
  /// The blocks whose first keys lie behind one key and before another; all of the segment's for `nil`. In the order of their keys.
  func blocks(between keys: (after: [UInt8], before: [UInt8])?, in segment: Int64) -> [Int64]
  /// The bytes of a chunk.
  func chunk(_ number: Int64) -> [UInt8]
  /// The bytes of chunks that follow one another, to be read bit by bit.
  func bits(_ chunks: ClosedRange<Int64>) -> [PackedBits]

  // MARK: Beside the lists

  /// Stores a page of doc values.
  func addValues(_ bytes: [UInt8], _ group: DocValueGroup, page: Int, to segment: Int64) throws
  /// A page of doc values; `nil` if there is none.
  func values(_ group: DocValueGroup, page: Int, of segment: Int64) -> PackedBits?
  /// Stores the facet summary of a list, which is named by its first chunk.
  func addSummary(_ bytes: [UInt8], list: Int64) throws
  /// A facet summary; `nil` if there is none.
  func summary(list: Int64) -> [UInt8]?
  /// Stores a part, from 0, of a list in the order of impact; the list is named by its first chunk, or as ``addPrefix(_:documents:to:)`` said.
  func addImpacts(_ bytes: [UInt8], list: Int64, part: Int) throws
  /// A part of a list in the order of impact; `nil` if there is none.
  func impacts(list: Int64, part: Int) -> PackedBits?
  /// Stores that the words with a prefix (a field's byte and letters) have so many documents; the name of the list of their impacts.
  func addPrefix(_ key: [UInt8], documents: Int, to segment: Int64) throws -> Int64
  /// What was stored of a prefix.
  func prefix(_ key: [UInt8], in segment: Int64) -> StoredPrefix?
}

/// A segment as the storage knows it.
package struct SegmentHead: Sendable {
  /// Its number.
  package var id: Int64
  /// Documents, deleted ones included.
  package var documents: Int
  /// Deleted documents.
  package var dead: Int
  /// Words of the documents that are not deleted.
  package var words: Int

  /// Makes a head.
  package init(id: Int64, documents: Int, dead: Int, words: Int) {
    self.id = id
    self.documents = documents
    self.dead = dead
    self.words = words
  }
}

/// All words of a field with a prefix.
package struct StoredPrefix: Sendable {
  /// The name of the list of their impacts.
  package var list: Int64
  /// The sum of the words' documents, the deleted ones included.
  package var documents: Int

  /// Makes one.
  package init(list: Int64, documents: Int) {
    self.list = list
    self.documents = documents
  }
}
