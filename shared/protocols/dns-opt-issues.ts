import { OPT_TYPE } from './dns-edns.ts';
import type { Issue } from './issue.ts';
import type { Span } from './span.ts';

/** What is wrong with the place or name of an OPT record, RFC 6891 §6.1.1 and §6.1.2: it belongs to the root, stands
 *  among the additional records and there once. `record` is its span, `seen` how many came before it. */
export const optIssues = (record: Span, seen: number): readonly Issue[] => {
  const { path, bitOffset, bitLength, children = [] } = record;
  const type = children.find(span => span.path === `${path}.type`);
  if (type?.value !== OPT_TYPE) return [];
  const about = { severity: 'error', path, bitOffset, bitLength } as const;
  const issues: Issue[] = [];
  if (!path.startsWith('dns.additional')) {
    issues.push({ ...about, code: 'dns/opt-outside-additional', rfc: 'RFC 6891 §6.1.1' });
  }
  if (seen > 0) issues.push({ ...about, code: 'dns/opt-repeated', rfc: 'RFC 6891 §6.1.1' });
  const [name] = children;
  if (name !== undefined && name.value !== '') {
    const { value = '' } = name;
    const place = { path: name.path, bitOffset: name.bitOffset, bitLength: name.bitLength };
    const rfc = 'RFC 6891 §6.1.2';
    issues.push({ ...about, ...place, code: 'dns/opt-with-name', given: String(value), rfc });
  }
  return issues;
};
