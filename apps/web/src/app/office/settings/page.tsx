import { SettingsPage } from '../../../office/settings/settings-page.tsx';

export default function Page() {
  return <SettingsPage />;
}
