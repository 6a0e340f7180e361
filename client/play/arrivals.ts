import { useEffect, useRef } from 'preact/hooks';
import type { TrayPart } from '../../shared/session/views/play.ts';
import type { ProgressPart } from '../../shared/session/views/progress.ts';
import { alertOnce, announce } from '../widgets/announce.tsx';
import { kindTitle, logWords } from '../widgets/words.ts';
import { play } from './sounds.ts';

/** Said elsewhere already: arrivals by the tray, verdicts by their reply. */
const SAID: readonly string[] = [
  'log/arrived',
  'log/accepted',
  'log/remarked',
  'log/repaired',
  'log/refused',
  'log/recorded',
];

/** An all-hands message that somebody had a hand on. */
const CHORD: readonly string[] = ['log/all-hands-delivered', 'log/all-hands-in-part'];

/** Says each unit that comes to the tray once. What lies there at the first look is not new. */
export const useArrivals = (tray: TrayPart, whoAt: (place: string) => string): void => {
  const known = useRef<ReadonlySet<number> | null>(null);
  useEffect(() => {
    const fresh = tray.items.filter(({ taskId }) => known.current?.has(taskId) === false);
    known.current = new Set(tray.items.map(({ taskId }) => taskId));
    const item = fresh.at(-1);
    if (item === undefined) return;
    alertOnce(`New in your tray: ${kindTitle(item.kind)}, from ${whoAt(item.from)}.`);
    void play('arrive');
  }, [tray]);
};

/** Says deliveries, all-hands messages and what apprentices do, once each. */
export const useLogSpeech = (log: ProgressPart['log']): void => {
  const last = useRef<number | null>(null);
  useEffect(() => {
    const seen = last.current;
    last.current = log.at(-1)?.id ?? seen ?? 0;
    if (seen === null) return;
    const fresh = log.filter(({ id, key }) => id > seen && !SAID.includes(key));
    if (fresh.length === 0) return;
    announce(fresh.map(({ key, facts }) => logWords(key, facts)).join(' '));
    if (fresh.some(({ key }) => CHORD.includes(key))) void play('all-hands');
    else if (fresh.some(({ key }) => key === 'log/delivered')) void play('delivered');
  }, [log]);
};
