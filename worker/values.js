// What a script has read, as far as it may leave the page: a small value as it is, the JSON text of a larger one kept
// for slices of it to be fetched, and of one that is too large its size alone.
(value, { key, inlineChars, maxChars, isPlain }) => {
  let ofNodes = document; // pages have classes called Node of their own
  while (ofNodes && !Object.prototype.hasOwnProperty.call(ofNodes, 'nodeName')) ofNodes = Object.getPrototypeOf(ofNodes);
  const nodeName = Object.getOwnPropertyDescriptor(ofNodes ?? {}, 'nodeName')?.get;
  // What JSON has no words for at all, also when it is of another frame; "" for everything else.
  const wordless = one => {
    if (typeof one !== 'object' || one === null) return '';
    const kind = Object.getPrototypeOf(one);
    if (kind === Object.prototype || kind === Array.prototype) return '';
    try {
      if (one.window === one) return 'a window';
      return `a node (${nodeName.call(one)})`;
    } catch {
      return '';
    }
  };
  // What JSON says otherwise or not at all, and Playwright and our own lane each in a way of their own.
  const isOdd = one => {
    if (typeof one === 'number') return one - one !== 0 || (one === 0 && 1 / one < 0);
    if (typeof one !== 'object') return typeof one !== 'string' && typeof one !== 'boolean';
    const kind = one && Object.getPrototypeOf(one);
    return kind !== null && kind !== Object.prototype && kind !== Array.prototype;
  };
  let hasOdd = false;
  let refused = typeof value === 'function' ? 'a function' : '';
  // What its JSON has at least, as far as it is no more than it may have: no copy is made of what is too large.
  const leastChars = () => {
    const open = [];
    const seen = new Set(); // what holds itself ends, too; Playwright tells of it
    let chars = 0;
    const count = one => {
      chars += 1;
      hasOdd ||= isOdd(one);
      if (typeof one === 'string') chars += one.length;
      else if (ArrayBuffer.isView(one)) chars += one.byteLength;
      else if (typeof one === 'object' && one !== null && !seen.has(one)) {
        seen.add(one);
        refused ||= wordless(one);
        if (!refused) open.push(one);
      }
    };
    count(value);
    while (open.length && chars <= maxChars && !refused) {
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
  if (refused) return { refused };
  if (chars <= inlineChars) return { value: isPlain && hasOdd ? JSON.parse(JSON.stringify(value) ?? 'null') : value };
  if (chars > maxChars) return { tooLarge: chars };
  const text = JSON.stringify(value);
  if (text === undefined) return { value: null };
  if (text.length > maxChars) return { tooLarge: text.length };
  globalThis[Symbol.for(key)] = text;
  return { chars: text.length };
}
