internal import Knowledge
internal import Ranking

/// Drops short lines that are not part of the text (contact lines, credits, share lines, labels), using a model that was trained on pages
/// of many sites.
enum LineFilter {
  /// The built-in weights; `nil` while they are being trained.
  private static let model: RankingModel? = {
    guard let file = EmbeddedBytes(named: "lines.bin"), file.count > 64 else { return nil }
    do { return try RankingModel(file: file.content, named: file.name, featureSet: LineFeatures.featureSet) } catch {
      preconditionFailure("\(error)")
    }
  }()

  /// The log-odds from which a line is dropped: losing a line of the text is worse than keeping one that does not belong.
  private static let least: Float = 2

  static func apply(to blocks: inout [ContentBlock], page: PageAnalysis, about: ContentHints) {
    guard let model, blocks.count > 2 else { return }
    let features = LineFeatures(blocks, page, about)
    var dropped: Set<Int> = []
    var candidate = CandidateFeatures()
    for (index, block) in blocks.enumerated() where LineFeatures.isLine(block) && !block.isTableCaption {
      candidate.removeAll()
      features.add(featuresOf: index, to: &candidate)
      if model.score(candidate) > least { dropped.insert(index) }
    }
    if dropped.isEmpty { return }
    // A body that consists of such lines is another kind of text.
    let length = blocks.reduce(0) { $0 + $1.text.count }
    let lost = dropped.reduce(0) { $0 + blocks[$1].text.count }
    guard lost * 3 < length else { return }
    blocks = blocks.indices.filter { !dropped.contains($0) }.map { blocks[$0] }
  }
}
