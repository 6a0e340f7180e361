import './codex.css';
import { useEffect } from 'preact/hooks';
import { SIMPLIFIED } from '../../shared/lessons/simplified-en.ts';
import type { SimplifiedProtocol } from '../../shared/lessons/simplified-words.ts';
import { Card } from '../widgets/card.tsx';
import { followLink } from '../widgets/route.ts';
import { TopBar } from '../widgets/top-bar.tsx';

const Entry = ({ protocol }: { readonly protocol: SimplifiedProtocol }) => (
  <article class="simplified">
    <h3>
      {protocol.name} <span class="dim">{protocol.rfc}</span>
    </h3>
    <dl class="facts">
      <dt>Held against</dt>
      <dd>{protocol.judges.length === 0 ? 'our own tests only' : protocol.judges.join('; ')}</dd>
      <dt>Left out</dt>
      <dd>
        {protocol.leftOut.length === 0 ? (
          'nothing that we know of'
        ) : (
          <ul>
            {protocol.leftOut.map(line => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        )}
      </dd>
    </dl>
  </article>
);

/** What is true here, who says so, and what was left out, protocol by protocol. */
export const SimplifiedPage = () => {
  useEffect(() => {
    document.title = 'What we simplified · All Hands on Stack';
  }, []);
  return (
    <>
      <TopBar named title="What we simplified" />
      <main class="codex">
        <p class="lead">
          The bytes here are real: programs that nobody here wrote read them and answer. Where the
          game does less than a real host, this page says so. See also{' '}
          <a href="/old-stacks" onClick={followLink}>
            four old stacks
          </a>
          , which nobody speaks any more.
        </p>
        {SIMPLIFIED.map(({ layer, protocols }) => (
          <Card key={layer} title={layer} note={`${protocols.length} protocols`}>
            {protocols.map(protocol => (
              <Entry key={protocol.name} protocol={protocol} />
            ))}
          </Card>
        ))}
      </main>
    </>
  );
};
