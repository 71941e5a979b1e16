// A copy of what an element shows, as plain HTML in a document of its own, where nothing is loaded or run: shadow roots
// and slots as they are shown, tables as grids without spans, URLs absolute; no hidden element, no script, no drawing.
// White space is collapsed as it is when it is shown, and elements of no known kind are <div> or <span>.

const BLOCKS = new Set(
  `address article aside blockquote caption dd details dialog div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5
   h6 header hgroup hr li main nav ol p pre search section summary table tbody td tfoot th thead tr ul`.split(/\s+/),
);
const INLINES = new Set(
  `a abbr b big br cite code data del dfn em font i img ins kbd mark q s samp small strike strong sub sup time tt u var video
   wbr`.split(/\s+/),
);
const OMITTED = new Set(
  `area audio base canvas datalist embed head input link math meta meter noframes object param progress rp script source
   style svg template textarea title track`.split(/\s+/),
);
const KEPT = `alt class data-lang data-language datetime id itemprop lang rel role start title`.split(' ');
const BY_ROLE = { list: 'ul', listitem: 'li', paragraph: 'p', article: 'article', main: 'main', navigation: 'nav' };

// Without a table that is read as one: of a layout, or named alone.
const PARTS_OF_TABLES = /^(table|caption|t[dhr]|tbody|thead|tfoot)$/;

// What cells of Markdown cannot hold: tables without headers that have it are for the layout, as code beside its numbers.
const NO_DATA = 'h1, h2, h3, h4, h5, h6, pre';

const isBlockIn = copy => copy?.nodeType === Node.ELEMENT_NODE && BLOCKS.has(copy.localName);
const isShownAsBlock = style => !/^(inline|contents|ruby|none|$)/.test(style.display);
const keepsSpaces = style => /^(pre|break-spaces)/.test(style.whiteSpace);

const isShown = element => isRendered(element) && getComputedStyle(element).visibility === 'visible';

const transformed = (text, { textTransform }) => {
  if (textTransform === 'uppercase') return text.toUpperCase();
  if (textTransform === 'lowercase') return text.toLowerCase();
  return textTransform === 'capitalize' ? text.replace(/(?<![\p{L}\p{N}'’])\p{L}/gu, letter => letter.toUpperCase()) : text;
};

const shownCopyOf = (root, withFrames) => {
  const aside = real(document, 'implementation').createHTMLDocument('');
  const rendered = isRendered(root);

  const make = (name, to, attributes = {}) => {
    const made = aside.createElement(name);
    for (const key in attributes) if (attributes[key] != null) made.setAttribute(key, attributes[key]);
    return to.appendChild(made);
  };

  const kept = element => Object.fromEntries(KEPT.map(name => [name, element.getAttribute(name)]));

  const addText = (text, style, to) => {
    if (rendered && style.visibility !== 'visible') return;
    const shown = transformed(text, style);
    if (!keepsSpaces(style)) {
      to.append(shown.replace(/[ \t\r\n\f]+/g, ' '));
      return;
    }
    shown.split('\n').forEach((line, i) => {
      if (i) make('br', to);
      to.append(line);
    });
  };

  // In the order in which they are shown, however deep they are nested.
  const open = [];

  const addAll = (element, to) => {
    const style = getComputedStyle(element);
    if (rendered && style.contentVisibility === 'hidden') return;
    for (const child of childrenOf(element).reverse()) {
      if (child.nodeType === Node.TEXT_NODE) {
        if (isOpen(child, element)) open.push(() => addText(child.data, style, to));
      } else if (child.nodeType === Node.ELEMENT_NODE && isOpen(child, element)) open.push(() => add(child, to));
    }
  };

  const isOpen = (child, parent) =>
    parent.localName !== 'details' || parent.open || child === parent.querySelector(':scope > summary');

  const add = (element, to) => {
    const style = getComputedStyle(element);
    if (rendered && style.display === 'none') return;
    const name = element.localName;
    // Where scripts run, the text of <noscript> is HTML that is shown nowhere.
    if (OMITTED.has(name) || (name === 'noscript' && !element.getClientRects().length)) return;
    if (isFrame(element)) {
      if (withFrames && isShown(element)) make('div', to).append(frameToken(element, withFrames));
      return;
    }
    if (name === 'pre' || (name === 'code' && isShownAsBlock(style) && keepsSpaces(style))) return addCode(element, to);
    if (name === 'select') return addChosen(element, style, to);
    if (isTable(element)) return addTable(element, to);
    if (['img', 'video', 'br', 'wbr', 'hr'].includes(name) && rendered && style.visibility !== 'visible') return;
    addAll(element, placeFor(element, style, to));
  };

  // The element that takes what it has.
  const placeFor = (element, style, to) => {
    const name = nameFor(element);
    const isBlock = isShownAsBlock(style);
    const isOfBlock = BLOCKS.has(name) && (isBlock || !['div', 'p', 'section'].includes(name));
    if (style.display === 'contents' && !isOfBlock && !INLINES.has(name)) return to;
    if (isOfBlock) return make(name, to, { ...kept(element), value: numberOf(element, to) });
    const around = isBlock && name !== 'br' && name !== 'img' ? make('div', to, kept(element)) : to;
    if (!INLINES.has(name)) return around === to ? make('span', to, kept(element)) : around;
    return make(name, around, { ...kept(element), href: hrefOf(element), src: sourceOf(element), poster: posterOf(element) });
  };

  const nameFor = element => {
    const role = element.getAttribute('role');
    if (PARTS_OF_TABLES.test(element.localName)) return 'div';
    if (role === 'heading') return `h${Math.min(Math.max(Number(element.getAttribute('aria-level')) || 2, 1), 6)}`;
    return BLOCKS.has(element.localName) || INLINES.has(element.localName) ? element.localName : (BY_ROLE[role] ?? element.localName);
  };

  // Of an item in a numbered list; each says its own, since the hidden ones are missing.
  const numberOf = (element, to) => {
    if (element.localName !== 'li' || to.localName !== 'ol') return null;
    if (element.hasAttribute('value')) return element.value;
    const last = to.lastElementChild?.getAttribute('value');
    return last == null ? (to.getAttribute('start') ?? 1) : Number(last) + 1;
  };

  const hrefOf = element => {
    const url = element.localName === 'a' ? urlOf(element, 'href') : null;
    return url === null || /^javascript:/i.test(url) ? null : url;
  };
  const sourceOf = element =>
    element.localName === 'img' || element.localName === 'video' ? element.currentSrc || urlOf(element, 'src') : null;
  const posterOf = element => element.poster || null;

  // Line breaks and indents as they are shown.
  const addCode = (element, to) => {
    const within = element.querySelector('code') ?? element;
    const told = [within, element, element.parentElement, element.parentElement?.parentElement];
    const text = rendered ? element.innerText : element.textContent;
    if (/^[\d\s]*$/.test(text) && element.closest('table')) return; // numbers of lines beside the code
    make('code', make('pre', to, kept(element)), { 'data-language': languageIn(told.filter(Boolean)) }).append(text);
  };

  const addChosen = (element, style, to) => {
    const chosen = [...element.options].filter(option => option.selected || element.multiple || element.size > 1);
    const { visibility, textTransform } = style;
    addText(chosen.map(option => option.label).join(' '), { visibility, textTransform, whiteSpace: 'normal' }, to);
  };

  const addTable = (element, to) => {
    const { grid, headers } = gridOf(element);
    const caption = element.caption && isOpen(element.caption, element) ? element.caption : null;
    if (caption && (!rendered || getComputedStyle(caption).display !== 'none')) addAll(caption, make('p', to));
    if (!grid.length) return;
    if (!headers && element.querySelector(NO_DATA)) {
      for (const { cell, own } of grid.flat()) if (own) addAll(cell.element, make('div', to));
      return;
    }
    const width = widthOf(grid);
    const table = make('table', to, kept(element));
    const head = headers ? make('thead', table) : null;
    const body = make('tbody', table);
    grid.forEach((row, y) => {
      const made = make('tr', y === 0 && head ? head : body);
      for (let x = 0; x < width; x++) {
        const place = row[x];
        const shownCell = make(place?.cell.isHeader || (y === 0 && head) ? 'th' : 'td', made);
        if (place?.own) addAll(place.cell.element, shownCell);
        else shownCell.setAttribute('data-covered', '');
      }
    });
  };

  const copy = aside.body.appendChild(aside.createElement('div'));
  add(root, copy);
  while (open.length) open.pop()();
  for (const link of [...copy.querySelectorAll('a')].reverse()) spreadOverBlocks(link);
  trimAtBlocks(copy);
  return copy;
};

// As highlighters write it into classes.
const LANGUAGE =
  /(?:^|\s)(?:language-|lang-|highlight-source-|highlight-|brush:\s*|sourceCode\s+|hljs\s+(?!language-|lang-))([\w+#.-]+)/;

const languageIn = elements => {
  for (const element of elements) {
    const own = element.getAttribute('data-lang') ?? element.getAttribute('data-language');
    const told = LANGUAGE.exec(element.getAttribute('class') ?? '');
    if (own || told) return own || told[1];
  }
  return null;
};

// A link around blocks becomes a link in each of them: Markdown has no other.
const spreadOverBlocks = link => {
  if (![...link.querySelectorAll('*')].some(isBlockIn)) return;
  const spread = parent => {
    let own = null;
    for (const child of [...parent.childNodes]) {
      if (isBlockIn(child) || (child.nodeType === Node.ELEMENT_NODE && [...child.querySelectorAll('*')].some(isBlockIn))) {
        own = null;
        if (child.localName !== 'pre') spread(child);
      } else if (own || child.nodeType === Node.ELEMENT_NODE || child.data.trim()) {
        if (!own) parent.insertBefore((own = link.cloneNode(false)), child);
        own.append(child);
      }
    }
  };
  spread(link);
  link.replaceWith(...link.childNodes);
};

// White space at the edges of blocks is not shown.
const trimAtBlocks = copy => {
  const texts = copy.ownerDocument.createTreeWalker(copy, NodeFilter.SHOW_TEXT);
  const all = [];
  while (texts.nextNode()) all.push(texts.currentNode);
  for (const text of all) {
    const { previousSibling: before, nextSibling: after, parentElement: parent } = text;
    if (parent.closest('pre')) continue;
    if (before ? isBlockIn(before) : isBlockIn(parent)) text.data = text.data.replace(/^[ \t\r\n\f]+/, '');
    if (after ? isBlockIn(after) : isBlockIn(parent)) text.data = text.data.replace(/[ \t\r\n\f]+$/, '');
    if (!text.data) text.remove();
  }
};
