import { expect, test } from 'vitest';
import { axisTicks } from './axis-ticks.ts';

test.each([
  [0, [0, 1]],
  [1.96, [0, 0.5, 1, 1.5, 2]],
  [3.45, [0, 1, 2, 3, 4]],
  [0.3, [0, 0.1, 0.2, 0.3]],
  [1240, [0, 500, 1000, 1500]],
  [8, [0, 2, 4, 6, 8]],
])('an axis up to %d stands at %j', (largest, ticks) => {
  expect(axisTicks(largest)).toEqual(ticks);
});

test('whatever sold most stands below the top of the axis, with few round steps', () => {
  for (let largest = 0.01; largest < 1e7; largest *= 1.37) {
    const ticks = axisTicks(largest);
    expect(ticks.at(-1)).toBeGreaterThanOrEqual(largest - 1e-9);
    expect(ticks.length).toBeLessThanOrEqual(6);
  }
});
