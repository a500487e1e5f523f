import { TerminalsPage } from '../../../office/terminals/terminals-page.tsx';

export default function Page() {
  return <TerminalsPage />;
}
