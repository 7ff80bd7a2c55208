const BYTES = 16

/** A new client id: 128 random bits as 22 characters of `A-Za-z0-9_-`. Works where `crypto.randomUUID` does not. */
export function newCid(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(BYTES))
  return btoa(String.fromCharCode(...bytes))
    .replace(/\+/g, '-')
    .replace(/\//g, '_')
    .replace(/=/g, '')
}
