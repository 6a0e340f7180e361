import type { NodeSpec } from '../../network/topology.ts';

/** Whoever waits for an address has a program that asks for it, and a card to be known by. */
export const askers = (nodes: readonly NodeSpec[]): string[] =>
  nodes.flatMap(({ name, interfaces, programs }) => {
    const waiting = interfaces.filter(({ dhcp }) => dhcp === true);
    const clients = programs.filter(({ service }) => service === 'dhcp-client');
    return [
      ...waiting
        .filter(({ mac }) => mac === null)
        .map(one => `${name}.${one.name} wants an address but has no card`),
      ...(waiting.length === clients.length
        ? []
        : [`${name} needs a dhcp-client for each interface that wants an address`]),
    ];
  });
