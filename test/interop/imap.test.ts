import { chmodSync, chownSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { imapClientProgram } from '../../shared/network/programs/imap-client.ts';
import { imapServerProgram } from '../../shared/network/programs/imap-server.ts';
import { Driven } from './drive.ts';
import { daemon, freePorts, needing, run } from './outside.ts';
import { spoilt, worded } from './spoilt.ts';

const PYTHON = '/usr/bin/python3';
const CURL = needing('curl', 'curl');
const IMAPLIB = needing('python3', PYTHON, ['-c', 'import imaplib']);
const DOVECOT = needing('dovecot-imapd', '/usr/sbin/dovecot');
const LOOPBACK = 0x7f000001;

const folder = mkdtempSync(join(tmpdir(), 'imap-'));
afterAll(() => rmSync(folder, { recursive: true }));
const open: { close: () => void }[] = [];
afterEach(() => {
  for (const one of open.splice(0)) one.close();
});

const FIRST = 'Subject: apples\r\n\r\nTwo, please.\r\n';
const SECOND = 'From: <bob@post.example>\r\nSubject: prices\r\n\r\n)"{3}\r\n.dots\r\n';

const serve = async () => {
  const [port = 0] = await freePorts(1);
  const server = imapServerProgram({
    port,
    passwords: { ada: 'two "words"' },
    mails: { ada: [FIRST, SECOND] },
  });
  const driven = await new Driven(server).ready();
  open.push(driven);
  return { port, driven };
};

describe.skipIf(CURL.skips)(`curl reads from our server${CURL.reason}`, () => {
  const ask = async (path: string, ...more: readonly string[]) => {
    const { port } = await serve();
    return run('curl', [
      '-s',
      `imap://127.0.0.1:${port}/${path}`,
      '-u',
      'ada:two "words"',
      ...more,
    ]);
  };

  test.each([
    ['a mail', 'INBOX;MAILINDEX=2', SECOND],
    ['a mail by its identifier', 'INBOX;UID=1', FIRST],
    ['a part of it', 'INBOX;MAILINDEX=2;SECTION=TEXT', ')"{3}\r\n.dots\r\n'],
    ['which mailboxes there are', '', '* LIST () "/" INBOX\r\n'],
  ])('%s', async (_fact, path, printed) => {
    const { code, stdout } = await ask(path);
    expect([code, stdout]).toEqual([0, printed]);
  });

  test('a search', async () => {
    expect((await ask('INBOX', '-X', 'SEARCH UNSEEN')).stdout).toContain('* SEARCH 1 2');
  });

  test('nothing with a wrong password', async () => {
    // 67: "The user name, password, or similar was not accepted".
    expect((await ask('INBOX;MAILINDEX=1', '-u', 'ada:x')).code).toBe(67);
  });
});

const SCRIPT = `
import imaplib, sys
m = imaplib.IMAP4('127.0.0.1', int(sys.argv[1]))
print(m.capabilities)
print(m.login('ada', 'two "words"'))
print(m.list())
print(m.select())
print(m.fetch('1:*', '(UID FLAGS BODY.PEEK[HEADER.FIELDS (SUBJECT)])'))
print(m.append('INBOX', None, None, b'x')[0])
print(m.store('1', '+FLAGS', '(\\\\Deleted)'))
print(m.uid('fetch', '2', '(BODY[])')[1][0][1])
print(m.search(None, 'SEEN'))
print(m.expunge())
print(m.noop()[0])
print(m.close()[0])
print(m.logout()[0])
`;

/** How Python shows a mail's subject, 19 bytes, and the bracket behind it. */
const subject = (uid: number, words: string): string => {
  const head = `b'${uid} (UID ${uid} FLAGS () BODY[HEADER.FIELDS (SUBJECT)] {19}'`;
  return `(${head}, b'Subject: ${words}\\r\\n\\r\\n'), b')'`;
};

test.skipIf(IMAPLIB.skips)(`imaplib and our server${IMAPLIB.reason}`, async () => {
  const { port, driven } = await serve();
  const { stdout, stderr } = await run(PYTHON, ['-c', SCRIPT, String(port)]);
  expect(stderr).toBe('');
  expect(stdout.trimEnd().split('\n')).toEqual([
    "('IMAP4REV1', 'LITERAL+', 'UNSELECT')",
    "('OK', [b'Logged in'])",
    "('OK', [b'() \"/\" INBOX'])",
    "('OK', [b'2'])",
    `('OK', [${subject(1, 'apples')}, ${subject(2, 'prices')}])`,
    'NO',
    "('OK', [b'1 (FLAGS (\\\\Deleted))'])",
    `b'${SECOND.replaceAll('\r\n', '\\r\\n')}'`,
    "('OK', [b'2'])",
    "('OK', [b'1'])",
    ...['OK', 'OK', 'BYE'],
  ]);
  expect(driven.state.common.ada?.messages.map(({ text }) => text)).toEqual([SECOND]);
});

const { uid: ME, username: MY_NAME } = userInfo();
// Root gives way to users that Debian made for it; anybody else does all of it as themselves.
const AS =
  ME === 0
    ? { uid: 65_534, login: 'dovenull', internal: 'dovecot' }
    : { uid: ME, login: MY_NAME, internal: MY_NAME };

/** A dovecot of its own, in the folder, with one mail for ada. */
const dovecot = async (mail: string) => {
  const [port = 0] = await freePorts(1);
  chmodSync(folder, 0o755);
  const box = join(folder, 'mail');
  const parts = ['', 'cur', 'new', 'tmp'].map(part => join(box, part));
  for (const part of parts) mkdirSync(part, { recursive: true });
  const letter = join(box, 'new', '1.a.host');
  writeFileSync(letter, mail, 'latin1');
  if (ME === 0) for (const part of [...parts, letter]) chownSync(part, AS.uid, AS.uid);
  const user = `ada:{PLAIN}caf\xe9:${AS.uid}:${ME === 0 ? AS.uid : userInfo().gid}::${folder}\n`;
  writeFileSync(join(folder, 'users'), user, 'latin1');
  const file = join(folder, 'dovecot.conf');
  writeFileSync(file, configuration(port));
  const taken = await daemon('/usr/sbin/dovecot', ['-F', '-c', file], port);
  open.push({ close: taken.stop });
  return port;
};

const configuration = (port: number): string => `
base_dir = ${folder}/run
state_dir = ${folder}/state
log_path = ${folder}/log
protocols = imap
listen = 127.0.0.1
ssl = no
disable_plaintext_auth = no
default_internal_user = ${AS.internal}
default_login_user = ${AS.login}
first_valid_uid = 0
mail_location = maildir:${folder}/mail
passdb {
  driver = passwd-file
  args = ${folder}/users
}
userdb {
  driver = passwd-file
  args = ${folder}/users
}
service imap-login {
${ME === 0 ? '' : '  chroot ='}
  inet_listener imap {
    port = ${port}
  }
  inet_listener imaps {
    port = 0
  }
}
service anvil {
${ME === 0 ? '' : '  chroot ='}
}
`;

test.skipIf(DOVECOT.skips)(`our client reads from dovecot${DOVECOT.reason}`, async () => {
  const port = await dovecot(SECOND);
  const server = { address: LOOPBACK, port };
  const reads = (password: string, change = (bytes: Uint8Array) => bytes) => {
    const program = imapClientProgram({ server, user: 'ada', password, number: 0 });
    const client = new Driven(spoilt(program, change));
    open.push(client);
    return client.done();
  };
  expect(await reads('caf\xe9')).toEqual({ met: true, result: SECOND });
  // A command that is spoilt on its way is refused.
  expect((await reads('caf\xe9', worded('SELECT', 'SELECK'))).met).toBe(false);
  expect((await reads('x')).result).toMatch(/^NO \[AUTHENTICATIONFAILED\]/);
});
