// @ts-check
/**
 * A payload as it travels, opened: nnviz/components/player/wire.py says how it is packed. The result is the payload to
 * the last bit. The browser's own DecompressionStream inflates, outside the page's thread.
 */

/** @typedef {{ name: string, mark: string, size: number | null, differences: Record<string, number | null> }} Part */
/** @typedef {{ header: string, mark: string, parts: Part[] }} Head */
/** @typedef {{ shape: number[], data_offsets: [number, number] }} Place of a tensor in the payload */

const MOST_KEPT = 32; // parts; nnviz/components/player/sent.py counts on it

/** Parts that were unpacked, by their marks, the one used last at the end. */
export class KeptParts {
  constructor() {
    /** @type {Map<string, Uint8Array>} */
    this.parts = new Map();
  }

  /** @param {string} mark @returns {Uint8Array | undefined} */
  get(mark) {
    const part = this.parts.get(mark);
    if (part) this.keep(mark, part);
    return part;
  }

  /** @param {string} mark @param {Uint8Array} part */
  keep(mark, part) {
    this.parts.delete(mark);
    this.parts.set(mark, part);
    const [oldest] = this.parts.keys();
    if (this.parts.size > MOST_KEPT) this.parts.delete(oldest);
  }
}

/** @param {Uint8Array} message @returns {Promise<{ head: Head, rest: Uint8Array }>} */
export async function openMessage(message) {
  const length = new DataView(message.buffer, message.byteOffset).getUint32(0, true);
  const text = new TextDecoder().decode(await inflated(message.subarray(4, 4 + length)));
  return { head: JSON.parse(text), rest: message.subarray(4 + length) };
}

/**
 * The payload of a message, or the marks of the parts that are neither in it nor kept.
 * @param {{ head: Head, rest: Uint8Array }} opened
 * @param {KeptParts} kept
 * @returns {Promise<{ payload: Uint8Array, missing: string[] }>}
 */
export async function unpack({ head, rest }, kept) {
  const header = new TextEncoder().encode(head.header);
  /** @type {Record<string, Place>} */
  const places = JSON.parse(head.header);
  delete places.__metadata__;
  const length = Math.max(0, ...Object.values(places).map(({ data_offsets: [, end] }) => end));
  const payload = new Uint8Array(8 + header.length + length);
  new DataView(payload.buffer).setBigUint64(0, BigInt(header.length), true);
  payload.set(header, 8);
  const content = payload.subarray(8 + header.length);
  const missing = [];
  let start = 0;
  for (const part of head.parts) {
    let tensors = kept.get(part.mark);
    if (part.size !== null) {
      const packed = rest.subarray(start, start + part.size);
      start += part.size;
      tensors ??= restored(await inflated(packed), part, places);
    }
    if (tensors) {
      kept.keep(part.mark, tensors);
      fill(content, tensors, part, places);
    } else {
      missing.push(part.mark);
    }
  }
  return { payload, missing };
}

/** @param {Uint8Array} bytes */
async function inflated(bytes) {
  if (typeof DecompressionStream === "undefined") {
    throw new Error("This browser cannot unpack the run. Chrome and Edge from 80, Firefox from 113 and Safari from 16.4 can.");
  }
  const stream = new Blob([/** @type {Uint8Array<ArrayBuffer>} */ (bytes)]).stream().pipeThrough(new DecompressionStream("deflate"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

/**
 * @param {Uint8Array} content of the payload
 * @param {Uint8Array} tensors one after the other
 * @param {Part} part
 * @param {Record<string, Place>} places
 */
function fill(content, tensors, part, places) {
  let start = 0;
  for (const name of Object.keys(part.differences)) {
    const [from, to] = places[name].data_offsets;
    content.set(tensors.subarray(start, start + to - from), from);
    start += to - from;
  }
}

/**
 * @param {Uint8Array} bytes of a part's tensors, as they travelled
 * @param {Part} part
 * @param {Record<string, Place>} places
 */
function restored(bytes, part, places) {
  const result = new Uint8Array(bytes.length);
  let start = 0;
  for (const [name, differences] of Object.entries(part.differences)) {
    const { shape, data_offsets: [from, to] } = places[name];
    const own = bytes.subarray(start, start + to - from);
    const target = result.subarray(start, start + to - from);
    if (differences === null) target.set(own);
    else restoreBits(own, target, shape[0], differences);
    start += to - from;
  }
  return result;
}

/**
 * Undo byte planes, zig-zag and differences.
 * @param {Uint8Array} planes four, one for each byte of a number; in each plane column after column
 * @param {Uint8Array} target little-endian float32, row after row
 * @param {number} nRows
 * @param {number} differences
 */
function restoreBits(planes, target, nRows, differences) {
  const size = planes.length / 4;
  const nColumns = size / nRows;
  const sums = new Int32Array(differences + 1);
  const bits = new DataView(target.buffer, target.byteOffset, target.byteLength);
  for (let column = 0; column < nColumns; column++) {
    sums.fill(0);
    for (let row = 0; row < nRows; row++) {
      const i = column * nRows + row;
      const zigzag = planes[i] | (planes[size + i] << 8) | (planes[2 * size + i] << 16) | (planes[3 * size + i] << 24);
      let value = (zigzag >>> 1) ^ -(zigzag & 1);
      for (let n = 0; n < differences; n++) value = sums[n] += value; // wraps around
      bits.setInt32(4 * (row * nColumns + column), value, true);
    }
  }
}
