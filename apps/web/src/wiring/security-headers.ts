import type { Origins } from './areas.ts';

const YEAR_S = 31_536_000;

/**
 * Headers of every page (S16). The shells are static and cached for days offline, so a nonce per
 * request cannot stand in them: inline scripts of the framework are allowed, foreign ones are not.
 */
export function securityHeaders(origins: Origins): Record<string, string> {
  const policy = [
    "default-src 'self'",
    "script-src 'self' 'unsafe-inline' 'wasm-unsafe-eval'",
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    `connect-src 'self' ${[...new Set(Object.values(origins))].filter(Boolean).join(' ')}`,
    "worker-src 'self' blob:",
    "frame-src 'self' blob:",
    "frame-ancestors 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "object-src 'none'",
  ];
  return {
    'content-security-policy': policy.join('; '),
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
    'strict-transport-security': `max-age=${YEAR_S}; includeSubDomains`,
    'permissions-policy': 'geolocation=(), microphone=()',
  };
}
