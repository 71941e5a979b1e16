// How much there is in a document or an element, counted without a copy of it; and what must not be told of its fields.
(root, { maxElements, maxChars, entered }) => {
  REAL
  const start = root ?? real(document, 'documentElement');
  const found = { elements: 0, chars: 0, depth: 0, hidden: [], written: [] };
  const open = start ? [[start, 1]] : [];
  while (open.length && found.elements <= maxElements && found.chars <= maxChars) {
    const [one, depth] = open.pop();
    if (one.nodeType === Node.TEXT_NODE) {
      found.chars += one.length;
      if (one.parentElement?.isContentEditable && found.written.length < 1000) {
        found.written.push(one.data.slice(0, 10000).replace(/\s+/g, ' ').trim());
      }
      continue;
    }
    if (one.nodeType !== Node.ELEMENT_NODE && one.nodeType !== Node.DOCUMENT_FRAGMENT_NODE) continue;
    found.elements += 1;
    found.depth = Math.max(found.depth, depth);
    if (one.localName === 'input' || one.localName === 'textarea') {
      const type = one.localName === 'textarea' ? 'textarea' : one.type;
      const isOdd = one.hasAttribute('role') && !entered.includes(one.getAttribute('role'));
      const isText = !['button', 'submit', 'reset', 'image', 'checkbox', 'radio', 'file', 'hidden'].includes(type);
      found.chars += one.value.length;
      if (one.value && found.hidden.length < 1000 && (type === 'password' || (isText && isOdd))) {
        const value = one.value.slice(0, 10000);
        found.hidden.push(value, value.replace(/\s+/g, ' ').trim());
      }
    }
    for (const attribute of ['aria-label', 'placeholder', 'title', 'alt', 'href']) {
      found.chars += one.getAttribute?.(attribute)?.length ?? 0;
    }
    const inner = real(one, 'shadowRoot');
    if (inner) open.push([inner, depth]);
    for (let child = real(one, 'lastChild'); child; child = child.previousSibling) open.push([child, depth + 1]);
  }
  return found;
}
