import { expect, test } from 'vitest';
import { metrics, metricsPage } from './metrics.ts';

test('the page has what was counted', async () => {
  metrics.httpRequests.inc({ route: '/trpc/:path', method: 'POST', status: '200' });
  metrics.syncOperations.inc({ type: 'sale', result: 'posted' }, 3);
  const { contentType, text } = await metricsPage();
  expect(contentType).toContain('text/plain');
  expect(text).toContain(
    'oson_http_requests_total{route="/trpc/:path",method="POST",status="200"} 1',
  );
  expect(text).toContain('oson_sync_operations_total{type="sale",result="posted"} 3');
});

test('no label names a tenant, a store, a terminal or a person', async () => {
  const named = await metrics.registry.getMetricsAsJSON();
  const labels = named.map((metric) => metrics.registry.getSingleMetric(metric.name));
  const names = labels.flatMap(
    (metric) => (metric as unknown as { labelNames: string[] }).labelNames,
  );
  expect(names.length).toBeGreaterThan(5);
  expect(names.filter((name) => /tenant|store|terminal|user|staff|customer/.test(name))).toEqual(
    [],
  );
});
