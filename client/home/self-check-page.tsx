import check from '@tabler/icons/outline/check.svg?raw';
import x from '@tabler/icons/outline/x.svg?raw';
import { useEffect, useState } from 'preact/hooks';
import { callApi } from '../net/api.ts';
import { Button } from '../widgets/button.tsx';
import { Icon } from '../widgets/icon.tsx';
import { TopBar } from '../widgets/top-bar.tsx';

interface Check {
  readonly what: string;
  readonly good: boolean;
  readonly advice: string;
}

const SLOW_MS = 1500;

const reachServer = async (): Promise<readonly Check[]> => {
  const startMs = performance.now();
  const answer = await callApi<unknown>('/api/me');
  const tookMs = Math.round(performance.now() - startMs);
  return [
    {
      what: answer.ok
        ? `The game server answers (${tookMs} ms)`
        : 'The game server does not answer',
      good: answer.ok,
      advice:
        'Ask whether this device is in the same Wi-Fi as the teacher, and not in a guest network.',
    },
    {
      what: tookMs < SLOW_MS ? 'The network is quick enough' : 'The network is slow',
      good: tookMs < SLOW_MS,
      advice: 'Move closer to the access point, or ask for a cable.',
    },
  ];
};

const openSocket = (): Promise<Check> =>
  new Promise(resolve => {
    const address = new URL('/', location.href);
    address.protocol = location.protocol === 'https:' ? 'wss:' : 'ws:';
    const socket = new WebSocket(address);
    const startMs = performance.now();
    // The server refuses a socket without a room, but at once: a proxy that swallows it lets it hang.
    const done = (): void => {
      const good = performance.now() - startMs < 5000;
      socket.close();
      resolve({
        what: good ? 'Live connections get through' : 'Live connections are held up',
        good,
        advice:
          'A proxy or firewall stops WebSocket. Ask for an exception for this address and port.',
      });
    };
    socket.onopen = done;
    socket.onerror = done;
    setTimeout(done, 5500);
  });

const keepsSeat = (): Check => {
  let good = true;
  try {
    sessionStorage.setItem('all-hands-on-stack.probe', '1');
    sessionStorage.removeItem('all-hands-on-stack.probe');
  } catch {
    good = false;
  }
  return {
    what: good ? 'This browser can keep your seat' : 'This browser keeps nothing',
    good,
    advice: 'Allow cookies and site data for this address, or leave private browsing.',
  };
};

/** Tells a pupil's device what stands between it and the game. */
export const SelfCheckPage = () => {
  const [checks, setChecks] = useState<readonly Check[] | null>(null);
  const run = async (): Promise<void> => {
    setChecks(null);
    const reached = await reachServer();
    setChecks([...reached, await openSocket(), keepsSeat()]);
  };
  useEffect(() => {
    document.title = 'What is wrong? · All Hands on Stack';
    void run();
  }, []);
  return (
    <>
      <TopBar title="What is wrong?" />
      <main class="full-notice">
        <h2>From this device to the game</h2>
        <ul class="stack" aria-live="polite">
          {checks === null ? <li class="soft">Checking …</li> : null}
          {(checks ?? []).map(({ what, good, advice }) => (
            <li key={what} class="row">
              <Icon svg={good ? check : x} class={good ? 'good-text' : 'warn-text'} />
              <span>
                <b>{what}</b>
                {good ? null : <span class="soft"> {advice}</span>}
              </span>
            </li>
          ))}
        </ul>
        <Button onClick={() => void run()}>Check again</Button>
      </main>
    </>
  );
};
