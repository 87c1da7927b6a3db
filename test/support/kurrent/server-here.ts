/** A real server for a suite: the one that `QUITTANCE_TEST_ESDB_URL` names, a container's, or none and why. */
const IMAGE = 'docker.eventstore.com/eventstore-ce/eventstoredb-ce:latest';
const PORT = 2113;

export type ServerHere = { readonly url: string; stop(): Promise<unknown> } | { readonly why: string };

export async function serverHere(): Promise<ServerHere> {
  const url = process.env.QUITTANCE_TEST_ESDB_URL;
  if (url) return { url, stop: () => Promise.resolve() };
  const { GenericContainer, Wait, getContainerRuntimeClient } = await import('testcontainers');
  try {
    await getContainerRuntimeClient();
  } catch {
    return { why: 'no container engine runs here; start one, or set QUITTANCE_TEST_ESDB_URL' };
  }
  try {
    const container = await new GenericContainer(IMAGE)
      .withCommand(['--insecure', '--mem-db'])
      .withExposedPorts(PORT)
      .withWaitStrategy(Wait.forHttp('/health/live', PORT).forStatusCode(204))
      .start();
    const address = `${container.getHost()}:${container.getMappedPort(PORT)}`;
    return { url: `esdb://${address}?tls=false`, stop: () => container.stop() };
  } catch (error) {
    return { why: `no container of ${IMAGE} starts here (${(error as Error).message}); set QUITTANCE_TEST_ESDB_URL` };
  }
}
