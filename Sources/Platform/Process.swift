internal import Glibc

/// The process itself.
public enum Process {
  /// Ends it with an exit status.
  public static func exit(_ status: Int32) -> Never { Glibc.exit(status) }
}
