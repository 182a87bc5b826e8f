/// Adds up the cost of a query's prefix words (those that end in a star), before any of their lists is read, and rejects a query that would
/// take too long. Each prefix stands for many words, whose lists all have to be read.
///
/// A prefix by itself is always accepted, because its best documents are stored (see ``CommonPrefixes``).
final class PrefixWork {
  /// What is read from the lists.
  enum Kind {
    /// The documents with their counts.
    case documents
    /// The positions as well; they have to be sorted by document and encoded again.
    case places

    /// The cost per document, relative to reading documents and counts only.
    fileprivate var factor: Int { self == .documents ? 1 : 6 }
  }

  private let most: Int
  private var sum = 0
  private var words = 0
  /// The most expensive prefix.
  private var dearest: (word: [UInt8], cost: Int, documents: Int) = ([], -1, 0)

  init(most: Int) { self.most = most }

  /// Counts a prefix, given without its star, with the number of documents summed over all forms.
  func add(_ word: [UInt8], _ documents: Int, of kind: Kind) throws(FullTextError) {
    let cost = documents * kind.factor
    sum += cost
    words += 1
    if cost > dearest.cost { dearest = (word, cost, documents) }
    guard sum > most, words > 1 || kind == .places else { return }
    throw .prefixTooCommon(prefix: dearest.word, documents: dearest.documents)
  }
}
