'use client';

import { catalogueWords } from '@oson/messages/catalogue';
import {
  Button,
  cn,
  IconButton,
  Sheet,
  showToast,
  Spinner,
  TextField,
  useLocale,
  useWords,
} from '@oson/ui';
import { Form } from '@oson/ui/office';
import { Archive, ArrowDown, ArrowUp, Plus } from 'lucide-react';
import { useState } from 'react';
import { trpc } from '../../wiring/office-client.tsx';
import { refusalText } from '../../wiring/refusal.ts';
import type { CategoryRow } from './goods-types.ts';

/** The glaze of a section: the same colours that its tiles have at the till. */
const HUES = [205, 180, 145, 100, 72, 45, 25, 350, 320, 290, 265, 235];
const NAME_MAX = 120;

/** The sections: made, named, coloured, ordered, archived. */
export function CategorySheet(props: { open: boolean; onClose: () => void }) {
  const t = useWords(catalogueWords);
  const categories = trpc.catalog.category.list.useQuery({}, { enabled: props.open });
  const acts = useCategoryActs();
  const rows = categories.data ?? [];
  const move = (from: number, to: number) => {
    const ids = rows.map((row) => row.id);
    const [id] = ids.splice(from, 1);
    if (id) acts.order([...ids.slice(0, to), id, ...ids.slice(to)]);
  };
  return (
    <Sheet modal open={props.open} onClose={props.onClose} title={t('categories')}>
      <NewCategory hue={HUES[rows.length % HUES.length] ?? 205} onAdd={acts.create} />
      {categories.isPending ? <Spinner /> : null}
      <ul className="mt-4 grid gap-2">
        {rows.map((row, index) => (
          <CategoryItem
            key={row.id}
            row={row}
            acts={acts}
            onUp={index > 0 ? () => move(index, index - 1) : null}
            onDown={index < rows.length - 1 ? () => move(index, index + 1) : null}
          />
        ))}
      </ul>
    </Sheet>
  );
}

type Acts = ReturnType<typeof useCategoryActs>;

function useCategoryActs() {
  const t = useWords(catalogueWords);
  const { locale } = useLocale();
  const utils = trpc.useUtils();
  const options = {
    onError: (error: unknown) => {
      showToast({ tone: 'review', text: refusalText(error, locale) });
    },
    onSettled: () => utils.catalog.invalidate(),
  };
  const create = trpc.catalog.category.create.useMutation(options);
  const update = trpc.catalog.category.update.useMutation(options);
  const order = trpc.catalog.category.order.useMutation(options);
  const archive = trpc.catalog.category.archive.useMutation(options);
  return {
    create: (name: string, hue: number) => create.mutate({ name, names: {}, hue }),
    order: (ids: string[]) => order.mutate({ ids }),
    update: (row: CategoryRow, values: { name?: string; hue?: number }) => {
      const { id, version, name, names, hue } = row;
      // A name that is changed by hand is no translation of the old ones any more.
      const kept = values.name === undefined ? (names ?? {}) : {};
      update.mutate({ id, version, name, hue, names: kept, ...values });
    },
    archive: ({ id, version, name }: CategoryRow) =>
      archive.mutate(
        { id, version, archived: true },
        {
          onSuccess: (done) =>
            showToast({
              undo: true,
              text: t('categoryArchived', { name }),
              actionLabel: t('undo'),
              onAction: () => archive.mutate({ id, version: done.version, archived: false }),
            }),
        },
      ),
  };
}

function NewCategory(props: { hue: number; onAdd: (name: string, hue: number) => void }) {
  const t = useWords(catalogueWords);
  const [name, setName] = useState('');
  const add = () => {
    if (name.trim() === '') return;
    props.onAdd(name, props.hue);
    setName('');
  };
  return (
    <Form onSubmit={add}>
      <div className="flex items-end gap-2">
        <TextField
          className="flex-1"
          label={t('newCategory')}
          value={name}
          maxLength={NAME_MAX}
          onChange={setName}
        />
        <Button type="submit" variant="primary" icon={<Plus />} disabled={name.trim() === ''}>
          {t('save')}
        </Button>
      </div>
    </Form>
  );
}

function CategoryItem(props: {
  row: CategoryRow;
  acts: Acts;
  onUp: (() => void) | null;
  onDown: (() => void) | null;
}) {
  const t = useWords(catalogueWords);
  const { row, acts } = props;
  const [name, setName] = useState(row.name);
  const save = () => {
    if (name.trim() === '') setName(row.name);
    else if (name.trim() !== row.name) acts.update(row, { name: name.trim() });
  };
  return (
    <li className="grid gap-2 rounded-2 border border-line p-3">
      <div className="flex items-center gap-2">
        <TextField
          hideLabel
          className="flex-1"
          label={t('categoryName')}
          value={name}
          maxLength={NAME_MAX}
          onChange={setName}
          onBlur={save}
          onKeyDown={(event) => event.key === 'Enter' && save()}
        />
        <IconButton
          variant="quiet"
          icon={<ArrowUp />}
          label={`${t('moveUp')}: ${row.name}`}
          disabled={!props.onUp}
          onClick={() => props.onUp?.()}
        />
        <IconButton
          variant="quiet"
          icon={<ArrowDown />}
          label={`${t('moveDown')}: ${row.name}`}
          disabled={!props.onDown}
          onClick={() => props.onDown?.()}
        />
        <IconButton
          variant="quiet"
          icon={<Archive />}
          label={`${t('archiveCategory')}: ${row.name}`}
          onClick={() => acts.archive(row)}
        />
      </div>
      <div className="flex flex-wrap items-center gap-1.5">
        <span className="n basis-full text-13 text-ink-2">
          {t('goodsIn', { count: row.goods })}
        </span>
        {HUES.map((hue) => (
          <button
            key={hue}
            type="button"
            aria-label={`${t('hue')} ${hue}`}
            aria-pressed={hue === row.hue}
            onClick={() => acts.update(row, { hue })}
            className={cn(
              'size-6 rounded-full border border-edge',
              hue === row.hue && 'outline-3 outline-offset-1 outline-turq',
            )}
            style={{ background: `oklch(var(--glaze-l) var(--glaze-c) ${hue})` }}
          />
        ))}
      </div>
    </li>
  );
}
