internal import FullText
internal import Record

/// What a search over the full text's segments reads beside them, wherever an index is stored.
protocol SegmentStore: AnyObject {
  /// The index, for messages.
  var path: String { get }
  /// The sizes above which the full text keeps more than it must.
  var limits: FullTextLimits { get }
  /// Where the segments are stored.
  var fullText: any FullTextStorage { get }
  /// Reads versions, of which hits are made.
  var versions: any VersionReader { get }

  /// Reads versions that are about to be asked for, all at once where that is faster.
  func prepare(_ versions: [Int64]) throws(IndexError)
  /// A name by its key; `nil` for 0.
  func name(_ id: Int64) throws(IndexError) -> String?
  /// The members of a version's story (see ``StoryLinks/roles(of:)``).
  func storyMembers(of version: Int64) throws(IndexError) -> [StoryMember]
  /// The newest article versions that were ingested in a range of time, by the clock of this machine.
  func versions(ingested range: DateRange) throws(IndexError) -> Set<UInt32>
  /// The newest article versions that have a text in their address, site or id.
  func versions(_ field: QueryField, _ text: String) throws(IndexError) -> Set<UInt32>

  /// Notes a failure in a place that cannot throw; the operation in progress is then discarded.
  func note(_ error: IndexError)
  /// Throws what was noted, once.
  func throwFailure() throws(IndexError)
}

extension SegmentStore {
  /// Runs full-text code; its failures become errors of the index.
  func runFullText<Value>(_ body: () throws -> Value) throws(IndexError) -> Value {
    do {
      return try body()
    } catch let error as IndexError {
      throw error
    } catch let error as FullTextError {
      throw IndexError(error, path: path)
    } catch {
      throw .io(path: path, detail: "\(error)")
    }
  }
}
