/** One sentence for the next page: something is done, or something went wrong. */
export interface FlashMessage {
  tone: 'done' | 'trouble';
  text: string;
}
