import { bigEndian, concat } from '../../base/bytes.ts';
import { type Ipv6Address, isLinkLocal } from '../../base/ipv6.ts';
import {
  MTU,
  PREFIX_INFORMATION,
  readNdOptions,
  SOURCE_LINK_ADDRESS,
  writeNdOptions,
} from '../../protocols/nd-options.ts';
import { readWide } from '../../protocols/wide-access.ts';
import type { Task } from '../task.ts';
import type { World } from '../world.ts';
import { LEAST_IPV6_MTU_BYTES } from './packets.ts';
import { networkOf } from './state.ts';

const MICROS = 1_000_000;
const HOP_LIMIT = 64;
/** AdvDefaultLifetime, AdvValidLifetime and AdvPreferredLifetime, RFC 4861 §6.2.1, in seconds. */
const ROUTER_LIFETIME = 1800;
const VALID_LIFETIME = 2_592_000;
const PREFERRED_LIFETIME = 604_800;
const ON_LINK = 0x80;
const AUTONOMOUS = 0x40;
/** Prefixes that hosts form addresses from have this length with Ethernet, RFC 2464 §4. */
const AUTONOMOUS_BITS = 64;

const number32 = (value: number): Uint8Array => bigEndian(value, 4);

const prefixOption = (address: Ipv6Address, length: number): Uint8Array =>
  concat(
    Uint8Array.of(length, length === AUTONOMOUS_BITS ? ON_LINK | AUTONOMOUS : ON_LINK),
    number32(VALID_LIFETIME),
    number32(PREFERRED_LIFETIME),
    number32(0),
    bigEndian(networkOf(address, length).address, 16),
  );

/** What a router tells of itself and the link of an interface, RFC 4861 §6.2.3. */
export const advertisementOf = (
  world: World,
  { node, situation }: Task & { readonly situation: { readonly zone: string | null } },
) => {
  const one = world.nodes.get(node)?.ipv6?.interfaces.get(situation.zone ?? '');
  if (one === undefined) return {};
  const mtuBytes = world.ends.get(one.id)?.link.spec.mtuBytes ?? LEAST_IPV6_MTU_BYTES;
  const given = [...one.addresses].filter(([, { origin }]) => origin === 'given');
  return {
    currentHopLimit: HOP_LIMIT,
    routerLifetime: ROUTER_LIFETIME,
    options: writeNdOptions([
      { type: SOURCE_LINK_ADDRESS, data: bigEndian(one.mac, 6) },
      { type: MTU, data: concat(Uint8Array.of(0, 0), number32(mtuBytes)) },
      ...given.map(([address, { prefixLength }]) => ({
        type: PREFIX_INFORMATION,
        data: prefixOption(address, prefixLength),
      })),
    ]),
  };
};

/** The hardware address in an option of neighbour discovery, or null. */
export const linkAddressIn = (options: Uint8Array, type: number): number | null => {
  const option = readNdOptions(options).find(one => one.type === type);
  if (option === undefined || option.data.length < 6) return null;
  return option.data.slice(0, 6).reduce((mac, byte) => mac * 256 + byte, 0);
};

/** A prefix that a router tells of, RFC 4861 §4.6.2; the lifetime in microseconds. */
export interface AdvertisedPrefix {
  readonly prefix: Ipv6Address;
  readonly length: number;
  readonly isOnLink: boolean;
  readonly validMicros: number;
}

const PREFIX_BYTES = 30;

const prefixIn = (data: Uint8Array): AdvertisedPrefix => {
  const view = new DataView(data.buffer, data.byteOffset);
  const address = readWide(data, 14, { at: 0, size: 16, shift: 0, mask: 0 });
  const length = Math.min(128, data[0] ?? 0);
  return {
    prefix: networkOf(address, length).address,
    length,
    isOnLink: ((data[1] ?? 0) & ON_LINK) !== 0,
    validMicros: view.getUint32(2) * MICROS,
  };
};

/** Prefixes from which a host forms addresses, RFC 4862 §5.5.3: autonomous ones of 64 bits, not link-local. */
export const autonomousPrefixes = (options: Uint8Array): readonly AdvertisedPrefix[] =>
  readNdOptions(options)
    .filter(({ type, data }) => type === PREFIX_INFORMATION && data.length >= PREFIX_BYTES)
    .filter(({ data }) => ((data[1] ?? 0) & AUTONOMOUS) !== 0)
    .map(({ data }) => prefixIn(data))
    .filter(({ prefix, length }) => length === AUTONOMOUS_BITS && !isLinkLocal(prefix));

const TWO_HOURS_MICROS = 7200 * MICROS;

/**
 * Until when an address is valid that a router tells of again, RFC 4862 §5.5.3(e): no forged message makes it end in
 * less than two hours.
 */
export const validUntil = (known: number, told: number, nowMicros: number): number => {
  const soon = nowMicros + TWO_HOURS_MICROS;
  if (told > soon || told > known) return told;
  return Math.min(known, soon);
};

/** When a router that tells of itself stops being one, virtual microseconds, RFC 4861 §6.3.4. */
export const routerUntil = (lifetimeSeconds: number, nowMicros: number): number =>
  nowMicros + lifetimeSeconds * MICROS;
