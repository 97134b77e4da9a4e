/** What members announce to the floors above. */

/** A place with a member was taken or came free; the list shows how many they have left. */
export interface PlacesChanged {
  name: 'PlacesChanged';
  memberId: string;
}
