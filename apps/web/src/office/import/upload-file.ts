import { AuthRefusal } from '../../wiring/auth-client.ts';

type Uploaded = { batchId: string; importedBefore: { at: string } | null };
type Answer = Uploaded & {
  error?: { code: string; details?: Record<string, string | number> };
};

/** Sends a file as it is; what the server says no with is thrown with its code. */
export async function uploadFile(file: File): Promise<Uploaded> {
  let response: Response;
  try {
    response = await fetch('/api/import/upload', {
      method: 'POST',
      body: file,
      headers: {
        'content-type': 'application/octet-stream',
        'x-file-name': encodeURIComponent(file.name),
      },
    });
  } catch {
    throw new AuthRefusal('OFFLINE', {});
  }
  const answer = (await response.json().catch(() => ({}))) as Answer;
  if (response.ok) return answer;
  throw new AuthRefusal(answer.error?.code ?? 'UNEXPECTED', answer.error?.details ?? {});
}

/** Where the rows that were not written are had as a file. */
export const rowsFileHref = (batchId: string, locale: string) =>
  `/api/import/rows?batch=${batchId}&locale=${locale}&format=xlsx`;
