// Documents: the medium in which anything is told. Blocks, tables, formulas and charts in an order; numerals; JSON; plain text.
//
// Never here: networks, quantities, or why a command was refused.
