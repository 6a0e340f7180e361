import './style/main.css';
import { type Signal, signal } from '@preact/signals';
import { type ComponentType, render } from 'preact';
import { HomePage } from './home/home-page.tsx';
import { Announcer } from './widgets/announce.tsx';
import { Button } from './widgets/button.tsx';
import './widgets/preferences.ts';
import { path } from './widgets/route.ts';

/** A page gets what its pattern names: '/host/:sessionId' gives { sessionId }. */
type Page = ComponentType<Readonly<Record<string, string>>>;
type Load = () => Promise<Page>;

/** Every page but the first comes when it is asked for. */
const PAGES: readonly (readonly [pattern: string, load: Load])[] = [
  ['/play', async () => (await import('./play/play-page.tsx')).PlayPage],
  ['/host', async () => (await import('./host/host-page.tsx')).HostPage],
  ['/host/:sessionId', async () => (await import('./host/console-page.tsx')).ConsolePage],
  [
    '/projector/:sessionId',
    async () => (await import('./projector/projector-page.tsx')).ProjectorPage,
  ],
  [
    '/standings/:sessionId',
    async () => (await import('./standings/standings-page.tsx')).StandingsPage,
  ],
  ['/look-back/:sessionId', async () => (await import('./report/look-back-page.tsx')).LookBackPage],
  ['/practice', async () => (await import('./practice/practice-page.tsx')).PracticePage],
  ['/what-we-simplified', async () => (await import('./codex/simplified-page.tsx')).SimplifiedPage],
  ['/old-stacks', async () => (await import('./codex/old-stacks-page.tsx')).OldStacksPage],
  ['/what-is-wrong', async () => (await import('./home/self-check-page.tsx')).SelfCheckPage],
];

const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    // A mangled address (URIError): what stands there is as good as anything.
    return text;
  }
};

const match = (pattern: string, at: string): Record<string, string> | null => {
  const wanted = pattern.split('/');
  const found = at.replace(/\/+$/, '').split('/');
  if (wanted.length !== found.length) return null;
  const values: Record<string, string> = {};
  for (const [index, part] of wanted.entries()) {
    const given = found[index] ?? '';
    if (part.startsWith(':')) values[part.slice(1)] = decoded(given);
    else if (part !== given) return null;
  }
  return values;
};

/** The network is away, or the server has a newer version than this tab. */
const PageMissing = () => (
  <main class="full-notice">
    <h1>This page did not load.</h1>
    <Button look="lamp" onClick={() => location.reload()}>
      Load again
    </Button>
  </main>
);

const loaded = new Map<string, Signal<Page | null>>();

const pageFor = (pattern: string, load: Load): Signal<Page | null> => {
  const known = loaded.get(pattern);
  if (known !== undefined) return known;
  const page = signal<Page | null>(null);
  loaded.set(pattern, page);
  load()
    .then(component => {
      page.value = component;
    })
    .catch(() => {
      loaded.delete(pattern);
      page.value = PageMissing;
    });
  return page;
};

const Routed = () => {
  const pin = match('/join/:pin', path.value);
  if (pin !== null) return <HomePage pin={pin['pin'] ?? ''} />;
  for (const [pattern, load] of PAGES) {
    const values = match(pattern, path.value);
    if (values === null) continue;
    const Found = pageFor(pattern, load).value;
    return Found === null ? <p class="full-notice soft">Loading …</p> : <Found {...values} />;
  }
  return <HomePage pin="" />;
};

const App = () => (
  <>
    <Routed />
    <Announcer />
  </>
);

const root = document.getElementById('app');
if (root !== null) render(<App />, root);
