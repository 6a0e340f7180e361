import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { MISSIONS } from '../../shared/missions/catalog.ts';
import { readPcapng } from '../../shared/protocols/pcapng.ts';
import { checkDns, DNSPYTHON_REASON, skipsDnspython } from './dnspython.ts';
import { isExpectedOf, objectionsAmong } from './garbage-objections.ts';
import { gate, skipsTshark, TSHARK_REASON } from './tshark.ts';

/** What an analyser objects to in a whole conversation, beyond bytes and sums. */
const OBJECTIONS = [
  '_ws.expert.severity == "Error"',
  '(_ws.expert.severity == "Warning" && !tcp.connection.rst)',
  'tcp.analysis.retransmission',
  'tcp.analysis.spurious_retransmission',
  'tcp.analysis.out_of_order',
  'tcp.analysis.lost_segment',
  'tcp.analysis.ack_lost_segment',
].join(' || ');

/** Comments that say why an analyser may object to a frame. */
const EXPLAINS = /one link further|may end in a report|nobody asked for this|in somebody’s hands/;

/** What an analyser has to object to, because the mission is about it. */
const BY_DESIGN: Readonly<Record<string, RegExp>> = {
  // An address that one host gives back is lent to the next.
  '06-first-day': /Duplicate IP address configured/,
  // The true reply comes after the forged one.
  '14-forger': /DNS response retransmission/,
  // An echo and a connection have other addresses on either side of the translator.
  '20-one-address': /No response seen to ICMP request|ACKed segment that wasn't captured/,
};

/** What the judges say of a stranger's datagram for a name server: whether tshark calls it malformed, and dnspython's answer. */
const STRANGE: Readonly<
  Record<string, { readonly malformed: boolean; readonly dnspython: RegExp }>
> = {
  'dns-count': { malformed: true, dnspython: /^FormError/ },
  'dns-long-label': { malformed: true, dnspython: /^BadLabelType/ },
  // tshark reads on, with "Name contains a pointer that loops" for a name.
  'dns-pointer-loop': { malformed: false, dnspython: /^BadPointer/ },
  // So are the answers: a server copies the operation.
  'dns-operation': { malformed: false, dnspython: /is not a valid Opcode$/ },
  'dns-response': { malformed: false, dnspython: /^ok$/ },
};

/** The longest mission takes a minute where others want the processor too. */
const LONGEST_PLAY_MS = 600_000;

const folder = mkdtempSync(join(tmpdir(), 'missions-'));
afterAll(() => rmSync(folder, { recursive: true }));

const played = (missionId: string): string => {
  const file = join(folder, `${missionId}.pcapng`);
  execFileSync(process.execPath, ['server/tools/mission.ts', missionId, '--capture', file]);
  return file;
};

/** Several messages of a frame stand with semicolons between them. */
const FIELDS = ['-T', 'fields', '-E', 'aggregator=;'];

const fieldsOf = (file: string, filter: string, fields: readonly string[]): readonly string[] =>
  String(
    spawnSync(
      'tshark',
      ['-2', '-n', '-r', file, '-Y', filter, ...FIELDS, ...fields.flatMap(f => ['-e', f])],
      { maxBuffer: 1 << 26 },
    ).stdout,
  )
    .split('\n')
    .filter(line => line !== '');

const frameNumber = (line: string): string => line.split('\t')[0] ?? '';

/** The input that a comment names. */
const inputOf = (line: string): string => /a stranger tries \(([\w-]+)\)/.exec(line)?.[1] ?? '';

/** What comes of a frame being seen twice, or late. */
const SEEN_AGAIN = /retransmission|^Previous segment|out-of-order/i;

/** What a stranger says is objected to as its kind wants it, and in no other way. */
const isExplained = (line: string): boolean => {
  const [, comment = '', messages = ''] = line.split('\t');
  const input = inputOf(comment);
  const isExplainedBy = EXPLAINS.test(comment);
  if (input === '') return isExplainedBy;
  // An analyser repeats the comment as a note.
  return objectionsAmong(messages.replace(comment, '')).every(
    message => isExpectedOf(input, message) || (isExplainedBy && SEEN_AGAIN.test(message)),
  );
};

/** Questions that come to a name server from a stranger. */
const tried = (file: string): readonly string[] =>
  fieldsOf(file, 'udp.dstport == 53', ['frame.number', 'frame.comment']).filter(
    line => inputOf(line) !== '',
  );

const rubbishIn = (file: string): readonly string[] =>
  tried(file).filter(line => STRANGE[inputOf(line)]?.malformed === true);

const payloadOf = (line: string): string => (line.split('\t')[0] ?? '').replaceAll(':', '');

/** What dnspython has to say: of a stranger's message what is wrong with it, of all others nothing. */
const expected = (line: string): RegExp => {
  const [, port] = line.split('\t');
  const input = inputOf(line);
  const isAsked = port === '53' || input === 'dns-operation';
  return (isAsked ? STRANGE[input]?.dnspython : undefined) ?? /^ok$/;
};

describe.each(MISSIONS.map(({ id }) => id))('%s as played by automata', id => {
  let file = '';
  beforeAll(() => {
    file = played(id);
  }, LONGEST_PLAY_MS);

  test.skipIf(skipsTshark)(`is well formed with good sums for tshark${TSHARK_REASON}`, () => {
    const { frames, complaints } = gate(new Uint8Array(readFileSync(file)));
    expect(frames).toBeGreaterThan(100);
    expect(complaints.map(frameNumber)).toEqual(rubbishIn(file).map(frameNumber));
  });

  test.skipIf(skipsTshark)(`explains every objection in a comment${TSHARK_REASON}`, () => {
    const fields = ['frame.number', 'frame.comment', '_ws.expert.message'];
    const objections = fieldsOf(file, OBJECTIONS, fields).filter(
      line => BY_DESIGN[id]?.test(line) !== true,
    );
    expect(objections.filter(line => !isExplained(line))).toEqual([]);
  });

  test.skipIf(skipsTshark || skipsDnspython)(
    `has no DNS message that dnspython refuses${TSHARK_REASON}${DNSPYTHON_REASON}`,
    () => {
      const lines = fieldsOf(file, 'dns', ['udp.payload', 'udp.dstport', 'frame.comment']);
      const messages = lines.map(line => Uint8Array.from(Buffer.from(payloadOf(line), 'hex')));
      if (messages.length === 0) return;
      const wrong = checkDns(messages).flatMap((said, index) =>
        expected(lines[index] ?? '').test(said) ? [] : [`${said}: ${lines[index]}`],
      );
      expect(wrong).toEqual([]);
    },
  );

  test('carries a comment on every frame', () => {
    const capture = readPcapng(new Uint8Array(readFileSync(file)));
    const bare = capture.ok ? capture.value.packets.filter(({ comment }) => !comment) : null;
    expect(bare).toEqual([]);
  });
});
