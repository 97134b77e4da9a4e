import sharp from 'sharp';
import { done, refused, type Outcome } from '#lib/outcome.ts';
import { command, inAct, type Act, type ActRuntime } from '#platform/act.server.ts';
import type { Viewer } from './viewer.ts';
import { formatOf, largestFile, mostPixels, pictureSide, type PictureRefusal } from './picture.ts';

// One picture at a time and no memory kept between them: uploads are rare and the server is small.
sharp.cache(false);
sharp.concurrency(1);

/**
 * Makes the picture that is kept from a file someone sent: decoded, turned as the camera says,
 * its middle cut to a square, written anew as WebP. Nothing of the file's own bytes, EXIF or GPS
 * survives; of an animation the first frame does.
 */
export async function makePicture(
  file: Uint8Array,
): Promise<Outcome<{ webp: Buffer }, PictureRefusal>> {
  if (file.length === 0) return refused('picture_missing');
  if (file.length > largestFile) return refused('picture_too_large');
  const format = formatOf(file);
  if (format === null) return refused('picture_not_an_image');
  try {
    const image = sharp(file, { limitInputPixels: mostPixels, failOn: 'error', pages: 1 }).timeout({
      seconds: 10,
    });
    const { format: decoded } = await image.metadata();
    if (decoded !== format && !(format === 'avif' && decoded === 'heif'))
      return refused('picture_not_an_image');
    const webp = await image
      .rotate()
      .resize(pictureSide, pictureSide, { fit: 'cover', position: 'centre' })
      .webp({ quality: 82 })
      .toBuffer();
    return done({ webp });
  } catch {
    // The decoder names no kinds of failure; each is a file it could not read to its end.
    return refused('picture_unreadable');
  }
}

/** Gives a member the picture in `file`, in place of any other. Each upload has a new id. */
export async function changePicture(
  runtime: ActRuntime,
  { actor, file }: { actor: Viewer; file: Uint8Array },
): Promise<Outcome<{ pictureId: string }, PictureRefusal>> {
  const made = await makePicture(file);
  if (made.outcome === 'refused') return made;
  return inAct(runtime, async (act) => {
    const { tx, now } = act;
    const id = act.id();
    await tx.deleteFrom('avatars').where('member_id', '=', actor.id).execute();
    await tx
      .insertInto('avatars')
      .values({ id, member_id: actor.id, webp: made.webp.toString('base64'), created_at: now })
      .execute();
    await setPicture(act, { memberId: actor.id, pictureId: id });
    return done({ pictureId: id });
  });
}

/** Takes a member's picture away; the initials stand in. Without a picture it changes nothing. */
export const removePicture = command(async (act, { actor }: { actor: Viewer }) => {
  await act.tx.deleteFrom('avatars').where('member_id', '=', actor.id).execute();
  await setPicture(act, { memberId: actor.id, pictureId: null });
});

async function setPicture(
  { tx, now, touched }: Act,
  { memberId, pictureId }: { memberId: string; pictureId: string | null },
): Promise<void> {
  await tx
    .updateTable('members')
    .set({ avatar_id: pictureId, updated_at: now })
    .where('id', '=', memberId)
    .execute();
  touched('member', memberId);
}
