import type { DNS_FIELDS } from './dns-fields.ts';
import type { DnsMessage } from './dns-message.ts';
import { type MessageWalk, type MissingEntries, sectionSpans } from './dns-spans.ts';
import type { FixedOf } from './field.ts';
import { columnSpans, plainSpan } from './header-spans.ts';
import type { Issue } from './issue.ts';
import type { Dissection } from './protocol.ts';
import type { Table } from './table.ts';

type DnsTable = Table<typeof DNS_FIELDS>;
type DnsFixed = FixedOf<typeof DNS_FIELDS>;

const RFC = 'RFC 1035 §4.1.1';

const columnIssue = (
  table: DnsTable,
  start: number,
  name: keyof DnsFixed,
  issue: Pick<Issue, 'severity' | 'code' | 'rfc'> & { readonly expected?: number },
  given: number,
): Issue => {
  const column = table.fixed.find(candidate => candidate.name === name);
  return {
    ...issue,
    path: `dns.${name}`,
    bitOffset: start * 8 + (column?.bitOffset ?? 0),
    bitLength: column?.field.bits ?? 0,
    given,
  };
};

// Of the three bits only the first is still without a meaning, RFC 6895 §2.
const RESERVED_BIT = 4;

const headerIssues = (table: DnsTable, start: number, header: DnsFixed): Issue[] => {
  const issues: Issue[] = [];
  if (header.z >= RESERVED_BIT) {
    const issue = {
      severity: 'warning',
      code: 'dns/reserved-bit-set',
      rfc: 'RFC 6895 §2',
    } as const;
    const expected = header.z - RESERVED_BIT;
    issues.push(columnIssue(table, start, 'z', { ...issue, expected }, header.z));
  }
  if (header.qr === 0 && header.opcode === 0 && header.answerCount > 0) {
    const issue = { severity: 'warning', code: 'dns/answer-in-query', rfc: RFC } as const;
    issues.push(
      columnIssue(table, start, 'answerCount', { ...issue, expected: 0 }, header.answerCount),
    );
  }
  return issues;
};

const countIssue = (
  table: DnsTable,
  start: number,
  header: DnsFixed,
  { count, found }: MissingEntries,
): Issue =>
  columnIssue(
    table,
    start,
    count,
    { severity: 'error', code: 'dns/count-too-high', rfc: RFC, expected: found },
    header[count],
  );

const trailingIssue = (from: number, limit: number): Issue => ({
  severity: 'warning',
  code: 'dns/trailing-bytes',
  path: 'dns.rest',
  bitOffset: from * 8,
  bitLength: (limit - from) * 8,
  given: limit - from,
  expected: 0,
  rfc: 'RFC 1035 §4.1',
});

/** Spans and issues of the whole message in bytes `[start, limit)`, whose header is there;
 *  `message` is what it decodes to, undefined when it does not. */
export const dissectMessage = (
  table: DnsTable,
  message: DnsMessage | undefined,
  bytes: Uint8Array,
  start: number,
  limit: number,
): Dissection => {
  const sections = start + table.fixedBytes;
  const header = table.view(bytes, start);
  const walk: MessageWalk = {
    reader: { bytes, start, end: limit, at: sections, problem: undefined },
    issues: headerIssues(table, start, header),
    stopped: false,
    options: 0,
  };
  const { spans, missing } = sectionSpans(walk, header);
  const { at } = walk.reader;
  if (missing !== undefined) walk.issues.push(countIssue(table, start, header, missing));
  if (!walk.stopped && at < limit) walk.issues.push(trailingIssue(at, limit));
  return {
    layer:
      message === undefined
        ? undefined
        : { id: 'dns', header: message, start, headerEnd: limit, end: limit },
    spans: [
      ...columnSpans(table.fixed, bytes, start, sections),
      ...spans,
      ...plainSpan('dns.rest', 'Unread rest', bytes, at, limit),
    ],
    trailer: [],
    issues: walk.issues,
    headerEnd: limit,
    payloadEnd: limit,
    end: limit,
    opens: false,
  };
};
