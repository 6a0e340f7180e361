import { askOfValues } from '../network/programs/dhcp/ask-values.ts';
import { readDhcp } from '../network/programs/dhcp/message.ts';
import { replyOfValues } from '../network/programs/dhcp/reply-values.ts';
import type { Value } from '../network/task.ts';
import { dhcp } from '../protocols/dhcp.ts';
import { DHCP_OPTION } from '../protocols/dhcp-option-table.ts';
import { explain } from '../protocols/explain.ts';
import type { Span } from '../protocols/span.ts';
import type { Bench } from './bench.ts';
import { arrivedBytes, draftBytes } from './bench-bytes.ts';

/** A DHCP message as it would leave: the answer to what came, or what a client says. */
export const leaseBytes = (bench: Bench, values: Readonly<Record<string, Value>>): Uint8Array => {
  if (bench.arrived === null) return askOfValues(draftBytes(bench), values);
  const asked = readDhcp(arrivedBytes(bench));
  return asked === undefined ? new Uint8Array() : replyOfValues(asked, values);
};

/** What the bench calls an option, by its code; codes stand as the value of their span. */
const NAMES: ReadonlyMap<unknown, string> = new Map(
  (
    [
      'subnetMask',
      'router',
      'nameServer',
      'domainName',
      'requestedAddress',
      'leaseSeconds',
      'serverIdentifier',
      'messageType',
    ] as const
  ).map(name => [DHCP_OPTION[name], `dhcp.${name}`]),
);

const IN_OPTIONS = /^dhcp\.options\.\d+$/;

/** The data of an option under the name of the option. */
const namedData = ({ path, label, children }: Span, name: string): readonly Span[] =>
  (children ?? []).map(child =>
    child.path === `${path}.data` ? { ...child, path: name, label } : child,
  );

const renamed = (spans: readonly Span[]): readonly Span[] =>
  spans.map(span => {
    if (span.children === undefined) return span;
    const name = IN_OPTIONS.test(span.path) ? NAMES.get(span.value) : undefined;
    const children = name === undefined ? renamed(span.children) : namedData(span, name);
    return { ...span, children };
  });

/** What the bits of a DHCP message mean; options by the names that the bench gives them. */
export const leaseSpans = (bytes: Uint8Array): readonly Span[] =>
  renamed(explain(bytes, dhcp).spans);
