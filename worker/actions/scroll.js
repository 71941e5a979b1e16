// Scrolls by how.x and how.y, or to how.to: what can be scrolled of the element that is given, or else of the page.
// Returns whether there is such a thing.
(...given) => {
    const how = given.pop();
    const axes = how.to ? ['y'] : ['x', 'y'].filter(axis => how[axis]);
    if (!axes.length) return true;
    REAL
    const html = real(document, 'documentElement'), body = real(document, 'body');
    const root = real(document, 'scrollingElement') ?? html;
    const range = (node, axis) =>
        axis === 'x' ? node.scrollWidth - node.clientWidth : node.scrollHeight - node.clientHeight;
    const overflow = (node, axis) => getComputedStyle(node)[axis === 'x' ? 'overflowX' : 'overflowY'];
    const isOver = node => axes.some(axis => range(node, axis) > 1);
    const canScroll = (node, ...how) => axes.some(axis => range(node, axis) > 1 && how.includes(overflow(node, axis)));

    // What the viewport does is written at <html>, or at <body> where <html> says nothing.
    const bodyIsPage = body === root || overflow(html, 'y') === 'visible';
    const ofPage = axis => overflow(bodyIsPage && body ? body : html, axis);

    function* within(node) {
        for (const one of real(node, 'querySelectorAll').call(node, '*')) {
            yield one;
            const inner = real(one, 'shadowRoot');
            if (inner) yield* within(inner);
        }
    }
    const size = (node, inView) => {
        const box = node.getBoundingClientRect();
        const view = inView ? [0, 0, innerWidth, innerHeight] : [box.left, box.top, box.right, box.bottom];
        const width = Math.min(box.right, view[2]) - Math.max(box.left, view[0]);
        const height = Math.min(box.bottom, view[3]) - Math.max(box.top, view[1]);
        return Math.max(width, 0) * Math.max(height, 0);
    };
    const largest = (node, inView) => {
        let found = null, most = 0;
        for (const one of within(node)) {
            if (one === root || one === html || (one === body && bodyIsPage)) continue;
            if (!isOver(one) || !canScroll(one, 'auto', 'scroll', 'overlay')) continue;
            if (getComputedStyle(one).visibility !== 'visible') continue;
            const area = size(one, inView);
            if (area > most) [found, most] = [one, area];
        }
        return [found, most];
    };
    const main = () => {
        const [part, area] = largest(document, true), view = innerWidth * innerHeight;
        const isFree = axes.some(axis => range(root, axis) > 1 && !['hidden', 'clip'].includes(ofPage(axis)));
        if (!part) return isOver(root) ? root : null;
        // A page that is too large by its margins only, around the part that is meant to be scrolled.
        const isLittle = axes.every(axis => range(root, axis) < 0.1 * (axis === 'x' ? innerWidth : innerHeight));
        if (isFree) return isLittle && area >= view / 2 ? part : root;
        // A page that is held still, while it shows a dialog for instance, can be scrolled by scripts nevertheless.
        return isOver(root) && area < view / 4 ? root : part;
    };
    const of = element =>
        [html, body].includes(element) ? main()
            : canScroll(element, 'auto', 'scroll', 'overlay', 'hidden') ? element : largest(element.shadowRoot ?? element, false)[0];

    const scroller = given.length ? of(given[0]) : main();
    if (!scroller) return false;
    if (how.to) {
        const end = how.to === 'top' ? -scroller.scrollHeight : scroller.scrollHeight; // some begin at their end
        scroller.scrollTo({ top: end, behavior: 'instant' });
    } else {
        scroller.scrollBy({ left: how.x, top: how.y, behavior: 'instant' });
    }
    return true;
}
