// Recognising a card without its letters being on the phone: the packet holds a salted digest of each.
import { classOf, state } from "field/state";

const LETTERS = /#([0-9A-HJKMNP-TV-Z]{26})$/;
const hex = (bytes) => [...new Uint8Array(bytes)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
const sha256 = async (text) => hex(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text)));

/** What a code is: {person, here} for a card we know, {unknown} for one we do not, null for no card at all. */
export const whose = async (text, meeting) => {
  const letters = text.match(LETTERS)?.[1];
  if (!letters) return null;
  const digest = (await sha256(state.packet.salt + (await sha256(letters)))).slice(0, 32);
  const person = classOf(meeting).members.find((each) => each.card === digest);
  if (person) return { person };
  for (const other of Object.values(state.packet.classes)) {
    const stranger = other.members.find((each) => each.card === digest);
    if (stranger) return { person: stranger, elsewhere: other.name };
  }
  return { unknown: true };
};
