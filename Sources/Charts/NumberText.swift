internal import Record

/// Numbers as people read them.
package enum NumberText {
  /// With a comma between thousands: 1,400 and 0.25; very large and very small numbers in their shortest exact form.
  package static func grouped(_ value: Double) -> String {
    let digits = NumberDigits.text(value)
    guard abs(value) < 1e15, !digits.contains("e") else { return digits }
    let sign = digits.hasPrefix("-") ? "\u{2212}" : ""
    let parts = digits.drop { $0 == "-" }.split(separator: ".", maxSplits: 1)
    guard let whole = parts.first else { return digits }
    return sign + grouped(whole) + (parts.count > 1 ? "." + parts[1] : "")
  }

  /// A count with a comma between thousands.
  package static func grouped(_ count: Int) -> String {
    let digits = String(count.magnitude)
    if count >= 0, digits.utf8.count <= 3 { return digits }
    return (count < 0 ? "\u{2212}" : "") + grouped(Substring(digits))
  }

  private static func grouped(_ digits: Substring) -> String {
    var result: [UInt8] = []
    let count = digits.utf8.count
    for (index, digit) in digits.utf8.enumerated() {
      if index > 0, (count - index) % 3 == 0 { result.append(UInt8(ascii: ",")) }
      result.append(digit)
    }
    return String(decoding: result, as: UTF8.self)
  }

  /// In few characters, for an axis: 900, 1.5k, 20M, 3bn.
  package static func short(_ value: Double) -> String {
    for (scale, suffix) in [(1e12, "tn"), (1e9, "bn"), (1e6, "M"), (1e3, "k")] where abs(value) >= scale {
      return rounded(value / scale) + suffix
    }
    return rounded(value)
  }

  private static func rounded(_ value: Double) -> String {
    guard value.isFinite, abs(value) < 1e6 else { return NumberDigits.text(value) }
    let places = abs(value) >= 100 ? 1.0 : abs(value) >= 1 ? 100.0 : 10000.0
    return NumberDigits.text((value * places).rounded() / places)
  }
}
