import { explain } from '../../shared/protocols/explain.ts';
import {
  MADE_PROTOCOLS,
  type MadeProtocol,
  type Message,
} from '../shared/protocols/made-protocols.ts';
import type { Work } from './pace.ts';
import { drawsFor } from './sample-frames.ts';

const MESSAGES = 60;

const at = <Item>(items: readonly Item[], index: number): Item => {
  const item = items[index];
  if (item === undefined) throw new Error(`no message ${index}`);
  return item;
};

const plain = (_name: string, value: unknown): unknown => {
  if (typeof value === 'bigint') return String(value);
  return value instanceof Uint8Array ? Array.from(value) : value;
};

const lengthOf = (text: string | undefined): number => text?.length ?? 0;

const parsed = (text: string): number => (JSON.parse(text) === undefined ? 0 : 1);

/** Three rows of a protocol. The engine's own JSON beside it reads and writes the same values: native code
 *  that knows no protocol. */
const rowsOf = ({
  name,
  explained,
  message,
}: MadeProtocol): readonly (readonly [string, () => Work])[] => {
  const messages = (): readonly Message[] => {
    const random = drawsFor(`row ${name}`);
    return Array.from({ length: MESSAGES }, () => message(random));
  };
  const textOf = ({ value }: Message): string => JSON.stringify(value, plain) ?? 'null';
  const decoding = (): Work => {
    const all = messages();
    const texts = all.map(textOf);
    return {
      size: MESSAGES,
      ours: i => {
        const { bytes, decode } = at(all, i);
        return Number(decode(bytes));
      },
      theirs: i => parsed(at(texts, i)),
    };
  };
  const encoding = (): Work => {
    const all = messages();
    const values = all.map(each => JSON.parse(textOf(each)) as unknown);
    return {
      size: MESSAGES,
      ours: i => at(all, i).encode().length,
      theirs: i => lengthOf(JSON.stringify(at(values, i))),
    };
  };
  const explaining = (): Work => {
    const all = messages();
    const texts = all.map(({ bytes }) => JSON.stringify(explain(bytes, explained), plain));
    return {
      size: MESSAGES,
      ours: i => explain(at(all, i).bytes, explained).spans.length,
      theirs: i => parsed(at(texts, i)),
    };
  };
  return [
    [`codec ${name}: decode against JSON.parse of the same values`, decoding],
    [`codec ${name}: encode against JSON.stringify of the same values`, encoding],
    [`codec ${name}: explain against JSON.parse of the same explanation`, explaining],
  ];
};

/** Every protocol of the stack, decoded, encoded and explained. */
export const PROTOCOL_ROWS: Readonly<Record<string, () => Work>> = Object.fromEntries(
  MADE_PROTOCOLS.flatMap(rowsOf),
);
