public import Aggregation

extension ArticleHead {
  /// "and 10 copies, first in …", if the story was printed more than once. For an update, the line says that it is one.
  public var copiesLine: String? {
    guard let story, story.copies > 0 || story.role != .first else { return nil }
    let first = [story.firstOutlet, story.firstPublished.map { String($0.prefix(10)) }].compactMap { $0 }.joined(separator: ", ")
    let copies = story.copies == 1 ? "and 1 copy" : "and \(story.copies) copies"
    let role = story.role == .update ? "an update; " : ""
    return role + (story.copies > 0 ? "\(copies), first in \(first)" : "first in \(first)")
  }
}
