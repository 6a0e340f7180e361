/** The big-endian number in up to four bytes. */
export const dhcpNumber = (data: Uint8Array): number =>
  data.subarray(0, 4).reduce((value, byte) => value * 256 + byte, 0);

/** The addresses of a list, RFC 2132; bytes that make no whole address are left out. */
export const dhcpAddresses = (data: Uint8Array): readonly number[] =>
  Array.from({ length: Math.floor(data.length / 4) }, (_, index) =>
    dhcpNumber(data.subarray(index * 4, index * 4 + 4)),
  );

/** Data of an option that holds addresses. */
export const dhcpAddressData = (...addresses: readonly number[]): Uint8Array =>
  Uint8Array.from(
    addresses.flatMap(address => [24, 16, 8, 0].map(shift => (address >>> shift) & 255)),
  );
