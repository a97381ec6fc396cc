/** The slow reference of RFC 8188 that the file format is compared with; it ships no types. */
declare module 'http_ece' {
  interface Parameters {
    readonly version: 'aes128gcm';
    readonly keyid?: string;
    readonly keymap: Readonly<Record<string, Buffer>>;
    readonly rs?: number;
    readonly pad?: number;
  }
  const ece: {
    encrypt(content: Buffer, parameters: Parameters): Buffer;
    decrypt(sealed: Buffer, parameters: Parameters): Buffer;
  };
  export default ece;
}
