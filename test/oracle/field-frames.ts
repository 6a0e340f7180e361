import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

/** A field as tshark has it: `hex` is its value (after its mask), `at` and `length` its bytes, `mask`
 *  the bits of them that count, 0 for all. */
export interface TsharkField {
  readonly hex: string;
  readonly at: number;
  readonly length: number;
  readonly mask: number;
}

/** The fields of one frame by name. */
export type TsharkFrame = ReadonlyMap<string, readonly TsharkField[]>;

type Raw = readonly [string, number, number, number, number];

const isRaw = (value: unknown): value is Raw =>
  Array.isArray(value) && typeof value[0] === 'string' && typeof value[1] === 'number';

/** One field stands alone, several of one name in a list; a subtree may bear a name that ends so too. */
const rawsOf = (value: unknown): readonly Raw[] => {
  if (isRaw(value)) return [value];
  return Array.isArray(value) ? value.filter(isRaw) : [];
};

const collect = (node: unknown, fields: Map<string, TsharkField[]>): void => {
  if (typeof node !== 'object' || node === null) return;
  for (const [key, value] of Object.entries(node)) {
    const name = key.replace(/_raw$/, '');
    const raws = name === key ? [] : rawsOf(value);
    if (raws.length === 0) collect(value, fields);
    for (const [hex, at, length, mask] of raws) {
      fields.set(name, [...(fields.get(name) ?? []), { hex, at, length, mask }]);
    }
  }
};

const frameOf = (text: string): TsharkFrame => {
  const fields = new Map<string, TsharkField[]>();
  const packet: { _source: { layers: unknown } } = JSON.parse(text);
  collect(packet._source.layers, fields);
  return fields;
};

/** Each frame is looked at alone, as we do. */
export const WHOLE_FRAMES = [
  'ip.defragment:FALSE',
  'ipv6.defragment:FALSE',
  'tcp.desegment_tcp_streams:FALSE',
  'tcp.relative_sequence_numbers:FALSE',
  'tcp.analyze_sequence_numbers:FALSE',
];

/** The frames of a capture file, one after the other. Each says where every field stands. */
export async function* tsharkFrames(
  file: string,
  configuration: string,
): AsyncGenerator<TsharkFrame> {
  const options = WHOLE_FRAMES.flatMap(option => ['-o', option]);
  const format = ['-T', 'json', '-x', '--no-duplicate-keys'];
  const run = spawn('tshark', ['-n', '-r', file, ...options, ...format], {
    env: { ...process.env, WIRESHARK_CONFIG_DIR: configuration },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  let lines: string[] = [];
  for await (const line of createInterface({ input: run.stdout })) {
    if (line === '  {') lines = ['{'];
    else if (line === '  },' || line === '  }') yield frameOf(`${lines.join('\n')}\n}`);
    else lines.push(line);
  }
}
