import Foundation
import Record
import TestSupport

/// A headless browser, controlled over its own protocol through two pipes.
final class Chromium {
  struct Failure: Error { let text: String }

  private let scratch: Scratch
  private let process = Process()
  private let input: FileHandle
  private let output: FileHandle
  private var buffer: [UInt8] = []
  private var number = 0
  private var session: String?

  /// Where the browser is; `nil` if none is installed.
  static let path: String? = ["chromium", "chromium-browser", "google-chrome"].flatMap { name in
    (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":").map { "\($0)/\(name)" }
  }.first { FileManager.default.isExecutableFile(atPath: $0) }

  init() throws {
    guard let path = Self.path else { throw Failure(text: "no browser is installed") }
    let scratch = try Scratch()
    self.scratch = scratch
    let pipes = ["in", "out"].map { scratch.path($0) }
    let maker = try Process.run(URL(fileURLWithPath: "/usr/bin/mkfifo"), arguments: pipes)
    maker.waitUntilExit()
    process.executableURL = URL(fileURLWithPath: "/bin/bash")
    let options = "--headless --no-sandbox --disable-gpu --disable-dev-shm-usage --no-first-run --remote-debugging-pipe"
    process.arguments =
      ["-c", "exec \"$0\" \(options) --user-data-dir=\"$3\" about:blank 3<\"$1\" 4>\"$2\"", path] + pipes + [scratch.path("profile")]
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    input = try FileHandle(forWritingTo: URL(fileURLWithPath: pipes[0]))
    output = try FileHandle(forReadingFrom: URL(fileURLWithPath: pipes[1]))
    let process = process
    // A browser that hangs is ended, and the test with it.
    DispatchQueue.global().asyncAfter(deadline: .now() + 300) { if process.isRunning { process.terminate() } }
    let target = try send("Target.createTarget", ["url": "about:blank"])["targetId"]?.string ?? ""
    session = try send("Target.attachToTarget", ["targetId": target, "flatten": true])["sessionId"]?.string
    try send("Page.enable")
  }

  deinit {
    process.terminate()
    process.waitUntilExit()
  }

  /// Calls a method of the protocol and waits for its result.
  @discardableResult func send(_ method: String, _ parameters: [String: Any] = [:]) throws -> JSONValue {
    number += 1
    var message: [String: Any] = ["id": number, "method": method, "params": parameters]
    if let session { message["sessionId"] = session }
    try input.write(contentsOf: JSONSerialization.data(withJSONObject: message) + [0])
    while true {
      while let end = buffer.firstIndex(of: 0) {
        let answer = try JSONValue(parsing: Array(buffer[..<end]))
        buffer.removeSubrange(...end)
        guard answer["id"]?.double == Double(number) else { continue }
        if let error = answer["error"] { throw Failure(text: "\(method): \(error["message"]?.string ?? "")") }
        return answer["result"] ?? .null
      }
      let data = output.availableData
      if data.isEmpty { throw Failure(text: "the browser is gone") }
      buffer += data
    }
  }

  /// The value of an expression on the page; a promise is waited for.
  @discardableResult func evaluate(_ script: String) throws -> JSONValue {
    let answer = try send("Runtime.evaluate", ["expression": script, "awaitPromise": true, "returnByValue": true, "userGesture": true])
    if let fault = answer["exceptionDetails"] {
      throw Failure(text: "\(script.prefix(100)): \(fault["exception"]?["description"]?.string ?? "")")
    }
    return answer["result"]?["value"] ?? .null
  }

  /// Waits until an expression is true, ten seconds at most.
  func wait(_ script: String) throws {
    for _ in 0..<200 {
      if case .bool(true)? = try? evaluate("Boolean(\(script))") { return }
      Thread.sleep(forTimeInterval: 0.05)
    }
    throw Failure(text: "waited in vain for \(script) at \(try evaluate("location.href").string ?? "")")
  }

  /// Opens an address and waits until its page is whole.
  func open(_ address: String) throws {
    try evaluate("window.isOld = true")
    try send("Page.navigate", ["url": address])
    try wait("!window.isOld && document.readyState === 'complete'")
  }

  /// Does something that leads to another page, and waits for that page.
  func follow(_ script: String) throws {
    try evaluate("window.isOld = true; void (\(script))")
    try wait("!window.isOld && document.readyState === 'complete'")
  }

  /// Presses a key.
  func press(_ key: String) throws {
    let isWord = key.count > 1
    var event: [String: Any] = ["type": "keyDown", "key": key]
    if !isWord { event["text"] = key }
    if key == "Enter" { event["text"] = "\r" }
    try send("Input.dispatchKeyEvent", event)
    try send("Input.dispatchKeyEvent", ["type": "keyUp", "key": key])
  }

  /// The window's size in CSS pixels.
  func resize(_ width: Int, _ height: Int = 900) throws {
    try send("Emulation.setDeviceMetricsOverride", ["width": width, "height": height, "deviceScaleFactor": 1, "mobile": false])
  }

  /// Light or dark.
  func setTheme(_ theme: String) throws {
    try send("Emulation.setEmulatedMedia", ["features": [["name": "prefers-color-scheme", "value": theme]]])
  }
}

/// The script that checks pages for accessibility: `ONRECORD_AXE`, else the one in a Python package, obtained at test time.
enum Axe {
  static let script: String? = {
    if let path = ProcessInfo.processInfo.environment["ONRECORD_AXE"] { return try? String(contentsOfFile: path, encoding: .utf8) }
    guard let scratch = try? Scratch() else { return nil }
    let folder = scratch.folder.path
    let line = """
      python3 -m pip download --quiet --disable-pip-version-check --no-deps -d "$0" axe-playwright-python==0.1.8 \
      && python3 -m zipfile -e "$0"/*.whl "$0" && find "$0" -name 'axe.min.js' -exec cat {} + > "$0/axe.js"
      """
    guard let process = try? Process.run(URL(fileURLWithPath: "/bin/bash"), arguments: ["-c", line, folder]) else { return nil }
    process.waitUntilExit()
    let text = try? String(contentsOf: scratch.folder.appending(path: "axe.js"), encoding: .utf8)
    return (text ?? "").isEmpty ? nil : text
  }()
}
