/// Adds up what a query's words that end in a star cost, before any of their lists is read, and ends a query that would take too long: each
/// of them stands for many words, whose lists are all read.
///
/// One such word by itself always passes: its best documents are kept (see ``CommonPrefixes``).
final class PrefixWork {
  /// What is read of the lists.
  enum Kind {
    /// The documents with their counts.
    case documents
    /// The places of the words as well, which are put in the order of documents and written again.
    case places

    /// What a document costs, in documents whose counts alone are read.
    fileprivate var factor: Int { self == .documents ? 1 : 6 }
  }

  private let most: Int
  private var sum = 0
  private var words = 0
  /// The word that costs the most.
  private var dearest: (word: [UInt8], cost: Int, documents: Int) = ([], -1, 0)

  init(most: Int) { self.most = most }

  /// Counts a word, given without its star, whose forms stand in so many documents, those of each form counted by themselves.
  func add(_ word: [UInt8], _ documents: Int, of kind: Kind) throws(FullTextError) {
    let cost = documents * kind.factor
    sum += cost
    words += 1
    if cost > dearest.cost { dearest = (word, cost, documents) }
    guard sum > most, words > 1 || kind == .places else { return }
    throw .prefixTooCommon(prefix: dearest.word, documents: dearest.documents)
  }
}
