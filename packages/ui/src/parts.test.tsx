import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import {
  Button,
  ChoiceTile,
  IconButton,
  initialsOf,
  LocaleProvider,
  MoneyField,
  MoneyText,
  PinPad,
  PriceTile,
  Segmented,
  SyncCorner,
  Switch,
  Tabs,
  TextField,
} from './index.ts';

const html = renderToStaticMarkup;
const nothing = () => undefined;

test('a disabled button says why, in words', () => {
  const text = html(
    <Button disabled disabledReason="internet yoʻq">
      Payme
    </Button>,
  );
  expect(text).toContain('disabled=""');
  expect(text).toContain('internet yoʻq');
});

test('a button never sends a form by accident', () => {
  expect(html(<Button>Saqlash</Button>)).toContain('type="button"');
  expect(html(<Button type="submit">Saqlash</Button>)).toContain('type="submit"');
});

test('a button with only an icon has a name', () => {
  expect(html(<IconButton label="Oʻchirish" icon={null} />)).toContain('aria-label="Oʻchirish"');
});

test('money is read in the language on screen; a return is red and has a real minus', () => {
  const ru = html(
    <LocaleProvider locale="ru">
      <MoneyText tiyin={-1_600_000} unit />
    </LocaleProvider>,
  );
  expect(ru).toContain('−16\u00a0000');
  expect(ru).toContain('сум');
  expect(ru).toContain('text-review');
  expect(html(<MoneyText tiyin={-400_000} plainSign />)).not.toContain('text-review');
});

test('the sync corner says its state also without its picture', () => {
  const text = html(<SyncCorner state="offline" label="Internet yoʻq" detail="12 ta kutmoqda" />);
  expect(text).toMatch(/role="status"[^>]*>Internet yoʻq\. 12 ta kutmoqda/);
});

test('a wrong field points at its error', () => {
  const text = html(<TextField id="code" label="Kod" value="1" onChange={nothing} error="Qisqa" />);
  expect(text).toContain('aria-invalid="true"');
  expect(text).toContain('aria-describedby="code-note"');
  expect(text).toMatch(/id="code-note" role="alert"/);
});

test('a money field shows the grouped figure', () => {
  expect(html(<MoneyField label="Narxi" tiyin={1_250_050} onChange={nothing} />)).toContain(
    'value="12\u00a0500,50"',
  );
  expect(html(<MoneyField label="Narxi" tiyin={null} onChange={nothing} />)).toContain('value=""');
});

test('groups are one stop for Tab and say what is chosen', () => {
  const tabs = [
    { id: 'a', label: 'Non' },
    { id: 'b', label: 'Sut' },
  ] as const;
  const bar = html(<Tabs label="Boʻlimlar" tabs={tabs} active="b" onChange={nothing} />);
  expect(bar.match(/tabindex="0"/g)).toHaveLength(1);
  expect(bar.match(/aria-selected="true"/g)).toHaveLength(1);
  const options = [
    { value: 'x', label: '58' },
    { value: 'y', label: '80' },
  ] as const;
  const group = html(<Segmented label="Qogʻoz" value="x" options={options} onChange={nothing} />);
  expect(group.match(/aria-checked="true"/g)).toHaveLength(1);
});

test('a switch and a choice say whether they are on', () => {
  expect(html(<Switch label="Chek" checked onChange={nothing} />)).toContain('aria-checked="true"');
  const tile = html(<ChoiceTile icon={null} label="Naqd" chosen onPress={nothing} />);
  expect(tile).toContain('aria-pressed="true"');
});

test('a tile that is out of stock can still be sold, and says so', () => {
  const text = html(
    <PriceTile
      name="Kola"
      price={1_650_000}
      stock={{ tone: 'zero', text: '0 ta' }}
      onPress={nothing}
    />,
  );
  expect(text).not.toContain('disabled');
  expect(text).toContain('0 ta');
});

test('the PIN is counted, never shown', () => {
  const text = html(
    <PinPad
      value="4821"
      length={6}
      label="PIN-kodni kiriting"
      onChange={nothing}
      onComplete={nothing}
    />,
  );
  expect(text).toContain('aria-valuenow="4"');
  expect(text).not.toContain('4821');
});

test('a person is two letters', () => {
  expect([initialsOf('Dilnoza Rahimova'), initialsOf('  Ali '), initialsOf('')]).toEqual([
    'DR',
    'A',
    '',
  ]);
});
