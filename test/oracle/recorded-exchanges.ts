import {
  FTP,
  IMAP,
  IRC,
  LEASE,
  NGINX,
  NGIRCD,
  SMTP,
  SSH,
  TELNET,
  TELNETD,
  TLS,
  UNBOUND,
  XRDP,
} from './recorded-daemons.ts';

/** What is recorded: commands of the shell on the host 192.0.2.1 (`server`) and on 192.0.2.2 (`client`), each in
 *  an empty folder; `filter` is tcpdump's. */
export interface Exchange {
  readonly name: string;
  readonly server?: string;
  readonly client: string;
  readonly filter?: string;
  /** More for tcpdump, instead of the client's card. */
  readonly link?: string;
}

const QUESTIONS = [
  'www.example A',
  'www.example AAAA',
  'example MX',
  'example TXT',
  'none.example A',
];
const dig = (options: string): string =>
  [...QUESTIONS, 'alias.example CNAME']
    .map(question => `dig @192.0.2.1 ${options} ${question}`)
    .join('; ');

/** Every exchange by the name of its file in `recorded`. */
export const EXCHANGES: readonly Exchange[] = [
  {
    name: 'arp-and-ping',
    client: 'ip neighbour flush all; ping -c 2 192.0.2.1',
    filter: 'arp or icmp',
  },
  {
    name: 'neighbour-discovery-and-ping',
    client: 'ip neighbour flush all; ping -6 -c 2 2001:db8::1',
    filter: 'icmp6',
  },
  {
    name: 'cooked',
    client: 'ping -c 1 192.0.2.1; ping -6 -c 1 2001:db8::1',
    filter: 'icmp or icmp6',
    link: '-i any -y LINUX_SLL',
  },
  {
    name: 'cooked-2',
    client: 'ip neighbour flush all; ping -c 1 192.0.2.1; ping -6 -c 1 2001:db8::1',
    filter: 'arp or icmp or icmp6',
    link: '-i any -y LINUX_SLL2',
  },
  { name: 'arping', client: 'arping -c 2 -I client 192.0.2.1', filter: 'arp' },
  { name: 'ping-fragmented', client: 'ping -c 1 -s 4000 192.0.2.1', filter: 'ip' },
  { name: 'ping-fragmented-6', client: 'ping -6 -c 1 -s 4000 2001:db8::1', filter: 'ip6' },
  { name: 'traceroute', client: 'traceroute -n -q 2 192.0.2.1', filter: 'udp or icmp' },
  { name: 'traceroute-6', client: 'traceroute -6 -n -q 2 2001:db8::1', filter: 'udp or icmp6' },
  {
    name: 'port-closed',
    client: 'nc -z -w 1 192.0.2.1 7; nc -6 -z -w 1 2001:db8::1 7',
    filter: 'tcp',
  },
  { name: 'dns-udp', server: UNBOUND, client: dig(''), filter: 'port 53' },
  { name: 'dns-udp-dnssec', server: UNBOUND, client: dig('+dnssec +nsid'), filter: 'port 53' },
  { name: 'dns-tcp', server: UNBOUND, client: dig('+tcp'), filter: 'port 53' },
  {
    name: 'http',
    server: 'echo hello > hello.txt; exec /usr/bin/python3 -m http.server -b 192.0.2.1 80',
    client: 'curl -s http://192.0.2.1/hello.txt; curl -s http://192.0.2.1/none',
    filter: 'port 80',
  },
  {
    name: 'smtp',
    server: SMTP,
    client:
      "printf 'Subject: hello\\n\\nworld\\n' > m; curl -s smtp://192.0.2.1 --mail-from ada@example --mail-rcpt bob@example -T m",
    filter: 'port 25',
  },
  { name: 'ftp', server: FTP, client: 'curl -s ftp://192.0.2.1/hello.txt', filter: 'tcp' },
  {
    name: 'telnet',
    server: TELNET,
    client: '(sleep 1; echo ada; sleep 1; echo secret; sleep 1) | telnet 192.0.2.1',
    filter: 'port 23',
  },
  {
    name: 'irc',
    server: IRC,
    client:
      "(printf 'NICK ada\\r\\nUSER ada 0 * :Ada\\r\\n'; sleep 1; printf 'JOIN #stack\\r\\nPRIVMSG #stack :hello\\r\\nPING irc.example\\r\\n'; sleep 1) | nc -w 2 192.0.2.1 6667",
    filter: 'port 6667',
  },
  {
    name: 'tls',
    server: TLS,
    client:
      "(printf 'GET / HTTP/1.0\\r\\n\\r\\n'; sleep 2) | openssl s_client -connect 192.0.2.1:443 -servername www.example -tls1_3",
    filter: 'port 443',
  },
  {
    name: 'ssh',
    server: SSH,
    client:
      'ssh -F none -o BatchMode=yes -o StrictHostKeyChecking=no -o UserKnownHostsFile=/dev/null nobody@192.0.2.1 true',
    filter: 'port 22',
  },
  {
    name: 'ssh-aes-gcm',
    server: SSH,
    client:
      'ssh -F none -c aes128-gcm@openssh.com -o KexAlgorithms=curve25519-sha256 -o BatchMode=yes -o StrictHostKeyChecking=no -o UserKnownHostsFile=/dev/null nobody@192.0.2.1 true',
    filter: 'port 22',
  },
  {
    name: 'imap',
    server: IMAP,
    client:
      "curl -s -u ada:secret 'imap://192.0.2.1/INBOX;MAILINDEX=1'; curl -s -u ada:wrong imap://192.0.2.1/",
    filter: 'port 143',
  },
  {
    name: 'irc-daemon',
    server: NGIRCD,
    client:
      "(sleep 1; echo ':j #prices'; sleep 1; echo ':m #prices two apples'; sleep 1; echo ':QUIT'; sleep 1) | sic -h 192.0.2.1 -n ada",
    filter: 'port 6667',
  },
  {
    name: 'telnet-daemon',
    server: TELNETD,
    client: '(sleep 2; echo ada; sleep 1; echo exit; sleep 1) | telnet 192.0.2.1',
    filter: 'port 23',
  },
  {
    name: 'http-in-chunks',
    server: NGINX,
    client: 'curl -s --compressed http://192.0.2.1/long.txt; curl -s -I http://192.0.2.1/none',
    filter: 'port 80',
  },
  {
    name: 'rdp',
    server: XRDP,
    client: 'nmap -Pn -n -sT -p 3389 --script rdp-enum-encryption 192.0.2.1',
    filter: 'port 3389',
  },
  {
    name: 'dhcp',
    server: LEASE,
    client: 'busybox udhcpc -i client -n -q -f -R -s /bin/true',
    filter: 'port 67 or port 68',
  },
];
