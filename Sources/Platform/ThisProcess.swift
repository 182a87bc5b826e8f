internal import Glibc

/// The process itself.
package enum ThisProcess {
  /// Ends it with an exit status.
  package static func exit(_ status: Int32) -> Never {
    Pager.finish()
    Glibc.exit(status)
  }

  /// The bytes of address space that the process may use (`ulimit -v`); `nil` if there is no limit.
  package static var addressSpace: Int? {
    var limit = rlimit()
    guard unsafe getrlimit(Int32(RLIMIT_AS.rawValue), &limit) == 0 else { return nil }
    return Int(exactly: limit.rlim_cur)
  }
}

/// The process may not use as much address space as its work needs. This is checked beforehand: if a worker cannot be started for lack of
/// it, the system's queues wait forever.
package struct AddressSpaceShortage: Error, CustomStringConvertible {
  private let allowed: Int
  private let wanted: Int

  /// Checks whether there is room for a number of workers: tables and weights, and for each worker its stack and what it reads. Two workers
  /// over `Corpus` hang or fail at 200 MB and finish at 260 MB; the check asks for a fifth more.
  package static func check(workers: Int) throws(AddressSpaceShortage) {
    let wanted = 256 << 20 + workers * 32 << 20
    if let allowed = ThisProcess.addressSpace, allowed < wanted { throw AddressSpaceShortage(allowed: allowed, wanted: wanted) }
  }

  /// How much is allowed, how much is needed, and what to do.
  package var description: String {
    "too little memory: the limit of address space is \(allowed >> 20) MB, and reading pages with this number of workers takes \(wanted >> 20) MB; "
      + "raise it (ulimit -v), or ask for one worker"
  }
}
