// Sessions: the past. The timeline that undo walks, transcripts, the journal, files, replay and verification; the wishes of commands that
// reach beyond the desk.
//
// Never here: how anything looks, or a key.
