import { spawnSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { toHex } from '../../shared/base/bytes.ts';
import type { Program } from '../../shared/network/programs/program.ts';
import type { Service } from '../../shared/network/programs/service.ts';
import { SERVICES } from '../../shared/network/programs/services.ts';
import type { SshState } from '../../shared/network/programs/ssh/ssh-program.ts';

const COOKIE_BYTES = 16;

/** What a client draws for its half of each key, as a file that tshark opens the conversations with. */
export class KeyLog {
  readonly #lines = new Set<string>();

  /** The same program; what it draws is written down. */
  of<Session>(program: Program<SshState<Session>>): Program<SshState<Session>> {
    return {
      start: facts => program.start(facts),
      step: (state, event, facts) => {
        const turn = program.step(state, event, facts);
        for (const { transport } of turn.state.lines.values()) {
          const cookie = toHex(transport.ownOffer.slice(1, 1 + COOKIE_BYTES));
          if (transport.share.length > 0) this.#lines.add(`${cookie} ${toHex(transport.share)}`);
        }
        return turn;
      },
    };
  }

  /** All services, of which that client is written down. */
  services(name: 'ssh-client' | 'sftp-client') {
    const known: Service | undefined = SERVICES[name];
    if (known === undefined) throw new Error(`no ${name}`);
    const program: Service['program'] = settings =>
      this.of(known.program(settings) as Program<SshState<unknown>>) as Program<unknown>;
    return { ...SERVICES, [name]: { ...known, program } };
  }

  /** The option of tshark for it. */
  option(): string {
    const file = join(mkdtempSync(join(tmpdir(), 'ssh-keys-')), 'keys');
    writeFileSync(file, [...this.#lines, ''].join('\n'));
    return `ssh.keylog_file:${file}`;
  }
}

/** Two ends of OpenSSH with the same ciphers as ours, recorded. */
const REAL = join(import.meta.dirname, 'recorded', 'ssh-aes-gcm.pcap');

const saidOfReal = (filter: string): readonly string[] => {
  const args = ['-2', '-n', '-r', REAL, '-Y', filter, '-T', 'fields', '-E', 'occurrence=a'];
  const run = spawnSync('tshark', [...args, '-E', 'aggregator=|', '-e', '_ws.expert.message']);
  return String(run.stdout)
    .split(/[|\n]/)
    .filter(message => message !== '');
};

/** What tshark objects to in the real exchange: before it is encrypted, and, as it has no keys to it, afterwards. */
export const objectionsToReal = () => {
  const wrong = '_ws.expert.severity >= 6291456';
  const [first = ''] = saidOfReal(`${wrong} && ssh.message_code == 31`);
  return { first, all: saidOfReal(wrong) };
};
