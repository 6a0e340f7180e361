import { CODEC_ROWS } from './codec-rows.ts';
import { paceOf } from './pace.ts';
import { PROTOCOL_ROWS } from './protocols.ts';

/** What the processor spent on this process: collecting garbage counts, what others do on the machine does not. */
const processorMilliseconds = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};

const [name = '', roundMilliseconds] = process.argv.slice(2);
const rows: Readonly<Record<string, (typeof PROTOCOL_ROWS)[string]>> = {
  ...CODEC_ROWS,
  ...PROTOCOL_ROWS,
};
const work = rows[name]?.();
if (work === undefined) throw new Error(`there is no row “${name}”`);
console.log(JSON.stringify(paceOf(work, processorMilliseconds, Number(roundMilliseconds))));
