const HOST = 'https://notify.eskiz.uz';
const TIMEOUT_MS = 10_000;

export type EskizAccess = { email: string; password: string; from: string };

/**
 * Sends SMS through Eskiz. Its token lives a month; it is fetched on first use and once more when
 * the service says that it has expired. Throws with the HTTP status when a message is not taken.
 */
export function eskizSms(access: EskizAccess): (to: string, text: string) => Promise<void> {
  let token: string | null = null;

  async function signIn(): Promise<string> {
    const answer = await post('/api/auth/login', {
      email: access.email,
      password: access.password,
    });
    if (!answer.ok) throw new Error(`Eskiz refused the log-in: ${answer.status}`);
    const { data } = (await answer.json()) as { data?: { token?: string } };
    if (!data?.token) throw new Error('Eskiz answered a log-in without a token');
    return data.token;
  }

  async function hand(to: string, text: string): Promise<Response> {
    token ??= await signIn();
    const body = { mobile_phone: to.replace('+', ''), message: text, from: access.from };
    return post('/api/message/sms/send', body, token);
  }

  return async (to, text) => {
    let answer = await hand(to, text);
    if (answer.status === 401) {
      token = null;
      answer = await hand(to, text);
    }
    if (!answer.ok) throw new Error(`Eskiz did not take the message: ${answer.status}`);
  };
}

function post(path: string, body: Record<string, string>, token?: string): Promise<Response> {
  return fetch(`${HOST}${path}`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(token ? { authorization: `Bearer ${token}` } : {}),
    },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
}
