// Language: what is typed. Words become commands, commands act on a desk, and what is wrong is said with its place and a way out.
//
// Here belong words, commands, their table, help, completion and mistakes. Never here: arithmetic, a decision that somebody who uses a
// workspace from Swift would miss, or a terminal.
