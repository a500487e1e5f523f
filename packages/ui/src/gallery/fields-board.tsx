'use client';

import { Printer } from 'lucide-react';
import { useState } from 'react';
import { Checkbox } from '../fields/checkbox.tsx';
import { MoneyField, QuantityField } from '../fields/figure-field.tsx';
import { Segmented } from '../fields/segmented.tsx';
import { Select } from '../fields/select.tsx';
import { Switch } from '../fields/switch.tsx';
import { Tabs } from '../fields/tabs.tsx';
import { TextField } from '../fields/text-field.tsx';
import { useWords } from '../theme/locale-provider.tsx';
import { galleryWords } from './gallery-words.ts';
import { Panel } from './panel.tsx';

/** Fields and choices. */
export function FieldsBoard() {
  return (
    <>
      <TextBoard />
      <ChoiceBoard />
    </>
  );
}

function TextBoard() {
  const t = useWords(galleryWords);
  const [name, setName] = useState('Shakar Oq Bulut 1 kg');
  const [price, setPrice] = useState<number | null>(1_400_000);
  const [quantity, setQuantity] = useState<number | null>(2340);
  const [password, setPassword] = useState('maxfiy');
  const [note, setNote] = useState('');
  const keep = () => undefined;
  return (
    <Panel title={t('fields')} wide="col-span-6" className="grid items-start gap-4 sm:grid-cols-2">
      <TextField label={t('name')} hint={t('nameHint')} value={name} onChange={setName} />
      <MoneyField label={t('price')} tiyin={price} onChange={setPrice} />
      <TextField
        figures
        label={t('barcode')}
        error={t('barcodeError')}
        value="4786687200079"
        onChange={keep}
      />
      <TextField
        disabled
        figures
        label="STIR"
        hint={t('ownerOnly')}
        value="305 118 204"
        onChange={keep}
      />
      <QuantityField label={t('quantity')} unit="kg" quantity={quantity} onChange={setQuantity} />
      <TextField label={t('password')} type="password" value={password} onChange={setPassword} />
      <TextField size="till" label={t('name')} value={name} onChange={setName} />
      <MoneyField size="till" label={t('price')} tiyin={price} onChange={setPrice} />
      <TextField
        multiline={2}
        className="sm:col-span-2"
        label={t('note')}
        value={note}
        onChange={setNote}
        placeholder={t('nameHint')}
      />
    </Panel>
  );
}

function ChoiceBoard() {
  const t = useWords(galleryWords);
  const [city, setCity] = useState<'t' | 's' | 'f' | null>(null);
  const [paper, setPaper] = useState<'58' | '80'>('80');
  const [counted, setCounted] = useState(true);
  const [weighed, setWeighed] = useState(false);
  const [prints, setPrints] = useState(true);
  const [tab, setTab] = useState('often');
  const sections = ['often', 'milk', 'bread', 'vegetables', 'drinks', 'sweets'] as const;
  const cities = [
    { value: 't', label: t('tashkent'), hint: 'UTC+5' },
    { value: 's', label: t('samarkand') },
    { value: 'f', label: t('fergana'), disabled: true },
  ] as const;
  const papers = [
    { value: '58', label: '58 mm' },
    { value: '80', label: '80 mm' },
  ] as const;
  return (
    <Panel title={t('choices')} wide="col-span-6" className="grid gap-4">
      <div className="grid items-start gap-4 sm:grid-cols-2">
        <Select label={t('city')} value={city} options={cities} onChange={setCity} />
        <Select size="lg" label={t('city')} value="t" options={cities} onChange={setCity} />
      </div>
      <div className="flex flex-wrap items-center gap-4">
        <Segmented label={t('print')} value={paper} options={papers} onChange={setPaper} />
        <Segmented
          size="till"
          label={t('print')}
          value={paper}
          options={papers}
          onChange={setPaper}
        />
      </div>
      <div className="flex flex-wrap items-center gap-x-5">
        <Checkbox label={t('counted')} checked={counted} onChange={setCounted} />
        <Checkbox label={t('weighed')} checked={weighed} onChange={setWeighed} />
        <Checkbox indeterminate label={t('archive')} checked={false} onChange={setWeighed} />
        <Switch label={t('print')} checked={prints} onChange={setPrints} />
      </div>
      <Switch
        size="till"
        icon={<Printer className="text-turq" />}
        label={t('print')}
        checked={prints}
        onChange={setPrints}
        className="w-full rounded-2 border border-line px-3.5"
      />
      <Tabs
        size="till"
        label={t('section')}
        active={tab}
        onChange={setTab}
        tabs={sections.map((id) => ({ id, label: t(id) }))}
        className="rounded-2 bg-paper"
      />
      <Tabs
        label={t('section')}
        active={tab}
        onChange={setTab}
        tabs={sections.map((id, index) => ({ id, label: t(id), count: index * 3 }))}
      />
    </Panel>
  );
}
