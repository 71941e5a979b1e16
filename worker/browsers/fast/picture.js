// Makes a document ready for its picture, in a world where its scripts see nothing of it, and leaves there what undoes it:
// no caret is seen in a field, and animations stand where they end, or where they began when they never end. Tells how
// large the window and the page are, whether anything is to be undone, and whether the focus may be in a frame.
({ hideCaret, stopAnimations }) => {
    const parts = [document.body, document.documentElement];
    const most = name => Math.max(...parts.flatMap(one => ['scroll', 'offset', 'client'].map(of => one[of + name])));
    const told = {
        window: { width: innerWidth, height: innerHeight },
        page: parts.every(one => one) ? { width: most('Width'), height: most('Height') } : null,
        scrolled: { x: scrollX, y: scrollY },
        isChanged: false,
        isFocusInside: !(document.activeElement?.matches('html,body,a,button,input,select,textarea') ?? true),
    };
    if (!hideCaret && !stopAnimations) return told;
    const roots = [document];
    for (const root of roots) {
        const walker = document.createTreeWalker(root, NodeFilter.SHOW_ELEMENT);
        while (walker.nextNode()) if (walker.currentNode.shadowRoot) roots.push(walker.currentNode.shadowRoot);
    }
    const undoing = [];
    if (hideCaret) {
        const name = 'caret-color';
        for (const { style } of new Set(roots.flatMap(root => [...root.querySelectorAll('input,textarea,[contenteditable]')]))) {
            if (!style) continue;
            const [value, priority] = [style.getPropertyValue(name), style.getPropertyPriority(name)];
            undoing.push(() => style.setProperty(name, value, priority));
            style.setProperty(name, 'transparent', 'important');
        }
    }
    if (stopAnimations) {
        const endless = new Set();
        const quietly = act => {
            try { act(); } catch { /* some cannot be ended, or begun again */ }
        };
        const stop = root => {
            for (const animation of root.getAnimations()) {
                if (!animation.effect || !animation.playbackRate || endless.has(animation)) continue;
                if (Number.isFinite(animation.effect.getComputedTiming().endTime)) quietly(() => animation.finish());
                else quietly(() => { animation.cancel(); endless.add(animation); });
            }
        };
        for (const root of roots) {
            const stopAll = () => stop(root);
            stopAll();
            for (const event of ['transitionrun', 'animationstart']) {
                root.addEventListener(event, stopAll);
                undoing.push(() => root.removeEventListener(event, stopAll));
            }
        }
        undoing.push(() => { for (const animation of endless) quietly(() => animation.play()); });
    }
    if (undoing.length) globalThis.__tabwrightAfterPicture = () => {
        delete globalThis.__tabwrightAfterPicture;
        for (const undo of undoing) undo();
    };
    told.isChanged = undoing.length > 0;
    return told;
}
