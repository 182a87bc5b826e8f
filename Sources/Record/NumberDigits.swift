/// Numbers as text.
public enum NumberDigits {
  /// The shortest form of a finite number that reads back as the same value, without a trailing ".0".
  public static func text(_ value: Double) -> String {
    if value == value.rounded(), abs(value) < 1e15 { return String(Int(value)) }
    let text = String(value)
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }
}
