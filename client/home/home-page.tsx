import './home.css';
import { signal } from '@preact/signals';
import moon from '@tabler/icons/outline/moon.svg?raw';
import route from '@tabler/icons/outline/route.svg?raw';
import school from '@tabler/icons/outline/school.svg?raw';
import sun from '@tabler/icons/outline/sun.svg?raw';
import { useEffect } from 'preact/hooks';
import type { PinAnswer } from '../net/seat.ts';
import { findPin } from '../net/seat.ts';
import { Button } from '../widgets/button.tsx';
import { theme } from '../widgets/preferences.ts';
import { followLink, navigate } from '../widgets/route.ts';
import { TopBar } from '../widgets/top-bar.tsx';
import { Hero } from './hero.tsx';
import { JoinForm } from './join-form.tsx';
import { Offers } from './offers.tsx';
import { PinForm } from './pin-form.tsx';

const game = signal<(PinAnswer & { readonly pin: string }) | null>(null);
const problem = signal('');
const busy = signal(false);

const onlyDigits = (text: string): string => text.normalize('NFKC').replace(/\D/g, '').slice(0, 6);

const lookUp = async (text: string): Promise<void> => {
  const pin = onlyDigits(text);
  if (pin.length < 6) {
    problem.value = `A PIN has six digits, this one has ${pin.length}.`;
    return;
  }
  busy.value = true;
  const answer = await findPin(pin);
  busy.value = false;
  problem.value = answer.ok ? '' : answer.error.text;
  if (answer.ok) game.value = { ...answer.value, pin };
};

const ThemeButton = () => (
  <Button
    look="quiet"
    icon={theme.value === 'dark' ? sun : moon}
    onClick={() => {
      theme.value = theme.value === 'dark' ? 'light' : 'dark';
    }}
  >
    {theme.value === 'dark' ? 'Light' : 'Dark'}
  </Button>
);

const Pledge = () => (
  <>
    <h1>
      You are
      <br />
      the network.
    </h1>
    <p class="lead">
      Everyone here holds a layer. What you send arrives only if each of you gets it right, to the
      byte.
    </p>
  </>
);

/** Join by PIN, practise, host. A link with the PIN in it skips the first question. */
export const HomePage = ({ pin }: { readonly pin: string }) => {
  useEffect(() => {
    document.title = 'All Hands on Stack';
    game.value = null;
    problem.value = '';
    if (pin !== '') void lookUp(pin);
  }, [pin]);
  const found = game.value;
  return (
    <>
      <TopBar bare named>
        <span class="grow" />
        <ThemeButton />
      </TopBar>
      <main class="home">
        <div>
          <Pledge />
          {found === null ? (
            <>
              <Offers />
              <PinForm first={pin} busy={busy.value} problem={problem.value} onPin={lookUp} />
            </>
          ) : (
            <JoinForm game={found} />
          )}
          <div class="also">
            <Button icon={route} onClick={() => navigate('/practice')}>
              Practise alone
            </Button>
            <Button icon={school} onClick={() => navigate('/host')}>
              Host a class
            </Button>
          </div>
          <p class="footnote t1">
            <a href="/what-we-simplified" onClick={followLink}>
              What is true here, and what we simplified
            </a>
          </p>
        </div>
        <Hero />
      </main>
    </>
  );
};
