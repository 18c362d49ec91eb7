// Charts: models of charts and how they are drawn, on a canvas of styled cells or as SVG.
//
// Never here: networks, or what is drawn: names and numbers are given.
