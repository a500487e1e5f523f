'use client';

import { staffWords } from '@oson/messages/admin';
import { IconButton, Menu, showToast, useWords } from '@oson/ui';
import { Ellipsis, KeyRound, Pencil, Undo2, UserMinus } from 'lucide-react';
import type { StaffRow, useStaffList } from './use-staff-list.ts';

/** What can be done with one person; leaving can be taken back from the toast. */
export function StaffMenu(props: {
  row: StaffRow;
  archive: ReturnType<typeof useStaffList>['archive'];
  onEdit: () => void;
  onPin: () => void;
}) {
  const t = useWords(staffWords);
  const { row, archive } = props;
  const leave = () =>
    archive.mutate(
      { id: row.id, archived: true },
      {
        onSuccess: () =>
          showToast({
            text: t('archived', { name: row.name }),
            undo: true,
            actionLabel: t('restore'),
            onAction: () => archive.mutate({ id: row.id, archived: false }),
          }),
      },
    );
  const comeBack = () =>
    archive.mutate(
      { id: row.id, archived: false },
      { onSuccess: () => showToast({ tone: 'ok', text: t('restored', { name: row.name }) }) },
    );
  const trigger = (
    <IconButton variant="quiet" label={`${t('actions')}: ${row.name}`} icon={<Ellipsis />} />
  );
  if (row.archived) {
    return (
      <Menu
        label={t('actions')}
        trigger={trigger}
        items={[{ id: 'back', label: t('restore'), icon: <Undo2 />, onSelect: comeBack }]}
      />
    );
  }
  return (
    <Menu
      label={t('actions')}
      trigger={trigger}
      items={[
        { id: 'edit', label: t('edit'), icon: <Pencil />, onSelect: props.onEdit },
        { id: 'pin', label: t('setPin'), icon: <KeyRound />, onSelect: props.onPin },
        { id: 'leave', label: t('archive'), icon: <UserMinus />, danger: true, onSelect: leave },
      ]}
    />
  );
}
