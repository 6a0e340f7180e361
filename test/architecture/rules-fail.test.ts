import { spawnSync } from 'node:child_process';
import {
  appendFileSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { long, longFunction, tangled } from './breach-texts.ts';

const PROJECT = join(import.meta.dirname, '..', '..');
const COPIED = ['shared', 'server', 'client', 'test', '.ci', 'assets', 'README.md', 'LICENSE'];
const SETTINGS = ['package.json', 'package-lock.json', 'tsconfig.json', '.biome.json'];

let house: string;

/** A copy of the house in which breaches are planted; the packages are those of the house itself. */
beforeAll(() => {
  house = mkdtempSync(join(tmpdir(), 'stack-rules-'));
  for (const name of [...COPIED, ...SETTINGS]) {
    const isBuilt = (from: string): boolean => from === join(PROJECT, 'client', 'dist');
    cpSync(join(PROJECT, name), join(house, name), {
      recursive: true,
      filter: from => !isBuilt(from),
    });
  }
  symlinkSync(join(PROJECT, 'node_modules'), join(house, 'node_modules'), 'junction');
});

afterAll(() => rmSync(house, { recursive: true, force: true }));

const run = (script: string, ...typed: readonly string[]): string => {
  const path = join(PROJECT, 'node_modules', script);
  const { status, stdout, stderr } = spawnSync(process.execPath, [path, ...typed], {
    cwd: house,
    encoding: 'utf8',
    env: { ...process.env, NO_COLOR: '1', FORCE_COLOR: '0' },
  });
  return status === 0 ? '' : `${stdout}${stderr}`;
};

const lint = (file: string): string =>
  run('@biomejs/biome/bin/biome', 'ci', '--diagnostic-level=warn', file);
const types = (file: string): string => run('typescript/bin/tsc', '-p', file.split('/')[0] ?? '');
const boundaries = (): string =>
  run(
    'vitest/vitest.mjs',
    'run',
    '--config',
    'test/vitest.config.ts',
    'test/architecture/boundaries.test.ts',
  );
const unused = (): string => run('knip/bin/knip.js');

/** Plants `text` in the copy, lets the check speak, and takes it out again. */
const planted = (file: string, text: string, check: (file: string) => string): string => {
  const path = join(house, file);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
  const said = check(file);
  rmSync(path);
  return said;
};

type Check = typeof lint;

const BREACHES: readonly (readonly [
  rule: string,
  Check,
  file: string,
  text: string,
  said: RegExp,
])[] = [
  [
    'dice in shared',
    lint,
    'shared/base/planted.ts',
    'export const dice = (): number => Math.random();\n',
    /shared\/ is deterministic/,
  ],
  [
    'a clock in shared',
    lint,
    'shared/base/planted.ts',
    'export const now = (): number => Date.now();\n',
    /shared\/ is deterministic/,
  ],
  [
    'any',
    lint,
    'shared/base/planted.ts',
    'export const it = (given: any): string => String(given);\n',
    /noExplicitAny/,
  ],
  [
    'a non-null assertion',
    lint,
    'shared/base/planted.ts',
    'export const first = (all: readonly string[]): string => all[0]!;\n',
    /noNonNullAssertion/,
  ],
  ['an enum', lint, 'shared/base/planted.ts', 'export enum Phase {\n  Lobby = 0,\n}\n', /noEnum/],
  ['a default export', lint, 'shared/base/planted.ts', 'export default 1;\n', /noDefaultExport/],
  ['a barrel', lint, 'shared/base/planted.ts', "export * from './bytes.ts';\n", /noBarrelFile/],
  [
    'a file of more than 250 lines',
    lint,
    'shared/base/planted.ts',
    long(251),
    /noExcessiveLinesPerFile/,
  ],
  [
    'a function of more than 40 lines',
    lint,
    'shared/base/planted.ts',
    longFunction,
    /noExcessiveLinesPerFunction/,
  ],
  ['a tangled function', lint, 'shared/base/planted.ts', tangled, /noExcessiveCognitiveComplexity/],
  [
    'a name that is not kebab-case',
    lint,
    'shared/base/plantedFile.ts',
    'export const one = 1;\n',
    /useFilenamingConvention/,
  ],
  [
    'a promise nobody waits for',
    lint,
    'server/planted.ts',
    'const later = async (): Promise<number> => 1;\nexport const start = (): void => {\n  later();\n};\n',
    /noFloatingPromises/,
  ],
  [
    'a form that the formatter would change',
    lint,
    'shared/base/planted.ts',
    'export const one   = 1\n',
    /format/i,
  ],
  [
    'a name of the page in shared',
    types,
    'shared/base/planted.ts',
    'export const title = (): string => document.title;\n',
    /Cannot find name 'document'/,
  ],
  [
    'a name of Node in shared',
    types,
    'shared/base/planted.ts',
    'export const home = (): string => process.cwd();\n',
    /Cannot find name 'process'/,
  ],
  [
    'a wrong type',
    types,
    'shared/base/planted.ts',
    "export const one: number = 'one';\n",
    /not assignable/,
  ],
  [
    'client imports server',
    boundaries,
    'client/widgets/planted.ts',
    "export { readConfig } from '../../server/config.ts';\n",
    /server\/config\.ts/,
  ],
  [
    'server imports client',
    boundaries,
    'server/sessions/planted.ts',
    "export { placesOf } from '../../client/map/model.ts';\n",
    /client\/map\/model\.ts/,
  ],
  [
    'protocols import the network',
    boundaries,
    'shared/protocols/planted.ts',
    "export { createWorld } from '../network/world.ts';\n",
    /network\/world\.ts/,
  ],
  [
    'Phaser outside the map',
    boundaries,
    'client/widgets/planted.ts',
    "export { Scene } from 'phaser';\n",
    /npm:phaser/,
  ],
  ['a new name at the top of the house', boundaries, 'planted/file.txt', 'x', /planted/],
  [
    'a file that nobody uses',
    unused,
    'shared/base/planted.ts',
    'export const nobody = 1;\n',
    /planted\.ts/,
  ],
];

describe('every rule of npm run check has been seen to fail', () => {
  test.each([
    ['format and lint', () => lint('shared/base')],
    ['types', () => types('shared/')],
    ['boundaries', boundaries],
    ['dead code', unused],
  ])('without a breach, %s has nothing to say', (_name, check) => {
    expect(check()).toBe('');
  });

  test.each(BREACHES)('%s', (_rule, check, file, text, said) => {
    expect(planted(file, text, check)).toMatch(said);
  });

  test('an export that nobody uses', () => {
    const used = join(house, 'shared/base/result.ts');
    const before = readFileSync(used, 'utf8');
    appendFileSync(used, 'export const nobodyUsesThis = 1;\n');
    const said = unused();
    writeFileSync(used, before);
    expect(said).toMatch(/nobodyUsesThis/);
  });

  test('an import cycle', () => {
    writeFileSync(
      join(house, 'shared/base/planted-b.ts'),
      "import { a } from './planted.ts';\n\nexport const b = (): number => a();\n",
    );
    const said = planted(
      'shared/base/planted.ts',
      "import { b } from './planted-b.ts';\n\nexport const a = (): number => b();\n",
      lint,
    );
    rmSync(join(house, 'shared/base/planted-b.ts'));
    expect(said).toMatch(/noImportCycles/);
  });
});
