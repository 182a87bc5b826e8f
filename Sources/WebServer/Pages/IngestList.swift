internal import Charts
internal import OnRecord

/// The last runs of ingest: what was added, what had changed, what failed.
struct IngestList {
  private let runs: [IngestRun]
  private static let most = 20

  init(_ runs: [IngestRun]) { self.runs = runs }

  func write(_ html: inout HTML) {
    html("section", .id("ingests")) { html in
      html("h2", text: "Ingests")
      guard !runs.isEmpty else {
        html("p", text: "None is remembered. Each run of onrecord ingest is noted here: what came in, what had changed, what failed.")
        return
      }
      html("ol", .class("ingests")) { html in for run in runs.prefix(Self.most) { html("li") { entry(run, &$0) } } }
      if runs.count > Self.most { html("p", .class("note"), text: "and \(NumberText.grouped(runs.count - Self.most)) earlier") }
    }
  }

  private func entry(_ run: IngestRun, _ html: inout HTML) {
    html("p") { html in
      html("time", .words("datetime", run.began), text: Wording.moment(run.began))
      html.text(" \u{B7} ")
      html("span", .class("role"), text: Self.short(run.inputs))
    }
    let counts = [
      (run.added, "new"), (run.replaced, "stored anew"), (run.unchanged, "as they were"), (run.older, "older than what is there"),
      (run.failed, "failed"),
    ].filter { $0.0 > 0 }.map { "\(NumberText.grouped($0.0)) \($0.1)" }
    html("p", .class("who")) { html in
      html.text("\(NumberText.grouped(run.read)) read\(counts.isEmpty ? "" : ": " + counts.joined(separator: ", "))")
      html("span", .class("role"), text: " in \(NumberText.grouped(run.seconds)) s")
      if let ended = run.ended { html("span", .class("bad"), text: "; ended early: \(ended)") }
    }
    guard !run.failures.isEmpty else { return }
    html("details") { html in
      html("summary", text: run.failed > run.failures.count ? "The first \(run.failures.count) that failed" : "What failed")
      html("ul", .class("plain")) { html in for failure in run.failures { html("li", text: failure) } }
    }
  }

  private static func short(_ inputs: [String]) -> String {
    let shown = inputs.prefix(3).joined(separator: ", ")
    return inputs.count > 3 ? "\(shown) and \(inputs.count - 3) more" : shown
  }
}
