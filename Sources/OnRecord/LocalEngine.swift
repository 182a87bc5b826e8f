internal import Dispatch
internal import Synchronization

/// Runs a function over a sequence of inputs on the machine's processors, and passes the results on in the order of the inputs.
///
/// This is the only place with parallelism; stages are plain functions. At most four inputs per worker are in progress at a time, so that
/// memory stays constant however long the input is. A result is passed on as soon as all before it have been, even while the next input is
/// still being waited for.
public struct LocalEngine: Sendable {
  /// Number of workers.
  public var jobs: Int

  /// Makes an engine with this many workers (at least one).
  public init(jobs: Int) { self.jobs = max(1, jobs) }

  /// Runs `work` over all inputs.
  /// - Parameters:
  ///   - next: gives the next input, `nil` at the end; never called by two workers at once.
  ///   - work: turns an input into its result; called by all workers.
  ///   - emit: receives the results, in order, one at a time; returns `false` to end the run.
  public func run<Input: Sendable, Output: Sendable>(
    next: sending @escaping () -> Input?, work: @escaping @Sendable (Input) -> Output, emit: sending @escaping (Output) -> Bool
  ) {
    let line = AssemblyLine(next: next, work: work, emit: emit, window: jobs * 4)
    if jobs == 1 { return line.worker() }
    let queue = DispatchQueue(label: "onrecord.workers", attributes: .concurrent)
    let group = DispatchGroup()
    for _ in 0..<jobs { queue.async(group: group) { line.worker() } }
    group.wait()
  }
}

/// The state shared by the workers of one run.
private final class AssemblyLine<Input: Sendable, Output: Sendable>: Sendable {
  private struct Intake {
    var next: () -> Input?
    var number = 0
    var isOver = false
  }

  private struct Outlet {
    var emit: (Output) -> Bool
    var number = 0
    var waiting: [Int: Output] = [:]
    var isClosed = false
  }

  private let intake: Mutex<Intake>
  private let outlet: Mutex<Outlet>
  private let work: @Sendable (Input) -> Output
  /// Counts the inputs that may still be taken in before a result must go out.
  private let places: DispatchSemaphore

  init(
    next: sending @escaping () -> Input?, work: @escaping @Sendable (Input) -> Output, emit: sending @escaping (Output) -> Bool,
    window: Int
  ) {
    intake = Mutex(Intake(next: next))
    outlet = Mutex(Outlet(emit: emit))
    self.work = work
    places = DispatchSemaphore(value: window)
  }

  func worker() {
    while true {
      places.wait()
      guard let (number, input) = take() else {
        places.signal()
        return
      }
      deliver(work(input), number: number)
    }
  }

  private func take() -> (Int, Input)? {
    let isClosed = outlet.withLock { $0.isClosed }
    return intake.withLock { intake in
      if isClosed { intake.isOver = true }
      guard !intake.isOver, let input = intake.next() else {
        intake.isOver = true
        return nil
      }
      intake.number += 1
      return (intake.number - 1, input)
    }
  }

  private func deliver(_ output: Output, number: Int) {
    outlet.withLock { outlet in
      outlet.waiting[number] = output
      while let ready = outlet.waiting.removeValue(forKey: outlet.number) {
        outlet.number += 1
        if !outlet.isClosed, !outlet.emit(ready) { outlet.isClosed = true }
        places.signal()
      }
    }
  }
}
