// Looks at a document for a person who acts in it, where no script of the page can lie to it or see that it is there:
// as a selector's engine. What it tells is the text of an element that is in no document.
(() => {
    const DATED = ['date', 'time', 'datetime-local', 'month', 'week', 'color'];
    const MOST_OPTIONS = 1000, MOST_CHARS = 400, MOST_SELECTED = 100000, DEPTH = 50;
    const isFrame = element => element.localName === 'iframe' || element.localName === 'frame';
    const inRoots = (root, find) => {
        let element = null;
        for (let depth = 0; root && depth < DEPTH; depth++) {
            const found = find(root);
            if (!found || found === element) break;
            element = found;
            root = element.shadowRoot;
        }
        return element;
    };
    const proto = root => root instanceof ShadowRoot ? ShadowRoot.prototype : Document.prototype;  // a form's name may hide it
    const at = (x, y) => inRoots(document, root => proto(root).elementFromPoint.call(root, x, y));
    const active = () => inRoots(
        document, root => Object.getOwnPropertyDescriptor(proto(root), 'activeElement').get.call(root));
    const target = (x, y) => {
        const element = at(x, y);
        if (!element) return null;
        return isFrame(element) ? element : element.closest('select, input');
    };
    const cut = text => String(text ?? '').replace(/\s+/g, ' ').trim().slice(0, MOST_CHARS);
    const options = select => {
        const told = [], all = select.options, count = Math.min(all.length, MOST_OPTIONS);  // to count takes long
        for (let number = 0; number < count; number++) {
            const option = all.item(number), group = option.parentElement;
            const inGroup = group instanceof HTMLOptGroupElement;
            told.push({
                number, label: cut(option.label), selected: option.selected,
                disabled: option.disabled || (inGroup && group.disabled), group: inGroup ? cut(group.label) : '',
            });
        }
        return told;
    };
    const box = element => {
        const {left, top, width, height} = element.getBoundingClientRect();
        return {left, top, width, height};
    };
    const field = (element, isTouched) => {
        if (element.matches(':disabled')) return null;
        if (element instanceof HTMLSelectElement) {
            // Lists that stand in the page, and those that pages have drawn for them, need nobody.
            const isList = element.multiple || element.size > 1;
            if ((isList && !isTouched) || getComputedStyle(element).appearance === 'base-select') return null;
            return {kind: 'select', multiple: element.multiple, options: options(element), ...box(element)};
        }
        if (!(element instanceof HTMLInputElement) || element.readOnly || !DATED.includes(element.type)) return null;
        const {type: kind, value, min, max} = element;
        return {kind, value: cut(value), min: cut(min), max: cut(max), ...box(element)};
    };
    const frame = element => {
        const {left, top, width, height} = element.getBoundingClientRect(), style = getComputedStyle(element);
        const scaleX = element.offsetWidth ? width / element.offsetWidth : 1;
        const scaleY = element.offsetHeight ? height / element.offsetHeight : 1;
        return {
            left: left + (element.clientLeft + parseFloat(style.paddingLeft)) * scaleX,
            top: top + (element.clientTop + parseFloat(style.paddingTop)) * scaleY, scaleX, scaleY,
        };
    };
    const here = (x, y, isTouched) => {
        const element = target(x, y);
        if (!element) return {};
        return isFrame(element) ? {frame: frame(element)} : {field: field(element, isTouched)};
    };
    const cursor = (x, y) => {
        const element = at(x, y);
        if (!element) return {cursor: ''};
        if (isFrame(element)) return {frame: frame(element)};
        const told = getComputedStyle(element).cursor.slice(-40);
        const isText = element.isContentEditable || element.matches('textarea, input:not([type]), input[type=text]');
        return {cursor: told === 'auto' && isText ? 'text' : told};
    };
    const selection = () => {
        const element = active();
        if (element && isFrame(element)) return {frame: {}};
        if (element instanceof HTMLTextAreaElement || element instanceof HTMLInputElement) {
            const {selectionStart: start, selectionEnd: end} = element;
            // Browsers copy nothing out of fields for passwords.
            const isHidden = element.type === 'password';
            if (start !== null && !isHidden && end > start) {
                return {text: element.value.slice(start, end).slice(0, MOST_SELECTED)};
            }
            if (isHidden) return {text: ''};
        }
        return {text: getSelection()?.toString().slice(0, MOST_SELECTED) ?? ''};
    };
    const stop = () => { window.stop(); return {}; };
    const questions = {here, cursor, selection, stop};
    const told = (name, numbers) => {
        let answer = {};
        try { answer = questions[name](...numbers); } catch { /* a page of odd elements gets no help */ }
        const element = document.createElement('p');
        element.textContent = JSON.stringify(answer);
        return element;
    };
    const find = body => {
        const [name, ...numbers] = body.split(' ');
        try {
            if (name === 'target') return target(...numbers.map(Number));
            if (name === 'active') return active();
        } catch { return null; }
        return told(name, numbers.map(Number));
    };
    return {
        query: (root, body) => find(body),
        queryAll: (root, body) => { const found = find(body); return found ? [found] : []; },
    };
})()
