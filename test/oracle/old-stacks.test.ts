import { expect, test } from 'vitest';
import { ethernet } from '../../shared/protocols/ethernet.ts';
import { ipx } from '../../shared/protocols/ipx.ts';
import { lapbInformation } from '../../shared/protocols/lapb.ts';
import { writePcapng } from '../../shared/protocols/pcapng.ts';
import { stack } from '../../shared/protocols/stack.ts';
import { x25Call, x25Clear, x25Data } from '../../shared/protocols/x25.ts';
import { hexBytes } from '../shared/protocols/hex-bytes.ts';
import { captureOf } from './capture-of.ts';
import { skipsTshark, TSHARK_REASON } from './tshark.ts';
import { fieldsOf } from './tshark-fields.ts';

test.skipIf(skipsTshark)(`tshark reads our IPX${TSHARK_REASON}`, () => {
  const packet = {
    transportControl: 3,
    packetType: 17,
    destinationNetwork: 0x0000c0de,
    destinationNode: 0x020000000001,
    destinationSocket: 0x0451,
    sourceNetwork: 0x00000074,
    sourceNode: 0x02000000000a,
    sourceSocket: 0x4003,
  };
  const frame = stack(
    [
      [ethernet, { source: 0x02000000000a }],
      [ipx, packet],
    ],
    new Uint8Array(10),
  );
  const [row] = fieldsOf(captureOf([frame]), [
    ...['ipx.checksum', 'ipx.len', 'ipx.hops', 'ipx.packet_type'],
    ...['ipx.dst.net', 'ipx.dst.node', 'ipx.dst.socket'],
    ...['ipx.src.net', 'ipx.src.node', 'ipx.src.socket'],
  ]);
  expect(row).toEqual([
    ...['0xffff', '40', '3', '0x11'],
    ...['0x0000c0de', '02:00:00:00:00:01', '0x0451'],
    ...['0x00000074', '02:00:00:00:00:0a', '0x4003'],
  ]);
});

/** Wireshark has no link type of its own for bare LAPB, so a user's type is told to be it. */
const USER_LINK_TYPE = 147;
const AS_LAPB = ['-o', 'uat:user_dlts:"User 0 (DLT=147)","lapb","0","","0",""'];

test.skipIf(skipsTshark)(`tshark reads our X.25 over LAPB${TSHARK_REASON}`, () => {
  const addresses = hexBytes('12 34 54 32 10 00');
  const call = x25Call.encode({ channel: 1, callingLength: 4, calledLength: 5, addresses });
  const data = x25Data.encode(
    { channel: 1, receiveSequence: 2, sendSequence: 3 },
    hexBytes('6869'),
  );
  const capture = writePcapng({
    interfaces: [{ name: 'line', linkType: USER_LINK_TYPE, fcsLength: 0 }],
    packets: [
      lapbInformation.encode({}, call),
      lapbInformation.encode({ sendSequence: 1, receiveSequence: 2 }, data),
      lapbInformation.encode({ sendSequence: 2 }, x25Clear.encode({ channel: 1, cause: 9 })),
    ].map((bytes, index) => ({
      interfaceIndex: 0,
      timestampMicros: 1_700_000_000_000_000 + index * 1000,
      bytes,
    })),
  });
  const names = [
    ...['lapb.control.n_s', 'lapb.control.n_r', 'x25.lcn', 'x25.type'],
    ...['x25.called_address_length', 'x25.calling_address_length', 'x25.p_s', 'x25.p_r'],
  ];
  expect(fieldsOf(capture, names, AS_LAPB)).toEqual([
    ['0', '0', '1', '0x0b', '5', '4', '', ''],
    ['1', '2', '1', '0x00', '', '', '3', '2'],
    ['2', '0', '1', '0x13', '', '', '', ''],
  ]);
});
