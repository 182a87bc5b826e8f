internal import Glibc
internal import Synchronization

/// Interruption by the user (SIGINT, SIGTERM).
package enum Interrupt {
  private static let seen = Atomic<Bool>(false)

  /// The exit status of an interrupted run.
  package static let exitStatus: Int32 = 130

  /// Whether the user has asked to stop.
  package static var isRequested: Bool { seen.load(ordering: .relaxed) }

  /// From now on the first interrupt only sets ``isRequested``, so that the work in progress can be finished and stored; a second one ends
  /// the process at once.
  package static func finishFirst() {
    install { _ in
      if Interrupt.seen.exchange(true, ordering: .relaxed) { _exit(Interrupt.exitStatus) }
    }
  }

  /// From now on an interrupt ends the process at once, with the status of an interrupted run.
  package static func endAtOnce() { install { _ in _exit(Interrupt.exitStatus) } }

  /// From now on, writing to a closed pipe, or past the allowed size of a file, gives an error instead of a signal.
  package static func ignoreFailedWrites() {
    signal(SIGPIPE, SIG_IGN)
    signal(SIGXFSZ, SIG_IGN)
  }

  private static func install(_ handler: @convention(c) (Int32) -> Void) {
    signal(SIGINT, handler)
    signal(SIGTERM, handler)
    // The parent process may have blocked these signals, and blocked signals are inherited.
    var both = sigset_t()
    unsafe sigemptyset(&both)
    unsafe sigaddset(&both, SIGINT)
    unsafe sigaddset(&both, SIGTERM)
    unsafe pthread_sigmask(SIG_UNBLOCK, &both, nil)
  }
}

extension Interrupt {
  /// Waits until the user asks to stop; after ``finishFirst()``.
  package static func wait() {
    // The signal may reach a thread other than this one, so this one must check from time to time.
    while !isRequested { usleep(100_000) }
  }
}

/// The desktop's browser.
package enum Browser {
  /// Opens an address in it; `false` if none can be started.
  package static func open(_ address: String) -> Bool {
    var child = pid_t()
    let words: [UnsafeMutablePointer<CChar>?] = unsafe [strdup("xdg-open"), strdup(address), nil]
    defer { unsafe words.forEach { unsafe free($0) } }
    return unsafe posix_spawnp(&child, "xdg-open", nil, nil, words, environ) == 0
  }
}
