/** For how long something can be set, in milliseconds, with their words. */
export const LENGTHS = [
  ["600000", "10 minutes"],
  ["3600000", "1 hour"],
  ["21600000", "6 hours"],
  ["86400000", "1 day"],
] as const;
export type Length = (typeof LENGTHS)[number][0];
