// What an origin has stored, as Playwright's storage state writes it, as far as it is no more than it may be. Runs in an
// empty document of the origin.
async ({ maxChars, databaseMs }) => {
  const TOO_LARGE = Symbol('too large');
  const UNKNOWN = Symbol('not to be kept');
  let chars = 0;
  let leftOut = 0;
  const spend = count => {
    chars += count;
    if (chars > maxChars) throw TOO_LARGE;
  };

  const answer = request => new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

  // JSON as it is; whether it is nothing else is asked before.
  const isJson = (value, depth = 0) => {
    if (value === null) return depth > 0; // alone it would be taken for nothing
    if (typeof value === 'number') return Number.isFinite(value) && !Object.is(value, -0);
    if (typeof value === 'string' || typeof value === 'boolean') return true;
    if (typeof value !== 'object' || depth > 100) return false;
    if (Array.isArray(value)) return value.every(one => isJson(one, depth + 1)) && Object.keys(value).length === value.length;
    if (Object.getPrototypeOf(value) !== Object.prototype) return false;
    return Object.entries(value).every(([name, one]) => name !== '__proto__' && isJson(one, depth + 1));
  };
  const KINDS = {
    Int8Array: 'i8', Uint8Array: 'ui8', Uint8ClampedArray: 'ui8c', Int16Array: 'i16', Uint16Array: 'ui16',
    Int32Array: 'i32', Uint32Array: 'ui32', Float32Array: 'f32', Float64Array: 'f64', BigInt64Array: 'bi64',
    BigUint64Array: 'bui64',
  };
  const base64 = bytes => {
    spend(bytes.length * 4 / 3);
    let text = '';
    for (let at = 0; at < bytes.length; at += 8192) text += String.fromCharCode(...bytes.subarray(at, at + 8192));
    return btoa(text);
  };
  const encoded = (value, seen) => {
    spend(8);
    if (value === undefined) return { v: 'undefined' };
    if (value === null) return { v: 'null' };
    if (typeof value === 'bigint') return { bi: value.toString() };
    if (typeof value === 'number') {
      if (Number.isNaN(value)) return { v: 'NaN' };
      if (!Number.isFinite(value)) return { v: value > 0 ? 'Infinity' : '-Infinity' };
      return Object.is(value, -0) ? { v: '-0' } : value;
    }
    if (typeof value === 'string') spend(value.length);
    if (typeof value !== 'object') return value;
    if (seen.has(value)) return { ref: seen.get(value) };
    if (value instanceof Date) {
      if (Number.isNaN(value.getTime())) throw UNKNOWN;
      return { d: value.toJSON() };
    }
    if (value instanceof RegExp) return { r: { p: value.source, f: value.flags } };
    if (value instanceof ArrayBuffer) return { ab: { b: base64(new Uint8Array(value)) } };
    const kind = ArrayBuffer.isView(value) ? KINDS[Object.prototype.toString.call(value).slice(8, -1)] : undefined;
    if (kind) return { ta: { b: base64(new Uint8Array(value.buffer, value.byteOffset, value.byteLength)), k: kind } };
    const id = seen.size + 1;
    seen.set(value, id);
    if (value instanceof Map) return { m: [...value].map(([k, v]) => ({ k: encoded(k, seen), v: encoded(v, seen) })), id };
    if (value instanceof Set) return { s: [...value].map(one => encoded(one, seen)), id };
    if (Array.isArray(value)) return { a: Array.from(value, one => encoded(one, seen)), id };
    if (Object.getPrototypeOf(value) !== Object.prototype) throw UNKNOWN; // a file, a key, a picture
    const fields = Object.keys(value).map(name => {
      spend(name.length);
      return { k: name, v: encoded(value[name], seen) };
    });
    return { o: fields, id };
  };
  const put = (record, name, value) => {
    if (!isJson(value)) {
      record[`${name}Encoded`] = encoded(value, new Map());
      return;
    }
    spend(JSON.stringify(value).length);
    record[name] = value;
  };

  const path = (target, keyPath) => {
    if (typeof keyPath === 'string') target.keyPath = keyPath;
    else if (keyPath !== null) target.keyPathArray = [...keyPath];
    return target;
  };
  const recordsOf = store => new Promise((resolve, reject) => {
    const records = [];
    const request = store.openCursor();
    request.onerror = () => reject(request.error);
    request.onsuccess = () => {
      const cursor = request.result;
      if (!cursor) return resolve(records);
      const record = {};
      try {
        spend(32);
        if (store.keyPath === null) put(record, 'key', cursor.primaryKey);
        put(record, 'value', cursor.value);
        records.push(record);
      } catch (error) {
        if (error !== UNKNOWN) return reject(error);
        leftOut += 1;
      }
      cursor.continue();
    };
  });
  const storeOf = async store => {
    const told = path({ name: store.name, autoIncrement: store.autoIncrement }, store.keyPath);
    told.indexes = Array.from(store.indexNames, name => {
      const index = store.index(name);
      return path({ name, multiEntry: index.multiEntry, unique: index.unique }, index.keyPath);
    });
    told.records = await recordsOf(store);
    return told;
  };
  const databaseOf = async ({ name, version }) => {
    const database = await answer(indexedDB.open(name));
    try {
      const names = [...database.objectStoreNames];
      const reading = names.length ? database.transaction(names) : null;
      return { name, version, stores: await Promise.all(names.map(one => storeOf(reading.objectStore(one)))) };
    } finally {
      database.close();
    }
  };
  const inTime = work => Promise.race([
    work,
    new Promise((_, reject) => setTimeout(() => reject(new Error('it does not answer')), databaseMs)),
  ]);

  try {
    const items = Object.keys(localStorage).map(name => ({ name, value: localStorage.getItem(name) }));
    for (const { name, value } of items) spend(name.length + value.length + 24);
    const databases = databaseMs ? await inTime(indexedDB.databases()) : [];
    const kept = databaseMs ? await inTime(Promise.all(databases.map(databaseOf))) : [];
    return { localStorage: items, indexedDB: kept, chars, leftOut };
  } catch (error) {
    return error === TOO_LARGE ? { tooLarge: true } : { failed: String(error?.message ?? error).slice(0, 200) };
  }
}
