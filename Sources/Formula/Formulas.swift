// Formula: expressions read, evaluated, differentiated, simplified and written.
//
// Never here: what a name stands for. Who evaluates an expression says so.
