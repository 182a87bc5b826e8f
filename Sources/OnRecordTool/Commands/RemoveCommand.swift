internal import Aggregation
internal import OnRecord
internal import Platform
internal import Record

/// `onrecord remove`: takes articles out of the index.
enum RemoveCommand {
  static let description = CommandDescription(
    name: "remove", summary: "take articles with all their versions, findings and pages out of the index", operands: "ARTICLE…",
    minimumOperands: 1, options: [IndexOptions.index],
    details: """
      ARTICLE is an id, the first 6 or more digits of one, or the article's URL. An article that is not there is reported, with exit status 1.
      """,
    examples: ["onrecord remove 9f2c1a", "onrecord remove https://www.example.com/border"], run: run)

  private static func run(_ arguments: Arguments) throws -> ExitStatus {
    let index = try IndexOptions.open(arguments, mode: .write)
    defer { index.close() }
    var removed = 0
    for reference in arguments.operands {
      do throws(IndexError) {
        let article = try index.article(reference, version: nil).record.article
        if try index.remove(article: article.id) { removed += 1 }
      } catch {
        switch error {
        case .noSuchArticle, .ambiguous: Messages.error(error.description)
        default: throw error
        }
      }
    }
    Messages(arguments).note(removed == 1 ? "1 article removed" : "\(removed) articles removed")
    return removed == arguments.operands.count ? .done : .failed
  }
}
