package tabwright

// Version is that of all of Tabwright. `make gen` writes it here.
const Version = "0.1.0"
