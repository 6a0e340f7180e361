import { dns } from '../../protocols/dns.ts';
import { udp } from '../../protocols/udp.ts';
import type { TaskOf } from '../automaton/automaton-row.ts';
import { PROTOCOL_UDP } from '../packets.ts';
import { DNS_PORT } from '../programs/dns-service.ts';
import { CLASS_IN, RECORD_TYPE_NUMBERS } from '../programs/zone.ts';
import { arise } from '../schedule.ts';
import { numberAt, textAt, type Values } from '../values.ts';
import type { World } from '../world.ts';
import type { Forgery } from './forged.ts';

/** The answer that a forger's decision makes: what a true one would look like, RFC 5452 §3. */
export const forgeryOf = (
  { id, node, exchange, situation }: TaskOf<'forge-reply'>,
  values: Values,
): Forgery => {
  const source = numberAt(values, 'wears', 0) % 2 ** 32;
  const destination = situation.victim;
  const type = RECORD_TYPE_NUMBERS.A;
  const question = { name: textAt(values, 'asks', situation.name), type, class: CLASS_IN };
  const address = numberAt(values, 'pointsTo', 0) % 2 ** 32;
  const message = dns.encode({
    id: numberAt(values, 'dns.id', 0) % 0x10000,
    qr: 1,
    aa: 1,
    questions: [question],
    answers: [
      { ...question, ttl: numberAt(values, 'lasts', 0) % 2 ** 31, data: { kind: 'A', address } },
    ],
  });
  const ports = {
    sourcePort: DNS_PORT,
    destinationPort: numberAt(values, 'toPort', 0) % 0x10000,
  };
  const addresses = { sourceAddress: source, destinationAddress: destination };
  const datagram = udp.encode(ports, message, addresses);
  return { node, source, destination, datagram, exchange, cause: id };
};

/** Sends it: nobody on the way asks whether the source is the sender's own, RFC 2827 §1. */
export const sendForgery = (
  world: World,
  { node, source, destination, datagram, exchange, cause }: Forgery,
): void => {
  arise(world, {
    node,
    layer: 'network',
    situation: {
      type: 'wrap-packet',
      protocol: PROTOCOL_UDP,
      source,
      destination,
      timeToLive: null,
    },
    unit: datagram,
    exchange,
    cause,
  });
};
