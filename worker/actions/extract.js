// Reads elements as an extractor says: `wanted` has its attribute, format and extractors.
(elements, wanted) => {
  const isXPath = selector => /^(xpath=|\.{0,2}\/|\(|\.{1,2}$)/.test(selector);

  const find = (element, selector) => {
    if (!isXPath(selector)) return [...element.querySelectorAll(selector)];
    const path = selector.replace(/^xpath=/, '').replace(/^\//, './');
    const found = document.evaluate(path, element, null, XPathResult.ORDERED_NODE_SNAPSHOT_TYPE, null);
    return Array.from({ length: found.snapshotLength }, (_, i) => found.snapshotItem(i)).filter(node => node.nodeType === 1);
  };

  const textOf = element => element.innerText ?? element.textContent;

  // A property or an attribute; links as absolute URLs.
  const attributeOf = (element, name) => {
    if (['textContent', 'innerText', 'innerHTML', 'outerHTML', 'value'].includes(name)) return element[name] ?? null;
    if (['href', 'src'].includes(name) && element.hasAttribute(name)) return element[name];
    return element.getAttribute(name);
  };

  // The HTML to make Markdown of. It is cleaned in a document of its own, where nothing is loaded or run.
  const cleanHtml = element => {
    const aside = document.implementation.createHTMLDocument('');
    aside.head.append(Object.assign(aside.createElement('base'), { href: document.baseURI }));
    const copy = aside.importNode(element, true);
    for (const one of copy.querySelectorAll('script, style, noscript, template')) one.remove();
    for (const name of ['href', 'src']) {
      for (const one of [copy, ...copy.querySelectorAll(`[${name}]`)]) {
        if (one.hasAttribute(name) && typeof one[name] === 'string') one.setAttribute(name, one[name]);
      }
    }
    return copy.outerHTML;
  };

  const linksIn = element =>
    [element, ...element.querySelectorAll('a[href]')]
      .filter(one => one instanceof HTMLAnchorElement && one.hasAttribute('href'))
      .map(one => ({ text: textOf(one).trim(), url: one.href }));

  // Rows become objects when the first row is a header that gives each column a name of its own.
  const rowsOf = element => {
    const texts = row => Array.from(row.cells, cell => cell.innerText.trim());
    const [first, ...rest] = Array.from(element.rows ?? element.querySelector('table')?.rows ?? []);
    if (!first) return [];
    const names = texts(first);
    const isHeader = first.parentElement.tagName === 'THEAD' || Array.from(first.cells).every(c => c.tagName === 'TH');
    if (!isHeader || new Set(names).size !== names.length) return [first, ...rest].map(texts);
    return rest.map(row => Object.fromEntries(texts(row).map((text, i) => [names[i] ?? String(i), text])));
  };

  const formats = {
    text: textOf,
    html: element => element.outerHTML,
    markdown: cleanHtml,
    links: linksIn,
    table: rowsOf,
  };

  const read = (element, { attribute, format, extractors }) => {
    if (extractors.length) return Object.fromEntries(extractors.map(child => [child.name, readWithin(element, child)]));
    return attribute ? attributeOf(element, attribute) : formats[format](element);
  };

  const readWithin = (element, child) => {
    const found = find(element, child.selector);
    if (child.multiple) return found.map(one => read(one, child));
    return found.length ? read(found[0], child) : null;
  };

  return elements.map(element => read(element, wanted));
}
