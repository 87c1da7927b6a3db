// Asks the server of this container whether it answers: an image needs no curl. Exit 0: it does; 1: it does not.
const url = `http://127.0.0.1:${process.env.QUITTANCE_PORT || 8420}/health`;
try {
  const { ok } = await fetch(url, { signal: AbortSignal.timeout(2_500) });
  process.exitCode = ok ? 0 : 1;
} catch {
  process.exitCode = 1;
}
