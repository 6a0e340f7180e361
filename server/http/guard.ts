import type { IncomingHttpHeaders } from 'node:http';
import type { RequestHandler } from 'express';
import helmet from 'helmet';
import { Problem } from './problem.ts';

const hostOf = (origin: string): string | null => URL.parse(origin)?.host ?? null;

/**
 * Whether a request comes from a page of ours. Browsers name the origin of every POST and every socket; what names
 * none is no browser, and holds no cookies of anybody.
 */
export const isOwnOrigin = (headers: IncomingHttpHeaders, publicUrl: string | null): boolean => {
  const { origin, host } = headers;
  if (origin === undefined) return headers['sec-fetch-site'] !== 'cross-site';
  return (host !== undefined && hostOf(origin) === host) || origin === publicUrl;
};

const FOREIGN = new Problem(
  403,
  'foreign-origin',
  'This request came from a page of another site. Open the game by its own address.',
);

export const refuseForeign =
  (publicUrl: string | null): RequestHandler =>
  (request, _response, next) => {
    const changes = !['GET', 'HEAD', 'OPTIONS'].includes(request.method);
    next(changes && !isOwnOrigin(request.headers, publicUrl) ? FOREIGN : undefined);
  };

const HOST_NAME = /^[\w.:[\]-]{1,255}$/;

/**
 * Strict headers that also hold on a school network: plain `http://` by an address of the LAN is no secure context, so
 * nothing here may force HTTPS.
 */
export const securityHeaders = (): RequestHandler =>
  helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'", 'data:', 'blob:'],
        // Older Safari does not count sockets as 'self'.
        connectSrc: [
          "'self'",
          ({ headers: { host = '' } }) => (HOST_NAME.test(host) ? `ws://${host}` : "'self'"),
          ({ headers: { host = '' } }) => (HOST_NAME.test(host) ? `wss://${host}` : "'self'"),
        ],
        objectSrc: ["'none'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
      },
    },
    strictTransportSecurity: false,
    crossOriginOpenerPolicy: false,
    originAgentCluster: false,
    xFrameOptions: { action: 'deny' },
  });
