// What is on this phone: packets by whose they are, events until they are sent, news until it is read.
import { openDB } from "idb";

const NAME = "field";
let opened;

const database = () =>
  (opened ??= openDB(NAME, 1, {
    upgrade(db) {
      db.createObjectStore("packets", { keyPath: "who" });
      db.createObjectStore("events", { keyPath: "id" }).createIndex("owner", "owner");
      db.createObjectStore("news", { keyPath: "id" }).createIndex("owner", "owner");
    },
    // Signing out may delete all of it under our feet; the next question opens it anew.
    terminated: () => (opened = undefined),
    blocking: (_from, _to, event) => {
      event.target.close();
      opened = undefined;
    },
  }));

const on = async (stores, deed) => {
  for (const last of [false, true]) {
    try {
      const tx = (await database()).transaction(stores, "readwrite", { durability: "strict" });
      const answer = await deed(tx);
      await tx.done;
      return answer;
    } catch (error) {
      opened = undefined;
      if (last || !["InvalidStateError", "NotFoundError", "AbortError"].includes(error.name)) throw error;
    }
  }
};

export const packetOf = async (who) => (who ? (await database()).get("packets", who) : undefined);
export const keepPacket = (packet, news) =>
  on(["packets", "news"], async (tx) => {
    await tx.objectStore("packets").put(packet);
    for (const each of news) await putNews(tx.objectStore("news"), { ...each, owner: packet.who });
  });
export const dropPacket = (who) => on(["packets"], (tx) => tx.store.delete(who));

/** Packets and news of everybody but this person go; what was not sent stays, whoever's it is. */
export const keepOnly = (who) =>
  on(["packets", "news"], async (tx) => {
    for (const store of ["packets", "news"]) {
      for (const each of await tx.objectStore(store).getAll()) {
        const key = store === "packets" ? each.who : each.id;
        if ((each.who ?? each.owner) !== who) await tx.objectStore(store).delete(key);
      }
    }
  });

export const eventsOf = async (who) => {
  const found = await (await database()).getAllFromIndex("events", "owner", who);
  return found.sort((a, b) => a.at - b.at);
};
export const newsOf = async (who) => {
  const found = await (await database()).getAllFromIndex("news", "owner", who);
  return found.filter((each) => each.words);
};
export const countAll = async () => (await database()).count("events");
export const keepEvents = (events) =>
  on(["events"], async (tx) => {
    for (const each of events) await tx.store.put(each);
  });
export const dropEvents = (ids) =>
  on(["events"], async (tx) => {
    for (const id of ids) await tx.store.delete(id);
  });
/** Read: the words go. What another trainer said is told again with every packet, so that it was read is kept. */
export const readNews = ({ id, by, owner }) =>
  on(["news"], (tx) => (by ? tx.store.put({ id, by, owner }) : tx.store.delete(id)));

const putNews = async (store, each) => {
  const known = await store.get(each.id);
  if (!known?.by || known.by !== each.by) await store.put(each);
};

/** What an answer of the server changes, all of it or nothing. */
export const settle = ({ drop, change, news, packet }) =>
  on(["events", "news", "packets"], async (tx) => {
    const events = tx.objectStore("events");
    for (const id of drop) await events.delete(id);
    for (const each of change) await events.put(each);
    for (const each of news) await putNews(tx.objectStore("news"), each);
    if (packet) await tx.objectStore("packets").put(packet);
  });
