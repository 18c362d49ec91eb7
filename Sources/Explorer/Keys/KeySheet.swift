// The sheet of keys that `?` opens: those of the pane in focus first, then those that are the same everywhere. It reads the keymaps.
import Charts
import Language

struct KeySheet {
    private let title: String
    private let own: [KeyHelp]
    private let everywhere: [KeyHelp]

    /// The sheet as it is now.
    init(_ state: State) {
        let pane = state.screen.active ?? (state.showsTraining ? .training : nil)
        if state.isReplay {
            (title, own) = ("keys while a session is played", [Keymap.replay].help(state))
            // What a replay has a meaning of its own for means nothing else there.
            let all = state.keymaps.flatMap { $0 }, taken = Keymap.replay.bindings.flatMap(\.keys)
            everywhere = KeyHelp.everywhere.filter { help in !all.keys(of: help).allSatisfy(taken.contains) }
            return
        }
        everywhere = KeyHelp.everywhere
        guard let pane else {
            (title, own) = ("keys of the command line", [Keymap.reading, .line].help(state).filter { !KeyHelp.everywhere.contains($0) })
            return
        }
        title = "keys of the pane \(pane.rawValue)"
        let view = pane.view
        own = view.keymaps(state).help(state) + view.scrollHelp + (view.isArranged ? [Keymap.arranging].help : [])
    }

    /// What stands in the place of the network before there is one.
    static func ofReplay(width: Int, height: Int) -> Canvas {
        var sheet = Canvas(width: width, height: height)
        let keys = [Keymap.replay].help, keyWidth = (keys.map(\.keys.count).max() ?? 0) + 3
        for (y, key) in keys.enumerated() {
            sheet.write(key.keys, x: 2, y: y, style: CellStyle(color: .series(0), bold: true))
            sheet.write(key.meaning, x: 2 + keyWidth, y: y)
        }
        return sheet
    }

    /// The sheet at the middle of a screen.
    func draw(on canvas: inout Canvas) {
        let everywhere = canvas.height < own.count + everywhere.count + 4 && !own.isEmpty ? [] : everywhere
        let all = own + everywhere, keyWidth = (all.map(\.keys.count).max() ?? 0) + 2
        let width = min(canvas.width, 2 + keyWidth + (all.map(\.meaning.count).max() ?? 0) + 1)
        let height = min(canvas.height, all.count + 4)
        let rect = Rect(x: (canvas.width - width) / 2, y: (canvas.height - height) / 2, width: width, height: height)
        canvas.pane(PaneTitle(text: title, isFocused: true), rect) { width, height in
            var sheet = Canvas(width: width, height: height)
            for (index, key) in all.enumerated() {
                let y = index + (index >= own.count ? 1 : 0)
                sheet.write(key.keys, x: 0, y: y, style: CellStyle(color: .series(0), bold: true))
                sheet.write(key.meaning.shortened(to: width - keyWidth), x: keyWidth, y: y)
            }
            let ending = ["? again lists the commands; space or Escape closes; any other key is obeyed", "space or Escape closes"]
            let row = min(height - 1, all.count + (everywhere.isEmpty ? 1 : 2))
            sheet.write(ending.first { $0.count <= width } ?? "", x: 0, y: row, style: .axis)
            return sheet
        }
    }
}
