// A selector's engine that says what a page shows. It runs in a world of its own: no script of the page sees it or can lie
// to it by replacing functions. Names of elements hide the methods of forms and of the document there too, so that all
// methods are taken from their prototypes.
//
// Its body is JSON, percent-encoded: { look, … }. What it tells is the text of an element that belongs to no document;
// what it only affirms is the element that was asked about, or none.
({
    query(root, body) {
        return this.queryAll(root, body)[0] ?? null;
    },
    queryAll(root, body) {
        const given = JSON.parse(decodeURIComponent(body));
        const { apply } = Reflect;
        const getter = (type, name) => Object.getOwnPropertyDescriptor(type.prototype, name).get;
        const parentNode = getter(Node, 'parentNode');
        const rectOf = element => apply(Element.prototype.getBoundingClientRect, element, []);
        const attribute = (element, name) => apply(Element.prototype.getAttribute, element, [name]) ?? '';
        const all = (where, css) => [...apply((where instanceof Element ? Element
            : where instanceof Document ? Document : DocumentFragment).prototype.querySelectorAll, where, [css])];
        const page = root instanceof Document ? root : apply(getter(Node, 'ownerDocument'), root, []);

        const above = element => {
            const parent = element.assignedSlot ?? apply(parentNode, element, []);
            return parent instanceof ShadowRoot ? parent.host : parent;
        };
        // How much of an element can be seen: 0 nothing, 1 a part, or what one can scroll to, 2 the middle of what is in view.
        const seen = (element, { width = 1, height = 1 } = {}) => {
            const rect = rectOf(element);
            if (rect.width < width || rect.height < height) return 0;
            const isShown = apply(Element.prototype.checkVisibility, element,
                [{ opacityProperty: true, visibilityProperty: true, contentVisibilityAuto: true }]);
            if (!isShown) return 0;
            let opacity = 1;
            for (let one = element, left = 500; one instanceof Element && left; one = above(one), left--)
                opacity *= Number(getComputedStyle(one).opacity);
            if (opacity < 0.1) return 0;
            const html = apply(getter(Document, 'documentElement'), page, []);
            const isReachable = rect.right + scrollX > 0 && rect.bottom + scrollY > 0
                && rect.left + scrollX < Math.max(html.scrollWidth, innerWidth)
                && rect.top + scrollY < Math.max(html.scrollHeight, innerHeight);
            if (!isReachable) return 0;
            const [left, right] = [Math.max(rect.left, 0), Math.min(rect.right, innerWidth)];
            const [top, bottom] = [Math.max(rect.top, 0), Math.min(rect.bottom, innerHeight)];
            if (right - left < Math.min(width, 30) || bottom - top < Math.min(height, 30)) return 1;
            const around = apply(Node.prototype.getRootNode, element, []);
            const type = around instanceof ShadowRoot ? ShadowRoot : Document;
            const isHit = (x, y) => {
                const hit = apply(type.prototype.elementFromPoint, around,
                    [left + (right - left) * x, top + (bottom - top) * y]);
                return hit !== null && apply(Node.prototype.contains, element, [hit]);
            };
            if (isHit(0.5, 0.5)) return 2;
            return [0.2, 0.8].some(x => isHit(x, 0.2) || isHit(x, 0.8)) ? 1 : 0;
        };
        // The document and the open shadow roots in it, as many as are found in the time.
        const roots = () => {
            const found = [page], until = performance.now() + 8;
            for (let number = 0; number < found.length && found.length < 200; number++) {
                const walker = apply(Document.prototype.createTreeWalker, page, [found[number], NodeFilter.SHOW_ELEMENT]);
                for (let count = 1; walker.nextNode(); count++) {
                    if (walker.currentNode.shadowRoot instanceof ShadowRoot) found.push(walker.currentNode.shadowRoot);
                    if (count % 500 === 0 && performance.now() > until) return found;
                }
            }
            return found;
        };
        const source = getter(HTMLIFrameElement, 'src');
        const frames = () => roots().flatMap(one => all(one, 'iframe')).slice(0, 300).map(element => {
            const { width, height } = rectOf(element);
            return [apply(source, element, []).slice(0, 5000), seen(element, { width: 30, height: 30 }), width, height];
        });
        const value = getter(HTMLInputElement, 'value'), areaValue = getter(HTMLTextAreaElement, 'value');
        const isFilled = field => field instanceof HTMLInputElement ? apply(value, field, []) !== ''
            : field instanceof HTMLTextAreaElement && apply(areaValue, field, []) !== '';
        const told = facts => {
            const text = apply(Document.prototype.createElement, page, ['template']);
            text.textContent = JSON.stringify(facts);
            return [text];
        };

        // How much can be seen of what a rule matches: -1, it matches nothing.
        const most = ({ css, size, text }) => {
            let most = -1;
            for (const element of all(page, css).slice(0, 50)) {
                const content = text && (apply(getter(Node, 'textContent'), element, []) ?? '').slice(0, 1000);
                if (text && !new RegExp(text).test(content)) continue;
                most = Math.max(most, size ? seen(element, size) : 0);
                if (most === (size ? 2 : 0)) break;
            }
            return most;
        };

        const looks = {
            // Whether an element can be seen as much as is wanted.
            shown: () => seen(root, given) >= given.level ? [root] : [],
            // Which rules match, and how much can be seen of what they match; its frames, if wanted; the token fields that
            // are filled.
            rules: () => {
                const fields = given.tokens.map(name => `[name="${name}"]`);
                // Pages may have many elements, and mostly have none of these: all are looked for at once.
                const rare = given.rules.filter(rule => !rule.text).map(rule => rule.css);
                const some = all(page, [...rare, ...fields].join()).length > 0;
                return told({
                    isLoading: apply(getter(Document, 'readyState'), page, []) === 'loading',
                    matches: given.rules.map(rule => some || rule.text ? most(rule) : -1),
                    frames: given.frames ? frames() : [],
                    filled: given.tokens.filter((_, index) => some && all(page, fields[index]).slice(0, 20).some(isFilled)),
                });
            },
            // The frames in a document, as far as its scripts can reach them.
            frames: () => told(frames()),
            // Whether an element is, or labels, a field for a password.
            password: () => {
                const field = root instanceof HTMLLabelElement ? apply(getter(HTMLLabelElement, 'control'), root, []) : root;
                if (!(field instanceof HTMLInputElement)) return [];
                const names = `${attribute(field, 'id')} ${attribute(field, 'name')}`;
                const isOne = apply(getter(HTMLInputElement, 'type'), field, []) === 'password'
                    || /(^| )current-password$/.test(attribute(field, 'autocomplete'))
                    || (given.secret && /passw|pwd/i.test(names));  // one that the page shows
                return isOne ? [root] : [];
            },
            // What is left of a form for signing in, and what it says that is wrong.
            signIn: () => {
                const facts = { passwords: 0, isNew: false, code: false, errors: [], isLoading: false };
                facts.isLoading = apply(getter(Document, 'readyState'), page, []) !== 'complete';
                for (const one of roots()) {
                    for (const field of all(one, 'input').slice(0, 500)) {
                        const type = apply(getter(HTMLInputElement, 'type'), field, []);
                        const fills = attribute(field, 'autocomplete');
                        const isPassword = type === 'password' || /(^| )(current|new)-password$/.test(fills);
                        const isCode = /(^| )one-time-code$/.test(fills) || attribute(field, 'inputmode') === 'numeric';
                        if (!(isPassword || isCode) || !seen(field)) continue;
                        facts.passwords += isPassword;
                        facts.isNew ||= isPassword && /(^| )new-password$/.test(fills);
                        facts.code ||= isCode;
                        if (isPassword && attribute(field, 'aria-invalid') === 'true') facts.errors.push('aria-invalid');
                    }
                    for (const alert of all(one, '[role=alert], [aria-live=assertive]').slice(0, 50)) {
                        const words = (apply(getter(HTMLElement, 'innerText'), alert, []) ?? '').trim();
                        if (words && seen(alert)) facts.errors.push(words.slice(0, 200));
                    }
                }
                return told(facts);
            },
        };
        return looks[given.look]();
    },
})
