// An epoch that can be stopped on the way, without a trace.

extension Trainer {
    /// One epoch; or, if it is asked to stop on the way, none: the trainer is again where it was, to the bit. Returns whether it is done.
    ///
    /// - Parameter isToStop: asked every few milliseconds, within a mini-batch too.
    public mutating func epoch(unless isToStop: () -> Bool) -> Bool {
        // An epoch that is over in some milliseconds is not worth a copy of what it moves.
        guard !isSmall, batchCount > 1 || isLong else {
            epoch()
            return true
        }
        return StopSign.with(isToStop) { epoch($0) }
    }

    /// Whether a batch takes so long that it is asked on its way whether to stop.
    private var isLong: Bool {
        network.layers.reduce(0) { $0 + max($1.products, 16 * $1.units) } * order.size > StopSign.productsALook / 4
    }

    private mutating func epoch(_ stop: StopSign) -> Bool {
        keep()
        beginEpoch()
        let clock = ContinuousClock()
        var next = 0, count = 1
        while next < batchCount {
            let end = min(batchCount, next + count), start = clock.now
            train(on: next..<end, stop)
            next = end
            if clock.now - start < .milliseconds(4) { count *= 2 } else { count = max(1, count / 2) }
            guard next < batchCount ? stop.isToGoOn() : !stop.isUp else {
                returnToKept()
                return false
            }
        }
        forgetKept()
        endEpoch()
        return true
    }
}
