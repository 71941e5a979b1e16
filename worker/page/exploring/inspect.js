// What can be done in a document, or in an element of it: each thing once, as far as there is room. The elements that are
// to be located are kept under the key, in order; `at` says which is whose.
(start, { key, limits }) => {
DESCRIBE
  REAL
  const root = start ?? real(document, 'documentElement');
  const kept = [];
  const found = { title: plain(real(document, 'title'), 1000), forms: [], fields: [], buttons: [], links: [], tables: [],
    structuredData: [], meta: {}, isTruncated: false };
  const forms = new Map();
  const urls = new Set();

  // In the document of the tab, from its top left corner; in that of a frame, from what is shown of it.
  const boxOf = element => {
    const { left, top, width, height } = element.getBoundingClientRect();
    const [x, y] = window === window.top ? [scrollX, scrollY] : [0, 0];
    return [left + x, top + y, width, height].map(Math.round);
  };
  const keep = (told, element) => ({ ...told, at: kept.push(element) - 1, box: boxOf(element) });
  const add = (list, one) => {
    if (found[list].length < limits[list]) return found[list].push(one());
    found.isTruncated = true;
  };

  const FIELD_ROLES = new Set(['textbox', 'searchbox', 'combobox', 'checkbox', 'radio', 'switch', 'spinbutton', 'slider', 'listbox']);
  const BUTTON_ROLES = new Set(['button', 'tab', 'menuitem', 'menuitemcheckbox', 'menuitemradio']);

  const formOf = element => {
    const form = element.form;
    if (!form || form.localName !== 'form') return null;
    if (!forms.has(form)) {
      if (forms.size >= limits.forms) return null;
      forms.set(form, forms.size);
      found.forms.push({
        name: labelOf(form) || attribute(form, 'name') || attribute(form, 'id'),
        method: plain(form.getAttribute('method') ?? 'get', 10).toLowerCase(),
        url: plain(new URL(form.getAttribute('action') || '', document.baseURI).href, 2000),
      });
    }
    return forms.get(form);
  };
  const safely = (give, otherwise) => {
    try {
      return give();
    } catch {
      return otherwise;
    }
  };

  const field = element => {
    const told = describe(element);
    // Many a box is drawn by its label: then that is what one clicks.
    const drawn = !told.isSeen && CHOSEN.has(told.type) ? [...(element.labels ?? [])].find(isSeen) : null;
    if (!told.isSeen && !drawn && told.type !== 'file') return null;
    const of = drawn ? { ...told, drawnBy: describe(drawn) } : told;
    return keep({ ...of, form: safely(() => formOf(element), null) }, drawn ?? element);
  };
  const button = element => keep({ ...describe(element), form: safely(() => formOf(element), null),
    isSubmit: ['submit', 'image'].includes(element.type) }, element);

  const open = [root];
  let seen = 0;
  let clicked = 0;
  while (open.length) {
    const one = open.pop();
    if (++seen > limits.elements) {
      found.isTruncated = true;
      break;
    }
    const tag = one.localName;
    const role = one.getAttribute?.('role');
    const isOwnEditable = one.isContentEditable && !one.parentElement?.isContentEditable;
    if (tag === 'input' && one.type === 'hidden') continue;
    if (isButton(one) || (BUTTON_ROLES.has(role) && !FIELDS.has(tag)) || tag === 'summary') {
      if (isSeen(one)) add('buttons', () => button(one));
    } else if (FIELDS.has(tag) || FIELD_ROLES.has(role) || isOwnEditable) {
      if (found.fields.length >= limits.fields) found.isTruncated = true;
      else {
        const told = safely(() => field(one), null);
        if (told) found.fields.push(told);
      }
    } else if ((tag === 'a' || tag === 'area') && one.hasAttribute('href')) {
      const url = typeof one.href === 'string' ? one.href : '';
      const isHere = url.includes('#') && url.split('#')[0] === real(document, 'URL').split('#')[0];
      const isScript = isHere && (one.hasAttribute('onclick') || one.hasAttribute('role') || !url.split('#')[1]);
      const isPage = /^https?:/.test(url) && url.length <= 8192 && !isScript;
      if (isSeen(one) && !(isPage && urls.has(url))) {
        urls.add(url);
        const isLocated = !isPage && ++clicked <= limits.clicked;
        if (!isPage && !isLocated) found.isTruncated = true;
        else add('links', () => (isPage ? { text: nameOfElement(one), url, box: boxOf(one) } : keep(describe(one), one)));
      }
    } else if (tag === 'table' && isSeen(one) && role !== 'presentation' && role !== 'none') {
      add('tables', () => keep({ ...describe(one), rows: one.rows.length,
        columns: [...(one.rows[0]?.cells ?? [])].slice(0, 30).map(cell => plain(cell.textContent, 100)) }, one));
    } else if (tag === 'iframe' || tag === 'frame') {
      continue; // who has asked looks into it, too
    }
    const inner = real(one, 'shadowRoot');
    if (inner) for (const child of [...inner.children].reverse()) open.push(child);
    if (SILENT.has(tag)) continue;
    for (let child = one.lastElementChild; child; child = child.previousElementSibling) open.push(child);
  }

  const within = start ?? document;
  for (const script of real(within, 'querySelectorAll').call(within, 'script[type="application/ld+json" i]')) {
    if (found.structuredData.length >= limits.structuredData) {
      found.isTruncated = true;
      break;
    }
    const things = safely(() => script.textContent.length < 1e6 ? [JSON.parse(script.textContent)].flat() : [], []);
    for (const thing of things.slice(0, limits.structuredData).flatMap(one => one?.['@graph'] ?? one).slice(0, limits.structuredData)) {
      if (typeof thing !== 'object' || thing === null) continue;
      found.structuredData.push({
        type: [thing['@type'] ?? ''].flat().slice(0, 5).map(one => plain(one, 100)).join(', '),
        properties: Object.keys(thing).filter(one => !one.startsWith('@')).slice(0, 50).map(one => plain(one, 100)),
      });
    }
  }
  if (!start) {
    for (const one of [...real(document, 'querySelectorAll').call(document, 'meta[content]')].slice(0, 1000)) {
      const name = plain(one.getAttribute('property') || one.getAttribute('name'), 100);
      if (!name) continue;
      if (Object.keys(found.meta).length >= limits.meta) {
        found.isTruncated = true;
        break;
      }
      found.meta[name] ??= plain(one.getAttribute('content'), 500);
    }
  }
  globalThis[Symbol.for(key)] = kept;
  return found;
}
