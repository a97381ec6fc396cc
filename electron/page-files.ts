import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

export const pageOrigin = 'app://ui';

/** What `renderer/index.html` carries in place of the nonce. */
const noncePlaceholder = '__CSP_NONCE__';
/** And in place of what a slow start says before the page can say anything. */
const startingPlaceholder = '__STARTING__';

const types: Readonly<Record<string, string>> = {
  html: 'text/html; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  svg: 'image/svg+xml',
  png: 'image/png',
  woff2: 'font/woff2',
  woff: 'font/woff',
};

/** The page, or a built file of a plain name beside it; nothing that could climb or hide. */
const known = /^\/(?:index\.html|assets\/[A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]+)*\.(?:js|css|svg|png|woff2?))$/;

/**
 * Answers `app://ui/…` from the folder of the built page; anything else is 404, another method 405.
 *
 * `starting`: what a slow start says.
 *
 * SECURITY: the address is held against a pattern before it becomes a path, so that no path is ever cleaned up.
 */
export async function servePage(
  folder: string,
  request: { url: string; method: string },
  starting: string,
): Promise<Response> {
  const { protocol, host, pathname } = new URL(request.url);
  if (request.method !== 'GET') return new Response(null, { status: 405, headers: commonHeaders });
  if (`${protocol}//${host}` !== pageOrigin || !known.test(pathname)) {
    return new Response(null, { status: 404, headers: commonHeaders });
  }
  const type = types[pathname.slice(pathname.lastIndexOf('.') + 1)] ?? 'application/octet-stream';
  const file = await readFile(join(folder, pathname)).catch(absent);
  if (file === null) return new Response(null, { status: 404, headers: commonHeaders });
  const headers = { ...commonHeaders, 'content-type': type };
  if (pathname !== '/index.html') return new Response(file, { headers });
  const nonce = randomBytes(16).toString('base64');
  const html = file
    .toString('utf8')
    .replaceAll(noncePlaceholder, nonce)
    .replaceAll(startingPlaceholder, starting);
  return new Response(html, { headers: { ...headers, 'content-security-policy': policy(nonce) } });
}

function absent(error: NodeJS.ErrnoException): null {
  if (error.code === 'ENOENT') return null;
  throw error;
}

/** SECURITY: nothing is kept on disk, nothing is guessed, nothing is told to anybody. */
const commonHeaders = {
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'x-dns-prefetch-control': 'off',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
};

/**
 * SECURITY: the page runs our own scripts and no others, reaches nobody (`connect-src 'none'`: everything goes over
 * the listed channels), plays only what `recording:` yields, and is embedded nowhere. Styles that Fluent and wavesurfer
 * make at run time carry the nonce of this load; text becomes markup only through our narrow `default` policy.
 */
function policy(nonce: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self'",
    "font-src 'self'",
    'media-src recording:',
    "connect-src 'none'",
    "frame-src 'none'",
    "child-src 'none'",
    "worker-src 'none'",
    "object-src 'none'",
    "manifest-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    'trusted-types default',
  ].join('; ');
}
