// Loaded before a peer: it collects garbage when it is told to, so that its memory can be compared with that of a JVM that has just done so.
process.on('SIGUSR2', () => globalThis.gc())
