internal import CZstd

/// Compresses and expands texts with zstd and a dictionary of what many of them share (RFC 8878, section 5). Nothing else in this module
/// owns a zstd context.
@safe final class ZstandardDictionary {
  /// The dictionary, as it is stored.
  let bytes: [UInt8]
  private let writer: OpaquePointer?
  private let reader: OpaquePointer?
  private var isWriterReady = false

  /// The size of a new dictionary in bytes. Measured at level 9 on 488 news articles that were not trained on: texts shrink to .330 of their
  /// size with 256 KB, .340 with 110 KB (zstd's default), .325 with 512 KB.
  private static let capacity = 256 << 10
  /// On the same articles level 3 gives .363 and level 9 .330, but takes five times as long.
  private static let level: Int32 = 6

  /// Uses a stored dictionary.
  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    unsafe writer = ZSTD_createCCtx()
    unsafe reader = ZSTD_createDCtx()
    unsafe _ = bytes.withUnsafeBytes { unsafe ZSTD_DCtx_loadDictionary(reader, $0.baseAddress, $0.count) }
  }

  deinit {
    unsafe _ = ZSTD_freeCCtx(writer)
    unsafe _ = ZSTD_freeDCtx(reader)
  }

  /// Trains a dictionary on texts. Where zstd can learn nothing from them (too few, or all alike), the texts themselves serve as dictionary.
  static func trained(on texts: [[UInt8]]) -> ZstandardDictionary {
    let all = Array(texts.joined())
    let sizes = texts.map(\.count)
    var bytes = [UInt8](repeating: 0, count: capacity)
    let result = unsafe bytes.withUnsafeMutableBytes { target in
      unsafe all.withUnsafeBytes { source in
        unsafe sizes.withUnsafeBufferPointer { sizes in
          unsafe ZDICT_trainFromBuffer(target.baseAddress, target.count, source.baseAddress, sizes.baseAddress, UInt32(sizes.count))
        }
      }
    }
    let isTrained = ZDICT_isError(result) == 0
    return ZstandardDictionary(isTrained ? Array(bytes.prefix(Int(result))) : Array(all.prefix(capacity)))
  }

  /// A text as a zstd frame; `nil` if zstd fails, which only happens when memory runs out.
  func compress(_ text: [UInt8]) -> [UInt8]? {
    if !isWriterReady {
      unsafe _ = ZSTD_CCtx_setParameter(writer, ZSTD_c_compressionLevel, Self.level)
      // The index knows the dictionary of each text, and its pages have checksums.
      unsafe _ = ZSTD_CCtx_setParameter(writer, ZSTD_c_dictIDFlag, 0)
      unsafe _ = bytes.withUnsafeBytes { unsafe ZSTD_CCtx_loadDictionary(writer, $0.baseAddress, $0.count) }
      isWriterReady = true
    }
    var frame = [UInt8](repeating: 0, count: Int(ZSTD_compressBound(text.count)))
    let result = unsafe frame.withUnsafeMutableBytes { target in
      unsafe text.withUnsafeBytes { source in
        unsafe ZSTD_compress2(writer, target.baseAddress, target.count, source.baseAddress, source.count)
      }
    }
    guard ZSTD_isError(result) == 0 else { return nil }
    frame.removeLast(frame.count - Int(result))
    return frame
  }

  /// The text of a frame; `nil` if it is damaged.
  /// - Parameter size: the text's length in bytes.
  func expand(_ frame: [UInt8], size: Int) -> [UInt8]? {
    var text = [UInt8](repeating: 0, count: size)
    let result = unsafe text.withUnsafeMutableBytes { target in
      unsafe frame.withUnsafeBytes { source in
        unsafe ZSTD_decompressDCtx(reader, target.baseAddress, target.count, source.baseAddress, source.count)
      }
    }
    return ZSTD_isError(result) == 0 && Int(result) == size ? text : nil
  }
}
