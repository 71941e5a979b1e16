// What locators ask in a world of a page: `made` is an InjectedScript of Playwright's.
const parsed = new Map();
const parse = selector => {
    let found = parsed.get(selector);
    if (found) return found;
    try {
        found = made.parseSelector(selector);
    } catch (error) {
        throw error.message; // alone, as Playwright's driver tells it
    }
    const entered = found.parts.findIndex(part => part.name === 'internal:control' && part.body === 'enter-frame');
    if (entered === 0) throw 'Selector cannot start with entering frame, select the iframe first';
    if (entered > 0) throw `Selector cannot end with entering frame, while parsing selector ${selector}`;
    parsed.set(selector, found);
    return found;
};
return {
    injected: made,
    // All elements of a selector in a document, or in an element of it. Several are an error where one must be.
    find(selector, isStrict, root) {
        const wanted = parse(selector);
        const elements = made.querySelectorAll(wanted, root ?? document);
        if (isStrict && elements.length > 1) throw made.strictModeViolationError(wanted, elements);
        return elements;
    },
    // The element of a frame, and whether it can be seen.
    frame(selector, isStrict) {
        const elements = this.find(selector, isStrict);
        for (const element of elements) {
            if (element.nodeName === 'IFRAME' || element.nodeName === 'FRAME') continue;
            const what = `Selector "${selector}" resolved to ${made.previewNode(element)}, <iframe> was expected`;
            throw made.createStacklessError(what);
        }
        return elements[0];
    },
};
