// Reads an AttachResponse whose part is a LiveFrame (live.proto): all other messages come as JSON. Unknown fields are
// passed over, so that a newer server may add some.

const FRAME = 2;

class Reader {
  constructor(bytes) {
    this.bytes = bytes;
    this.at = 0;
  }

  get more() {
    return this.at < this.bytes.length;
  }

  // Numbers are exact up to 2^53, which no counter here reaches.
  number() {
    let value = 0;
    for (let scale = 1; ; scale *= 128) {
      if (this.at >= this.bytes.length || scale > 2 ** 63) throw new RangeError("a number has no end");
      const byte = this.bytes[this.at++];
      value += (byte & 127) * scale;
      if (byte < 128) return value;
    }
  }

  piece() {
    const length = this.number();
    if (this.at + length > this.bytes.length) throw new RangeError("a field is longer than its message");
    this.at += length;
    return this.bytes.subarray(this.at - length, this.at);
  }

  skip(kind) {
    if (kind === 0) this.number();
    else if (kind === 1) this.at += 8;
    else if (kind === 2) this.piece();
    else if (kind === 5) this.at += 4;
    else throw new RangeError(`there is no wire type ${kind}`);
  }
}

function fields(bytes, take) {
  const reader = new Reader(bytes);
  while (reader.more) {
    const tag = reader.number();
    if (!take(Math.floor(tag / 8), tag % 8, reader)) reader.skip(tag % 8);
  }
}

const NUMBERS = { 1: "tab", 2: "seq", 4: "width", 5: "height", 8: "still" };

/** The frame, or null if the message is another one. Raises RangeError for what is no message. */
export function readFrame(buffer) {
  let frame = null;
  fields(new Uint8Array(buffer), (field, kind, reader) => {
    if (field !== FRAME || kind !== 2) return false;
    frame = { tab: 0, seq: 0, width: 0, height: 0, still: false, type: "image/jpeg", data: new Uint8Array() };
    fields(reader.piece(), (inner, wire, piece) => {
      if (wire === 0 && NUMBERS[inner]) frame[NUMBERS[inner]] = piece.number();
      else if (wire === 2 && inner === 6) frame.type = new TextDecoder().decode(piece.piece());
      else if (wire === 2 && inner === 7) frame.data = piece.piece();
      else return false;
      return true;
    });
    return true;
  });
  return frame;
}
