// Portraits: what is seen of a workspace, as documents and charts. Formulas with their numbers, tables, pictures, accounts of walks and
// trainings.
//
// They take values. Never here: a typed word, a quoted command of which the command itself should tell, or a change of a workspace.
