// Reads elements as an extractor says: `wanted` has its attribute, format, frames, mainContent and extractors.

// A property or an attribute; links as absolute URLs.
const attributeOf = (element, name) => {
  if (['textContent', 'innerText', 'innerHTML', 'outerHTML', 'value'].includes(name)) return element[name] ?? null;
  return ['href', 'src'].includes(name) ? urlOf(element, name) : element.getAttribute(name);
};

// A root's HTML is a document, which its doctype belongs to.
const doctypeOf = element => {
  const document = real(element, 'ownerDocument');
  const doctype = real(document, 'doctype');
  return doctype && element === real(document, 'documentElement') ? new XMLSerializer().serializeToString(doctype) + '\n' : '';
};

// Frames are other documents, and may be of other sites: this one must not see what they show. So a token stands in their
// place, and who has asked reads them one by one.
const framesSeen = [];
const frameToken = (element, kind) => `${key}.${framesSeen.push({ element, kind }) - 1}.`;

const FORMATS = {
  text: textOf,
  html: element => doctypeOf(element) + real(element, 'outerHTML'),
  markdown: (element, withFrames) => shownCopyOf(element, withFrames ? 'markdown' : null).innerHTML,
  links: linksIn,
  table: tablesIn,
  grid: tablesIn,
  jsonld: jsonLdIn,
  meta: metaIn,
};

const read = (element, { attribute, format, frames, mainContent, extractors }) => {
  if (extractors.length) return Object.fromEntries(extractors.map(child => [child.name, readWithin(element, child)]));
  if (attribute) return attributeOf(element, attribute);
  if (!mainContent) return FORMATS[format](element, frames);
  const content = mainContentOf(element);
  return content ? mainContentAs[format](content) : false; // null is what no element has
};

const readWithin = (element, child) => {
  const found = find(element, child.selector);
  if (child.multiple) return found.map(one => read(one, child));
  return found.length ? read(found[0], child) : null;
};
