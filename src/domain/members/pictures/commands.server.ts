import sharp from 'sharp';
import { makeId } from '#lib/ids.ts';
import type { Tx } from '#platform/db/database.server.ts';
import type { Runtime } from '#platform/runtime.server.ts';
import type { Viewer } from '../viewer.ts';
import { formatOf, largestFile, mostPixels, pictureSide, type PictureRefusal } from './picture.ts';

/** What else has to happen in the transaction that changed a member; floors above pass it in. */
export type AlsoInTransaction = (
  tx: Tx,
  changed: { memberId: string; now: number },
) => Promise<void>;

type Room = Pick<Runtime, 'db' | 'clock' | 'random'>;

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
): Promise<{ webp: Buffer } | { code: PictureRefusal }> {
  if (file.length === 0) return { code: 'picture_missing' };
  if (file.length > largestFile) return { code: 'picture_too_large' };
  const format = formatOf(file);
  if (format === null) return { code: 'picture_not_an_image' };
  try {
    const image = sharp(file, { limitInputPixels: mostPixels, failOn: 'error', pages: 1 }).timeout({
      seconds: 10,
    });
    const { format: decoded } = await image.metadata();
    if (decoded !== format && !(format === 'avif' && decoded === 'heif'))
      return { code: 'picture_not_an_image' };
    const webp = await image
      .rotate()
      .resize(pictureSide, pictureSide, { fit: 'cover', position: 'centre' })
      .webp({ quality: 82 })
      .toBuffer();
    return { webp };
  } catch {
    // The decoder names no kinds of failure; each is a file it could not read to its end.
    return { code: 'picture_unreadable' };
  }
}

/** Gives a member the picture in `file`, in place of any other. Each upload has a new id. */
export async function changePicture(
  { db, clock, random }: Room,
  {
    actor,
    file,
    alsoInTransaction,
  }: { actor: Viewer; file: Uint8Array; alsoInTransaction: AlsoInTransaction },
): Promise<{ pictureId: string } | { code: PictureRefusal }> {
  const made = await makePicture(file);
  if ('code' in made) return made;
  const now = clock.now();
  const id = makeId(now, random);
  await db.transact(async (tx) => {
    await tx.deleteFrom('avatars').where('member_id', '=', actor.id).execute();
    await tx
      .insertInto('avatars')
      .values({ id, member_id: actor.id, webp: made.webp.toString('base64'), created_at: now })
      .execute();
    await wear(tx, { memberId: actor.id, pictureId: id, now });
    await alsoInTransaction(tx, { memberId: actor.id, now });
  });
  return { pictureId: id };
}

/** Takes a member's picture away; the initials stand in. Without a picture it changes nothing. */
export async function removePicture(
  { db, clock }: Room,
  { actor, alsoInTransaction }: { actor: Viewer; alsoInTransaction: AlsoInTransaction },
): Promise<void> {
  const now = clock.now();
  await db.transact(async (tx) => {
    await tx.deleteFrom('avatars').where('member_id', '=', actor.id).execute();
    await wear(tx, { memberId: actor.id, pictureId: null, now });
    await alsoInTransaction(tx, { memberId: actor.id, now });
  });
}

async function wear(
  tx: Tx,
  { memberId, pictureId, now }: { memberId: string; pictureId: string | null; now: number },
): Promise<void> {
  await tx
    .updateTable('members')
    .set({ avatar_id: pictureId, updated_at: now })
    .where('id', '=', memberId)
    .execute();
}
