// Links, as absolute URLs.

const XLINK = 'http://www.w3.org/1999/xlink';

const absolute = url => {
  try {
    return new URL(url, document.baseURI).href;
  } catch {
    return url;
  }
};

// The URL that an element's href or src says: SVG has objects where HTML has strings, and other elements have neither.
const urlOf = (element, name) => {
  const said = element.getAttribute(name) ?? (name === 'href' ? element.getAttributeNS(XLINK, name) : null);
  if (said === null) return null;
  return typeof element[name] === 'string' ? element[name] : absolute(said);
};

const isLink = element => ['a', 'area'].includes(element.localName) && urlOf(element, 'href') !== null;

const textOfLink = element =>
  (element.localName === 'area' ? (element.getAttribute('alt') ?? '') : textOf(element, false)).trim();

const linksIn = (element, withFrames) =>
  [...elementsIn(element)].flatMap(one => {
    if (isLink(one)) return [{ text: textOfLink(one), url: urlOf(one, 'href') }];
    return withFrames && isFrame(one) && isShown(one) ? [frameToken(one, 'links')] : [];
  });
