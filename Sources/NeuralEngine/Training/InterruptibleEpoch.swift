// An epoch that can be stopped between two mini-batches, without a trace.

extension Trainer {
    /// One epoch; or, if it is asked to stop on the way, none: the trainer is again where it was, to the bit. Returns whether it is done.
    ///
    /// - Parameter isToStop: asked between mini-batches, some hundred times a second at most.
    public mutating func epoch(unless isToStop: () -> Bool) -> Bool {
        guard batchCount > 1, !isSmall else {
            epoch()
            return true
        }
        keep()
        beginEpoch()
        let clock = ContinuousClock()
        var next = 0, count = 1
        while next < batchCount {
            let end = min(batchCount, next + count), start = clock.now
            train(on: next..<end)
            next = end
            if clock.now - start < .milliseconds(4) { count *= 2 } else { count = max(1, count / 2) }
            if next < batchCount && isToStop() {
                returnToKept()
                return false
            }
        }
        endEpoch()
        return true
    }
}
