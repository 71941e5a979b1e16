// The main content of what an element shows, as the readers' view of Firefox finds it.

const mainContentOf = element => {
  const copy = shownCopyOf(element, null);
  const title = [...copy.querySelectorAll('h1')];
  const headline = title.length === 1 ? title[0].cloneNode(true) : null;
  const aside = copy.ownerDocument;
  // It makes <h2> of <h1>, which it tells by itself.
  for (const one of title) one.setAttribute('data-level', '1');
  const found = new Readability(aside, {
    keepClasses: true,
    disableJSONLD: true,
    maxElemsToParse: 200_000,
    serializer: content => content,
    allowedVideoRegex: /$^/,
  }).parse();
  if (!found?.content?.textContent.trim()) return null;
  const content = found.content;
  for (const one of [...content.querySelectorAll('[data-level]')]) {
    const back = aside.createElement('h1');
    back.append(...one.childNodes);
    one.replaceWith(back);
  }
  if (headline && !content.querySelector('h1')) content.prepend(headline);
  trimAtBlocks(content);
  return content;
};

const mainContentAs = {
  text: textOfCopy,
  html: content => content.innerHTML,
  markdown: content => content.innerHTML,
  links: content =>
    [...content.querySelectorAll('a[href]')].map(one => ({ text: textOfCopy(one), url: one.getAttribute('href') })),
};
