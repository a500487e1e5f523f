import { StoresPage } from '../../../office/stores/stores-page.tsx';

export default function Page() {
  return <StoresPage />;
}
