/** JSON as somebody types it: with the line of everything in it, and of what is wrong with it. */

import { type Json, type JsonObject, type Path, pathText } from "./json";

export interface Read {
  value?: Json;
  /** Why it is no JSON. */
  error?: { line: number; text: string };
  /** The line of each place, by its path as text. */
  lines: Map<string, number>;
}

class Wrong extends Error {
  constructor(
    readonly at: number,
    text: string,
  ) {
    super(text);
  }
}

const MOST_DEEP = 200;

export function readJson(text: string): Read {
  const lines = new Map<string, number>();
  const starts = [0, ...Array.from(text.matchAll(/\n/g), ({ index }) => index + 1)];
  const reader = new Reader(text, (path, at) => lines.set(pathText(path), lineOf(starts, at)));
  try {
    return { value: reader.whole(), lines };
  } catch (error) {
    if (!(error instanceof Wrong)) throw error;
    return { error: { line: lineOf(starts, error.at), text: error.message }, lines };
  }
}

/** By halves: a request may have thousands of lines. */
function lineOf(starts: readonly number[], at: number): number {
  let [low, high] = [0, starts.length];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((starts[middle] ?? 0) <= at) low = middle;
    else high = middle;
  }
  return low + 1;
}

class Reader {
  private at = 0;

  constructor(
    private readonly text: string,
    private readonly found: (path: Path, at: number) => void,
  ) {}

  whole(): Json {
    this.skip();
    if (this.at >= this.text.length) throw new Wrong(this.at, "nothing is there: a request is an object, {…}");
    const value = this.value([]);
    this.skip();
    if (this.at < this.text.length) throw new Wrong(this.at, `${this.here()} stands after the end`);
    return value;
  }

  private value(path: Path): Json {
    this.found(path, this.at);
    if (path.length > MOST_DEEP) throw new Wrong(this.at, "it is too deep");
    const first = this.text[this.at];
    if (first === "{") return this.object(path);
    if (first === "[") return this.list(path);
    if (first === '"') return this.string();
    const word = /[\w.+-]+/y;
    word.lastIndex = this.at;
    const said = word.exec(this.text)?.[0] ?? "";
    try {
      const value = JSON.parse(said) as Json;
      this.at += said.length;
      return value;
    } catch {
      if (said) throw new Wrong(this.at, `${said.slice(0, 30)} is no value: text stands in double quotes`);
      throw new Wrong(this.at, `a value is missing before ${this.here()}`);
    }
  }

  private object(path: Path): JsonObject {
    const value: JsonObject = {};
    const names = new Set<string>();
    this.items("}", () => {
      const at = this.at;
      if (this.text[at] !== '"') throw new Wrong(at, `a name in double quotes is missing before ${this.here()}`);
      const name = this.string();
      if (names.has(name)) throw new Wrong(at, `"${name}" is there twice`);
      names.add(name);
      this.skip();
      if (this.text[this.at] !== ":") throw new Wrong(this.at, `a colon is missing after "${name}"`);
      this.at += 1;
      this.skip();
      const one = this.value([...path, name]);
      Object.defineProperty(value, name, { value: one, enumerable: true, writable: true, configurable: true });
      this.found([...path, name], at);
    });
    return value;
  }

  private list(path: Path): Json[] {
    const value: Json[] = [];
    this.items("]", () => value.push(this.value([...path, value.length])));
    return value;
  }

  private items(end: string, item: () => void): void {
    const from = this.at;
    this.at += 1;
    for (let isFirst = true; ; isFirst = false) {
      this.skip();
      if (this.text[this.at] === end && isFirst) break;
      if (!isFirst) {
        if (this.text[this.at] === end) break;
        if (this.at >= this.text.length) throw new Wrong(from, `${end} is missing for this ${this.text[from]}`);
        if (this.text[this.at] !== ",") throw new Wrong(this.at, `a comma is missing before ${this.here()}`);
        const comma = this.at;
        this.at += 1;
        this.skip();
        if (this.text[this.at] === end) throw new Wrong(comma, "a comma stands after the last one");
      }
      if (this.at >= this.text.length) throw new Wrong(from, `${end} is missing for this ${this.text[from]}`);
      item();
    }
    this.at += 1;
  }

  private string(): string {
    const whole = /"(?:[^"\\\n]|\\.)*"/y;
    whole.lastIndex = this.at;
    const said = whole.exec(this.text)?.[0];
    if (said === undefined) throw new Wrong(this.at, "the text has no closing quote on its line: a new line in it is \\n");
    try {
      const value = JSON.parse(said) as string;
      this.at += said.length;
      return value;
    } catch {
      throw new Wrong(this.at, "the text has a character that JSON has not, such as \\x or a tab: write \\\\ or \\t");
    }
  }

  private skip(): void {
    while (this.at < this.text.length && " \t\n\r".includes(this.text[this.at] ?? "")) this.at += 1;
  }

  private here(): string {
    const word = /\S{1,20}/y;
    word.lastIndex = this.at;
    return word.exec(this.text)?.[0] ?? "the end";
  }
}
