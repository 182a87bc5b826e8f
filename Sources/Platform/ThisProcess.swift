internal import Glibc

/// The process itself.
package enum ThisProcess {
  /// Ends it with an exit status.
  package static func exit(_ status: Int32) -> Never {
    Pager.finish()
    Glibc.exit(status)
  }
}
