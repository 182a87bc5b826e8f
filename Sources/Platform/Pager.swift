internal import Glibc
internal import Synchronization

/// Shows standard output page by page, if it is a terminal.
package enum Pager {
  private static let process = Atomic<Int32>(0)

  /// Whether standard output goes to a pager.
  package static var isRunning: Bool { process.load(ordering: .relaxed) != 0 }

  /// Starts `$ONRECORD_PAGER`, else `$PAGER`, else `less`, unless it is `cat` or empty. Does nothing if standard output is not a terminal.
  package static func start() {
    guard StandardStream.output.isTerminal, !isRunning, Environment.value("TERM") != "dumb" else { return }
    let command = Environment.value("ONRECORD_PAGER") ?? Environment.value("PAGER") ?? "less"
    guard command != "cat" else { return }
    var ends: [Int32] = [0, 0]
    guard unsafe pipe(&ends) == 0 else { return }
    // Options of less: end at once if the text fits on the screen, keep colours, leave the text on the screen.
    if Environment.value("LESS") == nil { _ = unsafe setenv("LESS", "FRX", 0) }
    var actions = unsafe posix_spawn_file_actions_t()
    unsafe posix_spawn_file_actions_init(&actions)
    defer { _ = unsafe posix_spawn_file_actions_destroy(&actions) }
    unsafe posix_spawn_file_actions_adddup2(&actions, ends[0], 0)
    unsafe posix_spawn_file_actions_addclose(&actions, ends[0])
    unsafe posix_spawn_file_actions_addclose(&actions, ends[1])
    var child: pid_t = 0
    let words = ["/bin/sh", "-c", command]
    var arguments: [UnsafeMutablePointer<CChar>?] = unsafe words.map { unsafe strdup($0) } + [nil]
    defer { unsafe arguments.indices.forEach { unsafe free(arguments[$0]) } }
    let code = unsafe posix_spawn(&child, "/bin/sh", &actions, nil, &arguments, environ)
    close(ends[0])
    guard code == 0 else {
      close(ends[1])
      return
    }
    dup2(ends[1], 1)
    close(ends[1])
    process.store(child, ordering: .relaxed)
  }

  /// Tells the pager that all has been written, and waits until the reader has seen enough.
  package static func finish() {
    let child = process.exchange(0, ordering: .relaxed)
    guard child != 0 else { return }
    close(1)
    var status: Int32 = 0
    while unsafe waitpid(child, &status, 0) < 0, errno == EINTR {}
  }
}
