// Ids as lms/classes/rules/events.py makes them: a UUID of version 8 whose first 48 bits are the meeting,
// so that the events of a meeting lie beside each other on the server. The rest is chance.
// Both screens that make events without a network ask here: the register's page and the app.
export const newId = (meeting) => {
  const chance = crypto.getRandomValues(new Uint8Array(10));
  const hex = [...chance].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  const place = meeting.toString(16).padStart(12, "0");
  return `${place.slice(0, 8)}-${place.slice(8)}-8${hex.slice(1, 4)}-8${hex.slice(5, 8)}-${hex.slice(8, 20)}`;
};
