import { exportFormer } from '../../recovery/former.ts';
import { ExportPanel } from './export-panel.tsx';

/** A terminal whose journal does not open: the second copy is carried out instead. */
export default function BrokenExport() {
  return <ExportPanel make={() => exportFormer(Date.now())} />;
}
