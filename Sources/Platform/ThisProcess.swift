internal import Glibc

/// The process itself.
public enum ThisProcess {
  /// Ends it with an exit status.
  public static func exit(_ status: Int32) -> Never {
    Pager.finish()
    Glibc.exit(status)
  }
}
