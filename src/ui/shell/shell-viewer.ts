/** Whoever is looking, as far as the frame of the page needs to know. */
export interface ShellViewer {
  id: string;
  name: string;
  /** 0 to 23. */
  hue: number;
  avatar?: string | undefined | null;
  isOrganiser: boolean;
  /** They were told something they haven't looked at. */
  hasNews?: boolean;
}
