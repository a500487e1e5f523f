import { expect, test } from 'vitest';
import { passwordProblem } from './password-rule.ts';

test.each([
  ['qisqa-12345', 'short'],
  ['x'.repeat(129), 'long'],
  ['passwordpassword', 'common'],
  ['Password12345!', 'common'],
  ['p@ssw0rd2026!', 'common'],
  ['qwertyuiop123', 'common'],
  ['1234567890123', 'common'],
  ['aaaaaaaaaaaaa', 'common'],
  ['abcabcabcabcabc', 'common'],
  ['osonsavdo2026', 'common'],
  ['toshkent12345', 'common'],
  ['парольпароль1', 'common'],
  ['йцукенгшщзхъ', 'common'],
] as const)('[S21] %s is refused: %s', (password, problem) => {
  expect(passwordProblem(password)).toBe(problem);
});

test.each(['tulpor-qanoti-42', 'besh olma ikki nok', 'Qor yogʻdi, biz ketdik', 'xK9$vm2Lq8&pT'])(
  'a phrase or a random text is taken: %s',
  (password) => {
    expect(passwordProblem(password)).toBeNull();
  },
);

test('[S21] what everybody knows of a person is no password of theirs', () => {
  const personal = ['gulbahor.saidova@example.uz', '+998901234567'];
  expect(passwordProblem('gulbahor2026!', personal)).toBe('personal');
  expect(passwordProblem('998901234567', personal)).toBe('personal');
  expect(passwordProblem('gulbahor2026!')).toBeNull();
});
