/// How much of an input is taken at once. Anything larger is hostile or a mistake, and is refused with a message.
public struct InputLimits: Sendable, Hashable {
  /// Bytes of one page, after decompression.
  public var pageBytes = 32 << 20
  /// Bytes of one text given as text.
  public var textBytes = 16 << 20
  /// Bytes of one line of JSON Lines, where one byte of text may take several as an escape.
  public var lineBytes = 96 << 20
  /// Bytes of a ZIP archive that is kept in memory, because it comes through a pipe.
  public var archiveBytes = 1 << 30
  /// How many times larger than its compressed form a page may be, once it is past ``ratioFloor``.
  public var expansion = 250
  /// Up to this size any expansion is accepted, because small repetitive pages compress well.
  public var ratioFloor = 4 << 20

  /// The usual limits: ten times what the largest news pages need.
  public init() {}
}
