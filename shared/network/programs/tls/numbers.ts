/** What these programs speak: one of each is enough, RFC 8446 §9.1. */
export const TLS_1_3 = 0x0304;
export const AES_128_GCM = 0x1301;
export const ECDSA_P256 = 0x0403;
export const X25519 = 29;
