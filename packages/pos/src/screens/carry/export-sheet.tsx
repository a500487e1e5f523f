import { deviceWords } from '@oson/messages/pos';
import { Sheet, useWords } from '@oson/ui';
import { exportUnsent } from '../../export/export-unsent.ts';
import { usePosWords, useWorkplace } from '../workplace.tsx';
import { ExportPanel } from './export-panel.tsx';

/** Carrying out what is unsent, from a terminal that still opens: revoked or suspended as well. */
export default function ExportSheet() {
  const { pos, desk } = useWorkplace();
  const t = usePosWords();
  const device = useWords(deviceWords);
  const make = () => exportUnsent(pos.journal, pos.clocks.read().wallMs);
  return (
    <Sheet
      open
      title={device('exportTitle')}
      closeLabel={t('close')}
      onClose={() => desk.sheet.set(null)}
    >
      <ExportPanel make={make} />
    </Sheet>
  );
}
