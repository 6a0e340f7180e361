// Programs from outside that some tests need: a browser, the judges of bytes (tshark, dnspython), real clients and daemons.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

const PACKAGES = [
  { name: 'chromium', there: () => findChromium() !== null },
  { name: 'tshark', there: () => works('tshark', ['--version']) },
  {
    name: 'python3-dnspython',
    there: () => works('/usr/bin/python3', ['-c', 'import dns.message']),
  },
  { name: 'sigrok-cli', there: () => works('sigrok-cli', ['--version']) },
  { name: 'udhcpc', there: () => existsSync('/sbin/udhcpc') },
  { name: 'dhcpcd-base', there: () => existsSync('/sbin/dhcpcd') },
  { name: 'dnsmasq-base', there: () => existsSync('/usr/sbin/dnsmasq') },
  { name: 'curl', there: () => works('curl', ['--version']) },
  { name: 'openssl', there: () => works('openssl', ['version']) },
  {
    name: 'python3-aiosmtpd',
    there: () => works('/usr/bin/python3', ['-c', 'import aiosmtpd']),
  },
  {
    name: 'python3-pyftpdlib',
    there: () => works('/usr/bin/python3', ['-c', 'import pyftpdlib']),
  },
  { name: 'sic', there: () => works('sh', ['-c', 'command -v sic']) },
  { name: 'openssh-client', there: () => works('ssh', ['-V']) },
  { name: 'openssh-server', there: () => existsSync('/usr/sbin/sshd') },
  { name: 'sshpass', there: () => works('sshpass', ['-V']) },
  { name: 'ngircd', there: () => existsSync('/usr/sbin/ngircd') },
  { name: 'nmap', there: () => works('nmap', ['--version']) },
  { name: 'smbclient', there: () => works('smbclient', ['--version']) },
  { name: 'samba', there: () => existsSync('/usr/sbin/smbd') },
  { name: 'xrdp', there: () => existsSync('/usr/sbin/xrdp') },
  { name: 'nginx', there: () => existsSync('/usr/sbin/nginx') },
  { name: 'inetutils-telnetd', there: () => existsSync('/usr/sbin/telnetd') },
  { name: 'vsftpd', there: () => existsSync('/usr/sbin/vsftpd') },
  { name: 'dovecot-imapd', there: () => existsSync('/usr/lib/dovecot/imap') },
  ...Object.entries({
    // Real programs that talk to simulated machines through a TAP device.
    iproute2: 'ip',
    'iputils-ping': 'ping',
    'iputils-arping': 'arping',
    traceroute: 'traceroute',
    'bind9-dnsutils': 'dig',
    wget: 'wget',
    'netcat-openbsd': 'nc',
  }).map(([name, program]) => ({
    name,
    there: () => works('sh', ['-c', `command -v ${program}`]),
  })),
  { name: 'unbound', there: () => works('unbound', ['-V']) },
  { name: 'nsd', there: () => works('nsd', ['-v']) },
];

const BROWSERS = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
];

const works = (command, args) => spawnSync(command, args, { stdio: 'ignore' }).status === 0;

const findChromium = () =>
  [process.env.CHROMIUM, ...BROWSERS].find(path => path && existsSync(path)) ?? null;

const canInstall = () => process.getuid?.() === 0 && works('apt-get', ['--version']);

const aptInstall = names => {
  // In run level 1 no package starts the daemon that it brings: tests start their own, on their own ports.
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' };
  const apt = (...args) =>
    spawnSync('apt-get', args, { env, stdio: ['ignore', 'ignore', 'inherit'] });
  apt('update', '-q');
  apt('install', '-y', '-q', '--no-install-recommends', ...names);
};

/** Installs what is missing where it may (root on Debian), and says what is still missing elsewhere. */
export const installTools = () => {
  const missing = () => PACKAGES.filter(({ there }) => !there()).map(({ name }) => name);
  const before = missing();
  if (before.length > 0 && canInstall()) {
    console.log(`Installing for the tests: ${before.join(', ')} ...`);
    aptInstall(before);
  }
  return {
    chromium: findChromium(),
    notes: missing().map(name => `not on this machine, so tests that need it are skipped: ${name}`),
  };
};
