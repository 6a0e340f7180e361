import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { MISSIONS } from '../../shared/missions/catalog.ts';
import { readPcapng } from '../../shared/protocols/pcapng.ts';
import { checkDns, DNSPYTHON_REASON, skipsDnspython } from './dnspython.ts';
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
const EXPLAINS = /one link further|may end in a report|nobody asked for this/;

/** What an analyser has to object to, because the mission is about it. */
const BY_DESIGN: Readonly<Record<string, RegExp>> = {
  // An address that one host gives back is lent to the next.
  '06-first-day': /Duplicate IP address configured/,
  // The true reply comes after the forged one.
  '14-forger': /DNS response retransmission/,
  // An echo and a connection have other addresses on either side of the translator.
  '20-one-address': /No response seen to ICMP request|ACKed segment that wasn't captured/,
};

/** Missions in which somebody sends rubbish: there is nothing to hold against an analyser. */
const HOSTILE: readonly string[] = ['16-garbage-in'];
const PEACEFUL = MISSIONS.map(({ id }) => id).filter(id => !HOSTILE.includes(id));

const folder = mkdtempSync(join(tmpdir(), 'missions-'));
afterAll(() => rmSync(folder, { recursive: true }));

const played = (missionId: string): string => {
  const file = join(folder, `${missionId}.pcapng`);
  execFileSync(process.execPath, ['server/tools/mission.ts', missionId, '--capture', file]);
  return file;
};

const fieldsOf = (file: string, filter: string, fields: readonly string[]): readonly string[] =>
  String(
    spawnSync(
      'tshark',
      ['-2', '-n', '-r', file, '-Y', filter, '-T', 'fields', ...fields.flatMap(f => ['-e', f])],
      { maxBuffer: 1 << 26 },
    ).stdout,
  )
    .split('\n')
    .filter(line => line !== '');

describe.each(PEACEFUL)('%s as played by automata', id => {
  let file = '';
  beforeAll(() => {
    file = played(id);
  });

  test.skipIf(skipsTshark)(`is well formed with good sums for tshark${TSHARK_REASON}`, () => {
    const { frames, complaints } = gate(new Uint8Array(readFileSync(file)));
    expect(frames).toBeGreaterThan(100);
    expect(complaints).toEqual([]);
  });

  test.skipIf(skipsTshark)(`explains every objection in a comment${TSHARK_REASON}`, () => {
    const fields = ['frame.number', 'frame.comment', '_ws.expert.message'];
    const objections = fieldsOf(file, OBJECTIONS, fields).filter(
      line => BY_DESIGN[id]?.test(line) !== true,
    );
    expect(objections.filter(line => !EXPLAINS.test(line))).toEqual([]);
  });

  test.skipIf(skipsTshark || skipsDnspython)(
    `has no DNS message that dnspython refuses${TSHARK_REASON}${DNSPYTHON_REASON}`,
    () => {
      const messages = fieldsOf(file, 'dns', ['udp.payload']).map(hex =>
        Uint8Array.from(Buffer.from(hex.replaceAll(':', ''), 'hex')),
      );
      if (messages.length === 0) return;
      expect(checkDns(messages).filter(line => line !== 'ok')).toEqual([]);
    },
  );

  test('carries a comment on every frame', () => {
    const capture = readPcapng(new Uint8Array(readFileSync(file)));
    const bare = capture.ok ? capture.value.packets.filter(({ comment }) => !comment) : null;
    expect(bare).toEqual([]);
  });
});
