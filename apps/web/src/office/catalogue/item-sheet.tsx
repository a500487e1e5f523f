'use client';

import { catalogueWords } from '@oson/messages/catalogue';
import { Button, Sheet, showToast, Spinner, useLocale, useWords } from '@oson/ui';
import { Archive, ArchiveRestore } from 'lucide-react';
import { useId } from 'react';
import { trpc } from '../../wiring/office-client.tsx';
import { refusalText } from '../../wiring/refusal.ts';
import { ListError } from '../lists/list-states.tsx';
import type { Item } from './goods-types.ts';
import { NEW_ITEM } from './item-draft.ts';
import { ItemForm } from './item-form.tsx';
import { useSaveItem } from './use-save-item.ts';

/** One item, new or known, in the side panel. */
export function ItemSheet(props: { productId: string; onClose: () => void }) {
  const t = useWords(catalogueWords);
  const formId = useId();
  const { productId } = props;
  const isNew = productId === NEW_ITEM;
  const item = trpc.catalog.get.useQuery(
    { productId },
    { enabled: productId !== '' && !isNew, staleTime: 0, gcTime: 0 },
  );
  const save = useSaveItem(props.onClose);
  const close = () => {
    // What was refused belongs to the form that is closed.
    save.forget();
    props.onClose();
  };
  const shown = isNew ? null : (item.data ?? undefined);
  return (
    <Sheet
      modal
      open={productId !== ''}
      onClose={close}
      className="sm:w-[640px]"
      title={isNew ? t('newItem') : (item.data?.name ?? t('editItem'))}
      footer={
        shown === undefined ? null : (
          <>
            {shown ? <ArchiveButton item={shown} onDone={props.onClose} /> : null}
            <span className="flex-1" />
            <Button onClick={close}>{t('cancel')}</Button>
            <Button
              variant="primary"
              type="submit"
              form={formId}
              busy={save.busy}
              disabled={shown?.archived ?? false}
            >
              {t('save')}
            </Button>
          </>
        )
      }
    >
      {productId !== '' && shown === undefined ? (
        item.error ? (
          <ListError error={item.error} onAgain={() => void item.refetch()} />
        ) : (
          <Spinner />
        )
      ) : null}
      {productId === '' || shown === undefined ? null : (
        <ItemForm
          key={shown ? `${shown.productId}/${shown.version}` : NEW_ITEM}
          item={shown}
          formId={formId}
          save={save}
          onReload={() => void item.refetch()}
        />
      )}
    </Sheet>
  );
}

/** Archives with eight seconds to take it back, or brings back from the archive. */
function ArchiveButton(props: { item: Item; onDone: () => void }) {
  const t = useWords(catalogueWords);
  const { locale } = useLocale();
  const utils = trpc.useUtils();
  const { item } = props;
  const onError = (error: unknown) =>
    showToast({ tone: 'review', text: refusalText(error, locale) });
  const onSettled = () => utils.catalog.invalidate();
  const restore = trpc.catalog.restore.useMutation({ onError, onSettled });
  const archive = trpc.catalog.archive.useMutation({ onError, onSettled });
  const bringBack = (version: number, told: boolean) =>
    restore.mutate(
      { productId: item.productId, version },
      {
        onSuccess: () => {
          if (told) showToast({ tone: 'ok', text: t('restored', { name: item.name }) });
        },
      },
    );
  const putAway = () =>
    archive.mutate(
      { productId: item.productId, version: item.version },
      {
        onSuccess: ({ version }) => {
          showToast({
            undo: true,
            text: t('archivedToast', { name: item.name }),
            actionLabel: t('undo'),
            onAction: () => bringBack(version, false),
          });
          props.onDone();
        },
      },
    );
  if (item.archived) {
    const act = () => {
      bringBack(item.version, true);
      props.onDone();
    };
    return (
      <Button icon={<ArchiveRestore />} busy={restore.isPending} onClick={act}>
        {t('restore')}
      </Button>
    );
  }
  return (
    <Button variant="danger" icon={<Archive />} busy={archive.isPending} onClick={putAway}>
      {t('archive')}
    </Button>
  );
}
