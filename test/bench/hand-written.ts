/** What somebody would write for these headers alone, with a DataView: the codec's yardstick. */
export const decodeByHand = (bytes: Uint8Array) => {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const packet = 14;
  const versionAndLength = view.getUint8(packet);
  const services = view.getUint8(packet + 1);
  const fragment = view.getUint16(packet + 6);
  const headerLength = versionAndLength & 15;
  const segment = packet + headerLength * 4;
  const offset = view.getUint8(segment + 12);
  const control = view.getUint8(segment + 13);
  return {
    ethernet: {
      destination: view.getUint16(0) * 2 ** 32 + view.getUint32(2),
      source: view.getUint16(6) * 2 ** 32 + view.getUint32(8),
      etherType: view.getUint16(12),
      frameCheckSequence: view.getUint32(bytes.length - 4),
    },
    ipv4: {
      version: versionAndLength >> 4,
      headerLength,
      dscp: services >> 2,
      ecn: services & 3,
      totalLength: view.getUint16(packet + 2),
      identification: view.getUint16(packet + 4),
      reservedFlag: fragment >> 15,
      dontFragment: (fragment >> 14) & 1,
      moreFragments: (fragment >> 13) & 1,
      fragmentOffset: fragment & 0x1fff,
      timeToLive: view.getUint8(packet + 8),
      protocol: view.getUint8(packet + 9),
      headerChecksum: view.getUint16(packet + 10),
      source: view.getUint32(packet + 12),
      destination: view.getUint32(packet + 16),
      options: bytes.subarray(packet + 20, segment),
    },
    tcp: {
      sourcePort: view.getUint16(segment),
      destinationPort: view.getUint16(segment + 2),
      sequenceNumber: view.getUint32(segment + 4),
      acknowledgmentNumber: view.getUint32(segment + 8),
      dataOffset: offset >> 4,
      reserved: offset & 15,
      cwr: control >> 7,
      ece: (control >> 6) & 1,
      urg: (control >> 5) & 1,
      ack: (control >> 4) & 1,
      psh: (control >> 3) & 1,
      rst: (control >> 2) & 1,
      syn: (control >> 1) & 1,
      fin: control & 1,
      window: view.getUint16(segment + 14),
      checksum: view.getUint16(segment + 16),
      urgentPointer: view.getUint16(segment + 18),
      options: bytes.subarray(segment + 20, segment + (offset >> 4) * 4),
    },
  };
};

/** The headers of a TCP segment in a frame, without options. */
export type HandDecoded = ReturnType<typeof decodeByHand>;

/** What a switch, a router and a host read of a frame on its way, added up. */
export const forwardByHand = (bytes: Uint8Array): number => {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const packet = 14;
  const segment = packet + (view.getUint8(packet) & 15) * 4;
  const destination = view.getUint16(0) * 2 ** 32 + view.getUint32(2);
  return (
    destination +
    view.getUint16(12) +
    view.getUint8(packet + 8) +
    view.getUint8(packet + 9) +
    view.getUint32(packet + 16) +
    view.getUint16(segment + 2) +
    view.getUint32(segment + 4) +
    ((view.getUint8(segment + 13) >> 1) & 1)
  );
};

const CRC_TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let crc = byte;
  for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  return crc;
});

const fold = (sum: number): number => {
  let folded = sum;
  while (folded > 0xffff) folded = (folded & 0xffff) + (folded >>> 16);
  return ~folded & 0xffff;
};

const wordSum = (view: DataView, from: number, to: number, start: number): number => {
  let sum = start;
  let at = from;
  for (; at + 1 < to; at += 2) sum += view.getUint16(at);
  return at < to ? sum + (view.getUint8(at) << 8) : sum;
};

const halves = (address: number): number => (address >>> 16) + (address & 0xffff);

const writeIpv4 = (view: DataView, { ipv4 }: HandDecoded, totalLength: number): void => {
  view.setUint8(14, 0x45);
  view.setUint8(15, (ipv4.dscp << 2) | ipv4.ecn);
  view.setUint16(16, totalLength);
  view.setUint16(18, ipv4.identification);
  view.setUint16(20, (ipv4.dontFragment << 14) | (ipv4.moreFragments << 13) | ipv4.fragmentOffset);
  view.setUint8(22, ipv4.timeToLive);
  view.setUint8(23, 6);
  view.setUint32(26, ipv4.source);
  view.setUint32(30, ipv4.destination);
  view.setUint16(24, fold(wordSum(view, 14, 34, 0)));
};

const writeTcp = (view: DataView, { tcp }: HandDecoded): void => {
  view.setUint16(34, tcp.sourcePort);
  view.setUint16(36, tcp.destinationPort);
  view.setUint32(38, tcp.sequenceNumber);
  view.setUint32(42, tcp.acknowledgmentNumber);
  view.setUint8(46, 0x50 | tcp.reserved);
  view.setUint8(
    47,
    (tcp.cwr << 7) |
      (tcp.ece << 6) |
      (tcp.urg << 5) |
      (tcp.ack << 4) |
      (tcp.psh << 3) |
      (tcp.rst << 2) |
      (tcp.syn << 1) |
      tcp.fin,
  );
  view.setUint16(48, tcp.window);
  view.setUint16(52, tcp.urgentPointer);
};

/** A whole frame with an IPv4 packet and a TCP segment, both without options. */
export const encodeByHand = (headers: HandDecoded, payload: Uint8Array): Uint8Array => {
  const { ethernet, ipv4 } = headers;
  const end = 54 + payload.length;
  const check = Math.max(end, 60);
  const bytes = new Uint8Array(check + 4);
  const view = new DataView(bytes.buffer);
  view.setUint16(0, Math.floor(ethernet.destination / 2 ** 32));
  view.setUint32(2, ethernet.destination % 2 ** 32);
  view.setUint16(6, Math.floor(ethernet.source / 2 ** 32));
  view.setUint32(8, ethernet.source % 2 ** 32);
  view.setUint16(12, 0x0800);
  writeIpv4(view, headers, 40 + payload.length);
  writeTcp(view, headers);
  bytes.set(payload, 54);
  const pseudo = halves(ipv4.source) + halves(ipv4.destination) + 6 + 20 + payload.length;
  view.setUint16(50, fold(wordSum(view, 34, end, pseudo)));
  let crc = 0xffffffff;
  for (let at = 0; at < check; at++) {
    crc = (crc >>> 8) ^ (CRC_TABLE[(crc ^ (bytes[at] ?? 0)) & 255] ?? 0);
  }
  view.setUint32(check, ~crc >>> 0, true);
  return bytes;
};
