// Makes a document ready for its picture, in a world where its scripts see nothing of it, and leaves there what undoes it:
// no caret is seen in a field, and animations stand where they end, or where they began when they never end.
({ hideCaret, stopAnimations }) => {
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
    globalThis.__tabwrightAfterPicture = () => {
        delete globalThis.__tabwrightAfterPicture;
        for (const undo of undoing) undo();
    };
}
