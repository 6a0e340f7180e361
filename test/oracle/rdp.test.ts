import { expect, test } from 'vitest';
import { rdpClientProgram } from '../../shared/network/programs/rdp-client.ts';
import { rdpServerProgram } from '../../shared/network/programs/rdp-server.ts';
import { converse } from '../shared/network/programs/pair.ts';
import { readByTshark } from './dialogue.ts';
import { skipsTshark, TSHARK_REASON } from './tshark.ts';

const FIELDS = [
  ...['tpkt.version', 'tpkt.length', 'cotp.li', 'cotp.type', 'cotp.class', 'cotp.destref'],
  ...['rdp.rt_cookie', 'rdp.neg_type', 'rdp.neg_length', 'rdp.negReq.requestedProtocols'],
  ...['rdp.negReq.selectedProtocol', 'rdp.negFailure.failureCode'],
];

const said = (protocols: number) =>
  converse(
    rdpClientProgram({ server: { address: 0x0a000001, port: 3389 }, user: 'ada', protocols }),
    rdpServerProgram({ port: 3389, protocols: 1 }),
  ).sent;

const REQUEST = ['3', '41', '36', '0x0e', '0', '0x0000', 'Cookie: mstshash=ada', '0x01', '8'];

test.skipIf(skipsTshark)(`tshark reads request and response${TSHARK_REASON}`, () => {
  const { values, complaints } = readByTshark(said(3), FIELDS);
  expect(complaints).toBe('');
  expect(values).toEqual([
    ...[...REQUEST, '0x00000003'],
    ...['3', '19', '14', '0x0d', '0', '0x0000', '0x02', '8', '0x00000001'],
  ]);
});

test.skipIf(skipsTshark)(`tshark reads a failure${TSHARK_REASON}`, () => {
  const { values, complaints } = readByTshark(said(0), FIELDS);
  expect(complaints).toBe('');
  expect(values.slice(-3)).toEqual(['0x03', '8', '0x00000001']);
});

test.skipIf(skipsTshark)(`and sees a length that lies${TSHARK_REASON}`, () => {
  const [request, ...rest] = said(3);
  if (request === undefined) throw new Error('nothing was sent');
  const bytes = request.bytes.with(4, 60);
  expect(readByTshark([{ ...request, bytes }, ...rest], FIELDS).values).not.toContain('36');
});
