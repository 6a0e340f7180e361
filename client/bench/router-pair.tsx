import check from '@tabler/icons/outline/check.svg?raw';
import x from '@tabler/icons/outline/x.svg?raw';
import { formatIpv4 } from '../../shared/base/address.ts';
import { fromHex } from '../../shared/base/bytes.ts';
import { foldCarries, sumWords } from '../../shared/protocols/checksum.ts';
import { explainHeader } from '../../shared/protocols/explain.ts';
import { ipv4 } from '../../shared/protocols/ipv4.ts';
import type { ArrivedUnit } from '../../shared/rules/bench.ts';
import type { UnitBytes } from '../../shared/rules/unit-bytes.ts';
import { Card } from '../widgets/card.tsx';
import { Icon } from '../widgets/icon.tsx';
import { narrow } from '../widgets/viewport.ts';
import type { Desk } from './desk.ts';
import { allValues, draftOf } from './draft.ts';
import { HeaderForm } from './header-form.tsx';
import { bytesOf, cellsOf } from './layout.ts';

const bytesOfUnit = (arrived: ArrivedUnit): Uint8Array => {
  const bytes = fromHex(arrived.hex);
  return bytes.ok ? bytes.value : new Uint8Array();
};

/** The packet as it came in, explained; only its own header. */
const arrivedUnit = (arrived: ArrivedUnit): UnitBytes => {
  const bytes = bytesOfUnit(arrived);
  return { bytes, spans: explainHeader(ipv4, bytes).spans };
};

const inOneLine = (texts: readonly string[]): string =>
  texts.filter(text => text !== '').join(', ');

interface CameInProps {
  readonly desk: Desk;
  readonly arrived: ArrivedUnit;
  readonly came: UnitBytes;
}

/** What stands in the old header; on a phone folded away, as the new one says what was different. */
const CameIn = ({ desk, arrived, came }: CameInProps) => {
  const { facts } = desk.bench;
  const shownOnly: Desk = { ...desk, finding: null, bench: { ...desk.bench, fields: [] } };
  const about = inOneLine([
    facts['interface'] ?? facts['from'] ?? '',
    `${arrived.hex.length / 2 - arrived.headerLength} more bytes sealed`,
  ]);
  if (narrow.value) {
    return (
      <details class="fold">
        <summary>Came in, {about}</summary>
        <HeaderForm desk={shownOnly} unit={came} />
      </details>
    );
  }
  return (
    <section aria-labelledby="came-in">
      <div class="heading">
        <h2 id="came-in">Came in</h2>
        <span class="dim">{about}</span>
      </div>
      <HeaderForm desk={shownOnly} unit={came} />
    </section>
  );
};

/** The router's bench: the packet before and after this hop. */
export const RouterPair = ({ desk, unit }: { readonly desk: Desk; readonly unit: UnitBytes }) => {
  const { arrived } = desk.bench;
  if (arrived === null) return null;
  const came = arrivedUnit(arrived);
  const before = new Map(cellsOf(came.spans).map(cell => [cell.path, cell.shown]));
  const { interface: out, nextHop } = allValues(desk.bench);
  const hop = typeof nextHop === 'number' ? formatIpv4(nextHop) : '';
  return (
    <div class="router-pair">
      <CameIn desk={desk} arrived={arrived} came={came} />
      <section aria-labelledby="goes-out">
        <div class="heading">
          <h2 id="goes-out">Goes out</h2>
          <span class="dim">
            {inOneLine([String(out ?? ''), hop === '' ? '' : `next hop ${hop}`])}
          </span>
        </div>
        <HeaderForm
          desk={desk}
          unit={unit}
          before={before}
          withoutChoices={desk.bench.level === 'words'}
        />
      </section>
    </div>
  );
};

const WHOLE = 0xffff;

/** What the next router will add up: ten words that must come to ffff (RFC 1071). */
export const SumCard = ({ desk, unit }: { readonly desk: Desk; readonly unit: UnitBytes }) => {
  const cells = cellsOf(unit.spans);
  const header = unit.bytes.slice(0, desk.bench.arrived?.headerLength ?? 0);
  const words = Array.from({ length: header.length / 2 }, (_, word) => word * 2);
  const selected = cells.find(cell => cell.path === draftOf(desk.bench).value.selected);
  const lit = selected === undefined ? null : bytesOf(selected);
  const sum = foldCarries(sumWords(header));
  const hex = (value: number): string => value.toString(16).padStart(4, '0');
  return (
    <Card title="What the next hop will add up">
      <p class="num sum-words">
        {words.map(at => (
          <span key={at} class={lit !== null && at < lit.to && at + 2 > lit.from ? 'on' : ''}>
            {hex((header[at] ?? 0) * 256 + (header[at + 1] ?? 0))}
          </span>
        ))}
      </p>
      <p class="sum-total">
        <span class="soft">sum</span> <b class="num">{hex(sum)}</b>
        <span class={`row ${sum === WHOLE ? 'good-text' : 'warn-text'}`}>
          <Icon svg={sum === WHOLE ? check : x} size={18} />
          {sum === WHOLE ? 'header whole' : 'header broken'}
        </span>
      </p>
    </Card>
  );
};
