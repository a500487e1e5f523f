export const dynamic = 'force-dynamic';

/** Where the four areas live: settings of the deployment, not of the build, so one build fits all. */
export function GET(): Response {
  return Response.json(
    {
      office: process.env.OFFICE_ORIGIN,
      pos: process.env.POS_ORIGIN,
      console: process.env.CONSOLE_ORIGIN,
      worker: process.env.WORKER_ORIGIN,
    },
    { headers: { 'cache-control': 'no-store' } },
  );
}
