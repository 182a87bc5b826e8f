/// How much of an input is taken at once; beyond it the input is hostile or a mistake, and is refused with a message.
public struct InputLimits: Sendable, Hashable {
  /// Bytes of one page, after decompression.
  public var pageBytes = 32 << 20
  /// Bytes of one text given as text.
  public var textBytes = 16 << 20
  /// Bytes of one line of JSON Lines, where escapes may take several bytes for one.
  public var lineBytes = 96 << 20
  /// How many times larger than its compressed form a page may be, once it is past ``ratioFloor``.
  public var expansion = 250
  /// Up to this size any expansion is taken: repetitive small pages compress well.
  public var ratioFloor = 4 << 20

  /// The usual limits: ten times what the largest news pages need.
  public init() {}
}
