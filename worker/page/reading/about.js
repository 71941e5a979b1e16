// What a page says of itself.

const isWhole = element => ['documentElement', 'body', 'head'].some(name => real(document, name) === element);

const MAX_LEVELS = 100;

// Whether a value is nested deeper than anybody means: whoever reads it further on would come to the end of a stack.
const isTooDeep = value => {
  const open = [[value, 0]];
  while (open.length) {
    const [one, level] = open.pop();
    if (typeof one !== 'object' || one === null) continue;
    if (level >= MAX_LEVELS) return true;
    for (const name in one) open.push([one[name], level + 1]);
  }
  return false;
};

// The values of its JSON-LD scripts; those of lists each. What is no JSON, or nested too deeply, is left out.
const jsonLdIn = element =>
  allIn(isWhole(element) ? document : element, 'script[type="application/ld+json" i]').flatMap(script => {
    const text = script.textContent.trim().replace(/^<!--|-->$|^\/\*\s*<!\[CDATA\[\s*\*\/|\/\*\s*\]\]>\s*\*\/$|^<!\[CDATA\[|\]\]>$/g, '');
    try {
      const value = JSON.parse(text);
      return isTooDeep(value) ? [] : value;
    } catch {
      return [];
    }
  });

const NAMES_A_URL = /^(og|twitter):(url|image|video|audio|player)(:(url|secure_url|src|stream))?$/;

const metaIn = element => {
  const within = isWhole(element) ? document : element;
  const meta = {};
  for (const one of allIn(within, 'meta[content]')) {
    const name = ['property', 'name', 'itemprop', 'http-equiv'].map(key => one.getAttribute(key)).find(Boolean);
    if (!name) continue;
    const content = NAMES_A_URL.test(name) ? absolute(one.getAttribute('content')) : one.getAttribute('content');
    meta[name] = name in meta ? [meta[name], content].flat() : content;
  }
  const links = relation => allIn(within, `link[rel~="${relation}" i][href]`);
  return {
    url: real(document, 'URL'),
    title: real(document, 'title'),
    language: real(document, 'documentElement').lang || null,
    canonicalUrl: links('canonical')[0]?.href ?? null,
    alternates: links('alternate').map(one => ({
      url: one.href,
      language: one.getAttribute('hreflang'),
      type: one.getAttribute('type'),
    })),
    meta,
  };
};
