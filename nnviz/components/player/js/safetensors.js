/**
 * Reader of the safetensors format: an 8-byte length, a JSON header of that length, then the data.
 * https://huggingface.co/docs/safetensors — float32 and uint8 are what a run holds.
 */

const ARRAY_OF_DTYPE = { F32: Float32Array, U8: Uint8Array };

/**
 * @param {Uint8Array} bytes
 * @returns {{tensors: Map<string, {shape: number[], data: Float32Array | Uint8Array}>,
 *            metadata: Object<string, string>}}
 */
export function parseSafetensors(bytes) {
  // A copy starts at offset 0 of its buffer, which typed arrays need for alignment.
  const buffer = bytes.slice().buffer;
  const headerLength = Number(new DataView(buffer).getBigUint64(0, true));
  const header = JSON.parse(new TextDecoder().decode(new Uint8Array(buffer, 8, headerLength)));
  const { __metadata__: metadata = {}, ...entries } = header;
  const tensors = new Map();
  for (const [name, { dtype, shape, data_offsets: [start, end] }] of Object.entries(entries)) {
    const ArrayType = ARRAY_OF_DTYPE[dtype];
    const length = (end - start) / ArrayType.BYTES_PER_ELEMENT;
    tensors.set(name, { shape, data: new ArrayType(buffer, 8 + headerLength + start, length) });
  }
  return { tensors, metadata };
}
