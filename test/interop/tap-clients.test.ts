import { beforeAll, describe, expect, test } from 'vitest';
import { authorityCertificate } from '../../shared/network/programs/tls/seeded-identity.ts';
import { gate, skipsTshark, TSHARK_REASON } from '../oracle/tshark.ts';
import { type LabRun, LONGEST_MS, NOTHING_YET, runInLab, whyNoTap } from './namespace.ts';

const REASON = whyNoTap(['curl', 'ssh', 'sshpass', 'sic', 'smbclient']);

const AUTHORITY = `-----BEGIN CERTIFICATE-----
${Buffer.from(authorityCertificate('lab')).toString('base64')}
-----END CERTIFICATE-----`;

const BOX = '203.0.113.80';
const POST = '203.0.113.25';
const CURL = 'curl -sS -m 30';

const typing = (...lines: readonly string[]): string =>
  `(${lines.map(line => `sleep 1; echo '${line}'`).join('; ')}; sleep 1)`;

const SSH = [
  'ssh -F none -o StrictHostKeyChecking=no -o UserKnownHostsFile=/dev/null',
  '-o PreferredAuthentications=password -o NumberOfPasswordPrompts=1',
].join(' ');

const PAGE = `${CURL} --cacert ca.pem --resolve www.game.example:443:${BOX} https://www.game.example/prices.html`;

const STEPS = {
  'the mail is sent':
    `printf 'Subject: pears\\r\\n\\r\\nFour.\\r\\n' > mail.txt; ` +
    `${CURL} -v smtp://${POST} --mail-from ada@game.example --mail-rcpt bob@post.example -T mail.txt`,
  'a mail for nobody is refused': `${CURL} -v smtp://${POST} --mail-from ada@game.example --mail-rcpt eve@post.example -T mail.txt`,
  'a mail is read': `${CURL} -u ada:secret 'imap://${POST}/INBOX;MAILINDEX=1'`,
  'a file is fetched by FTP': `${CURL} ftp://ada:secret@${BOX}/pub/pears.txt`,
  'a folder is listed by FTP': `${CURL} --list-only ftp://ada:secret@${BOX}/`,
  'a file is brought by FTP': `seq 5000 > up.txt; ${CURL} -T up.txt ftp://ada:secret@${BOX}/up.txt && ${CURL} -o down.txt ftp://ada:secret@${BOX}/up.txt && cmp up.txt down.txt && echo same`,
  'somebody logs in by TELNET': `${typing('ada', 'secret', 'stty', 'exit')} | ${CURL} -t TTYPE=vt100 telnet://${BOX}`,
  'a page comes by HTTPS': `echo '${AUTHORITY}' > ca.pem; ${PAGE}`,
  'a stranger is not believed': PAGE.replace('--cacert ca.pem', ''),
  // SSH asks for the password only when both sides encrypt, RFC 4253 §7.3 and RFC 4252 §8.
  'SSH asks for the password': `sshpass -v -p secret ${SSH} ada@${BOX} cat /prices.txt`,
  'SSH takes no wrong one': `sshpass -p wrong ${SSH} ada@${BOX} cat /prices.txt`,
  'two talk by IRC':
    `${typing(':j #prices', ':m #prices two apples', ':QUIT')} | sic -h ${POST} -n ada > ada.txt & ` +
    `(sleep 0.5; ${typing(':j #prices', '', ':QUIT')}) | sic -h ${POST} -n bob; wait; cat ada.txt`,
  'a share is listed': `smbclient -N //${BOX}/fruit -c ls`,
  'a file of the share is fetched': `smbclient -N //${BOX}/fruit -c 'get prices.txt -'`,
} as const;

describe.skipIf(REASON !== '')(`real clients believe our services${REASON}`, () => {
  let run: LabRun = NOTHING_YET;

  beforeAll(async () => {
    run = await runInLab({
      bridge: 'test/interop/services.json',
      address: '10.60.145.200/24',
      gateway: '10.60.145.1',
      steps: STEPS,
    });
  }, LONGEST_MS + 10_000);

  test.each<[keyof typeof STEPS, RegExp]>([
    ['the mail is sent', /250 [\s\S]*exit 0/],
    ['a mail for nobody is refused', /550 No such mailbox here[\s\S]*exit 55/],
    ['a mail is read', /^Subject: apples\r\n\r\nTwo, please\.\r\n\s*exit 0/],
    ['a file is fetched by FTP', /^pear 4\nexit 0/],
    ['a folder is listed by FTP', /^prices\.txt\r?\npub\r?\nexit 0/],
    ['a file is brought by FTP', /^same\nexit 0/],
    ['somebody logs in by TELNET', /terminal vt100;[\s\S]*exit 0/],
    ['a page comes by HTTPS', /^<h1>Prices<\/h1>\nexit 0/],
    ['a stranger is not believed', /exit 60/],
    ['SSH asks for the password', /password:[\s\S]*^apple 3$[\s\S]*exit 0/m],
    ['SSH takes no wrong one', /Permission denied[\s\S]*exit [1-9]/],
    ['two talk by IRC', /<ada> two apples[\s\S]*Welcome to the chat, ada/],
    ['a share is listed', /prices\.txt +N +8 [\s\S]*exit 0/],
    ['a file of the share is fetched', /apple 3[\s\S]*exit 0/],
  ])('%s: %s', (step, expected) => {
    expect(run.said[step]).toMatch(expected);
  });

  test.skipIf(skipsTshark)(`every byte on the wire is well formed${TSHARK_REASON}`, () => {
    const { frames, complaints } = gate(run.capture);
    expect(complaints).toEqual([]);
    expect(frames).toBeGreaterThan(300);
  });
});

const TOGETHER = (commands: readonly string[]): string =>
  `${commands.map((command, at) => `(timeout 8 ${command}; echo "${at} ended with $?") & `).join('')} wait`;

describe.skipIf(REASON !== '')(`real clients notice a wrong network${REASON}`, () => {
  let run: LabRun = NOTHING_YET;

  beforeAll(async () => {
    run = await runInLab({
      bridge: 'test/interop/services.json',
      tool: 'test/interop/lying-bridge.ts',
      address: '10.60.145.200/24',
      gateway: '10.60.145.1',
      steps: {
        'two words of data are swapped': `echo '${AUTHORITY}' > ca.pem; ${TOGETHER([
          PAGE,
          `sshpass -p secret ${SSH} ada@${BOX} cat /prices.txt`,
        ])}`,
        'checksums are wrong': TOGETHER([
          `curl -sS -m 6 smtp://${POST}`,
          `curl -sS -m 6 -u ada:secret imap://${POST}/`,
          `curl -sS -m 6 ftp://ada:secret@${BOX}/`,
          `curl -sS -m 6 telnet://${BOX}`,
          `sic -h ${POST} -n ada`,
          `smbclient -N //${BOX}/fruit -c ls`,
        ]),
      },
    });
  }, LONGEST_MS + 10_000);

  test.each([
    ['curl, by the record of TLS that does not open', 0],
    ['ssh, by the signature of the host', 1],
  ])('%s', (_fact, at) => {
    const said = run.said['two words of data are swapped'];
    expect(said).toMatch(new RegExp(`^${at} ended with [1-9]`, 'm'));
    // It was heard, and was not believed.
    expect(said).not.toMatch(/timed out|ended with 124/);
    expect(said).not.toMatch(/Prices|apple/);
  });

  test('all others, because nothing comes', () => {
    const said = run.said['checksums are wrong'];
    expect(said?.match(/ended with [1-9]/g)).toHaveLength(6);
  });
});
