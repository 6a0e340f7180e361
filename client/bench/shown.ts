import { formatIpv4, formatMac } from '../../shared/base/address.ts';
import type { Value } from '../../shared/network/task.ts';
import type { BenchField } from '../../shared/rules/bench.ts';

/** A value as it is typed and read in its field; '' for none. */
export const shownOf = (field: BenchField, value: Value | null): string => {
  if (value === null) return '';
  const option = field.options.find(candidate => candidate.value === value);
  if (option !== undefined) return option.shown;
  if (typeof value === 'string') return value;
  if (field.input === 'mac') return formatMac(value);
  if (field.input === 'ipv4') return formatIpv4(value);
  if (field.input === 'hex') return `0x${value.toString(16).padStart(4, '0')}`;
  return String(value);
};
