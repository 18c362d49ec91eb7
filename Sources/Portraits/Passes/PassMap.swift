// A pass from afar: which part of it lies where, as so many places side by side. A pass of millions of steps costs no more than one of ten.
import NeuralEngine
import Workspaces

/// A pass divided into `width` places of about as many steps each.
public struct PassMap: Sendable, Equatable {
    /// The part of the pass at each place.
    public let phases: [Phase]
    /// The sample of the batch at each place, counted from 0; nil in the update, which is for all of them.
    public let samples: [Int?]
    public let sampleCount: Int
    /// The place of the step that comes next; `phases.count` at the end of the pass.
    public let position: Int
    /// Places with breakpoints on quantities and layers, and with watchpoints on parameters.
    public let stops: Set<Int>
    fileprivate let steps: Int

    /// The step that a place begins with, to go to: as many steps are done then.
    public func step(at place: Int) -> Int { min(steps, max(0, (place * steps + phases.count - 1) / max(1, phases.count))) }
}

extension Workspace {
    /// The present pass in so many places; nil while none is walked, or none of it fits.
    public func passMap(width: Int) -> PassMap? {
        guard let stepper, width > 0, stepper.plan.count > 0 else { return nil }
        let plan = stepper.plan, names = Names(network: stepper.network)
        func place(_ step: Int) -> Int { step * width / plan.count }
        let first = (0..<width).map { plan[min(plan.count - 1, $0 * plan.count / width)] }
        var marked: Set<Int> = []
        for stop in stops {
            switch stop.reason {
            case .quantity, .change:
                guard let quantity = stop.quantity(in: names) else { continue }
                // Of many samples every place would be marked: only the one in view is.
                for sample in 4 * plan.sampleCount <= width ? 0..<plan.sampleCount : stepper.sample..<stepper.sample + 1 {
                    if let step = plan.index(of: quantity, sample: sample) { marked.insert(place(step)) }
                }
            case .layer(let layer):
                for (index, step) in first.enumerated()
                where step.layer == layer && (index == 0 || first[index - 1].layer != layer || first[index - 1].phase != step.phase) {
                    marked.insert(index)
                }
            case .condition, .ending: break
            }
        }
        return PassMap(
            phases: first.map(\.phase), samples: first.map { $0.phase == .update ? nil : $0.sample }, sampleCount: plan.sampleCount,
            position: place(stepper.position.step), stops: marked, steps: plan.count)
    }
}
