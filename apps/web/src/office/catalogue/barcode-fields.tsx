'use client';

import { catalogueWords } from '@oson/messages/catalogue';
import {
  Banner,
  Button,
  IconButton,
  QuantityField,
  showToast,
  TextField,
  useLocale,
  useWords,
} from '@oson/ui';
import { Barcode, Plus, X } from 'lucide-react';
import { useState } from 'react';
import { trpc } from '../../wiring/office-client.tsx';
import { refusalText } from '../../wiring/refusal.ts';
import { type BarcodeDraft, type ItemDraft, nextKey, type SkuDraft } from './item-draft.ts';

const ONE = 1000;
const BARCODES_MAX = 20;

type Found = {
  checkDigitRight: boolean;
  owner: { productId: string; skuId: string; name: string } | null;
};

/** The codes of a SKU: typed, scanned or made here; one that another item has shows both. */
export function BarcodeFields(props: {
  sku: SkuDraft;
  draft: ItemDraft;
  onChange: (barcodes: BarcodeDraft[]) => void;
  onMoveHere: (code: string) => void;
}) {
  const t = useWords(catalogueWords);
  const { locale } = useLocale();
  const { barcodes } = props.sku;
  const own = new Set(props.draft.skus.flatMap((sku) => sku.id ?? []));
  const set = (key: number, values: Partial<BarcodeDraft>) =>
    props.onChange(barcodes.map((row) => (row.key === key ? { ...row, ...values } : row)));
  const remove = (key: number) => props.onChange(barcodes.filter((row) => row.key !== key));
  const add = (code: string) =>
    props.onChange([...barcodes, { key: nextKey(), code, packQuantity: ONE }]);
  const generate = trpc.catalog.generateBarcode.useMutation({
    onSuccess: ({ code }) => add(code),
    onError: (error) => showToast({ tone: 'review', text: refusalText(error, locale) }),
  });
  const typed = props.draft.skus.flatMap((sku) => sku.barcodes.map((row) => row.code));
  return (
    <fieldset className="grid gap-2">
      <legend className="mb-1.5 font-550">{t('barcodes')}</legend>
      {barcodes.map((row) => (
        <BarcodeRow
          key={row.key}
          row={row}
          own={own}
          moved={props.draft.moveBarcodes.includes(row.code)}
          onChange={(values) => set(row.key, values)}
          onRemove={() => remove(row.key)}
          onMoveHere={() => props.onMoveHere(row.code)}
        />
      ))}
      <div className="flex flex-wrap gap-2">
        <Button icon={<Plus />} disabled={barcodes.length >= BARCODES_MAX} onClick={() => add('')}>
          {t('addBarcode')}
        </Button>
        <Button
          variant="quiet"
          icon={<Barcode />}
          busy={generate.isPending}
          onClick={() => generate.mutate({ except: typed.filter((code) => code !== '') })}
        >
          {t('generate')}
        </Button>
      </div>
    </fieldset>
  );
}

function BarcodeRow(props: {
  row: BarcodeDraft;
  own: ReadonlySet<string>;
  moved: boolean;
  onChange: (values: Partial<BarcodeDraft>) => void;
  onRemove: () => void;
  onMoveHere: () => void;
}) {
  const t = useWords(catalogueWords);
  const { row } = props;
  const [found, setFound] = useState<Found | null>(null);
  const utils = trpc.useUtils();
  const look = async () => {
    const code = row.code.trim();
    // What cannot be asked now is checked when the item is saved.
    setFound(
      code ? await utils.client.catalog.findBarcode.query({ code }).catch(() => null) : null,
    );
  };
  const owner = found?.owner && !props.own.has(found.owner.skuId) ? found.owner : null;
  const isTaken = owner !== null && !props.moved;
  return (
    <div className="grid gap-2">
      <div className="flex items-start gap-2">
        <TextField
          hideLabel
          figures
          autoFocus={row.code === ''}
          className="flex-1"
          label={t('barcode')}
          value={row.code}
          maxLength={60}
          error={found?.checkDigitRight === false ? t('checkDigit') : null}
          onChange={(code) => {
            setFound(null);
            props.onChange({ code });
          }}
          onBlur={() => void look()}
          onKeyDown={(event) => {
            // A scanner ends with Enter: it must not send the form.
            if (event.key !== 'Enter') return;
            event.preventDefault();
            void look();
          }}
        />
        <QuantityField
          hideLabel
          className="w-24"
          label={t('pieces')}
          quantity={row.packQuantity}
          onChange={(packQuantity) => props.onChange({ packQuantity })}
        />
        <IconButton
          variant="quiet"
          icon={<X />}
          label={`${t('removeBarcode')}: ${row.code}`}
          onClick={props.onRemove}
        />
      </div>
      {isTaken ? (
        <Banner
          tone="wait"
          title={t('taken', { name: owner.name })}
          actions={
            <>
              <Button onClick={props.onRemove}>{t('keepThere', { name: owner.name })}</Button>
              <Button onClick={props.onMoveHere}>{t('moveHere')}</Button>
            </>
          }
        >
          {t('takenText')}
        </Banner>
      ) : null}
    </div>
  );
}
