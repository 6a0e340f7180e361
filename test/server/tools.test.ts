import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { MISSIONS } from '../../shared/missions/catalog.ts';
import { readPcapng } from '../../shared/protocols/pcapng.ts';
import { ENGINE_VERSION } from '../../shared/session/events.ts';

const PROJECT = join(import.meta.dirname, '..', '..');
const folder = mkdtempSync(join(tmpdir(), 'stack-tools-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const run = (
  tool: 'mission' | 'replay',
  ...typed: readonly string[]
): Promise<{ readonly code: number; readonly output: string }> =>
  new Promise(resolve => {
    const child = execFile(
      process.execPath,
      [`server/tools/${tool}.ts`, ...typed],
      { cwd: PROJECT },
      (_problem, output, complaints) =>
        resolve({ code: child.exitCode ?? -1, output: output + complaints }),
    );
  });

const digestIn = (output: string) => /digest\s+([0-9a-f]{64})/.exec(output)?.[1];

describe('npm run mission', () => {
  test.each(MISSIONS.map(({ id }) => id))(
    '%s is played to its goals by automata, and its log replays to the same state',
    async id => {
      const log = join(folder, `${id}.jsonl`);
      const capture = join(folder, `${id}.pcapng`);
      const played = await run('mission', id, '--seed', '7', '--log', log, '--capture', capture);
      expect(played.output).toContain('goals reached');
      expect(played.code).toBe(0);
      const frames = readPcapng(readFileSync(capture));
      expect(frames.ok).toBe(true);
      const replayed = await run('replay', log);
      expect(replayed.code).toBe(0);
      expect(digestIn(replayed.output)).toBe(digestIn(played.output));
    },
  );

  test('the same seed gives the same state, another seed another', async () => {
    const [first, second, other] = await Promise.all(
      ['a', 'a', 'b'].map(seed => run('mission', '02-down-and-up', '--seed', seed, '--crew', '2')),
    );
    expect(digestIn(first?.output ?? '')).toBe(digestIn(second?.output ?? ''));
    expect(digestIn(first?.output ?? '')).not.toBe(digestIn(other?.output ?? ''));
  });

  test.each([
    ['no mission', [], /Say which mission/],
    ['an unknown mission', ['99-none'], /There is no mission 99-none; there are 02-down-and-up/],
    ['an unknown option', ['02-down-and-up', '--fast', '1'], /There is no option --fast/],
    ['an option without value', ['02-down-and-up', '--seed'], /--seed needs a value/],
    ['a crew of nine', ['02-down-and-up', '--crew', '9'], /--crew is a number from 1 to 8/],
    [
      'a file in no folder',
      ['02-down-and-up', '--log', join(folder, 'no', 'x')],
      /cannot be written/,
    ],
  ])('%s: one sentence, exit code 1', async (_fact, typed, sentence) => {
    const { code, output } = await run('mission', ...typed);
    expect([code, output.trim().split('\n').length]).toEqual([1, 1]);
    expect(output).toMatch(sentence);
  });
});

describe('npm run replay', () => {
  const opened = {
    type: 'opened',
    atMs: 0,
    engine: ENGINE_VERSION,
    sessionId: 's',
    pin: '1',
    seed: 's',
    settings: { missionId: '99-none', format: 'class' },
  };
  test.each([
    ['no file named', null, /Say which log/],
    ['a file that is not there', undefined, /cannot be read/],
    ['an empty file', '', /does not fold: fold\/empty/],
    ['a text', 'hello\n', /no session log: line 1 is no event/],
    [
      'a line cut in the middle',
      `${JSON.stringify(opened)}\n{"type":"tick","at`,
      /line 2 is no event/,
    ],
    ['a log without its beginning', '{"type":"tick","atMs":1}\n', /fold\/not-opened/],
    [
      'a log of another version',
      `${JSON.stringify({ ...opened, engine: 99 })}\n`,
      /fold\/other-engine \(99\)/,
    ],
    [
      'a log of no known mission',
      `${JSON.stringify(opened)}\n`,
      /fold\/unknown-mission \(99-none\)/,
    ],
  ])('%s: one sentence, exit code 1', async (_fact, text, sentence) => {
    const file = join(folder, text === undefined ? 'nothing' : 'some.jsonl');
    if (typeof text === 'string') writeFileSync(file, text);
    const { code, output } = text === null ? await run('replay') : await run('replay', file);
    expect([code, output.trim().split('\n').length]).toEqual([1, 1]);
    expect(output).toMatch(sentence);
  });
});
