internal import Glibc

/// A last line for the user when the process is ended by a fault. The usual cause is that memory ran out, which Swift cannot recover from.
package enum FaultNote {
  /// From now on, a fault writes a line on standard error before it ends the process with the same signal as before. This turns off the
  /// toolchain's own backtraces, which can hold an output pipe open for minutes.
  package static func install() {
    for signal in [SIGILL, SIGTRAP, SIGSEGV, SIGBUS, SIGFPE, SIGABRT] {
      _ = Glibc.signal(signal) { number in
        // Only what is safe in a signal handler: a single write of a constant.
        let note: StaticString =
          "onrecord: ended by a fault, or for want of memory or open files; what was reported as stored is safe, and the same command goes on from there\n"
        _ = unsafe Glibc.write(2, note.utf8Start, note.utf8CodeUnitCount)
        _ = Glibc.signal(number, SIG_DFL)
        raise(number)
      }
    }
  }
}
