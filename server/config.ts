import { join, resolve } from 'node:path';
import { z } from 'zod';

/** What a person may set from outside, checked. */
export interface Config {
  /** 0 asks the system for a free port. */
  readonly port: number;
  readonly host: string;
  readonly dataDir: string;
  /** null: a fresh one is drawn at each start. */
  readonly hostKey: string | null;
  /** Where pupils reach us when a proxy stands in front, without a slash at the end; null: as the request says. */
  readonly publicUrl: string | null;
  /** How many proxies in front may be believed about the address of a request. */
  readonly trustedProxies: number;
  readonly sessionDays: number;
  readonly clientDir: string;
}

const SENTENCES = {
  PORT: 'PORT must be a whole number from 0 to 65535, for example PORT=2567.',
  HOST: 'HOST must be the name or address of one of this machine’s interfaces, for example HOST=0.0.0.0.',
  DATA_DIR: 'DATA_DIR must name a folder, for example DATA_DIR=.data.',
  HOST_KEY:
    'HOST_KEY must have 6 to 128 characters without blanks; leave it out to get a fresh one.',
  PUBLIC_URL:
    'PUBLIC_URL must be an address such as https://stack.example, without a path; leave it out on a LAN.',
  TRUSTED_PROXIES: 'TRUSTED_PROXIES must be a whole number from 0 to 8; leave it out on a LAN.',
  SESSION_DAYS: 'SESSION_DAYS must be a whole number from 1 to 3650, for example SESSION_DAYS=30.',
} as const;

const wholeNumber = (least: number, most: number) =>
  z
    .string()
    .regex(/^\d{1,6}$/)
    .transform(Number)
    .pipe(z.number().min(least).max(most));

const isOrigin = (text: string): boolean => {
  const url = URL.parse(text);
  return url !== null && /^https?:$/.test(url.protocol) && url.origin === text.replace(/\/$/, '');
};

const ENVIRONMENT = z.object({
  PORT: wholeNumber(0, 65535).default(2567),
  HOST: z
    .string()
    .regex(/^[\w.:-]{1,253}$/)
    .default('0.0.0.0'),
  DATA_DIR: z.string().trim().min(1).max(4096).default('.data'),
  HOST_KEY: z
    .string()
    .regex(/^\S{6,128}$/)
    .nullable()
    .default(null),
  PUBLIC_URL: z.string().refine(isOrigin).nullable().default(null),
  TRUSTED_PROXIES: wholeNumber(0, 8).default(0),
  SESSION_DAYS: wholeNumber(1, 3650).default(30),
});

/** Reads the settings; each wrong one gives one sentence that says what to do. An empty setting counts as left out. */
export const readConfig = (
  environment: Readonly<Record<string, string | undefined>>,
  projectDir: string,
): { readonly config: Config } | { readonly sentences: readonly string[] } => {
  const given = Object.fromEntries(
    Object.entries(environment).filter(([, value]) => value !== undefined && value !== ''),
  );
  const read = ENVIRONMENT.safeParse(given);
  if (!read.success) {
    const names = new Set(read.error.issues.map(issue => String(issue.path[0])));
    return {
      sentences: Object.entries(SENTENCES).flatMap(([name, text]) =>
        names.has(name) ? [text] : [],
      ),
    };
  }
  const { PORT, HOST, DATA_DIR, HOST_KEY, PUBLIC_URL, TRUSTED_PROXIES, SESSION_DAYS } = read.data;
  return {
    config: {
      port: PORT,
      host: HOST,
      dataDir: resolve(projectDir, DATA_DIR),
      hostKey: HOST_KEY,
      publicUrl: PUBLIC_URL?.replace(/\/$/, '') ?? null,
      trustedProxies: TRUSTED_PROXIES,
      sessionDays: SESSION_DAYS,
      clientDir: join(projectDir, 'client', 'dist'),
    },
  };
};
