import '../style/hex.css';
import './codex.css';
import { useEffect, useState } from 'preact/hooks';
import { OLD_STACKS, type OldStack, TODAY } from '../../shared/lessons/old-stacks-en.ts';
import { explain } from '../../shared/protocols/explain.ts';
import { leavesOf, type Span } from '../../shared/protocols/span.ts';
import { Card } from '../widgets/card.tsx';
import { type ByteRange, HexGrid } from '../widgets/hex-grid.tsx';
import { followLink } from '../widgets/route.ts';
import { TopBar } from '../widgets/top-bar.tsx';

const rangeOf = ({ bitOffset, bitLength }: Span): ByteRange => ({
  from: Math.floor(bitOffset / 8),
  to: Math.ceil((bitOffset + bitLength) / 8),
});

const covers = (span: Span, index: number): boolean => {
  const { from, to } = rangeOf(span);
  return index >= from && index < to;
};

interface FieldProps {
  readonly span: Span;
  readonly chosen: boolean;
  readonly onChoose: () => void;
}

const Field = ({ span, chosen, onChoose }: FieldProps) => (
  <tr>
    <th scope="row">
      <button type="button" class="field-button" aria-pressed={chosen} onClick={onChoose}>
        {span.label}
      </button>
    </th>
    <td class="num">{span.shown}</td>
  </tr>
);

const Example = ({ stack }: { readonly stack: OldStack }) => {
  const [chosen, setChosen] = useState<Span | null>(null);
  const spans = leavesOf(explain(stack.bytes, stack.protocol).spans);
  return (
    <>
      <p class="soft">{stack.example}</p>
      <div class="old-bytes">
        <HexGrid
          bytes={stack.bytes}
          label={`Bytes of ${stack.name}`}
          columns={8}
          base={0}
          toneOf={() => 'layer-network'}
          selected={chosen === null ? null : rangeOf(chosen)}
          onByte={index => setChosen(spans.find(span => covers(span, index)) ?? null)}
        />
        <table class="table">
          <caption class="sr">Fields of {stack.name}</caption>
          <tbody>
            {spans.map(span => (
              <Field
                key={`${span.path} ${span.bitOffset}`}
                span={span}
                chosen={span === chosen || span.bitOffset === chosen?.bitOffset}
                onChoose={() => setChosen(span)}
              />
            ))}
          </tbody>
        </table>
      </div>
      <p class="old-about" role="status">
        {chosen === null ? 'Choose a byte or a field.' : `${chosen.label}: ${chosen.about ?? ''}`}
      </p>
    </>
  );
};

const StackCard = ({ stack }: { readonly stack: OldStack }) => (
  <Card title={stack.name} note={stack.year}>
    <dl class="facts">
      <dt>Made by</dt>
      <dd>{stack.maker}</dd>
      <dt>Addresses</dt>
      <dd>{stack.addresses}</dd>
      <dt>What became of it</dt>
      <dd>{stack.fate}</dd>
      <dt>Written down in</dt>
      <dd>{stack.source}</dd>
    </dl>
    <Example stack={stack} />
  </Card>
);

/** Four ways to join computers before the Internet won, beside today's IPv4. */
export const OldStacksPage = () => {
  useEffect(() => {
    document.title = 'Four old stacks · All Hands on Stack';
  }, []);
  return (
    <>
      <TopBar named title="Four old stacks" />
      <main class="codex">
        <p class="lead">
          Before one internet there were many networks, and none understood another. Each card shows
          one packet as it was on the wire; the last is today’s.{' '}
          <a href="/what-we-simplified" onClick={followLink}>
            What we simplified
          </a>
        </p>
        {[...OLD_STACKS, TODAY].map(stack => (
          <StackCard key={stack.name} stack={stack} />
        ))}
      </main>
    </>
  );
};
