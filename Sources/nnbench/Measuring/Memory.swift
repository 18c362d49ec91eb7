// What the system counts as a program's memory is to be what the engine needs, not what it needed once.
import CYardsticks

enum Memory {
    /// Large lists go back to the system as soon as they are gone. The C library of Linux would keep them, and after some that came and went
    /// put new ones beside them: of a workload trained twice the memory was twice as large.
    static func giveBackLargeLists() { ys_give_back_large_blocks() }
}
