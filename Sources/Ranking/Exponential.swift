#if canImport(Glibc)
  internal import Glibc
#endif

/// e to the power of a number.
func exponential(_ power: Double) -> Double { exp(power) }
