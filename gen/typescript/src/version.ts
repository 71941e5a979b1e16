/** This package's version: that of the Tabwright it belongs to. */
export const VERSION = "0.1.0";
