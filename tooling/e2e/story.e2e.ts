import { afterAll, beforeAll, describe, test } from 'vitest';
import {
  checkBooks,
  comeBack,
  lookAround,
  openStory,
  replayChangesNothing,
  sellInTheDark,
  settleIn,
  supportLooks,
  type Story,
} from './story.ts';

describe.each([
  ['one host', false],
  ['hosts of their own', true],
])('the whole way, %s', (_name, separateHosts) => {
  let story: Story;
  beforeAll(async () => {
    story = await openStory(separateHosts);
  });
  afterAll(() => story?.close());

  test('sign up, import, start selling, a second terminal by its code', () => settleIn(story));
  test('both terminals sell with no network and no server; one browser is killed', () =>
    sellInTheDark(story));
  test('the server comes back: all 40 sales arrive', () => comeBack(story));
  test('each exactly once, receipt numbers as printed, stock as moved, one oversell flag', () =>
    checkBooks(story));
  test('the owner sees the sales and the flag in the office', () => lookAround(story));
  test('support sees both terminals healthy', () => supportLooks(story));
  test('the same operations again, in another order, in parallel: nothing changes', () =>
    replayChangesNothing(story));
});
