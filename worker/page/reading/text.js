// Text as it is shown: the browser's own where that has all of it, else that of a copy.

const hasMore = (element, withFrames) => {
  if (real(element, 'shadowRoot') || element.localName === 'slot' || (withFrames && isFrame(element))) return true;
  return allIn(element, '*').some(
    one => real(one, 'shadowRoot') || one.localName === 'slot' || (withFrames && isFrame(one)),
  );
};

const textOf = (element, withFrames) =>
  hasMore(element, withFrames)
    ? textOfCopy(shownCopyOf(element, withFrames ? 'text' : null))
    : (real(element, 'innerText') ?? real(element, 'textContent'));

// As innerText has it: lines for blocks, an empty one around paragraphs, tabs between cells.
const textOfCopy = copy => {
  const pieces = [];
  let breaks = 0;
  let endsWithSpace = true;

  const add = text => {
    if (breaks && pieces.length) pieces.push('\n'.repeat(breaks));
    breaks = 0;
    pieces.push(text);
    endsWithSpace = /\s$/.test(text);
  };
  const addLineBreaks = count => {
    if (pieces.length && pieces[pieces.length - 1] === ' ') pieces.pop();
    breaks = Math.max(breaks, count);
    endsWithSpace = true;
  };

  const open = [copy];
  const goInto = (node, thereafter) => {
    if (thereafter) open.push(thereafter);
    pushAll(open, node.childNodes);
  };
  while (open.length) {
    const node = open.pop();
    if (typeof node === 'function') node();
    else if (node.nodeType === Node.TEXT_NODE) {
      const text = endsWithSpace ? node.data.replace(/^ +/, '') : node.data;
      if (text) add(text);
    } else if (node.localName === 'br') add('\n');
    else if (node.localName === 'pre') {
      addLineBreaks(1);
      add(node.textContent);
      addLineBreaks(1);
    } else if (node.localName === 'td' || node.localName === 'th') {
      const tab = () => {
        breaks = 0;
        add('\t');
      };
      if (!node.hasAttribute('data-covered')) goInto(node, node.nextElementSibling && tab);
    } else {
      const lines = node.localName === 'p' ? 2 : BLOCKS.has(node.localName) ? 1 : 0;
      if (lines) addLineBreaks(lines);
      goInto(node, lines ? () => addLineBreaks(lines) : null);
    }
  }
  return pieces.join('').replace(/[ ]+\n/g, '\n').trim();
};
