export { cn } from './base/cn.ts';
export type { Size, Tone } from './base/size.ts';
export {
  Button,
  type ButtonProps,
  IconButton,
  type IconButtonProps,
  LinkButton,
  type LinkComponent,
} from './controls/button.tsx';
export { type ButtonLook, buttonStyle } from './controls/button-style.ts';
export { Kbd } from './controls/kbd.tsx';
export { Spinner } from './controls/spinner.tsx';
export { useLate } from './controls/use-late.ts';
export { Checkbox, type CheckboxProps } from './fields/checkbox.tsx';
export { Field, type FieldLook } from './fields/field.tsx';
export { MoneyField, QuantityField } from './fields/figure-field.tsx';
export { Segmented } from './fields/segmented.tsx';
export { type Option, Select } from './fields/select.tsx';
export { Switch, type SwitchProps } from './fields/switch.tsx';
export { Tabs, type TabsProps } from './fields/tabs.tsx';
export { TextField, type TextFieldProps } from './fields/text-field.tsx';
export { Dialog, type DialogProps } from './layers/dialog.tsx';
export { Menu, type MenuItem } from './layers/menu.tsx';
export { Banner, EmptyState, ErrorState } from './layers/notices.tsx';
export { Sheet, type SheetProps } from './layers/sheet.tsx';
export { ToastHost, useToasts } from './layers/toast.tsx';
export { dismissToast, type NewToast, showToast } from './layers/toast-store.ts';
export { Avatar, initialsOf } from './signs/avatar.tsx';
export { Chip } from './signs/chip.tsx';
export { Logo } from './signs/logo.tsx';
export { Rod, type RodProps } from './signs/rod.tsx';
export { SyncCorner, type SyncCornerProps, type SyncState } from './signs/sync-corner.tsx';
export { Tag } from './signs/tag.tsx';
export { LocaleProvider, useFormat, useLocale, useWords } from './theme/locale-provider.tsx';
export { LanguageSwitch, ThemeToggle } from './theme/switches.tsx';
export { type Theme, useTheme } from './theme/theme.ts';
export { ChoiceTile, type ChoiceTileProps } from './till/choice-tile.tsx';
export { MoneyText, type MoneyTextProps } from './till/money-text.tsx';
export { NumPad, type NumPadProps } from './till/num-pad.tsx';
export { type PadKey, padKeyOf, typeOnPad } from './till/pad-keys.ts';
export { PinPad, type PinPadProps } from './till/pin-pad.tsx';
export { Plate, PlateFigure } from './till/plate.tsx';
export { PriceTile, type PriceTileProps } from './till/price-tile.tsx';
export { usePadKeys } from './till/use-pad-keys.ts';
