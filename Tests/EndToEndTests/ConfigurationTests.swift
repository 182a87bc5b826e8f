import Foundation
import TestSupport
import Testing

/// The settings file: an option overrides the environment, the environment overrides the file, and the file overrides the defaults.
@Suite struct ConfigurationTests {
  /// Writes a settings file; returns the folder for `XDG_CONFIG_HOME`.
  private func folder(_ lines: String, in scratch: Scratch) throws -> String {
    let folder = scratch.path("settings")
    try FileManager.default.createDirectory(atPath: folder + "/onrecord", withIntermediateDirectories: true)
    try lines.write(toFile: folder + "/onrecord/config", atomically: true, encoding: .utf8)
    return folder
  }

  @Test func theFileNamesTheIndex() throws {
    let scratch = try Scratch()
    let index = try CorpusIndex.shared()
    let settings = try folder("# where the news is\n\n  index =  \(index)  \ncolor = never\n", in: scratch)
    let found = try CommandLineTool.run(["quotes", "money"], environment: ["XDG_CONFIG_HOME": settings])
    #expect(found.status == 0, "\(found.errors)")
    // The environment and the option override it.
    let missing = scratch.path("missing.db")
    let environment = try CommandLineTool.run(
      ["quotes", "money"], environment: ["XDG_CONFIG_HOME": settings, "ONRECORD_INDEX": missing])
    #expect(environment.status == 1 && environment.errors.contains(missing), "\(environment.errors)")
    let option = try CommandLineTool.run(["quotes", "money", "--index", missing], environment: ["XDG_CONFIG_HOME": settings])
    #expect(option.status == 1 && option.errors.contains(missing), "\(option.errors)")
  }

  @Test func colourIsAsTheFileSaysUnlessTold() throws {
    let scratch = try Scratch()
    let settings = try folder("index = \(try CorpusIndex.shared())\ncolor = always\n", in: scratch)
    func hasColor(_ words: [String], _ environment: [String: String] = [:]) throws -> Bool {
      let all = environment.merging(["XDG_CONFIG_HOME": settings, "NO_COLOR": ""]) { first, _ in first }
      return try CommandLineTool.run(["quotes", "money"] + words, environment: all).output.contains(0x1B)
    }
    #expect(try hasColor([]))
    #expect(try !hasColor([], ["NO_COLOR": "1"]))
    #expect(try !hasColor(["--color", "never"]))
  }

  @Test(arguments: [
    ("indx = /tmp/a.db", "line 1: there is no setting 'indx'; did you mean 'index'?"), ("\nindex", "line 2: no '='"),
    ("pager =", "line 1: 'pager' has no value"), ("color = blue", "line 1: color is auto, always or never"),
  ])
  func whatIsWrongIsNamed(lines: String, message: String) throws {
    let scratch = try Scratch()
    let settings = try folder(lines, in: scratch)
    let run = try CommandLineTool.run(["quotes", "money"], environment: ["XDG_CONFIG_HOME": settings])
    #expect(run.status == 2)
    #expect(run.errors.contains("onrecord/config, \(message)"), "\(run.errors)")
    // Help is available all the same.
    #expect(try CommandLineTool.run(["--help"], environment: ["XDG_CONFIG_HOME": settings]).status == 0)
  }
}
