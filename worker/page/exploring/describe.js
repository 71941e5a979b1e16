// What is told of one element, and how it may be found again. Texts are cut where they are read.

const MAX_LABEL = 200;
const MAX_OPTIONS = 100;
const MAX_STEPS = 100;

const plain = (text, max = MAX_LABEL) =>
  String(text ?? '').slice(0, 20 * max).replace(/[\u200b\u00ad]/g, '').replace(/\s+/g, ' ').trim().slice(0, max);

const SILENT = new Set(['script', 'style', 'noscript', 'template', 'select', 'textarea', 'datalist', 'option']);

// The text of an element without what is in fields in it, and no more of it than is told.
const textIn = element => {
  const pieces = [];
  let chars = 0;
  const open = [element];
  for (let seen = 0; open.length && chars < 2 * MAX_LABEL && seen < 1000; seen++) {
    const one = open.pop();
    if (one.nodeType === Node.TEXT_NODE) {
      const text = one.data.slice(0, 4 * MAX_LABEL);
      pieces.push(text);
      chars += text.trim().length;
    } else if (one.nodeType === Node.ELEMENT_NODE && (one === element || !SILENT.has(one.localName))) {
      if (one.localName === 'img') pieces.push(one.alt ?? '');
      for (let child = one.lastChild, count = 0; child && count < 1000; child = child.previousSibling, count++) open.push(child);
    }
  }
  return plain(pieces.join(''));
};

const named = (element, attribute) => {
  const ids = (element.getAttribute(attribute) ?? '').slice(0, 1000).split(/\s+/).filter(Boolean);
  const root = element.getRootNode();
  return plain(ids.slice(0, 10).map(id => root.getElementById?.(id)).filter(Boolean).map(textIn).join(' '));
};

const FIELDS = new Set(['input', 'select', 'textarea']);
const BUTTON_TYPES = new Set(['button', 'submit', 'reset', 'image']);

const isButton = element =>
  element.localName === 'button' || (element.localName === 'input' && BUTTON_TYPES.has(element.type));

const labelOf = element =>
  named(element, 'aria-labelledby') ||
  plain(element.getAttribute('aria-label')) ||
  plain([...(element.labels ?? [])].slice(0, 5).map(textIn).join(' '));

const nameOfElement = element => {
  if (labelOf(element)) return labelOf(element);
  if (element.localName === 'input' && isButton(element)) {
    const said = element.type === 'image' ? element.alt : element.value;
    return plain(said || { submit: 'Submit', reset: 'Reset', image: 'Submit' }[element.type]);
  }
  if (FIELDS.has(element.localName)) return plain(element.title) || plain(element.placeholder);
  if (element.localName === 'table') return plain(element.caption?.textContent) || plain(element.title);
  return textIn(element) || plain(element.getAttribute('title'));
};

const INPUT_ROLES = {
  checkbox: 'checkbox', radio: 'radio', number: 'spinbutton', range: 'slider', search: 'searchbox',
  button: 'button', submit: 'button', reset: 'button', image: 'button', color: '', file: '', hidden: '',
};
const ROLES = { button: 'button', textarea: 'textbox', table: 'table', img: 'img', summary: '' };

const roleOf = element => {
  const said = plain(element.getAttribute('role'), 50).split(' ')[0].toLowerCase();
  if (/^[a-z]+$/.test(said)) return said;
  if (element.localName === 'input') {
    const role = INPUT_ROLES[element.type] ?? 'textbox';
    return element.hasAttribute('list') && (role === 'textbox' || role === 'searchbox') ? 'combobox' : role;
  }
  if (element.localName === 'select') return element.multiple || element.size > 1 ? 'listbox' : 'combobox';
  if (element.localName === 'a' || element.localName === 'area') return element.hasAttribute('href') ? 'link' : '';
  return ROLES[element.localName] ?? '';
};

const isSeen = element => {
  const style = getComputedStyle(element);
  return element.getClientRects().length > 0 && style.visibility === 'visible';
};

// Where it is in its document, through shadow roots, as CSS that goes into them: "" where that is too long.
const pathOf = element => {
  const steps = [];
  let one = element;
  while (one && one.nodeType === Node.ELEMENT_NODE) {
    const parent = one.parentNode;
    const root = one.getRootNode();
    if (/^[A-Za-z][\w-]{0,100}$/.test(one.id) && root === document && document.getElementById(one.id) === one) {
      steps.push(`#${one.id}`);
      break;
    }
    const tag = CSS.escape(one.localName);
    let place = 1;
    for (let other = one.previousElementSibling; other; other = other.previousElementSibling) place += 1;
    steps.push(parent === document ? tag : `${tag}:nth-child(${place})`);
    if (steps.length > MAX_STEPS) return '';
    one = parent instanceof ShadowRoot ? parent.host : parent;
  }
  return steps.reverse().join(' > ').slice(0, 5000);
};

const attribute = (element, name, max = MAX_LABEL) => {
  const said = element.getAttribute(name);
  return said !== null && said.length <= max ? said : '';
};

const optionsOf = select =>
  Array.from({ length: Math.min(select.options.length, MAX_OPTIONS) }, (_, index) => {
    const option = select.options[index];
    const told = { label: plain(option.label), value: String(option.value).slice(0, MAX_LABEL) };
    const isOff = option.disabled || (option.parentNode.localName === 'optgroup' && option.parentNode.disabled);
    return isOff ? { ...told, disabled: true } : told;
  });

const CHOSEN = new Set(['checkbox', 'radio']);
const CHOSEN_ROLES = new Set(['checkbox', 'radio', 'switch']);

// What one does with it, and of a field, its type: "" where there is nothing to do.
const typeOf = element => {
  if (element.localName === 'select') return element.multiple ? 'select-multiple' : 'select';
  if (element.localName === 'textarea') return 'textarea';
  if (element.localName === 'input') return element.type;
  if (element.isContentEditable) return 'contenteditable';
  return '';
};

const describe = element => {
  const type = typeOf(element);
  const told = {
    tag: plain(element.localName, 100),
    type,
    role: roleOf(element),
    name: nameOfElement(element),
    label: labelOf(element),
    placeholder: plain(element.getAttribute('placeholder')),
    alt: plain(element.getAttribute('alt')),
    title: plain(element.getAttribute('title')),
    testId: attribute(element, 'data-testid'),
    id: attribute(element, 'id'),
    fieldName: attribute(element, 'name'),
    path: pathOf(element),
    isSeen: isSeen(element),
    isDisabled: element.matches(':disabled') || element.getAttribute('aria-disabled') === 'true',
    isReadOnly: element.readOnly === true || element.getAttribute('aria-readonly') === 'true',
    isRequired: element.required === true || element.getAttribute('aria-required') === 'true',
  };
  if (CHOSEN.has(type)) told.value = attribute(element, 'value');
  if (CHOSEN.has(type) || CHOSEN_ROLES.has(told.role)) {
    told.isChecked = element.checked === true || element.getAttribute('aria-checked') === 'true';
  }
  if (element.localName === 'select') {
    told.options = optionsOf(element);
    told.optionCount = element.options.length;
  }
  for (const name of ['min', 'max', 'step', 'accept', 'autocomplete', 'pattern']) {
    if (type && element.hasAttribute(name)) told[name] = attribute(element, name);
  }
  if (element.multiple === true) told.isMultiple = true;
  if (element.maxLength > 0) told.maxLength = element.maxLength;
  if (told.role === 'link') told.url = element.href instanceof SVGAnimatedString ? '' : String(element.href ?? '').slice(0, 8192);
  return told;
};
