internal import Ingestion
internal import OnRecord
internal import Platform
internal import Synchronization

/// A bar on standard error that shows how far an ingest is; drawn at most ten times a second.
final class ProgressBar: Sendable {
  private struct State {
    var inputs = 0
    var lastName: String?
    var drawn: ContinuousClock.Instant?
    var isVisible = false
  }

  private let isShown: Bool
  /// The number of files to read; `nil` if it cannot be known (standard input).
  private let total: Int?
  private let state = Mutex(State())

  /// Makes a bar for inputs; counts their files first if it is shown.
  init(isShown: Bool, paths: [String]) {
    self.isShown = isShown
    total = isShown && !paths.contains("-") ? PageSource.fileCount(paths) : nil
  }

  /// Shows what has been done; a file counts once the next one has begun.
  func show(_ summary: IngestSummary, _ name: String) {
    guard isShown else { return }
    state.withLock { state in
      if name != state.lastName {
        state.inputs += 1
        state.lastName = name
      }
      let now = ContinuousClock.now
      if let drawn = state.drawn, drawn.duration(to: now) < .milliseconds(100) { return }
      state.drawn = now
      state.isVisible = true
      try? StandardStream.error.write(Array(("\r\u{1B}[K" + ProgressBar.line(state.inputs, total, summary)).utf8))
    }
  }

  /// Removes the bar from the screen, so that a message can be printed.
  func clear() {
    state.withLock { state in
      guard state.isVisible else { return }
      state.isVisible = false
      try? StandardStream.error.write(Array("\r\u{1B}[K".utf8))
    }
  }

  /// The bar as text.
  static func line(_ inputs: Int, _ total: Int?, _ summary: IngestSummary) -> String {
    let counts = "\(summary.read) read, \(summary.stored) stored, \(summary.failed) failed"
    guard let total, total > 0 else { return counts }
    let width = 24
    let done = min(width, (inputs - 1) * width / total)
    let bar = String(repeating: "#", count: max(0, done)) + String(repeating: ".", count: width - max(0, done))
    return "[\(bar)] \(min(inputs, total))/\(total) files, \(counts)"
  }
}
