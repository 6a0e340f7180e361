import { draw } from '../base/random.ts';
import type { Service, Services } from './programs/service.ts';
import { newRun, type Run } from './run.ts';
import type { Socket } from './socket.ts';
import type { NodeSpec, ProgramSpec } from './topology.ts';

/** A row of the socket table that waits for whoever comes. */
export const listeningSocket = (
  id: number,
  { name, pid }: ProgramSpec,
  { protocol, port }: { readonly protocol: 'udp' | 'tcp'; readonly port: number },
): Socket => ({
  id,
  protocol,
  // The address 0 stands for all of the host's addresses, as 0.0.0.0 in a socket table.
  local: { address: 0, port },
  remote: null,
  state: protocol === 'tcp' ? 'LISTEN' : 'OPEN',
  process: name,
  pid,
  exchange: null,
  connection: null,
  received: new Uint8Array(),
  sentBy: new Map(),
  heldAcknowledgment: null,
});

interface Boot {
  readonly seed: string;
  readonly services: Services;
  readonly addresses: ReadonlySet<number>;
  /** Rows of the socket table; those of the daemons are added. */
  readonly sockets: Socket[];
}

const startDaemon = (
  node: NodeSpec,
  { seed, addresses, sockets }: Boot,
  spec: ProgramSpec,
  service: Service,
): Run => {
  const { name, settings: told = {} } = spec;
  const settings = service.here?.(node.interfaces, told) ?? told;
  const id = { id: name, program: name, service: spec.service ?? '', settings, exchange: null };
  const turn = service.program(settings).start({
    nowMicros: 0,
    draw: (...purpose) => draw(seed, node.name, name, ...purpose),
    addresses: [...addresses],
  });
  const run = { ...newRun(id), state: turn.state };
  for (const effect of turn.effects) {
    if (effect.type !== 'listen') continue;
    const socket = listeningSocket(sockets.length + 1, spec, effect);
    sockets.push(socket);
    if (effect.protocol === 'udp') run.ports.set(effect.port, socket.id);
  }
  return run;
};

/** Daemons run and listen from the beginning; of what else they ask at their start nothing is done. */
export const startDaemons = (node: NodeSpec, boot: Boot): Map<string, Run> => {
  const runs = node.programs.flatMap(spec => {
    const service = spec.kind === 'service' ? boot.services[spec.service ?? ''] : undefined;
    return service?.runs === 'daemon' ? [startDaemon(node, boot, spec, service)] : [];
  });
  return new Map(runs.map(run => [run.id, run]));
};
