import Foundation
import Synchronization
import TestSupport
import Testing
import WebServer

/// The same answers over a socket, and clients that misbehave.
@Suite(.serialized) struct SocketTests {
  /// Sends bytes through a shell's own sockets and returns what comes back until the connection ends, for at most `seconds`.
  private func send(_ text: String, to port: Int, seconds: Int = 5) throws -> String {
    let scratch = try Scratch()
    let file = try scratch.file("request", text)
    let process = Process()
    let pipe = Pipe()
    process.executableURL = URL(fileURLWithPath: "/bin/bash")
    // Processes started here inherit a mask that blocks the signal on which timeout(1) relies, so the shell counts.
    process.arguments = [
      "-c",
      """
      exec 3<>/dev/tcp/127.0.0.1/\(port)
      cat "$0" >&3 2>/dev/null
      cat <&3 2>/dev/null &
      reader=$!
      for tenth in $(seq \(seconds * 10)); do kill -0 $reader 2>/dev/null || exit; sleep 0.1; done
      kill -KILL $reader
      """, file,
    ]
    process.standardOutput = pipe
    process.standardError = FileHandle.nullDevice
    try process.run()
    let data = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return String(decoding: data, as: UTF8.self)
  }

  private func request(_ target: String, _ more: String = "") -> String {
    "GET \(target) HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\(more)\r\n"
  }

  @Test func overASocketTheAnswersAreTheSame() throws {
    let news = try TestNews()
    let server = try WebServer(index: news.path, port: 0, settings: .init(formToken: TestNews.formToken))
    for target in PageTests.pages + ["/quotes.json?q=bridge", "/figures.csv", "/openapi.json", "/style.css"] {
      let answer = try send(request(target), to: server.port)
      let parts = answer.split(separator: "\r\n\r\n", maxSplits: 1)
      let expected = news.get(target)
      #expect(answer.hasPrefix("HTTP/1.1 \(expected.status) "), "\(target): \(answer.prefix(80))")
      #expect(parts.count > 1 && String(parts[1]) == String(decoding: expected.bytes, as: UTF8.self), "\(target)")
    }
  }

  @Test func aConnectionIsKept() throws {
    let news = try TestNews(articles: 2)
    let server = try WebServer(index: news.path, port: 0)
    let twice = "GET /help HTTP/1.1\r\nHost: localhost\r\n\r\n" + request("/help")
    #expect(try send(twice, to: server.port).components(separatedBy: "HTTP/1.1 200").count == 3)
  }

  @Test func longAnswersAreStreamedWhole() throws {
    let news = try TestNews(articles: 2300)
    let server = try WebServer(index: news.path, port: 0)
    let answer = try send("GET /quotes.csv HTTP/1.0\r\nHost: 127.0.0.1\r\n\r\n", to: server.port, seconds: 20)
    #expect(answer.components(separatedBy: "\r\n").filter { $0.contains("bridge number") }.count == 2300)
  }

  @Test func whatIsTooLargeIsRefused() throws {
    let news = try TestNews(articles: 2)
    let server = try WebServer(index: news.path, port: 0)
    let header = try send(request("/", "X-Long: \(String(repeating: "a", count: 100_000))\r\n"), to: server.port)
    #expect(header.hasPrefix("HTTP/1.1 431") || header.isEmpty, "\(header.prefix(60))")
    let target = try send(request("/" + String(repeating: "a", count: 100_000)), to: server.port)
    #expect(target.hasPrefix("HTTP/1.1 414") || target.hasPrefix("HTTP/1.1 431") || target.isEmpty, "\(target.prefix(60))")
    let body = String(repeating: "a", count: 200_000)
    let form = "POST /saved HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\nContent-Length: \(body.utf8.count)\r\n\r\n\(body)"
    #expect(try send(form, to: server.port).hasPrefix("HTTP/1.1 413"))
    // And it still answers.
    #expect(try send(request("/help"), to: server.port).hasPrefix("HTTP/1.1 200"))
  }

  @Test func noiseAndSilenceDoNoHarm() throws {
    let news = try TestNews(articles: 2)
    let server = try WebServer(index: news.path, port: 0)
    for noise in [
      "\r\n\r\n", "GET", "\u{0}\u{1}\u{2}\r\n\r\n", "GET / HTTP/9.9\r\n\r\n",
      "POST /saved HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: -5\r\n\r\n",
    ] {
      _ = try send(noise, to: server.port, seconds: 1)
    }
    // Many silent clients keep nobody else waiting.
    let silent = Process()
    silent.executableURL = URL(fileURLWithPath: "/bin/bash")
    silent.arguments = [
      "-c", "for i in $(seq 60); do exec {fd}<>/dev/tcp/127.0.0.1/\(server.port); printf 'GET / HT' >&$fd; done; exec sleep 20",
    ]
    try silent.run()
    Thread.sleep(forTimeInterval: 0.5)
    let start = ContinuousClock.now
    #expect(try send(request("/help"), to: server.port).hasPrefix("HTTP/1.1 200"))
    #expect(start.duration(to: .now) < .seconds(4))
    kill(silent.processIdentifier, SIGKILL)
    silent.waitUntilExit()
  }

  @Test func severalReadWhileOneWrites() throws {
    let news = try TestNews(articles: 100)
    let server = try WebServer(index: news.path, port: 0)
    let port = server.port
    let answers = Answers()
    let group = DispatchGroup()
    for _ in 0..<4 {
      DispatchQueue.global().async(group: group) {
        for target in ["/quotes?q=bridge", "/article/article-3", "/figures.csv", "/library"] {
          answers.add((try? send(request(target), to: port)) ?? "")
        }
      }
    }
    for number in 0..<10 {
      try news.add(
        TestNews.article(id: "new-\(number)", title: "New", site: "Quay Courier", speaker: "Ada Quill", words: "A bridge \(number)"))
    }
    group.wait()
    #expect(answers.all.count == 16 && answers.all.allSatisfy { $0.hasPrefix("HTTP/1.1 200") })
  }

  private final class Answers: Sendable {
    private let texts = Mutex<[String]>([])
    func add(_ text: String) { texts.withLock { $0.append(text) } }
    var all: [String] { texts.withLock { $0 } }
  }

  @Test func theCommandServesAndStops() throws {
    let news = try TestNews(articles: 2)
    for signal in [SIGINT, SIGTERM] {
      let process = Process()
      let pipe = Pipe()
      process.executableURL = Project.binary
      process.arguments = ["serve", "--index", news.path, "--port", "0", "--quiet"]
      process.standardOutput = pipe
      try process.run()
      let address = String(decoding: pipe.fileHandleForReading.availableData, as: UTF8.self).split(separator: "\n").first ?? ""
      let port = try #require(Int(address.split(separator: ":").last?.filter(\.isNumber) ?? ""))
      #expect(try send(request("/quotes"), to: port).hasPrefix("HTTP/1.1 200"))
      kill(process.processIdentifier, signal)
      process.waitUntilExit()
      #expect(process.terminationReason == .exit && process.terminationStatus == 0)
    }
    #expect(try CommandLineTool.run(["serve", "--index", news.path, "--token", "abc"]).status == 2)
    #expect(try CommandLineTool.run(["serve", "--index", news.path, "--listen", "nowhere"]).status == 1)
    #expect(try CommandLineTool.run(["serve", "--index", news.path + ".none"]).status == 1)
  }
}
