import { freshBytes } from '../base/bytes.ts';
import { err } from '../base/result.ts';
import { writeBits } from './bit-access.ts';
import type { Field, FixedOf, HeaderOf } from './field.ts';
import { generateValues } from './generate.ts';
import { dissectHeader } from './header-spans.ts';
import type { EncodeContext, HeaderWriter, Protocol, Unit } from './protocol.ts';
import { type HeaderValues, type Table, tableOf } from './table.ts';
import { clamp, type TableSpec } from './table-spec.ts';

const NO_BYTES = new Uint8Array(0);
const NO_CONTEXT: EncodeContext = {};

const writerOf = <Fields extends readonly Field[]>(
  spec: TableSpec<Fields>,
  table: Table<Fields>,
): HeaderWriter => {
  const { fixedBytes, tail, fixed, trailer, trailerBytes } = table;
  const derive: Readonly<Record<string, ((unit: Unit) => number) | undefined>> = spec.derive ?? {};
  const derived = [...fixed, ...trailer].flatMap(column => {
    const compute = derive[column.name];
    return compute === undefined
      ? []
      : [{ column, compute, behind: column.field.trailer === true }];
  });
  const word = tail?.kind === 'options' ? (spec.wordBytes ?? 4) : 1;
  return {
    ...(spec.carriedAs === undefined ? {} : { carriedAs: spec.carriedAs }),
    minimumPayload: spec.minimumPayload ?? 0,
    trailerBytes,
    measure: values => {
      const rest = tail === undefined ? undefined : values[tail.name];
      const length = rest instanceof Uint8Array ? rest.length : 0;
      return Math.ceil((fixedBytes + length) / word) * word;
    },
    write: table.write,
    derive: (unit, values) => {
      for (const { column, compute, behind } of derived) {
        if (values[column.name] !== undefined) continue;
        writeBits(unit.bytes, behind ? unit.end : unit.start, column, compute(unit));
      }
    },
  };
};

const encodeWith = (
  writer: HeaderWriter,
  values: HeaderValues,
  payload: Uint8Array,
  context: EncodeContext,
): Uint8Array => {
  const headerEnd = writer.measure(values);
  const end = headerEnd + Math.max(payload.length, writer.minimumPayload);
  const bytes = freshBytes(end + writer.trailerBytes);
  bytes.set(payload, headerEnd);
  writer.write(bytes, 0, bytes.length, values);
  writer.derive({ bytes, start: 0, headerEnd, end, context }, values);
  return bytes;
};

/** Decoding is what simulators do most, so this is `extentOf` again without an object for it. */
const decoderOf = <Fields extends readonly Field[]>(
  { id, headerLength, end: endOf }: TableSpec<Fields>,
  { fixedBytes, trailerBytes, read }: Table<Fields>,
): Protocol<HeaderOf<Fields>>['decode'] => {
  const least = fixedBytes + trailerBytes;
  return (bytes, offset = 0, end = bytes.length) => {
    const available = end - offset;
    let headerBytes = fixedBytes;
    if (headerLength !== undefined && available >= least) {
      headerBytes = Math.max(fixedBytes, headerLength(bytes, offset, end));
    }
    const needed = headerBytes + trailerBytes;
    if (available < needed) {
      return err({ code: 'header/truncated', protocol: id, needed, available });
    }
    const payloadStart = offset + headerBytes;
    const header = read(bytes, offset, payloadStart, end);
    const last = end - trailerBytes;
    const said = endOf === undefined ? last : endOf(header, offset, end) - trailerBytes;
    const payloadEnd = clamp(said, payloadStart, last);
    return { ok: true, value: { header, headerLength: headerBytes, payloadStart, payloadEnd } };
  };
};

/** A protocol from its table: decode, view, encode, explanation and generator read the same rows. */
export const tableProtocol = <const Fields extends readonly Field[]>(
  spec: TableSpec<Fields>,
): Protocol<HeaderOf<Fields>, FixedOf<Fields>> & {
  readonly writer: HeaderWriter;
  /** Writes the given fixed fields over those of the header that `bytes` begin with; the bytes change in place. */
  readonly rewrite: (bytes: Uint8Array, values: HeaderValues) => void;
} => {
  const table = tableOf(spec.id, spec.fields);
  const writer = writerOf(spec, table);
  return {
    id: spec.id,
    title: spec.title,
    rfc: spec.rfc,
    fields: spec.fields,
    seesCut: true,
    writer,
    view: table.view,
    rewrite: (bytes, values) => table.rewrite(bytes, 0, values),
    decode: decoderOf(spec, table),
    encode: (values, payload = NO_BYTES, context = NO_CONTEXT) =>
      encodeWith(writer, values as HeaderValues, payload, context),
    dissect: (bytes, start, limit, context) =>
      dissectHeader(spec, table, bytes, start, limit, context),
    generate: random =>
      generateValues(spec.fields, random, spec.generateTail) as Partial<HeaderOf<Fields>>,
  };
};
