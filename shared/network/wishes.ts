import { parseIpv4 } from '../base/address.ts';
import { isIpv6 } from '../base/ip.ts';
import { ECHO_REQUEST } from '../protocols/icmp.ts';
import type { FilterState } from './boundary/filter.ts';
import { listWithout } from './boundary/permit.ts';
import type { PermitSpec } from './boundary/rule.ts';
import { beginDecoy } from './decoys.ts';
import { echoIdentifierFor } from './draws.ts';
import type { ExchangeSpec } from './exchange.ts';
import type { ExchangeState } from './exchange-state.ts';
import { beginExchange } from './exchanges.ts';
import { forgetNames, forgetNeighbours } from './forgetting.ts';
import { ECHO_DATA } from './icmp.ts';
import { solicitRouters } from './ipv6/autoconfiguration.ts';
import { echoSituation } from './ipv6/echo.ts';
import { beginJoining, beginLeasing, lacksLease } from './leasing/asking.ts';
import { forgetLease } from './leasing/forgetting-leases.ts';
import { openPage } from './processes/browser.ts';
import { hostOf } from './processes/host-name.ts';
import { ask, knownAddress } from './processes/resolver.ts';
import { beginUse } from './processes/service.ts';
import { beginText } from './processes/text.ts';
import { arise } from './schedule.ts';
import type { Situation } from './task.ts';
import type { World } from './world.ts';

const forget = (world: World, { forget: places }: ExchangeSpec): void => {
  for (const { node, what, name } of places ?? []) {
    if (what === 'arp') forgetNeighbours(world, node);
    else if (what === 'lease') forgetLease(world, node, name);
    else forgetNames(world, node, name ?? '');
  }
};

const beginEcho = (world: World, exchange: ExchangeState): void => {
  const { spec, id } = exchange;
  if (spec.type !== 'echo') return;
  const source = { node: spec.node, exchange: id, cause: null };
  exchange.progress.echo = { identifier: echoIdentifierFor(world, source), sequenceNumber: 1 };
  const node = world.nodes.get(spec.node);
  if (node === undefined) return;
  const { to } = spec;
  const situation: Situation = isIpv6(to)
    ? echoSituation(world, node, to)
    : { type: 'compose-icmp', icmpType: ECHO_REQUEST, icmpCode: 0, to };
  const errand = { node: spec.node, situation, unit: ECHO_DATA, exchange: id, cause: null };
  arise(world, { ...errand, layer: 'network' });
};

const beginFetch = (world: World, exchange: ExchangeState): void => {
  const { spec } = exchange;
  if (spec.type !== 'fetch') return;
  const { name } = hostOf(spec.host);
  const literal = parseIpv4(name);
  const address = literal.ok ? literal.value : knownAddress(world, spec.node, name);
  if (address === undefined) ask(world, exchange, null);
  else openPage(world, exchange, address, null);
};

const beginConfigure = (world: World, exchange: ExchangeState, cause: number | null): void => {
  const { spec, id } = exchange;
  if (spec.type !== 'configure') return;
  if (spec.lease === undefined) solicitRouters(world, spec.node, id);
  beginLeasing(world, exchange, cause);
};

/** Hands a wish to the program that carries it; its first task arises. */
export const beginWish = (world: World, spec: ExchangeSpec, id: number): void => {
  forget(world, spec);
  if (spec.type === 'decoy') {
    beginDecoy(world, spec, id);
    return;
  }
  const exchange = beginExchange(world, spec, id, spec.node);
  const filter = world.nodes.get(spec.permits?.at ?? '')?.filter ?? null;
  // Where nobody filters there is no line to write.
  if (spec.permits === undefined || filter === null) begin(world, exchange);
  else askForLine(world, filter, spec.permits, id);
};

/** What was written for an earlier wish of the same kind is taken back: a permit is for the time that it is needed. */
const askForLine = (world: World, filter: FilterState, wanted: PermitSpec, id: number): void => {
  const { at: node } = wanted;
  const kept = listWithout(
    filter,
    wanted,
    other => world.exchanges.get(other ?? -1)?.outcome === null,
  );
  for (const line of filter.rules) if (!kept.includes(line)) filter.written.delete(line);
  filter.rules.splice(0, filter.rules.length, ...kept);
  const situation = { type: 'write-rule', wanted } as const;
  const unit = new Uint8Array();
  arise(world, { node, layer: 'network', situation, unit, exchange: id, cause: null });
};

/** Begins a wish whose line has been written. */
export const goOnWithWish = (world: World, id: number | null): void => {
  const exchange = id === null ? undefined : world.exchanges.get(id);
  if (exchange === undefined) return;
  // What the wish waits for descends from what begins now, not from the line.
  exchange.root = null;
  begin(world, exchange);
};

const begin = (world: World, exchange: ExchangeState): void => {
  if (exchange.spec.joins === true && lacksLease(world, exchange.spec.node)) {
    beginJoining(world, exchange);
  } else carryWish(world, exchange);
};

/** The wish proper: its first task arises, from the task `cause` where the host had to get its address first. */
export const carryWish = (
  world: World,
  exchange: ExchangeState,
  cause: number | null = null,
): void => {
  const { spec } = exchange;
  if (spec.type === 'lookup') ask(world, exchange, null);
  else if (spec.type === 'fetch') beginFetch(world, exchange);
  else if (spec.type === 'text') beginText(world, exchange);
  else if (spec.type === 'use') beginUse(world, exchange);
  else if (spec.type === 'configure') beginConfigure(world, exchange, cause);
  else beginEcho(world, exchange);
};
