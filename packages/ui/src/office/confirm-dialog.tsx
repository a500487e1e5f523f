'use client';

import { type ReactNode, useState } from 'react';
import { Button } from '../controls/button.tsx';
import { TextField } from '../fields/text-field.tsx';
import { Dialog } from '../layers/dialog.tsx';

export type ConfirmDialogProps = {
  open: boolean;
  title: string;
  text: ReactNode;
  confirmLabel: string;
  cancelLabel: string;
  danger?: boolean;
  busy?: boolean;
  /** What cannot be taken back asks for this word to be typed. */
  typedWord?: string;
  typedLabel?: string;
  onConfirm: () => void;
  onCancel: () => void;
  children?: ReactNode;
};

/** Asks before what cannot be taken back. What can be taken back gets an undo toast instead. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  const [typed, setTyped] = useState('');
  const fits = props.typedWord === undefined || typed.trim() === props.typedWord;
  const cancel = () => {
    setTyped('');
    props.onCancel();
  };
  const confirm = () => {
    setTyped('');
    props.onConfirm();
  };
  return (
    <Dialog
      open={props.open}
      onClose={cancel}
      size="sm"
      title={props.title}
      description={props.text}
      actions={
        <>
          <Button onClick={cancel}>{props.cancelLabel}</Button>
          <Button
            variant={props.danger ? 'danger' : 'primary'}
            busy={props.busy}
            disabled={!fits}
            onClick={confirm}
          >
            {props.confirmLabel}
          </Button>
        </>
      }
    >
      {props.children}
      {props.typedWord === undefined ? null : (
        <TextField
          label={props.typedLabel ?? props.typedWord}
          value={typed}
          onChange={setTyped}
          autoComplete="off"
        />
      )}
    </Dialog>
  );
}
