import { describe, expect, test } from 'vitest';
import { bytesOf, cellAt, cellsOf, rowsOf, shownPaths } from '../../../client/bench/layout.ts';
import { ethernet } from '../../../shared/protocols/ethernet.ts';
import { explainHeader } from '../../../shared/protocols/explain.ts';
import { icmp } from '../../../shared/protocols/icmp.ts';
import { ipv4 } from '../../../shared/protocols/ipv4.ts';
import { tcp } from '../../../shared/protocols/tcp.ts';

const payload = Uint8Array.from([1, 2, 3, 4]);
const segment = tcp.encode({ sourcePort: 64855, destinationPort: 80, ack: 1, psh: 1 }, payload, {
  sourceAddress: 1,
  destinationAddress: 2,
});
const tcpCells = cellsOf(explainHeader(tcp, segment).spans);
const packet = ipv4.encode({ source: 1, destination: 2, timeToLive: 64, dontFragment: 1 }, payload);
const ipv4Cells = cellsOf(explainHeader(ipv4, packet).spans);

describe('a TCP header', () => {
  test('has the rows of RFC 9293 §3.1, 32 bits each', () => {
    expect(rowsOf(tcpCells).map(row => row.cells.map(cell => cell.label))).toEqual([
      ['Source port', 'Destination port'],
      ['Sequence number'],
      ['Acknowledgment number'],
      ['Offset', 'Flags', 'Window'],
      ['Checksum', 'Urgent pointer'],
    ]);
    expect(rowsOf(tcpCells).map(row => [row.fromByte, row.toByte])).toEqual([
      [0, 4],
      [4, 8],
      [8, 12],
      [12, 16],
      [16, 20],
    ]);
  });

  test('shows its flags by name, in the order of the network', () => {
    expect(tcpCells.find(({ path }) => path === 'tcp.flags')?.shown).toBe('PSH ACK');
  });

  test('never shows what it carries', () => {
    expect(tcpCells.every(cell => bytesOf(cell).to <= 20)).toBe(true);
  });
});

describe('an IPv4 header', () => {
  test('fills every row to 32 columns', () => {
    for (const { cells } of rowsOf(ipv4Cells)) {
      expect(cells.reduce((sum, { width }) => sum + width, 0)).toBe(32);
    }
  });

  test('a byte leads to its field, and the field to its bytes', () => {
    expect(cellAt(ipv4Cells, 8)?.path).toBe('ipv4.timeToLive');
    const source = ipv4Cells.find(({ path }) => path === 'ipv4.source');
    expect(source && bytesOf(source)).toEqual({ from: 12, to: 16 });
  });

  test('knows the narrow fields inside its merged boxes', () => {
    expect(shownPaths(ipv4Cells).has('ipv4.dontFragment')).toBe(true);
  });
});

test('an Ethernet header has one field to a row', () => {
  const frame = ethernet.encode({ destination: 1, source: 2, etherType: 0x0800 }, payload);
  const rows = rowsOf(cellsOf(explainHeader(ethernet, frame).spans));
  expect(rows.map(row => row.cells.length)).toEqual([1, 1, 1, 1]);
  expect(rows.map(row => row.toByte - row.fromByte)).toEqual([6, 6, 2, 4]);
});

test('a header that is quoted in ICMP has the rows of its own form', () => {
  const quoting = Uint8Array.from([11, 0, 0, 0, 0, 0, 0, 0, ...packet]);
  const rows = rowsOf(cellsOf(explainHeader(icmp, quoting).spans));
  const labels = rows.map(row => row.cells.map(cell => cell.label));
  expect(labels.slice(0, 2)).toEqual([['Type', 'Code', 'Checksum'], ['Unused']]);
  expect(labels.slice(2, 7)).toEqual(rowsOf(ipv4Cells).map(row => row.cells.map(c => c.label)));
  const flags = rows.flatMap(row => row.cells).find(({ label }) => label === 'Flags');
  expect(flags?.shown).toBe('DF');
});

test('bytes of an option are not taken for a number and its unit', () => {
  const syn = tcp.encode(
    { sourcePort: 1, destinationPort: 2, syn: 1, options: Uint8Array.from([2, 4, 5, 180]) },
    new Uint8Array(),
    { sourceAddress: 1, destinationAddress: 2 },
  );
  const shown = cellsOf(explainHeader(tcp, syn).spans).map(cell => cell.shown);
  expect(shown).toContain('05 b4');
});
