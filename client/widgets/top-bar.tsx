import type { ComponentChildren } from 'preact';
import { Brand } from './brand.tsx';

interface TopBarProps {
  readonly title?: string;
  readonly subtitle?: string;
  /** Without line and panel, as on the home page. */
  readonly bare?: boolean;
  readonly named?: boolean;
  readonly children?: ComponentChildren;
}

/** The bar of every page. What stands at its right end comes as children, after a filler of class `grow`. */
export const TopBar = ({ title, subtitle, bare = false, named = false, children }: TopBarProps) => (
  <header class={bare ? 'top bare' : 'top'}>
    <Brand named={named} />
    {title === undefined ? null : (
      <h1>
        {title}
        {subtitle === undefined || subtitle === '' ? null : <span>{subtitle}</span>}
      </h1>
    )}
    {children}
  </header>
);
