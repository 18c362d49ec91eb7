// Keys and what they do: each said once, in one ordered list of keymaps, for the dispatch, the line of hints and the sheet of `?`.
import Language

/// Some keys, what they do, and how the screen tells of it.
struct Binding: Sendable {
    let keys: [Key]
    /// Their line on the sheet of keys; nil if they have none.
    let help: KeyHelp?
    /// What the line of hints says of them now; nil if nothing.
    let hint: @Sendable (State) -> String?
    /// Whether they mean this now.
    let isOpen: @Sendable (State) -> Bool
    /// Does it. Returns nil if the key means something else after all.
    let act: @Sendable (inout State, Key) -> [Task]?

    /// Keys that ask something of the loop, such as to run a command.
    init(
        _ keys: Key..., help: KeyHelp? = nil, hint: @escaping @Sendable (State) -> String? = { _ in nil },
        when isOpen: @escaping @Sendable (State) -> Bool = { _ in true }, asks act: @escaping @Sendable (inout State, Key) -> [Task]?
    ) {
        (self.keys, self.help, self.hint, self.isOpen, self.act) = (keys, help, hint, isOpen, act)
    }

    /// Keys that only change what is seen.
    init(
        _ keys: Key..., help: KeyHelp? = nil, hint: @escaping @Sendable (State) -> String? = { _ in nil },
        when isOpen: @escaping @Sendable (State) -> Bool = { _ in true }, does act: @escaping @Sendable (inout State) -> Void
    ) {
        (self.keys, self.help, self.hint, self.isOpen) = (keys, help, hint, isOpen)
        self.act = { state, _ in
            act(&state)
            return []
        }
    }

    /// What is told with the keys of a keymap and is none of them.
    static func note(help: KeyHelp? = nil, hint: @escaping @Sendable (State) -> String? = { _ in nil }) -> Binding {
        Binding(help: help, hint: hint, asks: { _, _ in nil })
    }
}

/// Bindings that are at hand together. Of bindings for the same key the first that is open has it.
struct Keymap: Sendable {
    let isOpen: @Sendable (State) -> Bool
    /// Whether the line of hints is for these keys now; mostly when they are at hand.
    let speaks: @Sendable (State) -> Bool
    let bindings: [Binding]
    /// What becomes of any other key; nil passes it on to the next keymap.
    let rest: @Sendable (inout State, Key) -> [Task]?

    /// - Parameter bindings: in the order in which the line of hints has them, the most needed first.
    init(
        isOpen: @escaping @Sendable (State) -> Bool = { _ in true }, speaks: (@Sendable (State) -> Bool)? = nil, _ bindings: [Binding],
        rest: @escaping @Sendable (inout State, Key) -> [Task]? = { _, _ in nil }
    ) {
        (self.isOpen, self.speaks, self.bindings, self.rest) = (isOpen, speaks ?? isOpen, bindings, rest)
    }

    /// Gives a key to the first binding that is open and takes it; nil if there is none.
    func take(_ key: Key, _ state: inout State) -> [Task]? {
        guard isOpen(state) else { return nil }
        for binding in bindings where binding.keys.contains(key) && binding.isOpen(state) {
            if let tasks = binding.act(&state, key) { return tasks }
        }
        return rest(&state, key)
    }

    func hints(_ state: State) -> [String] { speaks(state) ? bindings.compactMap { $0.hint(state) } : [] }
}

extension [Keymap] {
    /// What is told of the keys, in the order of the sheet.
    var help: [KeyHelp] { told(flatMap(\.bindings)) }

    /// What is told of the keys that mean something now.
    func help(_ state: State) -> [KeyHelp] { told(filter { $0.isOpen(state) }.flatMap { $0.bindings.filter { $0.isOpen(state) } }) }

    private func told(_ bindings: [Binding]) -> [KeyHelp] {
        let told = Set(bindings.compactMap(\.help))
        return KeyHelp.all.filter(told.contains)
    }

    /// The keys that a line of the sheet is about.
    func keys(of help: KeyHelp) -> [Key] { flatMap(\.bindings).filter { $0.help == help }.flatMap(\.keys) }
}
