// Tables as grids: a cell stands in each place that its rowspan and colspan cover.

const MAX_CELLS = 1_000_000;
const ROLES = { table: ['table', 'grid', 'treegrid'], cell: ['cell', 'gridcell', 'columnheader', 'rowheader'] };

const hasRole = (element, roles) => roles.includes(element.getAttribute('role'));
const isAriaTable = element => hasRole(element, ROLES.table);
const isLayout = element => hasRole(element, ['presentation', 'none']);
const isTable = element => (element.localName === 'table' && !isLayout(element)) || isAriaTable(element);
// Sections of tables too, which have rows, and what a page takes for its layout.
const isTabular = element => isTable(element) || (element.rows instanceof HTMLCollection && element.localName.startsWith('t'));

// Of these and all in them, those that are in no other.
const outermost = (elements, matches, within) => {
  const found = [];
  const open = elements.reverse();
  while (open.length) {
    const one = open.pop();
    if (one.nodeType !== Node.ELEMENT_NODE) continue;
    if (matches(one)) found.push(one);
    else if (within(one)) pushAll(open, childrenOf(one));
  }
  return found;
};

const ofHtml = element =>
  Array.from(element.rows, row => ({
    element: row,
    section: row.parentElement,
    cells: Array.from(row.cells, cell => {
      const { colSpan, rowSpan } = cell;
      return { element: cell, isHeader: cell.localName === 'th', columns: colSpan, rows: rowSpan === 0 ? Infinity : rowSpan };
    }),
  }));

const ofAria = element =>
  outermost(childrenOf(element), one => hasRole(one, ['row']) || one.localName === 'tr', one => !isTable(one)).map(row => ({
    element: row,
    section: element,
    cells: outermost(childrenOf(row), one => hasRole(one, ROLES.cell) || /^t[dh]$/.test(one.localName), one => !isTable(one)).map(cell => ({
      element: cell,
      isHeader: hasRole(cell, ['columnheader']) || cell.localName === 'th',
      columns: Math.min(Number(cell.getAttribute('aria-colspan')) || cell.colSpan || 1, 1000),
      rows: Number(cell.getAttribute('aria-rowspan')) || cell.rowSpan || 1,
    })),
  }));

const rowsOf = element => {
  const rows = element.rows instanceof HTMLCollection && element.rows.length ? ofHtml(element) : ofAria(element);
  if (!isRendered(element)) return rows;
  const stands = one => {
    const style = getComputedStyle(one);
    return style.display !== 'none' && style.visibility !== 'collapse';
  };
  return rows
    .filter(row => stands(row.element) && stands(row.section))
    .map(row => ({ ...row, cells: row.cells.filter(cell => stands(cell.element)) }));
};

const widthOf = rows => rows.reduce((most, row) => Math.max(most, row.length), 0);

const isHeaderRow = row => row.cells.length > 0 && row.cells.every(cell => cell.isHeader);

// How many of the rows name the columns: those of <thead>, else those at the head that have header cells alone. One
// cell across all columns after them is the title of the rows below it.
const countHeaders = (rows, width) => {
  let count = 0;
  if (rows[0]?.section.localName === 'thead') {
    while (rows[count]?.section === rows[0].section) count++;
    return count;
  }
  while (count < rows.length && isHeaderRow(rows[count])) {
    const { cells } = rows[count];
    if (count > 0 && cells.length === 1 && cells[0].columns >= width) break;
    count++;
  }
  return count > 1 && count === rows.length ? 1 : count;
};

// Its rows as lists of cells, a cell that covers several places being in each of them. `own` says of a place whether the
// cell begins there.
const gridOf = element => {
  const rows = rowsOf(element);
  const grid = rows.map(() => []);
  let places = 0;
  rows.forEach((row, y) => {
    let x = 0;
    for (const cell of row.cells) {
      while (grid[y][x]) x++;
      let last = y;
      while (last + 1 < rows.length && last - y + 1 < cell.rows && rows[last + 1].section === row.section) last++;
      places += cell.columns * (last - y + 1);
      if (places > MAX_CELLS) throw new Error(`${nameOf(element)} has more than ${MAX_CELLS} cells`);
      for (let down = y; down <= last; down++) {
        for (let right = x; right < x + cell.columns; right++) grid[down][right] ??= { cell, own: down === y && right === x };
      }
      x += cell.columns;
    }
  });
  const width = widthOf(grid);
  if (width * rows.length > MAX_CELLS) throw new Error(`${nameOf(element)} has more than ${MAX_CELLS} cells`);
  return { grid, headers: countHeaders(rows, width) };
};

// Names of their own for the columns, from all header rows: a cell that covers several of them counts once.
const namesOf = (rows, textOfCell) => {
  const names = Array.from({ length: widthOf(rows) }, (_, x) => {
    const cells = new Set(rows.map(row => row[x]?.cell).filter(Boolean));
    return [...cells].map(textOfCell).filter(Boolean).join(' ');
  });
  const taken = new Set();
  return names.map((name, x) => {
    const isFree = one => !taken.has(one) && (one === name || !names.includes(one)); // a name of its own stays a column's
    let own = name;
    for (let n = 2; !isFree(own); n++) own = `${name} ${n}`.trim();
    taken.add(own);
    return own;
  });
};

const tableOf = (element, withFrames) => {
  const { grid, headers } = gridOf(element);
  const texts = new Map();
  const textOfCell = cell => {
    if (!texts.has(cell)) texts.set(cell, textOf(cell.element, withFrames).trim());
    return texts.get(cell);
  };
  return {
    columns: headers ? namesOf(grid.slice(0, headers), textOfCell) : null,
    rows: grid.slice(headers).map(row => Array.from(row, place => (place ? textOfCell(place.cell) : ''))),
  };
};

// The tables that an element is or holds, and what it is. Who reads it says how many there may be.
const tablesIn = (element, withFrames) => {
  const tables = isTabular(element)
    ? [element]
    : outermost([element], one => isTable(one) || (withFrames && isFrame(one)), () => true);
  return {
    what: nameOf(element),
    tables: tables
      .filter(one => !isFrame(one) || isShown(one))
      .map(one => (isFrame(one) ? frameToken(one, 'table') : tableOf(one, withFrames))),
  };
};
