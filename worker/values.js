// What a script has read, as far as it may leave the page: a small value as it is, the JSON text of a larger one kept
// for slices of it to be fetched, and of one that is too large its size alone.
(value, { key, inlineChars, maxChars }) => {
  // What its JSON has at least, as far as it is no more than it may have: no copy is made of what is too large.
  const leastChars = () => {
    const open = [];
    const seen = new Set(); // what holds itself ends, too; Playwright tells of it
    let chars = 0;
    const count = one => {
      chars += 1;
      if (typeof one === 'string') chars += one.length;
      else if (ArrayBuffer.isView(one)) chars += one.byteLength;
      else if (typeof one === 'object' && one !== null && !(one instanceof Node || one instanceof Window || seen.has(one))) {
        seen.add(one);
        open.push(one);
      }
    };
    count(value);
    while (open.length && chars <= maxChars) {
      const one = open.pop();
      if (Array.isArray(one)) {
        if (one.length > maxChars) return one.length;
        for (const part of one) count(part);
      } else {
        for (const name in one) {
          chars += name.length;
          count(one[name]);
          if (chars > maxChars) break;
        }
      }
    }
    return chars;
  };
  const chars = leastChars();
  if (chars <= inlineChars) return { value };
  if (chars > maxChars) return { tooLarge: chars };
  const text = JSON.stringify(value);
  if (text === undefined) return { value: null };
  if (text.length > maxChars) return { tooLarge: text.length };
  globalThis[Symbol.for(key)] = text;
  return { chars: text.length };
}
