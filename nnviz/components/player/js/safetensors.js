// @ts-check
/**
 * Reader of the safetensors format: an 8-byte length, a JSON header of that length, then the data.
 * https://huggingface.co/docs/safetensors — float32 and uint8 are what a run holds.
 */

/** @typedef {{ shape: number[], data: Float32Array | Uint8Array }} Tensor */

/** @typedef {{ dtype: keyof typeof ARRAY_OF_DTYPE, shape: number[], data_offsets: [number, number] }} Entry */

const ARRAY_OF_DTYPE = { F32: Float32Array, U8: Uint8Array };

/**
 * @param {Uint8Array} bytes
 * @returns {{ tensors: Map<string, Tensor>, metadata: Record<string, string> }}
 */
export function parseSafetensors(bytes) {
  // A copy starts at offset 0 of its buffer, which typed arrays need for alignment.
  const buffer = bytes.slice().buffer;
  const headerLength = Number(new DataView(buffer).getBigUint64(0, true));
  const header = JSON.parse(new TextDecoder().decode(new Uint8Array(buffer, 8, headerLength)));
  const { __metadata__: metadata = {}, ...others } = header;
  /** @type {Record<string, Entry>} */
  const entries = others;
  /** @type {Map<string, Tensor>} */
  const tensors = new Map();
  for (const [name, { dtype, shape, data_offsets: [start, end] }] of Object.entries(entries)) {
    const ArrayType = ARRAY_OF_DTYPE[dtype];
    const length = (end - start) / ArrayType.BYTES_PER_ELEMENT;
    tensors.set(name, { shape, data: new ArrayType(buffer, 8 + headerLength + start, length) });
  }
  return { tensors, metadata };
}
