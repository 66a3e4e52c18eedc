import type { ByteSearch } from "./byte-search.js";

/** The searches of `PlainSearch` as a WebAssembly module with SIMD, put together here from its instructions. */

interface Exports {
  plainEnd(from: number, end: number): number;
  closingQuote(from: number, end: number): number;
  behindValue(from: number, end: number): number;
  isSame(one: number, other: number, length: number): number;
}

interface Memory {
  readonly buffer: ArrayBuffer;
  grow(pages: number): number;
}

/** As much of the platform's object as is used here. */
interface Platform {
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Memory: new (size: { initial: number }) => Memory;
  readonly Instance: new (module: object, imports: object) => { readonly exports: Exports };
}

const PAGE = 65_536;

/** @returns null where WebAssembly, or SIMD in it, is missing or forbidden */
export function instantiate(length: number): { search: ByteSearch; grow: (length: number) => Uint8Array } | null {
  const platform = (globalThis as unknown as { readonly WebAssembly?: Platform }).WebAssembly;
  if (platform === undefined) return null;
  try {
    const memory = new platform.Memory({ initial: Math.ceil(length / PAGE) });
    const { exports } = new platform.Instance(new platform.Module(MODULE), { js: { memory } });
    const { plainEnd, closingQuote, behindValue, isSame } = exports;
    return {
      search: { plainEnd, closingQuote, behindValue, isSame: (one, other, size) => isSame(one, other, size) === 1 },
      grow(needed) {
        const missing = needed - memory.buffer.byteLength;
        if (missing > 0) memory.grow(Math.ceil(Math.max(missing, memory.buffer.byteLength) / PAGE));
        return new Uint8Array(memory.buffer);
      },
    };
  } catch {
    // A content security policy, or an engine without SIMD: JavaScript does the same.
    return null;
  }
}

type Code = readonly (number | Code)[];

const I32 = 0x7f;
const I64 = 0x7e;
const V128 = 0x7b;
const END = 0x0b;
const RETURN = 0x0f;
const SELECT = 0x1b;
const EQZ = 0x45;
const EQ = 0x46;
const LT_S = 0x48;
const GE_S = 0x4e;
const CTZ = 0x68;
const ADD = 0x6a;
const SUB = 0x6b;
const OR = 0x72;
const LONG_EQZ = 0x50;
const LONG_LT_U = 0x54;
const LONG_CTZ = 0x7a;
const LONG_ADD = 0x7c;
const LONG_AND = 0x83;
const LONG_OR = 0x84;
const LONG_XOR = 0x85;
const SHIFT_LEFT = 0x86;
const WRAP = 0xa7;
const EXTEND_U = 0xad;
const SIMD = 0xfd;

const get = (local: number): Code => [0x20, local];
const set = (local: number): Code => [0x21, local];
const constant = (value: number): Code => [0x41, signed(value)];
const long = (value: number): Code => [0x42, signed(value)];
const NOT: Code = [long(-1), LONG_XOR];
const EVEN_BITS: Code = [0x42, 0xd5, 0xaa, 0xd5, 0xaa, 0xd5, 0xaa, 0xd5, 0xaa, 0xd5, 0x00];
const loop = (...body: Code): Code => [0x03, 0x40, body, END];
const when = (condition: Code, ...body: Code): Code => [condition, 0x04, 0x40, body, END];
/** Out of `when`s, and back to the beginning of the loop around them. */
const again = (whens = 0): Code => [0x0c, whens];
const call = (index: number): Code => [0x10, index];
const byteAt = (place: Code): Code => [place, 0x2d, 0, 0];
const blockAt = (place: Code, offset = 0): Code => [place, SIMD, 0x00, 0, offset];
const each = (byte: number): Code => [SIMD, 0x0c, ...new Array<number>(16).fill(byte)];
const isEach = (byte: number): Code => [each(byte), SIMD, 0x23];
const isEachBelow = (byte: number): Code => [each(byte), SIMD, 0x25];
const BOTH: Code = [SIMD, 0x50];
const DIFFERENCE: Code = [SIMD, 0x51];
const IS_ANY: Code = [SIMD, 0x53];
const BITS: Code = [SIMD, 0x64];

const add = (local: number, ...value: Code): Code => [get(local), value, ADD, set(local)];
const atLeast = (local: number, limit: Code): Code => [get(local), limit, GE_S];

// Parameters come first among the locals.
const [FROM, LIMIT, BITSET, DEPTH, BYTE, BLOCK] = [0, 1, 2, 3, 4, 5];
const NOT_FOUND: Code = [constant(-1), RETURN];
/** Sixteen further, when nothing was found in the block. */
const nextBlock: Code = when([get(BITSET), EQZ], add(FROM, constant(16)), again(1));
const toFirstBit: Code = add(FROM, get(BITSET), CTZ);

const plainEnd: Code = [
  loop(
    when(atLeast(FROM, get(LIMIT)), get(LIMIT), RETURN),
    blockAt(get(FROM)),
    set(BLOCK),
    // Signed: bytes from 0x80 on are negative.
    [get(BLOCK), isEachBelow(0x20), get(BLOCK), isEach(0x22), BOTH, get(BLOCK), isEach(0x5c), BOTH, BITS, set(BITSET)],
    nextBlock,
    toFirstBit,
    [get(FROM), get(LIMIT), get(FROM), get(LIMIT), LT_S, SELECT, RETURN],
  ),
  constant(-1),
];

const [NEAR, QUOTES, SLASHES, CARRY, FOLLOWING, SUM] = [3, 6, 7, 8, 9, 10];
/** So many bytes are looked at in small blocks: most strings are short. */
const SHORT = 48;

/** Of 64 bytes from FROM on: a bit for each that is this byte. */
const bitsOf = (byte: number): Code => [
  [0, 16, 32, 48].map((offset) => [
    [blockAt(get(FROM), offset), isEach(byte), BITS, EXTEND_U, long(offset), SHIFT_LEFT],
    offset === 0 ? [] : LONG_OR,
  ]),
];

const closingQuote: Code = [
  [get(FROM), constant(SHORT), ADD, set(NEAR)],
  loop(
    when(atLeast(FROM, get(LIMIT)), NOT_FOUND),
    when(
      [get(FROM), get(NEAR), LT_S],
      [blockAt(get(FROM)), set(BLOCK)],
      [get(BLOCK), isEach(0x22), get(BLOCK), isEach(0x5c), BOTH, BITS, set(BITSET)],
      when([get(BITSET), EQZ], add(FROM, constant(16)), again(2)),
      toFirstBit,
      when(atLeast(FROM, get(LIMIT)), NOT_FOUND),
      when([byteAt(get(FROM)), constant(0x22), EQ], get(FROM), RETURN),
      add(FROM, constant(2)),
      again(1),
    ),
  ),
  // 64 bytes at a time; which of them are escaped as in Langdale, Lemire: Parsing Gigabytes of JSON per Second, 3.1.1.
  loop(
    when(atLeast(FROM, get(LIMIT)), NOT_FOUND),
    [bitsOf(0x22), set(QUOTES), bitsOf(0x5c), set(SLASHES)],
    when(
      [get(SLASHES), get(CARRY), LONG_OR, LONG_EQZ, EQZ],
      [get(SLASHES), get(CARRY), NOT, LONG_AND, set(SLASHES)],
      [get(SLASHES), long(1), SHIFT_LEFT, get(CARRY), LONG_OR, set(FOLLOWING)],
      [get(SLASHES), EVEN_BITS, NOT, LONG_AND, get(FOLLOWING), NOT, LONG_AND],
      [get(SLASHES), LONG_ADD, set(SUM)],
      [get(SUM), get(SLASHES), LONG_LT_U, EXTEND_U, set(CARRY)],
      [EVEN_BITS, get(SUM), long(1), SHIFT_LEFT, LONG_XOR, get(FOLLOWING), LONG_AND],
      [NOT, get(QUOTES), LONG_AND, set(QUOTES)],
    ),
    when([get(QUOTES), LONG_EQZ, EQZ], add(FROM, get(QUOTES), LONG_CTZ, WRAP), [
      get(FROM),
      constant(-1),
      get(FROM),
      get(LIMIT),
      LT_S,
      SELECT,
      RETURN,
    ]),
    add(FROM, constant(64)),
    again(),
  ),
  constant(-1),
];
const CLOSING_QUOTE = 1;

const behindValue: Code = [
  loop(
    when(atLeast(FROM, get(LIMIT)), NOT_FOUND),
    // With bit 0x20 set brackets are braces.
    [blockAt(get(FROM)), each(0x20), BOTH, set(BLOCK)],
    [get(BLOCK), isEach(0x22), get(BLOCK), isEach(0x7b), BOTH, get(BLOCK), isEach(0x7d), BOTH, BITS, set(BITSET)],
    nextBlock,
    toFirstBit,
    when(atLeast(FROM, get(LIMIT)), NOT_FOUND),
    [byteAt(get(FROM)), set(BYTE)],
    add(FROM, constant(1)),
    when(
      [get(BYTE), constant(0x22), EQ],
      [get(FROM), get(LIMIT), call(CLOSING_QUOTE), set(FROM)],
      when([get(FROM), constant(0), LT_S], NOT_FOUND),
      add(FROM, constant(1)),
      again(1),
    ),
    [get(BYTE), constant(0x20), OR, set(BYTE)],
    when([get(BYTE), constant(0x7b), EQ], add(DEPTH, constant(1)), again(1)),
    when([get(BYTE), constant(0x7d), EQ, EQZ], again(1)),
    add(DEPTH, constant(-1)),
    when([get(DEPTH), EQZ], get(FROM), RETURN),
    again(),
  ),
  constant(-1),
];

const [ONE, OTHER, LENGTH, AT] = [0, 1, 2, 3];
const blockDiffers = (...offset: Code): Code => [
  blockAt([get(ONE), offset, ADD]),
  blockAt([get(OTHER), offset, ADD]),
  DIFFERENCE,
  IS_ANY,
];

const isSame: Code = [
  // Less than a block: byte by byte. The end comes first, for beginnings are alike.
  when(
    [get(LENGTH), constant(16), LT_S],
    loop(
      when([get(LENGTH), EQZ], constant(1), RETURN),
      add(LENGTH, constant(-1)),
      when(
        [byteAt([get(ONE), get(LENGTH), ADD]), byteAt([get(OTHER), get(LENGTH), ADD]), EQ, EQZ],
        [constant(0), RETURN],
      ),
      again(),
    ),
  ),
  [get(LENGTH), constant(16), SUB, set(LENGTH)],
  when(blockDiffers(get(LENGTH)), constant(0), RETURN),
  loop(
    when(atLeast(AT, get(LENGTH)), constant(1), RETURN),
    when(blockDiffers(get(AT)), constant(0), RETURN),
    add(AT, constant(16)),
    again(),
  ),
  constant(1),
];

interface Func {
  readonly name: string;
  readonly parameters: number;
  readonly locals: readonly number[];
  readonly code: Code;
}

const SEARCH_LOCALS = [I32, I32, I32, V128, I64, I64, I64, I64, I64];
const FUNCTIONS: readonly Func[] = [
  { name: "plainEnd", parameters: 2, locals: SEARCH_LOCALS, code: plainEnd },
  { name: "closingQuote", parameters: 2, locals: SEARCH_LOCALS, code: closingQuote },
  { name: "behindValue", parameters: 2, locals: SEARCH_LOCALS, code: behindValue },
  { name: "isSame", parameters: 3, locals: [I32], code: isSame },
];

const MODULE = moduleOf(FUNCTIONS);

/** https://webassembly.github.io/spec/core/binary/modules.html */
function moduleOf(functions: readonly Func[]): Uint8Array {
  const types = functions.map(({ parameters }) => [0x60, list(new Array<number>(parameters).fill(I32)), 1, I32]);
  const memory = [text("js"), text("memory"), 0x02, 0x00, 1];
  const exported = functions.map(({ name }, index) => [text(name), 0x00, index]);
  const bodies = functions.map(({ locals, code }) => {
    const body = flat([list(locals.map((type) => [1, type])), code, END]);
    return [unsigned(body.length), body];
  });
  return new Uint8Array(
    flat([
      [0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00],
      section(1, list(types)),
      section(2, list([memory])),
      section(3, list(functions.map((_, index) => index))),
      section(7, list(exported)),
      section(10, list(bodies)),
    ]),
  );
}

function section(id: number, content: Code): Code {
  const bytes = flat(content);
  return [id, unsigned(bytes.length), bytes];
}

function list(items: Code): Code {
  return [unsigned(items.length), items];
}

function text(value: string): Code {
  return list([...value].map((char) => char.charCodeAt(0)));
}

function flat(code: Code): number[] {
  return code.flatMap((part) => (typeof part === "number" ? part : flat(part)));
}

/** LEB128 */
function unsigned(value: number): Code {
  return value < 0x80 ? [value] : [(value & 0x7f) | 0x80, unsigned(value >>> 7)];
}

function signed(value: number): Code {
  return value >= -0x40 && value < 0x40 ? [value & 0x7f] : [(value & 0x7f) | 0x80, signed(value >> 7)];
}
