import net from 'node:net';
import { type RawData, type WebSocket, WebSocketServer } from 'ws';

export type LoopbackProxy = {
  address: string;
  connections: () => number;
  close: () => Promise<void>;
};

/**
 * Lets Neon's driver, which speaks Postgres over a WebSocket, reach an ordinary Postgres: for tests.
 * Bound to loopback and to one target, because it is an open relay otherwise.
 */
export async function loopbackProxy(host: string, port: number): Promise<LoopbackProxy> {
  const server = new WebSocketServer({ host: '127.0.0.1', port: 0 });
  await new Promise((resolve) => server.once('listening', resolve));
  let connections = 0;
  server.on('connection', (socket, request) => {
    const wanted = new URL(request.url ?? '/', 'ws://proxy').searchParams.get('address');
    if (wanted !== `${host}:${port}`) return socket.close(1008, 'not this address');
    connections += 1;
    join(socket, net.connect({ host, port }));
  });
  return {
    address: `ws://127.0.0.1:${(server.address() as net.AddressInfo).port}`,
    connections: () => connections,
    close: () =>
      new Promise((resolve) => {
        for (const client of server.clients) client.terminate();
        server.close(() => resolve());
      }),
  };
}

function join(socket: WebSocket, database: net.Socket): void {
  socket.on('message', (data: RawData) => database.write(data as Buffer));
  socket.on('close', () => database.destroy());
  socket.on('error', () => database.destroy());
  database.on('data', (data) => socket.send(data));
  database.on('close', () => socket.close());
  database.on('error', () => socket.close());
}
