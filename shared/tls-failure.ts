/**
 * Whether an error says that the other side could not prove who it is (unknown CA, wrong name, expired, no TLS at all),
 * as opposed to being out of reach. Looks at the codes that Node and OpenSSL or BoringSSL give: X509_V_ERR_* names,
 * `ERR_TLS_…`, `ERR_SSL_…`, `ERR_OSSL_…`, and EPROTO from runtimes that do not name the alert.
 */
const certificateCodes: ReadonlySet<string> = new Set([
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'UNABLE_TO_DECRYPT_CERT_SIGNATURE',
  'UNABLE_TO_DECODE_ISSUER_PUBLIC_KEY',
  'HOSTNAME_MISMATCH',
  'INVALID_CA',
  'INVALID_PURPOSE',
  'PATH_LENGTH_EXCEEDED',
  'EPROTO',
]);

export function isTlsFailure(error: unknown): boolean {
  const code: unknown = typeof error === 'object' && error !== null && 'code' in error ? error.code : null;
  if (typeof code !== 'string') return false;
  return certificateCodes.has(code) || /^(CERT|ERR_TLS|ERR_SSL|ERR_OSSL)_/.test(code);
}
