import { dropKeptAnswers } from '../office/shell/office-cache.ts';

/** Doors behind which somebody else may be signed in, or nobody. */
const OTHER_PERSON = ['sign-up', 'sign-in', 'sign-out', 'second-factor', 'reset/finish'];

/** A refusal of a door under /api/auth, with the code and details of the registry. */
export class AuthRefusal extends Error {
  readonly code: string;
  readonly details: Record<string, string | number>;
  constructor(code: string, details: Record<string, string | number>) {
    super(code);
    this.name = 'AuthRefusal';
    this.code = code;
    this.details = details;
  }
}

type Answer = { error?: { code: string; details?: Record<string, string | number> } };

/** Knocks at a door of accounts: sign-up, sign-in, sign-out, passwords, second factor. */
export async function knock<T extends object>(door: string, body: object = {}): Promise<T> {
  let response: Response;
  try {
    response = await fetch(`/api/auth/${door}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
  } catch {
    throw new AuthRefusal('OFFLINE', {});
  }
  const answer = (await response.json().catch(() => ({}))) as T & Answer;
  if (response.ok) {
    if (OTHER_PERSON.includes(door)) await dropKeptAnswers();
    return answer;
  }
  throw new AuthRefusal(answer.error?.code ?? 'UNEXPECTED', answer.error?.details ?? {});
}
