internal import FullText

/// What can go wrong with an index.
public enum IndexError: Error, Hashable, Sendable, CustomStringConvertible {
  /// There is no file.
  case missing(path: String)
  /// The file is not an index of this program.
  case notAnIndex(path: String)
  /// The file was written by a newer program.
  case newerSchema(path: String, found: Int, known: Int)
  /// The index has the schema of an earlier program, and was opened to be read.
  case olderSchema(path: String, found: Int, known: Int)
  /// The index was made by a build whose schema had the same number and other tables or columns.
  case earlierBuild(path: String)
  /// The file or its folder cannot be written.
  case readOnly(path: String)
  /// The file or its folder cannot be read.
  case noPermission(path: String)
  /// The disk is full.
  case full(path: String)
  /// Another program is writing and did not finish in time.
  case busy(path: String)
  /// The file is damaged.
  case corrupt(path: String, detail: String)
  /// The disk failed to read or write.
  case io(path: String, detail: String)
  /// The index was closed before.
  case closed(path: String)
  /// No article has that id, prefix or URL.
  case noSuchArticle(String)
  /// No quote has that id.
  case noSuchQuote(String)
  /// The article has no such version.
  case noSuchVersion(article: String, version: Int, newest: Int)
  /// Several articles begin with that prefix.
  case ambiguous(String, candidates: [String])
  /// A record whose spans are not in its text.
  case invalidRecord(article: String, detail: String)
  /// The address of a server's database cannot be used as it is given.
  case wrongPlace(detail: String)
  /// The server of the index does not answer, or does not let this user in.
  case unreachable(path: String, detail: String)
  /// The query asks for too much, or for something that these findings do not have.
  case query(QueryError)

  /// A sentence or two that name the path and say what to do.
  public var description: String {
    switch self {
    case .missing(let path): "there is no index at \(path)"
    case .notAnIndex(let path): "\(path) is no OnRecord index"
    case .newerSchema(let path, let found, let known):
      "\(path) was written by a newer OnRecord (schema \(found), this program knows \(known)); use that version, or ingest into another file"
    case .olderSchema(let path, let found, let known):
      "\(path) was written by an earlier OnRecord (schema \(found), this program's is \(known)); onrecord reindex --index \(path) brings it up to date, and so does an ingest into it"
    case .earlierBuild(let path):
      "the index at \(path) was made by an earlier build of OnRecord, whose tables differ; make it anew: "
        + (path.contains("://") ? "DROP SCHEMA onrecord CASCADE in that database, and ingest again" : "move it away and ingest again")
    case .readOnly(let path):
      "\(path) cannot be written; check the permissions of the file and its folder, or choose another place"
    case .noPermission(let path): "\(path) cannot be opened; check the permissions of the file and its folder"
    case .full(let path): "no space left for \(path); what was reported as stored is safe; free some space and run the same command again"
    case .busy(let path): "another program is writing to \(path); wait until it is done and run the same command again"
    case .corrupt(let path, let detail):
      "\(path) is damaged (\(detail)); restore it from a copy, or move it away and ingest again"
    case .io(let path, let detail): "reading or writing \(path) failed (\(detail)); check the disk and run the same command again"
    case .closed(let path): "the index at \(path) was closed"
    case .noSuchArticle(let reference):
      "no article “\(reference)”; give its id, the first 6 or more characters of it, or its URL (onrecord articles lists them)"
    case .noSuchQuote(let id): "no quote “\(id)”; give the id that onrecord quotes shows below each"
    case .noSuchVersion(let article, let version, let newest):
      "article \(article) has no version \(version); it has versions 1 to \(newest)"
    case .ambiguous(let prefix, let candidates):
      "“\(prefix)” begins the ids of several articles; give more of one: \(candidates.joined(separator: ", "))"
    case .invalidRecord(let article, let detail): "the record of article \(article) is not sound (\(detail)); it was not stored"
    case .wrongPlace(let detail): detail
    case .unreachable(let path, let detail):
      "the server of \(path) cannot be used (\(detail)); check that it runs, the address, the user and the password file, and run the same command again"
    case .query(let error): error.description
    }
  }
}

extension IndexError {
  /// An error of the full text, in words for a user of the index.
  init(_ error: FullTextError, path: String) {
    switch error {
    case .prefixTooCommon(let prefix, let documents):
      let advice = prefix.count < 3 ? "three letters or more" : "more of its letters"
      let word = String(decoding: prefix, as: UTF8.self)
      self = .query(
        QueryError(column: 0, problem: "narrow “\(word)*”: the words that begin so stand \(documents) times; give \(advice)"))
    case .tooManyPlacements: self = .query(Proximity.tooManyPlacements)
    case .damaged(let detail): self = .corrupt(path: path, detail: "\(detail); run onrecord reindex")
    }
  }
}

extension Proximity {
  /// There would be more placements to try than time allows.
  static let tooManyPlacements = QueryError(
    column: 0, problem: "the words joined by NEAR stand in too many ways beside one another; use fewer of them, or a smaller distance")
}
