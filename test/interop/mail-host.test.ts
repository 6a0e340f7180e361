import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { mailHostProgram } from '../../shared/network/programs/mail-host.ts';
import { Driven } from './drive.ts';
import { freePorts, needing, run } from './outside.ts';

const CURL = needing('curl', 'curl');

const open: { close: () => void }[] = [];
afterEach(() => {
  for (const one of open.splice(0)) one.close();
});

describe.skipIf(CURL.skips)(`curl and our mail host${CURL.reason}`, () => {
  test('what it sends by SMTP it reads by IMAP', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'mail-'));
    const file = join(folder, 'mail.txt');
    writeFileSync(file, 'Subject: prices\r\n\r\nAll prices are in crowns.\r\n');
    open.push({ close: () => rmSync(folder, { recursive: true }) });
    const [port = 0, imapPort = 0] = await freePorts(2);
    const hostName = 'mx.post.example';
    const smtp = { hostName, port, relays: false, offersTls: false, maximumMailBytes: 10_000 };
    const imap = { port: imapPort, passwords: { bob: 'two words' } };
    const users = { 'bob@post.example': 'bob' };
    open.push(await new Driven(mailHostProgram({ smtp, imap, users })).ready());
    const envelope = ['--mail-from', 'ada@game.example', '--mail-rcpt', 'bob@post.example'];
    const sent = await run('curl', ['-s', `smtp://127.0.0.1:${port}`, ...envelope, '-T', file]);
    expect(sent.code).toBe(0);
    const url = `imap://127.0.0.1:${imapPort}/INBOX;MAILINDEX=1`;
    const { stdout } = await run('curl', ['-s', url, '-u', 'bob:two words']);
    expect(stdout).toMatch(/^Return-Path: <ada@game\.example>\r\nReceived: /);
    expect(stdout.endsWith('\r\n\r\nAll prices are in crowns.\r\n')).toBe(true);
  });
});
