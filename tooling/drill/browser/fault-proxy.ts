/** A reverse proxy on the way between a browser and a server, that does to requests what it is told. */
import http from 'node:http';
import type { AddressInfo } from 'node:net';

export type Asked = {
  method: string;
  path: string;
  headers: http.IncomingHttpHeaders;
  body: Buffer;
};
export type Answer = { status: number; headers: http.IncomingHttpHeaders; body: Buffer };
/** `cut`: the connection ends in the middle; `torn`: after half of the answer. */
export type Fate = Answer | 'cut' | { torn: Answer };
export type Forward = () => Promise<Answer>;
/** What becomes of one request; `forward` asks the real server. */
export type Meddle = (asked: Asked, forward: Forward) => Promise<Fate>;

export type FaultProxy = {
  /** As the browser knows it. */
  origin: string;
  /** From now on; null: everything goes through. */
  meddle: (how: Meddle | null) => void;
  /** How many requests were meddled with since it was opened. */
  meddled: () => number;
  close: () => Promise<void>;
};

/** Opens a proxy in front of an origin on this machine. */
export async function openFaultProxy(target: string): Promise<FaultProxy> {
  let how: Meddle | null = null;
  let meddled = 0;
  const agent = new http.Agent({ keepAlive: false });
  const server = http.createServer((request, response) => {
    void serve(request, response).catch(() => response.destroy());
  });
  const serve = async (request: http.IncomingMessage, response: http.ServerResponse) => {
    const asked = await readAsked(request);
    const forward = () => ask(target, asked, agent);
    if (how) meddled += 1;
    const fate = await (how ? how(asked, forward) : forward());
    if (fate === 'cut') response.destroy();
    else if ('torn' in fate) tear(response, fate.torn);
    else response.writeHead(fate.status, plain(fate.headers)).end(fate.body);
  };
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://localhost:${port}`,
    meddle: (next) => {
      how = next;
    },
    meddled: () => meddled,
    close: async () => {
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

async function readAsked(request: http.IncomingMessage): Promise<Asked> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const { method = 'GET', url: path = '/', headers } = request;
  return { method, path, headers, body: Buffer.concat(chunks) };
}

function ask(target: string, asked: Asked, agent: http.Agent): Promise<Answer> {
  const { method, path, headers, body } = asked;
  return new Promise((resolve, reject) => {
    const request = http.request(new URL(path, target), { method, headers, agent }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () => {
        const { statusCode: status = 502, headers: answered } = response;
        resolve({ status, headers: answered, body: Buffer.concat(chunks) });
      });
    });
    request.on('error', reject);
    request.end(body);
  });
}

/** Headers that speak of one connection only are that connection's. */
function plain(headers: http.IncomingHttpHeaders): http.OutgoingHttpHeaders {
  const { connection: _own, 'transfer-encoding': _also, 'keep-alive': _too, ...rest } = headers;
  return rest;
}

function tear(response: http.ServerResponse, answer: Answer): void {
  const { body } = answer;
  const headers = { ...plain(answer.headers), 'content-length': String(body.length) };
  response.writeHead(answer.status, headers);
  response.write(body.subarray(0, Math.floor(body.length / 2)), () => response.destroy());
}
