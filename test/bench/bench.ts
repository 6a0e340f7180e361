import { codecFigures } from './codec.ts';
import { engineFigures } from './engine.ts';
import type { Figure } from './figure.ts';
import { fuzzFigures } from './fuzz.ts';
import { pacingFigures } from './pacing.ts';
import { pageFigures } from './page.ts';
import { serverFigures } from './server.ts';
import { simulatorFigures } from './simulator.ts';

/** `npm run bench [codec|engine|fuzz|pacing|page|server]`: one JSON line per figure, each a ratio with what it was held against. */
const GROUPS: Readonly<Record<string, () => readonly Figure[] | Promise<readonly Figure[]>>> = {
  codec: codecFigures,
  engine: () => [...engineFigures(), ...simulatorFigures()],
  fuzz: fuzzFigures,
  pacing: pacingFigures,
  page: pageFigures,
  server: () => serverFigures(),
};

const wanted = process.argv.slice(2);
const unknown = wanted.find(name => GROUPS[name] === undefined);
if (unknown !== undefined) {
  console.error(`There is no group “${unknown}”; there are ${Object.keys(GROUPS).join(', ')}.`);
  process.exit(1);
}

for (const name of wanted.length > 0 ? wanted : Object.keys(GROUPS)) {
  for (const figure of (await GROUPS[name]?.()) ?? []) console.log(JSON.stringify(figure));
}
process.exit(0);
