// The tree that is shown: what open shadow roots hold in place of their hosts' children, and what is assigned to slots.

const allIn = (node, selector) => [...real(node, 'querySelectorAll').call(node, selector)];

const childrenOf = node => {
  const root = real(node, 'shadowRoot');
  if (root) return [...root.childNodes];
  const assigned = node.localName === 'slot' ? node.assignedNodes() : [];
  return [...(assigned.length ? assigned : real(node, 'childNodes'))];
};

// Onto a stack, for the first to be the next. A page may have more of them than a call may have arguments.
const pushAll = (open, nodes) => {
  for (let i = nodes.length - 1; i >= 0; i--) open.push(nodes[i]);
};

// The element and all in it, in the order in which they are shown.
const elementsIn = function* (element) {
  const open = [element];
  while (open.length) {
    const one = open.pop();
    yield one;
    pushAll(open, childrenOf(one).filter(child => child.nodeType === Node.ELEMENT_NODE));
  }
};

const isFrame = element => element.localName === 'iframe' || element.localName === 'frame';

const isRendered = element => {
  if (!element.isConnected) return false;
  for (let one = element; one; one = one.assignedSlot ?? one.parentElement ?? one.getRootNode().host) {
    if (getComputedStyle(one).display === 'none') return false;
  }
  return true;
};

const shadowRootsIn = element => {
  const roots = [];
  const open = [element];
  while (open.length) {
    const one = open.pop();
    for (const host of [one, ...allIn(one, '*')]) {
      const root = real(host, 'shadowRoot');
      if (root) open.push(root), roots.push(root);
    }
  }
  return roots;
};

const isXPath = selector => /^(xpath=|\.{0,2}\/|\(|\.{1,2}$)/.test(selector);

// The elements in one that a selector matches: CSS in open shadow roots too, XPath as it is.
const find = (element, selector) => {
  if (isXPath(selector)) {
    const path = selector.replace(/^xpath=/, '').replace(/^\//, './');
    const found = real(document, 'evaluate').call(document, path, element, null, XPathResult.ORDERED_NODE_SNAPSHOT_TYPE, null);
    return Array.from({ length: found.snapshotLength }, (_, i) => found.snapshotItem(i)).filter(node => node.nodeType === 1);
  }
  const found = allIn(element, selector);
  const roots = shadowRootsIn(element);
  if (!roots.length) return found;
  const all = new Set([...found, ...roots.flatMap(root => allIn(root, selector))]);
  const shown = [...elementsIn(element)].filter(one => one !== element && all.has(one));
  return [...new Set([...shown, ...all])]; // then those that no slot shows
};

// An element as messages name it.
const nameOf = element => {
  const told = ['id', 'class', 'role'].filter(name => element.getAttribute(name));
  return `<${element.localName}${told.map(name => ` ${name}="${element.getAttribute(name).slice(0, 100)}"`).join('')}>`;
};
